"""What a web page says of itself: OpenGraph, Dublin Core, schema.org (JSON-LD) and plain meta tags.

Only declarations are taken, in that order. A date that htmldate finds elsewhere on the page is kept as approximate, with a note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from probanda import edtf

_TITLE = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title")
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author")
_PUBLISHER = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "citation_publisher")
_DATE = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "parsely-pub-date",
    "pubdate",
    "date",
)
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=T|\s|\Z)")
_HTTP = re.compile(r"https?://[^\s<>\"']{4,500}\Z")
_JSON = 200_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page's own metadata. `published` is EDTF, as the page gives the day."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    origin_url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


def page_metadata(tree: Any) -> Page:
    """The metadata of a parsed page."""
    meta = _meta(tree)
    article = next(_articles(tree), {})
    published, notes = _published(tree, meta, article)
    heading = tree.findtext(".//h1") or tree.findtext(".//title")
    return Page(
        title=_first(meta, _TITLE) or _text(article.get("headline")) or heading,
        author=_name(_first(meta, _AUTHOR)) or _text(article.get("author")),
        publisher=_first(meta, _PUBLISHER) or _text(article.get("publisher")),
        published=published,
        origin_url=_address(tree, meta),
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower() or None,
        notes=notes,
    )


def _meta(tree: Any) -> dict[str, str]:
    """Meta tags by lower-case name or property; the first of a name wins."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name and tag.get("content", "").strip():
            found.setdefault(name, tag.get("content").strip())
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _name(value: str | None) -> str | None:
    """An author's name; an address of a profile page is none."""
    return None if value is None or value.startswith(("http://", "https://", "@")) else value


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The schema.org objects that have a headline or a date of publication."""
    for script in tree.iter("script"):
        if script.get("type", "").lower() == "application/ld+json" and script.text and len(script.text) < _JSON:
            try:
                yield from _dated(json.loads(script.text))
            except (ValueError, RecursionError):
                continue


def _dated(value: Any) -> Iterator[dict[str, Any]]:
    items = value if isinstance(value, list) else value.get("@graph", [value]) if isinstance(value, dict) else []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict) and ("datePublished" in item or "headline" in item):
            yield item


def _text(value: Any) -> str | None:
    """The name in a schema.org value: a string, an object with a name, or a list of those."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value[:10]))) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _published(tree: Any, meta: dict[str, str], article: dict[str, Any]) -> tuple[str | None, tuple[str, ...]]:
    stamps = [meta.get(name) for name in _DATE] + [_text(article.get("datePublished"))]
    stamps += [t.get("datetime") for t in tree.iter("time") if "pubdate" in t.attrib or t.get("itemprop") == "datePublished"]
    for stamp in stamps:
        day = _DAY.match(stamp.strip()) if stamp else None
        if day and _valid(day[0]):
            return day[0], ()
    return _searched(tree)


def _searched(tree: Any) -> tuple[str | None, tuple[str, ...]]:
    """A date that htmldate finds in the page's markup: approximate, since the page does not call it that of publication."""
    from copy import deepcopy

    from htmldate import find_date

    try:
        day = find_date(deepcopy(tree), extensive_search=False, original_date=True)
    except Exception:  # it fails in many ways on broken pages; then the date is unknown
        return None, ()
    if not day or not _written(tree, day):
        return None, ()
    return f"{day}~", (f"the page declares no date of publication; {day} was found on it and is taken as approximate",)


def _written(tree: Any, day: str) -> bool:
    """Whether the page writes that very day in digits, year first: htmldate makes 1 February of 31 February."""
    from lxml import etree

    markup = etree.tostring(tree, encoding="unicode")
    return any(day.replace("-", mark) in markup for mark in "-/.") or day.replace("-", "") in markup


def _valid(day: str) -> bool:
    try:
        edtf.parse(day)
    except ValueError:
        return False
    return True


def _address(tree: Any, meta: dict[str, str]) -> str | None:
    links = [meta.get("og:url", "")] + [a.get("href", "") for a in tree.iter("link") if a.get("rel") == "canonical"]
    return next((link for link in links if _HTTP.match(link)), None)
