"""What stands in the log, and what an auditor sees of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from probanda.model import Source, Text
from probanda.preserve import custody
from probanda.preserve.verify import Report
from probanda.store.case import Case
from probanda.team import watch
from probanda.team.members import Member
from probanda.write.redact import Protected

MARTA = Protected(name="Marta Quill", pseudonym="Witness A", spellings=("M. Quill", "مارتا كويل"))
ADA = Member(login="ada", folder="kestral", role="reviewer")


SPELLED = ["Marta Quill said", "it was marta  quill.", "quill, M. Quill", "قالت مارتا كويل", "Marta_Quill.txt"]


@pytest.mark.parametrize("words", SPELLED)
def test_a_protected_person_is_known_by_every_spelling(words: str) -> None:
    assert watch.named([MARTA], [words])


@pytest.mark.parametrize("words", ["Marta went home", "Marta Quillon", "Samarta Quill", ""])
def test_others_are_not(words: str) -> None:
    assert not watch.named([MARTA], [words])
    assert not watch.named([], [words])


def test_a_source_concerns_whom_it_names_and_who_gave_it() -> None:
    held = {"id": "a" * 64, "name": "a.txt", "media_type": "text/plain", "size": 1, "received_at": datetime.now(UTC)}
    given, other = Source(**held, received_from="Marta Quill"), Source(**held)  # type: ignore[arg-type]
    text = Text(id="t", source="a" * 64, reader="r", body="The ferry left.")
    assert watch.concerns([MARTA], given, text)
    assert not watch.concerns([MARTA], other, text)
    assert not watch.concerns([MARTA], other, None)


def test_what_was_done_is_entered_under_the_account(case: Case) -> None:
    watch.entered(case, ADA)
    watch.viewed(case, ADA, "/sources/{number}", source="a" * 64)
    watch.refused(case, ADA, "POST /members")
    watch.exported(case, ADA)
    assert [(e.by, e.action) for e in case.custody()] == [("ada", a) for a in ("entered", "viewed", "refused", "dossier")]
    assert custody.broken(case.custody()) == []


def test_an_auditor_is_told_no_file_name_no_reason_and_no_source(case: Case) -> None:
    acts = [custody.Act("received", "a" * 64, {"name": "Marta Quill.txt", "size": "7", "from": "Marta Quill"})]
    with case.writing() as connection:
        custody.log(connection, acts, by="ada")
    (entry,) = watch.told(case.custody())
    assert (entry.by, entry.action, entry.source) == ("ada", "received", None)
    assert set(entry.detail) == {"tool", "size"}


def test_an_auditor_is_told_how_much_is_wrong() -> None:
    report = watch.tally(Report(held=("the log holds",), wrong=("Marta.txt was changed", "b.txt is missing")))
    assert report.held == ("the log holds",)
    assert "2 in all" in report.wrong[0]
    assert "Marta" not in str(report)
    assert not report.sound
