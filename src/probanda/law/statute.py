"""The articles of the Rome Statute in a plain text, and the passage that a reference such as "Art. 8(2)(c)(i)" means."""

from __future__ import annotations

import re
from collections import defaultdict

_ARTICLE = re.compile(r"^\W*Article\s+(\d+(?:\s*bis|\s*ter)?)\b\s*(?:[-–—:.\[^*].*)?$", re.MULTILINE)
_LABEL = re.compile(r"\s*(?:(?P<paragraph>\d+(?:\s*bis)?)\.|\((?P<letter>[a-z]+)\))\s+")
_TENS, _UNITS = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = [tens + units for tens in _TENS for units in _UNITS][1:]
Path = tuple[str, ...]


def articles(text: str) -> dict[str, str]:
    """The text of each article by its number ("8", "8 bis"). Of a number that comes twice, the longest."""
    found = list(_ARTICLE.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    result: dict[str, str] = {}
    for match, end in zip(found, ends, strict=True):
        number = " ".join(re.sub(r"(bis|ter)", r" \1", match.group(1)).split())
        body = text[match.end() : end].strip()
        if len(body) > len(result.get(number, "")):
            result[number] = body
    return result


def passage(found: dict[str, str], reference: str) -> str | None:
    """The words of a provision: `passage(articles(text), "Art. 25(3)(b)")`. None where the text does not have it."""
    named = re.match(r"Art\.\s*(\d+(?:\s+bis)?)((?:\([^)]+\))*)$", reference)
    if not named or named.group(1) not in found:
        return None
    parts = provisions(found[named.group(1)])
    path: Path = tuple(re.findall(r"\(([^)]+)\)", named.group(2)))
    if named.group(1) == "28" and path not in parts:
        # Some transcriptions number 1 and 2 what the Statute letters (a) and (b).
        path = tuple({"a": "1", "b": "2"}.get(label, label) for label in path)
    return parts.get(path)


def provisions(article: str) -> dict[Path, str]:
    """The paragraphs, letters and numerals of an article with all that stands below each, by path: ("2", "c", "i")."""
    held: dict[Path, list[str]] = defaultdict(list)
    path: Path = ()
    for line in article.splitlines():
        rest = line
        while label := _LABEL.match(rest):
            path = _placed(path, label)
            rest = rest[label.end() :]
        for depth in range(len(path) + 1):
            held[path[:depth]].append(line)
    return {path: " ".join(" ".join(lines).split()) for path, lines in held.items()}


def _placed(path: Path, label: re.Match[str]) -> Path:
    """The path of a label after `path`: "(i)" follows "(h)" as a letter, and begins numerals below any other letter."""
    if label["paragraph"]:
        return (" ".join(label["paragraph"].split()),)
    name = label["letter"]
    paragraph = path[:1] if path[:1] and path[0][:1].isdigit() else ()
    below = path[len(paragraph) :]
    numeral = below[1] if len(below) > 1 else ""
    if name == _after(numeral) or (below and not numeral and name == "i" and below[0] != "h"):
        return (*paragraph, below[0], name)
    return (*paragraph, name)


def _after(numeral: str) -> str:
    return _ROMAN[_ROMAN.index(numeral) + 1] if numeral in _ROMAN[:-1] else ""
