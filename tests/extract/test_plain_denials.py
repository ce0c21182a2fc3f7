"""Admissions and denials in French and Arabic."""

from __future__ import annotations

import pytest

from probanda.extract import orders, statements
from probanda.model import Admission, Denial, Order
from tests.extract.readings import reading

NAMES = {"Anna Morel": "person", "Brigade Faucon": "armed_group", "العقيد مراد": "person", "كتيبة الصقر": "armed_group"}


def found(body: str, language: str) -> list[Order | Admission | Denial]:
    seen = reading(body, NAMES, language=language)  # type: ignore[arg-type]
    return orders.find(seen, statements.find(seen))


@pytest.mark.parametrize(
    ("body", "language", "by", "act"),
    [
        ("La Brigade Faucon a démenti toute implication dans le massacre de Tallin.", "fr", "Brigade Faucon", "massacre"),
        ("Anna Morel nie catégoriquement avoir torturé des détenus.", "fr", "Anna Morel", "torture"),
        ("L'armée rejette ces accusations.", "fr", "L'armée", "other"),
        ("نفى العقيد مراد مسؤوليته عن القصف.", "ar", "العقيد مراد", "shelling"),
        ("ونفت كتيبة الصقر هذه الاتهامات.", "ar", "كتيبة الصقر", "other"),
    ],
)
def test_denials(body: str, language: str, by: str, act: str) -> None:
    assert [(type(f), f.by.name, f.act) for f in found(body, language)] == [(Denial, by, act)]


@pytest.mark.parametrize(
    ("body", "language", "by", "act"),
    [
        ("La Brigade Faucon a reconnu avoir tué neuf détenus.", "fr", "Brigade Faucon", "killing"),
        ("La Brigade Faucon a revendiqué l'attentat.", "fr", "Brigade Faucon", "bombing"),
        ("وأقر العقيد مراد بقتل الأسرى.", "ar", "العقيد مراد", "killing"),
        ("أعلنت كتيبة الصقر مسؤوليتها عن التفجير.", "ar", "كتيبة الصقر", "bombing"),
    ],
)
def test_admissions(body: str, language: str, by: str, act: str) -> None:
    assert [(type(f), f.by.name, f.act) for f in found(body, language)] == [(Admission, by, act)]


def test_a_bare_denial_says_what_was_told_before() -> None:
    (denial,) = found("Selon des témoins, la Brigade Faucon a tué neuf détenus. Anna Morel a formellement démenti.", "fr")
    assert isinstance(denial, Denial)
    assert denial.told_before
    assert denial.told_before.quote == "Selon des témoins, la Brigade Faucon a tué neuf détenus."


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Anna Morel n'a pas nié avoir tué le détenu.", "fr"),
        ("Anna Morel a reconnu le génocide.", "fr"),
        ("Aucune brigade n'a revendiqué l'attentat.", "fr"),
        ("رفض العقيد مراد الاستقالة.", "ar"),
    ],
)
def test_what_is_neither(body: str, language: str) -> None:
    assert not found(body, language)
