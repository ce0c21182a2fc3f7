"""The metric of MUC-4 on values worked out by hand, and the restoring of letters."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import muc4
from benchmarks._muc4_case import restore


def template(kind: str, **slots: list[list[str]]) -> dict[str, Any]:
    return {"incident_type": kind, **{role: slots.get(role, []) for role in muc4.ROLES}}


KEY = [template("attack", PerpInd=[["guerrillas", "the rebels"]], Victim=[["peasant"]])]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (KEY, 100.0),
        ([], 0.0),
        ([template("attack", PerpInd=[["guerrillas"]], Victim=[["peasant"]])], 100.0),
        ([template("attack", PerpInd=[["guerrillas"]])], 80.0),  # right 2 of 2, found 2 of 3
        (
            [template("attack", PerpInd=[["guerrillas", "soldiers"]], Victim=[["peasant"]])],
            66.7,
        ),  # one mention too many: that entity is wrong
        ([template("bombing", PerpInd=[["guerrillas"]], Victim=[["peasant"]])], 0.0),  # another type: nothing is mapped
        ([*KEY, template("arson")], 85.7),  # a spurious template: right 3 of 4, found 3 of 3
    ],
)
def test_score(given: list[dict[str, Any]], expected: float) -> None:
    assert muc4.score([given], [KEY])["f1"] == expected


def test_a_predicted_type_may_be_part_of_a_double_one() -> None:
    assert muc4.score([[template("attack")]], [[template("attack / bombing")]])["f1"] == 100.0


def test_templates_are_mapped_one_to_one_and_best_first() -> None:
    keys = [template("attack", Victim=[["x"]]), template("attack", Victim=[["y"]])]
    assert muc4.counts([template("attack", Victim=[["y"]])], keys) == (2, 2, 2, 4)


def test_counts_are_summed_over_texts() -> None:
    assert muc4.score([KEY, []], [KEY, KEY]) == {"f1": 66.7, "precision": 100.0, "recall": 50.0}


def test_strings_are_compared_without_case_punctuation_and_articles() -> None:
    assert muc4.normal('The "Santo Tomas"  farm.') == "santo tomas farm"


def test_repeated_keys_count_once() -> None:
    key = {"incident_type": "attack", **{role: [] for role in muc4.ROLES}}
    assert len(muc4.gold({"templates": [key, key]})) == 1


def test_letters_are_restored_without_moving_anything() -> None:
    text = "the rebels attacked zorvel yesterday. guerrillas fled."
    restored = restore(text)
    assert restored.lower() == text
    assert restored == "The rebels attacked Zorvel yesterday. Guerrillas fled."
