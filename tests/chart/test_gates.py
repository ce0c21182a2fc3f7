"""A class of crimes is considered only where the sources say enough for it."""

from __future__ import annotations

import msgspec

from probanda.chart.gates import NEAR
from probanda.model import Finding
from tests.chart.samples import allegation, charts, incident, link, role

WAR = incident("the war in Osmer has left hundreds dead", act="attack", killed=200)
EXECUTED = allegation("He executed the captives", accused="Salim Orran", act="execution")


def placed(finding: Finding, start: int) -> Finding:
    span = finding.spans[0]
    moved = msgspec.structs.replace(span, start=start, end=start + len(span.quote))
    return msgspec.structs.replace(finding, spans=(moved,))


def test_a_conflict_spoken_of_nearby_opens_the_gate() -> None:
    assert charts(placed(WAR, 100), placed(EXECUTED, 100 + NEAR)) != ()


def test_a_conflict_at_the_other_end_of_a_survey_does_not() -> None:
    assert charts(placed(WAR, 100), placed(EXECUTED, 101 + NEAR)) == ()


def test_a_conflict_in_another_text_does_not() -> None:
    elsewhere = incident("the war in Osmer has left hundreds dead", act="attack", killed=200, text="t-2")
    assert charts(elsewhere, EXECUTED) == ()


def test_command_of_an_armed_group_opens_the_gate_for_all_that_is_said_of_the_person() -> None:
    assert charts(link("Salim Orran", "commander of", "Coastal Guard", text="t-2"), EXECUTED) != ()


def test_a_post_in_a_club_does_not() -> None:
    assert charts(role("Salim Orran", "president", "Chess Club"), EXECUTED) == ()
