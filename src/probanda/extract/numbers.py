"""Written numbers to (minimum, maximum): "at least thirty-three" is (33, None), "dozens" (24, None), "as many as 40" (0, 40).

The words are data (`data/lexicon/<language>/numbers.yaml`), English, French and Arabic. Conventions of counting as in the
annotation of casualty reports: "hundreds" is at least 200 and "thousands" at least 1000; an estimate is its own number and marked
approximate. Numbers that count nothing (ages, articles, times, percentages, names of units) are left out; years and days are not
told apart from counts here, so a caller compares with the dates found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from probanda.extract.folding import fold
from probanda.extract.lexicons import alternatives, load

_AMOUNT = re.compile(r"\d\s*\Z")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count in `body[start:end]`, its qualifier included. `maximum` None is no upper end ("at least")."""

    start: int
    end: int
    minimum: int | None
    maximum: int | None
    approximate: bool = False


class Example(msgspec.Struct, frozen=True):
    """A sentence of a lexicon with the counts that it holds."""

    text: str
    found: list[tuple[int | None, int | None]]


class Qualifiers(msgspec.Struct, frozen=True):
    """Words that say how a number is meant."""

    floor: list[str] = []
    ceiling: list[str] = []
    about: list[str] = []
    below: list[str] = []


class Lexicon(msgspec.Struct, frozen=True, rename={"and_": "and"}, forbid_unknown_fields=True):
    """The words of numbers in one language; the English file explains each key."""

    words: dict[str, int] = {}
    scales: dict[str, int] = {}
    one: list[str] = []
    and_: list[str] = []
    and_after: int = 100
    units_first: bool = False
    groups: str = ","
    point: str = "."
    prefix: str = ""
    article: str = ""
    fractions: dict[str, int] = {}
    vague: dict[str, tuple[int | None, int | None]] = {}
    plain: list[str] = []
    never: list[str] = []
    labels: list[str] = []
    not_before: list[str] = []
    qualifiers: Qualifiers = Qualifiers()
    after: Qualifiers = Qualifiers()
    to: list[str] = []
    between: list[str] = []
    match: list[Example] = []
    reject: list[str] = []


_Bounds = tuple[int | None, int | None]
_Entry = tuple[str, float, _Bounds | None]


@dataclass(frozen=True, slots=True)
class _Grammar:
    lexicon: Lexicon
    entries: dict[str, _Entry]
    token: re.Pattern[str]
    gap: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    range: re.Pattern[str]
    between: re.Pattern[str]
    label: re.Pattern[str]
    barred: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    kind: str
    value: float
    bounds: tuple[int | None, int | None] | None = None


def parse(words: str, language: str = "en") -> int | None:
    """The number that `words` write out in digits or letters, whole; None when they are no number.

    >>> parse("two hundred and fifty"), parse("1,200"), parse("quatre-vingt-dix-sept", "fr"), parse("the others")
    (250, 1200, 97, None)
    """
    text = fold(words.strip()).body
    grammar = _grammar(language)
    groups = [g for g in _groups(text, grammar) if (g[0].start, g[-1].end) == (0, len(text))]
    if not groups or groups[0][0].kind in ("vague", "never"):
        return None
    return _value(groups[0], grammar.lexicon)


def find(body: str, language: str = "en") -> list[Quantity]:
    """Every count in `body`, in order, with its qualifier. Languages without a lexicon give numbers in digits only."""
    folded = fold(body) if language == "ar" else None
    text = folded.body if folded else body
    grammar = _grammar(language)
    plain = [q for g in _groups(text, grammar) if (q := _plain(text, g, grammar))]
    found = [_qualified(text, q, grammar) for q in _joined(text, plain, grammar)]
    if not folded:
        return found
    return [Quantity(*folded.origin(q.start, q.end), q.minimum, q.maximum, q.approximate) for q in found]


