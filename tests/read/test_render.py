"""Pages of PDFs as pictures: drawn in the confined worker, or refused."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest

from probanda.errors import ReadError
from probanda.read import Limits
from probanda.read.render import WIDTH, render_pdf
from probanda.read.samples import SAMPLES
from probanda.read.sandbox import render_confined

from .conftest import source_of

PDF = next(data for kind, data in SAMPLES if kind == "application/pdf")


def _drawn(path: Path, page: int) -> bytes:
    file = os.open(path, os.O_RDONLY)
    try:
        return render_confined(file, source_of(path.read_bytes()), page=page, limits=Limits())
    finally:
        os.close(file)


def test_a_page_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    image = _drawn(tmp_path / "a.pdf", 1)
    assert struct.unpack("!II", image[16:24]) == (WIDTH, round(WIDTH * 792 / 612))
    assert image == render_pdf(PDF, page=1, limits=Limits())


def test_words_leave_ink(tmp_path: Path) -> None:
    blank = PDF.replace(b"(The brigade denied it.)", b"()                      ")
    assert len(render_pdf(PDF, page=1, limits=Limits())) > len(render_pdf(blank, page=1, limits=Limits()))


@pytest.mark.parametrize("page", [0, -1, 2, 10**9])
def test_a_page_that_is_not_there_is_refused(tmp_path: Path, page: int) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    with pytest.raises(ReadError, match="no page"):
        _drawn(tmp_path / "a.pdf", page)


@pytest.mark.parametrize("data", [b"", b"no PDF", PDF[:80]])
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(ReadError):
        _drawn(tmp_path / "a.pdf", 1)
