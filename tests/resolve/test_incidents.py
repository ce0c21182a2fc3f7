"""Reports of one event are joined; other events, totals and background are not."""

from __future__ import annotations

from datetime import date

from probanda.model import Casualties, Incident, Party, Span, When, identify
from probanda.resolve.entities import Resolved
from probanda.resolve.incidents import group
from probanda.resolve.linkage import average_link

NOBODY = Resolved(entities={}, entity_of={})


def incident(
    text: str,
    *,
    day: int,
    place: str = "Qasr",
    dead: int = 5,
    last: int | None = None,
    names: tuple[str, ...] = (),
    total: int = 1,
) -> Incident:
    when = When(earliest=date(2031, 5, day), latest=date(2031, 5, last or day), precision="day")
    return identify(
        Incident(
            rule="test",
            spans=(Span(text=text, start=0, end=4, quote="they"),),
            act="killing",
            when=when,
            where=(Party(name=place),),
            victims=(Casualties(outcome="killed", minimum=dead, maximum=dead, names=names),),
            incidents=(total, total),
        )
    )


def groups(*found: Incident) -> list[set[str]]:
    by_id = {f.id: f for f in found}
    return [{by_id[i].spans[0].text for i in one.findings} for one in group(by_id, NOBODY)]


def test_two_reports_of_one_day_place_and_toll_are_one_incident() -> None:
    assert groups(incident("t1", day=3), incident("t2", day=3)) == [{"t1", "t2"}]


def test_another_place_is_another_incident() -> None:
    assert len(groups(incident("t1", day=3), incident("t2", day=3, place="Wadi Nadir"))) == 2


def test_a_week_later_is_another_incident() -> None:
    assert len(groups(incident("t1", day=3), incident("t2", day=12))) == 2


def test_a_named_victim_binds_reports_that_disagree_on_the_day() -> None:
    found = incident("t1", day=3, dead=5, names=("Salma Tahiri",)), incident("t2", day=6, dead=4, names=("Salma Tahiri",))
    assert groups(*found) == [{"t1", "t2"}]


def test_lists_of_other_victims_keep_apart_what_else_agrees() -> None:
    found = incident("t1", day=3, names=("Salma Tahiri",)), incident("t2", day=3, names=("Idris Bakoush",))
    assert len(groups(*found)) == 2


def test_a_total_is_the_parent_of_what_it_counts_and_no_duplicate() -> None:
    total = incident("t1", day=1, last=30, dead=33, total=7)
    one = incident("t2", day=3, dead=5)
    by_id = {f.id: f for f in (total, one)}
    parent = {g.findings[0]: g.parent for g in group(by_id, NOBODY)}
    assert parent == {total.id: None, one.id: next(g.id for g in group(by_id, NOBODY) if g.findings == (total.id,))}


def test_a_chain_of_near_matches_is_not_one_event() -> None:
    import numpy as np

    left, right = np.array([0, 1, 2]), np.array([1, 2, 3])
    linked = average_link(4, left, right, scores=np.array([0.9, 0.6, 0.9]), cut=0.4, apart=np.zeros(3, bool))
    assert linked == [[0, 1], [2, 3]]


def test_the_order_of_findings_does_not_matter() -> None:
    found = [incident(f"t{i}", day=3 + i % 3) for i in range(6)]
    assert groups(*found) == groups(*reversed(found))
