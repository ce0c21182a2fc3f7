"""Orders in French and Arabic."""

from __future__ import annotations

import pytest

from probanda.extract import orders, statements
from probanda.model import Order
from tests.extract.readings import reading

NAMES = {"Anna Morel": "person", "العقيد مراد": "person"}


def found(body: str, language: str) -> list[tuple[str, str, str]]:
    """(who orders, act, what) of each order."""
    seen = reading(body, NAMES, language=language)  # type: ignore[arg-type]
    ordered = orders.find(seen, statements.find(seen))
    return [(f.by.name, f.act, f.conduct) for f in ordered if isinstance(f, Order)]


@pytest.mark.parametrize(
    ("body", "language", "order"),
    [
        (
            "Anna Morel a ordonné à ses hommes de tuer les prisonniers.",
            "fr",
            ("Anna Morel", "killing", "tuer les prisonniers"),
        ),
        (
            "Anna Morel avait donné l'ordre d'incendier le moulin.",
            "fr",
            ("Anna Morel", "destruction", "incendier le moulin"),
        ),
        (
            "Anna Morel a ordonné à ses hommes de ne faire aucun prisonnier.",
            "fr",
            ("Anna Morel", "no_quarter", "ne faire aucun prisonnier"),
        ),
        ("أمر العقيد مراد رجاله بقتل الأسرى.", "ar", ("العقيد مراد", "killing", "قتل الأسرى")),
    ],
)
def test_orders(body: str, language: str, order: tuple[str, str, str]) -> None:
    assert found(body, language) == [order]


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Anna Morel a ordonné à ses hommes de ne pas tuer les prisonniers.", "fr"),
        ("Anna Morel n'a pas ordonné de tirer sur la foule.", "fr"),
        ("Anna Morel a ordonné à l'armée de cesser les bombardements.", "fr"),
        ("أمر العقيد مراد رجاله بعدم قتل الأسرى.", "ar"),
        ("أمر العقيد مراد بالإفراج عن السجناء.", "ar"),
    ],
)
def test_restraint_is_no_order(body: str, language: str) -> None:
    assert found(body, language) == []
