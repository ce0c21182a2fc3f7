"""What nobody is said to have said is no statement, no order and no accusation."""

from __future__ import annotations

import pytest

from probanda.extract.extraction import Job, extract
from probanda.model import Admission, Allegation, AnyFinding, Denial, Incident, Order, Party, Statement, Text


def found(body: str) -> list[AnyFinding]:
    text = Text(id="t", source="s", reader="text.v1", body=body, language="en")
    return list(next(extract([Job(text=text, outlet=Party(name="Post", how="outlet"))])).findings)


def claims(body: str) -> list[str]:
    return [type(f).__name__ for f in found(body) if type(f).__name__ != "Role"]


@pytest.mark.parametrize(
    "body",
    [
        "I did not hear Colonel Marek say that anybody should be killed.",
        "Colonel Marek never said that his brigade had shot twelve prisoners in Orvel.",
        "No witness said that Colonel Marek had killed three villagers.",
        "Nobody told the court that the brigade had burned the village.",
        "The prosecutor did not say that Colonel Marek had been arrested.",
        "Colonel Marek did not tell his men to shoot the prisoners.",
        "The minister did not say whether the soldiers had been arrested.",
        "The court will examine whether Colonel Marek ordered the raid.",
        "Colonel Marek went to the village in order to speak with the prisoners.",
    ],
)
def test_nobody_said_it(body: str) -> None:
    assert claims(body) == []


def test_who_does_not_deny_has_denied_nothing() -> None:
    assert not any(isinstance(f, Denial) for f in found("Colonel Marek did not deny that his men had burned the village."))


def test_who_refuses_to_say_declines_and_says_nothing() -> None:
    said = [f for f in found("Colonel Marek refused to say that his men were there.") if isinstance(f, Statement)]
    assert [f.stance for f in said] == ["declines"]


def test_what_is_taken_as_known_stands_in_the_words_of_the_outlet() -> None:
    body = "The army did not say how nine people were killed in Orvel."
    assert [[v.speaker.name for v in f.voice] for f in found(body) if isinstance(f, Incident)] == [["Post"]]


@pytest.mark.parametrize(
    "body",
    [
        "Colonel Marek said that his men had not burned the village.",
        "Colonel Marek did not only say that the village had burned.",
        "The nurse said she did not see who fired.",
    ],
)
def test_a_negation_elsewhere_leaves_the_statement(body: str) -> None:
    assert "Statement" in claims(body)


@pytest.mark.parametrize(
    "body",
    [
        "Colonel Marek should admit that his men burned the village.",
        "Colonel Marek could order his men to kill the prisoners.",
        "Prosecutors want Colonel Marek to confess that he shot the prisoners.",
        "Witnesses feared Colonel Marek would order his men to kill the prisoners.",
        "Colonel Marek was reluctant to admit that his men burned the village.",
    ],
)
def test_what_is_only_wished_or_feared_was_not_said(body: str) -> None:
    assert not any(isinstance(f, Admission | Order | Statement) for f in found(body))


def test_who_is_urged_to_admit_has_admitted_nothing() -> None:
    urged = found("Ada Bern urged Colonel Marek to admit that his men burned the village.")
    assert [f.speaker.name for f in urged if isinstance(f, Statement)] == ["Ada Bern"]
    assert not any(isinstance(f, Admission) for f in urged)


@pytest.mark.parametrize("words", ["had to admit", "was forced to admit", "admitted"])
def test_who_had_to_admit_admitted(words: str) -> None:
    assert any(isinstance(f, Admission) for f in found(f"Colonel Marek {words} that his men burned the village."))


@pytest.mark.parametrize(
    "body",
    [
        "Colonel Marek ordered his men not to kill the prisoners.",
        "Colonel Marek told his men never to shoot the wounded.",
        "Nobody is to kill the prisoners, Colonel Marek ordered.",
        "Colonel Marek ordered that no prisoner be killed.",
        "Colonel Marek warned his men against killing the prisoners.",
    ],
)
def test_who_orders_that_nobody_be_killed_has_ordered_no_killing(body: str) -> None:
    assert not any(isinstance(f, Order | Allegation | Incident) for f in found(body))


@pytest.mark.parametrize("words", ["that no prisoners be taken", "that nobody be spared", "his men to kill the prisoners"])
def test_who_orders_that_nobody_be_spared_denies_quarter(words: str) -> None:
    assert any(isinstance(f, Order) and f.act == "no_quarter" for f in found(f"Colonel Marek ordered {words}."))
