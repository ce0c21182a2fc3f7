"""What is attributed: the words that stand as the content of a verb or noun of attribution, one finder per construction.

Each finder takes the attributing token and gives the tokens of the content, or nothing. The labels are those of spaCy's English
models.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from spacy.tokens import Token

from probanda.extract.frames import child
from probanda.extract.speech import Uses, noun

Finder = Callable[[Token], Sequence[Token]]
_BARE = {"to-noun": "to"}
_WITH_OBJECT = ("of", "for", "with")
_AFTER_OBJECT = ("prep", "oprd", "advcl", "xcomp", "acl")
_VOICING = ("express", "voice", "raise", "make", "offer", "issue", "share", "reiterate", "convey", "articulate", "air", "repeat")
_EXPECTING = ("expect", "know", "believe", "think", "want", "intend", "mean", "consider", "say", "report")
_NAMING = ("call", "dub", "brand", "label", "term", "deem", "declare")
_REASONS = (
    "including",
    "ranging",
    "for",
    "as",
    "over",
    "on",
    "about",
    "of",
    "with",
    "from",
    "against",
    "in",
    "to",
    "at",
    "after",
)


def find(token: Token, uses: Uses) -> tuple[str, Sequence[Token]] | None:
    """The first construction, in the order of `ORDER`, that gives content: its name and the tokens of the content."""
    wanted = set(uses)
    for name, finder in _FINDERS.items():
        if name in wanted and (tokens := finder(token)):
            return name, tokens
    for frame in sorted(wanted - _FINDERS.keys()):
        if tokens := _behind(token, _prepositional(token, _BARE.get(frame, frame))):
            return frame, tokens
    if "object" in wanted and (tokens := _object(token, uses["object"].objects)):
        return "object", tokens
    return None


def _behind(token: Token, tokens: Sequence[Token]) -> Sequence[Token]:
    """What stands behind the attributing word; in a broken parse the content reaches to the wrong side of it."""
    return [t for t in tokens if t.i > token.i]


def clause(token: Token) -> Sequence[Token]:
    """A clause that reports: "said (that) it burned", "it burned, he said"."""
    for found in token.children:
        if found.dep_ == "ccomp" and not _infinitive(found) and not _small(token, found):
            return [*found.subtree, *_carried_on(token, found)]
    for found in token.children:
        if found.dep_ in ("advcl", "xcomp", "acl", "relcl") and found.i > token.i and _opened_by_that(found):
            return list(found.subtree)
        if token.lemma_ in _ASKING and found.dep_ == "advcl" and found.i > token.i and found.left_edge.lower_ == "if":
            return list(found.subtree)
    if carried := _carried(token):
        return list(carried.subtree)
    found_object = child(token, "dobj", "attr")
    if found_object is not None and token.pos_ == "VERB" and found_object.i > token.i:
        # "said the attack that killed ten was ..." is at times parsed as an object with a clause of its own.
        after = next(iter(found_object.lefts), found_object)
        if after.lower_ == "that" and child(found_object, "acl", "relcl") is not None:
            return list(found_object.subtree)
    return ()


_ASKING = ("ask", "wonder", "inquire", "enquire", "question")
_BACKSHIFTED = ("would", "could", "might")


def _carried_on(token: Token, found: Token) -> Sequence[Token]:
    """ "said she hoped to stay, and would try": "would" goes on with what was said, though the parse joins it to "said"."""
    if found.i < token.i:
        return ()
    joined = [c for c in token.children if c.dep_ == "conj" and c.i > found.i and c.pos_ in ("VERB", "AUX")]
    return [
        t
        for c in joined
        if any(a.dep_ == "aux" and a.lower_ in _BACKSHIFTED for a in c.children)
        and all(s.pos_ == "PRON" for s in c.children if s.dep_ in ("nsubj", "nsubjpass"))
        for t in c.subtree
    ]


def _small(token: Token, found: Token) -> bool:
    """ "held him responsible": no clause that reports."""
    return (
        found.pos_ in ("ADJ", "NOUN", "PROPN")
        and found.i > token.i
        and not any(c.pos_ == "AUX" or c.tag_ == "IN" for c in found.children)
    )


def _carried(token: Token) -> Token | None:
    """The clause of "said in a statement posted on Friday that ...", which the parse hangs on "posted"."""
    for prep in token.children:
        if prep.dep_ == "prep" and prep.i > token.i:
            for below in prep.subtree:
                if below.dep_ == "ccomp" and below.head.tag_ == "VBN" and _opened_by_that(below):
                    return below
                if below.dep_ in ("relcl", "acl") and any(c.dep_ == "mark" and c.lower_ == "that" for c in below.children):
                    return below
    return None


def aside(token: Token) -> Sequence[Token]:
    """The sentence around a verb that stands aside: "the plan, he said, would fail"."""
    if token.dep_ not in ("parataxis",) or token.head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return ()
    own = set(token.subtree)
    return _open_ended([t for t in token.head.subtree if t not in own])


def _open_ended(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without the full stop that ends the sentence."""
    return tokens[:-1] if tokens and tokens[-1].text == "." else tokens


