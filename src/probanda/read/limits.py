"""How much of anything a file may ask for before it is refused. The defaults read every ordinary document on a laptop."""

from __future__ import annotations

from probanda.model import Record


class Limits(Record, frozen=True, kw_only=True):
    """Bounds for reading one file: sizes in bytes unless said otherwise, times in seconds."""

    file: int = 256 * 2**20
    """Size of the file itself."""
    part: int = 50 * 2**20
    """Unpacked size of one part of an archive (DOCX), and of one e-mail part."""
    parts: int = 5_000
    ratio: int = 200
    """How many times larger than its packed form a part may be."""
    characters: int = 20_000_000
    segments: int = 200_000
    pages: int = 5_000
    answer: int = 128 * 2**20
    """What the worker may hand back."""
    memory: int = 3 * 2**29
    cpu: int = 8
    """Processor seconds for one file: the same file gets the same on a busy machine as on a quiet one."""
    page: float = 0.02
    """Processor seconds more for each page that was read, so that a report of 700 pages is read."""
    wall: float = 120.0
    """Only for a reader that hangs without computing."""


DEFAULT = Limits()
