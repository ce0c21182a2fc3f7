"""Some sources of a case, with proofs for the log's events about them, and nothing of the rest."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

from benchmarks.integrity.sealed import _manifests
from probanda.errors import ExportError, UsageError
from probanda.preserve import checkpoints, disclosure, excerpt, packages
from probanda.preserve.verify import verify
from probanda.store.case import Case


@pytest.fixture
def package(case: Case, tmp_path: Path) -> Path:
    return excerpt.excerpt(case, tmp_path / "part.zip", [case.sources()[0].id])


def alone(package: Path, *more: str) -> tuple[int, str]:
    script = str(files("probanda").joinpath("data", "verify.py"))
    done = subprocess.run([sys.executable, "-I", "-S", script, str(package), *more], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def read(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def write(held: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (held | _manifests(held)).items():
            archive.writestr(f"part/{name}", content)
    return path


def test_the_stand_alone_verifier_accepts_it(case: Case, package: Path, tmp_path: Path) -> None:
    key = (case.folder / "checkpoints" / "keys.txt").read_text(encoding="utf-8").strip()
    status, said = alone(package, "--key", key)
    assert (status, "1 originals" in said, "an excerpt" in said) == (0, True, True), said
    assert alone(write(read(package), tmp_path / "again.zip"))[0] == 0


def test_nothing_of_the_other_source_is_in_it(case: Case, package: Path) -> None:
    shown, hidden = case.sources()
    held = b"".join(read(package).values())
    assert shown.id.encode() in held
    assert hidden.id.encode() not in held
    assert case.text(hidden.id).id.encode() not in held  # type: ignore[union-attr]


def test_each_event_is_proved_by_our_own_code_too(case: Case, package: Path) -> None:
    held, keys = read(package), checkpoints.known_keys(case)
    names = [name for name in held if name.endswith(".json") and "/events/" in name]
    events = [disclosure.check(held[name], held[name[:-5] + ".proof"].decode(), keys) for name in names]
    assert [event.action for event in events] == ["received", "read", "disclosed"]
    assert verify(case).sound


@pytest.mark.parametrize("kind", ["original", "row", "event", "another event", "no event", "no binding", "a file more", "key"])
def test_a_changed_excerpt_is_refused(package: Path, tmp_path: Path, kind: str) -> None:
    held = read(package)
    events = sorted(name for name in held if name.endswith(".json") and "/events/" in name)
    original = next(name for name in held if name.startswith("data/originals/"))
    match kind:
        case "original":
            held[original] += b"!"
        case "row":
            held["data/tables/extraction.jsonl"] = b""
        case "event":
            held[events[0]] = held[events[0]].replace(b'"by":"', b'"by":"not ')
        case "another event":
            held[events[0]], held[events[1]] = held[events[1]], held[events[0]]
        case "no event":
            del held[events[0]], held[events[0][:-5] + ".proof"]
        case "no binding":
            del held[events[-1]], held[events[-1][:-5] + ".proof"]
        case "a file more":
            held["data/log/more.txt"] = b"slipped in"
        case _:
            held["data/log/keys.txt"] = b"other+00000000+AAAA\n"
    assert alone(write(held, tmp_path / "bad.zip"))[0] == 1


def test_random_damage_is_refused_or_changes_nothing(package: Path, tmp_path: Path) -> None:
    chance, whole = random.Random(3), read(package)
    for _ in range(10):
        held = dict(whole)
        name = chance.choice([n for n in sorted(held) if "manifest" not in n and held[n]])
        at = chance.randrange(len(held[name]))
        held[name] = held[name][:at] + bytes([held[name][at] ^ 1 << chance.randrange(8)]) + held[name][at + 1 :]
        assert alone(write(held, tmp_path / "bad.zip"))[0] == 1, name


def test_no_case_is_made_of_it(package: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="excerpt"):
        packages.open_sealed(package, tmp_path / "never")
    assert not (tmp_path / "never").exists()


def test_what_cannot_be_disclosed_is_said(case: Case, package: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        excerpt.excerpt(case, package, [case.sources()[0].id])
    with pytest.raises(UsageError, match="no source"):
        excerpt.excerpt(case, tmp_path / "new.zip", ["0" * 64])


def test_the_log_says_what_was_disclosed(case: Case, package: Path) -> None:
    said = next(entry for entry in reversed(case.custody()) if entry.action == "disclosed")
    assert said.detail["sources"] == case.sources()[0].id
    assert json.loads(read(package)["data/tables/source.jsonl"])["id"] == case.sources()[0].id
