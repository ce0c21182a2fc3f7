"""Where and when: the places and times that a passage gives for an event, and the doubt it states."""

from __future__ import annotations

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.reading import Reading
from probanda.model import Mention, Party, Span, When

_LOCATIVE = (
    "in",
    "at",
    "near",
    "on",
    "around",
    "across",
    "outside",
    "inside",
    "of",
    "throughout",
    "over",
    "against",
    "along",
    "to",
    "between",
    "through",
    "within",
    "into",
)
_DOUBT = (
    "allegedly",
    "reportedly",
    "apparently",
    "presumably",
    "believed",
    "suspected",
    "alleged",
    "possibly",
    "likely",
    "probably",
    "thought",
    "unidentified",
)


def time_of(reading: Reading, token: Token, region: tuple[int, int], *, wide: bool = True) -> When | None:
    """The time stated for an event: inside its phrase (local positions `region`), else, when `wide`, nearest to it in its
    clause."""
    sentence = token.sent
    times = [w for w in reading.whens_within(sentence.start_char, sentence.end_char) if _is_date(w)]
    inside = [w for w in times if region[0] <= _at(reading, w) < region[1] and not _of_another(reading, w, token)]
    if inside:
        return min(inside, key=lambda w: _away(reading, w, token))
    if not wide:
        return None
    verbs = _verbs(frames.predicate(token))
    near = [w for w in times if _tied(reading, w, verbs)]
    return min(near, key=lambda w: _away(reading, w, token), default=None)


def _verbs(verb: Token) -> set[int]:
    """A verb with those whose time it shares: "were shot and wounded on Monday", "attacked on Monday, killing three"."""
    found = {verb.i}
    for _ in range(4):
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "relcl", "acl") or any(c.dep_ == "mark" for c in verb.children):
            break
        verb = frames.predicate(verb.head)
        found.add(verb.i)
    return found


def _is_date(when: When) -> bool:
    return when.timex_type in (None, "DATE", "TIME") and bool(when.earliest or when.latest)


def _at(reading: Reading, when: When) -> int:
    return reading.local(when.span)[0] if when.span else -1


def _root(reading: Reading, span: Span) -> Token | None:
    words = reading.doc.char_span(*reading.local(span), alignment_mode="expand")
    return words.root if words is not None else None


def _tied(reading: Reading, when: When, verbs: set[int]) -> bool:
    """The time hangs on one of the verbs themselves, not on another verb of the sentence."""
    root = _root(reading, when.span) if when.span else None
    return root is not None and frames.predicate(root.head if root.head.i != root.i else root).i in verbs


def _of_another(reading: Reading, when: When, token: Token) -> bool:
    """ "The killings in the inquiry that you opened in May": the time is that of a clause with a subject of its own."""
    at = _root(reading, when.span) if when.span else None
    for _ in range(_DEPTH):
        if at is None or at.i == token.i or at.head.i == at.i:
            return False
        at = at.head
        if at.dep_ == "relcl" and at.i != token.i and token.is_ancestor(at):
            doer = frames.child(at, *frames.SUBJECTS)
            return doer is not None and doer.lower_ not in ("who", "which", "that")
    return False


_DEPTH = 8


def _away(reading: Reading, when: When, token: Token) -> tuple[int, int]:
    root = _root(reading, when.span) if when.span else None
    if root is None:
        return (2, 999)
    tied = root.head.i == token.i or root.head.head.i == token.i or token.is_ancestor(root)
    return (0 if tied else 1, abs(root.i - token.i))


def places(reading: Reading, token: Token, region: tuple[int, int], *, wide: bool = True) -> tuple[Party, ...]:
    """The places stated for an event: in its phrase (local positions `region`), else, when `wide`, behind it in its sentence."""
    sentence = token.sent
    found = [m for m in reading.mentions_within(*region) if _is_site(reading, m)]
    if not found and wide:
        near = [m for m in reading.mentions_within(sentence.start_char, sentence.end_char) if _is_site(reading, m)]
        verbs = _verbs(frames.predicate(token))
        near = [m for m in near if (root := _root(reading, m.span)) is not None and frames.predicate(root.head).i in verbs]
        after = [m for m in near if reading.local(m.span)[0] >= token.idx]
        found = (after or near[-1:])[:2]
    unique = {m.name: m for m in found}
    return tuple(Party(name=m.name, span=m.span, type="place") for m in unique.values())


def _is_site(reading: Reading, mention: Mention) -> bool:
    if mention.type != "place":
        return False
    root = _root(reading, mention.span)
    if root is None:
        return False
    if root.dep_ in ("nsubj", "nsubjpass", "agent") or (root.dep_ == "pobj" and root.head.dep_ == "agent"):
        return False
    if root.dep_ == "pobj" and root.head.lower_ not in _LOCATIVE:
        return False
    return not (root.dep_ in ("compound", "poss", "nmod") and root.head.ent_type_ in ("PERSON", "ORG"))


def doubt(verb: Token) -> str | None:
    """The word by which a passage doubts who did it ("allegedly", "believed to"), as written."""
    for token in verb.sent:
        if token.lower_ in _DOUBT:
            return token.text
    return None
