"""Small files of each kind, made for the test at hand."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probanda.model import Source, Text
from probanda.read import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def source_of(name: str, data: bytes = b"", **known: str) -> Source:
    """The record of a file with this name and content."""
    digest = hashlib.sha256(data).hexdigest()
    kind = "application/octet-stream"
    return Source(id=digest, name=name, media_type=kind, size=len(data), received_at=datetime(2024, 1, 1, tzinfo=UTC), **known)


def docx_of(body: str, **parts: str) -> bytes:
    """A .docx file with this content of w:body. `parts` are further parts of word/ by name without suffix."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, part in parts.items():
            archive.writestr(f"word/{name}.xml", part)
    return file.getvalue()


def paragraph(words: str) -> str:
    """A paragraph of one run."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.fixture(scope="session")
def pdf_of() -> Callable[[str], bytes]:
    """Makes a PDF from Typst markup."""
    import typst

    return lambda markup: typst.compile(markup.encode(), timestamp=1_600_000_000)


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., Text]:
    """Reads bytes under a file name, through the confined worker."""

    def do(name: str, data: bytes, **known: str) -> Text:
        path = tmp_path / "file"
        path.write_bytes(data)
        return read(path, source_of(name, data, **known))

    return do
