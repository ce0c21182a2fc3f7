"""Names of organisations and units compared by their own rules: a number must agree, "brigade" says little, "Nawasi" says much.

Words of kind and purpose are matched by meaning over languages (data/names/units.yaml), proper names as names.py matches them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import yaml

from probanda.derived import Feature
from probanda.resolve import align, evidence
from probanda.resolve.align import Floats, Ints
from probanda.resolve.names import Comparison, counted, in_words
from probanda.resolve.normal import fold
from probanda.resolve.words import MARK, Words

_NUMBER = re.compile(r"(?<!\w)(\d+)(?:st|nd|rd|th|e|er|eme|ieme)?(?!\w)")
_LETTERS = re.compile(r"(?<!\w)(?:\w )+\w(?!\w)")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")


class Lexicon(NamedTuple):
    """`phrases`: folded word or phrase to its marked concept; `weight`: of each concept."""

    phrases: dict[str, str]
    pattern: re.Pattern[str]
    numbers: dict[str, int]
    tens: dict[str, int]
    drop: frozenset[str]
    weight: dict[str, float]
    types: frozenset[str]
    weak: frozenset[str]
    legal: frozenset[str]
    armed: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The words of data/names/units.yaml, ready for use."""
    table: Any = yaml.safe_load((files("probanda") / "data/names/units.yaml").read_text("utf-8"))
    phrases = {phrase: name for name, spellings in table["proper"].items() for phrase in map(fold, spellings)}
    weight: dict[str, float] = {}
    for section, worth in (("types", 0.35), ("weak", 0.1), ("legal", 0.15), ("concepts", 0.5)):
        for concept, words in table[section].items():
            weight[MARK + concept] = worth
            phrases |= dict.fromkeys(map(fold, words), MARK + concept)
    by_length = sorted((p for p in phrases if " " in p), key=len, reverse=True)
    sections = (frozenset(MARK + name for name in table[s]) for s in ("types", "weak", "legal", "armed"))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, by_length)) + r")(?!\w)")
    numbers = table["numbers"]
    return Lexicon(
        phrases,
        pattern,
        {fold(w): n for w, n in numbers["words"].items()},
        numbers["tens"],
        frozenset(map(fold, table["drop"])),
        weight,
        *sections,
    )


def parts(name: str) -> list[str]:
    """The words of an organisation's name: concepts and numbers marked, proper names as they are.

    >>> parts("Fourth Armoured Division"), parts("اللواء 444 قتال")
    (['§4', '§armoured', '§division'], ['§brigade', '§444'])
    """
    known = lexicon()
    text = _LETTERS.sub(lambda m: m[0].replace(" ", ""), fold(_PARENTHESIS.sub("", name) or name))
    text = known.pattern.sub(lambda m: known.phrases[m[0]], text)
    text = _NUMBER.sub(rf"{MARK}\1", text)
    out: list[str] = []
    for word in text.split():
        if word in known.tens:
            out.append(f"{MARK}{known.tens[word]}")
        elif word in known.numbers:
            # "Forty-Four" is one number.
            if out and out[-1][1:].isdigit() and int(out[-1][1:]) % 10 == 0 and known.numbers[word] < 10 and out[-1][1:] != "10":
                out[-1] = f"{MARK}{int(out[-1][1:]) + known.numbers[word]}"
            else:
                out.append(f"{MARK}{known.numbers[word]}")
        elif word not in known.drop:
            out.append(_concept(word))
    return [p for p in out if p not in known.weak and p not in known.legal] or out


def _concept(word: str) -> str:
    phrases = lexicon().phrases
    for form in (word, word.removeprefix("ال"), word.removeprefix("لل"), word.removeprefix("وال")):
        if form in phrases:
            return phrases[form]
    return word


def compare(left: str, right: str) -> Comparison:
    """Two names of organisations or units, in any script. The order of the two does not matter."""
    units = Units(sorted((left, right)))
    matched, quantities = units.quantities(np.array([0]), np.array([1]))
    weights = evidence.table("weights_units")
    value = float(evidence.score(quantities, weights)[0])
    reasons: tuple[Feature, ...] = (*in_words(units.words, matched), *counted(quantities, weights))
    return Comparison(score=round(value, 4), same=value >= weights.threshold, features=reasons)


class Units:
    """Names of organisations analysed once, to be compared by the thousand (as `names.Names`)."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        split = [parts(name) for name in names]
        self.words = Words(lexicon().weight)
        self.columns, self.matrix, self.whole, self.bones = align.prepared(self.words, self.words.of_parts(split))
        self.numbers = [frozenset(p for p in s if p[1:].isdigit()) for s in split]
        self.types = [frozenset(p for p in s if p in lexicon().types) for s in split]
        self.initials = [_initials(fold(name)) for name in names]
        self.acronym = [name.strip().lower() if name.isupper() and len(name.strip()) <= 6 else "" for name in names]
        self.legal = [frozenset(_concept(w) for w in fold(name).split()) & lexicon().legal for name in names]

    def score(self, left: Sequence[int] | Ints, right: Sequence[int] | Ints) -> Floats:
        """The scores of the pairs (names[left[i]], names[right[i]])."""
        pairs = np.asarray(left, dtype=np.int64), np.asarray(right, dtype=np.int64)
        return evidence.score(self.quantities(*pairs)[1], evidence.table("weights_units"))

    def quantities(self, left: Ints, right: Ints) -> tuple[evidence.Matched, evidence.Quantities]:
        """What speaks for and against each pair, before it is weighed."""
        matched = evidence.match(self.columns, self.matrix[left], self.matrix[right])
        found = evidence.quantities(self.columns, matched)
        found |= evidence.as_a_whole(self.whole, self.bones, pairs=(left, right), found=found)
        pairs = list(zip(left.tolist(), right.tolist(), strict=True))
        found["number_conflict"] = np.array([self.numbers[a] != self.numbers[b] for a, b in pairs], dtype=float)
        found["number_same"] = np.array([bool(self.numbers[a] & self.numbers[b]) for a, b in pairs], dtype=float)
        found["type_conflict"] = np.array([_differ(self.types[a], self.types[b]) for a, b in pairs], dtype=float)
        found["sort_conflict"] = np.array([_sorts_differ(self.types[a], self.types[b]) for a, b in pairs], dtype=float)
        found["legal_conflict"] = np.array([_differ(self.legal[a], self.legal[b]) for a, b in pairs], dtype=float)
        found["acronym"] = np.array([self._is_acronym(a, b) or self._is_acronym(b, a) for a, b in pairs], dtype=float)
        return matched, found

    def _is_acronym(self, short: int, long: int) -> bool:
        return len(self.acronym[short]) >= 2 and self.acronym[short] == self.initials[long]


def _initials(folded: str) -> str:
    return "".join(word[0] for word in folded.split() if word not in lexicon().drop)


def _sorts_differ(left: frozenset[str], right: frozenset[str]) -> bool:
    """One is a unit or a movement under arms, the other a bank, a court, a ministry."""
    armed = lexicon().armed
    return bool(left and right) and bool(left & armed) != bool(right & armed)


def _differ(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right and not left & right)
