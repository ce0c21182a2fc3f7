"""What is charted against whom, and what is not."""

from __future__ import annotations

import msgspec
import pytest

from probanda.errors import LawError
from probanda.model import Incident
from tests.chart.samples import (
    admission,
    allegation,
    charted,
    charts,
    incident,
    link,
    order,
    recital,
    role,
    span,
    statement,
    step,
)


def war() -> Incident:
    return incident("the war in Osmer that has left hundreds dead", act="attack", context=True, killed=200)


NO_QUARTER = order(
    "There will be no prisoners. Spare nobody in this battle.", by="Salim Orran", quoted=True, speakers=("Salim Orran",)
)


def test_an_order_to_spare_nobody_raises_denying_quarter_without_any_death() -> None:
    found = charted(NO_QUARTER)
    assert set(found) == {("8-2-e-x", "orran")}
    assert found["8-2-e-x", "orran"].cells[0].support[0].why.startswith("The words themselves are quoted")


def test_an_order_alone_is_not_ordering_a_crime() -> None:
    assert ("25-3-b-order", "orran") not in charted(NO_QUARTER)


def test_an_accusation_of_killing_raises_murder_as_alleged_by_the_one_who_accuses() -> None:
    accused = allegation(
        "He killed 33 persons in the armed conflict", accused="Salim Orran", act="killing", accuser="International Criminal Court"
    )
    killed = charted(accused)["8-2-c-i-1", "orran"].cells[0].support[0]
    assert "alleged by International Criminal Court, as Osmer Post reports" in killed.why


def test_numbers_killed_support_murder_with_alleged_and_the_voice() -> None:
    made = incident(
        "He is responsible for the killing of 33 persons, prisoners of the war",
        act="killing",
        perpetrator="Salim Orran",
        killed=33,
        incidents=(7, None),
        speakers=("International Criminal Court",),
    )
    why = charted(made)["8-2-c-i-1", "orran"].cells[0].support[0].why
    assert "33 persons killed, in at least 7 incidents" in why
    assert "alleged by International Criminal Court" in why


def test_an_execution_raises_murder_and_execution_without_due_process() -> None:
    found = charted(war(), allegation("He executed the captives", accused="Salim Orran", act="execution"))
    assert {"8-2-c-i-1", "8-2-c-iv"} <= {crime for crime, _ in found}


def test_an_admission_on_orders_raises_ordering_and_command_responsibility_of_the_one_who_ordered() -> None:
    made = admission(
        "we executed captives on the orders of Orran", by="Northern Brigade", act="execution", on_orders_of="Salim Orran"
    )
    found = charted(made, link("Salim Orran", "commander of", "Northern Brigade"))
    assert {("25-3-b-order", "orran"), ("28-a", "orran")} <= set(found)


def test_a_crime_of_a_unit_is_charted_against_those_who_command_it_at_any_remove() -> None:
    found = charted(
        incident("the brigade killed nine villagers", act="killing", perpetrator="Northern Brigade"),
        link("Salim Orran", "commander of", "Free Osmer Army"),
        link("Northern Brigade", "subordinate to", "Free Osmer Army"),
        link("Dana Reva", "commander of", "Northern Brigade"),
    )
    assert {person for crime, person in found if crime == "28-a"} == {"orran", "reva"}


def test_only_persons_are_charted() -> None:
    made = allegation("the brigade killed villagers in the war", accused="Northern Brigade", act="killing")
    assert charts(made) == ()


def test_an_ally_is_not_a_commander() -> None:
    made = incident("the brigade killed nine villagers", act="killing", perpetrator="Northern Brigade")
    assert charts(made, link("Salim Orran", "ally of", "Northern Brigade")) == ()


def test_a_killing_without_any_sign_of_a_conflict_raises_nothing() -> None:
    murder = allegation("He killed a shopkeeper", accused="Ivo Tamm", act="killing", crimes=("murder",))
    assert charts(murder, step("A court in Osmer sentenced Tamm for murder", "sentence", person="Ivo Tamm")) == ()


def test_a_text_about_something_else_raises_nothing() -> None:
    assert charts(statement("We won the final and killed it in defence.", speaker="Ivo Tamm")) == ()


def test_genocide_is_not_suggested_by_many_deaths() -> None:
    made = incident("He killed 800 people of the minority in the war", act="massacre", perpetrator="Salim Orran", killed=800)
    assert not any(crime.startswith("6-") for crime, _ in charted(made))


