"""Findings that cannot both be right are shown side by side; findings that agree, or speak of different things, are not."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from probanda.derived import Disagreement, IncidentGroup
from probanda.extract import rules
from probanda.model import (
    Admission,
    Allegation,
    AnyFinding,
    Casualties,
    CommandLink,
    Denial,
    Incident,
    Party,
    Span,
    Statement,
    Step,
    Text,
    Voice,
    When,
)
from probanda.weigh.agreement import disagreements

TANO, ILA = Party(name="Ruan Tano"), Party(name="Sera Ila")


def span(words: str, text: str = "t-1", start: int = 0) -> Span:
    return Span(text=text, start=start, end=start + len(words), quote=words)


def strike(
    name: str, words: str = "the strike", *, killed: int | None = None, by: str | None = None, at_least: bool = False
) -> Incident:
    victims = (Casualties(outcome="killed", minimum=killed, maximum=None if at_least else killed),) if killed else ()
    where = span(words, f"t-{name}")
    return Incident(
        id=name, rule="r", spans=(where,), act="airstrike", victims=victims, perpetrator=Party(name=by) if by else None
    )


def event(*findings: AnyFinding, texts: tuple[Text, ...] = ()) -> list[Disagreement]:
    group = IncidentGroup(id="i1", findings=tuple(f.id for f in findings))
    return list(disagreements({f.id: f for f in findings}, incidents=[group], texts=texts))


def among(*findings: AnyFinding) -> list[str]:
    return [d.about for d in disagreements({f.id: f for f in findings})]


def test_rules_keep_their_examples() -> None:
    assert rules.failures(rules.rules("weighing")) == []


def test_counts_that_cannot_both_be_right() -> None:
    (found,) = event(strike("a", killed=8), strike("b", killed=10))
    assert (found.about, found.why) == ("count", "one counts 8 killed, the other 10 killed, in the same event")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (strike("a", killed=8), strike("b", killed=8)),
        (strike("a", killed=8, at_least=True), strike("b", killed=10)),
        (strike("a", killed=8000), strike("b", killed=8300)),
        (strike("a", killed=8), strike("b")),
    ],
)
def test_counts_that_may_both_be_right(left: Incident, right: Incident) -> None:
    assert event(left, right) == []


def test_ten_reports_of_two_figures_are_one_disagreement() -> None:
    assert len(event(*(strike(str(n), killed=8 + n % 2) for n in range(10)))) == 1


def test_parts_of_one_sentence_add_up() -> None:
    five, three = (Casualties(outcome="killed", minimum=n, maximum=n, span=span(str(n), start=40 * n)) for n in (3, 5))
    parts = Incident(id="p", rule="r", spans=(span("the strike"),), act="airstrike", victims=(three, five))
    assert event(parts, strike("b", killed=8)) == []
    assert len(event(parts, strike("b", killed=9))) == 1


def test_two_figures_within_one_report_clash() -> None:
    far = (Casualties(outcome="killed", minimum=n, maximum=n, span=span(str(n), start=400 * n)) for n in (8, 10))
    assert len(event(Incident(id="p", rule="r", spans=(span("the strike"),), act="airstrike", victims=tuple(far)))) == 1


@pytest.mark.parametrize(
    ("left", "right", "clash"),
    [
        ("hit at 03:48", "hit at about 4:15 at dawn", True),
        ("hit at 03:48", "hit at 03:55", True),
        ("hit at 03:48", "hit at about 03:55", False),
        ("hit at 03:48", "hit at 03:50", False),
        ("hit at 03:48", "ate at 09:00", False),
    ],
)
def test_hours_that_no_rounding_explains(left: str, right: str, clash: bool) -> None:
    assert [d.about for d in event(strike("a", left), strike("b", right))] == ["date"] * clash


@pytest.mark.parametrize(
    ("left", "right", "clash"),
    [
        ("Norland or Sudland air force", "Norland planes", True),
        ("Norland army", "Sudland army", True),
        ("Norland army", "unidentified gunmen", False),
        ("Norland forces", "the army of Norland", False),
    ],
)
def test_who_is_said_to_have_done_it(left: str, right: str, clash: bool) -> None:
    assert [d.about for d in event(strike("a", by=left), strike("b", by=right))] == ["perpetrator"] * clash


def test_several_persons_may_answer_for_one_event() -> None:
    def by(name: str, who: Party) -> Incident:
        return Incident(id=name, rule="r", spans=(span("the strike", f"t-{name}"),), act="airstrike", perpetrator=who)

    tano, ila = (Party(name=n, type="person") for n in ("Ruan Tano", "Sera Ila"))
    assert event(by("a", tano), by("b", ila), strike("c", by="Norland air force")) == []


def test_names_in_two_scripts_are_not_compared() -> None:
    assert event(strike("a", by="Norland army"), strike("b", by="جيش نورلاند")) == []


def test_an_undated_passage_is_compared_with_the_one_dated_event_of_its_report() -> None:
    when = When(earliest=date(2020, 5, 4), latest=date(2020, 5, 4), precision="day")
    eight = (Casualties(outcome="affected", minimum=8, maximum=8),)
    dated = Incident(id="a", rule="r", spans=(span("8 casualties"),), act="airstrike", victims=eight, when=when)
    ten = (Casualties(outcome="killed", minimum=10, maximum=10),)
    undated = Incident(id="b", rule="r", spans=(span("killed 10", start=90),), act="killing", victims=ten)
    assert [d.why for d in disagreements({"a": dated, "b": undated})] == [
        "one counts 8 casualties, the other 10 killed, in the same event"
    ]


def told(words: str, text: str = "t-a") -> Statement:
    council = Party(name="the council", how="description")
    return Statement(id="s", rule="r", spans=(span(words, text, 500),), speaker=council, mode="indirect")


DAY = When(earliest=date(2020, 5, 4), latest=date(2020, 5, 4), precision="day")


def test_a_count_in_a_statement_is_compared_with_the_event_of_its_report() -> None:
    four = msgspec.structs.replace(strike("a", killed=4), when=DAY)
    assert [d.about for d in disagreements({"a": four, "s": told("that seven people had died")})] == ["count"]
    assert disagreements({"a": four, "s": told("that seven trucks had come")}) == ()
    assert disagreements({"a": four, "s": told("that two children had died")}) == ()


def test_a_report_that_corrects_itself() -> None:
    body = "A strike. At least four died." + " " * 471 + "An earlier version of this report spoke of five dead."
    report = Text(id="t-a", source="a", reader="r", body=body)
    start = body.index("five dead")
    old = msgspec.structs.replace(told("five dead"), spans=(Span(text="t-a", start=start, end=start + 9, quote="five dead"),))
    four = msgspec.structs.replace(strike("a", killed=4, at_least=True), when=DAY)
    assert [d.about for d in disagreements({"a": four, "s": old}, texts=[report])] == ["correction"]


def test_a_place_in_a_recording_is_no_hour() -> None:
    assert event(strike("a", "hit at 03:48"), strike("b", "states at 00:20 that the town was attacked")) == []


def test_a_later_report_that_corrects_an_earlier_one() -> None:
    one = Text(id="t-a", source="a", reader="r", body="Five died.", published="2020-05-04")
    two = Text(
        id="t-b",
        source="b",
        reader="r",
        body="Nine died, the clinic said, correcting its earlier figures.",
        published="2020-05-06",
    )
    left, right = strike("a", "Five died", killed=5), strike("b", "Nine died", killed=9)
    assert [d.about for d in event(left, right, texts=(one, two))] == ["correction"]


def allegation(name: str, words: str, accused: Party = TANO, text: str = "t-1") -> Allegation:
    return Allegation(
        id=name, rule="r", spans=(span(words, text, start=500 * (name == "b")),), accused=(accused,), conduct=words, act="killing"
    )


def test_said_and_denied() -> None:
    denial = Denial(id="d", rule="r", spans=(span("I shot nobody"),), by=TANO, act="killing", conduct="that he shot anybody")
    admission = Admission(id="m", rule="r", spans=(span("we shot them", "t-2"),), by=TANO, act="killing", conduct="shooting")
    assert among(denial, admission, allegation("l", "Tano shot them", text="t-3")) == ["denial", "denial"]
    assert among(denial, allegation("l", "Ila shot them", ILA)) == []


def test_an_assertion_beside_an_allegation_in_one_report() -> None:
    alleged = allegation("a", "Tano is allegedly responsible for the killings")
    bare = allegation("b", "He is responsible for the killings")
    assert among(alleged, bare) == ["wording"]
    assert among(alleged, allegation("b", "He is accused of the killings")) == []


def test_a_courts_statement_speaks_for_the_court() -> None:
    court, paper = Party(name="the Court", how="description"), Party(name="the statement", how="description")
    alleged = msgspec.structs.replace(allegation("a", "Tano is allegedly responsible"), voice=(Voice(speaker=court),))
    bare = msgspec.structs.replace(allegation("b", "He is responsible"), voice=(Voice(speaker=paper),))
    assert among(alleged, bare) == ["wording"]
    survivor = msgspec.structs.replace(bare, voice=(Voice(speaker=Party(name="a survivor", how="description")),))
    assert among(alleged, survivor) == []


def test_the_dead_of_the_war_are_not_those_of_the_day() -> None:
    when = When(earliest=date(2020, 5, 4), latest=date(2020, 5, 4), precision="day")
    day = msgspec.structs.replace(strike("a", killed=9), when=when)
    war = msgspec.structs.replace(strike("b", "the war", killed=2000), spans=(span("the war", "t-a", 300),))
    assert disagreements({"a": day, "b": war}) == ()


def test_a_verdict_settles_the_wording() -> None:
    verdict = Step(id="v", rule="r", spans=(span("found guilty"),), step="verdict", person=TANO)
    alleged, bare = allegation("a", "Tano is allegedly responsible"), allegation("b", "Tano is responsible")
    assert among(alleged, bare, verdict) == []
    acquittal = msgspec.structs.replace(verdict, spans=(span("acquitted"),))
    assert among(alleged, bare, acquittal) == ["wording"]


def arrest(name: str, day: date, body: str | None = None) -> Step:
    when = When(earliest=day, latest=day, precision="day")
    by = Party(name=body) if body else None
    return Step(id=name, rule="r", spans=(span("arrested", f"t-{name}"),), step="arrest", person=TANO, when=when, body=by)


def test_one_step_on_two_dates_or_by_two_bodies() -> None:
    assert among(arrest("a", date(2020, 5, 4)), arrest("b", date(2020, 7, 9))) == ["date"]
    day = date(2020, 5, 4)
    assert among(arrest("a", day, "Harbour Police"), arrest("b", day, "Norland Gendarmerie")) == ["step"]
    assert among(arrest("a", day, "High Tribunal of Norland"), arrest("b", day, "HTN")) == []
    assert among(arrest("a", day, "High Tribunal of Norland"), arrest("b", day, "Pre-Trial Chamber IX")) == []
    assert among(arrest("a", day, "Chief Prosecutor"), arrest("b", day, "Pre-Trial Chamber IX")) == ["step"]


def test_an_alliance_is_no_command() -> None:
    ally = CommandLink(id="a", rule="r", spans=(span("a close ally of Ila"),), source=TANO, relation="ally of", target=ILA)
    under = CommandLink(id="b", rule="r", spans=(span("Ila's deputy"),), source=TANO, relation="subordinate to", target=ILA)
    assert among(ally, under) == ["role"]


def test_figures_far_apart_that_may_both_be_right_are_shown_and_said_to_be_so() -> None:
    (found,) = event(strike("a", killed=4, at_least=True), strike("b", killed=7))
    assert found.why == "one counts at least 4 killed, the other 7 killed, in the same event; both may be right"


def test_differently_named_people_of_other_numbers_are_another_event() -> None:
    captives = Casualties(outcome="killed", minimum=2, maximum=2, kind="prisoners")
    armed = Casualties(outcome="killed", minimum=6, maximum=6, kind="armed men")
    day = When(earliest=date(2023, 2, 11), latest=date(2023, 2, 11))
    dated = Incident(id="a", rule="r", spans=(span("six armed men"),), act="killing", victims=(armed,), when=day)
    undated = Incident(id="b", rule="r", spans=(span("two prisoners", start=90),), act="killing", victims=(captives,))
    assert "count" not in among(dated, undated)


def test_a_total_over_several_incidents_is_no_count_of_one_of_them() -> None:
    day = When(earliest=date(2023, 2, 11), latest=date(2023, 2, 11))
    one, all_of_them = (Casualties(outcome="killed", minimum=n, maximum=n) for n in (14, 21))
    single = Incident(id="a", rule="r", spans=(span("fourteen people"),), act="killing", victims=(one,), when=day)
    total = Incident(
        id="b", rule="r", spans=(span("21 people", start=90),), act="killing", victims=(all_of_them,), incidents=(5, 5)
    )
    assert "count" not in among(single, total)
