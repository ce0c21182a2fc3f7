"""checkpoint, cosign, stamp, disclose, seal, open: fixing the state of a case so that others can check it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from probanda.cli import secrecy
from probanda.cli.terminal import say
from probanda.errors import UsageError
from probanda.model import Source
from probanda.preserve import checkpoints, disclosure, excerpt, packages, timestamps
from probanda.preserve import seal as sealing
from probanda.store.case import Case, create
from probanda.store.case import open_ as open_case
from probanda.write import consent, sheet

_SHORTEST = 6
"""Characters of an id that name a source."""


def checkpoint(
    case: Path, *, reason: str = "", out: Path | None = None, qr: Annotated[bool, Parameter(negative="")] = False
) -> int:
    """Sign the state of the case. Print the three lines, mail them, give them to somebody: they prove what was there then.

    Args:
        case: the folder of the case
        reason: why now; entered in the custody log
        out: a sheet to print: the lines, a QR code and room for a signature (.pdf); the code alone (.svg); both as text (.txt)
        qr: show the QR code on the terminal
    """
    path = checkpoints.commit(open_case(case), reason=reason)
    note = checkpoints.read(path)
    say(str(note))
    if qr:
        say(sheet.terminal(note))
    say(f"Kept in {path}. It proves that the case is unchanged since somebody else received these lines, and no more.")
    if out:
        say(f"To print: {sheet.write(note, out)}")
    return 0


def seal(case: Path, *, out: Path, recipient: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> int:
    """Pack the whole case with its log, dossier and a verifier that needs nothing of ours.

    Args:
        case: the folder of the case
        out: the file to write, as case.zip (case.zip.age with --recipient); an existing one is not overwritten
        recipient: age public key of somebody who alone can open the package; repeat the option for several
        only: a source, by its name or the beginning of its id; the package then holds it and the proof that the log says how it
            was received, and nothing of the rest; repeat the option for several
    """
    opened = open_case(case)
    if not recipient:
        secrecy.leaving(opened, out)
    if only:
        return _excerpt(opened, out, only, recipients=recipient)
    written = sorted((opened.folder / "dossier").glob("dossier.*")) if (opened.folder / "dossier").is_dir() else []
    say(f"{sealing.seal(opened, out, dossier=written, recipients=recipient)} sealed.")
    if recipient:
        say(f"Only the holders of the keys that you named can open it: probanda open {out.name} --into FOLDER --identity FILE")
    else:
        say(f"Whoever receives it takes verify.py out of it and runs: python3 verify.py {out.name}")
    return 0


def _excerpt(case: Case, out: Path, only: Sequence[str], *, recipients: Sequence[str]) -> int:
    chosen = [_source(case, word) for word in only]
    bodies = {source.id: text.body for source in chosen if (text := case.text(source.id))}
    if barred := consent.barred(chosen, bodies, consent.listed(case.held("names.csv")), case.decisions()):
        raise UsageError("; ".join(barred), next="record what they agree to with `probanda consent`, or leave the source out")
    made = excerpt.excerpt(case, out, [source.id for source in chosen], recipients=recipients)
    say(f"{made}: {len(chosen)} of {len(case.sources())} sources, and the log's events about them. Of the rest it holds nothing.")
    say("The sources are in it as they were received, with whatever they say of anybody, and the log names who handled them.")
    return 0


def _source(case: Case, word: str) -> Source:
    found = [s for s in case.sources() if s.name == word or (len(word) >= _SHORTEST and s.id.startswith(word))]
    if len(found) != 1:
        raise UsageError(f"{len(found) or 'no'} sources have this name", where=word, next="give the beginning of the id")
    return found[0]


def open_(
    file: Path,
    *,
    into: Path,
    identity: Path | None = None,
    encrypt: Annotated[bool, Parameter(negative="")] = False,
    recovery: tuple[str, ...] = (),
) -> int:
    """Check a sealed case and bring it back into a new folder, byte for byte.

    Args:
        file: the sealed package
        into: the folder to make
        identity: file with your age key (AGE-SECRET-KEY-1...), for a package that was encrypted for you
        encrypt: make the case an encrypted one; a pass phrase is asked for
        recovery: age public key of somebody who can open the encrypted case when the pass phrase is lost
    """
    mine = secrecy.identity_in(identity) if identity else None
    if recovery and not encrypt:
        raise UsageError("a recovery key is for an encrypted case", next="add --encrypt")
    begin = secrecy.beginning(recovery) if encrypt else create
    opened = packages.open_sealed(file, into, identity=mine, begin=begin)
    say(f"{len(opened.sources())} sources restored in {opened.folder}. Next: probanda build {opened.folder}")
    return 0


def cosign(note: Path, *, name: str) -> int:
    """Sign a checkpoint that somebody gave you: proof that you have seen it now. The case itself is not needed.

    Args:
        note: the file with the checkpoint's lines
        name: your own, without spaces or plus signs, as an address on the web
    """
    key = checkpoints.countersign(note, name=name, at=datetime.now(UTC))
    say(f"{note} is signed. Give it back, and tell your key to whoever is to check it: {key}")
    return 0


def disclose(case: Path, event: int, *, out: Path) -> int:
    """Write one event of the log with the proof that it stands in it, and nothing of the others.

    Args:
        case: the folder of the case
        event: its number in the log, from 1
        out: the folder to write event.json and event.proof to
    """
    stored, proof = disclosure.disclose(open_case(case), event)
    out.mkdir(parents=True, exist_ok=True)
    (out / "event.json").write_bytes(stored)
    (out / "event.proof").write_text(proof, encoding="utf-8")
    say(f"{out / 'event.json'} and {out / 'event.proof'} written.")
    return 0


def stamp(note: Path, *, authority: str) -> int:
    """Have a checkpoint time-stamped (RFC 3161). THIS USES THE NETWORK: a hash of 32 bytes goes to the authority that you name.

    Args:
        note: the file with the checkpoint's lines
        authority: address of a time-stamping authority, as https://...
    """
    say(f"The whole answer is kept in {timestamps.stamp(note, authority=authority)}.")
    return 0
