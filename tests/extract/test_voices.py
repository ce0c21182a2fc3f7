"""The chain of voices of each finding."""

from __future__ import annotations

from probanda.extract import orders, statements, tone, voices
from probanda.model import AnyFinding, Fact, Statement
from tests.extract.readings import reading

NAMES = {"Rights Now": "organisation", "Paul Marek": "person"}


def chains(body: str) -> dict[str, list[str]]:
    looked = reading(body, NAMES)  # type: ignore[arg-type]
    said = statements.find(looked)
    found: list[AnyFinding] = [*said, *orders.find(looked, said), *tone.find(looked)]
    if "burned" in body:
        at = body.index("burned")
        found.append(Fact(rule="test", spans=(looked.span(at, at + 6),), name="fire"))
    return {f"{type(f).__name__} {f.rule}": [v.speaker.name for v in f.voice] for f in voices.attach(looked, said, found)}


def test_what_the_outlet_tells_is_the_outlets() -> None:
    assert chains("The village burned on Monday.")["Fact test"] == ["The Gazette"]


def test_what_is_reported_has_its_speaker() -> None:
    assert chains("Rights Now said the village burned on Monday.")["Fact test"] == ["The Gazette", "Rights Now"]


def test_a_voice_within_a_voice() -> None:
    chain = chains("Rights Now said that a witness told them that the village burned.")["Fact test"]
    assert chain[:2] == ["The Gazette", "Rights Now"]
    assert "witness" in chain[2]


def test_an_order_in_the_outlets_words_is_told_by_the_outlet() -> None:
    assert chains("Paul Marek ordered his men to shell the town.")["Order order.reported.v1"] == ["The Gazette"]


def test_an_order_in_his_own_words_is_his() -> None:
    assert chains("“Shoot the driver,” Paul Marek said.")["Order order.quoted.command.v1"] == ["The Gazette", "Paul Marek"]


def test_every_chain_begins_with_the_outlet() -> None:
    assert {chain[0] for chain in chains("Rights Now condemned it. “We ran,” Paul Marek said, who was armed.").values()} == {
        "The Gazette"
    }


def test_quoted_words_are_marked_as_quoted() -> None:
    looked = reading("“We ran to the river,” Paul Marek said.", NAMES)  # type: ignore[arg-type]
    said = statements.find(looked)
    (statement,) = (f for f in voices.attach(looked, said, said) if isinstance(f, Statement))
    assert [v.quoted for v in statement.voice] == [False, True]
