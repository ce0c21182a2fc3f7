"""Average-link clustering with pairs that must not meet: an event is a group whose reports agree on the whole, not a chain.

Sokal & Michener 1958, as agglomeration with the update of Lance & Williams 1967. Connected components join whole months
of events by chains of near matches, and are no use here.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_FLOOR = 0.05


def average_link(n: int, left: Ints, right: Ints, *, scores: Floats, cut: float, apart: npt.NDArray[np.bool_]) -> list[list[int]]:
    """Groups of 0..n-1 whose mean score stays at `cut` or above; pairs in `apart` never meet, pairs not given score 0."""
    groups: list[list[int]] = []
    for members in _components(n, left[scores > _FLOOR], right[scores > _FLOOR]):
        if len(members) == 1:
            groups.append(members)
            continue
        place = {member: k for k, member in enumerate(members)}
        inside = np.isin(left, members) & np.isin(right, members)
        a = np.array([place[i] for i in left[inside].tolist()], dtype=np.int64)
        b = np.array([place[i] for i in right[inside].tolist()], dtype=np.int64)
        matrix = np.zeros((len(members), len(members)))
        matrix[a, b] = matrix[b, a] = np.where(apart[inside], -np.inf, scores[inside])
        groups += [[members[k] for k in group] for group in _agglomerate(matrix, cut)]
    return sorted(sorted(group) for group in groups)


def _components(n: int, left: Ints, right: Ints) -> list[list[int]]:
    head = list(range(n))

    def find(i: int) -> int:
        while head[i] != i:
            head[i] = head[head[i]]
            i = head[i]
        return i

    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        x, y = find(a), find(b)
        head[max(x, y)] = min(x, y)
    out: dict[int, list[int]] = defaultdict(list)
    for i in range(n):
        out[find(i)].append(i)
    return list(out.values())


def _agglomerate(matrix: Floats, cut: float) -> list[list[int]]:
    groups: dict[int, list[int]] = {i: [i] for i in range(len(matrix))}
    np.fill_diagonal(matrix, -np.inf)
    while len(groups) > 1:
        a, b = divmod(int(matrix.argmax()), len(matrix))
        if not matrix[a, b] >= cut:
            break
        a, b = min(a, b), max(a, b)
        x, y = len(groups[a]), len(groups[b])
        merged = (x * matrix[a] + y * matrix[b]) / (x + y)
        matrix[a, :] = matrix[:, a] = merged
        matrix[b, :] = matrix[:, b] = -np.inf
        matrix[a, a] = -np.inf
        groups[a] += groups.pop(b)
    return list(groups.values())
