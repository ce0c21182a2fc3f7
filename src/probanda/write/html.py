"""The dossier as one self-contained HTML file: no outside request, a click on a citation shows the passage in its source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from itertools import pairwise

from jinja2 import Environment

from probanda.write.document import Dossier, Exhibit
from probanda.write.phrases import runs, say


def pieces(exhibit: Exhibit) -> Iterator[tuple[int, str]]:
    """The text of an exhibit cut wherever a cited passage begins or ends: (position, words). Passages may overlap."""
    bounds = sorted({0, *exhibit.cuts, len(exhibit.body)})
    for start, end in pairwise(bounds):
        yield start, exhibit.body[start:end]


def html(dossier: Dossier) -> str:
    """The whole file as text. Everything from a source is escaped; only our own drawings are markup."""
    environment = Environment(autoescape=True, trim_blocks=True)
    template = environment.from_string((files("probanda") / "data/dossier/dossier.html.j2").read_text("utf-8"))
    return template.render(dossier=dossier, pieces=pieces, say=partial(say, dossier.language), runs=runs)
