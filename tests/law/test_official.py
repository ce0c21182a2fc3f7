"""An official text beside ours. The texts here are of our own writing, in the layouts that editions have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from probanda.errors import LawError
from probanda.law.official import import_, summary
from probanda.law.printed import provisions

BULLETS = """Elements of Crimes
Article 8 (2) (e) (x) - War crime of denying quarter
Elements
* First of x.
* Second of x.[^7]
* Third of x.
* Fourth of x.
* Fifth of x.
Article 8 (2) (b) (xv) - War crime of employing prohibited gases
Elements
* One.
* Two.
* Three.
* Four.
Article 8 (2) (e)[^60]
Article 8 (2) (e) (xiii)70
War crime of employing poison
Elements
* One.
* Two.
70 As amended by a resolution.
41
Elements of Crimes
* Three.
Article 8 (2) (e) (xxx) - War crime of something else
Elements
* One.
"""
NUMBERED = """Article 6 (a)
Genocide by killing
Elements
1. First, which goes on
in a second line.2
2. Second.
3. Third.
4. Fourth.
Article 7 (1) (a)
Crime against humanity of murder
Elements
1. First: either
(a) this; or
(b) that.
2. Second.
3. Third.
Article 8 (2) (c) (i)-1
War crime of murder
Elements
1. One.
2. Two.
3. Three.
4. Four.
5. Five.
"""


def test_provisions_are_matched_with_their_elements() -> None:
    match = import_(BULLETS).matched[0]
    assert (match.ref, match.complete) == ("8-2-e-x", True)
    assert match.official[1] == "Second of x."
    assert len(match.ours) == 5


def test_a_misprinted_reference_is_matched_by_its_title_and_reported() -> None:
    gas = next(match for match in import_(BULLETS).matched if match.ref == "8-2-b-xviii")
    assert gas.complete
    assert "8 (2) (b) (xv)" in gas.note


def test_footnote_marks_page_numbers_and_running_heads_are_no_elements() -> None:
    poison = next(match for match in import_(BULLETS).matched if match.ref == "8-2-e-xiii")
    assert poison.official == ("One.", "Two.", "Three.")


def test_what_does_not_match_is_reported_with_the_reason() -> None:
    found = import_(BULLETS)
    reasons = {item.what: item.why for item in found.unmatched}
    assert reasons["8 (2) (e) (xxx) War crime of something else"] == "no such provision in the catalogue"
    assert "3 elements in the file, 4 in the catalogue" in next(
        why for what, why in reasons.items() if what.startswith("8-2-e-xiii")
    )
    assert "ICC-ASP/18/Res.5" in reasons["Art. 8(2)(e)(xix)"]
    assert found.share == 0.5


def test_the_numbered_layout_with_wrapped_lines() -> None:
    first, second, third = provisions(NUMBERED)
    assert first.elements[0] == "First, which goes on in a second line."
    assert second.elements[0] == "First: either this; or that."
    assert [len(provision.elements) for provision in (first, second, third)] == [4, 3, 5]


def test_the_statute_as_json() -> None:
    rows = [{"article": {"number": str(n), "name": "x", "text": "1. One.\n(a) letter"}} for n in (6, 7, 8)]
    found = import_(json.dumps(rows))
    assert found.work == "Rome Statute"
    assert next(match for match in found.matched if match.ref == "7-1-a").official == ("(a) letter",)


@pytest.mark.parametrize("text", ["A recipe: take flour and water.", "[1, 2, 3]", '{"a": 1}'])
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(LawError, match="neither the Rome Statute nor the Elements"):
        import_(text)


def test_broken_json_is_refused() -> None:
    with pytest.raises(LawError, match="looks like JSON"):
        import_('[{"article": ')


def test_an_import_in_words() -> None:
    lines = summary(import_(BULLETS))
    assert lines[0] == "Elements of Crimes: 3 provisions, 50.0% matched in full."
    assert any("prints it as" in line for line in lines)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "least"), [("elements_of_crimes_2011.txt", 0.99), ("RomeStatute.json", 0.99)])
def test_the_official_texts_are_matched(shared: Path, name: str, least: float) -> None:
    found = import_((shared / "law" / name).read_text(encoding="utf-8"))
    assert found.share >= least
    assert all(match.complete for match in found.matched)
