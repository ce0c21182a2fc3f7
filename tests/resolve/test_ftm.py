"""FollowTheMoney records: entities, their relations, and the words behind every name."""

from __future__ import annotations

from probanda.derived import Entity
from probanda.model import Mention, Party, Role, Span
from probanda.resolve.ftm import entities, statements
from probanda.resolve.parties import Parties

HERE = Span(text="t1", start=10, end=23, quote="Haroun Bakouch")
NADIR = Span(text="t1", start=40, end=52, quote="Nadir Front")
MENTIONS = [
    Mention(id="m-1", span=HERE, type="person", name="Harun Bakoush", rule="name.v1"),
    Mention(id="m-2", span=NADIR, type="armed_group", name="Nadir Front", rule="name.v1"),
]
FOUND = {
    "e-1": Entity(
        id="e-1", name="Harun Bakoush", type="person", aliases=("Haroun Bakouch",), mentions=("m-1",), joined_by=("?",)
    ),
    "e-2": Entity(id="e-2", name="Nadir Front", type="armed_group", mentions=("m-2",)),
}
WHO = Parties(MENTIONS, {"m-1": "e-1", "m-2": "e-2"})


def test_a_person_with_aliases_and_reasons() -> None:
    (person, _) = entities(FOUND, [], WHO)
    properties = {"name": ["Harun Bakoush"], "alias": ["Haroun Bakouch"], "notes": ["?"]}
    assert person == {"id": "e-1", "schema": "Person", "properties": properties}


def test_a_role_is_a_membership_with_its_words() -> None:
    person, body = Party(name="Harun Bakoush", span=HERE), Party(name="Nadir Front", span=NADIR)
    role = Role(id="f-1", rule="r", spans=(HERE,), person=person, post="commander", organisation=body, former=True)
    *_, membership = entities(FOUND, [role], WHO)
    assert membership["schema"] == "Membership"
    assert membership["properties"]["member"] == ["e-1"]
    assert membership["properties"]["description"] == ["Haroun Bakouch"]


def test_every_value_has_its_exhibit_and_words() -> None:
    first, _ = statements(FOUND, MENTIONS, {"t1": "E1"})
    assert (first["value"], first["original_value"], first["dataset"]) == ("Harun Bakoush", "Haroun Bakouch", "E1")
    assert first["origin"] == "t1:10-23 name.v1"
