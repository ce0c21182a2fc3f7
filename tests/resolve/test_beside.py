"""What two texts both name, summed at once for many pairs of texts."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from probanda.resolve.beside import Beside

KEYS = "abcdef"
TEXTS = st.lists(st.sets(st.sampled_from(KEYS)), min_size=1, max_size=8)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(KEYS), st.sampled_from(KEYS)), min_size=1))
def test_sums_are_those_of_sets(texts: list[set[str]], asked: list[tuple[int, int, str, str]]) -> None:
    worth = {key: 10**i for i, key in enumerate(KEYS)}
    beside = Beside([dict.fromkeys(sorted(held), "") for held in texts], worth)
    rows = [(a % len(texts), b % len(texts), c, d) for a, b, c, d in asked]
    left, right = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    first, second = (np.array([beside.number.get(r[place], -1) for r in rows]) for place in (2, 3))
    found = beside.shared(left, right, but=(first, second))
    assert found.tolist() == [sum(worth[key] for key in (texts[a] & texts[b]) - {c, d}) for a, b, c, d in rows]
