"""Feeds broken input to our own parsers: each must end in a result or in one of the errors it documents, never in another.

    python -m benchmarks fuzz --executions 200000 [--target NAME] [--coverage]

Without more it changes samples at random, the same way on every run (`--seed`). With `--coverage` and the package `atheris`
installed, libFuzzer steers by the code reached; it ends the process by itself, so it takes one target at a time.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from probanda import edtf
from probanda.errors import ReadError
from probanda.read import catalogue
from probanda.read.archive import Archive
from probanda.read.decode import decode
from probanda.read.docx import read_docx
from probanda.read.draft import Draft, freeze
from probanda.read.eml import read_eml
from probanda.read.html import draft_of
from probanda.read.layout import Line, Word, blocks, join, mend
from probanda.read.limits import DEFAULT
from probanda.read.media import media_type_of
from probanda.read.registry import DOCX
from probanda.read.samples import SAMPLES
from probanda.read.text import read_text
from probanda.read.worker import NOBODY

_BY_KIND = {kind: [data for k, data in SAMPLES if k == kind] for kind, _ in SAMPLES}
_TOKENS = (
    b"<p> </p> <td> <br> <!-- --> \x00 \xff \r\n \t %PDF- PK\x03\x04 \xef\xbb\xbf .. ~ XX / - 2017 T00:00 , ; \" ' = & : "
    b"<w:p> </w:p> <w:tr> <w:del> <w:tbl> w:id= \xe2\x80\xae \xd8\xa7 \xed\xa0\x80 --b Date:"
).split(b" ")
_W = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = (
    b'<w:document xmlns:w="' + _W + b'"><w:body><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>x</w:t><w:tab/></w:r><w:del>'
    b'<w:r><w:delText>y</w:delText></w:r></w:del><w:footnoteReference w:id="2"/></w:p><w:tbl><w:tr><w:tc/></w:tr></w:tbl>'
    b'<w:footnote w:id="2"><w:p/></w:footnote><w:style w:styleId="a"><w:name w:val="heading 1"/></w:style></w:body></w:document>'
)


@dataclass(frozen=True, slots=True)
class Target:
    """A parser under test, samples to start from, and the errors that it may raise."""

    call: Callable[[bytes], object]
    samples: list[bytes]
    allowed: tuple[type[Exception], ...] = (ReadError,)


def _text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _archive(data: bytes) -> None:
    archive = Archive(data, limits=DEFAULT)
    for name in archive.names:
        archive.read(name)


def _docx(data: bytes) -> None:
    """The bytes as each of the parts that are read: a change in the archive itself never gets that far."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part in ("document", "footnotes", "styles", "comments"):
            archive.writestr(f"word/{part}.xml", data)
    read_docx(file.getvalue(), limits=DEFAULT)


def _layout(data: bytes) -> None:
    """Words and lines at places taken from the bytes themselves."""

    def at(index: int) -> float:
        return float(data[index % len(data)]) if data else 0.0

    text = _text_of(data)
    words = [Word(w, at(i), at(i + 1)) for i, w in enumerate(text.split())]
    join(words, 11, rtl=len(data) % 2 == 0)
    lines = [Line(w, at(i), at(i + 1), at(i + 2), at(i + 3)) for i, w in enumerate(text.splitlines()) if w]
    mend([block.words for block in blocks(lines)])


def _frozen(data: bytes) -> None:
    text = freeze(Draft(data.decode("utf-16-le", "surrogatepass")), NOBODY, reader="fuzz.v1", limits=DEFAULT)
    text.body.encode("utf-8")


TARGETS = {
    "edtf": Target(
        lambda d: edtf.write(edtf.parse(_text_of(d))), [b"2017-08-19~", b"199X", b"2016/..", b"2017-21"], (ValueError,)
    ),
    "decode": Target(decode, [d for _, d in SAMPLES]),
    "media": Target(lambda d: media_type_of(d, "a.txt", tail=d), [d for _, d in SAMPLES]),
    "text": Target(lambda d: read_text(d, limits=DEFAULT), [*_BY_KIND["text/plain"], b"---\ntitle: x\n---\n# A\n- b\n"]),
    "catalogue": Target(lambda d: catalogue.parse(d, ["a.txt"]), [b"file,title,published,language\na.txt,T,2023~,en\n"]),
    "html": Target(lambda d: draft_of(_text_of(d)), _BY_KIND["text/html"]),
    "archive": Target(_archive, _BY_KIND[DOCX]),
    "docx": Target(_docx, [_WORD, _WORD.replace(b"w:r>", b"w:ins>")]),
    "eml": Target(lambda d: read_eml(d, limits=DEFAULT), _BY_KIND["message/rfc822"]),
    "layout": Target(_layout, [d for _, d in SAMPLES]),
    "freeze": Target(_frozen, ["The brigade denied it.\x00".encode("utf-16-le")], (ReadError, UnicodeDecodeError)),
}


def main(argv: list[str]) -> int:
    """Print executions and failures of each target; exit status 1 when a parser raised what it may not."""
    options = _options(argv)
    if options.coverage:
        _steered(TARGETS[options.target or "text"], options.executions)
    figures: dict[str, int] = {}
    failures = 0
    for name in [options.target] if options.target else TARGETS:
        start = time.monotonic()
        done, failed = _run(TARGETS[name], options)
        rate = done / (time.monotonic() - start)
        print(f"{name:10} {done:>11,} executions, {rate:9,.0f} a second, {len(failed)} failures")
        for data, error in failed[:3]:
            print(f"    {error!r} from {data[:200]!r}")
        figures[name], failures = done, failures + len(failed)
    print(json.dumps({"executions": figures, "failures": failures}))
    return 1 if failures else 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks fuzz")
    parser.add_argument("--executions", type=int, default=20_000, help="for each target")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="for each target, at most")
    parser.add_argument("--target", choices=sorted(TARGETS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--coverage", action="store_true", help="let atheris steer")
    parser.add_argument("--data", help="not used: the samples are our own")
    return parser.parse_args(argv)


def _run(target: Target, options: argparse.Namespace) -> tuple[int, list[tuple[bytes, Exception]]]:
    """How many inputs were tried, and those that raised an error that is not allowed."""
    chance = random.Random(options.seed)
    end = time.monotonic() + options.seconds
    failed: list[tuple[bytes, Exception]] = []
    done = 0
    while done < options.executions and time.monotonic() < end:
        data = _changed(chance.choice(target.samples), chance)
        done += 1
        try:
            target.call(data)
        except target.allowed:
            continue
        except Exception as error:  # the finding this program is for
            failed.append((data, error))
    return done, failed


def _changed(data: bytes, chance: random.Random) -> bytes:
    """The sample with one to eight changes: bytes flipped, cut, doubled, or a telling token put in."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((1, 1, 2, 8, 64)))
        change = chance.randrange(4)
        middle = (b"", data[at:to] * 2, chance.choice(_TOKENS), bytes(b ^ (1 << chance.randrange(8)) for b in data[at:to]))[
            change
        ]
        data = data[:at] + middle + data[to if change != 2 else at :]
    return data


def _steered(target: Target, executions: int) -> None:
    """Hand over to libFuzzer, which prints for itself and ends the process."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    def one(data: bytes) -> None:
        try:
            target.call(data)
        except target.allowed:
            return

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-runs={executions}", "-max_len=4096"], one)
    atheris.Fuzz()
