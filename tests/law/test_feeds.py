"""Whether a finding meets a rule: every condition must hold, for the person in question."""

from __future__ import annotations

import pytest

from probanda.law.feeds import Scene, acts_of, meets
from probanda.law.records import Rule
from tests.chart.samples import CASE, admission, allegation, denial, incident, link, order, role

ORRAN = Scene(accused="orran", forces=frozenset({"brigade"}), texts=frozenset({"t-1"}), names=("Salim Orran", "Orran"))


def holds(rule: Rule, finding: object, scene: Scene = ORRAN) -> bool:
    return meets(rule, CASE.facts(finding), scene)


def test_a_rule_that_names_no_kind_means_incidents_allegations_and_admissions() -> None:
    rule = Rule(acts=("killing",))
    assert holds(rule, allegation("He killed them.", accused="Salim Orran", act="killing"))
    assert not holds(rule, order("Kill them.", by="Salim Orran", act="killing"))


def test_the_act_must_be_that_of_the_person() -> None:
    rule = Rule(acts=("killing",))
    assert not holds(rule, allegation("He killed them.", accused="Dana Reva", act="killing"))


def test_the_person_on_whose_orders_it_was_done() -> None:
    rule = Rule(acts=("execution",), who="orderer")
    assert holds(rule, admission("We executed them.", by="Northern Brigade", act="execution", on_orders_of="Salim Orran"))


def test_forces_are_those_that_the_sources_put_below_the_person() -> None:
    rule = Rule(acts=("killing",), who="forces")
    assert holds(rule, incident("The brigade killed nine.", perpetrator="Northern Brigade", act="killing"))
    assert not holds(rule, incident("The guard killed nine.", perpetrator="Coastal Guard", act="killing"))


def test_what_somebody_else_did_is_no_circumstance_of_the_persons_acts() -> None:
    rule = Rule(acts=("killing",), words=("civilians",), who="anyone")
    assert holds(rule, incident("Nine villagers were killed.", act="killing"))
    assert not holds(rule, incident("The guard killed nine villagers.", perpetrator="Coastal Guard", act="killing"))


@pytest.mark.parametrize(
    ("quote", "met"), [("killed ten soldiers", False), ("killed ten villagers", True), ("killed wounded soldiers", True)]
)
def test_fighters_are_left_out_unless_they_are_out_of_combat(quote: str, met: bool) -> None:
    rule = Rule(acts=("killing",), unless=("fighters",))
    assert holds(rule, allegation(quote, accused="Salim Orran", act="killing")) is met


def test_a_post_is_matched_by_its_words() -> None:
    rule = Rule(kinds=("role",), post=("military-post",))
    assert holds(rule, role("Salim Orran", "commander", "Northern Brigade"))
    assert not holds(rule, role("Salim Orran", "secretary general", "Chess Federation"))


def test_loyalty_is_no_command() -> None:
    rule = Rule(kinds=("link",), relation=("commander of",))
    assert holds(rule, link("Salim Orran", "commander of", "Northern Brigade"))
    assert not holds(rule, link("Salim Orran", "ally of", "Northern Brigade"))


def test_a_denial_by_the_person() -> None:
    rule = Rule(kinds=("denial",), acts=("killing", "other"))
    assert holds(rule, denial("I killed nobody.", by="Salim Orran", act="killing"))


def test_own_words_are_quoted_and_not_put_into_somebodys_mouth() -> None:
    rule = Rule(kinds=("order",), has=("own words",))
    assert holds(rule, order("Spare nobody.", by="Salim Orran", quoted=True, speakers=("Salim Orran",)))
    assert not holds(rule, order("Spare nobody.", by="Salim Orran", quoted=True, speakers=("Dana Reva", "Salim Orran")))
    assert not holds(rule, order("to spare nobody", by="Salim Orran"))


def test_about_means_that_the_passage_names_the_person() -> None:
    rule = Rule(kinds=("incident",), words=("failed",), who="about")
    assert holds(rule, incident("Orran did nothing to stop it.", act="killing"))
    assert not holds(rule, incident("The mayor did nothing to stop it.", act="killing"))


def test_groups_of_acts_are_written_out() -> None:
    assert "execution" in acts_of(("@deadly",))
    assert acts_of(("pillage",)) == {"pillage"}