@cache
def _grammar(language: str) -> _Grammar:
    lexicon = load(language, "numbers", Lexicon) or Lexicon()
    flags = re.IGNORECASE
    prefix, groups = lexicon.prefix, re.escape(lexicon.groups)
    grouped = rf"\d{{1,3}}(?:[{groups}\u00a0\u202f]\d{{3}}){{1,5}}(?!\d)"
    digits = rf"{grouped}|\d{{1,15}}(?!\d)(?:{re.escape(lexicon.point)}\d{{1,15}}(?!\d))?"
    words = [*lexicon.words, *lexicon.scales, *lexicon.one, *lexicon.fractions, *lexicon.vague, *lexicon.never]
    word = rf"{prefix}(?P<word>{alternatives(words) or '(?!)'})(?!\w)"
    qualifiers = [*lexicon.qualifiers.floor, *lexicon.qualifiers.ceiling, *lexicon.qualifiers.about, *lexicon.qualifiers.below]
    after = [*lexicon.after.floor, *lexicon.after.ceiling, *lexicon.after.about]
    return _Grammar(
        lexicon=lexicon,
        entries=_entries(lexicon),
        token=re.compile(
            rf"(?<![\w$€£#№.,/:])(?<!\w\()(?:{word}|{prefix}(?<![^\W\d]-)(?P<digits>{digits})(?![\dA-Za-z]))", flags
        ),
        gap=re.compile(rf"[\s-]+(?P<and>(?:{alternatives(lexicon.and_) or '(?!)'})\s*)?(?:{lexicon.article})?\Z", flags),
        before=re.compile(rf"(?<!\w){prefix}(?P<q>{alternatives(qualifiers) or '(?!)'})\s*\Z", flags),
        after=re.compile(rf"(?P<plus>\+)|,?\s+(?:[^\W\d]+\s+){{0,2}}?(?P<q>{alternatives(after) or '(?!)'})(?!\w)", flags),
        range=re.compile(rf"\s*[-–]\s*|\s+(?P<to>{alternatives(lexicon.to) or '(?!)'})\s*", flags),
        between=re.compile(rf"(?<!\w)(?:{alternatives(lexicon.between) or '(?!)'})\s+\Z", flags),
        label=re.compile(rf"(?<!\w)(?:{alternatives(lexicon.labels) or '(?!)'})\s+\Z", flags),
        barred=re.compile(rf"-[^\W\d]|\s?%|[:/.]\d|\s+(?:{alternatives(lexicon.not_before) or '(?!)'})(?!\w)", flags),
    )


def _tokens(text: str, grammar: _Grammar) -> list[_Token]:
    return [_token(m, grammar) for m in grammar.token.finditer(text)]


def _token(match: re.Match[str], grammar: _Grammar) -> _Token:
    """A token starts at its number: a conjunction or preposition written onto it ("and-five" in Arabic) belongs to the gap."""
    if match["digits"]:
        return _Token(match.start("digits"), match.end(), "digits", _digits(match["digits"], grammar.lexicon))
    word = re.sub(r"[\s-]+", " ", match["word"].lower())
    kind, value, bounds = grammar.entries[word]
    return _Token(match.start("word"), match.end(), kind, value, bounds)


def _digits(written: str, lexicon: Lexicon) -> float:
    digits = re.sub(r"\s", "", written)
    if re.fullmatch(rf"\d{{1,3}}([{re.escape(lexicon.groups)}]?\d{{3}})+", digits):
        digits = re.sub(r"\D", "", digits)
    return float(digits.replace(lexicon.point, "."))


def _entries(lexicon: Lexicon) -> dict[str, _Entry]:
    """Every word with its kind, value and bounds; where a word has two kinds, the first of these counts."""
    tables: dict[str, dict[str, Any]] = {
        "never": dict.fromkeys(lexicon.never, 0),
        "vague": lexicon.vague,
        "fractions": lexicon.fractions,
        "words": lexicon.words,
        "scales": lexicon.scales,
        "one": dict.fromkeys(lexicon.one, 1),
    }
    entries: dict[str, _Entry] = {}
    for kind, table in tables.items():
        for word, value in table.items():
            # "thousands" by itself is vague, after a number it is a scale where the language writes both alike.
            entry = (kind, float(lexicon.scales.get(word, 0)), value) if kind == "vague" else (kind, float(value), None)
            entries.setdefault(word.replace("-", " "), entry)
    return entries


def _groups(text: str, grammar: _Grammar) -> list[list[_Token]]:
    """Tokens that write one number together: "two hundred and fifty" is one group, "two, three" are two."""
    groups: list[list[_Token]] = []
    for token in _tokens(text, grammar):
        last = groups[-1] if groups else None
        if (
            last
            and (gap := grammar.gap.match(text[last[-1].end : token.start]))
            and _extends(last, token, joined=gap["and"], grammar=grammar)
        ):
            last.append(token)
        else:
            groups.append([token])
    return groups


