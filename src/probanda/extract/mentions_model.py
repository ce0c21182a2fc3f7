"""What the language model takes for names, cleaned of what it wrongly takes in: a source of candidates and of votes, no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from probanda.extract.mentions_lexicon import Candidate, heads, not_names, peoples, post_like, shapes, titles
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
_SHORT_NAME = 2
_ADJECTIVES = {"US", "U.S.", "UK", "U.K."}
_AFTER_OFFICE = re.compile(
    r"\b(?:[Mm]inisters?|[Ss]ecretary|[Ss]ecretaries|[Cc]ommissioner|[Rr]apporteur|Undersecretary)(?: of State)?"
    r" (?:of|for|on) (?:the )?$"
)
_CAPITALS = re.compile(r"(?: [A-Z][\w&-]*[a-z])+")
_LEAD = re.compile(
    r"^(?:(?:the|a|an|our|his|her|their|its|former|late|ex|and|of|in|at|for|to|by|on|with|from|this|that)[\s-]+|[^\w(]+)+",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"(?:['’]s?|[^\w.)]+|\s+(?:and|of|the|in|for|to|by|on|with|said|says|told|who|has|is|was|’s|'s))+$")
_BREAK = re.compile(r"[\n(\[,;:|/]|\s[-–—/]\s|['’]s\s|[\"“”]")


def candidates(body: str, doc: Any) -> Iterator[Candidate]:
    """Cleaned entities of the model: one candidate for each, the part with capitals only."""
    for entity in doc.ents:
        if entity.label_ in LABELS and not _ill_tagged(entity) and not _common(body, entity):
            found = clean(body, _first(entity), entity.end_char)
            if found and body[found[0] : found[1]] not in _ADJECTIVES:
                start, end, marks = found
                yield from _split(body, Candidate(start, end, LABELS[entity.label_], f"model.{entity.label_}", 40, titles=marks))


def _common(body: str, entity: Any) -> bool:
    """A lone word that begins a sentence or heading and that the same text writes small elsewhere: "Shells hit", "the shells"."""
    at = entity.start_char
    if len(entity) > 1 or entity.label_ == "PERSON" or not entity.text[1:].islower():
        return False
    if not (entity[0].is_sent_start or body[max(0, at - 2) : at].endswith(("\n", "# "))):
        return False
    stem = entity.text.lower()
    stem = stem[:-1] if stem.endswith("s") and len(stem) > _LONG else stem
    return re.search(rf"(?<!\w){re.escape(stem)}s?(?!\w)", body) is not None


_LONG = 4


def _first(entity: Any) -> int:
    """Where a person's name begins: the model drops given names it does not know at the start of a sentence."""
    at = entity.start
    if entity.label_ == "PERSON" and len(entity) <= _SHORT_NAME:
        while at > entity.sent.start and _given_before(entity, entity.doc[at - 1]):
            at -= 1
    return int(entity.doc[at].idx)


def _given_before(entity: Any, token: Any) -> bool:
    named = (
        token.tag_ == "NNP"
        and token.dep_ == "compound"
        and entity.start <= token.head.i < entity.end
        and token.whitespace_ == " "
    )
    return named and not token.ent_type_ and usable(token.text) and len(token.text) > 2 and not token.text.isupper()


def _split(body: str, one: Candidate) -> Iterator[Candidate]:
    """Two names that the model took for one: "Arden and Moor"."""
    parts = re.split(r" (?:and|&) ", body[one.start : one.end])
    if len(parts) == 1 or any(word in heads() for part in parts for word in part.split()):
        yield one
        return
    at = one.start
    for part in parts:
        start = body.index(part, at)
        at = start + len(part)
        if usable(part):
            yield replace(one, start=start, end=at, type=one.type if one.type != "organisation" else None)


def _ill_tagged(entity: Any) -> bool:
    """Plural "persons" (Historic Monuments) and lone words that are no noun (Aiding) are mistakes of the model."""
    last = entity[-1]
    return (entity.label_ == "PERSON" and last.tag_ == "NNPS") or (
        len(entity) == 1 and last.pos_ in ("VERB", "ADV", "DET", "PRON", "AUX", "ADP", "INTJ")
    )


