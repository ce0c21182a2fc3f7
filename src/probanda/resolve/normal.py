"""Names folded for comparison: never for display, never written back over a quotation.

Unicode NFKC, no marks (harakat, tatweel, accents), one letter for the letters that writers of Arabic and Persian exchange
(alef forms, ya and alef maqsura, kaf, ta marbuta), digits as ASCII. See Unicode Standard Annex 15 and chapter 9.2 (Arabic).
"""

from __future__ import annotations

import re
import unicodedata

_FOLDS = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىیيېۍۑ", "ي"),
        **dict.fromkeys("کڪګ", "ك"),
        **dict.fromkeys("ةۀەہۃھ", "ه"),
        **dict.fromkeys("ؤ", "و"),
        **dict.fromkeys("ئ", "ي"),
        **dict.fromkeys("ـءʿʾʻʼ'`´’‘‛\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff", ""),
        **dict.fromkeys("łŁ", "l"),
        **dict.fromkeys("øØ", "o"),
        **dict.fromkeys("đĐð", "d"),
        **dict.fromkeys("ıİ", "i"),
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
    }
)
_WORD = re.compile(r"\w+")


def fold(name: str) -> str:
    """The name for comparison: words of letters and digits, lower case, one space between.

    >>> fold("Jamāl  al-Ṣāfī"), fold("أحمد الصّافي")
    ('jamal al safi', 'احمد الصافي')
    """
    if name.isascii():
        # As below: an apostrophe inside a word joins ("Ba'ath"), any other punctuation parts.
        plain = name.replace("'", "").replace("`", "")
    else:
        folded = unicodedata.normalize("NFKC", name).translate(_FOLDS)
        plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.lower().replace("_", " ")))
