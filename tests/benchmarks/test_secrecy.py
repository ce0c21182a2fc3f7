"""An encrypted case tells none of 20 planted secrets; the same search finds all of them in a case that is not encrypted."""

from __future__ import annotations

import os
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import secrecy
from probanda.preserve import vault
from probanda.preserve.verify import verify
from probanda.store import secrets
from probanda.store.case import open_

pyrage = pytest.importorskip("pyrage")
pytest.importorskip("sqlcipher3")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the same sources in an encrypted case and in one that is not, each built, decided on, searched, verified."""
    folder = tmp_path_factory.mktemp("secrecy")
    before, kept = dict(os.environ), tempfile.tempdir
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "USUAL", secrets.Cost(memory=64, passes=1, lanes=1))
        patch.setattr(resource, "setrlimit", lambda *_: None)
        secrecy.surroundings(folder)
        sources = secrecy.plant(folder / "sources")
        assert not any(secrecy.work(sources, folder / "plain", encrypt=False))
        assert not any(secrecy.work(sources, folder / "case", encrypt=True))
        yield folder
        os.environ.clear()
        os.environ |= before
        tempfile.tempdir = kept


def opened(made: Path) -> secrets.Key:
    return secrets.unlock(made / "case", secrecy.PHRASE)


def test_the_search_finds_every_secret_where_nothing_is_encrypted(made: Path) -> None:
    assert secrecy.told([made / "plain"]) == set(secrecy.PLANTED)
    assert len(secrecy.PLANTED) == 20


def test_an_encrypted_case_tells_none(made: Path) -> None:
    assert secrecy.told([made / "case", made / "tmp"]) == set()


def test_a_sealed_disclosure_tells_none_and_a_whole_package_all(made: Path, tmp_path: Path) -> None:
    packages = secrecy.packed(made / "case", tmp_path)
    assert secrecy.told([packages["package"]]) == set(secrecy.PLANTED)
    assert secrecy.told([packages["disclosure"], packages["package_for_recipient"]]) == set()
    assert b"The council met" in (packages["disclosure"] / "sealed.zip").read_bytes()


def test_both_cases_say_the_same(made: Path) -> None:
    plain, case = open_(made / "plain"), open_(made / "case")
    assert [e.findings for e in case.extractions()] == [e.findings for e in plain.extractions()]
    assert [text.body for text in case.texts()] == [text.body for text in plain.texts()]
    assert case.name == plain.name == secrecy.NAME


def test_building_again_changes_no_byte(made: Path) -> None:
    def held() -> dict[Path, bytes]:
        return {p: p.read_bytes() for p in (made / "case").rglob("*") if p.is_file() and p.name != "lock"}

    # A build stores the view after the decision that was made since the last one; the next has nothing to do.
    assert secrecy.run("build", str(made / "sources"), "--case", str(made / "case")) == 0
    before = held()
    assert secrecy.run("build", str(made / "sources"), "--case", str(made / "case")) == 0
    assert held() == before


def test_a_wrong_pass_phrase_opens_nothing(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wrong").write_text("some other words altogether", encoding="utf-8")
    monkeypatch.setenv("PROBANDA_PASSPHRASE_FILE", str(tmp_path / "wrong"))
    assert secrecy.run("show", str(made / "case")) == 1


def test_nothing_readable_is_written_into_the_case(made: Path) -> None:
    case = str(made / "case")
    assert secrecy.run("dossier", case) == 2
    assert secrecy.run("export", case, "--format", "csv", "--out", f"{case}/out") == 2
    assert not (made / "case" / "dossier").exists()


@pytest.mark.parametrize("part", ["case.db", "case.key", "case.toml.age", "names.csv.age", "vault"])
def test_a_changed_byte_is_noticed(made: Path, part: str) -> None:
    path = made / "case" / part
    path = path if path.is_file() else next(vault.kept(path))
    whole = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:])
    try:
        assert secrecy.run("verify", str(made / "case")) != 0
    finally:
        path.write_bytes(whole)


def test_a_sealed_package_comes_back_whole(made: Path, tmp_path: Path) -> None:
    assert secrecy.run("seal", str(made / "case"), "--out", str(tmp_path / "case.zip")) == 0
    assert secrecy.run("open", str(tmp_path / "case.zip"), "--into", str(tmp_path / "back")) == 0
    back = open_(tmp_path / "back")
    assert [source.id for source in back.sources()] == [source.id for source in open_(made / "case").sources()]
    assert verify(back).sound


def test_the_pass_phrase_is_changed_and_a_lost_one_recovered(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = pyrage.x25519.Identity.generate()
    for name, words in (("new", "nine brown otters at the mill"), ("identity", f"# created: today\n{mine}\n")):
        (tmp_path / name).write_text(words, encoding="utf-8")
    monkeypatch.setenv("PROBANDA_NEW_PASSPHRASE_FILE", str(tmp_path / "new"))
    assert secrecy.run("rekey", str(made / "case"), "--recovery", str(mine.to_public())) == 0
    monkeypatch.setenv("PROBANDA_NEW_PASSPHRASE_FILE", str(made / "phrase"))
    assert secrecy.run("show", str(made / "case")) == 1
    assert secrecy.run("rekey", str(made / "case"), "--identity", str(tmp_path / "identity")) == 0
    assert secrecy.run("show", str(made / "case")) == 0
    assert opened(made).packed()


def test_workers_get_the_key_in_memory(made: Path, tmp_path: Path) -> None:
    at = str(tmp_path / "case")
    assert secrecy.run("init", at, "--encrypt") == 0
    assert secrecy.run("build", str(made / "sources"), "--case", at, "--engine", "processes:2") == 0
    assert [t.body for t in open_(tmp_path / "case").texts()] == [t.body for t in open_(made / "case").texts()]
    assert secrecy.told([tmp_path, made / "tmp"]) == set()


def test_sources_of_an_encrypted_case_do_not_go_to_a_cluster(made: Path) -> None:
    assert secrecy.run("build", str(made / "case"), "--engine", "dask") == 2


def test_the_dossier_goes_where_the_user_says(made: Path, tmp_path: Path) -> None:
    assert secrecy.run("dossier", str(made / "case"), "--format", "html", "--out", str(tmp_path / "out")) == 0
    assert secrecy.WITNESSES[0] in (tmp_path / "out" / "dossier.html").read_text(encoding="utf-8")
    assert secrecy.told([made / "case", made / "tmp"]) == set()
