import re

import pytest

from probanda.errors import RuleError
from probanda.extract import rules
from probanda.extract.rules import Rule


def test_a_missing_lexicon_is_named():
    with pytest.raises(RuleError, match=r"data/lexicon/en/no-such\.yaml"):
        rules.load("no-such")


def test_examples_that_a_rule_does_not_keep_are_listed():
    rule = Rule("order", re.compile("ordered"), match=("He asked for it",), but_not=("It was ordered",))
    assert rules.failures([rule]) == ['order: should match "He asked for it"', 'order: should not match "It was ordered"']


def test_a_rule_that_keeps_its_examples_is_not_listed():
    assert rules.failures([Rule("order", re.compile("ordered"), match=("He ordered it",), but_not=("He asked",))]) == []


def test_the_longest_of_several_words_wins():
    assert re.match(rules.either(["air force", "air"]), "air  force").group() == "air  force"


@pytest.mark.parametrize("pattern", ["(", "<no_such_list>"])
def test_a_pattern_that_cannot_be_used_is_an_error_with_its_entry(pattern, tmp_path, monkeypatch):
    (tmp_path / "data/rules/en").mkdir(parents=True)
    (tmp_path / "data/rules/en/broken.yaml").write_text(f"rules:\n  - {{name: broken.one, pattern: '{pattern}'}}\n")
    monkeypatch.setattr(rules, "files", lambda package: tmp_path)
    with pytest.raises(RuleError, match=r"broken\.one"):
        rules.rules("broken")


def test_words_are_put_into_patterns(tmp_path, monkeypatch):
    (tmp_path / "data/rules/en").mkdir(parents=True)
    (tmp_path / "data/rules/en/whole.yaml").write_text(
        "words: {kill: [kill, murder]}\nrules:\n  - {name: a, pattern: 'to <kill>'}\n"
    )
    monkeypatch.setattr(rules, "files", lambda package: tmp_path)
    (rule,) = rules.rules("whole")
    assert rule.regex.search("an order to murder")
