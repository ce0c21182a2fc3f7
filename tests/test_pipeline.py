"""The straight line on small folders: complete or said not to be, the same under every engine, no work done twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from probanda import pipeline
from probanda.model import kind_of
from probanda.settings import Settings
from probanda.store.case import Case, create

ORDER = """Colonel Hollis addressed the Grey Brigade on Tuesday.

"Take no prisoners," Hollis told his men. "Nobody is to be spared."
"""
ARABIC = "أصدر العقيد هوليس بياناً في كسترل يوم الثلاثاء، وأعلن المجلس أنه سيفتح تحقيقاً في الحادثة."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One readable report, described by sources.csv."""
    made = tmp_path / "sources"
    made.mkdir()
    (made / "speech.txt").write_text(ORDER, encoding="utf-8")
    (made / "sources.csv").write_text("file,publisher,published\nspeech.txt,The Harbour Post,2031-05-09\n", encoding="utf-8")
    return made


def kinds(case: Case) -> list[str]:
    return sorted(kind_of(f) for f in pipeline.see(case).findings.values())


def test_a_report_becomes_findings_in_its_own_words(folder: Path, tmp_path: Path) -> None:
    case = create(tmp_path / "case")
    report = pipeline.build(folder, case)
    view = pipeline.see(case)
    assert report.complete
    assert "order" in kinds(case)
    for finding in view.findings.values():
        for span in finding.spans:
            assert next(t for t in view.texts.values() if t.id == span.text).body[span.start : span.end] == span.quote


def test_building_twice_changes_nothing(folder: Path, tmp_path: Path) -> None:
    case = create(tmp_path / "case")
    pipeline.build(folder, case)
    before = (case.sources(), case.custody(), case.texts(), case.extractions())
    assert pipeline.build(folder, case).renewed == 0
    assert (case.sources(), case.custody(), case.texts(), case.extractions()) == before


def test_only_a_new_source_is_read(folder: Path, tmp_path: Path) -> None:
    case = create(tmp_path / "case")
    pipeline.build(folder, case)
    (folder / "second.txt").write_text("The brigade denied it.", encoding="utf-8")
    assert pipeline.build(folder, case).renewed == 1


def test_a_new_date_of_publication_is_taken_up(folder: Path, tmp_path: Path) -> None:
    case = create(tmp_path / "case")
    pipeline.build(folder, case)
    (folder / "sources.csv").write_text("file,publisher,published\nspeech.txt,The Harbour Post,2031-06-20\n", encoding="utf-8")
    assert pipeline.build(folder, case).renewed == 1
    assert case.sources()[0].published == "2031-06-20"


def test_on_tuesday_is_a_day_with_a_date_of_publication_and_unresolved_without(folder: Path, tmp_path: Path) -> None:
    known = create(tmp_path / "known")
    pipeline.build(folder, known)
    (folder / "sources.csv").unlink()
    unknown = create(tmp_path / "unknown")
    pipeline.build(folder, unknown)
    (tuesday,) = [w for w in known.extractions()[0].whens if w.span and "Tuesday" in w.span.quote]
    (nobody_knows,) = [w for w in unknown.extractions()[0].whens if w.span and "Tuesday" in w.span.quote]
    assert (str(tuesday.earliest), tuesday.anchor) == ("2031-05-06", "2031-05-09")
    assert (nobody_knows.earliest, nobody_knows.latest) == (None, None)


@pytest.fixture
def broken(folder: Path) -> Path:
    """The folder with files that cannot be read among those that can."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "nothing.docx").write_bytes(b"")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (folder / "noise.pdf").write_bytes(bytes(range(256)) * 40)
    (folder / "strange.xyz").write_bytes(b"\x00\x01\x02\x03" * 64)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "arabic-1256.txt").write_bytes(ARABIC.encode("windows-1256"))
    (folder / "arabic-16.txt").write_bytes(ARABIC.encode("utf-16"))
    return folder


def test_what_cannot_be_read_is_listed_and_the_rest_is_built(broken: Path, tmp_path: Path) -> None:
    case = create(tmp_path / "case")
    report = pipeline.build(broken, case)
    failed = " ".join(f.name for f in report.failures)
    assert not report.complete
    assert all(name in failed for name in ("cut.pdf", "noise.pdf", "strange.xyz", "loop", "empty.txt"))
    assert {s.name for s in case.sources()} >= {"speech.txt", "empty.txt", "cut.pdf", "noise.pdf"}
    assert "order" in kinds(case)


def test_arabic_in_two_encodings_is_one_text_with_the_decoder_named(broken: Path, tmp_path: Path) -> None:
    case = create(tmp_path / "case")
    pipeline.build(broken, case)
    names = {s.id: s.name for s in case.sources()}
    arabic = {names[t.source]: t for t in case.texts() if "arabic" in names[t.source]}
    assert {t.body for t in arabic.values()} == {ARABIC}
    assert "windows-1256" in " ".join(arabic["arabic-1256.txt"].notes)
    assert "UTF-16" in " ".join(arabic["arabic-16.txt"].notes)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["processes:2", "dask"])
def test_every_engine_gives_the_same_findings_with_the_same_ids(folder: Path, tmp_path: Path, engine: str) -> None:
    for number in range(6):
        (folder / f"copy-{number}.txt").write_text(f"{ORDER}\nThis is report {number}.", encoding="utf-8")
    serial, other = create(tmp_path / "serial"), create(tmp_path / "other")
    pipeline.build(folder, serial, settings=Settings(batch=400))
    pipeline.build(folder, other, settings=Settings(engine=engine, batch=400))
    assert serial.extractions() == other.extractions()
    assert serial.texts() == other.texts()
