"""What protected persons have agreed to, and what a recipient may therefore see. The rule is: do not share.

Persons marked `protect` in names.csv (yes, witness, victim or source; with a `pseudonym` of their own) are named to nobody
outside without a standing decision that they agreed to it ("name"), and sources that they gave or wrote leave the case with their
agreement only ("share"). "contact" is on record for whoever wants to reach them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from probanda import decided
from probanda.derived import View
from probanda.errors import UsageError
from probanda.model import Decision, Record, Source, identify
from probanda.write.redact import Protected, redact

USES = ("share", "name", "contact")
_MARKED = ("yes", "witness", "victim", "source")


class Released(Record, frozen=True, kw_only=True):
    """What a recipient may see, and what was kept back: pseudonyms, and exhibits by their numbers."""

    view: View
    pseudonyms: tuple[str, ...] = ()
    kept_back: tuple[str, ...] = ()


def listed(names: bytes | None) -> list[Protected]:
    """The protected persons of a case's names.csv. Raises UsageError where `protect` holds anything but yes, no, or a reason."""
    rows = csv.DictReader(io.StringIO((names or b"").decode("utf-8-sig"), newline=""))
    marked = [row for row in rows if (row.get("name") or "").strip() and _marked(row.get("protect"))]
    return [_protected(row, number) for number, row in enumerate(marked, 1)]


def _marked(said: str | None) -> bool:
    word = (said or "").strip().casefold()
    if word in ("", "no"):
        return False
    if word not in _MARKED:
        # A slip of the pen must not name somebody.
        raise UsageError(f"names.csv: protect says {word!r}", next=f"write no, or one of {', '.join(_MARKED)}")
    return True


def _protected(row: dict[str, str | None], number: int) -> Protected:
    return Protected(
        name=(row["name"] or "").strip(),
        pseudonym=(row.get("pseudonym") or "").strip() or f"Protected person {number}",
        spellings=tuple(s.strip() for s in (row.get("aliases") or "").split(";") if s.strip()),
    )


def record(names: bytes | None, person: str, *, use: str, given: str, by: str, at: datetime, reason: str = "") -> Decision:
    """The decision that records what a person has agreed to. Raises UsageError for somebody whom names.csv does not protect."""
    if use not in USES or given not in ("yes", "no"):
        raise UsageError(f"{use}={given} is no consent", next=f"--use is one of {', '.join(USES)}; --given is yes or no")
    known = next((p for p in listed(names) if key(person) in {key(s) for s in (p.name, *p.spellings, p.pseudonym)}), None)
    if known is None:
        raise UsageError(
            "names.csv marks nobody of that name as protected", where=person, next="add the person, with protect = yes"
        )
    value = {"use": use, "given": given}
    return identify(Decision(at=at, by=by, about=(known.name,), verdict="consent", value=value, reason=reason))


def given(decisions: Iterable[Decision]) -> dict[tuple[str, str], bool]:
    """By person and use, what was said last and not taken back. What was never asked is not in it, and means no."""
    return {
        (key(person), decision.value.get("use", "")): decision.value.get("given") == "yes"
        for decision in decided.standing(decisions)
        if decision.verdict == "consent"
        for person in decision.about
    }


def withheld(persons: Sequence[Protected], decisions: Iterable[Decision], *, use: str) -> list[Protected]:
    """The persons who have not agreed to this use."""
    agreed = given(decisions)
    return [person for person in persons if not agreed.get((key(person.name), use), False)]


def sources_of(view: View, persons: Sequence[Protected]) -> list[str]:
    """Ids of the sources that one of these persons gave or wrote, as their descriptions say."""
    spellings = {key(s) for person in persons for s in (person.name, *person.spellings)}
    texts = view.texts
    by = {s.id: {s.received_from, s.author, texts[s.id].author if s.id in texts else None} for s in view.sources}
    return [source for source, people in by.items() if spellings & {key(p) for p in people if p}]


def barred(
    sources: Iterable[Source], bodies: Mapping[str, str], persons: Sequence[Protected], decisions: Iterable[Decision]
) -> list[str]:
    """Why sources may not leave the case as they are: given by somebody who has not agreed to it, or naming them. In words.

    `bodies` are the texts by the id of their source. What stands in a source without a text cannot be told.
    """
    decided_ = list(decisions)
    unshared, unnamed = (withheld(persons, decided_, use=use) for use in ("share", "name"))
    said = []
    for source in sources:
        words = f"{key(source.name)} {key(bodies.get(source.id, ''))}"
        givers = {key(by) for by in (source.received_from, source.author) if by}
        said += [f"{source.name}: given by {p.pseudonym}, who has not agreed" for p in unshared if givers & _spelled(p)]
        said += [
            f"{source.name}: names {p.pseudonym}, who has not agreed" for p in unnamed if any(s in words for s in _spelled(p))
        ]
    return said


def _spelled(person: Protected) -> set[str]:
    return {key(spelling) for spelling in (person.name, *person.spellings)}


def released(whole: View, names: bytes | None, *, see: Callable[[Collection[str]], View]) -> Released:
    """What somebody outside may see of a case with this names.csv; `see` computes the case without some sources."""
    persons = listed(names)
    back = sources_of(whole, withheld(persons, whole.decisions, use="share"))
    return release(whole, see(back) if back else whole, persons)


def release(whole: View, without: View, persons: Sequence[Protected]) -> Released:
    """What a recipient may see. `without` is the case computed without the sources that `sources_of` names."""
    back = tuple(number for source, number in whole.exhibits.items() if source not in without.exhibits)
    hidden = withheld(persons, whole.decisions, use="name")
    number = f"{len(back)} sources are" if len(back) > 1 else "One source is"
    said = f"{number} kept back: whoever gave what is missing has not agreed to share it."
    shown = msgspec.structs.replace(
        without,
        decisions=tuple(_shown(whole, without)),
        warnings=(*without.warnings, *([said] if back else [])),
    )
    return Released(view=redact(shown, hidden), pseudonyms=tuple(p.pseudonym for p in hidden), kept_back=back)


def _shown(whole: View, without: View) -> Iterable[Decision]:
    """The decisions but for consent, and but for those about what is kept back: their reasons may tell it."""
    gone = {*_ids(whole)} - {*_ids(without)} | {d.id for d in whole.decisions if d.verdict == "consent"}
    for decision in without.decisions:
        if gone.isdisjoint((decision.id, *decision.about)):
            yield decision
        else:
            gone.add(decision.id)


def _ids(view: View) -> Iterable[str]:
    return (*view.findings, *(mention.id for mention in view.mentions), *view.exhibits)


def key(name: str) -> str:
    """A name as it is compared: case and spaces aside."""
    return " ".join(name.split()).casefold()
