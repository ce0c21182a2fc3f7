"""What members of a team looked at, in the log of the case: who entered it, and who saw what of protected persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from probanda.model import Custody, Source, Text
from probanda.preserve import custody
from probanda.preserve.verify import Report
from probanda.store.case import Case
from probanda.team.members import ACTION, Member
from probanda.write.redact import Protected

ENTERED, VIEWED, REFUSED = "entered", "viewed", "refused"
WATCHED = (ACTION, "disclosure-set", ENTERED, VIEWED, REFUSED)
"""Entries of a case's log that change nothing of what was read."""
_TOLD = "tool sha256 size bytes format role account set decision verdict route exhibits sources events root"
TOLD = frozenset(_TOLD.split())
"""Details of an entry that tell nothing of the contents of a case: what an auditor sees."""


def entered(case: Case, member: Member) -> None:
    """A member opened the case."""
    enter(case, member, custody.Act(ENTERED, detail={"role": member.role, **({"set": member.only} if member.only else {})}))


def viewed(case: Case, member: Member, route: str, *, source: str | None = None, what: str = "") -> None:
    """A member saw a source that names a protected person or came from one, or the card of one."""
    detail = {"route": route, **({"what": what} if what else {})}
    enter(case, member, custody.Act(VIEWED, source, detail=detail))


def refused(case: Case, member: Member, route: str) -> None:
    """A member asked for what his role does not allow."""
    enter(case, member, custody.Act(REFUSED, detail={"route": route, "role": member.role}))


def enter(case: Case, member: Member, act: custody.Act) -> None:
    """Append to the log of the case in a member's name."""
    with case.writing() as connection:
        custody.log(connection, [act], by=member.login)


def concerns(persons: Sequence[Protected], source: Source, text: Text | None) -> bool:
    """Whether a source names a protected person, or is from one."""
    said = [source.name, source.title, source.author, source.received_from]
    read = [text.author, text.title, text.body] if text else []
    return named(persons, [words for words in (*said, *read) if words])


def named(persons: Sequence[Protected], words: Iterable[str]) -> bool:
    """Whether one of the persons is named in any of these words."""
    spellings = {s for person in persons for s in (person.name, *person.spellings)}
    if not spellings:
        return False
    either = "|".join(r"[\s_+]+".join(map(re.escape, s.split())) for s in sorted(spellings, key=len, reverse=True))
    pattern = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)
    return any(pattern.search(one) for one in words)


def exported(case: Case, member: Member) -> None:
    """A member took a dossier away of what he may see."""
    enter(case, member, custody.Act("dossier", detail={"role": member.role, **({"set": member.only} if member.only else {})}))


def told(entries: Iterable[Custody]) -> list[Custody]:
    """Entries of the log as somebody may see them who must not see the contents of the case."""
    return [
        replace(entry, source=None, detail={name: said for name, said in entry.detail.items() if name in TOLD})
        for entry in entries
    ]


def tally(report: Report) -> Report:
    """What verifying found, for the same person: how much is wrong, and not in which source."""
    return replace(report, **{kind: _counted(getattr(report, kind)) for kind in ("wrong", "uncovered")})


def _counted(lines: Sequence[str]) -> tuple[str, ...]:
    return (f"{len(lines)} in all; an owner of the case sees which",) if lines else ()
