"""E-mail (RFC 5322, MIME): the plain part, or the HTML one where there is no other, below the header lines that name the parties.

The date of a message is when it says it was sent: the sender's own claim. Attachments and forwarded messages are named, not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from probanda.errors import ReadError, Unreadable
from probanda.read.decode import decode
from probanda.read.draft import Builder, Draft, line_feeds
from probanda.read.limits import Limits
from probanda.read.text import paragraphs

_SHOWN = ("From", "Sender", "To", "Cc", "Date", "Subject")


def read_eml(data: bytes, *, limits: Limits) -> Draft:
    """The text of a message. Raises Unreadable when it has no header, or no part that can be read."""
    message = _parsed(data)
    if not any(_header(message, name) for name in (*_SHOWN, "Received", "Message-ID")):
        raise Unreadable("it has no header of an e-mail", next="check what kind of file it is")
    builder = Builder()
    for name in _SHOWN:
        value = _header(message, name)
        builder.add(f"{name}: {value}" if value else "", kind="header")
    _add_body(builder, message, limits)
    return builder.draft(title=_header(message, "Subject") or None, author=_author(message), published=_sent(builder, message))


def _parsed(data: bytes) -> EmailMessage:
    try:
        return BytesParser(policy=policy.default).parsebytes(data.lstrip(b"\r\n"))
    except Exception as error:  # hostile headers raise by kind and version of Python, already while it is parsed
        raise Unreadable(f"its headers are broken ({type(error).__name__})", next="ask for the message again") from None


def _header(message: Message, name: str) -> str:
    """A header as it is written, encoded words decoded; "" when absent. (The parser would add quotation marks of its own.)"""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if raw.isascii() and "=?" not in raw:
        return " ".join(raw.split())[:2000]
    try:
        words = str(make_header(decode_header(raw)))
    except (
        Exception
    ):  # an unknown character set, broken base64 and the like raise by kind and version of Python: then as it stands
        words = raw
    return " ".join(words.split())[:2000]


def _author(message: Message) -> str | None:
    """The sender's name, else the address."""
    name, address = parseaddr(_header(message, "From"))
    return name or address or None


def _sent(builder: Builder, message: Message) -> str | None:
    """The day of sending, in the sender's own time zone; None when absent or no date."""
    value = _header(message, "Date")
    try:
        day = parsedate_to_datetime(value).date() if value else None
    except (ValueError, TypeError, OverflowError):
        builder.note(f"the date of the message cannot be read: {value[:60]}")
        return None
    if day:
        builder.note("the date is that of sending, as the message itself gives it")
    return day.isoformat() if day else None


def _add_body(builder: Builder, message: Message, limits: Limits) -> None:
    parts = list(islice(_leaves(message), limits.parts))
    texts = [part for part in parts if not _attached(part)]
    plain = [part for part in texts if part.get_content_type() == "text/plain"]
    pages = [part for part in texts if part.get_content_type() == "text/html"]
    chosen = [part for part in plain if _bytes(part, limits).strip()] or pages
    for part in chosen:
        _add_part(builder, part, limits)
    if plain and pages and chosen == plain:
        builder.note("the plain part is read; the message also has an HTML part")
    others = [part for part in parts if part not in plain and part not in pages]
    if others:
        builder.note(f"not read: {len(others)} attachments ({', '.join(map(_described, others[:10]))})")


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something. A forwarded message is one part: its words are not those of the sender."""
    for part in message.iter_parts() if isinstance(message, EmailMessage) and message.is_multipart() else ():
        if part.get_content_maintype() == "multipart":
            yield from _leaves(part)
        else:
            yield part
    if not message.is_multipart():
        yield message


def _attached(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except Exception:  # hostile headers, as above: a part that cannot say what it is, is text only if its type says so
        return False


def _bytes(part: Message, limits: Limits) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # broken transfer encodings raise by kind and version
        return b""
    return payload[: limits.part] if isinstance(payload, bytes) else b""


def _add_part(builder: Builder, part: Message, limits: Limits) -> None:
    charset = part.get_content_charset() if isinstance(part, EmailMessage) else None
    try:
        decoded = decode(_bytes(part, limits), declared=charset)
    except ReadError as error:
        builder.note(f"not read: one part of the message: {error.what}")
        return
    builder.note(f"decoded as {decoded.decoder}")
    if part.get_content_type() == "text/plain":
        for words in paragraphs(line_feeds(decoded.text)):
            builder.add(words)
        return
    _add_page(builder, decoded.text)


def _add_page(builder: Builder, markup: str) -> None:
    from probanda.read.html import draft_of

    page = draft_of(markup)
    for segment in page.segments:
        builder.add(page.body[segment.start : segment.end], kind=segment.kind, xpath=segment.xpath or "")
    for note in page.notes:
        builder.note(note)


def _described(part: Message) -> str:
    try:
        name = part.get_filename()
    except Exception:  # hostile headers, as above
        name = None
    return " ".join(f"{name or 'without name'}, {part.get_content_type()}".split())[:120]
