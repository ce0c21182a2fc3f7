"""The parsers under test, what each starts from, and the errors that each may end in.

A parser is called in this process on bytes: no file, no worker, nothing set up again. What other people's libraries decide
(trafilatura's choice of the main text, htmldate's search) is left out of `html` and tried by `page`, at a hundredth of the speed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.fuzz.changes import grown
from probanda import edtf
from probanda.errors import IntegrityError, ReadError, UsageError
from probanda.model import Custody, Segment, Text
from probanda.preserve import disclosure, notes
from probanda.preserve.merkle import leaf_hash
from probanda.read import catalogue
from probanda.read import docx as word
from probanda.read import html as web
from probanda.read.archive import Archive
from probanda.read.decode import decode
from probanda.read.draft import Draft, freeze
from probanda.read.eml import read_eml
from probanda.read.layout import Line, Word, blocks, join, mend
from probanda.read.limits import DEFAULT
from probanda.read.media import media_type_of
from probanda.read.registry import DOCX
from probanda.read.samples import SAMPLES
from probanda.read.sandbox import judge
from probanda.read.table import read_table
from probanda.read.text import read_text
from probanda.read.worker import NOBODY, Answer, Outcome, Request
from probanda.write import consent

_BY_KIND = {kind: [data for k, data in SAMPLES if k == kind] for kind, _ in SAMPLES}
_STARTS = [data[:96] for _, data in SAMPLES]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = (
    f'<w:document xmlns:w="{_W}"><w:body><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>x</w:t></w:r><w:del><w:r><w:delText>y'
    f'</w:delText></w:r></w:del><w:footnoteReference w:id="2"/></w:p><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:body></w:document>'
).encode()
_WORDS = tuple(
    f"w:{name}"
    for names in ("p p r t tab br tr tc tbl del ins moveFrom", "delText footnoteReference footnote pPr pStyle style name numPr")
    for name in names.split()
)
_VALUES = ("", 'w:id="2"', 'w:val="a"', 'w:styleId="a"', 'w:val="heading 1"', 'w:type="separator"', 'w:val="Quote"')
_PAGES = tuple(
    name
    for names in (
        "p p div article nav header footer td tr table li",
        "ul h1 br pre blockquote script template head meta time form",
    )
    for name in names.split()
)
_SAYS = ("", "hidden", 'style="display:none"', 'class="a"', 'content="2017-01-02" name="date"', 'datetime="x" pubdate', "lang=ar")
_MAIL = b"From: A <a@b.invalid>\nDate: Tue, 6 May 2031 10:00:00 +0000\nSubject: =?utf-8?q?x?=\n\nWords.\n"
_PARTS = b"From: a@b\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nx\n--b--\n"
_DATED = '<meta name="pubdate" content="2017">'
"""A page that declares a date is not searched for one."""


@dataclass(frozen=True, slots=True)
class Target:
    """A parser under test, samples to start from, the errors that it may raise, and how long an input may be, in bytes."""

    call: Callable[[bytes], object]
    samples: list[bytes]
    allowed: tuple[type[Exception], ...] = (ReadError,)
    most: int = 128


def _text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _archive(data: bytes) -> None:
    archive = Archive(data, limits=DEFAULT)
    for name in archive.names:
        archive.read(name)


class _Parts:
    """The same bytes as each of a document's parts, or markup grown from them."""

    def __init__(self, data: bytes) -> None:
        others = ("word/footnotes.xml", "word/styles.xml", "docProps/core.xml", "")
        self.names = {"word/document.xml", others[len(data) % 4]}
        raw = data.startswith(b"<")
        body = "" if raw else grown(data, _WORDS, _VALUES)
        self._part = data if raw else f'<w:document xmlns:w="{_W}">{body}</w:document>'.encode("utf-8", "replace")

    def read(self, name: str) -> bytes:
        return self._part


def _html(data: bytes) -> None:
    markup = _text_of(data) if data.startswith(b"<") else grown(data, _PAGES, _SAYS)
    web.draft_of(_DATED + markup, main=lambda _: {"The brigade denied it", *_text_of(data).split()})


def _layout(data: bytes) -> None:
    """Words and lines at places taken from the bytes themselves."""
    at = [float(byte) for byte in (*data, *data[:4], 0, 0, 0, 0)]
    text, count = _text_of(data), len(data)
    words = [Word(w, at[i % count], at[i % count + 1]) for i, w in enumerate(text.split())]
    join(words, 11, rtl=count % 2 == 0)
    numbered = [(n % count, w) for n, w in enumerate(text.splitlines()) if w]
    lines = [Line(w, at[i], at[i + 1], at[i + 2], at[i + 3], bold=at[i] > 128) for i, w in numbered]
    mend([block.words for block in blocks(lines)])


