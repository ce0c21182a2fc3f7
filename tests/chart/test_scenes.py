"""Who stands below whom, as the sources state it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from probanda.chart.scenes import _closure, index, scene
from tests.chart.samples import ENTITIES, admission, incident, link, resolve, role


def below(*findings: object) -> frozenset[str]:
    known = index({f.id: f for f in findings}, resolve=resolve, entities=ENTITIES)  # type: ignore[attr-defined, misc]
    return scene(known, "orran").forces


def test_a_chain_of_links_is_followed() -> None:
    chain = (
        link("Salim Orran", "commander of", "Free Osmer Army"),
        link("Northern Brigade", "member of", "Free Osmer Army"),
        link("Dana Reva", "commander of", "Northern Brigade"),
    )
    assert below(*chain) == {"army", "brigade"}


def test_a_military_post_puts_the_organisation_below() -> None:
    assert below(role("Salim Orran", "commander", "Northern Brigade")) == {"brigade"}
    assert below(role("Salim Orran", "spokesman", "Northern Brigade")) == frozenset()


def test_those_who_say_that_they_acted_on_orders_stand_below() -> None:
    assert below(admission("on his orders", by="Northern Brigade", act="execution", on_orders_of="Salim Orran")) == {"brigade"}


def test_alliance_and_founding_put_nobody_below() -> None:
    assert (
        below(link("Salim Orran", "ally of", "Coastal Guard"), link("Salim Orran", "founder of", "Free Osmer Army"))
        == frozenset()
    )


def test_forces_that_are_only_described_are_known_by_the_commanders_name() -> None:
    made = incident("fighters of Orran killed nine", act="killing", perpetrator="fighters of Orran")
    posted = role("Salim Orran", "commander", "Northern Brigade")
    known = index({made.id: made, posted.id: posted}, resolve=resolve, entities=ENTITIES)
    assert scene(known, "orran").described == {"fighters of Orran"}


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("abcdef"), max_size=4)), st.sampled_from("abcdef")
)
def test_whoever_is_reached_stays_reached(direct: dict[str, frozenset[str]], start: str) -> None:
    reached = _closure(direct, frozenset(start))
    assert start in reached
    assert all(direct.get(one, frozenset()) <= reached for one in reached)


def test_a_lawyer_for_a_commander_is_no_force_of_his() -> None:
    made = incident("a lawyer for Orran spoke", act="other", perpetrator="a lawyer for Orran")
    posted = role("Salim Orran", "commander", "Northern Brigade")
    known = index({made.id: made, posted.id: posted}, resolve=resolve, entities=ENTITIES)
    assert scene(known, "orran").described == frozenset()
