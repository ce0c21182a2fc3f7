"""Spellings of one name meet, other names do not, and every comparison says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.resolve.names import Names, compare
from probanda.resolve.words import Words

ONE = [
    ("Khalifa Haftar", "Khalifa Hifter"),
    ("Khalifa Haftar", "خليفة حفتر"),
    ("Khalifa Haftar", "Халифа Хафтар"),
    ("Werfalli", "Warfalli"),
    ("Werfalli", "Ouerfelli"),
    ("Werfalli", "الورفلي"),
    ("Harun ibn Idris al-Bakoush", "Haroun Bakouche"),
    ("Field Marshal Harun Bakoush", "Harun Bakoush"),
    ("Abd al-Rahman Tahiri", "عبدالرحمن الطاهري"),
    ("Abderrahmane Tahiri", "Abdul Rahman al-Tahiri"),
    ("Nur al-Din Bakoush", "Noureddine Bakouche"),
    ("Bakoush, Harun", "Harun Bakoush"),
    ("Hamid Reza Tahiri Pour", "Hamidreza Tahiripour"),
    ("غلامعلی طاهری", "Gholam Ali Taheri"),
]
TWO = [
    ("Saddam Haftar", "Khalifa Haftar"),
    ("Khaled Haftar", "Khalifa Haftar"),
    ("Saddam Khalifa Haftar", "Khalifa Haftar"),
    ("محمود الورفلي", "محمد الورفلي"),
    ("Mahmoud Tahiri", "Mohamed Tahiri"),
    ("Hassan Tahiri", "Hussein Tahiri"),
    ("Omar Tahiri", "Amr Tahiri"),
    ("Jamil Tahiri", "Jamal Tahiri"),
    ("Abdul Rahim Tahiri", "Abdul Rahman Tahiri"),
    ("Harun Bakoush", "Salma Tahiri"),
]


@pytest.mark.parametrize(("left", "right"), ONE)
def test_spellings_of_one_name(left: str, right: str) -> None:
    found = compare(left, right)
    print(f"{left} | {right}: {found.score}: " + "; ".join(f.why for f in found.features))
    assert found.same


@pytest.mark.parametrize(("left", "right"), TWO)
def test_two_names(left: str, right: str) -> None:
    found = compare(left, right)
    print(f"{left} | {right}: {found.score}: " + "; ".join(f.why for f in found.features))
    assert not found.same


def test_salem_and_salim_are_neither_one_for_certain_nor_apart() -> None:
    unsure, sure = compare("Salem Tahiri", "Salim Tahiri"), compare("Salim Tahiri", "Salim Tahiri")
    assert unsure.score < sure.score
    assert any(f.why == "“salem” ~ “salim”" for f in unsure.features)


def test_the_reasons_add_up_to_the_score() -> None:
    import math

    from probanda.resolve.evidence import table

    found = compare("Harun Bakoush", "Haroun Idris Bakouche")
    odds = table().prior + sum(f.weight for f in found.features)
    assert found.score == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.01)


def test_a_name_read_backwards_by_a_pdf_reader_is_put_right() -> None:
    assert compare("عالء الطاهري", "علاء الطاهري").same


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_strings_can_be_compared_in_either_order(left: str, right: str) -> None:
    assert compare(left, right) == compare(right, left)


def test_many_at_once_give_what_one_by_one_gives() -> None:
    pairs = ONE + TWO
    names = Names([name for pair in pairs for name in pair], Words())
    scores = names.score(range(0, 2 * len(pairs), 2), range(1, 2 * len(pairs), 2))
    assert [round(float(s), 3) for s in scores] == pytest.approx([compare(*pair).score for pair in pairs], abs=0.002)
