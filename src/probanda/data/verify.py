#!/usr/bin/env python3
"""Checks a sealed Probanda package without Probanda.

    python3 verify.py PACKAGE [--key NAME+HASH+KEY] [--checkpoint FILE]

Needs Python 3.8 or later and, for the signature, the program `openssl` (1.1.1 or later). It reads the package and changes
nothing. It shares no code with the program that wrote the package, so that one can be held against the other.

What is checked: every file has the SHA-256 that the manifest gives, and there are no others; the last "sealed" event of the
custody log binds the same list; each event holds the hash of the one before; the signed checkpoint is the Merkle root (RFC 6962)
of all events; the signature (Ed25519, C2SP signed note) fits the key. Of an excerpt, which holds some events only, each is
proved to stand under the checkpoint. What holds was not changed since the checkpoint was signed. Who signed, and when, it does
not show: for that give with --key the key that the signer gave you, and with --checkpoint the checkpoint that you hold.
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
    """The chain of the log; gives the events."""
    events: list[dict[str, Any]] = []
    previous = ""
    for number, line in enumerate(lines, 1):
        event = check_event(line, number)
        need(event.get("previous", "") == previous, f"log entry {number}: out of order")
        previous = event["hash"]
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


def read_note(note: bytes) -> tuple[str, int, bytes, list[str]]:
    """A checkpoint as it stands: its text, the size and root that it gives, and its lines of signature."""
    text, gap, signatures = note.decode("utf-8").rpartition("\n\n")
    fields = text.split("\n")
    shaped = gap and signatures.endswith("\n") and len(fields) == 3 and re.fullmatch("[1-9][0-9]*", fields[1])
    need(shaped, "a checkpoint is not in order")
    lines = signatures[:-1].split("\n")
    need(all(re.fullmatch("\u2014 [^ +]+ [A-Za-z0-9+/]+={0,2}", line) for line in lines), "a line of signature is not in order")
    return text, int(fields[1]), exact(fields[2]), lines


def check_note(note: bytes, leaves: list[bytes], key: str) -> int:
    """One checkpoint against the log and a key; gives its size, or 0 when it bears no signature of the key."""
    text, size, root, lines = read_note(note)
    need(size <= len(leaves), "a checkpoint covers more events than the log has")
    need(root == root_of(leaves[:size]), "the log is not the one that was signed")
    need(text.split("\n")[0] == "probanda/" + leaves[0].hex()[:32], "a checkpoint belongs to another log")
    return size if signed_by(text, lines, key) else 0


def signed_by(text: str, lines: list[str], key: str) -> bool:
    """Whether a checkpoint bears a good signature of the key."""
    name, mark, encoded = key.split("+", 2)
    public = exact(encoded)
    need(len(public) == 33 and public[0] == 1, "the key is not of the kind Ed25519")
    need(hashlib.sha256(name.encode() + b"\n" + public).digest()[:4].hex() == mark, "the key's parts do not belong together")
    start = "\u2014 " + name + " "
    signed = [exact(line[len(start) :]) for line in lines if line.startswith(start)]
    values = [value[4:] for value in signed if value[:4].hex() == mark]
    return bool(values) and all(ed25519(public[1:], (text + "\n").encode(), value) for value in values)


def root_by(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """The root that a proof of inclusion leads to (RFC 9162, section 2.1.3.2)."""
    node, last, held = index, size - 1, leaf
    for sibling in proof:
        need(last, "a proof is too long")
        if node % 2 or node == last:
            held = hashlib.sha256(b"\x01" + sibling + held).digest()
            while node and not node % 2:
                node, last = node // 2, last // 2
        else:
            held = hashlib.sha256(b"\x01" + held + sibling).digest()
        node, last = node // 2, last // 2
    need(last == 0, "a proof is too short")
    return held


def check_event(line: bytes, number: int) -> dict[str, Any]:
    """One event by itself: its hash is over the bytes as they stand, without the hash itself."""
    event: dict[str, Any] = json.loads(line.decode("utf-8"))
    said = event.get("hash", "")
    end = b',"hash":"' + said.encode() + b'"}'
    fits = line.endswith(end) and hashlib.sha256(line[: -len(end)] + b"}").hexdigest() == said
    need(fits and event.get("seq") == number, f"log entry {number}: its hash is not that of its content")
    return event


def check_proofs(package: Package, given: str) -> list[dict[str, Any]]:
    """The events of an excerpt, each by its proof under the one checkpoint; gives the events."""
    note = package.read("data/log/checkpoint.note")
    text, size, root, lines = read_note(note)
    own = package.read("data/log/keys.txt").decode("utf-8").split("\n")
    need(own.pop() == "" and own, "the list of keys is not in order")
    need(any(signed_by(text, lines, key) for key in ([given] if given else own)), "the checkpoint bears no signature of the key")
    events = []
    held = [name[:-5] for name in package.names if name.startswith("data/log/events/") and name.endswith(".json")]
    for name in held:
        line = package.read(name + ".json")
        head, _, under = package.read(name + ".proof").decode("utf-8").partition("\n\n")
        kind, index, *hashes = head.split("\n")
        need(kind == "c2sp.org/tlog-proof@v1" and re.fullmatch("index (0|[1-9][0-9]*)", index), "a proof is not in order")
        need(under.encode() == note, "a proof is under another checkpoint")
        number = int(index[6:])
        need(number < size, "a proof is of an event that the checkpoint does not cover")
        leaf = hashlib.sha256(b"\x00" + line).digest()
        need(root_by(leaf, number, size, [exact(value) for value in hashes]) == root, "the signed log does not hold an event")
        events.append(check_event(line, number + 1))
    loose = {"data/log/checkpoint.note", "data/log/keys.txt", *(f"{name}{end}" for name in held for end in (".json", ".proof"))}
    need({name for name in package.names if name.startswith("data/log/")} == loose, "the log holds what no excerpt has")
    return events


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
    whole = "data/log/events.jsonl" in package.names
    need(whole or not held, "this is an excerpt: it cannot be held against a checkpoint that you have")
    events = check_log(package, given, held) if whole else check_proofs(package, given)
    sealed = [event for event in events if event["action"] == ("sealed" if whole else "disclosed")]
    bound = hashlib.sha256(listing({n: d for n, d in digests.items() if not LOOSE.fullmatch(n)})).hexdigest()
    need(sealed and sealed[-1]["detail"].get("contents") == bound, "the files are not those that the log says were sealed")
    originals = [name for name in package.names if name.startswith("data/originals/")]
    need(all(name.rsplit("/", 1)[1] == digests[name] for name in originals), "an original does not have the bytes of its name")
    received = {event.get("source") for event in events if event["action"] in ("received", "opened")}
    need(whole or all(digests[name] in received for name in originals), "the log does not say how an original was received")
    whose = "the key that you gave" if given else "the key in the package; compare it with what the signer gives you"
    stand = (
        "stand in order, under one signed checkpoint" if whole else "are proved to stand in the log, under one signed checkpoint"
    )
    holds = [
        f"{len(digests)} files have the SHA-256 that the manifest gives, and there are no others",
        f"{len(originals)} originals have the bytes with which they were received",
        f"{len(events)} events of the custody log {stand}",
        f"the signature fits {whose}",
    ]
    if not whole:
        return [*holds, "this is an excerpt: what else the case holds, it does not show"]
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
