"""Whether anything is asserted beyond its source: on texts that nobody tuned for this, counts that must be 0.

`python -m benchmarks faithful --data ../shared/bench [--limit 40]`: so many texts of each set below the folder (PolNeAR, GVA,
HRDsAttack, MUC-4, TempEval-3, WikiWars), each without a date of publication. Counted are

quotes    spans, in any record, whose quotation is not the slice of the text at their positions
accused   accused persons and forces, alleged perpetrators, and those who order, admit or deny, of whom a word stands nowhere in
          the text
dates     times whose year is neither stated in the text nor counted from one that is
nameless  parties without a name that are not said to be unstated
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import timex
from probanda.extract.extraction import Job, extract
from probanda.extract.language import PARSED
from probanda.model import Admission, Allegation, Denial, Extraction, Incident, Order, Party, Segment, Span, Text, When

_TAG = re.compile(r"<[^>]*>")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d{2}\b)")
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)[ -]century", re.IGNORECASE)
_SHORT = re.compile(r"(?:[’']|\d[/.]\d{1,2}[/.])(\d\d)(?:s\b|\b)")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_TENS = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9}


def main(argv: list[str]) -> int:
    """Extract and count; prints each breach and, last, one JSON object of figures."""
    parser = argparse.ArgumentParser(prog="benchmarks faithful", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", help="accepted for uniformity; all splits are read")
    parser.add_argument("--limit", type=int, default=40, help="texts of each set")
    options = parser.parse_args(argv)
    held = [_job(name, body) for name, body in bodies(options.data, options.limit)]
    counts: Counter[str] = Counter()
    for job, extraction in zip(held, extract(held), strict=True):
        for kind, what in breaches(job.text.body, extraction):
            counts[kind] += 1
            print(f"{kind}: {job.text.id}: {what}")
        counts["findings"] += len(extraction.findings)
    kinds = ("quotes", "accused", "dates", "nameless")
    print(json.dumps({"texts": len(held), "findings": counts["findings"], **{kind: counts[kind] for kind in kinds}}))
    return 0


def bodies(data: Path, limit: int) -> Iterator[tuple[str, str]]:
    """(name, text) of `limit` texts of each set at hand."""
    for name, read in _SETS.items():
        if (data / name).is_dir():
            yield from ((f"{name}-{number}", body) for number, body in enumerate(islice(read(data / name), limit)))


def _files(folder: Path) -> Iterator[str]:
    return (path.read_bytes().decode() for path in sorted(folder.rglob("text/*.txt")))


def _timeml(folder: Path) -> Iterator[str]:
    return (timex.read(path).body for path in sorted(folder.rglob("*.tml")))


def _decoded(path: Path) -> Iterable[Any]:
    """The records of a JSON file: a list, or one a line."""
    content = path.read_bytes()
    records: Iterable[Any] = json.loads(content) if content.startswith(b"[") else msgspec.json.Decoder().decode_lines(content)
    return records if isinstance(records, list) else ()


def _records(*keys: str) -> Callable[[Path], Iterator[str]]:
    """The texts below some keys of the records in a folder's JSON files."""

    def read(folder: Path) -> Iterator[str]:
        for record in chain.from_iterable(map(_decoded, sorted(folder.rglob("*.json")))):
            value: Any = record
            for key in keys:
                value = value.get(key) if isinstance(value, dict) else None
            if isinstance(value, str):
                yield _TAG.sub(" ", value)

    return read


_SETS: dict[str, Callable[[Path], Iterator[str]]] = {
    "polnear": _files,
    "gva_casualties": _records("text"),
    "hrdsattack": _records("sample", "Input.article_interface"),
    "muc4": _records("doctext"),
    "tempeval3": _timeml,
    "wikiwars": _timeml,
}


def _job(name: str, body: str) -> Job:
    segments = tuple(Segment(start=m.start(), end=m.end()) for m in re.finditer(r"\S[^\n]*", body))
    text = Text(id=name, source=name, reader="benchmark", body=body, language=PARSED[0], segments=segments)
    return Job(text=text, outlet=Party(name="the outlet", how="outlet"))


def breaches(body: str, extraction: Extraction) -> Iterator[tuple[str, str]]:
    """(kind, words) of everything in an extraction that its text does not bear out."""
    records = list(_within([*extraction.mentions, *extraction.whens, *extraction.findings]))
    for record in records:
        if isinstance(record, Span) and body[record.start : record.end] != record.quote:
            yield "quotes", repr(record.quote)
        if isinstance(record, Party) and record.how != "unstated" and not record.name.strip():
            yield "nameless", repr(record)
    words = {word.casefold() for word in re.findall(r"\w+", body)} | {
        m.replace(".", "").casefold() for m in _DOTTED.findall(body)
    }
    for finding in extraction.findings:
        for party in _charged(finding):
            named = re.findall(r"\w+", party.name)
            missing = [w for w in named if w.casefold() not in words]
            short = "".join(w[0] for w in named if w[0].isupper()).casefold()
            if missing and not {short, f"{short}s"} & words:
                yield "accused", f"{party.name!r} lacks {missing}"
    yield from (("dates", repr(when)) for when in _invented(body, [r for r in records if isinstance(r, When)]))


def _within(value: Any) -> Iterator[msgspec.Struct]:
    """All records in a value, however deep."""
    if isinstance(value, msgspec.Struct):
        yield value
        value = [getattr(value, field) for field in value.__struct_fields__]
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _within(item)


def _charged(finding: Any) -> Iterator[Party]:
    """Those whom a finding charges with something, or makes say something against themselves."""
    match finding:
        case Allegation():
            yield from finding.accused
        case Incident() if finding.perpetrator is not None:
            yield finding.perpetrator
        case Order() | Admission() | Denial() if finding.by is not None and finding.by.how not in ("outlet", "unstated"):
            yield finding.by


def _invented(body: str, whens: list[When]) -> list[When]:
    """Times of years that the text neither states nor counts from."""
    digits = "".join(str(int(c)) if c.isdigit() and c not in "²³¹" else c for c in body)
    known = {int(year) for year in _YEAR.findall(digits)}
    known |= {century + int(y) for y in _SHORT.findall(digits) for century in (1900, 2000)}
    known |= {1900 + 10 * tens + year for word, tens in _TENS.items() if word in body.casefold() for year in range(10)}
    open_ = [w for w in whens if w.earliest is not None and not _century(w)]
    while settled := [w for w in open_ if _years(w) & known]:
        known |= {year for w in settled for year in _years(w)}
        open_ = [w for w in open_ if w not in settled]
    return open_


def _years(when: When) -> set[int]:
    """The years that bear a time out: its own, those in its words, and that of the time it was counted from."""
    own = {end.year for end in (when.earliest, when.latest) if end}
    return own | {int(year) for year in _YEAR.findall(f"{when.anchor} {_words(when)}")}


def _century(when: When) -> bool:
    """Whether the words give the century ("the early 19th century")."""
    found = _CENTURY.search(_words(when))
    return bool(found and when.earliest and int(found[1]) == when.earliest.year // 100 + 1)


def _words(when: When) -> str:
    return when.span.quote if when.span else ""
