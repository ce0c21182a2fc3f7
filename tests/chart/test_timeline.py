"""The timeline: dated things in order, undated ones at the end, never dated by guess."""

from __future__ import annotations

from datetime import date

from probanda.chart.timeline import timeline, undated
from probanda.model import When
from tests.chart.samples import charts, day, incident, order, role, step

LATE = step("A warrant was issued", "warrant issued", person="Salim Orran", when=day(2021, 5, 4))
EARLY = incident("Nine were killed", act="killing", killed=9, when=When(latest=date(2019, 12, 31), precision="open"))
NEVER = order("Spare nobody", by="Salim Orran")


def test_dated_rows_in_order_then_the_undated() -> None:
    rows = timeline({f.id: f for f in (NEVER, LATE, EARLY)})
    assert [row.finding for row in rows] == [EARLY.id, LATE.id, NEVER.id]
    assert [row.finding for row in undated(rows)] == [NEVER.id]


def test_an_interval_stays_an_interval() -> None:
    (row,) = timeline({EARLY.id: EARLY})
    assert (row.earliest, row.latest, row.precision) == (None, date(2019, 12, 31), "open")


def test_lanes_labels_and_voices() -> None:
    row = timeline({EARLY.id: EARLY})[0]
    assert (row.lane, row.label, row.who_says) == ("incidents", "incident: killing: 9 persons killed", "reported by Osmer Post")


def test_posts_are_no_events() -> None:
    held = role("Salim Orran", "commander", "Northern Brigade")
    assert timeline({held.id: held}) == ()
    assert charts(held) == ()
