"""Names that could deceive the eye, made to show what they are.

Characters that turn the direction of writing, that are not seen, or that steer a terminal are written out as U+202E and the like
(Unicode Standard Annex 9; Unicode Technical Report 36, sections 2.5 and 3). Texts of sources are frozen and keep them all.
"""

from __future__ import annotations

import re

# Overrides, embeddings and isolates; what is not seen; control characters; bytes of a file name that is no UTF-8. Joiners and
# the two direction marks are left: Persian and Arabic are written with them.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_ALIKE = re.compile("[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z]")
_BEFORE, _AFTER = re.compile(r"[^\W\d_]*\Z"), re.compile(r"[^\W\d_]*")
_LONGEST = 40


def shown(name: str) -> str:
    """The name on one line, with every character that is hidden or turns the writing spelled out. Others stay as they are."""
    return _HIDDEN.sub(_spelled, name)


def lines(words: str) -> str:
    """As `shown`, for words of several lines: line ends and tabs stay."""
    return _HIDDEN.sub(lambda found: found[0] if found[0] in "\n\t" else _spelled(found), words)


def _spelled(found: re.Match[str]) -> str:
    code = ord(found[0])
    # Python keeps a byte that is no UTF-8 as a surrogate (PEP 383).
    return f"\u2039byte {code - 0xDC00:02X}\u203a" if 0xDC80 <= code <= 0xDCFF else f"\u2039U+{code:04X}\u203a"


def mixed(text: str) -> list[str]:
    """The words that mix Latin letters with Greek or Cyrillic ones, which look alike; of endless ones, where the scripts meet.

    Unicode Technical Standard 39, section 5.
    """
    return sorted({_around(text, found.start()) for found in _ALIKE.finditer(text)})


def _around(text: str, at: int) -> str:
    # Bounded: a hostile text may be one word of a million letters.
    before, after = _BEFORE.search(text[max(0, at - _LONGEST) : at]), _AFTER.match(text[at : at + _LONGEST])
    return (before[0] if before else "") + (after[0] if after else "")