def _extends(group: list[_Token], token: _Token, *, joined: str | None, grammar: _Grammar) -> bool:
    if not (token.kind in ("words", "scales") or (token.bounds and token.value)) or group[-1].kind in (
        "vague",
        "never",
        "fractions",
    ):
        return False
    if group[-1].kind == "one" and token.kind != "scales":
        return False
    value = _value(group, grammar.lexicon)
    if value is None or (joined and value < grammar.lexicon.and_after):
        return False
    return _value([*group, token], grammar.lexicon) is not None


def _value(group: list[_Token], lexicon: Lexicon) -> int | None:
    """The number that tokens add up to; None when their order writes no number ("three twenty")."""
    total = current = 0.0
    for token in group:
        if token.kind in ("scales", "vague") and token.value >= 1000:
            total, current = total + (current or 1) * token.value, 0
        elif token.kind == "scales":
            if current >= 100:
                return None
            current = (current or 1) * token.value
        elif not current:
            current = token.value
        elif token.value < _free_below(current) or (lexicon.units_first and current % 100 < 10 <= token.value < 100):
            current += token.value
        else:
            return None
    return int(total + current)


def _free_below(value: float) -> int:
    """What may still be added: to 20 anything below 10, to 200 anything below 100, to 12 nothing."""
    power = 1
    while value and value % (power * 10) == 0:
        power *= 10
    return power


def _plain(text: str, group: list[_Token], grammar: _Grammar) -> Quantity | None:
    """The number of a group without its qualifier; None when it counts nothing."""
    start, end, first = group[0].start, group[-1].end, group[0]
    if first.kind == "never" or (first.kind == "one" and len(group) == 1):
        return None
    if first.kind == "scales" and _AMOUNT.search(text, max(0, start - 12), start):
        return None
    if grammar.barred.match(text, end) or grammar.label.search(text, max(0, start - 16), start):
        return None
    if first.bounds:
        return Quantity(start, end, *first.bounds, approximate=True)
    value = _value(group, grammar.lexicon)
    about = first.kind == "fractions" and re.sub(r"[\s-]+", " ", text[start:end].lower()) in grammar.lexicon.plain
    return Quantity(start, end, value, value, about)


def _joined(text: str, found: list[Quantity], grammar: _Grammar) -> list[Quantity]:
    """Ranges as one: "20 to 30", "two or three", "between 20 and 30"."""
    joined: list[Quantity] = []
    for quantity in found:
        if joined and _is_range(text, (joined[-1], quantity), grammar):
            first = joined.pop()
            start = m.start() if (m := grammar.between.search(text, max(0, first.start - 12), first.start)) else first.start
            joined.append(Quantity(start, quantity.end, first.minimum, quantity.maximum))
        else:
            joined.append(quantity)
    return joined


def _is_range(text: str, pair: tuple[Quantity, Quantity], grammar: _Grammar) -> bool:
    first, second = pair
    match = grammar.range.fullmatch(text, first.end, second.start)
    if not match or None in (first.maximum, second.maximum) or (first.maximum or 0) >= (second.minimum or 0):
        return False
    # The last joiner of each lexicon ("and") makes a range only after "between".
    if (match["to"] or "").lower() in grammar.lexicon.to[-1:]:
        return bool(grammar.between.search(text, max(0, first.start - 12), first.start))
    return True


def _qualified(text: str, quantity: Quantity, grammar: _Grammar) -> Quantity:
    before = grammar.before.search(text, max(0, quantity.start - 40), quantity.start)
    if before:
        bent = _bent(quantity, before["q"], grammar.lexicon.qualifiers)
        return Quantity(before.start(), quantity.end, bent.minimum, bent.maximum, bent.approximate)
    after = grammar.after.match(text, quantity.end)
    if after and after["plus"]:
        return Quantity(quantity.start, after.end(), quantity.minimum, None, quantity.approximate)
    return _bent(quantity, after["q"], grammar.lexicon.after) if after else quantity


def _bent(quantity: Quantity, words: str, qualifiers: Qualifiers) -> Quantity:
    word = re.sub(r"\s+", " ", words.lower())
    low, high = quantity.minimum, quantity.maximum
    if word in qualifiers.floor:
        return Quantity(quantity.start, quantity.end, low, None, quantity.approximate)
    if word in qualifiers.ceiling:
        return Quantity(quantity.start, quantity.end, 0, high, quantity.approximate)
    if word in qualifiers.below:
        return Quantity(quantity.start, quantity.end, 0, high - 1 if high else high, quantity.approximate)
    return Quantity(quantity.start, quantity.end, low, high, True)
