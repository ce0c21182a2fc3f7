"""The provisions of a text of the Elements of Crimes as an edition prints them: headings, references, elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from probanda.model import Record


class Provision(Record, frozen=True, kw_only=True):
    """A provision as the file has it: heading, reference as printed, elements."""

    ref: str
    heading: str
    elements: tuple[str, ...]


_HEADING = re.compile(
    r"^\W*Article\s+(?P<ref>6\s*\([a-e]\)|7\s*\(1\)\s*\([a-k]\)(?:\s*-\s*\d)?|8\s*bis"
    r"|8\s*\(2\)\s*\([abce]\)\s*\([ivx]+\)(?:\s*-\s*\d)?)(?P<glued>\d{1,2})?\s*(?:[-–—:.]\s*(?P<title>.*))?$"
)
_FOOTNOTE = re.compile(r"\s*\[\^\d+\],?|(?<=[a-z.,;])\d{1,3}(?=\s|$)")
_BULLET = re.compile(r"^\s*(?:[*•·-]\s+|\(?\d{1,2}[.)]\s+|\([a-z]\)\s+)")
_END = re.compile(
    r"^(?:Footnotes|Notes|Article 8 \(2\) \([abce]\)(?:\[\^\d+\])?|Article \d+(?: -.*)?|Introduction)\s*$", re.IGNORECASE
)


def provisions(text: str) -> list[Provision]:
    """The provisions of a text of the Elements of Crimes, in order, as printed."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    starts = [(number, found) for number, line in enumerate(lines) if (found := _HEADING.match(line))]
    ends = [*(number for number, _ in starts[1:]), len(lines)][: len(starts)]
    return [_provision(found, lines[number + 1 : end]) for (number, found), end in zip(starts, ends, strict=True)]


def _provision(found: re.Match[str], body: Sequence[str]) -> Provision:
    start = next((n for n, line in enumerate(body) if re.match(r"Elements\b", line)), len(body))
    title = found["title"] or next((line for line in body[:start] if line), "")
    return Provision(
        ref=found["ref"],
        heading=_FOOTNOTE.sub("", title).strip(),
        elements=tuple(_grouped(list(_lines(body[start + 1 :])))),
    )


def _lines(body: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """Lines of elements until the next part; page furniture and footnotes left out. True where a line begins an element."""
    numbered = any(_BULLET.match(line) for line in body)
    for line in body:
        if _END.match(line):
            return
        bare = _FOOTNOTE.sub("", _BULLET.sub("", line)).strip(" *")
        if re.fullmatch(r"[\d.\s]*|Elements of Crimes|\W*", bare) or re.match(r"^\d{1,3}\s+\S", line):
            continue
        yield bool(_BULLET.match(line)) or not numbered or bare[:1].isupper(), bare


def _grouped(lines: Sequence[tuple[bool, str]]) -> Iterator[str]:
    """Elements from lines: a line that ends with a colon or "or" takes those after it, and so does one that goes on."""
    held = ""
    for begins, line in lines:
        if line.startswith(("\\[", "[")):
            continue
        if held and (not begins or held.endswith(":") or re.search(r"[;,]\s*or$", held) or not re.search(r"[.;:]$|\bor$", held)):
            held = f"{held} {line}"
            continue
        if held:
            yield held
        held = line
    if held:
        yield held
