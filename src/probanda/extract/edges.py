"""Where the words that somebody is reported to have said end: a parse often stops short of it, or runs on into what the next
person said."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from probanda.extract import speech
from probanda.extract.cues import Cue
from probanda.extract.frames import child
from probanda.extract.said import Layout

_TELLING = ("VBD", "VBZ", "VBP")
_TURNS = ("while", "though", "although", "whereas")
_ENDS = (".", "\n", ";", "”", '"')
_BELOW = ("relcl", "acl", "pcomp", "csubj")
"""Places of a verb of saying behind whose content the sentence above it goes on."""


def cut(cue: Cue, tokens: Sequence[Token]) -> Sequence[Token]:
    """The content without a clause that goes on attributing ("..., adding that"), which the parse at times hangs on it."""
    token = cue.token
    for found in tokens:
        if found.i > token.i + 2 and found.tag_ == token.tag_ and found.tag_ in _TELLING and _goes_on(found):
            end = found.left_edge.i
            return [t for t in tokens if t.i < end and not (t.i >= end - 2 and (t.dep_ == "cc" or t.is_punct))]
        if found.i > token.i + 4 and _added_by_outlet(found):
            return [t for t in tokens if t.i < found.left_edge.i]
        if found.tag_ == "VBG" and found.lemma_ in ("add", "say", "note") and found.i > token.i and found.nbor(-1).text == ",":
            return [t for t in tokens if t.i < found.i]
    return tokens


def run_on(layout: Layout, cue: Cue, tokens: Sequence[Token]) -> Sequence[Token]:
    """The content to the end of its sentence where the parse leaves it before its verb, or before a condition."""
    if tokens[0].i < cue.token.i or cue.token.pos_ != "VERB" or cue.token.dep_ in _BELOW:
        return tokens
    last = max(tokens, key=lambda t: t.i)
    if last.i + 1 >= len(last.doc) or last.text in (",", ";"):
        return tokens
    follows = last.nbor(1)
    finite = follows.tag_ in (*_TELLING, "MD") and "quote" not in speech.verb(follows.lemma_)
    if not finite and follows.lower_ != "if":
        return tokens
    end = layout.sentence_end(follows.idx, layout.paragraph(follows.idx)[1])
    return [*tokens, *layout.tokens(follows.idx, end)]


_REASONS = ("because", "if", "unless")
"""Words that open what belongs to the content when nothing sets it off."""


def onward(cue: Cue, frame: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The content with what stands right behind it and is joined to the attributing word by the parse: the rest of a clause
    that it broke, "... as a friend", "... because it burned". Nothing that a comma or another mark sets off."""
    held, token = list(tokens), cue.token
    for found in sorted(token.rights, key=lambda t: t.i):
        last = max(t.i for t in held)
        if found.left_edge.i == last + 1 and last > token.i and not found.is_punct and _belongs(found, frame):
            held += found.subtree
    return held


def _belongs(found: Token, frame: str) -> bool:
    first = found.left_edge.lower_
    if found.dep_ == "advcl":
        return first in _REASONS if frame in ("clause", "to", "whom-to") else first == "to" and frame != "object"
    return found.dep_ in ("ccomp", "conj") or (found.dep_ == "prep" and first == "as")


def _goes_on(verb: Token) -> bool:
    """Whether a verb joined to the content tells of the next who speaks ("said A, and others said B"), or of the speaker's
    next act ("said she admires A and praised B"), in the tense in which the first was told."""
    uses = speech.verb(verb.lemma_)
    if not uses:
        return False
    if child(verb, "nsubj") is None:
        return verb.dep_ == "conj" and (_says_that(verb) or _tense(verb.head) != verb.tag_)
    joined = verb.dep_ in ("conj", "ccomp") and any(t.dep_ == "cc" or t.text == ";" for t in _just_before(verb.left_edge))
    turned = verb.dep_ == "advcl" and verb.left_edge.lower_ in _TURNS
    said = "clause" in uses and uses["clause"].kind == "speech" and child(verb, "ccomp") is not None
    return (joined or turned) and said


def _just_before(token: Token) -> Sequence[Token]:
    return list(token.doc[max(0, token.i - 2) : token.i])


def _tense(verb: Token) -> str:
    """The tag of the verb that carries the tense: the first auxiliary's, if there is one."""
    return next((c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")), verb.tag_)


def _added_by_outlet(token: Token) -> bool:
    """A relative clause set off by a comma or a dash at the end of the content: as a rule the outlet's own remark."""
    edge = token.left_edge
    if token.dep_ != "relcl" or edge.i < 1 or edge.nbor(-1).text not in (",", "-", "–", "—", "--"):
        return False
    last = token.right_edge.i + 1
    return last >= len(token.doc) or token.doc[last].text in _ENDS or token.doc[last].is_sent_start is True


def _says_that(verb: Token) -> bool:
    inner = child(verb, "ccomp")
    return (
        inner is not None
        and any(c.lower_ == "that" and c.dep_ == "mark" for c in inner.children)
        and child(verb, "nsubj") is None
    )
