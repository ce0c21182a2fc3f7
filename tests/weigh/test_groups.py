"""Things joined into groups, with the reasons kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from probanda.weigh.groups import Groups

pairs = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30)


@given(pairs)
def test_groups_are_disjoint_and_hold_what_was_joined(joined: list[tuple[int, int]]) -> None:
    groups = Groups[int]()
    for left, right in joined:
        groups.join(left, right)
    gathered = list(groups.gather(range(13)).values())
    assert sorted(k for group in gathered for k in group) == list(range(13))
    assert all(groups.find(left) == groups.find(right) for left, right in joined)


def test_reasons_follow_a_group_that_is_joined_to_another() -> None:
    groups = Groups[str]()
    groups.join("a", "b", ("shared words", ()))
    groups.join("c", "d", ("credit", ()))
    groups.join("d", "a")
    assert {words for words, _ in groups.reasons("b")} == {"shared words", "credit"}
    assert sorted(groups.all()[groups.find("c")]) == ["a", "b", "c", "d"]
