"""The interface in three languages: all the same words, the same placeholders, and pages that run the right way."""

from __future__ import annotations

import re
import string
from importlib.resources import files
from typing import get_args

import pytest
from starlette.testclient import TestClient

from probanda.derived import Disagreement, View
from probanda.model import MentionType, Verdict
from probanda.web.language import LANGUAGES, messages, number
from probanda.write.dossier import SECTIONS, compose
from probanda.write.words import KINDS

TEMPLATES = files("probanda") / "web/templates"
ASKED = re.compile(r"\bt\.([a-z_]+)|\bt\[\"([a-z_]+)\"\]")


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_and_placeholders(language: str) -> None:
    english, other = messages("en"), messages(language)
    assert list(other) == list(english)
    assert {key: placeholders(words) for key, words in other.items()} == {
        key: placeholders(words) for key, words in english.items()
    }
    assert [key for key, words in other.items() if not words.strip()] == []


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_hardly_a_word_is_left_in_english(language: str) -> None:
    same = [key for key, words in messages(language).items() if words == messages("en")[key] and len(words.split()) > 2]
    assert [key for key in same if not key.startswith("format_")] == []


def test_whatever_a_template_asks_for_is_there() -> None:
    pages = [page for page in TEMPLATES.iterdir() if page.name.endswith(".j2")]
    asked = {one or other for page in pages for one, other in ASKED.findall(page.read_text("utf-8"))}
    assert asked - messages().keys() == set()


def test_every_word_that_a_case_may_hold_has_a_name() -> None:
    about = get_args(next(field.type for field in __import__("msgspec").structs.fields(Disagreement) if field.name == "about"))
    kinds = {"verdict": get_args(Verdict), "type": get_args(MentionType), "about": about, "kind": KINDS, "section": SECTIONS}
    assert {f"{kind}_{one}" for kind, held in kinds.items() for one in held} - messages().keys() == set()


def test_arabic_is_chosen_by_the_browser_and_runs_from_right_to_left(client: TestClient) -> None:
    page = client.get("/sources", headers={"accept-language": "ar-SY,ar;q=0.9,en;q=0.5"}).text
    assert '<html lang="ar" dir="rtl">' in page
    assert "المصادر" in page


def test_the_choice_is_remembered_and_stands_before_the_browsers(client: TestClient) -> None:
    assert '<html lang="fr" dir="ltr">' in client.get("/sources?lang=fr").text
    assert "Constatations" in client.get("/sources/E1", headers={"accept-language": "ar"}).text
    assert "Findings" in client.get("/sources/E1?lang=en").text


def test_a_language_that_is_not_spoken_is_english(client: TestClient) -> None:
    assert '<html lang="en"' in client.get("/?lang=../../etc", headers={"accept-language": "tlh"}).text


def test_figures_and_dates_are_the_same_in_all_languages(client: TestClient) -> None:
    assert number(1234567) == "1\u202f234\u202f567"
    dates = [re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d", client.get(f"/custody?lang={code}").text) for code in LANGUAGES]
    assert dates[0]
    assert dates[0] == dates[1] == dates[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_is_called_the_same_where_it_is_chosen_and_in_the_dossier(language: str, example_view: View) -> None:
    titles = {
        name: section.title for name, section in zip(SECTIONS, compose(example_view, language=language).sections, strict=True)
    }
    assert titles == {name: messages(language)[f"section_{name}"] for name in SECTIONS}
