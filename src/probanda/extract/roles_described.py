"""Roles of persons who are described, not named: "the former Ruritanian president", when coreference knows who is meant."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from probanda.extract import skeleton
from probanda.extract.mentions_lexicon import peoples
from probanda.extract.reading import Reading
from probanda.extract.roles_posts import kind_of_post, listed
from probanda.model import Party, Role

_BEFORE = ("amod", "compound", "nmod", "poss", "conj")
_SAID_OF_PERSON = {"former", "accused", "alleged", "convicted", "old", "same", "other", "most", "senior", "first", "only", "new"}


def find(reading: Reading) -> Iterator[Role]:
    """Roles from descriptions that coreference settled on a named person and that say more than the bare noun."""
    for index, referent in reading.referents.items():
        token = reading.doc[index] if index < len(reading.doc) else None
        if token is None or referent.type != "person" or not _is_post(reading, token):
            continue
        before = [t for t in token.lefts if t.dep_ in _BEFORE]
        owners = [t for t in before if reading.mention_at(t) or t.text in peoples()]
        plain = [t for t in before if t not in owners and t.is_alpha and t.lower_ not in _SAID_OF_PERSON]
        body = _body(reading, owners)
        if body or plain:
            yield _role(
                reading, referent, token, post=[*plain, token], body=body, former=any(t.lower_ == "former" for t in before)
            )


def _is_post(reading: Reading, token: Token) -> bool:
    alone = token.idx == 0 or reading.body[token.idx - 1] != "-"
    return (
        token.pos_ in ("NOUN", "PROPN")
        and alone
        and kind_of_post(token.text) is not None
        and token.lower_ not in listed("no_post")
    )


def _role(reading: Reading, referent: Party, token: Token, *, post: list[Token], body: Party | None, former: bool) -> Role:
    start, end = token.left_edge.idx, token.idx + len(token.text)
    span = reading.span(start, end)
    return Role(
        rule="role.described.v1",
        spans=(span,),
        person=Party(name=referent.name, span=span, type="person", how="description", why=referent.why),
        post=" ".join(t.text for t in post),
        organisation=body,
        former=former,
    )


def _body(reading: Reading, owners: list[Token]) -> Party | None:
    """The body that the description names; demonyms in a row are read as one."""
    for token in owners:
        mention = reading.mention_at(token)
        if mention and mention.type != "person":
            return Party(name=mention.name, span=mention.span, type=mention.type)
    people = [t for t in owners if t.text in peoples()]
    if not people:
        return None
    return skeleton.party(reading, skeleton.Name(people[0].idx, people[-1].idx + len(people[-1].text), "D"))