def test_genocide_is_charted_where_a_source_accuses_of_it_with_facts() -> None:
    made = allegation(
        "genocide for the massacre of the valley people", accused="Salim Orran", act="genocide", crimes=("genocide",)
    )
    found = charted(made)
    assert [crime for crime, _ in found if crime.startswith("6-")] == ["6-a"]
    assert found["6-a", "orran"].cells[2].support[0].why.endswith("Not enough by itself: a legal label shows no intent.")


def test_a_bare_label_of_genocide_charts_nothing() -> None:
    assert charts(allegation("accused of genocide", accused="Salim Orran", act="genocide", crimes=("genocide",))) == ()


def test_crimes_against_humanity_need_to_be_named() -> None:
    killed = allegation("He killed villagers in the war", accused="Salim Orran", act="killing")
    named = allegation(
        "crimes against humanity, including murder",
        accused="Salim Orran",
        act="killing",
        crimes=("crimes against humanity", "murder"),
    )
    assert not any(crime.startswith("7-") for crime, _ in charted(killed))
    assert ("7-1-a", "orran") in charted(named)


def test_the_character_of_the_conflict_chooses_the_paragraph() -> None:
    international = allegation(
        "He killed prisoners during the international armed conflict", accused="Salim Orran", act="killing", text="t-2"
    )
    assert [crime for crime, _ in charted(international) if crime.startswith("8-")] == ["8-2-a-i", "8-2-b-vi"]


def test_where_nobody_says_which_conflict_the_chart_asks() -> None:
    made = charted(NO_QUARTER)["8-2-e-x", "orran"]
    assert any("Art. 8(2)(b)(xii)" in question for question in made.questions)


def test_recited_law_and_what_stands_inside_it_supports_nothing() -> None:
    law = span("the perpetrator declared or ordered that nobody be spared", start=500)
    inside = order("nobody be spared", by="Salim Orran")
    placed = type(inside)(
        **{f: getattr(inside, f) for f in inside.__struct_fields__} | {"spans": (span("nobody be spared", start=520),)}
    )
    assert charts(placed, recital(law), war()) == ()
    assert charts(placed, war()) != ()


def test_what_is_not_required_is_said_and_not_listed_as_lacking() -> None:
    made = charted(NO_QUARTER)["8-2-e-x", "orran"]
    assert any("anybody was killed" in note for note in made.notes)
    assert not any("killed" in gap and "anybody" in gap for cell in made.cells for gap in cell.gaps)


def test_grounds_are_asked_once_for_each_person() -> None:
    found = charts(war(), allegation("He executed the captives", accused="Salim Orran", act="execution"))
    assert sum(any("Art. 31(1)(d)" in question for question in made.questions) for made in found) == 1


def test_a_chart_can_be_asked_for() -> None:
    found = charted(war(), asked=[("8(2)(e)(v)", "orran")])
    assert found["8-2-e-v", "orran"].why == ("Charted on request: nothing in the file raises it.",)
    assert all(cell.gaps for cell in found["8-2-e-v", "orran"].cells[:3])


def test_asking_for_an_unknown_provision_is_an_error() -> None:
    with pytest.raises(LawError):
        charts(war(), asked=[("8(9)", "orran")])


def test_a_denied_accusation_alone_raises_nothing() -> None:
    assert charts(war(), allegation("He denies killing villagers", accused="Salim Orran", act="killing", modality="denied")) == ()


def test_amendments_say_since_when_and_for_whom() -> None:
    made = allegation("He starved civilians in the war", accused="Salim Orran", act="starvation")
    notes = charted(made)["8-2-e-xix", "orran"].notes
    assert any("ICC-ASP/18/Res.5" in note and "2021-10-14" in note for note in notes)


def test_the_same_findings_give_the_same_charts_in_any_order() -> None:
    findings = [war(), NO_QUARTER, role("Salim Orran", "commander", "Northern Brigade")]
    assert charts(*findings) == charts(*reversed(findings))


def test_a_pronoun_taken_to_mean_a_person_opens_no_chart() -> None:
    made = incident("he killed nine villagers in the war", act="killing", perpetrator="Salim Orran")
    assert made.perpetrator
    pronoun = msgspec.structs.replace(made, perpetrator=msgspec.structs.replace(made.perpetrator, how="pronoun"))
    assert charts(pronoun) == ()
    assert charts(made) != ()
