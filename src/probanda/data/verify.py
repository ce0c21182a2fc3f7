#!/usr/bin/env python3
"""Checks a sealed Probanda package without Probanda.

    python3 verify.py PACKAGE [--key NAME+HASH+KEY] [--checkpoint FILE]

Needs Python 3.8 or later and, for the signature, the program `openssl` (1.1.1 or later). It reads the package and changes
nothing. It shares no code with the program that wrote the package, so that one can be held against the other.

What is checked: every file has the SHA-256 that the manifest gives, and there are no others; the last "sealed" event of the
custody log binds the same list; each event holds the hash of the one before; the signed checkpoint is the Merkle root (RFC 6962)
of all events; the signature (Ed25519, C2SP signed note) fits the key. What holds was not changed since the checkpoint was signed.
Who signed, and when, it does not show: for that give with --key the key that the signer gave you, and with --checkpoint the
checkpoint that you hold.
"""

# ruff: noqa: B905 (zip has no `strict` in Python 3.8)

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import IO, Any

LOOSE = re.compile(r"(data/log/.*|manifest-sha256\.txt|tagmanifest-sha256\.txt)")


class Refused(Exception):
    """The package does not hold."""


def need(condition: object, words: str) -> None:
    """Refuse with these words unless the condition holds."""
    if not condition:
        raise Refused(words)


class Package:
    """The files of a package, from a zip file or from a folder, by their names inside it."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.zip = None if self.path.is_dir() else zipfile.ZipFile(path)
        if self.zip is None:
            names, self.top = [p.relative_to(path).as_posix() for p in self.path.rglob("*") if not p.is_dir()], ""
        else:
            names = [entry.filename for entry in self.zip.infolist()]
            self.top = names[0].split("/")[0] + "/" if names else ""
            inside = sum(entry.file_size for entry in self.zip.infolist())
            stored = all(entry.compress_type == zipfile.ZIP_STORED for entry in self.zip.infolist())
            need(stored and inside <= self.path.stat().st_size, "it is packed as no sealed package is")
        need(len(set(names)) == len(names), "two files have one name")
        need(all(name.startswith(self.top) for name in names), "there are files outside the package's folder")
        self.names = sorted(name[len(self.top) :] for name in names)
        for name in self.names:
            bad = not name or name.startswith("/") or ".." in name.split("/") or "\\" in name
            need(not bad, f"a file with a bad name: {name!r}")

    def open(self, name: str) -> IO[bytes]:
        """A file for reading."""
        return (self.path / name).open("rb") if self.zip is None else self.zip.open(self.top + name)

    def read(self, name: str) -> bytes:
        """The bytes of a small file."""
        need(name in self.names, f"{name} is missing")
        with self.open(name) as file:
            return file.read()

    def digest(self, name: str) -> str:
        """SHA-256 of a file."""
        total = hashlib.sha256()
        with self.open(name) as file:
            for chunk in iter(lambda: file.read(1 << 20), b""):
                total.update(chunk)
        return total.hexdigest()


def listing(digests: dict[str, str]) -> bytes:
    """The lines of a manifest."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def check_files(package: Package) -> dict[str, str]:
    """Every file and manifest; gives the digests by name."""
    digests = {name: package.digest(name) for name in package.names}
    payload = {n: d for n, d in digests.items() if n.startswith("data/")}
    tags = {n: d for n, d in digests.items() if not n.startswith("data/") and n != "tagmanifest-sha256.txt"}
    bag = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    need(package.read("bagit.txt") == bag, "bagit.txt is not as it should be")
    need(
        package.read("manifest-sha256.txt") == listing(payload), "a file was changed, added or removed: the manifest does not fit"
    )
    need(package.read("tagmanifest-sha256.txt") == listing(tags), "a tag file was changed: the tag manifest does not fit")
    return digests


def check_events(lines: list[bytes]) -> list[dict[str, Any]]:
    """The chain of the log; gives the events. The hash is over the bytes as they stand, without the hash itself."""
    events: list[dict[str, Any]] = []
    previous = ""
    for number, line in enumerate(lines, 1):
        event = json.loads(line.decode("utf-8"))
        need(event.get("seq") == number and event.get("previous", "") == previous, f"log entry {number}: out of order")
        previous = event.get("hash", "")
        end = b',"hash":"' + previous.encode() + b'"}'
        content = line[: -len(end)] + b"}"
        fits = line.endswith(end) and hashlib.sha256(content).hexdigest() == previous
        need(fits, f"log entry {number}: its hash is not that of its content")
        events.append(event)
    need(events, "the log is empty")
    return events


