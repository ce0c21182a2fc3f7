"""The executors: the same results in the same order, and never more work under way than allowed."""

from __future__ import annotations

import pytest

from probanda.errors import UsageError
from probanda.run import Serial, executor, spread


def square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("engine", ["serial", "processes:2"])
def test_results_come_in_order(engine: str) -> None:
    with executor(engine) as pool:
        assert list(spread(pool, square, range(20), ahead=3)) == [n * n for n in range(20)]


def test_only_so_much_is_under_way() -> None:
    taken: list[int] = []

    def numbers() -> object:
        for number in range(10):
            taken.append(number)
            yield number

    first = next(iter(spread(Serial(), square, numbers(), ahead=3)))  # type: ignore[arg-type]
    assert (first, len(taken)) == (0, 3)


@pytest.mark.parametrize("engine", ["warp", "processes:many"])
def test_an_engine_that_is_none_is_refused(engine: str) -> None:
    with pytest.raises(UsageError), executor(engine):
        pass
