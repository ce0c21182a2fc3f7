"""Whom a phrase means, when it is persons and forces that count: names in appositions, "the accused", "Russian warplanes"."""

from __future__ import annotations

from spacy.tokens import Token

from probanda.extract.parties import party
from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.model import Party

_OFTEN = 3
_FORCES = ("organisation", "armed_group", "unit")


def named(reading: Reading, token: Token) -> Party | None:
    """The person whom a phrase names, in its head or in an apposition in it, or whom a pronoun or "the accused" means."""
    meant = party(reading, token)
    if meant.type == "person":
        return meant
    for word in token.subtree:
        if (
            word.dep_ == "appos"
            and (mention := reading.mention_at(word))
            and mention.type == "person"
            and word.sent == token.sent
        ):
            return Party(name=mention.name, span=mention.span, type="person")
    if is_the_accused(token):
        return principal(reading, span=token)
    return None


def is_the_accused(token: Token) -> bool:
    """ "The accused", "the defendant": somebody whom the text has named."""
    return token.lower_ in ("accused", "defendant") and token.i > 0 and token.nbor(-1).lower_ == "the"


def principal(reading: Reading, *, span: Token | None = None) -> Party | None:
    """The one person whom a text is about, if there is one: named at least three times and twice as often as anybody else."""
    times: dict[str, int] = {}
    for mention in reading.mentions:
        if mention.type == "person":
            times[mention.name] = times.get(mention.name, 0) + 1
    ranked = sorted(times.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _OFTEN or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    where = reading.span_of(span) if span is not None else None
    return Party(name=ranked[0][0], span=where, type="person", how="description", why="the one person whom the text is about")


def force_of(reading: Reading, token: Token) -> Party | None:
    """For "Russian warplanes" or "planes believed to be Russian": the force of that people which the same text names."""
    behind = token.doc[token.i + 1 : min(token.sent.end, token.i + _NEAR)]
    words = [c for c in token.children if c.dep_ in ("amod", "compound")] + [
        t for t in behind if t.i > 1 and t.nbor(-1).lower_ == "be"
    ]
    for people in (t for t in words if t.text[:1].isupper()):
        of_them = next(
            (m for m in reading.mentions if m.type in _FORCES and m.name.lower().startswith(people.lower_ + " ")), None
        )
        if of_them is not None:
            why = f"the text names this force and calls the {token.text} {people.text}"
            return Party(name=of_them.name, span=reading.span_of(token), type=of_them.type, how="description", why=why)
    return None


_NEAR = 8


def court_of(reading: Reading, accuser: Party) -> Party:
    """For "the judges" or "the warrant": the court, where the text names one only; anybody else is given back."""
    if accuser.type is not None or not set(accuser.name.lower().split()) & _COURTLY:
        return accuser
    courts = {m.name for m in reading.mentions if m.type == "court"}
    if len(courts) != 1:
        return accuser
    why = f"the one court that the text names; it writes: {accuser.name}"
    return Party(name=courts.pop(), span=accuser.span, type="court", how="description", why=why)


_COURTLY = frozenset(
    ("judge", "judges", "court", "chamber", "panel", "tribunal", "warrant", "indictment", "verdict", "ruling", "bench")
)


def could_act(reading: Reading, token: Token) -> bool:
    """Whether a phrase may stand for who did something: a name, a pronoun, or a noun for people or forces that is no victim.

    "It" is never taken: it may as well be a war, and nobody is accused on a guess.
    """
    if token.pos_ == "PRON":
        return token.lower_ not in _NO_ACTOR and not any(c.lower_ == "no" for c in token.children)
    if token.pos_ == "PROPN" or reading.mention_at(token) is not None:
        return True
    if any(c.lower_ in _VICTIMS for c in token.children) or any(
        c.lower_ in ("any", "no") for c in token.children if c.dep_ == "det"
    ):
        return False
    lemma = token.lemma_.lower()
    return lemma != "other" and (
        lemma in load("stances")["forces"] or lemma in load("casualties")["people"] or token.lower_.endswith("ers")
    )


_NO_ACTOR = frozenset(
    ("it", "this", "that", "which", "i", "we", "you", "nobody", "none", "anybody", "anyone", "nothing", "no-one")
)
_VICTIMS = ("captured", "detained", "wounded", "unarmed", "injured", "killed", "imprisoned", "dead")
