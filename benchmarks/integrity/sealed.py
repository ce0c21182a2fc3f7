"""The stand-alone verifier, run as a sceptic runs it: it accepts the good package and refuses each tampered one.

Packages are tampered with as somebody would who knows the format: whatever was changed, the manifests are made anew, so that
only the log, its checkpoint and the signer's key can tell. Those who change the log, too, sign it with a key of their own.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from random import Random
from zipfile import ZipFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.integrity.material import make
from probanda.preserve import notes, packages, seal
from probanda.preserve.merkle import Tree, leaf_hash

_BY, _PREVIOUS, _HASH = (re.compile(p) for p in (rb'"by":"[^"]*"', rb'"previous":"[^"]*"', rb',"hash":"[^"]*"}$'))
Files = dict[str, bytes]
_LOG, _NOTE, _KEYS = "data/log/events.jsonl", "data/log/checkpoint.note", "data/log/keys.txt"


def measure(folder: Path, count: int, *, seed: int = 5) -> dict[str, object]:
    """How many tampered packages were refused, and those of each kind that were accepted.

    Controls: the good package is accepted, also when it is written by this module; a forgery is, as long as nobody gives the
    signer's key: it is refused for the key, and not for some slip of the forger's.
    """
    package = seal.seal(make(folder), folder / "sealed.zip")
    verifier = folder / "verify.py"
    verifier.write_bytes(files("probanda").joinpath("data", "verify.py").read_bytes())
    good = _read(package)
    key = good[_KEYS].decode().split("\n")[0]
    chance, tried, accepted = Random(seed), Counter[str](), Counter[str]()
    for number in range(count):
        name, tamper = list(WAYS.items())[number % len(WAYS)]
        (tampered := folder / "tampered.zip").unlink(missing_ok=True)
        tamper(dict(good), tampered, chance)
        tried[name] += 1
        accepted[name] += _accepts(verifier, tampered, key)
    told = {name: number for name, number in accepted.items() if number}
    controls = {
        "good_accepted": _accepts(verifier, package, key) and _accepts(verifier, package, ""),
        "rewritten_accepted": _accepts(verifier, _made(_write, good, folder), key),
        "forged_accepted_without_key": _accepts(verifier, _made(lambda f, p: _forge(f, p, chance), good, folder), ""),
    }
    return {**controls, "tampered": count, "refused": count - accepted.total(), "ways": len(tried), "accepted": told}


def _made(write: Callable[[Files, Path], None], good: Files, folder: Path) -> Path:
    (path := folder / "control.zip").unlink(missing_ok=True)
    write(dict(good), path)
    return path


def _accepts(verifier: Path, package: Path, key: str) -> bool:
    # Isolated (-I): nothing but the standard library is within its reach.
    command = [sys.executable, "-I", str(verifier), str(package), *(["--key", key] if key else [])]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0


def _read(package: Path) -> Files:
    with ZipFile(package) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def _write(held: Files, path: Path, *, manifests: bool = True) -> None:
    """A package of these files, its manifests made to fit."""
    if manifests:
        held = held | _manifests(held)
    with ZipFile(path, "w") as archive:
        for name in sorted(held):
            archive.writestr(f"case/{name}", held[name])


def _manifests(held: Files) -> Files:
    digests = {n: hashlib.sha256(c).hexdigest() for n, c in held.items() if not n.endswith("manifest-sha256.txt")}
    payload = packages.listing({n: d for n, d in digests.items() if n.startswith("data/")})
    tags = {n: d for n, d in digests.items() if not n.startswith("data/")}
    tags["manifest-sha256.txt"] = hashlib.sha256(payload).hexdigest()
    return {"manifest-sha256.txt": payload, "tagmanifest-sha256.txt": packages.listing(tags)}


def _flipped(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def _some(held: Files, chance: Random, start: str = "data/") -> str:
    return chance.choice([name for name in sorted(held) if name.startswith(start) and held[name]])


def _edit(held: Files, path: Path, chance: Random) -> None:
    """A bit of one file, under the old manifests."""
    name = _some(held, chance, "")
    held[name] = _flipped(held[name], chance)
    _write(held, path, manifests=False)


def _edit_and_list(held: Files, path: Path, chance: Random) -> None:
    """A bit of one file, under manifests that fit."""
    name = _some({n: c for n, c in held.items() if not n.endswith("manifest-sha256.txt")}, chance, "")
    held[name] = _flipped(held[name], chance)
    _write(held, path)


def _remove(held: Files, path: Path, chance: Random) -> None:
    """A file taken out, and out of the manifests."""
    # Earlier checkpoints may be left out: the last one covers all that they cover.
    del held[_some({n: c for n, c in held.items() if not n.startswith("data/log/checkpoints/")}, chance)]
    _write(held, path)


def _add(held: Files, path: Path, chance: Random) -> None:
    """A file put in, and into the manifests."""
    content = chance.randbytes(40)
    held[f"data/originals/{hashlib.sha256(content).hexdigest()}"] = content
    _write(held, path)


def _swap(held: Files, path: Path, chance: Random) -> None:
    """Two originals under each other's name."""
    one, other = chance.sample([name for name in sorted(held) if name.startswith("data/originals/")], 2)
    held[one], held[other] = held[other], held[one]
    _write(held, path)


