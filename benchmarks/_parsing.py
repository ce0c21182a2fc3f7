"""What measurements over a split of texts share: their arguments, and English texts parsed by the product's own model."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc

from probanda.extract.language import model, model_name


def parsed(bodies: Iterable[str]) -> Iterator[Doc]:
    """One document per text, in order."""
    docs: Iterator[Doc] = model(model_name()).pipe(bodies, batch_size=16)
    return docs


def arguments(argv: list[str], name: str, about: str | None) -> argparse.Namespace:
    """`--data` (the folder), `--split` ("dev" where none is given) and `--limit` (of texts) of one measurement."""
    parser = argparse.ArgumentParser(prog=f"benchmarks {name}", description=about)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--limit", type=int)
    return parser.parse_args(argv)
