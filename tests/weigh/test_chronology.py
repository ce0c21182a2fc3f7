"""Who could have copied whom."""

from __future__ import annotations

import pytest

from probanda.weigh.chronology import earlier


@pytest.mark.parametrize(
    ("left", "right", "sure"),
    [
        ("2017-08-16", "2017-08-19", True),
        ("2017-08-19", "2017-08-16", False),
        ("2017-08-16~", "2017-08-19~", False),
        ("2017-07", "2017-08-01", True),
        ("2017", "2017-08-01", False),
        (None, "2017-08-01", False),
        ("2017-08-01", "soon", False),
    ],
)
def test_the_order_is_sure_only_where_the_dates_leave_no_doubt(left: str | None, right: str | None, sure: bool) -> None:
    assert earlier(left, right) is sure
