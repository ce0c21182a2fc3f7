"""Streams of a PDF that unpack to far more than any page needs: refused before PDFium spends all its time on them.

Only Flate streams (ISO 32000-1, 7.4.4) of more than 48 KB can grow past the cap, since Deflate packs no better than 1032 to 1
(zlib.net, "Technical Details"). Pictures may: a page scanned as one colour does.
"""

from __future__ import annotations

import re
import zlib

from probanda.errors import Unreadable
from probanda.read.limits import Limits

_BEGINS = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 1_000
_RATIO = 1032
_CHUNK = 1 << 20


def refuse(data: bytes, limits: Limits) -> None:
    """Raises Unreadable when a stream of a page unpacks to more than a part of an archive may."""
    least = limits.part // _RATIO
    at = 0
    while (begins := _BEGINS.search(data, at)) is not None:
        end = data.find(b"endstream", begins.end())
        end = len(data) if end < 0 else end
        about = data[max(0, begins.start() - _DICTIONARY) : begins.start()].rpartition(b" obj")[2]
        if end - begins.end() > least and b"/Fl" in about and b"/Image" not in about:
            _measure(data[begins.end() : end], limits.part)
        at = end


def _measure(packed: bytes, cap: int) -> None:
    unpacking, size = zlib.decompressobj(), 0
    try:
        while packed and size <= cap:
            size += len(unpacking.decompress(packed, _CHUNK))
            packed = unpacking.unconsumed_tail
    except zlib.error:
        # PDFium mends much of what is broken: it is its business from here.
        return
    if size > cap:
        raise Unreadable(
            f"a page of it unpacks to more than {cap:,} bytes",
            next="do not open it; ask who made it, or ask for it in another format",
        )
