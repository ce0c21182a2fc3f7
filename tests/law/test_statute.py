"""The Statute in a plain text: articles, and the passage that a reference means. The text here is our own, laid out like it."""

from __future__ import annotations

import pytest

from probanda.law.statute import articles, passage, provisions

TEXT = """Article 8 .... 12
Article 25 .... 20
Article 8
War crimes
1. First paragraph.
2. Second paragraph:
(a) letter a:
(i) numeral one of a;
(ii) numeral two of a,
which goes on here.
(b) letter b:
(i) numeral one of b;
(ii) numeral two of b.
(c) letter c.
Article 8 bis
Another one
1. Its paragraph.
Article 7
1. Acts:
(h) letter h;
(i) letter i;
(j) letter j.
Article 28
1. Commanders:
(a) knew.
2. Others.
"""


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    return articles(TEXT)


def test_a_table_of_contents_does_not_hide_the_article(found: dict[str, str]) -> None:
    assert list(found) == ["8", "8 bis", "7", "28"]
    assert "Second paragraph" in found["8"]


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("Art. 8(2)(a)(ii)", "(ii) numeral two of a, which goes on here."),
        ("Art. 8(2)(b)(ii)", "(ii) numeral two of b."),
        ("Art. 8(2)(c)", "(c) letter c."),
        ("Art. 7(1)(i)", "(i) letter i;"),
        ("Art. 28(a)", "1. Commanders: (a) knew."),
    ],
)
def test_a_reference_means_its_words(found: dict[str, str], reference: str, words: str) -> None:
    assert passage(found, reference) == words


def test_a_whole_article(found: dict[str, str]) -> None:
    assert passage(found, "Art. 8 bis") == "Another one 1. Its paragraph."


@pytest.mark.parametrize("reference", ["Art. 8(2)(z)", "Art. 99", "no reference"])
def test_what_the_text_does_not_have(found: dict[str, str], reference: str) -> None:
    assert passage(found, reference) is None


def test_a_path_holds_all_that_stands_below_it() -> None:
    parts = provisions("2. Second:\n(a) letter:\n(i) numeral;\n(b) other")
    assert parts["2", "a"] == "(a) letter: (i) numeral;"
    assert parts["2",].endswith("(b) other")
