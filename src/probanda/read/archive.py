"""A zip archive in memory, read part by part under caps.

No member is ever written to a path, and no size that the archive claims is believed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from itertools import pairwise

from probanda.errors import Unreadable
from probanda.read.limits import Limits

_CHUNK = 1 << 16
_ADVICE = "do not open it; ask who made it, or ask for it in another format"


class Archive:
    """The parts of an archive by name. Raises Unreadable when it is broken, or built as attacks are."""

    def __init__(self, data: bytes, *, limits: Limits) -> None:
        self._limits = limits
        self._left = 4 * limits.part
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {info.filename: info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
            raise Unreadable(f"it is broken or cut off ({error})", next="ask for the file again") from None
        self._check()

    @property
    def names(self) -> set[str]:
        """The names of all parts, as the archive gives them."""
        return set(self._parts)

    def read(self, name: str) -> bytes:
        """One part, unpacked. Raises Unreadable when it is broken or grows over the limits."""
        info = self._parts[name]
        cap = min(self._limits.part, self._left, max(1 << 20, self._limits.ratio * info.compress_size))
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as part:
                while piece := part.read(_CHUNK):
                    pieces.append(piece)
                    size += len(piece)
                    if size > cap:
                        raise Unreadable(f"its part {name} unpacks to more than {cap:,} bytes", next=_ADVICE)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError) as error:
            raise Unreadable(f"its part {name} cannot be unpacked ({error})", next="ask for the file again") from None
        self._left -= size
        return b"".join(pieces)

    def _check(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > self._limits.parts:
            raise Unreadable(f"it has more than {self._limits.parts:,} parts", next=_ADVICE)
        if len(infos) != len(self._parts):
            raise Unreadable("it has two parts of one name, so that two programs may read two texts", next=_ADVICE)
        places = sorted((info.header_offset, info.compress_size) for info in infos)
        if any(start + size > after for (start, size), (after, _) in pairwise(places)):
            raise Unreadable("its parts overlap, as those of a bomb do", next=_ADVICE)
