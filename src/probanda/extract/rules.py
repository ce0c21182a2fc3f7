"""Lexicons and patterns as data: YAML files under `data/`, read once, checked when they are read.

A lexicon (`data/lexicon/<language>/<name>.yaml`) maps a key to a list of words.
A file of rules (`data/rules/<language>/<name>.yaml`) is

    words: {kill: [kill, murder]}           # lists that patterns may name as <kill>
    lexicons: {post: posts}                 # a whole lexicon as a list: <post>
    rules:
      - name: order.quoted
        pattern: '\\b(?P<verb>ordered|instructed)\\b .+? to <kill>'
        ignore_case: true
        value: {act: killing}               # what the rule yields, for the code that uses it
        match: ["He ordered his men to kill them"]
        but_not: ["They ordered dinner"]

The form, data with its own examples, follows reporters-db and eyecite (Free Law Project).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from probanda.errors import RuleError

T = TypeVar("T")
Lexicon = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of language: a compiled regular expression, what it yields, and its examples."""

    name: str
    regex: re.Pattern[str]
    value: Mapping[str, str] = field(default_factory=dict)
    match: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    pattern: str
    ignore_case: bool = False
    value: dict[str, str] = {}
    match: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()


class _File(msgspec.Struct, forbid_unknown_fields=True):
    rules: tuple[_Entry, ...]
    words: dict[str, tuple[str, ...]] = {}
    lexicons: dict[str, str] = {}


def load(name: str, language: str = "en") -> Lexicon:
    """The lexicon `data/lexicon/<language>/<name>.yaml`: key > words. RuleError when it is absent or has another shape."""
    lexicon: Lexicon = load_as(dict[str, tuple[str, ...]], name, language)
    return lexicon


@cache
def load_as(kind: type[T], name: str, language: str = "en") -> T:
    """A lexicon of any other shape, checked against the type `kind` (a msgspec.Struct, `dict[str, str]` ...)."""
    return _read(kind, f"lexicon/{language}/{name}.yaml")


@cache
def rules(name: str, language: str = "en") -> tuple[Rule, ...]:
    """The rules of `data/rules/<language>/<name>.yaml`, compiled, in the order of the file."""
    where = f"rules/{language}/{name}.yaml"
    content = _read(_File, where)
    lists = {key: "|".join(_longest_first(words)) for key, words in content.words.items()}
    for key, lexicon in content.lexicons.items():
        lists[key] = either(word for words in load(lexicon, language).values() for word in words)
    return tuple(_compile(entry, lists, where) for entry in content.rules)


def either(words: Iterable[str]) -> str:
    """A regular expression for any of these literal words, longest first; a space stands for any white space."""
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in _longest_first(words)) + ")"


def failures(checked: Iterable[Rule]) -> list[str]:
    """Examples that their rule does not keep: `name: should match "..."`. Empty when all is well."""
    return [
        f'{rule.name}: should {"" if wanted else "not "}match "{text}"'
        for rule in checked
        for wanted, examples in ((True, rule.match), (False, rule.but_not))
        for text in examples
        if bool(rule.regex.search(text)) is not wanted
    ]


def _read(kind: type[T], where: str) -> T:
    try:
        body = files("probanda").joinpath("data", *where.split("/")).read_text("utf-8")
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return msgspec.convert(yaml.load(body, loader), kind, strict=False)
    except FileNotFoundError:
        raise RuleError("there is no such file of rules", where=f"data/{where}") from None
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise RuleError(str(error), where=f"data/{where}", next="correct the entry named") from error


def _compile(entry: _Entry, lists: Mapping[str, str], where: str) -> Rule:
    try:
        pattern = re.sub(r"(?<!\(\?P)<(\w+)>", lambda m: f"(?:{lists[m[1]]})", entry.pattern)
        regex = re.compile(pattern, re.IGNORECASE if entry.ignore_case else 0)
    except (re.error, KeyError) as error:
        raise RuleError(f"pattern cannot be used: {error}", where=f"data/{where}, {entry.name}") from error
    return Rule(entry.name, regex, entry.value, entry.match, entry.but_not)


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda w: (-len(w), w))
