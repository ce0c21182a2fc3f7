"""References as lawyers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.law import catalogue
from probanda.law.refs import normalise


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("Art. 8(2)(c)(i)-1", "8-2-c-i-1"),
        ("Article 7 (1) (g)-6", "7-1-g-6"),
        ("8 bis", "8-bis"),
        ("Arts 28(a)", "28-a"),
        ("6(a)", "6-a"),
        ("8.2.e.x", "8-2-e-x"),
    ],
)
def test_the_short_form(written: str, short: str) -> None:
    assert normalise(written) == short


@given(st.sampled_from(catalogue.crimes()))
def test_every_reference_of_the_catalogue_leads_to_its_crime(crime: catalogue.Crime) -> None:
    assert catalogue.crime(crime.elements_ref) == catalogue.crime(crime.id) == crime
