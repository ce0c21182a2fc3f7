"""Web pages: the main text as trafilatura judges it, in the page's own words and order, each passage with its xpath.

trafilatura decides which passages are the article and which are menus; the words come from our own walk over the parsed page,
since trafilatura gives no positions. Where the two do not agree, everything but scripts, menus and forms is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from probanda.errors import Unreadable
from probanda.read.decode import decode
from probanda.read.draft import Builder, Draft, line_feeds
from probanda.read.limits import Limits
from probanda.read.metadata import Page, page_metadata

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*")
_ATTRIBUTES = 1_000
"""More attributes than this in one tag hang every HTML parser tried (200,000: over 10 s)."""
_CODE = ("script", "style", "template", "noscript", "head", "svg", "math", "object", "embed", "iframe")
_NEVER = frozenset((*_CODE, "select", "button", "input", "textarea"))
_FURNITURE = frozenset(("nav", "header", "footer", "aside", "form", "menu", "dialog"))
_PLAIN = (
    "p div section article main body pre address td th dd dt summary details ul ol dl table tbody thead figure html center "
    "fieldset header footer nav aside form menu dialog"
)
_BLOCKS = {
    **dict.fromkeys(_PLAIN.split(), "paragraph"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "li": "item",
    "tr": "row",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
}
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_BLANKS = re.compile(r"[ \t\f\v]+")
_SPACES = re.compile(" {2,}")
_AROUND = re.compile(" *([\n\t]) *")
_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text between block boundaries, in the page's order."""

    words: str
    kind: str
    xpath: str
    furniture: bool


def read_html(data: bytes, *, limits: Limits) -> Draft:
    """The main text of a web page, with the metadata that the page declares of itself."""
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared=declared[1].decode("ascii") if declared else None)
    draft = draft_of(decoded.text)
    return Draft(**{**_fields(draft), "notes": (f"decoded as {decoded.decoder}", *draft.notes)})


def draft_of(markup: str, *, main: Callable[[str], set[str]] | None = None) -> Draft:
    """The draft of a page already decoded (an e-mail's HTML part, too). `main` tells which paragraphs are the article's."""
    _refuse_traps(markup)
    tree, cut = _parse(markup)
    page = page_metadata(tree)
    passages = list(_passages(tree))
    kept, note = _main(passages, (main or _chosen)(markup))
    builder = Builder()
    for passage in kept:
        builder.add(passage.words, kind=passage.kind, xpath=passage.xpath)
    left = sum(len(_WORD.findall(p.words)) for p in passages) - sum(len(_WORD.findall(p.words)) for p in kept)
    for text in (cut, *page.notes, note, f"{left} words outside the main text left out (menus, links, forms)" if left else ""):
        if text:
            builder.note(text)
    return builder.draft(**_page_fields(page))


def _page_fields(page: Page) -> dict[str, str | None]:
    names = ("title", "author", "publisher", "published", "origin_url", "language")
    return {name: getattr(page, name) for name in names}


def _fields(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in Draft.__slots__}


def _refuse_traps(markup: str) -> None:
    for tag in _TAG.finditer(markup):
        if tag.end() - tag.start() > 4 * _ATTRIBUTES and len(_SPACE.findall(tag[0])) > _ATTRIBUTES:
            what = f"a tag has more than {_ATTRIBUTES:,} attributes"
            raise Unreadable(what, next="the page is built to stop programs; read it by eye")


def _parse(markup: str) -> tuple[Any, str]:
    """The page as a tree, and a note when the parser left some of it out."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"it cannot be parsed as HTML ({error})", next="check what kind of file it is") from None
    deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return tree, "not read: what is nested more than 256 elements deep" if deep else ""


def _passages(tree: Any) -> Iterator[Passage]:
    """The page's text cut at block boundaries, without recursion: hostile pages nest by the hundred thousand."""
    run: list[str] = []
    owner, furniture, as_typed = tree, 0, 0
    for step, node in _walk(tree):
        if step == "text":
            # White space of the source is one space, but in <pre>: only <br> breaks a line and only a cell makes a tab.
            run.append(_BLANKS.sub(" ", line_feeds(node)) if as_typed else _SPACE.sub(" ", node))
            continue
        as_typed += (node.tag == "pre") * (1 if step == "start" else -1)
        if node.tag == "br":
            run.append("\n" if step == "start" else "")
        elif node.tag in ("td", "th") and _in_row(node):
            run.append("\t" if step == "start" else "")
        elif node.tag in _BLOCKS:
            yield from _flush(run, owner, furniture > 0)
            owner = node if step == "start" else (node.getparent() if node.getparent() is not None else tree)
        if node.tag in _FURNITURE and not _of_article(node):
            furniture += 1 if step == "start" else -1
    yield from _flush(run, owner, furniture > 0)


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    """Starts, texts and ends of visible elements, in order. ("start" | "text" | "end", element or str)."""
    from lxml import etree

    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walker:
        hidden = _hidden(node)
        if event == "start":
            if hidden:
                walker.skip_subtree()
                continue
            yield "start", node
            if node.text:
                yield "text", node.text
        else:
            if not hidden:
                yield "end", node
            if node.tail:
                yield "text", node.tail


