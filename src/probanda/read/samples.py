"""A small file of each kind: what the worker reads once, so that every library is loaded before it closes its doors."""

from __future__ import annotations

import io
import zipfile

from probanda.read.registry import DOCX

_WORDS = "The spokesman of the brigade said on Tuesday that no prisoner had been harmed at the quarry near the town."
_PAGE = f"<html><head><title>Sample</title></head><body><h1>Sample</h1><p>{_WORDS}</p><p>{_WORDS} {_WORDS}</p></body></html>"
_MAIL = f"From: A <a@b.invalid>\nTo: c@d.invalid\nDate: Tue, 6 May 2031 10:00:00 +0000\nSubject: =?utf-8?q?x?=\n\n{_WORDS}\n"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 51>>stream
BT /F 12 Tf 72 700 Td (The brigade denied it.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def _docx() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>'
        )
    return file.getvalue()


SAMPLES = (
    ("text/plain", _WORDS.encode()),
    ("text/plain", "كلمات".encode("cp1256") + b" " + _WORDS.encode()),
    ("text/plain", _WORDS.encode("utf-16")),
    ("text/plain", _WORDS.encode("utf-32-be")),
    ("text/plain", "Представитель бригады".encode("cp1251")),
    ("text/html", _PAGE.encode()),
    ("text/html", b"<p>Short <b>page</b>"),
    ("text/html", "<meta charset=windows-1256><p>كلمات</p>".encode("cp1256")),
    ("application/pdf", _PDF),
    (DOCX, _docx()),
    ("message/rfc822", _MAIL.encode()),
    ("text/csv", f'Date,Place,Words\n2031-05-06,Teshel,"{_WORDS}"\n'.encode()),
)
