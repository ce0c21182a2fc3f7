"""The catalogue of law against the official texts: counts of elements, and how much an import matches.

`python -m benchmarks law --data ../shared/law`. The texts are read where they are and are not kept.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from probanda.law import catalogue
from probanda.law.official import Matches, import_, summary


def main(argv: list[str]) -> int:
    """Print differences, then one JSON object of figures. Status 1 when fewer than 99 of 100 provisions match."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks law", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/law"))
    parser.add_argument("--limit", type=int, default=None, help="accepted for uniformity; there is nothing to limit")
    parser.add_argument("--split", default=None, help="accepted for uniformity; there is nothing to split")
    folder = parser.parse_args(argv).data
    elements = import_((folder / "elements_of_crimes_2011.txt").read_text(encoding="utf-8"))
    statute = import_((folder / "RomeStatute.json").read_text(encoding="utf-8"))
    for found in (elements, statute):
        print(*summary(found), sep="\n")
    figures = _figures(elements, statute)
    print(json.dumps(figures))
    return 0 if figures["import_match"] >= 0.99 and figures["statute_match"] >= 0.99 else 1


def _figures(elements: Matches, statute: Matches) -> dict[str, float]:
    crimes, modes = catalogue.crimes(), catalogue.modes()
    same = sum(1 for match in elements.matched if match.complete)
    return {
        "crimes": len(crimes),
        "elements": sum(len(crime.elements) for crime in crimes),
        "modes": len(modes),
        "import_match": round(elements.share, 4),
        "element_counts_equal": same,
        "provisions_in_text": len(elements.matched),
        "statute_match": round(statute.share, 4),
    }
