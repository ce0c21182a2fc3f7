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


def test_who_is_named_in_a_quotation_does_not_say_it() -> None:
    body = "Paul Marek runs the mill. “If Ivan Sarn had come first, Ivan Sarn would have won,” he said."
    assert refers(body)["he"] == "Paul Marek"


def test_a_shortened_title_is_called_by_its_whole() -> None:
    assert refers("Sen. Ada Bern spoke. The senator left.")["senator"] == "Ada Bern"


def test_no_guess_between_two_of_one_title() -> None:
    assert "senator" not in refers("Sen. Ada Bern met Sen. Paul Marek. The senator left.")


def test_who_signs_a_letter_is_its_i() -> None:
    body = "I saw the trucks. Paul Marek said, “I was asleep.”\n\nYours sincerely,\n\nAda Bern"
    found = reading(body, PEOPLE)
    spoken = [party.name for i, party in coreference.find(found).items() if found.doc[i].lower_ == "i"]
    assert spoken == ["Ada Bern"]


def test_nobody_is_the_i_of_an_unsigned_text() -> None:
    assert "i" not in refers("I saw the trucks. Ada Bern was there.")


FORCES: Mapping[str, MentionType] = {"Rights Now": "organisation", "Red Hand": "armed_group", "Northern Army": "armed_group"}


def test_a_watchdog_is_not_charged_with_what_it_reports() -> None:
    body = "Rights Now reported that the Red Hand had taken the town. It had executed ten prisoners there."
    assert refers(body, FORCES).get("it") != "Rights Now"


def test_no_guess_between_two_forces_where_one_killed() -> None:
    assert "it" not in refers("The Northern Army fought the Red Hand. It executed ten prisoners.", FORCES)


def test_what_a_force_says_of_itself() -> None:
    assert refers("The Red Hand said it had executed ten prisoners.", FORCES)["it"] == "Red Hand"
