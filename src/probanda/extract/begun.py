"""Words without quotation marks with which a quoted sentence begins: 'In such cases, she said, "the family is told."', 'Half the
money "never came," he said.'"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from probanda.extract.cues import Cue
from probanda.extract.said import Layout, Said, Stretch, tidy

_FEWEST = 2
"""Words: "But" and "However" join sentences and are the outlet's."""


def with_beginning(layout: Layout, cues: Sequence[Cue], said: Said, *, start: int) -> Said:
    """The quotation with the words before it that belong to the same sentence of the same speaker.

    They come as the second part. `start` is where the sentence, or what follows the quotation before it, begins.
    """
    if said.cue is None or said.words is None or said.source is None:
        return said
    quoted = said.parts[0][0]
    speaks = min(said.words[0], said.source.left_edge.idx)
    lead = (start, speaks) if speaks < quoted else (start, quoted)
    if speaks < quoted and not _resumed(layout.body, said.words[1], quoted, lead=lead):
        return said
    if speaks > quoted and not (layout.body[slice(*lead)].rstrip(" \xa0\n“\"‘'«").endswith(",") or layout.body[quoted].islower()):
        return said
    words = [t for t in layout.tokens(*lead) if not t.is_punct]
    if len(words) < _FEWEST or any(lead[0] <= c.token.idx < lead[1] and "quote" in c.uses for c in cues):
        return said
    part = tidy(layout.body, *lead)
    return replace(said, parts=(*said.parts, part)) if part[1] > part[0] else said


def _resumed(body: str, told: int, quoted: int, *, lead: Stretch) -> bool:
    """Whether the sentence only goes on in the marks: a small letter behind them, and a comma before the words of saying."""
    comma = body[slice(*lead)].rstrip().endswith(",")
    return comma and body[quoted].islower() and body[told:quoted].rstrip(" \xa0\n“\"‘'«").endswith(",")
