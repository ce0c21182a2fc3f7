"""The files of the law: every name that one refers to exists, and a wrong file is named."""

from __future__ import annotations

from importlib.resources import files

import msgspec
import pytest

from probanda.errors import LawError
from probanda.law import catalogue, data, words
from probanda.law.feeds import USUAL_KINDS, acts_of
from probanda.law.records import Crime, Rule
from probanda.law.stages import stages

KINDS = {"order", "admission", "denial", "allegation", "incident", "role", "link", "step", "statement"}


def all_rules() -> list[Rule]:
    fed = [rule for feed in catalogue.feeds().values() for rule in (*feed.supports, *feed.against)]
    raising = [rule for item in (*catalogue.crimes(), *catalogue.modes()) for rule in item.raised_by]
    return [*fed, *raising, *(rule for gate in catalogue.gates().values() for rule in gate)]


def acts() -> set[str]:
    return set(msgspec.yaml.decode((files("probanda") / "data" / "acts.yaml").read_bytes()))


def test_rules_name_only_acts_that_exist() -> None:
    assert {act for rule in all_rules() for act in acts_of(rule.acts)} <= acts()


def test_rules_name_only_kinds_and_words_that_exist() -> None:
    assert {kind for rule in all_rules() for kind in rule.kinds} | set(USUAL_KINDS) <= KINDS
    assert {name for rule in all_rules() for name in (*rule.words, *rule.unless, *rule.post)} <= set(words.groups())


def test_every_feed_is_used_and_every_element_is_fed() -> None:
    used = {element.fed_by for item in (*catalogue.crimes(), *catalogue.modes()) for element in catalogue.elements_of(item)}
    assert used == set(catalogue.feeds())


def test_every_feed_asks_and_says_what_would_answer() -> None:
    for feed in catalogue.feeds().values():
        assert feed.asks.endswith("?")
        assert feed.evidence


def test_every_rule_of_a_feed_says_what_it_shows() -> None:
    assert all(rule.shows for feed in catalogue.feeds().values() for rule in (*feed.supports, *feed.against))


def test_alternatives_that_rules_name_exist_in_an_element_they_feed() -> None:
    elements = [e for item in (*catalogue.crimes(), *catalogue.modes()) for e in catalogue.elements_of(item)]
    for name, feed in catalogue.feeds().items():
        known = {alternative for element in elements if element.fed_by == name for alternative in element.alternatives}
        assert {rule.alternative for rule in feed.supports if rule.alternative} <= known, name


def test_every_step_that_findings_record_is_known() -> None:
    emitted = {
        "complaint", "referral", "preliminary examination", "investigation opened", "warrant requested", "warrant issued",
        "summons", "charges", "arrest", "surrender", "admissibility", "confirmation", "trial", "verdict",
        "sentence", "appeal", "transfer",
        "withdrawn/terminated", "investigation closed", "discipline",
    }  # fmt: skip
    assert set(stages()) == emitted


def test_a_wrong_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "_bytes", lambda name: b"ref: 8-2-e-x\ntitle: [")
    with pytest.raises(LawError, match=r"data/law/war-crimes-8-2-e/8-2-e-x\.yaml"):
        data.read("war-crimes-8-2-e/8-2-e-x.yaml", Crime)


def test_each_file_is_named_after_the_provision_that_it_holds() -> None:
    for folder in (*catalogue.FOLDERS, "modes", "context"):
        for name in data.names(folder):
            assert name == f"{folder}/{data.table(name)['ref']}.yaml"


def test_no_file_speaks_of_percentages_as_a_standard_of_proof() -> None:
    text = (data.folder() / "proceedings.yaml").read_text(encoding="utf-8")
    assert "%" not in text
    assert "per cent" not in text
