"""The dossier as PDF, by way of Typst: the document travels as JSON to one template, so words of sources are never markup."""

from __future__ import annotations

import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from probanda.errors import ExportError
from probanda.write.document import Block, Dossier, Picture, Section
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
            "sections": [_section(section, drawings) for section in dossier.sections],
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


def _section(section: Section, drawings: list[str]) -> dict[str, Any]:
    return {
        "title": section.title,
        "blocks": [_block(block, drawings) for block in section.blocks],
        "parts": [_section(part, drawings) for part in section.parts],
    }


def _block(block: Block, drawings: list[str]) -> Any:
    if not isinstance(block, Picture):
        return _labelled(msgspec.to_builtins(block))
    drawings.append(block.svg)
    return {"type": "picture", "file": f"{len(drawings) - 1}.svg", "caption": block.caption, "alt": block.alt}


def _labelled(value: Any) -> Any:
    """Plain data with the label of each citation spelled out, which Typst need not compute."""
    if isinstance(value, list | tuple):
        return [_labelled(item) for item in value]
    if isinstance(value, dict):
        plain = {key: _labelled(item) for key, item in value.items()}
        if "exhibit" in plain:
            page = f" p. {plain['page']}" if plain.get("page") else ""
            plain["label"] = f"{plain['exhibit']}{page}:{plain['start']}-{plain['end']}"
        return plain
    return value
