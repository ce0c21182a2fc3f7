"""Encrypted cases: does any byte on the disk tell one of 20 planted secrets?

`python -m benchmarks secrecy [--limit ROUNDS] [--edits N] [--seed N]`. Sources, names of files, the list of names, the case's own
name and decisions hold the secrets. Every file under the case, and the folder for temporary files, is searched for each in UTF-8,
UTF-16, hexadecimal and base64: after the case was built, decided on, searched and verified, and after kill -9 at any moment in
a build. A case that is not encrypted is searched in the same way and must tell them all: that is the test of the search. So are
sealed packages: of the whole case, which tells them; for a recipient, and of the one source without secrets, which must not.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from probanda import cli
from probanda.errors import ProbandaError
from probanda.preserve.verify import verify
from probanda.store import secrets
from probanda.store.case import open_

NAME = "Ravine of Ostrel"
PHRASE = "seven grey herons over the weir"
WITNESSES = (
    "Nadia Ferrow",
    "Tomas Quillane",
    "Ilse Vandermoor",
    "Берта Лучинская",
    "نديمة الفروي",
    "Jorun Äskelöv",
    "Petra Holmquarry",
    "Sami Drestova",
)
PLACES = ("Kessarwold", "Umbrelgate", "Vastrinholm")
NUMBERS = ("+999 555 0142 77", "GB-4471-QX-09")
IN_NAMES = ("Oduvan Crestmark", "the Heron")
IN_CATALOGUE = ("Lantern Street Archive", "courier Wilbrand Asch")
IN_FILE_NAME = "statement-of-Marisol-Teneva"
IN_REASON = "she telephoned from Brackenford"
PUBLIC = "council.txt"
"""The source that may be disclosed."""
PLANTED = (NAME, *WITNESSES, *PLACES, *NUMBERS, *IN_NAMES, *IN_CATALOGUE, IN_FILE_NAME, IN_REASON)
"""The 20 secrets. All persons and places are invented."""


def plant(folder: Path) -> Path:
    """A folder of sources that hold the secrets."""
    folder.mkdir(parents=True)
    for number, (witness, place) in enumerate(zip(WITNESSES, PLACES * 3, strict=False)):
        words = f'"We spared nobody," Colonel Ruan Tano said in {place} on 3 May 2016. {witness} saw gunmen kill nine porters.'
        name = IN_FILE_NAME if number == 0 else f"{number}"
        html = f"<html><body><article><p>{words}</p><p>Reach {' or '.join(NUMBERS)}.</p></article></body></html>"
        body, suffix = (html, "html") if number % 2 else (f"{words}\n\nReach {' or '.join(NUMBERS)}.\n", "txt")
        (folder / f"{name}.{suffix}").write_text(body, encoding="utf-8")
    (folder / PUBLIC).write_text("The council met on 3 May 2016. Nobody spoke of the quarry.\n", encoding="utf-8")
    (folder / "names.csv").write_text(f"name,type,aliases\n{IN_NAMES[0]},person,{IN_NAMES[1]}\n", encoding="utf-8")
    rows = f"file,publisher,received_from\n1.html,{IN_CATALOGUE[0]},{IN_CATALOGUE[1]}\n"
    (folder / "sources.csv").write_text(rows, encoding="utf-8")
    return folder


def forms(secret: str) -> Iterator[bytes]:
    """How a secret may stand on a disk: UTF-8, UTF-16, hexadecimal, base64 at each of its three places, JSON escapes."""
    for plain in (secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be")):
        yield plain
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        for shift in range(3):
            # The characters at both ends depend on what stands beside.
            yield base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4]
    yield json.dumps(secret)[1:-1].encode()
    yield secret.casefold().encode()


def told(folders: list[Path]) -> set[str]:
    """The secrets that stand in any file, or in the name of any file, under these folders."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*"))]
    held = b"\0".join([*(bytes(path) for path in paths), *(path.read_bytes() for path in paths if path.is_file())])
    return {secret for secret in PLANTED if any(form in held or form in held.lower() for form in forms(secret))}


def packed(case: Path, into: Path) -> dict[str, Path]:
    """The case sealed whole, for a recipient, and all but one source left out: each in a folder of its own."""
    import pyrage

    recipient = str(pyrage.x25519.Identity.generate().to_public())
    ways = {"package": [], "package_for_recipient": ["--recipient", recipient], "disclosure": ["--only", PUBLIC]}
    for name, options in ways.items():
        (into / name).mkdir(parents=True)
        if run("seal", str(case), "--out", str(into / name / "sealed.zip"), *options):
            raise AssertionError(f"{name} was not sealed")
    return {name: into / name for name in ways}


