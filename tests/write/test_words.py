"""Findings in words: who says so stands first, the accused is alleged, numbers and dates say what they are."""

from __future__ import annotations

from datetime import date

import pytest

from probanda.model import Allegation, Casualties, Denial, Incident, Order, Party, Span, Statement, Step, Tone, Voice, When
from probanda.write import words

HERE = (Span(text="t", start=0, end=1, quote="x"),)
POST = Voice(speaker=Party(name="The Harbour Post", how="outlet"))
HOLLIS = Party(name="Colonel Hollis", type="person")


def test_the_outlet_stands_before_whom_it_quotes() -> None:
    said = Statement(rule="r", spans=HERE, speaker=HOLLIS, mode="direct", voice=(POST, Voice(speaker=HOLLIS, quoted=True)))
    assert words.sentence(said) == "According to The Harbour Post, Colonel Hollis is quoted as saying."


def test_an_accused_is_alleged_to_have_acted() -> None:
    charge = Allegation(rule="r", spans=HERE, accused=(HOLLIS,), conduct="x", act="killing", crimes=("murder",), voice=(POST,))
    assert "Colonel Hollis is alleged to be responsible: killing, called “murder”" in words.sentence(charge)


def test_an_order_is_said_to_have_been_given() -> None:
    order = Order(rule="r", spans=HERE, by=HOLLIS, act="no_quarter", voice=(POST,))
    assert "is said to have given an order or declaration: order that there be no survivors" in words.sentence(order)


def test_what_is_denied_is_told_in_the_words_of_the_source() -> None:
    denial = Denial(rule="r", spans=HERE, by=HOLLIS, act="other", conduct="that he was there", voice=(POST,))
    assert "Colonel Hollis is said to deny “that he was there”" in words.sentence(denial)


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (33, None, "at least 33 people killed"),
        (9, 12, "9 to 12 people killed"),
        (7, 7, "7 people killed"),
        (0, 5, "up to 5 people killed"),
    ],
)
def test_counts(low: int, high: int | None, told: str) -> None:
    assert words.casualties(Casualties(outcome="killed", minimum=low, maximum=high)) == told


def test_counts_name_whom_the_source_names_and_never_a_pronoun() -> None:
    one = Casualties(outcome="killed", minimum=1, maximum=1, kind="Ada Bern", names=("Ada Bern",))
    assert words.casualties(one) == "Ada Bern killed"
    assert words.casualties(Casualties(outcome="detained", kind="They")) == "an unstated number of people detained"
    assert words.casualties(Casualties(outcome="killed", minimum=8000, maximum=8000)) == "8,000 people killed"


@pytest.mark.parametrize(("modality", "named"), [("alleged", True), ("denied", False), ("admitted", False), ("convicted", False)])
def test_who_denies_or_admits_is_no_accuser(modality: str, named: bool) -> None:
    said = Allegation(rule="r", spans=HERE, accused=(HOLLIS,), conduct="x", modality=modality, accuser=HOLLIS, voice=(POST,))  # type: ignore[arg-type]
    assert ("alleged by" in words.sentence(said)) is named


def test_a_speaker_is_named_once_and_a_sentence_has_one_stop() -> None:
    step = Step(rule="r", spans=HERE, step="trial", person=Party(name="Anwar R."), voice=(POST, POST))
    assert words.sentence(step) == "According to The Harbour Post, step of proceedings: trial concerning Anwar R."


def test_a_word_held_at_a_distance_is_not_called_the_sources_own() -> None:
    kept = Tone(rule="r", spans=HERE, category="distance", voice=(POST,))
    assert "keeps the word at a distance" in words.sentence(kept)


def test_who_was_shot_is_not_said_to_be_injured() -> None:
    shot = (Casualties(outcome="shot", minimum=3, maximum=3),)
    assert "3 people shot" in words.sentence(Incident(rule="r", spans=HERE, act="shooting", victims=shot, voice=(POST,)))


def test_nobody_is_nobody() -> None:
    assert words.casualties(Casualties(outcome="injured", minimum=0, maximum=0, kind="nobody")) == "nobody injured"


def test_people_and_incidents_are_told_apart() -> None:
    incident = Incident(
        rule="r",
        spans=HERE,
        act="killing",
        victims=(Casualties(outcome="killed", minimum=33),),
        incidents=(7, None),
        voice=(POST,),
    )
    assert "in at least 7 incidents: at least 33 people killed" in words.sentence(incident)


def test_a_demanded_step_has_not_been_taken() -> None:
    step = Step(rule="r", spans=HERE, step="arrest", person=HOLLIS, status="demanded", voice=(POST,))
    assert "(demanded, not yet taken)" in words.sentence(step)


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (When(earliest=date(2031, 5, 6), latest=date(2031, 5, 6)), "6 May 2031"),
        (When(earliest=date(2031, 1, 1), latest=date(2031, 12, 31)), "2031"),
        (When(earliest=date(2030, 1, 1), latest=date(2031, 12, 31)), "2030 to 2031"),
        (When(earliest=date(2031, 5, 6)), "from 6 May 2031"),
        (When(latest=date(2031, 5, 6), approximate=True), "about until 6 May 2031"),
        (When(), "date not resolved"),
    ],
)
def test_times(when: When, told: str) -> None:
    assert told in words.when(when)


def test_a_vague_number_stands_in_the_source_s_own_word() -> None:
    span = Span(text="t", start=0, end=18, quote="hundreds of people")
    told = words.casualties(Casualties(outcome="killed", minimum=200, span=span))
    assert told == "“hundreds” (counted as at least 200) of people killed"


@pytest.mark.parametrize(("name", "told"), [("I", "somebody not named"), ("", "somebody not named"), ("Ida Moor", "Ida Moor")])
def test_a_pronoun_names_nobody(name: str, told: str) -> None:
    voices = (
        Voice(speaker=Party(name="Wire", how="outlet"), stance="reports"),
        Voice(speaker=Party(name=name, how="named"), stance="alleges"),
    )
    order = Order(
        rule="r", spans=(Span(text="t", start=0, end=4, quote="fire"),), by=Party(name="Dol"), act="killing", voice=voices
    )
    assert f"reporting {told}," in words.sentence(order)
