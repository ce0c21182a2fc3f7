"""What the language model takes for names, cleaned of what it wrongly takes in: a source of candidates and of votes, no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from probanda.extract.mentions_lexicon import Candidate, heads, not_names, peoples, titles
from probanda.model import MentionType

LABELS: dict[str, MentionType | None] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": None,
    "PRODUCT": None,
    "EVENT": None,
    "WORK_OF_ART": None,
}
_LEAD = re.compile(
    r"^(?:(?:the|a|an|our|his|her|their|its|former|late|ex|and|of|in|at|for|to|by|on|with|from|this|that)[\s-]+|[^\w(]+)+",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"(?:['’]s?|[^\w.)]+|\s+(?:and|of|the|in|for|to|by|on|with|said|says|told|who|has|is|was|’s|'s))+$")
_BREAK = re.compile(r"[\n(\[,;:|]|\s[-–—/]\s|['’]s\s|[\"“”]")


def candidates(body: str, doc: Any) -> Iterator[Candidate]:
    """Cleaned entities of the model: one candidate for each, the part with capitals only."""
    for entity in doc.ents:
        if entity.label_ in LABELS:
            found = clean(body, entity.start_char, entity.end_char)
            if found:
                start, end, marks = found
                yield Candidate(start, end, LABELS[entity.label_], f"model.{entity.label_}", 40, titles=marks)


def clean(body: str, start: int, end: int) -> tuple[int, int, tuple[str, ...]] | None:
    """Positions of the name inside an entity, with the titles cut off its front; None when no name is left."""
    words = body[start:end]
    lead = _LEAD.match(words)
    start += lead.end() if lead else 0
    stop = _BREAK.search(body, start + 1, end)
    end = stop.start() if stop else end
    tail = _TRAIL.search(body[start:end])
    end = start + tail.start() if tail and tail.start() > 0 else end
    marks: list[str] = []
    while title := _title(body, start, end):
        marks.append(title)
        start += len(title) + 1
    name = body[start:end]
    return (start, end, tuple(marks)) if usable(name) else None


def usable(name: str) -> bool:
    """Whether words can be a name at all: a capital, no number alone, no demonym, no common word of official texts."""
    if len(name) < 2 or not any(c.isupper() for c in name) or not (name[0].isalnum() or name[0] in "'’"):
        return False
    if "@" in name or "#" in name or "http" in name or name.isdigit():
        return False
    return (
        name not in not_names()
        and name not in peoples()
        and name not in titles()
        and name not in heads()
        and not name[0].isdigit()
    )


def _title(body: str, start: int, end: int) -> str:
    """The longest title that begins the words, with a name after it."""
    parts = body[start:end].split(" ")
    for size in (3, 2, 1):
        words = " ".join(parts[:size])
        if len(parts) > size and words in titles():
            return words
    return ""
