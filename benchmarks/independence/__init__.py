"""Who copied whom: precision and recall by kind of copy, and cost with the number of texts.

`python -m benchmarks independence [--limit ROUNDS] [--scale 1000,10000,100000] [--errors]`. No public set labels independence, so
this one is generated from our own writing (stories.yaml) by the transformations that material.py documents:

verbatim     the same words in another house's typography
trimmed      sentences left out, clauses cut
merged       sentences of two reports in one
edited       one word in nine replaced or dropped
paraphrase   retold by hand, quotations kept
translated   the quotation in French (joined by its named speaker)
independent  tellings of the same events, written apart
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

from benchmarks.independence import scale
from benchmarks.independence.material import Story, copies, reports, retold, stories
from benchmarks.independence.measure import Tally, compare, translated, wrongly_joined

_ROUNDS = 25


def main(argv: list[str]) -> int:
    """Measure; prints a table and, last, one JSON object of figures."""
    parser = argparse.ArgumentParser(prog="benchmarks independence", description=__doc__)
    parser.add_argument("--data", type=Path, help="accepted for uniformity; the data is generated")
    parser.add_argument("--split", help="as --data")
    parser.add_argument("--limit", type=int, default=_ROUNDS, help="rounds of random copies of each report")
    parser.add_argument("--scale", default="", help="numbers of texts to time, as 1000,10000")
    parser.add_argument("--errors", action="store_true", help="print what was wrongly joined")
    options = parser.parse_args(argv)
    figures, examples = quality(options.limit)
    for kind, row in figures.items():
        print(f"{kind:12} {row}")
    if options.errors:
        print(*examples, sep="\n")
    timed = [scale.seconds(int(n)) for n in options.scale.split(",") if n]
    print(*timed, sep="\n")
    print(json.dumps({**figures, "scale": timed}))
    return 0


def quality(rounds: int) -> tuple[dict[str, dict[str, float]], list[str]]:
    """Figures by kind of copy, and what was wrongly joined."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    chance = random.Random(17)
    for story in stories():
        originals = reports(story)
        for _ in range(rounds):
            for original in originals:
                for copy in copies(original, [o for o in originals if o is not original], chance):
                    compare(originals, copy, tallies[copy.kind])
        for copy in retold(story):
            if copy.kind == "paraphrase":
                compare(originals, copy, tallies[copy.kind])
        _translated(story, tallies["translated"])
    figures = {kind: tally.row() for kind, tally in sorted(tallies.items())}
    everything = [article for story in stories() for article in reports(story)]
    pairs, wrong, examples = wrongly_joined(everything)
    figures["independent"] = {"pairs": pairs, "wrongly_joined": round(wrong / pairs, 4)}
    return figures, examples + [e for t in tallies.values() for e in t.examples]


def _translated(story: Story, tally: Tally) -> None:
    (copy,) = (c for c in retold(story) if c.kind == "translated")
    tally.wanted += 1
    tally.met += translated(reports(story)[0], copy, story.speaker)
