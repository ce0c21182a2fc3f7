"""The words that attribute: verbs and nouns of attribution in a parsed text, with who is their source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from probanda.extract import speech
from probanda.extract.frames import child, objects_of, passive, subject
from probanda.extract.rules import load
from probanda.extract.speech import Uses


@dataclass(frozen=True, slots=True)
class Cue:
    """An attributing word with the constructions it may stand in, and the head token of its source, if the text has one."""

    token: Token
    uses: Uses
    source: Token | None

    @property
    def verb(self) -> str:
        """The word as the text's lexicon has it, with its particle."""
        part = child(self.token, "prt")
        return f"{self.token.lemma_} {part.lower_}" if part is not None else self.token.lemma_


def find(doc: Doc) -> list[Cue]:
    """All words of a text that may attribute, in order."""
    return list(_cues(doc))


def _cues(doc: Doc) -> Iterator[Cue]:
    for token in doc:
        if token.pos_ in ("VERB", "AUX", "PROPN", "ADJ") and token.tag_ not in ("MD", "JJ", "NNPS"):
            uses = _of_verb(token)
            if uses and ((source := source_of(token)) is None or _may_speak(source)):
                yield Cue(token, uses, source)
        if (
            token.dep_ in ("acomp", "amod")
            and (uses := speech.adjective(token.lower_))
            and (holder := _felt_by(token)) is not None
        ):
            yield Cue(token, uses, holder)
        elif token.pos_ == "NOUN" and (uses := speech.noun(token.lemma_)):
            yield Cue(token, _turned(token, uses), holder_of(token))


@cache
def _denying() -> frozenset[str]:
    return frozenset(load("stances")["deny"])


def _turned(noun: Token, uses: Uses) -> Uses:
    """ "Rejected the claim that ...": who rejects it denies it; "rejected his claim that ..." leaves the claim to him."""
    denied = noun.dep_ == "dobj" and noun.head.lemma_ in _denying()
    if not denied or child(noun, "poss") is not None or any(objects_of(noun, ("by", "from"))):
        return uses
    return {frame: replace(use, stance="denies") for frame, use in uses.items()}


def _felt_by(adjective: Token) -> Token | None:
    """The subject of "was aware that"; nobody for "it is clear that"."""
    found = subject(adjective.head) if adjective.dep_ == "acomp" else None
    return found if found is not None and found.lower_ not in ("it", "this", "that", "there") else None


def _may_speak(source: Token) -> bool:
    return source.text == "%" or not (source.is_digit or source.is_space or source.is_punct or source.tag_ == "WDT")


def _of_verb(token: Token) -> Uses:
    lemma = token.lemma_.lower()
    if not speech.begins(lemma) and lemma not in _UNDONE:
        return {}
    if token.pos_ == "PROPN" and (token.dep_ not in ("ROOT", "ccomp") or token.i == token.left_edge.i):
        return {}
    if token.dep_ == "acl" and token.tag_ == "VBN" and token.lemma_ in _CARRIED:
        return {}  # "a statement posted on Friday that ...": the clause belongs to the verb above
    if (
        lemma == "report"
        and token.dep_ in ("ccomp", "relcl")
        and child(token, "dobj", "ccomp") is None
        and any(objects_of(token, ("to",)))
    ):
        return {}  # "said the brigade reported to the general": was under him
    part = child(token, "prt")
    found = speech.verb(lemma, part.lower_ if part is not None else "")
    return found or speech.verb(_UNDONE.get(lemma, ""))


_CARRIED = (
    "post",
    "publish",
    "release",
    "broadcast",
    "air",
    "share",
    "issue",
    "upload",
    "deliver",
    "record",
    "write",
    "circulate",
    "address",
    "send",
)
_UNDONE = {"hop": "hope", "cit": "cite", "prais": "praise", "argu": "argue"}
"""Lemmas that the small model gets wrong as a rule."""


def source_of(verb: Token) -> Token | None:
    """Who says it: the subject.

    The agent of a passive; the noun of "a letter accusing him"; the subject of the verb above "saying".
    """
    if _told_that(verb):
        return verb.head
    if _asked(verb) or (passive(verb) and (child(verb, "auxpass", "agent") is not None or child(verb, "dobj") is None)):
        return next(objects_of(verb, ("by",)), None)
    above = _by_doing(verb)
    found = subject(above) if above is not None else subject(verb) or _before(verb)
    if found is not None and found.i < verb.i and _apart(found, verb):
        found = _nearest(verb, found)
    if found is not None and verb.dep_ == "acl" and verb.tag_ == "VBG":
        found = _behind(found)
    if found is not None and found.lower_ in ("it", "there") and found.dep_ in ("expl",):
        return None
    return found


