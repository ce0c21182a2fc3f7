"""Names in short texts about persons, bodies and places that do not exist."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probanda.extract import mentions
from probanda.model import Mention
from tests.extract.readings import reading


def found(body: str, **more: object) -> list[Mention]:
    return mentions.find(replace(reading(body, language=str(more.pop("language", "en"))), **more))


def types(body: str, **more: object) -> dict[str, str]:
    return {m.span.quote: m.type for m in found(body, **more)}


def names(body: str, **more: object) -> dict[str, str]:
    return {m.span.quote: m.name for m in found(body, **more)}


@pytest.mark.parametrize(
    ("body", "name", "kind"),
    [
        ("The 12th Falcon Brigade entered the town.", "12th Falcon Brigade", "unit"),
        ("He was tried by the Supreme Court of Ruritania.", "Supreme Court of Ruritania", "court"),
        ("They joined the Marudi militia in spring.", "Marudi militia", "armed_group"),
        ("Operation Grey Heron began in May.", "Operation Grey Heron", "operation"),
        ("Operation Desert Wall began in May.", "Operation Desert Wall", "operation"),
        ("Fighters of the Red Maple militia came at night.", "Red Maple militia", "armed_group"),
        ("He was held in Sarvan Prison for a year.", "Sarvan Prison", "place"),
        ("She wrote for the Velden Tribune.", "Velden Tribune", "publication"),
        ("Lawyers for Justice and Peace filed a complaint.", "Lawyers for Justice and Peace", "organisation"),
        ("The Libyan army denied it.", "Libyan army", "organisation"),
        ("The ICC opened an inquiry.", "ICC", "court"),
        ("The Truth and Reconciliation Commission heard her.", "Truth and Reconciliation Commission", "organisation"),
    ],
)
def test_bodies_forces_and_places_by_what_they_are_called(body: str, name: str, kind: str) -> None:
    assert types(body).get(name) == kind


@pytest.mark.parametrize("word", ["Libyan", "Serbs", "Monday", "the Court", "Muslims"])
def test_demonyms_days_and_bare_nouns_are_no_names(word: str) -> None:
    assert word.removeprefix("the ") not in types(f"On Monday the Court heard Libyan witnesses, Serbs and Muslims, about {word}.")


def test_a_word_of_the_name_of_an_operation_is_nobodys_name() -> None:
    assert "Shield" not in names("Operation Iron Shield began in May. The Shield fell later.")


def test_titles_stand_apart_from_the_name() -> None:
    (person,) = [m for m in found("Brig. Gen. Tomas Orvel gave the order.") if m.type == "person"]
    assert (person.span.quote, person.titles) == ("Tomas Orvel", ("Brig. Gen.",))


def test_possessives_are_cut() -> None:
    assert "Tomas Orvel" in types("Tomas Orvel’s men left, and so did Tomas Orvel's guards.")


def test_a_family_name_carries_the_full_name() -> None:
    assert names("Amira Velan spoke to the judges. Velan denied it.")["Velan"] == "Amira Velan"


def test_a_family_name_of_two_persons_stays_as_it_is() -> None:
    body = "Amira Velan and her brother Tomas Velan were heard. Later Velan left."
    assert names(body)["Velan"] == "Velan"


def test_an_abbreviation_stands_for_the_name_it_was_put_after() -> None:
    body = "The Marudi Liberation Council (MLC) took the town. The MLC denied it."
    assert {m.name for m in found(body) if m.span.quote == "MLC"} == {"Marudi Liberation Council"}


def test_a_known_abbreviation_needs_no_definition() -> None:
    assert names("He was taken to the ICC.")["ICC"] == "International Criminal Court"


def test_a_description_of_a_court_is_the_court_of_the_text() -> None:
    body = "The International Criminal Court issued a warrant. The Hague-based tribunal gave no reasons."
    assert names(body)["Hague-based tribunal"] == "International Criminal Court"


def test_a_nickname_between_the_names_is_part_of_the_name() -> None:
    assert types('They saw Hassan "the Lion" Orvel at the bridge.')['Hassan "the Lion" Orvel'] == "person"


@pytest.mark.parametrize("body", ["Amira Velan, known as “The Heron”, left.", "Amira Velan, better known as Heron, left."])
def test_another_name_that_the_text_gives_is_the_same_person(body: str) -> None:
    found_names = names(body)
    assert {found_names[quote] for quote in found_names if "Heron" in quote} == {"Amira Velan"}


@pytest.mark.parametrize("body", ["They burned Inn Sarv village in May.", "The army shelled Inn Sarv in May."])
def test_the_words_around_a_name_tell_a_place(body: str) -> None:
    assert types(body)["Inn Sarv"] == "place"


def test_a_given_name_that_opens_a_sentence_belongs_to_the_name() -> None:
    assert types("Laurent Zagbo and Charles Velan were acquitted by the Court.")["Laurent Zagbo"] == "person"


def test_what_the_text_calls_a_militia_is_an_armed_group() -> None:
    assert types("He led the Hadran, a local militia, until the Hadran fell apart.").get("Hadran", "armed_group") == "armed_group"


def test_a_country_as_adjective_is_no_place() -> None:
    assert "U.S." not in types("A U.S. strike hit the bridge.")


def test_the_names_of_the_case_come_first() -> None:
    kinds = types("The men of Grey Heron left Arden.", names={"Grey Heron": "armed_group", "Arden": "place"})
    assert kinds == {"Grey Heron": "armed_group", "Arden": "place"}


def test_a_short_name_finds_its_long_form_in_an_earlier_block() -> None:
    earlier = tuple(m for m in found("Colonel Amira Velan arrived.") if m.type == "person")
    assert names("Colonel Velan left.", known=earlier)["Velan"] == "Amira Velan"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Amira Velan", "the Falcon Brigade", "said", "(ICC)", "in", "“", "U.N.", "and", "\n", "’s", "é"]),
        max_size=12,
    )
)
def test_every_mention_is_verbatim_and_none_overlaps_another(words: list[str]) -> None:
    body = " ".join(words)
    end = 0
    for mention in found(body):
        assert body[mention.span.start : mention.span.end] == mention.span.quote
        assert mention.span.start >= end
        end = mention.span.end


def test_arabic_names_by_trigger_and_lexicon() -> None:
    kinds = types("قال الصحفي أحمد المروان إن المحكمة الجنائية الدولية تحقق في بلدة سرفان.", language="ar")
    assert kinds == {"أحمد المروان": "person", "المحكمة الجنائية الدولية": "court", "سرفان": "place"}


def test_arabic_names_of_the_case_with_words_written_onto_them() -> None:
    assert types("وكان لسرفان سور", language="ar", names={"سرفان": "place"}) == {"سرفان": "place"}


def test_french_names_by_title_and_lexicon() -> None:
    body = "Selon la Cour pénale internationale (CPI), le colonel Tomas Orvel a quitté la ville d'Arden."
    assert types(body, language="fr") == {
        "Cour pénale internationale": "court",
        "CPI": "court",
        "Tomas Orvel": "person",
        "Arden": "place",
    }


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("Shells hit a clinic in Zor.\n\nThe shells fell in the yard.", "Shells"),
        ("He read the statement of the Command of 16 February 2023 to them.", "Command of 16 February 2023"),
        ("Under the Elements of Crimes it requires an order.", "Elements of Crimes"),
    ],
)
def test_common_words_at_the_start_and_dates_are_no_names(body: str, word: str) -> None:
    assert word not in types(body)


def test_french_articles_and_infinitives_belong_to_no_name() -> None:
    found = types("L'avocate Salma Merrit accuse la Cour d'agir sur commande.", language="fr")
    assert "Cour d'agir" not in found
    assert "L'avocate Salma Merrit" not in found
