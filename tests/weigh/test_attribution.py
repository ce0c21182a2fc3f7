"""What a text says of where it comes from."""

from __future__ import annotations

import pytest

from probanda.extract import rules
from probanda.model import Text
from probanda.weigh.attribution import of_sentence, of_text


def text(body: str, **other: str) -> Text:
    return Text(id="t-1", source="s", reader="text", body=body, **other)


def test_every_rule_keeps_its_examples() -> None:
    assert rules.failures(rules.rules("credits")) == []


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("KESSAR, 4 May (Reuters) - Two men were held.", "Reuters"),
        ("Two men were held.\n(AFP)", "Agence France-Presse"),
        ("Two men were held.\nThis article was originally published by The Harbour Post.", "Harbour Post"),
        ("Two men were held, the Movement for Dignity (MFD) said. The (MFD) denied it.", None),
    ],
)
def test_a_whole_text_is_credited(body: str, name: str | None) -> None:
    credit = of_text(text(body))
    assert (credit.name if credit else None) == name


def test_the_publisher_names_an_agency() -> None:
    credit = of_text(text("Two men were held.", publisher="Associated Press via Harbour News"))
    assert credit
    assert credit.agency


def test_a_name_that_only_holds_the_letters_of_an_agency_credits_nobody() -> None:
    assert of_text(text("Two men were held.", publisher="Tassilo Reutersen")) is None


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Nine were killed, according to AFP.", "Agence France-Presse"),
        ("The Delta Courier reported that nine had been killed.", "Delta Courier"),
        ("Nine were killed, according to General Tano.", None),
        ("The Ministry reported nine dead.", None),
        ("Nine were killed, a driver told the Delta Courier.", None),
        ("The Argus reported that nine had been killed.", None),
    ],
)
def test_a_sentence_is_credited_to_an_outlet_only(sentence: str, name: str | None) -> None:
    credit = of_sentence(text(sentence, publisher="Evening Argus"), 0, len(sentence))
    assert (credit.name if credit else None) == name
