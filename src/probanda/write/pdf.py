"""The dossier as PDF, by way of Typst: the document travels as JSON to one template, so words of sources are never markup."""

from __future__ import annotations

import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from probanda.errors import ExportError
from probanda.write.document import Block, Dossier, Picture, Section
from probanda.write.phrases import runs, say
from probanda.write.pictures import typeset


def pdf(dossier: Dossier, path: Path) -> None:
    """Write the PDF. Raises ExportError when Typst refuses it."""
    with tempfile.TemporaryDirectory() as folder:
        drawings: list[str] = []
        tree = {
            "title": dossier.title,
            "language": dossier.language,
            "direction": dossier.direction,
            "subtitle": dossier.subtitle,
            "marks": dossier.marks,
            "sections": [_section(section, drawings, language=dossier.language) for section in dossier.sections],
        }
        for number, svg in enumerate(drawings):
            Path(folder, f"{number}.svg").write_text(svg, encoding="utf-8")
        Path(folder, "dossier.json").write_bytes(msgspec.json.encode(tree))
        page = Path(folder, "dossier.typ")
        page.write_text((files("probanda") / "data/dossier/dossier.typ").read_text("utf-8"), encoding="utf-8")
        try:
            typeset(page, output=str(path))
        except RuntimeError as error:
            raise ExportError(
                f"Typst cannot write it: {error}", where=str(path), next="report this; HTML is unaffected"
            ) from None


def _section(section: Section, drawings: list[str], *, language: str) -> dict[str, Any]:
    return {
        "title": section.title,
        "blocks": [_block(block, drawings, language=language) for block in section.blocks],
        "parts": [_section(part, drawings, language=language) for part in section.parts],
    }


def _block(block: Block, drawings: list[str], *, language: str) -> Any:
    if not isinstance(block, Picture):
        return _labelled(msgspec.to_builtins(block), language)
    drawings.append(block.svg)
    return {"type": "picture", "file": f"{len(drawings) - 1}.svg", "caption": block.caption, "alt": block.alt}


def _labelled(value: Any, language: str) -> Any:
    """Plain data with what Typst need not work out: the label and quotation of each citation, the direction of each sentence."""
    if isinstance(value, list | tuple):
        return [_labelled(item, language) for item in value]
    if isinstance(value, dict):
        plain = {key: _labelled(item, language) for key, item in value.items()}
        if "words" in plain:
            plain["direction"] = runs(str(plain["words"]))
        if "exhibit" in plain:
            page = f" p. {plain['page']}" if plain.get("page") else ""
            plain["label"] = f"{plain['exhibit']}{page}:{plain['start']}-{plain['end']}"
            plain["quoted"] = say(language, "quoted", words=str(plain["quote"]))
        return plain
    return value
