"""TimeML documents in, TempEval-3 figures out: strict F1 of extents, and F1 of extents whose value is right.

Definitions of TempEval-3 (UzZaman et al. 2013, task A): precision and recall of extents, strict (same boundaries) and relaxed
(overlapping); an attribute's F1 is the relaxed F1 times the attribute's accuracy on the extents that match. Figures are
micro-averages over all documents; the creation time is given and not scored.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Timex:
    """An annotated or found expression: `body[start:end]` with its TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A TimeML document: creation time (EDTF), text, and the expressions annotated in the text."""

    name: str
    created: str
    body: str
    timexes: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the figures are computed from, summed over documents."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed_gold: int = 0
    relaxed_found: int = 0
    value: int = 0
    same: int = 0
    """Values that are right but for their notation (see `notation`)."""
    type: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f) + getattr(other, f) for f in self.__slots__))


def read(path: Path) -> Document:
    """One TimeML file. Raises `xml.etree.ElementTree.ParseError` for a broken one."""
    root = ET.parse(path).getroot()
    created = root.find(".//DCT//TIMEX3")
    text = root.find("TEXT")
    assert created is not None
    assert text is not None
    parts: list[str] = []
    timexes: list[Timex] = []
    _collect(text, parts, timexes)
    return Document(path.name, str(created.get("value"))[:10], "".join(parts), tuple(timexes))


def _collect(element: ET.Element, parts: list[str], timexes: list[Timex]) -> None:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        _collect(child, parts, timexes)
        parts.append(child.tail or "")
    if element.tag == "TIMEX3":
        # WikiWars writes "null" where its annotators gave no value.
        value = element.get("value", "").replace("null", "")
        timexes.append(Timex(start, sum(map(len, parts)), element.get("type", ""), value))


def documents(folder: Path, split: str) -> Iterator[Document]:
    """The documents of a split: of the folders whose name contains it, or all where no folder is named so."""
    paths = sorted(folder.rglob("*.tml"))
    named = [p for p in paths if any(split.lower() in part.lower() for part in p.relative_to(folder).parts[:-1])]
    yield from map(read, named or paths)


def compare(gold: Sequence[Timex], found: Sequence[Timex]) -> Counts:
    """The counts of one document. Each annotated expression is matched with the first found one that overlaps it."""
    pairs = [(g, f) for g in gold if (f := next((f for f in found if f.start < g.end and g.start < f.end), None))]
    return Counts(
        gold=len(gold),
        found=len(found),
        strict=sum((g.start, g.end) in {(f.start, f.end) for f in found} for g in gold),
        relaxed_gold=len(pairs),
        relaxed_found=sum(any(f.start < g.end and g.start < f.end for g in gold) for f in found),
        value=sum(g.value == f.value for g, f in pairs),
        same=sum(notation(g.value) == notation(f.value) for g, f in pairs),
        type=sum(g.type == f.type for g, f in pairs),
    )


_LENGTHS = {"DE": (10, "Y"), "CE": (100, "Y"), "Q": (3, "M"), "E": (10, "Y"), "C": (100, "Y")}


def notation(value: str) -> str:
    """A value as all might have written it: `1949-XX` is `1949`, `196X` is `196`, `2000-W2` is `2000-W02`, `P1DE` is `P10Y`."""
    value = re.sub(r"^(\d{2,3})X{1,2}$", r"\1", re.sub(r"(?:-XX)+$", "", value))
    value = re.sub(r"-W(\d)(?!\d)", r"-W0\1", re.sub(r"T(\d\d)$", r"T\1:00", value))
    length = re.fullmatch(r"P(\d+|X)(DE|CE|Q|E|C)", value)
    if length is None:
        return value
    if length[1] == "X":
        return {"PXE": "PXDE", "PXC": "PXCE"}.get(value, value)
    times, unit = _LENGTHS[length[2]]
    return f"P{int(length[1]) * times}{unit}"


def figures(counts: Counts) -> dict[str, float]:
    """Percentages: strict and relaxed F1, value F1 (to the letter, and with one notation for each value), type F1."""
    relaxed = _f1(counts, counts.relaxed_found, counts.relaxed_gold)
    matched = max(1, counts.relaxed_gold)
    return {
        "strict_f1": round(_f1(counts, counts.strict, counts.strict), 1),
        "relaxed_f1": round(relaxed, 1),
        "value_f1": round(relaxed * counts.value / matched, 1),
        "same_f1": round(relaxed * counts.same / matched, 1),
        "type_f1": round(relaxed * counts.type / matched, 1),
    }


def _f1(counts: Counts, right_found: int, right_gold: int) -> float:
    precision, recall = right_found / max(1, counts.found), right_gold / max(1, counts.gold)
    return 100 * 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def misses(gold: Sequence[Timex], found: Sequence[Timex], body: str) -> Iterable[tuple[str, str]]:
    """What went wrong, by kind: (kind, words)."""
    for g in gold:
        hit = next((f for f in found if f.start < g.end and g.start < f.end), None)
        around = _shown(g, body)
        if hit is None:
            yield "missed", f"{g.value}\t{around}"
        elif (hit.start, hit.end) != (g.start, g.end):
            yield "extent", f"{body[hit.start : hit.end]!r}\t{around}"
        if hit and hit.value != g.value:
            yield "value", f"{g.value} not {hit.value}\t{around}"
    for f in found:
        if not any(f.start < g.end and g.start < f.end for g in gold):
            yield "spurious", f"{f.value}\t{_shown(f, body)}"


def _shown(timex: Timex, body: str) -> str:
    before, after = body[max(0, timex.start - 30) : timex.start], body[timex.end : timex.end + 20]
    return f"{before}[{body[timex.start : timex.end]}]{after}".replace("\n", " ")
