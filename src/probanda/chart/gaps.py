"""What an element lacks, as questions that say what kind of evidence would answer. The sentences stand in data/law/gaps.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from probanda.law import data
from probanda.law.records import Feed
from probanda.model import AnyFinding

_MANY = 3
_WORDS = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands beside an element: the findings that support it, what is lacking in those that do so in part, the origins."""

    full: Sequence[AnyFinding] = ()
    partly: Sequence[str] = ()
    origins: Sequence[str] = ()
    contradicted: bool = False
    datable: bool = False


def gaps(feed: Feed, shown: Shown) -> tuple[str, ...]:
    """The questions that stay open for an element, given what is shown."""
    return tuple(dict.fromkeys(_questions(feed, shown)))


def sentence(name: str, **filled: str) -> str:
    """One of the sentences of data/law/gaps.yaml, with its braces filled in."""
    return _sentences()[name].format(**filled)


def asks(gaps: Sequence[str], name: str) -> bool:
    """Whether one of the questions is that sentence of data/law/gaps.yaml."""
    return any(gap.startswith(_sentences()[name].partition("{")[0]) for gap in gaps)


def _questions(feed: Feed, shown: Shown) -> Iterator[str]:
    if not shown.full:
        yield sentence("open", asks=feed.asks, evidence=feed.evidence)
        for why in dict.fromkeys(shown.partly):
            yield sentence("only in part", partly=why)
    else:
        yield from _of_supported(feed, shown)
    if shown.contradicted:
        yield sentence("contradicted")


def _of_supported(feed: Feed, shown: Shown) -> Iterator[str]:
    if len(shown.origins) == 1:
        yield sentence("one origin", origin=shown.origins[0], evidence=feed.evidence)
    media = dict.fromkeys(medium for finding in shown.full if (medium := getattr(finding, "medium", None)))
    for medium in list(media)[:_MANY]:
        yield sentence("medium", medium=_short(medium))
    if shown.datable and not any(f.when and (f.when.earliest or f.when.latest) for f in shown.full):
        yield sentence("no date")


def _short(medium: str) -> str:
    """A medium as a noun phrase: without its article, and without what it said."""
    words = re.sub(r"^(?:an?|the|his|her|their)\s+", "", " ".join(medium.split()), flags=re.IGNORECASE)
    return " ".join(re.split(r"\s+(?:that|which|in which|instructing|saying)\s+", words)[0].split()[:_WORDS])


@cache
def _sentences() -> dict[str, str]:
    return data.read("gaps.yaml", dict[str, str])