def run(*words: str) -> int:
    """One command, in silence. Returns its exit status."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return cli.main(list(words))


def work(sources: Path, case: Path, *, encrypt: bool) -> list[int]:
    """Make a case, build it, build it again, decide, search, verify. Returns the exit statuses."""
    at = str(case)
    done = [run("init", at, "--name", NAME, *(["--encrypt"] if encrypt else []))]
    done += [run("build", str(sources), "--case", at), run("build", at)]
    done += [run("decide", at, "note", "E1", "--reason", IN_REASON, "--by", "Ada"), run("search", at, "porters")]
    return [*done, run("checkpoint", at), run("verify", at)]


def main(argv: list[str]) -> int:
    """Measure; the last line printed is one JSON object of figures."""
    parser = argparse.ArgumentParser(prog="benchmarks secrecy", description=__doc__)
    parser.add_argument("--data", type=Path, help="accepted for uniformity; the data is made")
    parser.add_argument("--split", help="as --data")
    parser.add_argument("--limit", type=int, default=10, help="rounds of kill -9")
    parser.add_argument("--edits", type=int, default=200, help="random edits of single bits")
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args(argv)
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as temporary:
        figures = _measured(Path(temporary), options, chance)
    print(json.dumps(figures))
    untold = ("encrypted", "package_for_recipient", "disclosure")
    return 0 if not figures["told_after_kills"] and not any(figures[f"told_by_{name}"] for name in untold) else 1


def _measured(folder: Path, options: argparse.Namespace, chance: random.Random) -> dict[str, object]:
    surroundings(folder)
    sources, scratch = plant(folder / "sources"), folder / "tmp"
    started = time.perf_counter()
    statuses = work(sources, folder / "plain", encrypt=False)
    plainly = time.perf_counter() - started
    statuses += work(sources, folder / "case", encrypt=True)
    figures: dict[str, object] = {
        "planted": len(PLANTED),
        "commands_failed": sum(map(bool, statuses)),
        "told_by_plain": len(told([folder / "plain"])),
        "told_by_encrypted": sorted(told([folder / "case", scratch])),
        "seconds_plain": round(plainly, 1),
        "seconds_encrypted": round(time.perf_counter() - started - plainly, 1),
    }
    figures |= {f"told_by_{name}": sorted(told([path])) for name, path in packed(folder / "case", folder / "packed").items()}
    figures["told_by_package"] = len(figures["told_by_package"])  # type: ignore[arg-type]
    figures["told_after_kills"] = sorted(_killed(folder, sources, options.limit, chance))
    # A copy: the other's database is still open in this process.
    shutil.copytree(folder / "case", folder / "copy")
    return figures | _edited(folder / "copy", options.edits, chance)


def surroundings(folder: Path) -> None:
    """The pass phrase, keys and temporary files of the measurement lie under this folder."""
    (folder / "tmp").mkdir()
    (folder / "phrase").write_text(PHRASE, encoding="utf-8")
    os.environ |= {"PROBANDA_KEYS": str(folder / "keys"), "PROBANDA_PASSPHRASE_FILE": str(folder / "phrase")}
    os.environ["TMPDIR"] = str(folder / "tmp")
    tempfile.tempdir = None


def _killed(folder: Path, sources: Path, rounds: int, chance: random.Random) -> set[str]:
    found: set[str] = set()
    for number in range(rounds):
        case = folder / f"killed-{number}"
        run("init", str(case), "--name", NAME, "--encrypt")
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            run("build", str(sources), "--case", str(case))
            os._exit(0)
        time.sleep(chance.uniform(0.2, 4.0))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found |= told([case, folder / "tmp"])
    return found


def _edited(case: Path, edits: int, chance: random.Random) -> dict[str, int]:
    """Single bits of the case changed, one at a time: refused when opened, told by verify, or the same content."""
    key = secrets.unlock(case, PHRASE)
    # The key file is opened after each edit; a guess costs little from here on.
    secrets.USUAL = secrets.Cost(memory=64, passes=1, lanes=1)
    secrets.write(case, key, PHRASE, recovery=None)
    before, counts = _content(case, key), Counter[str](edits=edits, silent=0)
    kept = [p for p in sorted(case.rglob("*")) if p.is_file() and p.name not in ("case.db-wal", "case.db-shm")]
    files = [p for p in kept if p.stat().st_size]  # locks are empty
    for _ in range(edits):
        path = chance.choice(files)
        whole = path.read_bytes()
        place = chance.randrange(len(whole))
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        path.chmod(0o644)
        path.write_bytes(changed)
        after = _content(case, key)
        counts["detected" if after is None else "same_content" if after == before else "silent"] += 1
        if after is not None and after != before:
            print("silent:", path.name, place)
        path.write_bytes(whole)
        for beside in (case / "case.db-wal", case / "case.db-shm"):
            beside.unlink(missing_ok=True)
    return dict(counts)


def _content(case: Path, key: secrets.Key) -> object:
    """All that the case says, or None when opening or verifying it fails."""
    try:
        opened = open_(case, unlock=lambda folder: secrets.unlock(folder, PHRASE) and key)
        try:
            said = [
                opened.name,
                opened.held("names.csv"),
                opened.sources(),
                opened.texts(),
                opened.extractions(),
                opened.decisions(),
            ]
            return said if verify(opened).sound else None
        finally:
            opened.engine.dispose()
    except (ProbandaError, SQLAlchemyError):
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
