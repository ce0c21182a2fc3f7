from __future__ import annotations

import re

import msgspec
import pytest

from probanda.errors import RuleError
from probanda.extract import numbers
from probanda.extract.lexicons import alternatives, load


class Wrong(msgspec.Struct, forbid_unknown_fields=True):
    nothing: int = 0


def test_a_language_without_a_lexicon_gives_none() -> None:
    assert load("xx", "numbers", numbers.Lexicon) is None


def test_a_file_of_another_shape_is_named_in_the_error() -> None:
    with pytest.raises(RuleError, match=r"en/numbers\.yaml"):
        load("en", "numbers", Wrong)


def test_the_longest_alternative_comes_first_and_hyphens_may_be_spaces() -> None:
    assert re.fullmatch(alternatives(["dix", "dix-sept"]), "dix sept")
