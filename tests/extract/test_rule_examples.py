"""Every rule of orders, admissions and recitals keeps its examples."""

from __future__ import annotations

import pytest

from probanda.extract.rules import failures, rules


@pytest.mark.parametrize("name", ["no_quarter", "on_orders", "admissions", "recitals"])
def test_examples(name: str) -> None:
    assert failures(rules(name)) == []
    assert all(rule.match and rule.but_not for rule in rules(name))
