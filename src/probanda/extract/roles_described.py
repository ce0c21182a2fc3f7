"""Roles of persons who are described, not named: "the former Ruritanian president", when coreference knows who is meant."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from probanda.extract import skeleton
from probanda.extract.mentions_lexicon import peoples
from probanda.extract.reading import Reading
from probanda.extract.roles_posts import kind_of_post
from probanda.model import Party, Role


def find(reading: Reading) -> Iterator[Role]:
    """Roles from descriptions that coreference settled on a named person and that say more than the bare noun."""
    for index, referent in reading.referents.items():
        token = reading.doc[index] if index < len(reading.doc) else None
        if token is None or token.pos_ not in ("NOUN", "PROPN") or referent.type != "person" or not kind_of_post(token.text):
            continue
        before = [t for t in token.lefts if t.dep_ in ("amod", "compound", "nmod", "poss", "conj")]
        plain = [
            t for t in before if t.text not in peoples() and t.lower_ not in ("former", "accused", "alleged") and t.dep_ != "poss"
        ]
        body = _body(reading, [t for t in before if t not in plain])
        if body is None and not plain:
            continue
        start, end = min(t.left_edge.idx for t in (token, *before)), token.idx + len(token.text)
        yield Role(
            rule="role.described.v1",
            spans=(reading.span(start, end),),
            person=Party(name=referent.name, span=reading.span(start, end), type="person", how="description", why=referent.why),
            post=" ".join(t.text for t in (*plain, token)),
            organisation=body,
            former=any(t.lower_ == "former" for t in before),
        )


def _body(reading: Reading, words: list[Token]) -> Party | None:
    for token in words:
        mention = reading.mention_at(token)
        if mention and mention.type != "person":
            return Party(name=mention.name, span=mention.span, type=mention.type)
        if token.text in peoples():
            return skeleton.party(reading, skeleton.Name(token.idx, token.idx + len(token.text), "D"))
    return None
