"""Every crime, by class and conflict character, with the number of its elements; references in any usual form."""

from __future__ import annotations

from collections import Counter

import pytest

from probanda.errors import LawError
from probanda.law import catalogue
from probanda.law.records import Crime, Mode


def test_crimes_by_class_and_paragraph() -> None:
    by_class = Counter(crime.category for crime in catalogue.crimes())
    assert by_class == {"genocide": 5, "crimes against humanity": 16, "war crimes": 81, "aggression": 1}
    paragraphs = Counter(crime.id.split("-")[2] for crime in catalogue.crimes() if crime.category == "war crimes")
    assert paragraphs == {"a": 11, "b": 38, "c": 7, "e": 25}


def test_conflict_character_goes_with_war_crimes_only() -> None:
    characters = Counter(crime.conflict for crime in catalogue.crimes())
    assert characters == {None: 22, "international": 49, "non-international": 32}


@pytest.mark.parametrize(
    ("ref", "number"),
    [
        ("6-a", 4), ("6-e", 7), ("7-1-a", 3), ("7-1-g-1", 4), ("7-1-i", 8), ("7-1-h", 6), ("8-2-a-i", 5), ("8-2-a-viii", 7),
        ("8-2-b-vii-1", 7), ("8-2-b-xii", 5), ("8-2-b-xx", 0), ("8-2-c-i-1", 5), ("8-2-c-iv", 7), ("8-2-e-x", 5),
        ("8-2-e-xiii", 4), ("8-2-e-xv", 5), ("8-2-e-xix", 4), ("8-bis", 6),
    ],
)  # fmt: skip
def test_elements_of_a_crime(ref: str, number: int) -> None:
    assert [element.number for element in catalogue.crime(ref).elements] == [str(n) for n in range(1, number + 1)]


def test_all_elements_of_all_crimes() -> None:
    assert sum(len(crime.elements) for crime in catalogue.crimes()) == 507


@pytest.mark.parametrize("item", [*catalogue.crimes(), *catalogue.modes()], ids=lambda item: item.id)
def test_each_element_has_reference_kind_and_statement(item: Crime | Mode) -> None:
    for element in catalogue.elements_of(item):
        assert element.reference
        assert element.kind in ("conduct", "consequence", "circumstance", "mental", "contextual")
        assert len(element.statement.split()) > 3
        assert element.fed_by in catalogue.feeds()


def test_contextual_elements_are_stated_once_and_referred_to() -> None:
    last = [crime.elements[-1].context for crime in catalogue.crimes() if crime.category == "war crimes" and crime.elements]
    assert set(last) == {"awareness-of-the-conflict"}
    shared = {element.context for crime in catalogue.crimes() for element in crime.elements if element.context}
    assert shared == set(catalogue.contexts())


def test_the_conflict_element_agrees_with_the_character() -> None:
    for crime in catalogue.crimes():
        if crime.category == "war crimes" and crime.elements:
            assert crime.elements[-2].context == f"{crime.conflict}-armed-conflict"


def test_a_silent_element_still_has_the_mental_element_of_article_30() -> None:
    assert catalogue.crime("8-2-e-x").elements[0].mental == "Art. 30 by default"
    assert catalogue.crime("8-2-e-vii").elements[2].mental == "should have known"
    assert catalogue.crime("8-2-c-i-1").elements[2].kind == "mental"


def test_or_inside_an_element_is_one_element_with_alternatives() -> None:
    order = catalogue.crime("8-2-e-x").elements[0]
    assert order.alternatives == ("declared", "ordered")


def test_statute_and_elements_references_are_apart() -> None:
    murder = catalogue.crime("8-2-c-i-1")
    assert (murder.statute_ref, murder.elements_ref) == ("Art. 8(2)(c)(i)", "Art. 8(2)(c)(i)-1")


