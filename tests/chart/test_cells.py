"""One element: for, against, origins, status, notes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec import structs

from probanda import edtf
from probanda.chart.cells import key
from probanda.derived import Cell, Disagreement
from probanda.model import Decision, When
from tests.chart.samples import admission, allegation, charted, denial, incident, link, order, role, step, voices

ORDER = order(
    "Spare nobody. Kill the prisoners, this is war.", by="Salim Orran", to="his men", quoted=True, speakers=("Salim Orran",)
)
KILLED = allegation("He killed prisoners in the war", accused="Salim Orran", act="killing", accuser="Dana Reva")


def cells(crime: str, *findings: object, **more: object) -> tuple[Cell, ...]:
    return charted(*findings, **more)[crime, "orran"].cells


def test_rank_is_no_effective_control_and_both_what_is_shown_and_what_is_missing_appear() -> None:
    control = cells("8-2-e-x", ORDER, role("Salim Orran", "commander", "Northern Brigade"))[2]
    assert any("Not enough by itself: a rank or a title is not control" in bearing.why for bearing in control.support)
    assert any("Rank is not control" in gap for gap in control.gaps)


def test_words_of_obedience_leave_the_question_of_control_open_too() -> None:
    made = admission("we shot captives on orders of Orran", by="Northern Brigade", act="execution", on_orders_of="Salim Orran")
    control = cells("8-2-e-x", ORDER, made)[2]
    assert any("acted on the person's orders" in bearing.why for bearing in control.support)
    assert any("Rank is not control" in gap for gap in control.gaps)


def test_a_denial_stands_against_the_conduct() -> None:
    conduct = cells("8-2-c-i-1", KILLED, denial("I killed nobody", by="Salim Orran", act="killing"))[0]
    assert [bearing.polarity for bearing in conduct.against] == ["contradicts"]
    assert conduct.against[0].why == "The person denies it; denied by Salim Orran, as Osmer Post reports."
    assert any("denied" in gap for gap in conduct.gaps)


@pytest.mark.parametrize("modality", ["denied", "acquitted"])
def test_an_accusation_that_is_denied_or_ended_in_acquittal_stands_against_the_conduct(modality: str) -> None:
    cleared = allegation("Orran did not kill the prisoners", accused="Salim Orran", act="killing", modality=modality)
    conduct = cells("8-2-c-i-1", KILLED, cleared)[0]
    assert [bearing.finding for bearing in conduct.against] == [cleared.id]
    assert [bearing.finding for bearing in conduct.support] == [KILLED.id]


def test_withdrawn_charges_go_to_credibility() -> None:
    dropped = step("The prosecution withdrew the charges against Orran", "withdrawn/terminated", person="Salim Orran")
    conduct = cells("8-2-c-i-1", KILLED, dropped)[0]
    assert conduct.against[0].polarity == "credibility"


def test_a_contradiction_found_elsewhere_stands_in_the_cell() -> None:
    more = allegation("He killed nine prisoners in the war", accused="Salim Orran", act="killing", text="t-2")
    apart = Disagreement(
        id="d",
        left=KILLED.id,
        right=more.id,
        about="count",
        why="33 and nine",
        left_span=KILLED.spans[0],
        right_span=more.spans[0],
    )
    conduct = cells("8-2-c-i-1", KILLED, more, disagreements=[apart])[0]
    assert [bearing.why for bearing in conduct.against] == ["count: 33 and nine"]


def test_fighters_killed_speak_against_protected_status() -> None:
    soldiers = incident("He killed ten soldiers in the battle", act="killing", perpetrator="Salim Orran")
    status = cells("8-2-c-i-1", KILLED, soldiers)[1]
    assert status.against[0].why.startswith("They are called fighters")


def test_origins_in_words_count_texts_and_origins_apart() -> None:
    copy = allegation("He killed prisoners in the war", accused="Salim Orran", act="killing", text="t-2")
    own = allegation("He shot captives in the war", accused="Salim Orran", act="killing", text="t-3")
    conduct = cells(
        "8-2-c-i-1",
        *(KILLED, copy, own),
        origins={KILLED.id: "o1", copy.id: "o1", own.id: "o2"},
        origin_labels={"o1": "A: agency", "o2": "B: own reporting"},
    )[0]
    assert conduct.origins == "3 reports, 2 independent origins (A: agency; B: own reporting)"
    assert not any("one origin" in gap for gap in conduct.gaps)


def test_a_single_origin_is_a_gap() -> None:
    conduct = cells("8-2-c-i-1", KILLED, origins={KILLED.id: "o1"}, origin_labels={"o1": "A: agency"})[0]
    assert any(gap.startswith("All that supports this goes back to one origin (A: agency)") for gap in conduct.gaps)


def test_only_people_set_a_status() -> None:
    about = key("8-2-c-i-1", "1", "Salim Orran")
    decided = Decision(
        at=datetime(2024, 1, 1, tzinfo=UTC),
        by="Ada Vell",
        about=(about,),
        verdict="status",
        value={"status": "contested"},
        reason="two counts",
    )
    assert {cell.status for cell in cells("8-2-c-i-1", KILLED)} == {"open"}
    conduct = cells("8-2-c-i-1", KILLED, decisions=[decided])[0]
    assert (conduct.status, conduct.notes) == ("contested", ("Ada Vell: two counts",))


def test_a_note_leaves_the_status_alone() -> None:
    noted = Decision(
        at=datetime(2024, 1, 1, tzinfo=UTC),
        by="Ada Vell",
        about=("8-2-c-i-1/2/orran",),
        verdict="note",
        value={"note": "ask the widow"},
    )
    status = cells("8-2-c-i-1", KILLED, decisions=[noted])[1]
    assert (status.status, status.notes) == ("open", ("Ada Vell: ask the widow",))


def test_the_same_words_stand_once() -> None:
    again = allegation("He killed prisoners in the war", accused="Salim Orran", act="massacre", accuser="Dana Reva")
    placed = type(again)(**{f: getattr(again, f) for f in again.__struct_fields__} | {"spans": KILLED.spans})
    assert len(cells("8-2-c-i-1", KILLED, placed)[0].support) == 1


def test_ordering_shows_the_crime_that_occurred_by_the_admission() -> None:
    made = admission("we shot captives on orders of Orran", by="Northern Brigade", act="execution", on_orders_of="Salim Orran")
    ordered, occurred = cells("25-3-b-order", made)[:2]
    assert ordered.support[0].why.startswith(
        "Those who acted say that it was on the person's orders; admitted by Northern Brigade"
    )
    assert occurred.support[0].why.startswith("Those who acted admit it")


def test_an_order_without_any_crime_leaves_the_second_element_of_ordering_open() -> None:
    made = order("Kill the prisoners of this war", by="Salim Orran", act="killing")
    assert cells("25-3-b-order", made)[1].support == ()


def test_command_responsibility_names_what_it_lacks() -> None:
    found = cells(
        "28-a",
        incident("the brigade killed nine villagers", act="killing", perpetrator="Northern Brigade"),
        link("Salim Orran", "commander of", "Northern Brigade"),
    )
    assert [bool(cell.support) for cell in found[:6]] == [True, True, True, False, False, False]
    assert any("knew" in gap or "know" in gap for gap in found[4].gaps)


def test_that_measures_were_taken_stands_against_failure() -> None:
    found = cells(
        "28-a",
        incident("the brigade killed nine villagers", act="killing", perpetrator="Northern Brigade"),
        link("Salim Orran", "commander of", "Northern Brigade"),
        incident("Orran dismissed the officer after it", act="other"),
    )
    assert found[5].against[0].why.startswith("The source says that measures were taken")


def test_what_a_complainant_says_the_person_said_is_not_the_persons_own_words() -> None:
    told = order("the enemy in this battle", by="Salim Orran", quoted=True, speakers=("Dana Reva", "Salim Orran"))
    awareness = cells("8-2-e-x", told)[4]
    assert not any("own words" in bearing.why for bearing in awareness.support)


def test_a_reversed_conviction_stands_against_the_conduct() -> None:
    reversed_ = step("The appeals chamber reversed his conviction", "appeal", person="Salim Orran")
    conduct = cells("8-2-c-i-1", KILLED, reversed_)[0]
    assert conduct.against[0].polarity == "contradicts"
    assert conduct.against[0].why.startswith("An acquittal, or that a conviction was set aside, is reported")


def test_one_denial_stands_once_however_many_stages_found_it() -> None:
    denied = denial("I killed nobody", by="Salim Orran", act="killing")
    apart = Disagreement(
        id="d",
        left=KILLED.id,
        right=denied.id,
        about="denial",
        why="denied",
        left_span=KILLED.spans[0],
        right_span=denied.spans[0],
    )
    conduct = cells("8-2-c-i-1", KILLED, denied, disagreements=[apart, apart])[0]
    assert [bearing.finding for bearing in conduct.against] == [denied.id]


def _day(text: str) -> When:
    return edtf.parse(text)


@pytest.mark.parametrize(
    ("charged", "polarity"), [("2033-03-02", "credibility"), ("2032-09-01", "contradicts"), (None, "contradicts")]
)
def test_an_acquittal_from_before_what_is_charged_cannot_concern_it(charged: str | None, polarity: str) -> None:
    when = _day(charged) if charged else None
    killed = allegation("He killed prisoners in the war", accused="Salim Orran", act="killing", accuser="Dana Reva", when=when)
    acquitted = step("A military court acquitted Orran in November 2032", "verdict", person="Salim Orran", when=_day("2032-11"))
    (bearing,) = cells("8-2-c-i-1", killed, acquitted)[0].against
    assert bearing.polarity == polarity
    assert ("it cannot concern that" in bearing.why) == (polarity == "credibility")


def test_what_is_told_only_to_deny_it_speaks_against_and_opens_no_chart() -> None:
    """ "The press office rejected the claim that Orran had ordered that no prisoners be taken": not the office's claim."""
    denied = voices("Northern Brigade", stance="denies")
    told = structs.replace(order("that no prisoners be taken", by="Salim Orran"), voice=denied)
    event = structs.replace(
        incident("had ordered that no prisoners be taken", act="no_quarter", perpetrator="Salim Orran"), voice=denied
    )
    assert ("8-2-e-x", "orran") not in charted(told, event)
    conduct = cells("8-2-e-x", ORDER, told, event)[0]
    assert {bearing.span for bearing in conduct.support} == {ORDER.spans[0]}
    assert {bearing.polarity for bearing in conduct.against} == {"contradicts"}
    assert all("denied by Northern Brigade, as Osmer Post reports" in bearing.why for bearing in conduct.against)
