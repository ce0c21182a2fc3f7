"""Passages to read again: where the trained models take violence to be told, and nothing that was found says so.

The rules of `incidents` state what a text says; the models of `fillers` guess. Of the roles that they give about half are
right (MUC-4, `benchmarks/RESULTS.md`), and a suspect may come out as the victim: so a lead gives no roles, and is never a
finding. It says where to look, in the text's own words. Of ten in 24 articles on attacks on defenders, eight told of violence
that no finding held.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from probanda.extract import fillers
from probanda.extract.filler_phrases import phrases
from probanda.extract.filler_scene import named
from probanda.extract.language import PARSED, Block, blocks, model, model_name
from probanda.model import AnyFinding, Record, Span, Text

LENGTH = 2_500
"""Characters that the models see at once: they were trained on reports of about this length."""
_WORDS = re.compile(r"\S(?:.*\S)?", re.DOTALL)


class Lead(Record, frozen=True, kw_only=True):
    """A sentence to read again, the kind of violence that a model takes it to tell, and the words that it went by."""

    span: Span
    kind: str
    words: tuple[Span, ...]


def find(text: Text, findings: Iterable[AnyFinding], *, preferred: str | None = None) -> Iterator[Lead]:
    """The leads of one text, in its order, each sentence once. English alone is judged; other languages give none."""
    known = [(span.start, span.end) for finding in findings for span in finding.spans if span.text == text.id]
    seen: set[tuple[int, int]] = set()
    parse = model(model_name(preferred))
    for block in blocks(text):
        for start, body in _pieces(block, text) if block.language in PARSED else ():
            for lead in sorted(_leads(parse(body), text, start), key=lambda one: one.span.start):
                place = (lead.span.start, lead.span.end)
                if place not in seen and not any(a < place[1] and place[0] < b for a, b in known):
                    seen.add(place)
                    yield lead


def _pieces(block: Block, text: Text) -> Iterator[tuple[int, str]]:
    """The block in stretches of about `LENGTH` characters, cut between segments, each with its place in the text."""
    body, begun = block.body(text), block.start
    for segment in block.segments:
        if segment.end - begun >= LENGTH or segment.end == block.end:
            yield begun, body[begun - block.start : segment.end - block.start]
            begun = segment.end


def _leads(doc: Doc, text: Text, offset: int) -> Iterator[Lead]:
    """For each incident that the models see, the sentence in which most of its participants stand first."""
    told = fillers.incidents(doc)
    places = _places(doc) if told else {}
    sentences = list(doc.sents)
    starts = [sentence.start_char for sentence in sentences]
    for one in told:
        found = sorted({places[name] for names in one.fillers.values() for name in names if name in places})
        lines = [bisect_right(starts, start) - 1 for start, _ in found]
        if lines:
            line = max(sorted(set(lines)), key=lines.count)
            words = tuple(_span(text, offset + a, offset + b) for (a, b), at in zip(found, lines, strict=True) if at == line)
            whole = sentences[line]
            yield Lead(span=_span(text, offset + whole.start_char, offset + whole.end_char), kind=one.kind, words=words)


def _places(doc: Doc) -> dict[str, tuple[int, int]]:
    """Where each name first stands, by the name as the models know it."""
    candidates = [phrase for phrase, _ in phrases(doc)]
    first = {name: candidates[numbers[0]] for name, numbers in named(doc, candidates).items()}
    return {name: fillers.characters(doc, phrase) for name, phrase in first.items()}


def _span(text: Text, start: int, end: int) -> Span:
    """The words between two places, without blanks around them."""
    words = _WORDS.search(text.body, start, end)
    start, end = words.span() if words else (start, end)
    return Span(text=text.id, start=start, end=end, quote=text.body[start:end])
