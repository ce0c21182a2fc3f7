"""Sentences in three languages: every template is there in each, with the same slots, and every kind of finding can be said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any, get_args

import pytest
import yaml

from probanda.derived import Status
from probanda.law.records import Kind
from probanda.model import (
    Admission,
    Allegation,
    Casualties,
    CommandLink,
    Denial,
    Fact,
    Finding,
    Incident,
    Modality,
    Order,
    Party,
    Recital,
    Role,
    Span,
    Stance,
    Statement,
    Step,
    Tone,
    Voice,
    When,
)
from probanda.weigh.assessment import Stake
from probanda.weigh.chain import Hand
from probanda.write import words
from probanda.write.phrases import LANGUAGES, PLURAL, SLOT, held, joined, runs, say

OTHERS = [language for language in LANGUAGES if language != "en"]
LISTS = ("months", "acts", "steps")
HERE = (Span(text="t", start=0, end=4, quote="they"),)
POST = Voice(speaker=Party(name="The Harbour Post", how="outlet"))
HOLLIS, UNIT = Party(name="Colonel Hollis", type="person"), Party(name="Gull Company", type="unit")
SAID: dict[str, Any] = {"rule": "r", "spans": HERE, "voice": (POST, Voice(speaker=UNIT, quoted=True))}
DAY = When(earliest=date(2031, 5, 6), latest=date(2031, 5, 6), anchor="2031-05-07", span=HERE[0])
CATEGORIES = {"en": {"one", "other"}, "fr": {"one", "other"}, "ar": {"zero", "one", "two", "few", "many", "other"}}


def forms(phrase: Any) -> list[str]:
    return list(phrase.values()) if isinstance(phrase, dict) else [phrase]


def sentences(language: str) -> dict[str, Any]:
    return {key: phrase for key, phrase in held(language).items() if key not in LISTS}


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_there_in_each_language_with_the_same_slots(language: str) -> None:
    english, other = sentences("en"), sentences(language)
    assert english.keys() == other.keys()
    for key, phrase in english.items():
        wanted = {slot for form in forms(phrase) for slot in SLOT.findall(form)}
        for form in forms(other[key]):
            assert set(SLOT.findall(form)) == wanted, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_brackets_are_closed_and_hold_a_slot(language: str) -> None:
    for key, phrase in sentences(language).items():
        for form in forms(phrase):
            assert form.count("[") == form.count("]") == len(re.findall(r"\[[^\[\]]*\{\w+\}[^\[\]]*\]", form)), key
            assert form == form.strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_by_number_are_those_of_the_language(language: str) -> None:
    for key, phrase in sentences(language).items():
        if isinstance(phrase, dict):
            assert "other" in phrase, key
            assert phrase.keys() <= CATEGORIES[language], key
    assert {PLURAL[language](n) for n in range(200)} == CATEGORIES[language]


@pytest.mark.parametrize("language", OTHERS)
def test_every_act_and_step_has_its_word(language: str) -> None:
    assert held(language)["acts"].keys() == words.acts().keys()
    law = yaml.safe_load((files("probanda") / "data/law/proceedings.yaml").read_text("utf-8"))
    assert held(language)["steps"].keys() == {step["step"] for step in law["steps"] if step["step"]}


def findings() -> Iterator[Finding]:
    for stance in get_args(Stance):
        yield Statement(
            speaker=HOLLIS, mode="direct", stance=stance, addressee="us", medium="a letter", occasion="a visit", **SAID
        )
        yield Statement(speaker=HOLLIS, mode="indirect", stance=stance, **SAID)
    for modality in get_args(Modality):
        for accused in ((), (HOLLIS,), (HOLLIS, UNIT)):
            yield Allegation(
                accused=accused, conduct="it", act="killing", crimes=("murder",), accuser=UNIT, modality=modality, **SAID
            )
    for outcome in OUTCOMES:
        counts = [Casualties(outcome=outcome, minimum=low, maximum=high, kind=kind) for low, high, kind in COUNTS]
        yield Incident(
            act="shelling", victims=tuple(counts), perpetrator=UNIT, how_sure="probably", incidents=(2, 4), when=DAY, **SAID
        )
    yield Incident(act="rape", incidents=(1, None), where=(Party(name="Loma"), Party(name="Tesk")), **SAID)
    yield Incident(act="rape", incidents=(7, 7), when=When(span=HERE[0]), **SAID)
    for quoted in (True, False):
        yield Order(by=HOLLIS, to=UNIT, act="no_quarter", quoted=quoted, medium="radio", occasion="a parade", **SAID)
        yield Role(person=HOLLIS, post="commander", organisation=UNIT, former=quoted, qualifier="so-called", **SAID)
    yield Admission(by=HOLLIS, act="killing", conduct="we shot them", on_orders_of=UNIT, medium="a call", **SAID)
    yield Denial(by=HOLLIS, act="other", conduct="it", told_before=HERE[0], medium="a call", **SAID)
    for relation in ("commander of", "member of", "subordinate to", "ally of", "founder of"):
        yield CommandLink(source=HOLLIS, relation=relation, target=UNIT, **SAID)
    for status in ("happened", "planned", "demanded", "denied"):
        yield Step(step="arrest", person=HOLLIS, body=UNIT, status=status, **SAID)
    yield Recital(instrument="Rome Statute", **SAID)
    yield from (Tone(category=category, **SAID) for category in ("loaded", "distance"))
    yield Fact(name="vehicle", value={"plate": "K 12", "colour": "green"}, **SAID)


OUTCOMES: tuple[Any, ...] = (
    "killed",
    "shot",
    "injured",
    "missing",
    "detained",
    "displaced",
    "abducted",
    "raped",
    "tortured",
    "affected",
)
COUNTS = (
    (0, 0, "people"),
    (1, 1, "people"),
    (2, 2, "men"),
    (3, None, "people"),
    (0, 9, "people"),
    (4, 8, "people"),
    (None, None, "men"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_said_in_whole_sentences(language: str) -> None:
    for finding in findings():
        told = words.sentence(finding, language)
        assert told.endswith("."), told
        assert not re.search(r"[{}\[\]]|  |\( |\(\)|None| \.$|, ?\.$|«\s*»|“”", told), told
        assert "The Harbour Post" in told


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_of_the_frame_stays_english(language: str) -> None:
    frame = re.compile(
        r"\b(?:According|is|are|said|reported|alleged|people|killed|incident|the|of|and|quoting|described|concerning)\b"
    )
    names = re.compile(
        r"The Harbour Post|commander|so-called|probably|we shot them|a (?:letter|visit|call|parade)|Rome Statute|murder"
    )
    for finding in findings():
        assert not frame.search(names.sub("", words.sentence(finding, language))), words.sentence(finding, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_source_stay_as_they_are(language: str) -> None:
    told = words.sentence(Denial(by=HOLLIS, act="other", conduct="that {he} was [there]", **SAID), language)
    assert "that {he} was [there]" in told.replace("\u2068", "").replace("\u2069", "")
    assert "Colonel Hollis" in told


@pytest.mark.parametrize(
    ("language", "n", "told"),
    [
        ("en", 1, "1 incident"),
        ("en", 2, "2 incidents"),
        ("fr", 0, "0 incident"),
        ("fr", 1, "1 incident"),
        ("fr", 2, "2 incidents"),
    ],
)
def test_numbers_choose_their_form(language: str, n: int, told: str) -> None:
    assert say(language, "incidents", n=n, number=str(n)) == told


def test_several_accused_are_several() -> None:
    charge = Allegation(accused=(HOLLIS, UNIT), conduct="x", act="killing", **SAID)
    assert "Colonel Hollis and Gull Company are alleged to be responsible" in words.sentence(charge)


def test_latin_names_are_kept_apart_in_an_arabic_sentence() -> None:
    assert "\u2068Gull Company\u2069" in words.sentence(CommandLink(source=HOLLIS, relation="ally of", target=UNIT, **SAID), "ar")
    dated = Incident(act="rape", when=DAY, **SAID)
    assert "\u20682031-05-07\u2069" in words.sentence(dated, "ar")
    assert joined("ar", ["أحمد", "ليلى"], by="list_and") == "أحمد وليلى"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_dossier_names_by_key_has_its_word(language: str) -> None:
    keys = [
        *(f"hand_{one}" for one in get_args(Hand)), *(f"stake_{one}" for one in get_args(Stake)),
        *(f"element_{one}" for one in get_args(Kind)), *(f"status_{one}" for one in get_args(Status)),
    ]  # fmt: skip
    assert all(say(language, key) for key in keys)


@pytest.mark.parametrize(("words_", "way"), [("Samir Dorrak", "ltr"), ("بحسب Samir", "rtl"), ("12", "ltr")])
def test_words_run_the_way_of_their_letters(words_: str, way: str) -> None:
    assert runs(words_) == way
