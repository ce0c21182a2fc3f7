"""What kind of file it is: by its content first, by its name where the content does not say. Only both ends of it are read."""

from __future__ import annotations

import re
from pathlib import Path

from probanda.read.registry import DOCX

HEAD = 1 << 16
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
    (b"WARC/", "application/warc"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ\x90\0", "application/x-executable"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
_INSIDE = (
    (b"word/document", DOCX),
    (b"xl/workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/presentation", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
)
_NAMES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".docx": DOCX,
    ".eml": "message/rfc822",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".doc": "application/msword",
    ".warc": "application/warc",
    ".tar": "application/x-tar",
}
_PAGE = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HEADERS = re.compile(
    rb"^(Received|Message-ID|MIME-Version|Return-Path|Delivered-To|From|To|Subject|Date):[ \t]", re.IGNORECASE | re.MULTILINE
)
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")
_MAIL_ONLY = {b"received", b"message-id", b"mime-version", b"return-path", b"delivered-to"}


def media_type(path: Path) -> str:
    """The media type of a file. Reads its first and last 64 KiB; raises OSError when it cannot be opened."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        size = path.stat().st_size
        file.seek(max(0, size - HEAD))
        return media_type_of(head, path.name, tail=file.read(HEAD))


def media_type_of(head: bytes, name: str, *, tail: bytes = b"") -> str:
    """The media type of a file with these first (and last) bytes and this name; application/octet-stream when neither says."""
    suffix = Path(name).suffix.lower()
    named = _NAMES.get(suffix, "application/octet-stream")
    return _by_content(head, tail, named) or ("text/plain" if not suffix and _is_text(head) else named)


def _by_content(head: bytes, tail: bytes, named: str) -> str | None:
    magic = next((kind for mark, kind in _MAGIC if head.startswith(mark)), None)
    if magic or b"%PDF-" in head[:1024]:
        return magic or "application/pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(head + tail)
    if head.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        # An encrypted .docx is such a container, too: its reader says what to do about it.
        return named if named in (DOCX, "application/msword") else "application/x-ole-storage"
    if named in ("text/csv", "text/tab-separated-values", "text/html", "text/markdown", "message/rfc822"):
        return named
    if _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")[:4096]):
        return "application/xhtml+xml" if named == "application/xhtml+xml" else "text/html"
    return "message/rfc822" if _is_mail(head) else None


def _packed(bytes_seen: bytes) -> str:
    return next((kind for mark, kind in _INSIDE if mark in bytes_seen), "application/zip")


def _is_text(head: bytes) -> bool:
    """Whether a file without suffix is text: valid UTF-8 (a character may be cut at the end) without control characters."""
    try:
        return bool(head) and not _BINARY.search(head[:-3].decode("utf-8") or "x")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 6 > 0


def _is_mail(head: bytes) -> bool:
    """Three header lines in the first block, one of them of a kind that only mail has: a transcript may open with From and To."""
    block = re.split(rb"\r?\n\r?\n", head.lstrip(b"\r\n"), maxsplit=1)[0]
    found = {name.lower() for name in _HEADERS.findall(block)}
    return len(found) >= 3 and bool(found & _MAIL_ONLY)
