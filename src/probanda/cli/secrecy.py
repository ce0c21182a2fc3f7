"""consent, rekey, and what the other commands need of an encrypted case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from probanda.cli.terminal import errors, say
from probanda.errors import CaseError, UsageError
from probanda.preserve import conversion, custody
from probanda.store import passphrase, secrets
from probanda.store.case import Case, create_encrypted, open_
from probanda.write import consent as agreeing

_LOST = "Without a recovery key, a lost pass phrase means that the case is lost: nobody can open it again, we cannot either."

_LEFT = (
    "The open files were deleted, but what was once written can often be brought back from a disk; on an SSD or a stick no "
    "program can prevent it. The folder of sources, backups, sealed packages and earlier copies are as open as before. Against "
    "somebody who takes the disk, only one that was encrypted as a whole from the beginning helps, or its destruction."
)


def init(case: Path, *, name: str | None, database: str | None, recovery: Sequence[str]) -> None:
    """Make an encrypted case, with a pass phrase from the terminal or from the file that a script names."""
    if database:
        raise UsageError("an encrypted case keeps its database in its own folder", next="leave out --database")
    passphrase.keep_off_disk()
    create_encrypted(case, name=name, passphrase=passphrase.choose(), recovery=recovery)
    if not recovery:
        warn(_LOST)


def beginning(recovery: Sequence[str]) -> Callable[[Path], Case]:
    """What makes an encrypted case in a folder. The pass phrase is chosen at once, before anything long begins."""
    passphrase.keep_off_disk()
    chosen = passphrase.choose()
    secrets.check(chosen, recovery)
    if not recovery:
        warn(_LOST)
    return lambda folder: create_encrypted(folder, passphrase=chosen, recovery=recovery)


def consent(
    case: Path, person: str | None = None, *, use: str = "share", given: str = "no", reason: str = "", by: str | None = None
) -> int:
    """Record what a protected person has agreed to; without a person, list what is on record. What is not on record is no.

    Args:
        case: the folder of the case
        person: name of somebody whom names.csv marks with `protect`
        use: share (sources that they gave may leave the case), name (they may be named), contact (they may be contacted)
        given: yes or no; a later record takes the place of an earlier one
        reason: when and how they said so
        by: who records it; the user of this computer by default
    """
    opened = open_(case)
    names = opened.held("names.csv")
    if person is None:
        return _agreed(opened)
    who, now = by or custody.operator(), datetime.now(UTC)
    made = agreeing.record(names, person, use=use, given=given, by=who, at=now, reason=reason)
    custody.decide(opened, made, by=who)
    say(f"{made.id}: {made.about[0]}: {use}: {given}. To take it back: probanda undo {case} {made.id}")
    return 0


def _agreed(case: Case) -> int:
    for person in agreeing.listed(case.held("names.csv")):
        said = (f"{use}: {'no' if agreeing.withheld([person], case.decisions(), use=use) else 'yes'}" for use in agreeing.USES)
        say(f"{person.name}  ({person.pseudonym})  {', '.join(said)}")
    return 0


def rekey(case: Path, *, recovery: tuple[str, ...] = (), identity: Path | None = None) -> int:
    """Change the pass phrase of an encrypted case. Copies made before still open with the old one.

    Args:
        case: the folder of the case
        recovery: age public keys that take the place of the recovery keys; without it those of the case stay
        identity: file with the recovery key (AGE-SECRET-KEY-1...), when the pass phrase is lost
    """
    passphrase.keep_off_disk()
    if not (case / secrets.FILE).is_file():
        raise CaseError("this is no encrypted case", where=str(case), next="make one with `probanda init CASE --encrypt`")
    key = secrets.recover(case, identity_in(identity)) if identity else secrets.unlock(case, passphrase.ask())
    secrets.write(case, key, passphrase.change(), recovery=recovery or None)
    opened = open_(case, unlock=lambda _: key)
    with opened.writing() as connection:
        why = {"opened_by": "recovery key" if identity else "pass phrase", "recovery_keys": str(len(recovery) or "as before")}
        custody.log(connection, [custody.Act("key-changed", detail=why)])
    say("The pass phrase was changed. Copies of the case made before still open with the old one.")
    if not secrets.recoverable(case):
        warn(_LOST)
    return 0


def encrypt(case: Path, *, recovery: tuple[str, ...] = ()) -> int:
    """Encrypt a case that lies open, in its place: a copy is made and verified, exchanged with it, and the open one removed.

    Args:
        case: the folder of the case; nobody may work on it meanwhile
        recovery: age public key of somebody who can open the case when the pass phrase is lost; repeat the option for several
    """
    if conversion.finished(case):
        say("An earlier run had encrypted the case; what it had left in the open is removed now.")
    else:
        done = conversion.encrypt(case, beginning(recovery))
        say(f"{len(done.sources())} sources are encrypted in {case}, and the case verifies.")
    warn(_LEFT)
    return 0


def identity_in(path: Path) -> str:
    """The age identity that a file holds. Raises UsageError when it holds none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the age key cannot be read: {error}", where=str(path)) from None
    found = [line.strip() for line in lines if line.strip().startswith("AGE-SECRET-KEY-1")]
    if not found:
        raise UsageError("the file holds no age identity", where=str(path), next="it has a line AGE-SECRET-KEY-1...")
    return found[0]


def leaving(case: Case, out: Path) -> None:
    """Before anything is written from an encrypted case: it goes where the user said, outside the case, and they are warned."""
    if case.key is None:
        return
    if out.resolve().is_relative_to(case.folder.resolve()):
        raise UsageError("the case is encrypted, and nothing readable is written into it", next="say with --out where to write")
    warn(f"What is written to {out} is NOT encrypted: whoever has that disk can read it, also after it was deleted.")


def warn(words: str) -> None:
    """A warning on standard error."""
    errors.print(f"warning: {words}", markup=False, soft_wrap=True)
