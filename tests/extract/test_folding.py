from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from probanda.extract.folding import fold


def test_alif_is_bare_and_digits_are_ascii() -> None:
    assert fold("إبريل ٢٠١٧").body == "ابريل 2017"


def test_vowel_signs_go_and_positions_come_back() -> None:
    body = "قُتِلَ أمْس"
    folded = fold(body)
    start = folded.body.index("امس")
    first, last = folded.origin(start, start + 3)
    assert (folded.body, body[first:last]) == ("قتل امس", "أمْس")


@given(st.text(max_size=60))
def test_latin_text_keeps_its_length_and_places(body: str) -> None:
    folded = fold(body)
    start, end = folded.origin(0, len(folded.body))
    assert 0 <= start <= end <= len(body)
