"""From bytes to characters, naming the decoder. Wrong letters are worse than none, so each guess must explain the bytes.

Order: byte order mark; UTF-8 (which other encodings hardly produce by chance); what the document declares; UTF-16 and UTF-32
without mark; the Windows code pages for Arabic, Cyrillic and western Europe, whichever makes words of one script.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from probanda.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 (little-endian) with byte order mark"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 (big-endian) with byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 (little-endian) with byte order mark"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 (big-endian) with byte order mark"),
)
_PAGES = ("cp1252", "cp1256", "cp1251")
_ALLOWED = re.compile(r"ascii|utf-(8|16|32)|cp(12|4|7|8)\d+|iso8859|koi8|mac|gb|big5|shift_jis|euc_|windows|hz")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")
_LETTERS = re.compile(r"[^\W\d_]+")
_KNOWN = re.compile("[\t\n\r -~\u00a0-\u024f\u0370-\u06ff\u0750-\u077f\u2010-\u203a\ufb50-\ufefc]")
# Russian in capitals reads as Arabic letters under windows-1256, but never as the five commonest besides alif.
_COMMON_ARABIC = frozenset("لمنوي")
_SAMPLE = 200_000


class Decoded(NamedTuple):
    """The characters, and the decoder in words."""

    text: str
    decoder: str


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text of `data`. Raises Unreadable when no decoder makes text of it."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], codec, name)
    guess = _utf8(data) or _declared(data, declared) or _wide(data) or _patched(data) or _page(data)
    if guess is None:
        raise Unreadable("it is no text in any encoding known here", next="check what kind of file it is, or convert it to UTF-8")
    return guess


def _replacing(data: bytes, codec: str, name: str) -> Decoded:
    text = data.decode(codec, "replace")
    bad = text.count("\ufffd")
    return Decoded(text, f"{name}, {bad} characters not decodable" if bad else name)


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8 when it is valid and not full of control characters, as UTF-16 looks when taken for UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "UTF-8" if not text.isascii() else "ASCII") if _noise(text) < 0.05 or _wide(data) is None else None


def _declared(data: bytes, label: str | None) -> Decoded | None:
    """The declared encoding, when it decodes every byte. iso-8859-1 means windows-1252, as browsers have it."""
    try:
        codec = codecs.lookup((label or "").strip().lower()).name
    except (LookupError, ValueError):
        return None
    codec = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-16-le"}.get(codec, codec)
    if not _ALLOWED.match(codec):
        return None
    if codec == "utf-8":
        # It is not valid, or `_utf8` had taken it. Declared and nearly so is still more than a guess.
        return _replacing(data, codec, "UTF-8, as declared")
    try:
        text = data.decode(codec)
    except (UnicodeError, ValueError):
        return None
    return Decoded(text, f"{_spoken(codec)}, as declared") if _noise(text) < 0.05 else None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without byte order mark: where nearly all units are characters of scripts that we know."""
    best: tuple[float, str, str] = (0.9, "", "")
    for codec, name, width in (
        ("utf-16-le", "UTF-16 (little-endian)", 2),
        ("utf-16-be", "UTF-16 (big-endian)", 2),
        ("utf-32-le", "UTF-32 (little-endian)", 4),
        ("utf-32-be", "UTF-32 (big-endian)", 4),
    ):
        sample = data[: _SAMPLE - _SAMPLE % 4].decode(codec, "replace") if data and len(data) % width == 0 else ""
        share = len(_KNOWN.findall(sample)) / len(sample) if sample else 0.0
        best = max(best, (share, codec, name))
    return _replacing(data, best[1], f"{best[2]} without byte order mark, guessed") if best[1] else None


def _patched(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken places: four good sequences for each broken one."""
    text = data.decode("utf-8", "replace")
    good = sum(ord(c) > 127 for c in text) - text.count("\ufffd")
    return _replacing(data, "utf-8", "UTF-8") if good >= 4 * text.count("\ufffd") else None


def _page(data: bytes) -> Decoded | None:
    """The code page under which words are of one script and capitals stand where capitals do."""
    sample = data[:_SAMPLE]
    scored = [(round(_plausible(sample.decode(page, "replace")), 3), page) for page in _PAGES]
    best = max(score for score, _ in scored)
    page = next(page for score, page in scored if score == best)
    text = data.decode(page, "replace")
    if best < 0.6 or _noise(text) > 0.05:
        return None
    return _replacing(data, page, f"{_spoken(page)}, guessed from the letters")


def _plausible(text: str) -> float:
    """The share of letters, in words with letters beyond ASCII, that stand in words of one script with ordinary capitals."""
    words = [w for w in _LETTERS.findall(text) if not w.isascii()]
    total = sum(map(len, words))
    good = sum(len(w) for w in words if _one_script(w) and _ordinary_case(w))
    arabic = "".join(w for w in words if _script(ord(w[0])) == "arabic")
    if len(arabic) > 5 and not _COMMON_ARABIC.intersection(arabic):
        return 0.0
    return (good / total if total else 1.0) - 2 * text.count("\ufffd") / max(1, len(text))


def _one_script(word: str) -> bool:
    return len({_script(ord(c)) for c in word}) == 1


def _script(code: int) -> str:
    if code < 0x250:
        # In western text a word is mostly plain letters; one of nothing but accented ones is another script misread.
        return "latin"
    return "cyrillic" if 0x400 <= code < 0x530 else "arabic" if 0x600 <= code < 0x700 else "other"


def _ordinary_case(word: str) -> bool:
    if _script(ord(word[0])) == "latin" and len(word) > 2 and not any(c.isascii() for c in word):
        return False
    return word.islower() or word.isupper() or word[1:].islower() or word.upper() == word.lower()


def _noise(text: str) -> float:
    return len(_CONTROL.findall(text[:_SAMPLE])) / max(1, min(len(text), _SAMPLE))


def _spoken(codec: str) -> str:
    return codec.replace("cp12", "windows-12").replace("iso8859", "ISO 8859").upper().replace("WINDOWS", "windows")
