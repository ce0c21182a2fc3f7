import pytest

from probanda.read.media import media_type, media_type_of
from probanda.read.registry import DOCX

from .conftest import docx_of, paragraph

MAIL = b"Received: from x\r\nMessage-ID: <1@b>\r\nFrom: a@b\r\n\r\nwords"


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7\n", "report.txt", "application/pdf"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "page", "text/html"),
        (b"<!-- saved --><html><p>", "page.txt", "text/html"),
        (b"<p>no doctype</p>", "page.html", "text/html"),
        (MAIL, "letter.txt", "message/rfc822"),
        (b"From: A\nTo: B\nDate: today\n\nA transcript.", "call.txt", "text/plain"),
        (b"words", "letter.txt", "text/plain"),
        (b"# words", "letter.MD", "text/markdown"),
        ("كلمات".encode(), "letter", "text/plain"),
        (b"\x00\x01\x02\x03", "letter", "application/octet-stream"),
        (b"\x93\x11\xff random", "report.pdf", "application/pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked.docx", DOCX),
        (b"PK\x03\x04 xl/workbook.xml", "a.docx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"\x89PNG\r\n\x1a\n", "report.pdf", "image/png"),
        (b"", "report.docx", DOCX),
    ],
)
def test_content_decides_and_the_name_where_it_does_not(head, name, kind):
    assert media_type_of(head, name) == kind


def test_a_file_on_disk(tmp_path):
    path = tmp_path / "letter.bin"
    path.write_bytes(docx_of(paragraph("x")))
    assert media_type(path) == DOCX