def _frozen(data: bytes) -> None:
    body = data.decode("utf-16-le", "surrogatepass")
    text = freeze(Draft(body, (Segment(start=0, end=len(body)),)), NOBODY, reader="fuzz.v1", limits=DEFAULT)
    text.body.encode("utf-8")


def _judged(data: bytes) -> Text:
    return judge(Request(source=NOBODY, media_type="text/plain", limits=DEFAULT), Outcome(), data)


def _note(data: bytes) -> None:
    note = notes.parse(data.decode())
    if str(note).encode() != data:
        raise AssertionError("a note was read that is not written so")
    notes.checkpoint(note)


def _keys(data: bytes) -> None:
    if "".join(f"{key}\n" for key in notes.parse_keys(data)).encode() != data:
        raise AssertionError("keys were read that are not written so")


_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
_HOLDER = notes.Key("a.invalid", _KEY.public_key().public_bytes_raw())
_EVENT = msgspec.json.encode(
    Custody(
        seq=1, at=datetime(2026, 1, 1, tzinfo=UTC), by="a", action="read", source=None, detail={}, salt="", previous="", hash=""
    )
)
_SIGNED = notes.sign(str(notes.Checkpoint("a.invalid", 1, leaf_hash(_EVENT))), name="a.invalid", key=_KEY)
_PROOF = f"c2sp.org/tlog-proof@v1\nindex 0\n\n{_SIGNED}"
_ANSWER = msgspec.json.encode(
    Answer(text=Text(id="", source="", reader="r.v1", body="Nine men.", segments=(Segment(start=0, end=9),), published="2016~"))
)


def _proof(data: bytes) -> None:
    # What is shown must be what was signed: a proof that is not the one made may differ only where it says the same.
    disclosure.check(_EVENT, data.decode("utf-8", "replace"), [_HOLDER])


def _small_archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a", b"x" * 8)
        archive.writestr("b", b"y" * 40, zipfile.ZIP_DEFLATED)
    return file.getvalue()


OWN = {
    "edtf": Target(
        lambda d: edtf.write(edtf.parse(_text_of(d))), [b"2017-08-19~", b"199X", b"2016/..", b"2017-21"], (ValueError,)
    ),
    "decode": Target(decode, _STARTS, most=64),
    "media": Target(lambda d: media_type_of(d, "a.txt", tail=d), [d for _, d in SAMPLES], most=256),
    "archive": Target(_archive, [_small_archive(), *_BY_KIND[DOCX]], most=512),
    "freeze": Target(_frozen, ["The brigade denied it.\x00".encode("utf-16-le")], (ReadError, UnicodeDecodeError)),
    "answer": Target(_judged, [_ANSWER, msgspec.json.encode(Answer(error="Unreadable", what="x"))], most=512),
    "note": Target(
        _note,
        [str(_SIGNED).encode(), str(notes.cosign(_SIGNED, name="b", key=_KEY, at=1)).encode()],
        (IntegrityError, UnicodeDecodeError),
        512,
    ),
    "keys": Target(_keys, [f"{_HOLDER}\n".encode()], (IntegrityError,), 256),
    "proof": Target(_proof, [_PROOF.encode()], (IntegrityError,), 512),
    "names": Target(
        lambda d: consent.listed(d), [b"name,type,aliases,protect\nA B,person,C;D,witness\n"], (UsageError, UnicodeDecodeError)
    ),
    "catalogue": Target(lambda d: catalogue.parse(d, ["a.txt"]), [b"file,title,published,language\na.txt,T,2023~,en\n"]),
    "text": Target(
        lambda d: read_text(d, limits=DEFAULT), [b"---\ntitle: x\n---\n# A\n- b\n", b"# A\nb c\n\n1. d\n", *_STARTS[:3]], most=96
    ),
    "table": Target(
        lambda d: read_table(d, limits=DEFAULT),
        [b'Date;Killed\n1 May;"a ""b""\nc"\n', b"a\tb,c|d\n\n1\t,2\x00\n", b"x,y\r1,2\r\n"],
    ),
    "layout": Target(_layout, [d or b"x" for d in _STARTS], most=96),
    "html": Target(
        _html, [b"<p>Short <b>page</b>", b"\x00\x01\xa0\x02\x00\xa0\x80\x05\x00\xad", b"\x0b\x00\xa3\x80\x07\x00\xa9"], most=64
    ),
    "docx": Target(
        lambda d: word.draft_of(_Parts(d)), [_WORD, b"\x00\x00\x02\x00\x03\x00\xa0", b"\x06\x00\x07\x00\x01\x00\xa1"], most=512
    ),
    "eml": Target(lambda d: read_eml(d, limits=DEFAULT), [_MAIL, _PARTS], most=192),
}
"""Parsers of our own."""
TARGETS = {**OWN, "page": Target(lambda d: web.draft_of(_text_of(d)), _BY_KIND["text/html"], most=512)}
"""Those, and the whole reading of a page, other people's libraries included."""
