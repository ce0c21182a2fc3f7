"""A sealed package is checked without us, brought back byte for byte, and refused when anything in it was changed."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

from probanda.errors import CaseError, ExportError, IntegrityError
from probanda.preserve import packages, rows, seal
from probanda.preserve.verify import verify
from probanda.store.case import Case


@pytest.fixture
def package(case: Case, tmp_path: Path) -> Path:
    dossier = tmp_path / "dossier.html"
    dossier.write_text("<p>dossier</p>", encoding="utf-8")
    return seal.seal(case, tmp_path / "sealed.zip", dossier=[dossier])


def alone(package: Path, *more: str) -> tuple[int, str]:
    """What the stand-alone verifier says, in a process that cannot import Probanda."""
    script = str(files("probanda").joinpath("data", "verify.py"))
    done = subprocess.run([sys.executable, "-I", "-S", script, str(package), *more], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_the_stand_alone_verifier_accepts_it(case: Case, package: Path) -> None:
    status, said = alone(package)
    assert status == 0, said
    key = (case.folder / "checkpoints" / "keys.txt").read_text(encoding="utf-8").strip()
    first = str(min((case.folder / "checkpoints").glob("*.note")))
    status, said = alone(package, "--key", key, "--checkpoint", first)
    assert (status, "the key that you gave" in said) == (0, True)


def test_it_holds_its_own_verifier_and_metadata(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
        assert archive.read("sealed/verify.py") == files("probanda").joinpath("data", "verify.py").read_bytes()
    assert {"bagit.txt", "ro-crate-metadata.json", "data/dossier/dossier.html", "data/log/checkpoint.note"} <= names


def test_the_case_comes_back_byte_for_byte(case: Case, package: Path, tmp_path: Path) -> None:
    back = packages.open_sealed(package, tmp_path / "back")
    with case.engine.connect() as one, back.engine.connect() as two:
        for table in rows.BOUND:
            assert list(rows.lines(one, table)) == list(rows.lines(two, table))
        assert rows.events(two)[: len(rows.events(one))] == rows.events(one)
    assert {p.name: p.read_bytes() for p in case.vault.rglob("????*") if p.is_file()} == {
        p.name: p.read_bytes() for p in back.vault.rglob("????*") if p.is_file()
    }
    assert (back.folder / "dossier" / "dossier.html").read_bytes() == b"<p>dossier</p>"
    assert verify(back).sound
    assert back.custody()[-2].action == "opened"


def test_time_stamps_travel_with_it(case: Case, tmp_path: Path) -> None:
    (case.folder / "checkpoints" / "0000000005.tsr").write_bytes(b"an answer, kept raw")
    package = seal.seal(case, tmp_path / "stamped.zip")
    assert alone(package)[0] == 0
    back = packages.open_sealed(package, tmp_path / "back")
    assert (back.folder / "checkpoints" / "0000000005.tsr").read_bytes() == b"an answer, kept raw"


def test_nothing_is_overwritten(case: Case, package: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        seal.seal(case, package)
    (tmp_path / "full").mkdir()
    with pytest.raises(CaseError):
        packages.open_sealed(package, tmp_path / "full")


def changed(package: Path, name: str, data: bytes | None, to: Path) -> Path:
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(to, "w") as new:
        for entry in old.namelist():
            if not entry.endswith(name):
                new.writestr(entry, old.read(entry))
        if data is not None:
            new.writestr(f"sealed/{name}", data)
    return to


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("data/tables/decision.jsonl", b""),
        ("data/tables/decision.jsonl", None),
        ("data/extra.txt", b"slipped in"),
        ("data/log/checkpoint.note", None),
        ("data/log/keys.txt", b"other+00000000+AAAA\n"),
        ("verify.py", b"print('holds')"),
        ("manifest-sha256.txt", b""),
        ("../../outside", b"x"),
    ],
)
def test_a_changed_package_is_refused_by_both(package: Path, tmp_path: Path, name: str, data: bytes | None) -> None:
    bad = changed(package, name, data, tmp_path / "bad.zip")
    assert alone(bad)[0] == 1
    with pytest.raises(IntegrityError):
        packages.open_sealed(bad, tmp_path / "never")
    assert not (tmp_path / "never").exists()


def test_a_package_that_unpacks_to_more_than_it_is_is_refused(package: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))
        new.writestr("sealed/data/originals/zeros", bytes(50_000_000))
    status, said = alone(bomb)
    assert (status, "packed" in said) == (1, True)
    with pytest.raises(IntegrityError, match="packed"):
        packages.open_sealed(bomb, tmp_path / "never")


def test_random_damage_is_refused_or_changes_nothing(package: Path, tmp_path: Path) -> None:
    chance, data, bad = random.Random(3), package.read_bytes(), tmp_path / "bad.zip"
    for _ in range(10):
        place = chance.randrange(len(data))
        bad.write_bytes(data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :])
        assert alone(bad)[0] == 1 or contents(bad) == contents(package)


def contents(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
