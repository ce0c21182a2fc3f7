"""Which language each segment is in: py3langid where there is enough text to tell, else that of the whole; None when unsure."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from msgspec.structs import replace

from probanda.model import Text

_LETTERS = re.compile(r"[^\W\d_]")
_ENOUGH = 60
"""Letters below which a segment alone says too little (py3langid calls English names of 20 letters Latin or Malagasy)."""
_CODE = re.compile(r"[a-z]{2,3}\Z")
_SURE = 0.9
_SAMPLE = 200
"""Characters of a segment that are looked at; ten times as many of a text without long segments."""
_MOST = 5_000
"""Segments that are told apart, at most, so that a text of a million lines takes no minute; the others inherit."""
_SCRIPTS = {
    "arabic": re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "hebrew": re.compile("[\u0590-\u05ff]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "han": re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"),
    "other": re.compile("[\u0900-\u1fff]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
}


def labelled(text: Text, *, declared: str | None = None) -> Text:
    """The text with its language (ISO 639-1) and that of each segment. What people declare goes before what the document does.

    Done outside the worker: the model is large, and a process that forks for each file has to be small.
    """
    script = _script(text.body)
    passages = [text.body[s.start : min(s.end, s.start + _SAMPLE)] for s in text.segments]
    found = [_long(words) for words in passages[:_MOST]] + [None] * max(0, len(passages) - _MOST)
    given = next((code for code in (declared, text.language) if code and _could_be(code, script)), None)
    whole = given or _majority(text, found)
    own = (language or _short(words, whole, script) for language, words in zip(found, passages, strict=True))
    segments = tuple(replace(segment, language=language) for segment, language in zip(text.segments, own, strict=True))
    return replace(text, language=whole, segments=segments)


def _long(words: str) -> str | None:
    """The language of a segment that is long enough to tell."""
    return _detect(words) if len(_LETTERS.findall(words)) >= _ENOUGH else None


def _short(words: str, whole: str | None, script: str) -> str | None:
    """The language of any other segment: that of the whole, unless it is written in another script."""
    letters = len(_LETTERS.findall(words))
    if letters == 0 or _script(words) == script:
        return whole
    return _detect(words, sure=0.5) if letters >= _ENOUGH // 3 else None


def _majority(text: Text, found: list[str | None]) -> str | None:
    """The language in which most of the text is written; where no segment is long enough, that of all of them together."""
    sizes: Counter[str] = Counter()
    for segment, language in zip(text.segments, found, strict=True):
        if language:
            sizes[language] += segment.end - segment.start
    return sizes.most_common(1)[0][0] if sizes else _detect(text.body[: 10 * _SAMPLE])


def _detect(words: str, *, sure: float = _SURE) -> str | None:
    if len(_LETTERS.findall(words[:200])) < _ENOUGH // 3:
        return None
    language, probability = _identifier().classify(words)
    return str(language) if probability >= sure else None


def _script(words: str) -> str:
    """The script that most letters belong to; "latin" where there are none."""
    sample = words[:2000]
    counts = Counter({name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()})
    name, most = counts.most_common(1)[0]
    return name if most else "latin"


def _could_be(language: str, script: str) -> bool:
    """Whether a declared language may stand in this script. `en` over Arabic text cannot."""
    if not _CODE.match(language):
        return False
    expected = {"ar": "arabic", "fa": "arabic", "ur": "arabic", "ru": "cyrillic", "uk": "cyrillic", "he": "hebrew"}
    latin = {"en", "fr", "es", "de", "it", "pt", "nl", "tr", "pl", "sw"}
    return script == "latin" if language[:2] in latin else expected.get(language[:2], script) == script


@cache
def _identifier() -> Any:
    """The identifier, loaded once a process (90 ms)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Without the regional kinds of Arabic and others that have no two-letter code: between them it is never sure.
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
