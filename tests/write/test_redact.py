"""A protected person's name is in no output, in no spelling, in no encoding; everything else still cites its words."""

from __future__ import annotations

import html
import zipfile
from pathlib import Path
from urllib.parse import quote

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.derived import View
from probanda.model import Segment, Text
from probanda.write import dossier, exports
from probanda.write.redact import Protected, load, redact

TABLE = "name,pseudonym,aliases\nNadia Ferrow,Witness 12,\nIdris Valdane,Person 1,General Valdane;إدريس فالدان\n"
SECRETS = ("Ferrow", "Valdane", "Idris", "Nadia", "فالدان", "إدريس")


@pytest.fixture
def persons(tmp_path: Path) -> list[Protected]:
    (tmp_path / "protected.csv").write_text(TABLE, encoding="utf-8")
    return load(tmp_path / "protected.csv")


def encodings(secret: str) -> set[bytes]:
    forms = {
        secret,
        secret.upper(),
        secret.lower(),
        html.escape(secret),
        quote(secret),
        secret.encode("ascii", "xmlcharrefreplace").decode(),
    }
    forms.add(secret.encode("unicode_escape").decode())
    return {form.encode(code) for form in forms for code in ("utf-8", "utf-16-le", "utf-16-be")}


def contents(path: Path) -> list[bytes]:
    """The bytes of a file, of everything packed in it, and the words of its pages."""
    found = [path.name.encode(), path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            found += [name.encode() for name in packed.namelist()] + [packed.read(name) for name in packed.namelist()]
    if path.suffix == ".pdf":
        found += [page.get_textpage().get_text_bounded().encode() for page in pypdfium2.PdfDocument(path)]
    return found


def leaks(paths: list[Path]) -> list[tuple[str, str]]:
    wanted = {secret: encodings(secret) for secret in SECRETS}
    return [
        (p.name, s) for p in paths for block in contents(p) for s, forms in wanted.items() if any(form in block for form in forms)
    ]


def test_no_format_of_the_dossier_holds_the_names(example_view: View, persons: list[Protected], tmp_path: Path) -> None:
    assert leaks(dossier.write(dossier.compose(example_view), tmp_path / "open"))
    assert leaks(dossier.write(dossier.compose(redact(example_view, persons)), tmp_path / "redacted")) == []


@pytest.mark.parametrize("format", ["records", "csv", "jsonl", "chart", "ftm"])
def test_no_export_holds_the_names(example_view: View, persons: list[Protected], tmp_path: Path, format: str) -> None:
    assert leaks(exports.export(redact(example_view, persons), format=format, out=tmp_path)) == []


def test_every_citation_still_holds(example_view: View, persons: list[Protected]) -> None:
    view = redact(example_view, persons)
    bodies = {text.id: text.body for text in view.texts.values()}
    assert len(view.findings) == len(example_view.findings)
    for finding in view.findings.values():
        for span in finding.spans:
            assert bodies[span.text][span.start : span.end] == span.quote


@given(
    st.lists(st.sampled_from(["Ann", "Bo", " ", "\n", "saw", "Annual", "ANN", "."]), max_size=30),
    st.integers(0, 90),
    st.integers(0, 90),
)
def test_any_span_of_any_text_is_carried_over(words: list[str], one: int, other: int) -> None:
    body = "".join(words)
    start, end = sorted((min(one, len(body)), min(other, len(body))))
    text = Text(id="t", source="s", reader="r", body=body, segments=(Segment(start=start, end=end),))
    view = View(name="c", sources=(), texts={"s": text}, exhibits={}, mentions=(), findings={}, entities={}, entity_of={})
    redacted = redact(view, [Protected(name="Ann", pseudonym="W1")]).texts["s"]
    segment = redacted.segments[0]
    assert 0 <= segment.start <= segment.end <= len(redacted.body)
    assert "W1" in redacted.body or redacted.body == body
