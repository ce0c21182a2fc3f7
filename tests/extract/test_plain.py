"""Statements in French and Arabic."""

from __future__ import annotations

import pytest

from probanda.extract import statements
from tests.extract.readings import reading


@pytest.mark.parametrize(
    ("body", "language", "mode", "words"),
    [
        ("Anna Morel a déclaré que le village avait brûlé.", "fr", "indirect", "le village avait brûlé"),
        (
            "Anna Morel a déclaré : « Le village a brûlé sous nos yeux hier. »",
            "fr",
            "direct",
            "Le village a brûlé sous nos yeux hier.",
        ),
        ("وقالت سلمى راضي إن القرية احترقت.", "ar", "indirect", "القرية احترقت"),
        (
            "وقالت سلمى راضي: “احترقت القرية كلها في تلك الليلة الطويلة”.",
            "ar",
            "direct",
            "احترقت القرية كلها في تلك الليلة الطويلة",
        ),
    ],
)
def test_speech(body: str, language: str, mode: str, words: str) -> None:
    names = {"Anna Morel": "person", "سلمى راضي": "person"}
    (found,) = statements.find(reading(body, names, language=language))  # type: ignore[arg-type]
    assert (found.mode, found.spans[0].quote) == (mode, words)
    assert found.speaker.name in names


def test_a_verb_alone_goes_on_with_who_spoke() -> None:
    body = "وقالت سلمى راضي إن القرية احترقت. وأضافت أن الطريق مغلق."
    found = statements.find(reading(body, {"سلمى راضي": "person"}, language="ar"))
    assert [s.speaker.name for s in found] == ["سلمى راضي", "سلمى راضي"]


def test_a_denial_keeps_its_stance() -> None:
    assert statements.find(reading("Le ministre a nié que ses hommes aient tiré.", language="fr"))[0].stance == "denies"


def test_other_languages_are_left_alone() -> None:
    assert statements.find(reading("Sie sagte: „Das Dorf brannte die ganze Nacht lang.“", language="de")) == []


@pytest.mark.parametrize(
    ("body", "language", "speaker"),
    [
        ("Selon Anna Morel, le village a brûlé pendant la nuit.", "fr", "Anna Morel"),
        ("Le village a brûlé pendant la nuit, selon Anna Morel.", "fr", "Anna Morel"),
        ("« Le village a brûlé sous nos yeux hier », a déclaré Anna Morel.", "fr", "Anna Morel"),
        ("Interrogé par Anna Morel, un témoin a raconté : « Le village a brûlé sous nos yeux hier. »", "fr", "un témoin"),
        ("تحدثنا مع أحد المسعفين الذي قال: “احترقت القرية كلها في تلك الليلة الطويلة”.", "ar", "أحد المسعفين"),
    ],
)
def test_where_the_speaker_stands(body: str, language: str, speaker: str) -> None:
    (found,) = statements.find(reading(body, {"Anna Morel": "person"}, language=language))
    assert found.speaker.name == speaker


def told(body: str, language: str) -> list[tuple[str, str]]:
    found = statements.find(reading(body, {"Anna Morel": "person"}, language=language))
    return [(s.speaker.name, s.spans[0].quote) for s in found]


def test_a_few_words_are_speech_where_a_verb_of_saying_follows() -> None:
    assert told("« Ils sont venus la nuit », raconte Anna Morel. « Ils ont pris mes fils. »", "fr") == [
        ("Anna Morel", "Ils sont venus la nuit"),
        ("Anna Morel", "Ils ont pris mes fils."),
    ]


@pytest.mark.parametrize(
    ("body", "language"),
    [("Anna Morel n'a pas dit que le village avait brûlé.", "fr"), ("لم يقل الوزير إن القرية احترقت.", "ar")],
)
def test_what_was_not_said(body: str, language: str) -> None:
    assert told(body, language) == []


def test_who_stands_before_the_comma_is_the_source() -> None:
    body = "Selon un témoin, Anna Morel avait quitté le village la veille."
    assert told(body, "fr") == [("un témoin", "Anna Morel avait quitté le village la veille")]