def test_denying_quarter_needs_no_death() -> None:
    denying = catalogue.crime("8-2-e-x")
    assert not any("death" in element.statement or "killed" in element.statement for element in denying.elements)
    assert any("killed" in remark for remark in denying.not_required)


@pytest.mark.parametrize(
    ("ref", "first"),
    [
        ("8-2-e-xiii", 2012),
        ("8-2-e-xv", 2012),
        ("8-bis", 2013),
        ("8-2-b-xxvii", 2020),
        ("8-2-e-xviii", 2020),
        ("8-2-e-xix", 2021),
    ],
)
def test_amendments_depend_on_date_and_state(ref: str, first: int) -> None:
    amendment = catalogue.crime(ref).amendment
    assert amendment
    assert amendment.depends_on_state
    assert amendment.first_in_force.year == first


def test_only_the_amendments_are_marked_as_such() -> None:
    assert sum(1 for crime in catalogue.crimes() if crime.amendment) == 3 + 1 + 6 + 1


def test_what_the_edition_of_2011_lacks_names_its_own_source() -> None:
    lacking = [crime for crime in catalogue.crimes() if "edition of 2011 does not hold them" in crime.source]
    assert len(lacking) == 7
    assert all(crime.source.startswith("Statute, as amended by resolution ICC-ASP/") for crime in lacking)


def test_counterparts_exist_and_are_of_the_other_character() -> None:
    for crime in catalogue.crimes():
        if crime.counterpart:
            assert {crime.conflict, catalogue.crime(crime.counterpart).conflict} == {"international", "non-international"}


@pytest.mark.parametrize("written", ["8-2-e-x", "8(2)(e)(x)", "Art. 8(2)(e)(x)", "Article 8 (2) (e) (x)", " art 8(2)(E)(X) "])
def test_a_reference_in_any_usual_form(written: str) -> None:
    assert catalogue.crime(written).id == "8-2-e-x"


def test_a_reference_that_the_elements_divide_names_the_parts() -> None:
    with pytest.raises(LawError, match="8-2-c-i-1, 8-2-c-i-2"):
        catalogue.crime("8(2)(c)(i)")


def test_an_unknown_reference_says_so() -> None:
    with pytest.raises(LawError, match="no crime 9"):
        catalogue.crime("9(1)")


@pytest.mark.parametrize(("written", "found"), [("28(a)", "28-a"), ("25-3-b-order", "25-3-b-order"), ("Art. 25(3)(c)", "25-3-c")])
def test_modes_of_liability(written: str, found: str) -> None:
    assert catalogue.provision(written).id == found


def test_what_decisions_added_stands_apart_and_names_the_decision() -> None:
    assert len(catalogue.modes()) == 12
    for mode in catalogue.modes():
        assert all(element.decision is None for element in mode.elements)
        assert all(element.decision for element in mode.case_law)


def test_ordering_needs_the_crime_to_occur_or_be_attempted() -> None:
    assert catalogue.mode("25-3-b-order").elements[1].alternatives == ("committed", "attempted")


def test_search_wants_all_words() -> None:
    assert [item.id for item in catalogue.search("denying quarter")] == ["8-2-b-xii", "8-2-e-x"]
    assert catalogue.search("recipe for bread") == ()


def test_the_order_is_that_of_the_statute() -> None:
    refs = [crime.id for crime in catalogue.crimes()]
    assert refs.index("8-2-b-ix") < refs.index("8-2-b-x-1") < refs.index("8-2-b-xi") < refs.index("8-2-c-i-1")
    assert refs[0] == "6-a"
    assert refs[-1] == "8-bis"


def test_every_rule_of_the_general_introductions_is_applied_or_says_how() -> None:
    assert len(catalogue.principles()) >= 10
    assert all(principle.applied and principle.reference for principle in catalogue.principles())


def test_the_perpetrator_need_not_know_the_character_of_the_conflict() -> None:
    awareness = catalogue.contexts()["awareness-of-the-conflict"]
    assert "international" not in awareness.statement
    assert len(awareness.not_required) == 2
