"""English texts of a measurement, parsed by the product's own model, without a case around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from probanda.extract.language import model, model_name


def parsed(bodies: Iterable[str]) -> Iterator[Doc]:
    """One document per text, in order."""
    docs: Iterator[Doc] = model(model_name()).pipe(bodies, batch_size=16)
    return docs
