"""The dossier as DOCX with real footnotes, by way of Pandoc's document tree: nothing is escaped by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from probanda.errors import ExportError
from probanda.write.contents import entries, fill
from probanda.write.document import Block, Bullets, Cite, Dossier, Grid, Paragraph, Picture, Section, Sentence
from probanda.write.phrases import runs, say
from probanda.write.pictures import png
from probanda.write.reference import CELL, reference

Node = dict[str, Any]
_API = [1, 23, 1]
_STYLE = {"head": "Strong", "gap": "Emph", "warning": "Strong"}
"""What speaks against a charge is set like what speaks for it: its heading says which it is."""


def docx(dossier: Dossier, path: Path) -> None:
    """Write the DOCX. Raises ExportError when Pandoc refuses it."""
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        tree = {"pandoc-api-version": _API, "meta": _meta(dossier), "blocks": list(_body(dossier, Path(folder)))}
        lines = entries(dossier.sections)
        depth = max((line.level for line in lines), default=1)
        look = reference(Path(folder), direction=dossier.direction)
        try:
            pypandoc.convert_text(
                msgspec.json.encode(tree).decode(),
                "docx",
                format="json",
                outputfile=str(path),
                extra_args=["--toc", f"--toc-depth={depth}", f"--reference-doc={look}"],
            )
        except RuntimeError as error:
            raise ExportError(
                f"Pandoc cannot write it: {error}", where=str(path), next="report this; HTML is unaffected"
            ) from None
    fill(path, lines, direction=dossier.direction)


def _meta(dossier: Dossier) -> Node:
    return {
        "title": {"t": "MetaInlines", "c": _text(dossier.title)},
        "subtitle": {"t": "MetaInlines", "c": _text(dossier.subtitle)},
        "lang": {"t": "MetaInlines", "c": _text(dossier.language)},
        "dir": {"t": "MetaInlines", "c": _text(dossier.direction)},
        "toc-title": {"t": "MetaInlines", "c": _text(say(dossier.language, "contents"))},
    }


def _body(dossier: Dossier, folder: Path) -> Iterable[Node]:
    for mark in dossier.marks:
        yield {"t": "Para", "c": [{"t": "Strong", "c": _text(mark)}]}
    for number, section in enumerate(dossier.sections, 1):
        yield from _section(section, folder, level=1, number=f"{number}. ")


def _section(section: Section, folder: Path, *, level: int, number: str = "") -> Iterable[Node]:
    yield {"t": "Header", "c": [level, [section.anchor, [], []], _text(number + section.title)]}
    for block in section.blocks:
        yield from _block(block, folder)
    for part in section.parts:
        yield from _section(part, folder, level=level + 1)


def _block(block: Block, folder: Path) -> Iterable[Node]:
    match block:
        case Paragraph():
            yield {"t": "Para", "c": _joined(block.sentences)}
        case Bullets():
            yield {"t": "BulletList", "c": [[_turned(item, "Plain")] for item in block.items]}
        case Grid():
            yield _table(block)
        case Picture():
            yield from _picture(block, folder)


def _text(words: str) -> list[Node]:
    nodes: list[Node] = []
    for number, word in enumerate(words.split()):
        nodes += [{"t": "Space"}] if number else []
        nodes.append({"t": "Str", "c": word})
    return nodes


def _sentence(sentence: Sentence) -> list[Node]:
    words = _text(sentence.words)
    if sentence.weight in _STYLE:
        words = [{"t": _STYLE[sentence.weight], "c": words}]
    noted = [number for number, cite in enumerate(sentence.cites) if not cite.shown]
    return words + [node for number, cite in enumerate(sentence.cites) for node in _cited(cite, apart=number in noted[1:])]


def _cited(cite: Cite, *, apart: bool) -> list[Node]:
    """The citation; a note that follows another is set apart from it, since notes 1 and 2 are not note 12."""
    if cite.shown:
        return [{"t": "Space"}, *_text(f"[{cite.label}]")]
    return [*([{"t": "Superscript", "c": _text(",")}] if apart else []), _note(cite)]


def _note(cite: Cite) -> Node:
    words = [*_text(f"{cite.label}:"), {"t": "Space"}, {"t": "Quoted", "c": [{"t": "DoubleQuote"}, _text(cite.quote)]}]
    return {"t": "Note", "c": [{"t": "Para", "c": words}]}


def _joined(sentences: Sequence[Sentence]) -> list[Node]:
    nodes: list[Node] = []
    for sentence in sentences:
        nodes += [{"t": "Space"}] if nodes else []
        nodes += _sentence(sentence)
    return nodes


def _cell(sentences: Sequence[Sentence]) -> list[Any]:
    blocks = [_turned(s) for s in sentences]
    styled = {"t": "Div", "c": [["", [], [["custom-style", CELL]]], blocks]}
    return [["", [], []], {"t": "AlignDefault"}, 1, 1, [styled]]


def _turned(sentence: Sentence, kind: str = "Para") -> Node:
    """A paragraph of a cell or list; one without Arabic letters runs from left to right in an Arabic file as well."""
    whole = {"t": kind, "c": _sentence(sentence)}
    return {"t": "Div", "c": [["", [], [["dir", "ltr"]]], [whole]]} if runs(sentence.words) == "ltr" else whole


def _row(cells: Iterable[Sequence[Sentence]]) -> list[Any]:
    return [["", [], []], [_cell(cell) for cell in cells]]


def _table(grid: Grid) -> Node:
    parts = grid.widths or (1,) * len(grid.columns)
    widths = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": part / sum(parts)}] for part in parts]
    head = [["", [], []], [_row([[Sentence(words=c, weight="head")] for c in grid.columns])] if grid.columns else []]
    body = [["", [], []], 0, [], [_row(row) for row in grid.rows]]
    caption = [None, [{"t": "Plain", "c": _text(grid.caption)}] if grid.caption else []]
    return {"t": "Table", "c": [["", [], []], caption, widths, head, [body], [["", [], []], []]]}


def _picture(picture: Picture, folder: Path) -> Iterable[Node]:
    path = folder / f"{abs(hash(picture.svg))}.png"
    path.write_bytes(png(picture.svg))
    image = {"t": "Image", "c": [["", [], [["width", "100%"]]], _text(picture.alt), [str(path), ""]]}
    yield {"t": "Para", "c": [image]}
    yield {"t": "Para", "c": [{"t": "Emph", "c": _text(picture.caption)}]}
