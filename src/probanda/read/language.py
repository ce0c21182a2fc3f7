"""Which language each segment is in: py3langid where there is enough text to tell, else that of the whole; None when unsure."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from msgspec.structs import replace

from probanda.model import Segment

_LETTERS = re.compile(r"[^\W\d_]")
_ENOUGH = 60
"""Letters below which a segment alone says too little (py3langid calls English names of 20 letters Latin or Malagasy)."""
_SURE = 0.9
_SAMPLE = 4_000
_SCRIPTS = {
    "arabic": re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "hebrew": re.compile("[\u0590-\u05ff]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "han": re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"),
    "other": re.compile("[\u0900-\u1fff]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
}


def label(body: str, segments: tuple[Segment, ...], *, declared: str | None = None) -> tuple[str | None, tuple[Segment, ...]]:
    """The language of the whole (ISO 639-1) and the segments with theirs. `declared` is believed where its script agrees."""
    main = _script(body)
    whole = declared if declared and _could_be(declared, main) else _detect(_sample(body))
    return whole, tuple(replace(s, language=_of(body[s.start : s.end], whole, main)) for s in segments)


def _of(words: str, whole: str | None, main: str) -> str | None:
    """The language of one segment, given that of the whole and its script."""
    letters = len(_LETTERS.findall(words[:400]))
    same = letters == 0 or _script(words) == main
    if letters < _ENOUGH:
        return whole if same else _detect(words, sure=0.5)
    found = _detect(words[:_SAMPLE])
    return found or (whole if same else None)


def _detect(words: str, *, sure: float = _SURE) -> str | None:
    if len(_LETTERS.findall(words[:200])) < _ENOUGH // 3:
        return None
    language, probability = _identifier().classify(words)
    return str(language) if probability >= sure else None


def _sample(body: str) -> str:
    """Beginning and middle: a document often opens with names and addresses."""
    middle = len(body) // 2
    return body if len(body) <= _SAMPLE else body[: _SAMPLE // 2] + " " + body[middle : middle + _SAMPLE // 2]


def _script(words: str) -> str:
    """The script that most letters belong to; "latin" where there are none."""
    sample = words[:2000]
    counts = Counter({name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()})
    name, most = counts.most_common(1)[0]
    return name if most else "latin"


def _could_be(language: str, script: str) -> bool:
    """Whether a declared language may stand in this script. `en` over Arabic text cannot."""
    expected = {"ar": "arabic", "fa": "arabic", "ur": "arabic", "ru": "cyrillic", "uk": "cyrillic", "he": "hebrew"}
    latin = {"en", "fr", "es", "de", "it", "pt", "nl", "tr", "pl", "sw"}
    return script == "latin" if language[:2] in latin else expected.get(language[:2], script) == script


@cache
def _identifier() -> Any:
    """The identifier, loaded once a process (90 ms)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