def _hidden(node: Any) -> bool:
    return (
        not isinstance(node.tag, str)
        or node.tag in _NEVER
        or "hidden" in node.attrib
        or node.get("aria-hidden") == "true"
        or bool(_INVISIBLE.search(node.get("style", "")))
    )


def _in_row(cell: Any) -> bool:
    """Whether a cell is one of several in its row: then it is no passage of its own, as the cells of a layout table are."""
    row = cell.getparent()
    return row is not None and row.tag == "tr" and len(row) > 1 and not any(True for _ in cell.iter("p", "div", "table", "ul"))


def _of_article(node: Any) -> bool:
    """A header inside an article holds its headline; a footer there may hold its date line."""
    return node.tag in ("header", "footer") and any(a.tag in ("article", "main") for a in node.iterancestors())


def _flush(run: list[str], owner: Any, furniture: bool) -> Iterator[Passage]:
    words = _AROUND.sub(r"\1", _SPACES.sub(" ", "".join(run))).strip()
    run.clear()
    if words:
        yield Passage(words, _kind(owner), owner.getroottree().getpath(owner), furniture)


def _kind(owner: Any) -> str:
    while owner is not None:
        kind = _BLOCKS.get(owner.tag, "paragraph")
        if kind != "paragraph" or owner.tag in ("p", "body"):
            break
        owner = owner.getparent()
    return _BLOCKS.get(owner.tag, "paragraph") if owner is not None else "paragraph"


def _main(passages: list[Passage], chosen: set[str]) -> tuple[list[Passage], str]:
    """The passages that are the article, and a note when that could not be told."""
    plain = [p for p in passages if not p.furniture] or passages
    kept = [p for p in plain if _within(p, chosen)]
    found = sum(len(p.words) for p in kept)
    if not chosen or found < 0.5 * len(" ".join(chosen)) or found < 100:
        return plain, "the main text could not be told from the rest; all but menus and forms is kept"
    chosen_ids = set(map(id, kept))
    places = [n for n, p in enumerate(passages) if id(p) in chosen_ids]
    inside = [p for p in passages[places[0] : places[-1] + 1] if id(p) in chosen_ids or (not p.furniture and _prose(p))]
    return _with_headline(plain, inside), ""


def _with_headline(plain: list[Passage], kept: list[Passage]) -> list[Passage]:
    """The headline stands before what trafilatura returns, which drops it as the title."""
    before = list(takewhile(lambda passage: passage is not kept[0], plain))
    headline = [p for p in before if p.xpath.rsplit("/", 1)[-1].startswith("h1")][-1:]
    return headline + kept


def _prose(passage: Passage) -> bool:
    return len(_WORD.findall(passage.words)) >= 5


def _chosen(markup: str) -> set[str]:
    """The paragraphs that trafilatura takes for the main text, as bare words."""
    import trafilatura

    try:
        text = trafilatura.extract(markup, include_comments=False, favor_recall=True, fast=True) or ""
    except Exception:  # it fails in many ways on broken pages; the caller then keeps everything
        return set()
    return {bare for line in text.splitlines() if (bare := _bare(line))}


def _within(passage: Passage, chosen: set[str]) -> bool:
    lines = [_bare(line) for line in re.split(r"[\n\t]", passage.words)]
    return _bare(passage.words) in chosen or any(line in chosen for line in lines if len(line) > 20)


def _bare(line: str) -> str:
    return " ".join(_WORD.findall(line))
