"""Who says what, against PolNeAR (Newell, Margolin and Ruths, LREC 2018): attributions in news, with content and source.

`python -m benchmarks polnear --data ../shared/bench/polnear --split dev`. No official scorer exists; as GenderGapTracker (Asr
et al., PLOS ONE 2021) does, content counts as found when it shares at least 30 % (f1_30) or 80 % (f1_80) of the characters that
either holds (intersection over union), matched one to one, best first. `source` is the share of contents matched at 30 % whose
source overlaps the annotated one by half of the shorter, or is absent in both.

Conversions, for the unit of PolNeAR is one act of attribution and ours is one stretch of words: our statements that share
the attributing words are joined; a statement inside the content of another is left out, since a PolNeAR token has one label;
the word "that" and quotation marks before and after our content are taken into it; where PolNeAR marks a relative pronoun as
the source, the words it directly follows are the same source. Every annotator's file counts as a text of its own.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from probanda.extract import extraction, statements
from probanda.extract.language import Block, parse
from probanda.extract.reading import Reading
from probanda.model import Party, Segment, Statement

Stretch = tuple[int, int]
_LINE = re.compile(r"^([TE]\d+)\t(\S+) ([^\t]*)(?:\t(.*))?")
_THAT = re.compile(r"(?:\bthat\s+|[“\"‘']|«[ \xa0]?)+$")
"""A mark directly before the content opens it; with white space between, it closes what stands before."""
_CLOSE = re.compile(r"[.,;:!?…]?[”\"’'»]+")


@dataclass(frozen=True)
class Attribution:
    """Content as stretches of characters, and the source, if any."""

    content: tuple[Stretch, ...]
    source: tuple[Stretch, ...] = ()
    relative: bool = False
    """The source is a relative pronoun."""


def annotated(path: Path) -> list[Attribution]:
    """The attributions of one brat standoff file that have content."""
    lines = [m.groups() for line in path.read_text(encoding="utf-8").split("\n") if (m := _LINE.match(line))]
    places = {key: _stretches(rest) for key, _, rest, _ in lines if key[0] == "T"}
    relative = {key for key, _, _, words in lines if words in ("who", "which", "that")}
    found = []
    for key, first, rest, _ in lines:
        if key[0] == "E":
            roles = [role.split(":") for role in f"{first} {rest}".split()]
            content = [s for name, at in roles if name.startswith("Content") for s in places.get(at, ())]
            sources = [at for name, at in roles if name.startswith("Source")]
            source = [s for at in sources for s in places.get(at, ())]
            if content:
                found.append(Attribution(tuple(content), tuple(source), any(at in relative for at in sources)))
    return found


def _stretches(offsets: str) -> list[Stretch]:
    return [(int(a), int(b)) for a, b in (piece.split()[:2] for piece in offsets.split(";"))]


def extracted(body: str, found: Iterable[Statement]) -> list[Attribution]:
    """Our statements in the units of PolNeAR."""
    joined: dict[object, list[Statement]] = {}
    for number, statement in enumerate(found):
        words = statement.voice[0].span if statement.voice else None
        joined.setdefault((words.start, words.end) if words else -number, []).append(statement)
    items = [_converted(body, group) for group in joined.values()]
    return [item for item in items if not any(_within(item, other) for other in items if other is not item)]


def _converted(body: str, group: Sequence[Statement]) -> Attribution:
    content = tuple(_widened(body, s.start, s.end) for statement in group for s in statement.spans)
    span = group[0].speaker.span
    return Attribution(content, ((span.start, span.end),) if span else ())


def _widened(body: str, start: int, end: int) -> Stretch:
    before, after = _THAT.search(body, max(0, start - 10), start), _CLOSE.match(body, end)
    return before.start() if before else start, after.end() if after else end


def _within(item: Attribution, other: Attribution) -> bool:
    larger = sum(b - a for a, b in other.content) > sum(b - a for a, b in item.content)
    return larger and all(any(c <= a and b <= d for c, d in other.content) for a, b in item.content)


def overlap(one: Sequence[Stretch], other: Sequence[Stretch]) -> tuple[float, float]:
    """Shared characters over those that either holds, and over those of the shorter: (0.5, 1.0) for one half of the other."""
    left, right = {i for a, b in one for i in range(a, b)}, {i for a, b in other for i in range(a, b)}
    shared = len(left & right)
    return shared / max(1, len(left | right)), shared / max(1, min(len(left), len(right)))


def matched(gold: Sequence[Attribution], ours: Sequence[Attribution], least: float) -> list[tuple[Attribution, Attribution]]:
    """One-to-one pairs whose contents overlap by `least` (0 to 1), best first."""
    pairs = [(overlap(g.content, o.content)[0], i, j) for i, g in enumerate(gold) for j, o in enumerate(ours) if _touch(g, o)]
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for score, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if score >= least and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((gold[i], ours[j]))
    return found


def _touch(one: Attribution, other: Attribution) -> bool:
    return any(a < d and c < b for a, b in one.content for c, d in other.content)


_NEXT = 2
"""Characters between a noun and its relative pronoun: ", " at most."""


def same_source(one: Attribution, other: Attribution) -> bool:
    """Whether both name no source, or sources that overlap by half of the shorter."""
    if not one.source or not other.source:
        return not one.source and not other.source
    if one.relative and 0 <= one.source[0][0] - max(end for _, end in other.source) <= _NEXT:
        return True
    return overlap(one.source, other.source)[1] >= 0.5


def f1(pairs: int, gold: int, ours: int) -> float:
    """Harmonic mean of precision and recall; 0 where there is nothing."""
    return 2 * pairs / (gold + ours) if gold + ours else 0.0


def figures(texts: Iterable[tuple[Sequence[Attribution], Sequence[Attribution]]]) -> dict[str, float]:
    """The figures over (annotated, extracted) of all texts, in per cent."""
    gold = ours = right = 0
    hits = {0.3: 0, 0.8: 0}
    for annotation, extraction_ in texts:
        gold, ours = gold + len(annotation), ours + len(extraction_)
        for least in hits:
            pairs = matched(annotation, extraction_, least)
            hits[least] += len(pairs)
            right += sum(same_source(*p) for p in pairs) if least == 0.3 else 0
    return {
        "f1_30": round(100 * f1(hits[0.3], gold, ours), 1),
        "f1_80": round(100 * f1(hits[0.8], gold, ours), 1),
        "source": round(100 * right / max(1, hits[0.3]), 1),
        "precision_30": round(100 * hits[0.3] / max(1, ours), 1),
        "recall_30": round(100 * hits[0.3] / max(1, gold), 1),
        "gold": gold,
        "extracted": ours,
    }


def texts(data: Path, split: str, limit: int | None) -> Iterator[tuple[str, str, list[list[Attribution]]]]:
    """(name, body, one list of attributions per annotator) of each article, in the order of names."""
    for path in sorted((data / split / "text").glob("*.txt"))[:limit]:
        files = sorted((data / split / "attributions").glob(f"{path.stem}_????.ann"))
        yield path.stem, path.read_bytes().decode(), [annotated(file) for file in files]


def _block(body: str) -> Block:
    """The article as one block with its paragraphs, as a reader cuts it."""
    paragraphs = tuple(Segment(start=m.start(), end=m.end()) for m in re.finditer(r"\S[^\n]*", body))
    return Block(0, len(body), "en", paragraphs)


def main(argv: list[str]) -> int:
    """Extract the statements of a split and print the figures; the last line is one JSON object."""
    parser = argparse.ArgumentParser(prog="benchmarks polnear", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args(argv)
    articles = list(texts(options.data, options.split, options.limit))
    scored = []
    for (name, body, files), doc in zip(articles, parse((body, _block(body)) for _, body, _ in articles), strict=True):
        reading = extraction.look(Reading(text=name, body=body, doc=doc, outlet=Party(name=name, how="outlet")))
        ours = extracted(body, statements.find(reading))
        scored += [(annotation, ours) for annotation in files]
    result = figures(scored)
    for key, value in result.items():
        print(f"{key:14} {value}")
    print(json.dumps({"benchmark": "polnear", "split": options.split, **result}))
    return 0
