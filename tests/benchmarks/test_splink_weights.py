"""What is true of made-up records is counted, not estimated."""

from __future__ import annotations

import math

from benchmarks.splink_weights import true_weights


def test_a_body_that_all_mentions_of_a_person_share_says_how_rare_it_is() -> None:
    rows = [{"person": i // 2, "body": i // 2, "place": i} for i in range(8)]
    found = true_weights([*rows, {"person": 0, "body": 1, "place": 0}])
    assert found["body.same"] > 0 > found["body.differs"]
    assert math.isclose(found["body.same"], math.log((4 / 6) / (2 * (1 + 3 + 1 + 1) / 72)), abs_tol=0.01)
