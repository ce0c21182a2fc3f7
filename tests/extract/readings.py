"""Short texts as the extractors see them, with names that the test gives: `{"Ada Bern": "person"}`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from probanda.extract import coreference, quotes
from probanda.extract.language import model, model_name, tokeniser
from probanda.extract.reading import Reading
from probanda.model import Mention, MentionType, Party

OUTLET = Party(name="The Gazette", how="outlet")


def reading(body: str, names: Mapping[str, MentionType] | None = None, *, language: str = "en") -> Reading:
    """The text parsed, with its quotations, mentions and referents. A short name stands for the longest name that ends in it."""
    doc = model(model_name())(body) if language == "en" else tokeniser(language)(body)
    plain = Reading(text="t", body=body, doc=doc, outlet=OUTLET, language=language, quotations=tuple(quotes.find(body)))
    named = replace(plain, mentions=tuple(_mentions(plain, names or {})))
    return replace(named, referents=coreference.find(named))


def _mentions(plain: Reading, names: Mapping[str, MentionType]) -> Iterator[Mention]:
    if not names:
        return
    either = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    for found in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", plain.body):
        full = max((n for n in names if n.endswith(found.group())), key=len)
        yield Mention(span=plain.span(*found.span()), type=names[found.group()], name=full, rule="test")