def root_of(leaves: list[bytes]) -> bytes:
    """Merkle tree hash of RFC 6962, section 2.1."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()


def exact(text: str) -> bytes:
    """Base64 in its one canonical form."""
    value = base64.b64decode(text, validate=True)
    need(base64.b64encode(value).decode() == text, "base64 that is not in order")
    return value


def check_note(note: bytes, leaves: list[bytes], key: str) -> int:
    """One checkpoint against the log and a key; gives its size, or 0 when it bears no signature of the key."""
    text, gap, signatures = note.decode("utf-8").rpartition("\n\n")
    fields = text.split("\n")
    shaped = gap and signatures.endswith("\n") and len(fields) == 3 and re.fullmatch("[1-9][0-9]*", fields[1])
    need(shaped, "a checkpoint is not in order")
    size = int(fields[1])
    need(size <= len(leaves), "a checkpoint covers more events than the log has")
    need(exact(fields[2]) == root_of(leaves[:size]), "the log is not the one that was signed")
    need(fields[0] == "probanda/" + leaves[0].hex()[:32], "a checkpoint belongs to another log")
    name, mark, encoded = key.split("+", 2)
    public = exact(encoded)
    need(len(public) == 33 and public[0] == 1, "the key is not of the kind Ed25519")
    need(hashlib.sha256(name.encode() + b"\n" + public).digest()[:4].hex() == mark, "the key's parts do not belong together")
    start = "\u2014 " + name + " "
    lines = signatures[:-1].split("\n")
    need(all(re.fullmatch("\u2014 [^ +]+ [A-Za-z0-9+/]+={0,2}", line) for line in lines), "a line of signature is not in order")
    signed = [exact(line[len(start) :]) for line in lines if line.startswith(start)]
    values = [value[4:] for value in signed if value[:4].hex() == mark]
    return size if values and all(ed25519(public[1:], (text + "\n").encode(), value) for value in values) else 0


def ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """One signature, by openssl."""
    der = bytes.fromhex("302a300506032b6570032100") + public
    pem = f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(der).decode()}\n-----END PUBLIC KEY-----\n"
    with tempfile.TemporaryDirectory() as folder:
        key, said, signed = (Path(folder, name) for name in ("key", "message", "signature"))
        for path, data in zip((key, said, signed), (pem.encode(), message, signature)):
            path.write_bytes(data)
        command = [
            "openssl",
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            str(key),
            "-rawin",
            "-in",
            str(said),
            "-sigfile",
            str(signed),
        ]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def check_log(package: Package, given: str, held: str) -> list[dict[str, Any]]:
    """The custody log and its checkpoints; gives the events."""
    lines = package.read("data/log/events.jsonl").split(b"\n")
    need(lines.pop() == b"", "the log does not end with a line")
    events = check_events(lines)
    leaves = [hashlib.sha256(b"\x00" + line).digest() for line in lines]
    own = package.read("data/log/keys.txt").decode("utf-8").split("\n")
    need(own.pop() == "" and own, "the list of keys is not in order")
    last = "data/log/checkpoint.note"
    sizes = [check_note(package.read(last), leaves, key) for key in ([given] if given else own)]
    need(max(sizes) == len(events), "the log bears no signature of the key over all its events")
    for name in package.names:
        if name.startswith("data/log/checkpoints/") and not name.endswith(".tsr"):
            signed = [check_note(package.read(name), leaves, key) for key in own]
            need(any(signed), f"{name}: not signed by a key of the package")
    if held:
        signed = [check_note(Path(held).read_bytes(), leaves, key) for key in own]
        need(any(signed), "the checkpoint that you hold bears no signature of the key")
    return events


def check(path: str, given: str, held: str) -> list[str]:
    """The whole package; gives sentences about what holds."""
    package = Package(path)
    digests = check_files(package)
    events = check_log(package, given, held)
    sealed = [event for event in events if event["action"] == "sealed"]
    bound = hashlib.sha256(listing({n: d for n, d in digests.items() if not LOOSE.fullmatch(n)})).hexdigest()
    need(sealed and sealed[-1]["detail"].get("contents") == bound, "the files are not those that the log says were sealed")
    originals = [name for name in package.names if name.startswith("data/originals/")]
    need(all(name.rsplit("/", 1)[1] == digests[name] for name in originals), "an original does not have the bytes of its name")
    whose = "the key that you gave" if given else "the key in the package; compare it with what the signer gives you"
    holds = [
        f"{len(digests)} files have the SHA-256 that the manifest gives, and there are no others",
        f"{len(originals)} originals have the bytes with which they were received",
        f"{len(events)} events of the custody log stand in order, under one signed checkpoint",
        f"the signature fits {whose}",
    ]
    return [*holds, "the log begins with that of the checkpoint that you hold"] if held else holds


def main(arguments: list[str]) -> int:
    """Returns 0 when the package holds, 1 when it does not, 2 when it was not asked rightly."""
    options = {"--key": "", "--checkpoint": ""}
    paths: list[str] = []
    while arguments:
        word = arguments.pop(0)
        if word in options and arguments:
            options[word] = arguments.pop(0)
        else:
            paths.append(word)
    if len(paths) != 1 or paths[0].startswith("-"):
        print(__doc__)
        return 2
    try:
        for line in check(paths[0], options["--key"], options["--checkpoint"]):
            print("holds  " + line)
        return 0
    except Refused as refusal:
        print(f"REFUSED  {refusal}")
    except Exception as error:  # whatever a broken package does to a parser, it is no good package
        print(f"REFUSED  it cannot be read: {error}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