def nouns(found: Iterable[Candidate], doc: Any, body: str) -> Iterator[Candidate]:
    """Leaves out "US", "U.S." and "UK" where they are adjectives, as in "a U.S. strike"."""
    for one in found:
        words = doc.char_span(one.start, one.end, alignment_mode="expand") if body[one.start : one.end] in _ADJECTIVES else None
        adjective = words is not None and words.root.dep_ in ("compound", "amod", "nmod") and not _ends_phrase(body, one.end)
        if not adjective and not (one.type == "place" and _in_post(body, one.end)):
            yield one


def from_noun(one: Candidate, doc: Any) -> Candidate:
    """Without the verb with a capital that begins the sentence: "Replied State Department spokesman X"."""
    words = doc.char_span(one.start, one.end, alignment_mode="expand")
    if words is None or len(words) < 2 or not words[0].is_sent_start or words[0].tag_ not in ("VBD", "VBZ", "VBG", "RB", "IN"):
        return one
    return replace(one, start=words[1].idx)


def _in_post(body: str, end: int) -> bool:
    """True before a post with capitals that the place is part of: "North Africa Research Director"."""
    words = _CAPITALS.match(body, end)
    last = words[0].split()[-1] if words else ""
    return post_like(last) and (len(words[0].split()) > 1 or last not in titles()) if words else False


def _ends_phrase(body: str, end: int) -> bool:
    return body[end : end + 1] != " " or body[end + 1 : end + 2].isdigit()


def clean(body: str, start: int, end: int) -> tuple[int, int, tuple[str, ...]] | None:
    """Positions of the name inside an entity, with the titles cut off its front; None when no name is left."""
    words = body[start:end]
    lead = _LEAD.match(words)
    start += lead.end() if lead else 0
    start += 2 if body[start : start + 2] == "s " else 0
    stop = _BREAK.search(body, start + 1, end)
    end = stop.start() if stop else end
    end = _before_event(body, start, end)
    tail = _TRAIL.search(body[start:end])
    end = start + tail.start() if tail and tail.start() > 0 else end
    marks: list[str] = []
    while title := _title(body, start, end):
        marks.append(title)
        start += len(title) + 1
    first = body[start:end].split(" ", maxsplit=1)[0]
    start += (
        len(first) + 1 if first in peoples() and end - start > len(first) + 3 and len(first) > 3 and first.endswith("s") else 0
    )
    name = body[start:end]
    if body[max(0, start - 1) : start] in ("@", "#") or _AFTER_OFFICE.search(body, max(0, start - 30), start):
        return None
    return (start, end, tuple(marks)) if usable(name) else None


def _before_event(body: str, start: int, end: int) -> int:
    """The end of the abbreviation that begins the name of an event: "ABCD World Championships" is ABCD's."""
    words = body[start:end].split(" ")
    return start + len(words[0]) if words[-1] in shapes("not_last") and words[0].isupper() and len(words[0]) > 2 else end


def usable(name: str) -> bool:
    """Whether words can be a name at all: a capital, no number alone, no demonym, no common word of official texts."""
    if len(name) < 2 or not any(c.isupper() for c in name) or not (name[0].isalnum() or name[0] in "'’"):
        return False
    if "@" in name or "#" in name or "http" in name or name.isdigit():
        return False
    if re.fullmatch(r"[A-Z]{1,3}[-.]?\d[\d.,]*", name):
        return False
    words = name.split()
    if words[0] in shapes("not_first") or words[-1] in shapes("not_last") or all(w in peoples() for w in words):
        return False
    if words[0].islower() and "-" not in words[0] and words[0] not in ("al", "el", "abu", "bin", "van", "von", "de", "der"):
        return False
    if post_like(words[-1]):
        return False
    if words[-1].islower() and words[-1] not in ("al", "el"):
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
