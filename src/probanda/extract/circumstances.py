"""To whom something was said, through which medium, and on which occasion."""

from __future__ import annotations

from spacy.tokens import Token

from probanda.extract.cues import Cue
from probanda.extract.frames import child, objects_of, passive, reach, subject
from probanda.extract.rules import load

_LISTENERS = (
    "tell",
    "ask",
    "urge",
    "remind",
    "inform",
    "assure",
    "warn",
    "order",
    "instruct",
    "command",
    "call",
    "press",
    "beg",
    "reassure",
    "notify",
    "advise",
)
_BREAKS = ("relcl", "punct", "cc", "conj", "advcl", "ccomp")


def addressee(cue: Cue | None, *, direct: bool = False) -> str | None:
    """Who was told: "told reporters", "called on the authorities to", "said to his men", "in a letter to the court"."""
    if cue is None:
        return None
    verb = cue.token
    if verb.lemma_ in _LISTENERS:
        heard = child(verb, "dobj", "dative", "nsubjpass") or _clause_subject(verb) or _pobj(verb, "on", "upon")
        # "ordered an attack" names what was ordered; "ordered his men to attack" names who was.
        given = (
            direct
            or child(verb, "xcomp", "ccomp", "acl", "advcl") is not None
            or verb.lemma_ in ("tell", "inform", "remind", "assure")
        ) and not _called(verb, heard)
        if heard is not None and given and heard.tag_ not in ("WP", "WDT"):
            return _words(heard)
    heard = _pobj(verb, "to")
    return _words(heard) if heard is not None and verb.lemma_ not in ("refer", "point", "respond", "object") else None


def _called(verb: Token, heard: Token | None) -> bool:
    """ "Called the trial a farce": spoken about, not to."""
    return verb.lemma_ == "call" and heard is not None and heard.dep_ != "pobj" and child(verb, "xcomp") is None


def issuer(source: Token) -> Token:
    """Who speaks through a document: "the warrant issued by the court said" is said by the court.

    Any other source speaks itself.
    """
    if source.lemma_.lower() not in load("media")["medium"]:
        return source
    for clause in source.children:
        if clause.dep_ in ("acl", "relcl") and clause.tag_ == "VBN" and clause.i < source.i + 12 and clause.lemma_ not in _HELD:
            found = next(objects_of(clause, ("by",)), None)
            if found is not None:
                return found
    from_whom = next(objects_of(source, ("by", "from")), None) or child(source, "poss")
    return (
        from_whom
        if from_whom is not None and (from_whom.pos_ in ("PROPN", "PRON") or from_whom.ent_type_ or _definite(from_whom))
        else source
    )


_HELD = (
    "see",
    "obtain",
    "review",
    "view",
    "read",
    "hear",
    "cite",
    "quote",
    "receive",
    "analyse",
    "analyze",
    "verify",
    "examine",
    "find",
)
"""What is done to a document by who did not write it: "a letter seen by the Post"."""


def _definite(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ == "the" for c in noun.children)


def medium(cue: Cue | None) -> str | None:
    """What carried the words: "a video statement posted on Facebook", "a letter to the court".

    None where nothing is said of it.
    """
    return _quoting(cue) or _circumstance(cue, "medium")


def _quoting(cue: Cue | None) -> str | None:
    """ "The report quotes a guard as saying that", "was quoted by the agency as saying": the report, the agency."""
    above = cue.token.head if cue is not None and cue.token.dep_ == "pcomp" else None
    if above is None or above.lower_ != "as" or above.head.lemma_ not in ("quote", "cite"):
        return None
    verb = above.head
    found = next(objects_of(verb, ("by",)), None) if passive(verb) else subject(verb)
    return _words(found) if found is not None else None


def occasion(cue: Cue | None) -> str | None:
    """The event at which it was said: "a meeting", "the opening of a dormitory"."""
    return _circumstance(cue, "occasion")


def _circumstance(cue: Cue | None, wanted: str) -> str | None:
    if cue is None:
        return None
    words = load("media")[wanted]
    for verb in (cue.token, cue.token.head if cue.token.dep_ in ("advcl", "xcomp", "conj") else cue.token):
        for prep in verb.children:
            if prep.dep_ == "prep" and prep.lower_ in (
                "in",
                "on",
                "at",
                "during",
                "via",
                "through",
                "by",
                "outside",
                "before",
                "after",
                "from",
            ):
                found = child(prep, "pobj")
                if wanted == "medium" and prep.lower_ in ("before", "after", "outside", "during"):
                    continue  # when it was said, not through what
                if found is not None and (found.lemma_.lower() in words or found.lower_ in words):
                    return _words(found)
    return None


def _clause_subject(verb: Token) -> Token | None:
    inner = child(verb, "ccomp")
    return (
        child(inner, "nsubj")
        if inner is not None and inner.i > verb.i and any(c.lower_ == "to" for c in inner.children)
        else None
    )


def _pobj(verb: Token, *prepositions: str) -> Token | None:
    prep = next((c for c in verb.children if c.dep_ in ("prep", "dative") and c.lower_ in prepositions), None)
    return child(prep, "pobj") if prep is not None else None


def _words(token: Token) -> str:
    start, end = reach(token, without=_BREAKS)
    held = token.doc.char_span(start, end)
    return str(held.text) if held is not None else token.text
