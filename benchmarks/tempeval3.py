"""Temporal expressions of news, TempEval-3 task A: `python -m benchmarks tempeval3 --data DIR [--split SPLIT] [--errors]`.

DIR holds TimeML files (`*.tml`) in any depth. A split is a folder whose name contains the word given ("platinum"); where there is
none ("dev", "all"), every file is taken. `--errors` lists what went wrong by kind.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import timex
from probanda import edtf
from probanda.extract import dates

Convention = Callable[[Sequence[timex.Timex], str], list[timex.Timex]]


def main(argv: list[str], *, convention: Convention | None = None) -> int:
    """Print the figures; the last line is a JSON object. Returns an exit status: 2 when DIR holds no documents.

    `convention(found, body)` puts what was found as another guideline has it.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks tempeval3")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="all")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(argv)
    texts = list(timex.documents(options.data, options.split))[: options.limit]
    if not texts:
        print(f"no TimeML documents under {options.data}")
        return 2
    counts = sum((_measure(t, convention, errors=options.errors) for t in texts), timex.Counts())
    made = timex.figures(counts)
    print(f"{len(texts)} documents, {counts.gold} expressions annotated, {counts.found} found")
    print(
        "strict_f1 {strict_f1}  relaxed_f1 {relaxed_f1}  value_f1 {value_f1} (one notation {same_f1})  type_f1 {type_f1}".format(
            **made
        )
    )
    print(json.dumps({"strict_f1": made["strict_f1"], "value_f1": made["value_f1"]}))
    return 0


def found(document: timex.Document) -> list[timex.Timex]:
    """What the project finds in the text, given its creation time as the day of publication."""
    made = dates.expressions(document.body, published=edtf.parse(document.created))
    return [timex.Timex(e.start, e.end, e.meaning.type, e.meaning.timex or "") for e in made]


def _measure(document: timex.Document, convention: Convention | None, *, errors: bool) -> timex.Counts:
    answer = convention(found(document), document.body) if convention else found(document)
    if errors:
        for kind, words in timex.misses(document.timexes, answer, document.body):
            print(kind, words, document.name, sep="\t")
    return timex.compare(document.timexes, answer)
