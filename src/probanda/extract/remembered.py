"""What spaCy's attribute ruler says of a token, asked once for each kind of token instead of once for each token.

The ruler (179 patterns of the English model) costs a seventh of a parse, and what it says depends on little: tag, relation,
a few listed words, and for a handful of patterns the next token. So each kind is shown to the ruler itself once, as a small
document of its own, and the answer is kept. The result is the ruler's, token by token; a test compares them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

Kind = tuple[int, int, int, bool]
"""Tag, relation, the word if a pattern names it (else 0), and whether it is white space; strings by their hashes."""
Answer = tuple[int, int, int, int, int]
"""Part of speech, morphology, tag, relation, lemma (0 where the ruler says nothing)."""


class Remembered:
    """Stands in for an attribute ruler in a pipeline. Keeps one answer for each kind of token it has met."""

    def __init__(self, ruler: Any) -> None:
        from spacy.attrs import DEP, IS_SPACE, LOWER, MORPH, POS, TAG

        self._ruler, self._strings = ruler, ruler.vocab.strings
        self._asked, self._given = [TAG, DEP, LOWER, IS_SPACE], [POS, MORPH, TAG, DEP]
        patterns = [tokens for rule in ruler.patterns for tokens in rule["patterns"]]
        self._named = lru_cache(maxsize=100_000)(_Named(_tokens(patterns), self._strings))
        leading = [tokens[0] for tokens in patterns if len(tokens) > 1]
        self._leads = _Named(leading, self._strings)
        self._leading_relations = {self._strings.as_int(t["DEP"]) for t in leading if isinstance(t.get("DEP"), str)}
        self._answers: dict[tuple[Kind, ...], list[Answer]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document with parts of speech, morphology and the odd lemma set."""
        import numpy as np

        answers = [answer for run in self._runs(doc) for answer in self._answer(run)]
        if answers:
            values: Any = np.array([answer[:4] for answer in answers], dtype="uint64")
            doc.from_array(self._given, values)
        for token, answer in zip(doc, answers, strict=True):
            if answer[4]:
                token.lemma = answer[4]
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Each document in turn; `batch_size` is spaCy's and changes nothing."""
        return map(self, docs)

    def _runs(self, doc: Doc) -> Iterator[tuple[Kind, ...]]:
        """The kinds of the tokens, in order; tokens that some pattern sees together stand together."""
        held: list[Kind] = []
        for tag, relation, lower, space in doc.to_array(self._asked).tolist():
            word = self._named(lower)
            held.append((tag, relation, word, bool(space)))
            if not (word and self._leads(lower)) and relation not in self._leading_relations:
                yield tuple(held)
                held = []
        if held:
            yield tuple(held)

    def _answer(self, run: tuple[Kind, ...]) -> list[Answer]:
        if run not in self._answers:
            self._answers[run] = self._ask(run)
        return self._answers[run]

    def _ask(self, run: tuple[Kind, ...]) -> list[Answer]:
        from spacy.tokens import Doc

        text = self._strings.as_string
        doc = Doc(
            self._ruler.vocab,
            words=[" " if space else text(word) or "x" for _, _, word, space in run],
            tags=[text(tag) for tag, _, _, _ in run],
            heads=[0] * len(run),
            deps=[text(relation) for _, relation, _, _ in run],
        )
        return [(t.pos, t.morph.key, t.tag, t.dep, t.lemma) for t in self._ruler(doc)]


class _Named:
    """Whether some pattern names a word: the word's hash if so, else 0."""

    def __init__(self, tokens: Iterable[dict[str, Any]], strings: Any) -> None:
        named = [token["LOWER"] for token in tokens if "LOWER" in token]
        words = [w for n in named for w in ([n] if isinstance(n, str) else n.get("IN", ()))]
        self._words = {strings.add(word) for word in words}
        self._shapes = [re.compile(n["REGEX"]) for n in named if isinstance(n, dict) and "REGEX" in n]
        self._strings = strings

    def __call__(self, lower: int) -> int:
        named = lower in self._words or any(shape.search(self._strings[lower]) for shape in self._shapes)
        return lower if named else 0


def _tokens(patterns: Iterable[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [token for tokens in patterns for token in tokens]
