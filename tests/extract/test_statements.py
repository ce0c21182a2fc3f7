"""Who says what, in direct and indirect speech."""

from __future__ import annotations

import pytest

from probanda.extract import statements
from probanda.model import Statement
from tests.extract.readings import reading

NAMES = {"Ada Bern": "person", "Bern": "person", "Marek": "person", "Rights Now": "organisation"}


def said(body: str) -> list[Statement]:
    return statements.find(reading(body, NAMES))  # type: ignore[arg-type]


def one(body: str) -> tuple[str, str, str]:
    found = [s for s in said(body) if s.rule.startswith(("statement.quoted", "statement.reported", "statement.according"))]
    assert len(found) == 1, [(s.rule, s.spans[0].quote) for s in found]
    return found[0].speaker.name, found[0].mode, found[0].spans[0].quote


@pytest.mark.parametrize(
    "body",
    [
        "“The village was burned,” Ada Bern said.",
        "“The village was burned,” said Ada Bern.",
        "Ada Bern said: “The village was burned.”",
        "Ada Bern said, “The village was burned.”",
        "“The village was burned”. Ada Bern said.",
        "“The village was burned,” Ada Bern, a lawyer for the families, told reporters on Monday.",
    ],
)
def test_direct_speech(body: str) -> None:
    speaker, mode, words = one(body)
    assert (speaker, mode, words.rstrip(",.")) == ("Ada Bern", "direct", "The village was burned")


@pytest.mark.parametrize(
    "body",
    [
        "Ada Bern said that the village was burned.",
        "Ada Bern said the village was burned.",
        "The village was burned, Ada Bern said.",
        "According to Ada Bern, the village was burned.",
        "The village was burned, according to Ada Bern.",
    ],
)
def test_indirect_speech(body: str) -> None:
    speaker, mode, words = one(body)
    assert (speaker, mode, words.lower().removeprefix("that ")) == ("Ada Bern", "indirect", "the village was burned")


def test_a_broken_quotation_is_two_statements_of_one_speaker() -> None:
    found = said("“We ran to the river,” Ada Bern said. “Nobody followed us there.”")
    assert [(s.speaker.name, s.spans[0].quote) for s in found] == [
        ("Ada Bern", "We ran to the river,"),
        ("Ada Bern", "Nobody followed us there."),
    ]


def test_a_pronoun_before_the_marks_is_resolved() -> None:
    found = said("Ada Bern spoke to the press. She said: “They came at night and took the boys.”")
    direct = [s for s in found if s.mode == "direct"]
    assert [(s.speaker.name, s.speaker.how) for s in direct] == [("Ada Bern", "pronoun")]


def test_partial_quotation_belongs_to_the_sentence_around_it() -> None:
    assert one("Ada Bern called the raid “a disgrace for the army.”")[1:] == ("indirect", "the raid “a disgrace for the army.”")


@pytest.mark.parametrize(
    ("body", "stance"),
    [
        ("Marek denied that his men had burned it.", "denies"),
        ("Marek admitted that his men had burned it.", "admits"),
        ("Marek alleged that they had burned it.", "alleges"),
        ("Marek ordered his men to burn it.", "orders"),
        ("Marek threatened to burn it.", "threatens"),
        ("Marek declined to comment.", "declines"),
        ("Rights Now called on the government to open the roads.", "demands"),
        ("Marek believed that they had burned it.", "believes"),
    ],
)
def test_stance(body: str, stance: str) -> None:
    assert said(body)[0].stance == stance


def test_addressee_medium_and_occasion() -> None:
    found = said("Ada Bern told reporters in a letter that the roads were closed. Marek said at a rally that it was over.")
    assert [(s.addressee, s.medium, s.occasion) for s in found] == [("reporters", "a letter", None), (None, None, "a rally")]


def test_content_behind_a_medium_is_that_of_the_verb_above() -> None:
    found = said("Rights Now said in a statement posted online on Friday that the men were shot.")
    assert [(s.speaker.name, s.spans[0].quote) for s in found] == [("Rights Now", "that the men were shot")]


def test_a_document_speaks_for_who_issued_it() -> None:
    found = said("The warrant issued by Rights Now said the man was armed.")
    assert (found[0].speaker.name, found[0].medium) == ("Rights Now", "warrant")


def test_words_held_at_a_distance_are_no_speech() -> None:
    assert said("The “republic” has no “army” of its own.") == []


def test_nothing_is_invented() -> None:
    body = "“We ran,” Ada Bern said. Marek, she added, was not there, and “nobody” knew why he “left”."
    found = said(body)
    assert found
    assert all(body[s.start : s.end] == s.quote for statement in found for s in statement.spans)


def test_what_seems_so_is_said_by_nobody() -> None:
    (found,) = said("The bridge appears to have been mined.")
    assert (found.speaker.how, found.rule) == ("unstated", "statement.shown.v1")


def test_a_clause_with_as_attributes_the_sentence_around_it() -> None:
    assert one("As Ada Bern noted, the bridge was mined.") == ("Ada Bern", "indirect", "the bridge was mined")


def test_asking_whether() -> None:
    found = said("Ada Bern asked Marek if the bridge was mined.")
    assert [s.spans[0].quote for s in found] == ["if the bridge was mined"]


def test_shares_of_those_asked_are_speakers() -> None:
    assert one("Some 42% said the bridge was mined.")[0].endswith("42%")


def test_a_naming_is_no_statement() -> None:
    assert not [s for s in said("He filmed what Ada Bern called a mined bridge.") if s.rule.startswith("statement.reported")]


@pytest.mark.parametrize(
    ("body", "speaker", "stance"),
    [
        ("Ada Bern rejected the claim that Marek had ordered the shelling.", "Ada Bern", "denies"),
        ("Ada Bern dismissed the allegation that the village was burned.", "Ada Bern", "denies"),
        ("Ada Bern repeated the allegation that the village was burned.", "Ada Bern", "alleges"),
        ("Ada Bern rejected Marek's claim that the village was burned.", "Marek", "alleges"),
    ],
)
def test_who_rejects_a_claim_does_not_make_it(body: str, speaker: str, stance: str) -> None:
    found = next(s for s in said(body) if s.spans[0].quote.startswith("that"))
    assert (found.speaker.name, found.stance) == (speaker, stance)


def test_what_is_described_as_being_done_is_not_what_was_said() -> None:
    body = "Ada Bern described the men being led away. Ada Bern described how the men were led away."
    spoken = [s for s in statements.find(reading(body, {"Ada Bern": "person"})) if statements.spoken(s)]
    assert [s.spans[0].quote for s in spoken] == ["how the men were led away"]