def noted(token: Token) -> Sequence[Token]:
    """ "As the report noted, the plan failed": the sentence that such a clause is set off from, when it has no content itself."""
    head = token.head
    opened = any(c.lower_ == "as" and c.dep_ == "mark" for c in token.children)
    if token.dep_ != "advcl" or not opened or child(token, "dobj", "ccomp", "xcomp", "acomp", "prt") is not None:
        return ()
    own = set(token.subtree)
    first, last = token.left_edge.i, token.right_edge.i
    beside = {token.doc[i].text for i in (first - 1, last + 1) if 0 <= i < len(token.doc)}
    rest = _open_ended([t for t in head.subtree if t not in own])
    return rest if beside & {",", "—", "–", "-", "--"} and head.pos_ in ("VERB", "AUX") else ()


def infinitive(token: Token) -> Sequence[Token]:
    """ "vowed to fight": what somebody says he will or wants to do."""
    found = next((c for c in token.children if c.dep_ == "xcomp" and c.i > token.i and _infinitive(c)), None)
    return list(found.subtree) if found is not None and child(token, "dobj", "nsubjpass") is None else ()


def told(token: Token) -> Sequence[Token]:
    """ "ordered them to fire", "called on them to leave", "was told to fire": what others are to do, with who they are."""
    for found in token.children:
        if found.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl") and found.i > token.i and _infinitive(found):
            called_for = any(c.dep_ == "mark" and c.lower_ == "for" for c in found.children)
            if found.dep_ == "advcl" and not called_for and child(token, "prep", "dobj", "nsubjpass") is None:
                continue
            subject = child(token, "nsubjpass") if token.lemma_ in _EXPECTING else None
            return [*_together(subject), *_behind(token, _together(child(token, "dobj"), _on(token), found))]
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ in ("on", "upon", "for"):
            inner = [c for p in prep.children for c in (p, *p.children)]
            found_inner = next(
                (c for c in inner if c.dep_ in ("acl", "relcl", "xcomp", "ccomp", "pcomp") and _infinitive(c)), None
            )
            if found_inner is not None:
                return _together(child(prep, "pobj"), found_inner)
    return ()


def _on(token: Token) -> Token | None:
    """ "called on the authorities": the authorities."""
    prep = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in ("on", "upon")), None)
    return child(prep, "pobj") if prep is not None else None


def gerund(token: Token) -> Sequence[Token]:
    """ "admitted shooting him", "admitted to having shot him"."""
    for found in token.children:
        if found.dep_ in ("xcomp", "ccomp", "dobj", "advcl") and found.i > token.i and _participle(found):
            return list(found.subtree)
        if found.dep_ == "prep" and found.lower_ == "to":
            inner = child(found, "pcomp")
            if inner is not None:
                return list(inner.subtree)
    return ()


