"""The words that weighing turns on fit what the other stages write."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from probanda.extract import rules
from probanda.weigh.lexicon import rules_for, words_for


@pytest.mark.parametrize("group", ["once", "accusing", "settling", "clearing"])
def test_steps_are_those_that_the_law_knows(group: str) -> None:
    law = yaml.load(files("probanda").joinpath("data", "law", "proceedings.yaml").read_text("utf-8"), yaml.CSafeLoader)
    assert words_for(group) <= {step.get("step") for step in law["steps"]}


def test_acts_of_violence_are_those_of_the_vocabulary() -> None:
    acts = yaml.safe_load(files("probanda").joinpath("data", "acts.yaml").read_text("utf-8"))
    assert words_for("violence") <= set(acts)


def test_every_rule_serves_a_purpose() -> None:
    purposes = {rule.value["for"] for rule in rules.rules("weighing")}
    assert all(rules_for(purpose) for purpose in purposes)
