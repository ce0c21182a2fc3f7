"""A page of a PDF as a picture, to be shown beside its text. Runs in the confined worker, as all parsing does."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from probanda.errors import Unreadable
from probanda.read import bombs
from probanda.read.limits import Limits

WIDTH = 1100
"""Pixels across; enough to read small print."""
_TALLEST = 4000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def render_pdf(data: bytes, *, page: int, limits: Limits) -> bytes:
    """Page `page` (from 1) as PNG (ISO/IEC 15948), `WIDTH` pixels across. Raises Unreadable when there is no such page."""
    import pypdfium2

    try:
        bombs.refuse(data, limits)
        with (
            opened(data, page=page, limits=limits) as sheet,
            closing(sheet.render(scale=scale_of(sheet), grayscale=True)) as bitmap,
        ):
            return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, stride=bitmap.stride)
    except pypdfium2.PdfiumError:
        raise Unreadable("that page cannot be drawn") from None


@contextmanager
def opened(data: bytes, *, page: int, limits: Limits) -> Iterator[Any]:
    """A page (from 1) of a PDF, as PDFium has it. Raises Unreadable when there is no such page."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(data)) as document:
        if not 1 <= page <= min(len(document), limits.pages):
            raise Unreadable(f"it has no page {page}")
        with closing(document[page - 1]) as sheet:
            yield sheet


def scale_of(sheet: Any) -> float:
    """Pixels for a point, so that the page is `WIDTH` across and not too tall."""
    wide, high = sheet.get_size()
    return float(min(WIDTH / max(wide, 1), _TALLEST / max(high, 1)))


def png(pixels: bytes, width: int, height: int, *, stride: int) -> bytes:
    """Grey pixels, one byte each, as PNG; every row begins with filter type 0."""
    rows = b"".join(b"\0" + pixels[top * stride : top * stride + width] for top in range(height))
    header = struct.pack("!IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))
