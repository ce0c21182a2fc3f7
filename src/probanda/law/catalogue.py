"""Every crime, mode of liability, shared element and ground, read from data/law when first asked for."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from probanda.errors import LawError
from probanda.law import data
from probanda.law.records import Context, Crime, Element, Feed, Ground, Mode, Principle, Rule
from probanda.law.refs import normalise

FOLDERS = (
    "genocide",
    "crimes-against-humanity",
    "war-crimes-8-2-a",
    "war-crimes-8-2-b",
    "war-crimes-8-2-c",
    "war-crimes-8-2-e",
    "aggression",
)
_ROMAN = dict(zip("ivxlc", (1, 5, 10, 50, 100), strict=True))


@cache
def crimes() -> tuple[Crime, ...]:
    """All crimes in the order of the Statute, with those that plug-ins add."""
    own = [data.read(name, Crime) for folder in FOLDERS for name in data.names(folder)]
    found = [_completed(item) for item in (*own, *data.added("", Crime))]
    return tuple(sorted(found, key=lambda crime: _place(crime.id)))


@cache
def modes() -> tuple[Mode, ...]:
    """All modes of liability, Art. 25(3)(a) to Art. 28(b)."""
    found = [data.read(name, Mode) for name in data.names("modes")]
    return tuple(_referenced(mode) for mode in found)


@cache
def contexts() -> dict[str, Context]:
    """The elements that many crimes share, by reference."""
    found = [data.read(name, Context) for name in data.names("context")]
    return {context.id: context for context in found}


@cache
def feeds() -> dict[str, Feed]:
    """What bears on which element, by name."""
    found: dict[str, Feed] = {}
    own = [data.read(name, dict[str, Feed]) for name in data.names("feeds")]
    for held in (*own, *data.added("feeds", dict[str, Feed])):
        for key, feed in held.items():
            if key in found:
                raise LawError(f"the feed {key} is defined twice", where="data/law/feeds")
            found[key] = msgspec.structs.replace(feed, name=key)
    return found


@cache
def gates() -> dict[str, tuple[Rule, ...]]:
    """By class of crimes: what the sources must say before a crime of the class is considered at all."""
    return data.read("classes.yaml", dict[str, tuple[Rule, ...]])


@cache
def grounds() -> tuple[Ground, ...]:
    """Arts 27, 31 and 33 as questions."""
    return data.read("grounds.yaml", tuple[Ground, ...])


@cache
def principles() -> tuple[Principle, ...]:
    """The rules of the general introductions, and how each is followed."""
    return data.read("general.yaml", tuple[Principle, ...])


def crime(ref: str) -> Crime:
    """The crime with a reference in any usual form. Raises `LawError`, naming near references, when there is none.

    A reference that only the Statute has, such as 8(2)(c)(i), is refused when the Elements divide it; the error lists the parts.
    """
    key = normalise(ref)
    found = next((item for item in crimes() if item.id == key), None)
    if found is None:
        raise LawError(f"no crime {ref}", where="law", next=_advice(key, [item.id for item in crimes()]))
    return found


def mode(ref: str) -> Mode:
    """The mode of liability with a reference: `25-3-b-order`, `28(a)`. Raises `LawError` when there is none or several."""
    key = ref if any(item.id == ref for item in modes()) else normalise(ref)
    found = next((item for item in modes() if item.id == key), None)
    if found is None:
        raise LawError(f"no mode of liability {ref}", where="law", next=_advice(key, [item.id for item in modes()]))
    return found


def provision(ref: str) -> Crime | Mode:
    """The crime or the mode of liability with a reference. Raises `LawError` when there is neither."""
    return mode(ref) if normalise(ref).split("-")[0] in ("25", "28") else crime(ref)


def search(words: str) -> tuple[Crime | Mode, ...]:
    """Crimes and modes that hold all the words, in title, names, statements or notes; regardless of case."""
    wanted = words.lower().split()
    everything: tuple[Crime | Mode, ...] = (*crimes(), *modes())
    return tuple(item for item in everything if all(word in _text(item) for word in wanted))


def elements_of(item: Crime | Mode) -> tuple[Element, ...]:
    """All elements, those that case law added last."""
    return item.elements if isinstance(item, Crime) else (*item.elements, *item.case_law)


def _text(item: Crime | Mode) -> str:
    named = item.named if isinstance(item, Crime) else ()
    cites = (item.id, item.statute_ref, item.elements_ref) if isinstance(item, Crime) else (item.id, item.statute_ref)
    return " ".join((item.title, *cites, *named, *item.notes, *(e.statement for e in elements_of(item)))).lower()


def _advice(key: str, refs: list[str]) -> str:
    below = [ref for ref in refs if ref.startswith(f"{key}-")]
    near = below or [ref for ref in refs if ref.rsplit("-", 1)[0] == key.rsplit("-", 1)[0]]
    return f"try {', '.join(near[:8])}" if near else "see `probanda law list`"


def _completed(item: Crime) -> Crime:
    elements = tuple(_element(item, element) for element in item.elements)
    return msgspec.structs.replace(item, elements=elements)


def _element(item: Crime, element: Element) -> Element:
    number = str(element.number)
    own = f"{_work(item)}, {item.elements_ref}, element {number}"
    if element.context is None:
        return msgspec.structs.replace(element, number=number, reference=own)
    shared = contexts().get(element.context)
    if shared is None:
        raise LawError(f"no shared element {element.context}", where=f"data/law, {item.id}, element {number}")
    return msgspec.structs.replace(
        element,
        number=number,
        kind=shared.kind,
        statement=shared.statement,
        alternatives=shared.alternatives,
        parts=shared.parts,
        mental=shared.mental,
        fed_by=shared.fed_by,
        reference=f"{own}; {shared.reference}",
    )


def _work(item: Crime) -> str:
    return "Elements of Crimes" if item.source.startswith("Elements") else "Statute as amended"


def _referenced(item: Mode) -> Mode:
    def done(element: Element) -> Element:
        reference = element.reference or element.decision or f"Statute, {item.statute_ref}"
        return msgspec.structs.replace(element, number=str(element.number), reference=reference)

    return msgspec.structs.replace(item, elements=tuple(map(done, item.elements)), case_law=tuple(map(done, item.case_law)))


def _place(ref: str) -> tuple[tuple[int, str], ...]:
    return tuple(_part(part, position) for position, part in enumerate(ref.split("-")))


def _part(part: str, position: int) -> tuple[int, str]:
    # Letters of paragraphs (position 1 and 2) sort as letters; later parts are Roman numerals or numbers.
    if part.isdigit():
        return int(part), ""
    if part == "bis":
        return 999, ""
    return (_roman(part), "") if position > 2 and re.fullmatch("[ivx]+", part) else (0, part)


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
