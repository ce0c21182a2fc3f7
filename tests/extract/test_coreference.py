"""Pronouns and descriptions: resolved and explained, or left alone."""

from __future__ import annotations

from collections.abc import Mapping

from probanda.extract import coreference
from probanda.model import MentionType
from tests.extract.readings import reading

PEOPLE: Mapping[str, MentionType] = {"Ada Bern": "person", "Paul Marek": "person", "Marek": "person", "Ivan Sarn": "person"}


def refers(body: str, names: Mapping[str, MentionType] = PEOPLE) -> dict[str, str]:
    found = reading(body, names)
    return {found.doc[i].lower_: party.name for i, party in coreference.find(found).items()}


def test_gender_tells_two_people_apart() -> None:
    body = "Ada Bern met Paul Marek in June. She told the press about it. He left."
    assert refers(body) == {
        "she": "Ada Bern",
        "he": "Paul Marek",
    }


def test_a_pronoun_before_its_name() -> None:
    assert refers("In his complaint, Paul Marek named nobody.") == {"his": "Paul Marek"}


def test_no_guess_where_two_readings_compete() -> None:
    assert "him" not in refers("Ivan Sarn spoke first. Paul Marek said the film was evidence against him.")


def test_a_verb_does_not_act_on_its_own_subject() -> None:
    assert refers("Ada Bern waited. Paul Marek saw him.").get("him") is None


def test_who_spoke_goes_on_speaking() -> None:
    body = "Paul Marek said Ivan Sarn had armed the rebels. “It was a plan to spread fear,” he said."
    assert refers(body)["he"] == "Paul Marek"


def test_a_group_by_its_description() -> None:
    names: Mapping[str, MentionType] = {"Red Hand": "armed_group"}
    assert refers("The Red Hand took the town. The militia burned it.", names) == {"militia": "Red Hand"}


def test_a_post_by_the_only_one_who_holds_it() -> None:
    assert refers("The prosecutor Ada Bern spoke. Paul Marek waited. The prosecutor left.")["prosecutor"] == "Ada Bern"


def test_it_that_stands_for_nothing() -> None:
    assert refers("The Red Hand left. It is clear that the town burned.", {"Red Hand": "armed_group"}) == {}


def test_every_referent_is_explained() -> None:
    found = reading("Ada Bern came. She spoke.", PEOPLE).referents
    assert [(p.how, bool(p.why)) for p in found.values()] == [("pronoun", True)]