def _told_that(verb: Token) -> bool:
    """ "A report found last week that ...": the parse takes the past tense for a participle; one that takes a clause is none."""
    inner = child(verb, "ccomp")
    bare = verb.dep_ == "acl" and verb.tag_ == "VBN" and child(verb, "agent", "auxpass", "aux") is None
    return bare and verb.head.i < verb.i and inner is not None and child(inner, "nsubj", "nsubjpass", "expl") is not None


def _asked(verb: Token) -> bool:
    """ "Asked whether it burned, he said ...", "pressed on the order, ...": whose words they are is not told."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBN" and child(verb, "aux", "nsubj", "mark") is None


_MANNER = ("by", "after", "before", "without", "since", "upon", "besides", "despite", "when", "while")
_MEANS = (
    "use",
    "hold",
    "give",
    "take",
    "make",
    "write",
    "launch",
    "open",
    "issue",
    "run",
    "release",
    "file",
    "spend",
    "call",
    "begin",
)


def _by_doing(verb: Token) -> Token | None:
    """The verb above whose subject speaks too, though it has an object: "rallied them by promising", "held a meeting to warn"."""
    above = verb.head
    if verb.dep_ == "pcomp" and above.lower_ in _MANNER and above.head.pos_ in ("VERB", "AUX"):
        return above.head
    purpose = verb.dep_ == "xcomp" and verb.tag_ == "VB" and above.lemma_ in _MEANS
    return above if purpose and child(verb, "nsubj", "auxpass") is None and not passive(above) else None


def _before(verb: Token) -> Token | None:
    """The noun right before a verb in the present or the past tense that the parse leaves without a subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ not in ("ROOT", "ccomp", "dep") or verb.i <= verb.sent.start:
        return None
    at = verb.nbor(-1)
    while at.pos_ in ("ADV", "AUX") and at.i > verb.sent.start:
        at = at.nbor(-1)
    above = at
    while above.head.i < above.i and above.head.pos_ in ("NOUN", "PROPN", "ADP", "PRON"):
        above = above.head
    return above if above.pos_ in ("NOUN", "PROPN", "PRON") else None


def _apart(first: Token, second: Token) -> bool:
    """Whether a new paragraph begins between two tokens."""
    return any(t.is_space and "\n\n" in t.text for t in first.doc[first.i : second.i])


def _nearest(verb: Token, wrong: Token) -> Token | None:
    """The subject where the parse took a heading for it: the phrase next to it in the paragraph of the verb."""
    near = [c for c in wrong.subtree if c.i < verb.i and not _apart(c, verb) and c.pos_ in ("PROPN", "NOUN", "PRON")]
    return next((c for c in near if c.dep_ in ("appos", "nsubj", "conj")), near[-1] if near else None)


_CARRIERS = (
    "video",
    "footage",
    "clip",
    "recording",
    "network",
    "media",
    "photo",
    "picture",
    "film",
    "interview",
    "meeting",
    "facebook",
    "twitter",
    "telegram",
    "youtube",
    "website",
)
"""What shows a speaker but does not speak: "appeared in a video instructing his men"."""


_FILING = (
    *("file", "send", "submit", "publish", "issue", "write", "post", "deliver", "release", "lodge", "sign", "circulate", "bring"),
    *("launch", "make"),
)


def _behind(noun: Token) -> Token:
    """Who speaks through a noun: "filed a complaint accusing him", "appeared in a video instructing his men"; else the noun."""
    if noun.lemma_.lower() in _CARRIERS:
        return _shown_in(noun) or noun
    at = noun
    for _ in range(4):
        if at.dep_ == "dobj" and at.head.lemma_ in _FILING:
            return subject(at.head) or noun
        if at.dep_ not in ("pobj", "prep", "dobj"):
            return noun
        at = at.head
    return noun


def _shown_in(carrier: Token) -> Token | None:
    at = carrier
    for _ in range(8):
        if at.pos_ in ("VERB", "AUX") and at.dep_ not in ("acl", "relcl"):
            return subject(at)
        at = at.head
    return None


def holder_of(noun: Token) -> Token | None:
    """Whose claim it is: "his claim", "the claim by X", "claims from X", "X made the claim", "the claim came from X"."""
    found = child(noun, "poss") or next(objects_of(noun, ("by", "from")), None)
    if found is not None:
        return found
    if noun.dep_ == "nsubj" and noun.head.lemma_ in ("come", "emanate", "originate", "issue"):
        return next(objects_of(noun.head, ("from",)), None)
    if noun.dep_ == "nsubjpass" and noun.head.lemma_ in ("give", "issue", "make", "send"):
        return next(objects_of(noun.head, ("by",)), None)
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and not passive(noun.head):
        return subject(noun.head)
    if noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB" and noun.head.lower_ in ("with", "in"):
        return subject(noun.head.head)
    return None
