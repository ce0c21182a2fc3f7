"""A finding in words: an accused is never said to have done anything."""

from __future__ import annotations

import msgspec
import pytest

from probanda.chart.told import count, detail, told
from probanda.model import Casualties, Party
from tests.chart.samples import admission, allegation, denial, incident, link, order, role, step


def test_an_accusation_is_alleged_by_its_voice_as_the_outlet_reports() -> None:
    made = allegation(
        "He is responsible for killing", accused="Salim Orran", act="killing", accuser="International Criminal Court"
    )
    assert told(made) == "alleged by International Criminal Court, as Osmer Post reports"


def test_without_an_accuser_the_outlet_alleges() -> None:
    assert told(allegation("the war crimes he committed", accused="Salim Orran", act="war_crimes")) == "alleged by Osmer Post"


def test_a_conviction_needs_words_of_judgment() -> None:
    printed = allegation("the crimes he committed", accused="Salim Orran", act="killing", modality="convicted")
    judged = allegation("He was convicted of murder", accused="Salim Orran", act="killing", modality="convicted")
    assert told(printed) == "alleged by Osmer Post"
    assert told(judged) == "found in a judgment, as Osmer Post reports"


def test_nobody_alleges_his_own_deed() -> None:
    made = incident("He killed nine", act="killing", perpetrator="Salim Orran", speakers=("Salim Orran",))
    assert told(made) == "alleged by Osmer Post"


def test_admissions_and_denials_name_who_makes_them() -> None:
    assert (
        told(admission("we did it", by="Northern Brigade", act="killing"))
        == "admitted by Northern Brigade, as Osmer Post reports"
    )
    assert told(denial("we did not", by="Northern Brigade", act="killing")) == "denied by Northern Brigade, as Osmer Post reports"


def test_an_order_is_quoted_or_reported_and_its_giver_is_no_witness_of_it() -> None:
    quoted = order("Spare nobody", by="Salim Orran", quoted=True, speakers=("Salim Orran",))
    assert told(quoted) == "the words are quoted by Osmer Post"
    assert told(order("to spare nobody", by="Salim Orran")) == "reported by Osmer Post"
    assert (
        told(order("spare nobody", by="Salim Orran", speakers=("Dana Reva",))) == "reported by Dana Reva, as Osmer Post reports"
    )


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (33, 33, "33 persons killed"),
        (12, None, "at least 12 persons killed"),
        (None, 40, "up to 40 persons killed"),
        (10, 20, "10 to 20 persons killed"),
        (None, None, "persons killed, number not stated"),
    ],
)
def test_counts_in_words(least: int | None, most: int | None, words: str) -> None:
    assert count(Casualties(outcome="killed", minimum=least, maximum=most, kind="persons")) == words


def test_people_and_incidents_are_counted_apart() -> None:
    assert detail(incident("x", act="killing", killed=33, incidents=(7, None))) == "33 persons killed, in at least 7 incidents"


def test_posts_links_and_steps_in_short() -> None:
    assert detail(role("Salim Orran", "commander", "Northern Brigade", former=True)).endswith("Northern Brigade (formerly)")
    assert detail(link("Dana Reva", "member of", "Northern Brigade")) == "Dana Reva, member of Northern Brigade"
    assert detail(step("x", "arrest", person="Salim Orran", status="demanded")) == "arrest (demanded)"


def test_a_pronoun_is_no_name_of_a_voice() -> None:
    made = allegation("the crimes he committed", accused="Salim Orran", act="killing")
    she = Party(name="she", how="pronoun")
    assert told(msgspec.structs.replace(made, accuser=she)) == "alleged by Osmer Post"


def test_who_denies_is_said_to_deny_and_not_the_outlet() -> None:
    made = allegation("rejected the accusation", accused="Salim Orran", act="killing", modality="denied")
    assert told(msgspec.structs.replace(made, accuser=made.accused[0])) == "denied by Salim Orran, as Osmer Post reports"
