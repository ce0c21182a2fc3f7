"""Violence at a time and place, one incident per event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probanda import edtf
from probanda.extract import dates, incidents
from probanda.model import Incident, MentionType
from tests.extract.readings import reading

NAMES: dict[str, MentionType] = {
    "Zor": "place",
    "Velm": "place",
    "Red Hand": "armed_group",
    "Ada Bern": "person",
    "Colonel Marek": "person",
}
SETTING = " The civil war between the rebels and the army goes on."


def found(body: str) -> list[Incident]:
    looked = reading(body + SETTING, NAMES)
    published = edtf.parse("2020-06-15")
    times = dates.find(looked.body, published=published, language="en", span=looked.span)
    return incidents.find(replace(looked, published=published, whens=tuple(times)))


def test_what_where_when_who_and_how_many() -> None:
    (attack,) = found("Fighters of the Red Hand attacked the market in Zor on 3 May 2020, killing 12 traders.")
    assert [p.name for p in attack.where] == ["Zor"]
    assert attack.when is not None
    assert str(attack.when.earliest) == "2020-05-03"
    assert [(v.outcome, v.minimum) for v in attack.victims] == [("killed", 12)]
    assert attack.perpetrator is not None


def test_one_event_told_twice_is_one_incident() -> None:
    told = found("An air strike hit a school in Zor on 3 May 2020. The strike killed nine pupils.")
    assert len(told) == 1
    assert [(v.outcome, v.minimum) for v in told[0].victims] == [("killed", 9)]


def test_counts_that_hang_on_no_word_of_an_act_belong_to_it() -> None:
    (strike,) = found("A drone strike on a wedding party in Zor left dozens dead.")
    assert [(v.outcome, v.minimum) for v in strike.victims] == [("killed", 24)]


def test_an_attack_by_what_it_was_made_with() -> None:
    (strike,) = found("Two air strikes hit the market in Zor, killing 27 traders.")
    assert strike.act == "airstrike"


def test_recruits_are_children_or_no_incident() -> None:
    assert [i.act for i in found("The Red Hand recruited 85 boys in Zor.")] == ["child_soldiers"]
    assert found("The Red Hand recruited 85 teachers in Zor.") == []


def test_rape_is_an_incident() -> None:
    (one,) = found("She said that she was raped by three soldiers at a roadblock in Zor.")
    assert one.act == "rape"
    assert one.perpetrator is not None


def test_two_places_are_two_incidents() -> None:
    told = found("Soldiers killed four herders in Zor. In Velm rebels killed ninety villagers.")
    assert {p.name for i in told for p in i.where} == {"Zor", "Velm"}
    assert len(told) == 2


def test_people_are_not_incidents() -> None:
    (killings,) = found("The colonel is said to be behind the killing of 33 persons in at least seven incidents in Zor.")
    assert killings.incidents == (7, None)
    assert killings.victims[0].minimum == 33


def test_a_war_with_its_dead_is_context() -> None:
    assert [i.context for i in found("The war in Zor has left hundreds of people dead.")] == [True]


def test_an_order_of_no_quarter_is_an_event_without_any_death() -> None:
    acts = [i.act for i in found("Colonel Marek instructed his men to take no prisoners.")]
    assert acts == ["no_quarter"]


@pytest.mark.parametrize(
    "body",
    [
        "The colonel threatened to attack Zor.",
        "Soldiers did not kill anybody in Zor.",
        "Marek was charged with murder.",
        "There was no execution in Zor.",
        "The rebels will attack Zor on 3 May 2021.",
    ],
)
def test_threats_denials_charges_and_plans_are_no_incidents(body: str) -> None:
    assert found(body) == []


def test_nothing_is_found_in_a_text_of_another_concern() -> None:
    assert incidents.find(reading("The driver killed two pedestrians in a crash in Zor; the jury convicted him.", NAMES)) == []


def test_the_words_are_those_of_the_text() -> None:
    body = "Soldiers killed four herders in Zor." + SETTING
    (incident,) = found("Soldiers killed four herders in Zor.")
    assert all(body[s.start : s.end] == s.quote for s in incident.spans)


@pytest.mark.parametrize(
    "body",
    [
        "The war in Velm began in 2018. It has killed more than 2,000 people, a rights group said.",
        "At least 2,000 people have been killed in Zor since 2018.",
    ],
)
def test_the_total_of_a_war_is_context(body: str) -> None:
    assert [i.context for i in found(body)] == [True]


def test_an_incident_is_not_context() -> None:
    assert [i.context for i in found("Soldiers killed 12 villagers in Zor on 3 May 2020.")] == [False]


def test_who_fell_in_combat_did_not_do_it() -> None:
    (fight,) = found("Six armed men fell in combat near Zor on 3 May 2020.")
    assert [(v.outcome, v.minimum) for v in fight.victims] == [("killed", 6)]
    assert fight.perpetrator is None


def test_a_force_that_admits_that_it_did_so_did_it() -> None:
    (one,) = found("The Red Hand admitted that it had executed three captives in Zor on 3 May 2020.")
    assert one.perpetrator is not None
    assert one.perpetrator.name == "Red Hand"


def test_who_shot_elsewhere_is_not_taken_for_who_killed() -> None:
    body = "Three captives were executed in Zor on 3 May 2020. They were men who had taken bread and then shot at a wall."
    assert found(body)[0].perpetrator is None


def test_the_date_of_another_clause_is_not_that_of_the_event() -> None:
    body = "They wrote of the killing of 12 villagers in Zor in the inquiry that you opened in May 2018."
    assert [i.when for i in found(body)] == [None]


def test_two_counts_of_one_event_stand_side_by_side() -> None:
    body = "Shells struck a clinic in Zor on 3 May 2020 and killed four people, doctors said. The council put the dead at seven."
    (one,) = found(body)
    assert sorted(v.minimum or 0 for v in one.victims) == [4, 7]


@pytest.mark.parametrize(("words", "many"), [("massacre", (1, 1)), ("killings", (1, None))])
def test_the_year_of_an_event_is_no_number_of_events(words: str, many: tuple[int, int | None]) -> None:
    (told,) = found(f"The 1995 {words} of 80 villagers in Velm shocked the region.")
    assert told.incidents == many
