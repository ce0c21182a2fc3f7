"""A checkpoint on paper comes back byte for byte."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probanda.errors import ExportError, UsageError
from probanda.preserve import notes
from probanda.write import sheet

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOTE = notes.sign(str(notes.Checkpoint("probanda/0123456789abcdef0123456789abcdef", 4711, bytes(32))), name="probanda/0", key=KEY)


def lines(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return document[0].get_textpage().get_text_bounded()


def test_the_page_holds_the_lines(tmp_path: Path) -> None:
    words = lines(sheet.write(NOTE, tmp_path / "sheet.pdf"))
    assert all(line in words for line in NOTE.text.splitlines())
    assert "first 4711 events" in words.replace("\r\n", " ")
    assert "received by" in words


def test_the_code_is_read_back_as_the_note(tmp_path: Path) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    with pypdfium2.PdfDocument(sheet.write(NOTE, tmp_path / "sheet.pdf")) as document:
        picture = document[0].render(scale=3, grayscale=True).to_numpy()
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == str(NOTE)
    assert notes.signed_by(notes.parse(found.text), notes.Key("probanda/0", KEY.public_key().public_bytes_raw()))


def test_a_co_signed_note_fits_too(tmp_path: Path) -> None:
    both = notes.cosign(NOTE, name="delta.example/witness", key=KEY, at=1_700_000_000)
    assert (sheet.write(both, tmp_path / "sheet.svg")).read_text(encoding="utf-8").startswith("<?xml")


def test_as_text_it_holds_lines_and_code(tmp_path: Path) -> None:
    words = sheet.write(NOTE, tmp_path / "sheet.txt").read_text(encoding="utf-8")
    assert words.startswith(str(NOTE))
    assert len(set(map(len, sheet.terminal(NOTE).splitlines()))) == 1
    assert sheet.terminal(NOTE) in words


def test_another_format_and_a_missing_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="docx"):
        sheet.write(NOTE, tmp_path / "sheet.docx")
    with pytest.raises(ExportError):
        sheet.write(NOTE, tmp_path / "no" / "sheet.svg")
