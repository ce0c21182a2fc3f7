"""On whom an attack is laid by words beside it: "claimed responsibility for the bombing", "blamed the raid on the army",
"attacks attributed to the militia", "was responsible for the shelling"."""

from __future__ import annotations

from spacy.tokens import Token

from probanda.extract import frames

_CLAIMS = ("claim", "take", "accept", "admit", "acknowledge", "assume")
_LAYS = {"blame": ("on", "upon"), "pin": ("on",), "attribute": ("to",), "ascribe": ("to",)}


def blamed(act: Token) -> tuple[list[Token], str] | None:
    """Who is said to be behind an act, and the words that lay it on them; None where nobody is, or where it is denied."""
    found = _responsible(act) or _laid(act)
    if found is None or frames.negated(found[1]) or frames.unreal(found[1]):
        return None
    return frames.series(found[0]), found[2]


def _responsible(act: Token) -> tuple[Token, Token, str] | None:
    """ "X claimed responsibility for the act", "X is responsible for the act", "they blamed X for the act"."""
    if act.dep_ != "pobj" or act.head.lower_ != "for":
        return None
    over = act.head.head
    if over.lemma_ == "responsibility" and over.dep_ == "dobj" and over.head.lemma_ in _CLAIMS:
        doer = frames.subject(over.head)
        return (doer, over.head, f"{over.head.text} {over.text}") if doer is not None else None
    if over.lower_ == "responsible" and over.head.lemma_ == "be":
        doer = frames.subject(over.head)
        return (doer, over.head, over.text) if doer is not None else None
    if over.lemma_ == "blame" and over.pos_ == "VERB":
        held = frames.patients(over)
        return (held[0], over, over.text) if held else None
    return None


def _laid(act: Token) -> tuple[Token, Token, str] | None:
    """ "They blamed the act on X", "the act was blamed on X", "acts attributed to X"."""
    over = act.head if act.dep_ in ("dobj", "nsubjpass") else next((c for c in act.children if c.dep_ == "acl"), None)
    to = _LAYS.get(over.lemma_, ()) if over is not None else ()
    # The parse may hang "on X" on the act itself.
    doer = next((t for held in (over, act) if held is not None and to for t in frames.objects_of(held, to)), None)
    return (doer, over, f"{over.text} {doer.head.text}") if over is not None and doer is not None else None
