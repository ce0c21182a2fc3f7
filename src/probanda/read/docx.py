"""Word documents (Office Open XML, ECMA-376): the text with tracked insertions and without tracked deletions, and a note of both.

The archive is read in memory, part by part under a cap; nothing is ever extracted to a path. XML is parsed without entities,
document types or network. A footnote stands after the paragraph that cites it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from probanda.errors import Unreadable
from probanda.read.archive import Archive
from probanda.read.draft import Builder, Draft
from probanda.read.limits import Limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Text left out: what was deleted or moved away, field codes, and the second rendering of a drawing.
_SKIPPED = {"del": "deletion", "moveFrom": "move", "instrText": "", "delText": "", "rPr": "", "pPr": ""}
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


class Parts(Protocol):
    """What is read of an archive: the names of its parts, and each part's bytes."""

    @property
    def names(self) -> set[str]:
        """The names of all parts."""

    def read(self, name: str) -> bytes:
        """One part, unpacked."""


@dataclass(slots=True)
class _Document:
    """What the walk over the parts needs and finds."""

    builder: Builder
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By kind of note ("footnote", "endnote") and id: its element."""
    styles: dict[str, str] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)


def read_docx(data: bytes, *, limits: Limits) -> Draft:
    """The text of a .docx file. Raises Unreadable when it is encrypted, no Word document, broken, or over the limits."""
    if data.startswith(_OLE):
        raise Unreadable("it is encrypted, or in the old .doc format", next="save it without password as .docx and add that too")
    return draft_of(Archive(data, limits=limits))


def draft_of(archive: Parts) -> Draft:
    """The draft of a document whose archive is open."""
    body = _xml(archive, "word/document.xml")
    if body is None:
        raise Unreadable("it holds no word/document.xml", next="open it in a word processor and save it again as .docx")
    document = _Document(Builder())
    for kind in ("footnote", "endnote"):
        document.notes[kind] = _by_id(_optional(archive, f"word/{kind}s.xml", document), kind)
    document.styles = _style_names(_optional(archive, "word/styles.xml", document))
    _story(document, body, "word/document.xml", kind="")
    for name in sorted(n for n in archive.names if n.startswith(("word/header", "word/footer")) and n.endswith(".xml")):
        _story(document, _optional(archive, name, document), name, kind="furniture")
    _notes(document, archive)
    return document.builder.draft(**_core(document, archive))


def _xml(archive: Parts, name: str) -> Any:
    """The parsed part, None when the archive has none of that name. Raises Unreadable when it is broken or uses entities."""
    from lxml import etree

    if name not in archive.names:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    tree: Any
    try:
        tree = etree.fromstring(archive.read(name), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(getattr(error, "msg", None) or error).partition(", ")[0]
        raise Unreadable(f"its part {name} is broken ({reason})", next="open it in a word processor and save it again") from None
    if tree.getroottree().docinfo.doctype:
        raise Unreadable(
            f"its part {name} declares a document type, as attacks do", next="do not open it; ask who made it"
        ) from None
    return tree


def _optional(archive: Parts, name: str, document: _Document) -> Any:
    """As `_xml`, for parts that the text can do without: a broken one is noted."""
    try:
        return _xml(archive, name)
    except Unreadable as error:
        document.builder.note(f"not read: {error.what}")
        return None


def _by_id(tree: Any, kind: str) -> dict[str, Any]:
    """The notes of a part by their id, less separators."""
    found = {} if tree is None else {_attribute(note, "id"): note for note in tree if _name(note) == kind}
    return {key: note for key, note in found.items() if _attribute(note, "type") in ("", "normal")}


def _style_names(tree: Any) -> dict[str, str]:
    styles = [] if tree is None else [style for style in tree if _name(style) == "style"]
    return {_attribute(s, "styleId"): _attribute(n, "val").lower() for s in styles for n in s if _name(n) == "name"}


def _story(document: _Document, tree: Any, part: str, *, kind: str) -> None:
    """Add the paragraphs and table rows of one part. `kind` overrides what their styles say."""
    for number, element in enumerate(() if tree is None else _passages(tree), 1):
        row = _name(element) == "tr"
        paragraphs = list(element.iter(_W + "p", _W_STRICT + "p")) if row else [element]
        words = "\t".join(_cell(document, cell) for cell in _cells(element)) if row else _words(document, element)
        where = f"/{part}#{'tr' if row else 'p'}{number}"
        document.builder.add(words, kind=kind or ("row" if row else _style(document, element)), xpath=where)
        for paragraph in paragraphs:
            _cited(document, paragraph)


def _passages(tree: Any) -> Iterator[Any]:
    """Paragraphs outside tables and rows of outermost tables, in order; text boxes after the paragraph that anchors them."""
    for element in tree.iter(_W + "p", _W + "tr", _W_STRICT + "p", _W_STRICT + "tr"):
        above = [_name(a) for a in element.iterancestors()]
        if "tr" not in above and "Fallback" not in above and not {"del", "moveFrom"} & set(above):
            yield element


def _cells(row: Any) -> list[Any]:
    return [
        cell for cell in row.iter(_W + "tc", _W_STRICT + "tc") if next(a for a in cell.iterancestors() if _name(a) == "tr") is row
    ]


def _cell(document: _Document, cell: Any) -> str:
    paragraphs = (_words(document, p) for p in cell.iter(_W + "p", _W_STRICT + "p"))
    return " / ".join(" ".join(words.split()) for words in paragraphs if words.strip())


def _words(document: _Document, paragraph: Any) -> str:
    """The words of one paragraph. Deletions and field codes are passed over; text boxes are passages of their own."""
    from lxml import etree

    words: list[str] = []
    walker = etree.iterwalk(paragraph, events=("start",))
    for _, element in walker:
        name = _name(element)
        if name in _SKIPPED or element.tag == _FALLBACK or (name == "p" and element is not paragraph):
            document.seen[_SKIPPED.get(name, "")] += 1
            walker.skip_subtree()
        elif name == "t":
            words.append(element.text or "")
        elif name == "ins":
            document.seen["insertion"] += 1
        else:
            words.append(_MARKS.get(name, ""))
    return "".join(words)


def _style(document: _Document, paragraph: Any) -> str:
    style = next((_attribute(s, "val") for s in paragraph.iter(_W + "pStyle", _W_STRICT + "pStyle")), "")
    name = document.styles.get(style, style.lower())
    listed = any(True for _ in paragraph.iter(_W + "numPr", _W_STRICT + "numPr"))
    if name.startswith(("heading", "title", "subtitle")):
        return "heading"
    return "quote" if "quote" in name else "item" if listed else "paragraph"


def _cited(document: _Document, paragraph: Any) -> None:
    """Add the notes that a paragraph cites."""
    for kind, known in document.notes.items():
        for mark in paragraph.iter(f"{_W}{kind}Reference", f"{_W_STRICT}{kind}Reference"):
            note = known.pop(_attribute(mark, "id"), None)
            if note is not None:
                words = "\n".join(_words(document, p).strip() for p in note.iter(_W + "p", _W_STRICT + "p"))
                document.builder.add(words, kind="footnote", xpath=f"/word/{kind}s.xml#{_attribute(mark, 'id')}")


def _notes(document: _Document, archive: Parts) -> None:
    note, seen = document.builder.note, document.seen
    if seen["insertion"]:
        note(f"{seen['insertion']} tracked insertions are included")
    if seen["deletion"] or seen["move"]:
        note(f"{seen['deletion'] + seen['move']} tracked deletions are left out; the original holds them")
    comments = _optional(archive, "word/comments.xml", document)
    if comments is not None and len(comments):
        note(f"not read: {len(comments)} comments in the margin")
    others = [n for n in archive.names if n.startswith(("word/media/", "word/embeddings/"))]
    if others:
        note(f"not read: {len(others)} pictures or embedded files")
    if any("vbaProject" in n for n in archive.names):
        note("it holds macros, which were not run")


def _core(document: _Document, archive: Parts) -> dict[str, str | None]:
    """Title and author from the core properties. Their dates are those of the file, not of publication: a note."""
    core = _optional(archive, "docProps/core.xml", document)
    if core is None:
        return {}
    created = (core.findtext(_TERMS + "created") or "")[:10]
    if created:
        document.builder.note(f"the file says it was created {created}; that is no date of publication and is not used as one")
    return {"title": core.findtext(_DC + "title") or None, "author": core.findtext(_DC + "creator") or None}


def _name(element: Any) -> str:
    """The local name of a Word element (transitional or strict), or of any other."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return str(element.get(_W + name) or element.get(_W_STRICT + name) or "")
