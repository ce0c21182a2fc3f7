"""Persons who are protected: named to nobody and their sources shared with nobody, unless they agreed and it is on record."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from probanda import pipeline
from probanda.cli import main
from probanda.derived import View
from probanda.errors import UsageError
from probanda.model import Decision, identify
from probanda.preserve import custody
from probanda.store.case import Case, open_
from probanda.write import consent

NAMES = b"name,type,aliases,protect,pseudonym\nLena Orsk,person,L. Orsk,source,Source 4\nSamir Dorrak,person,Colonel Dorrak,no,\n"
HERS = ("E2", "E11")
DAY = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def case(example: Case, tmp_path: Path) -> Case:
    """A copy of the example case in which the author of one report is protected."""
    shutil.copytree(example.folder, tmp_path / "case")
    copy = open_(tmp_path / "case")
    copy.hold("names.csv", NAMES)
    return copy


def agree(case: Case, use: str, given: str, *, days: int = 0) -> None:
    made = consent.record(case.held("names.csv"), "lena orsk", use=use, given=given, by="Ada", at=DAY + timedelta(days=days))
    custody.decide(case, made)


def released(case: Case) -> consent.Released:
    persons, whole = consent.listed(case.held("names.csv")), pipeline.see(case)
    without = consent.sources_of(whole, consent.withheld(persons, whole.decisions, use="share"))
    return consent.release(whole, pipeline.see(case, without=without), persons)


def words(view: View) -> str:
    return msgspec.json.encode(view).decode().casefold()


def test_without_consent_neither_name_nor_source_leaves_the_case(case: Case) -> None:
    shown = released(case)
    assert "orsk" not in words(shown.view)
    assert shown.kept_back == HERS
    assert "E2" not in shown.view.exhibits.values()
    assert "E3" in shown.view.exhibits.values()


def test_what_is_kept_back_is_said(case: Case) -> None:
    assert any("2 sources" in warning and "kept back" in warning for warning in released(case).view.warnings)


def test_a_source_is_shared_under_a_pseudonym(case: Case) -> None:
    agree(case, "share", "yes")
    shown = released(case)
    assert shown.kept_back == ()
    assert "orsk" not in words(shown.view)
    assert "source 4" in words(shown.view)


def test_who_agreed_to_be_named_is_named(case: Case) -> None:
    agree(case, "share", "yes")
    agree(case, "name", "yes")
    assert "lena orsk" in words(released(case).view)


def test_the_last_word_counts(case: Case) -> None:
    agree(case, "share", "yes")
    agree(case, "share", "no", days=1)
    assert released(case).kept_back == HERS


def test_consent_that_is_taken_back_was_never_given(case: Case) -> None:
    agree(case, "share", "yes")
    given = case.decisions()[-1]
    case.decide(identify(Decision(at=DAY + timedelta(days=1), by="Ada", about=(given.id,), verdict="withdraw")))
    assert released(case).kept_back == HERS


def test_reasons_about_what_is_kept_back_are_kept_back(case: Case) -> None:
    view = pipeline.see(case)
    finding = next(key for key, f in view.findings.items() if view.exhibits[_source(view, f.spans[0].text)] == "E2")
    case.decide(identify(Decision(at=DAY, by="Ada", about=(finding,), verdict="note", reason="as the courier whispered")))
    assert "whispered" in words(pipeline.see(case))
    assert "whispered" not in words(released(case).view)


def _source(view: View, text: str) -> str:
    return next(source for source, held in view.texts.items() if held.id == text)


def test_a_word_that_is_not_known_protects_nobody_in_silence() -> None:
    with pytest.raises(UsageError, match="protect says 'yess'"):
        consent.listed(b"name,protect\nLena Orsk,yess\n")


def test_consent_of_somebody_who_is_not_protected_is_refused() -> None:
    with pytest.raises(UsageError, match="marks nobody"):
        consent.record(NAMES, "Samir Dorrak", use="share", given="yes", by="Ada", at=DAY)


def test_a_dossier_for_a_recipient_is_logged(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = str(case.folder)
    assert main(["consent", at, "Lena Orsk", "--use", "contact", "--given", "yes", "--by", "Ada"]) == 0
    assert main(["dossier", at, "--for", "The Hague office", "--format", "html", "--out", str(tmp_path / "out")]) == 0
    assert b"Orsk" not in (tmp_path / "out" / "dossier.html").read_bytes()
    last = case.custody()[-1]
    assert last.detail["for"] == "The Hague office"
    assert (last.detail["pseudonyms"], last.detail["kept_back"]) == ("Source 4", "E2, E11")
    assert main(["consent", at]) == 0
    assert "share: no, name: no, contact: yes" in capsys.readouterr().out


def test_what_may_not_leave_the_case_as_it_is(case: Case) -> None:
    sources = case.sources()
    bodies = {text.source: text.body for text in case.texts()}

    def barred() -> list[str]:
        return consent.barred(sources, bodies, consent.listed(case.held("names.csv")), case.decisions())

    assert any("given by Source 4" in words for words in barred())
    named = [words for words in barred() if "names Source 4" in words]
    assert not any("Lena" in words for words in named)
    agree(case, "share", "yes")
    agree(case, "name", "yes", days=1)
    assert barred() == []


def test_a_source_that_names_somebody_protected_is_not_sealed_alone(case: Case, tmp_path: Path) -> None:
    body = next(text for text in case.texts() if "Orsk" in text.body)
    name = next(source.name for source in case.sources() if source.id == body.source)
    assert main(["seal", str(case.folder), "--out", str(tmp_path / "part.zip"), "--only", name]) == 2
    assert not (tmp_path / "part.zip").exists()
    agree(case, "share", "yes")
    agree(case, "name", "yes", days=1)
    assert main(["seal", str(case.folder), "--out", str(tmp_path / "part.zip"), "--only", name]) == 0
