"""RO-Crate 1.1 metadata of a sealed case (researchobject.org/ro-crate): what its files are, for any machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from probanda.model import Source

_CONTEXT = "https://w3id.org/ro/crate/1.1/context"


def describe(name: str, sources: Sequence[Source], held: Sequence[str]) -> bytes:
    """ro-crate-metadata.json for a case with these sources and files."""
    by_file = {f"data/originals/{source.id}": source for source in sources}
    parts = [_file(path, by_file.get(path)) for path in held]
    graph: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": name,
            "datePublished": datetime.now(UTC).date().isoformat(),
            "description": "A case sealed by Probanda: sources, texts, findings, decisions and custody log.",
            "hasPart": [{"@id": part["@id"]} for part in parts],
        },
        *parts,
    ]
    return msgspec.json.format(msgspec.json.encode({"@context": _CONTEXT, "@graph": graph}), indent=1) + b"\n"


def _file(path: str, source: Source | None) -> dict[str, Any]:
    entry: dict[str, Any] = {"@id": path, "@type": "File"}
    if source:
        about = {
            "name": source.name,
            "encodingFormat": source.media_type,
            "contentSize": str(source.size),
            "sha256": source.id,
            "author": source.author,
            "publisher": source.publisher,
            "datePublished": source.published,
            "url": source.origin_url,
        }
        entry |= {key: value for key, value in about.items() if value}
    return entry
