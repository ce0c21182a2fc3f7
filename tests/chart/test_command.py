"""Command by date: a link is never older than what its source says."""

from __future__ import annotations

from datetime import date

from probanda.chart.command import Command, command
from tests.chart.samples import ENTITIES, day, link, resolve, role

PUBLISHED = {"t-1": "2017-08-19~"}
LINK = link("Salim Orran", "commander of", "Northern Brigade")


def at(day: date | None, *findings: object) -> Command:
    by_id = {f.id: f for f in findings}  # type: ignore[attr-defined]
    return command(by_id, at=day, entity_of_party=resolve, entities=ENTITIES, published=PUBLISHED)  # type: ignore[arg-type]


def test_a_link_without_a_date_is_dated_to_its_report() -> None:
    (edge,) = at(None, LINK).edges
    assert (edge.upper, edge.lower, edge.dated_by, edge.when.earliest) == ("orran", "brigade", "the report", date(2017, 8, 19))
    assert edge.when.approximate


def test_none_is_older_than_its_source_says() -> None:
    assert at(date(2016, 1, 1), LINK).edges == ()
    assert len(at(date(2018, 1, 1), LINK).edges) == 1


def test_the_passages_own_date_wins() -> None:
    (edge,) = at(None, link("Salim Orran", "commander of", "Northern Brigade", when=day(2014, 5))).edges
    assert (edge.dated_by, edge.when.earliest) == ("the passage", date(2014, 5, 1))


def test_membership_and_subordination_point_upwards() -> None:
    (edge,) = at(None, link("Northern Brigade", "subordinate to", "Free Osmer Army")).edges
    assert (edge.upper, edge.lower) == ("army", "brigade")


def test_former_posts_are_not_shown_as_standing() -> None:
    former = role("Salim Orran", "commander", "Northern Brigade", former=True)
    assert at(date(2018, 1, 1), former).edges == ()
    assert at(None, former).edges[0].former


def test_every_end_is_a_node_with_its_posts() -> None:
    made = at(None, LINK, role("Salim Orran", "colonel", "Northern Brigade"))
    assert [(node.name, node.posts) for node in made.nodes] == [("Northern Brigade", ()), ("Salim Orran", ("colonel",))]


def test_a_text_without_a_date_dates_nothing() -> None:
    (edge,) = command({LINK.id: LINK}, entity_of_party=resolve, entities=ENTITIES).edges
    assert (edge.dated_by, edge.when.earliest) == ("nothing", None)