def _drop_row(held: Files, path: Path, chance: Random) -> None:
    """A row taken out of a table: a finding, a decision, a text."""
    name = _some(held, chance, "data/tables/")
    lines = held[name].splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    held[name] = b"".join(lines)
    _write(held, path)


def _cut_log(held: Files, path: Path, chance: Random) -> None:
    """The end of the log taken off."""
    lines = held[_LOG].splitlines(keepends=True)
    held[_LOG] = b"".join(lines[: chance.randrange(1, len(lines))])
    _write(held, path)


def _forge(held: Files, path: Path, chance: Random) -> None:
    """An event changed, the chain and the tree made anew, and signed with another key under the same name."""
    lines = held[_LOG].splitlines()
    at = chance.randrange(len(lines))
    lines[at] = _BY.sub(b'"by":"somebody-%d"' % chance.randrange(1000), lines[at])
    held[_LOG] = b"".join(line + b"\n" for line in _chained(lines))
    leaves = [leaf_hash(line) for line in held[_LOG].splitlines()]
    key, origin = Ed25519PrivateKey.generate(), f"probanda/{leaves[0].hex()[:32]}"
    point = notes.Checkpoint(origin, len(leaves), Tree(leaves).root())
    held[_NOTE] = str(notes.sign(str(point), name=origin, key=key)).encode()
    held[_KEYS] = f"{notes.Key(origin, key.public_key().public_bytes_raw())}\n".encode()
    _write({n: c for n, c in held.items() if not n.startswith("data/log/checkpoints/")}, path)


def _chained(lines: list[bytes]) -> Iterator[bytes]:
    """The events with hashes that fit. An event's hash stands last in it, and is over all that stands before."""
    previous = b""
    for line in lines:
        content = _PREVIOUS.sub(b'"previous":"%b"' % previous, _HASH.sub(b"}", line))
        previous = hashlib.sha256(content).hexdigest().encode()
        yield content[:-1] + b',"hash":"%b"}' % previous


def _cut(held: Files, path: Path, chance: Random) -> None:
    """The file cut off."""
    _write(held, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: chance.randrange(len(whole))])


def _double(held: Files, path: Path, chance: Random) -> None:
    """A second file of a name that there is: which one is read depends on the program."""
    _write(held, path)
    name = _some(held, chance)
    with ZipFile(path, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr(f"case/{name}", _flipped(held[name], chance))


WAYS: dict[str, Callable[[Files, Path, Random], None]] = {
    way.__name__.strip("_"): way
    for way in (_edit, _edit_and_list, _remove, _add, _swap, _drop_row, _cut_log, _forge, _cut, _double)
}
"""How a package is tampered with."""
