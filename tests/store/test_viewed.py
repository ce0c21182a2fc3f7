"""Rows of a view: replaced part by part, read a page at a time, swept when nothing counts them any more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from probanda.store import tables, viewed
from probanda.store.case import Case, create
from probanda.store.viewed import Row, Stamp, Stored

NAMES = ["Idris Valdane", "Samir Dorrak", "Old Harbour", "100% Brigade"]


def stamp(decisions: int = 0) -> Stamp:
    return Stamp(read=1, decisions=decisions, code="c", at=datetime(2031, 5, 4, tzinfo=UTC))


def rows(*names: str) -> list[Row]:
    kinds = {"Old Harbour": "place"}
    return [Row(n, f"e-{name}", kinds.get(name, "person"), name.lower(), name.encode()) for n, name in enumerate(names)]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create(tmp_path / "case")


def stored(case: Case) -> Stored:
    held = viewed.now(case.engine)
    assert held
    return Stored(case.engine, held[1])


def words(found: list[Row]) -> list[str]:
    return [row.record.decode() for row in found]


def test_before_the_first_time_nothing_is_stored(case: Case) -> None:
    assert viewed.now(case.engine) is None


def test_pages_are_read_in_order_and_narrowed(case: Case) -> None:
    viewed.keep(case, stamp(), {"entity": rows(*NAMES)})
    held = stored(case)
    assert words(held.page("entity", first=1, most=2)) == NAMES[1:3]
    assert words(held.page("entity", first=0, most=9, kind="place")) == ["Old Harbour"]
    assert words(held.page("entity", first=0, most=9, without={"e-Old Harbour", "e-Samir Dorrak"})) == [NAMES[0], NAMES[3]]
    assert held.count("entity", kind="person") == 3
    assert held.record("entity", "e-Samir Dorrak") == b"Samir Dorrak"
    assert held.record("entity", "e-nobody") is None
    assert held.count("chart") == 0


@pytest.mark.parametrize(("asked", "found"), [("harb", ["Old Harbour"]), ("%", ["100% Brigade"]), ("_", []), ("'", [])])
def test_words_mean_themselves(case: Case, asked: str, found: list[str]) -> None:
    viewed.keep(case, stamp(), {"entity": rows(*NAMES)})
    assert words(stored(case).page("entity", first=0, most=9, words=asked)) == found


def test_parts_that_are_not_given_stay_and_count_for_the_new_view(case: Case) -> None:
    viewed.keep(case, stamp(), {"entity": rows(*NAMES), "chart": rows("Order")})
    viewed.keep(case, stamp(decisions=2), {"chart": rows("Order", "Pillage")})
    assert words(stored(case).page("entity", first=0, most=9)) == NAMES
    assert words(stored(case).page("chart", first=0, most=9)) == ["Order", "Pillage"]
    assert {msgspec.json.decode(s, type=Stamp).decisions for s in _column(case, tables.view.c.stamp)} == {2}


def test_who_is_reading_goes_on_reading_what_was_there(case: Case) -> None:
    viewed.keep(case, stamp(), {"entity": rows(*NAMES)})
    before = stored(case)
    viewed.keep(case, stamp(1), {"entity": rows("Samir Dorrak")})
    assert words(before.page("entity", first=0, most=9)) == NAMES
    assert words(stored(case).page("entity", first=0, most=9)) == ["Samir Dorrak"]


def test_what_was_left_half_written_is_swept_and_never_shown(case: Case) -> None:
    viewed.keep(case, stamp(), {"entity": rows(*NAMES)})

    def broken() -> list[Row]:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        viewed.keep(case, stamp(1), {"chart": rows("Order"), "entity": (row for row in [*rows("Nobody"), *broken()])})
    assert stored(case).count("chart") == 0
    assert words(stored(case).page("entity", first=0, most=9)) == NAMES
    for number in (2, 3, 4):
        viewed.keep(case, stamp(number), {"entity": rows(*NAMES)})
    with case.engine.connect() as connection:
        # What counts, and what counted before it.
        assert connection.execute(select(func.count()).select_from(tables.viewed)).scalar_one() == 2 * len(NAMES)


def test_many_rows_and_many_keys(case: Case) -> None:
    many = [str(n) for n in range(4500)]
    viewed.keep(case, stamp(), {"entity": rows(*many)})
    held = stored(case)
    assert words(held.keyed("entity", [f"e-{n}" for n in many])) == many
    assert [row.words for row in held.heads("entity")] == many


def _column(case: Case, column: object) -> list[bytes]:
    with case.engine.connect() as connection:
        return list(connection.execute(select(column)).scalars())  # type: ignore[call-overload]