def named(token: Token) -> Sequence[Token]:
    """ "called it a crime", "described it as a crime": the thing together with what it is called."""
    for found in token.children:
        if found.i > token.i and found.dep_ in ("ccomp", "oprd") and found.pos_ not in ("VERB",) and not _opened_by_that(found):
            return _together(child(token, "dobj"), found)
    thing = child(token, "dobj", "nsubjpass")
    as_ = next((c for c in token.children if c.dep_ in ("prep", "mark", "advcl") and c.lower_ == "as" and c.i > token.i), None)
    if thing is not None and as_ is not None:
        return _together(thing if thing.i > token.i else None, as_)
    if as_ is not None and token.dep_ == "acl" and token.tag_ == "VBN":
        return _together(*as_.children)
    if thing is not None and token.lemma_ in _NAMING:
        called = [
            c
            for c in token.children
            if c.i > thing.i and c.dep_ in ("oprd", "attr", "acomp", "appos", "npadvmod", "dobj", "ccomp", "xcomp")
        ]
        return _together(thing, *called) if called or child(thing, "appos") is not None else ()
    if thing is not None and child(thing, "prep") is not None:
        inner = next((c for c in thing.children if c.dep_ == "prep" and c.lower_ == "as"), None)
        return list(thing.subtree) if inner is not None else ()
    return ()


def seems(token: Token) -> Sequence[Token]:
    """ "appears to have burned": the subject together with what it seems to do."""
    subject, rest = child(token, "nsubj"), child(token, "xcomp", "oprd", "ccomp", "acomp")
    rest = rest or next((c for c in token.children if c.dep_ in ("prep", "advcl") and c.lower_ in ("like", "as")), None)
    if subject is None or rest is None or subject.lower_ in ("it", "which", "that", "who"):
        return ()
    return [*subject.subtree, *rest.subtree]


def _object(token: Token, only: Collection[str] = ()) -> Sequence[Token]:
    thing = child(token, "dobj", "nsubjpass")
    if thing is not None and only and thing.lemma_ not in only:
        return ()
    if thing is None or (
        thing.pos_ == "PRON" and thing.lower_ in ("himself", "herself", "themselves", "itself", "who", "that", "which", "what")
    ):
        return ()
    if thing.dep_ == "nsubjpass":
        return _together(thing, *(c for c in token.children if c.dep_ == "prep" and c.lower_ in _CHARGED))
    if token.lemma_ in _VOICING and find(thing, noun(thing.lemma_)) is not None:
        return ()  # "expressed confidence that ...": the noun tells what
    rest = [c for c in token.children if c.i > thing.i and c.dep_ in _AFTER_OBJECT and c.lower_ in _REASONS]
    return _together(thing, *rest)


_CHARGED = ("over", "for", "as", "with")
"""What tells of what somebody was accused, criticised or praised."""


def _prepositional(token: Token, preposition: str) -> Sequence[Token]:
    for prep in token.children:
        if prep.lower_ == preposition and prep.dep_ in ("prep", "agent", "dative") and prep.i > token.i:
            found = child(prep, "pobj", "pcomp")
            if found is None:
                continue
            thing = child(token, "dobj")
            if thing is not None and preposition in _WITH_OBJECT and token.i < thing.i < prep.i:
                return _together(thing, prep)
            return list(found.subtree)
    return ()


def _together(*heads: Token | None) -> Sequence[Token]:
    return [t for head in heads if head is not None for t in head.subtree]


def _infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ in ("aux", "mark") for c in verb.children)


def _participle(verb: Token) -> bool:
    first = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return verb.tag_ == "VBG" or first.tag_ == "VBG"


def _opened_by_that(verb: Token) -> bool:
    return any(
        c.lower_ in ("that", "whether", "how", "why") and c.i < verb.i
        for c in verb.children
        if c.dep_ in ("mark", "advmod", "nsubj", "dobj")
    )


_FINDERS: dict[str, Finder] = {
    "clause": lambda token: clause(token) or aside(token) or noted(token),
    "whom-to": told,
    "to": lambda token: _behind(token, infinitive(token)),
    "gerund": lambda token: _behind(token, gerund(token)),
    "name-as": named,
    "seems": seems,
    "object": lambda token: (),
    "quote": lambda token: (),
}
