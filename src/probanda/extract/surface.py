"""Indirect speech where the parse fails: read off the order of the words around a verb of saying.

Long sentences, and sentences with quotations in them, often leave a verb of saying without its clause. Its position tells the
content then: "the plan had failed, officials said." or "officials said the plan had failed."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from probanda.extract.cues import Cue
from probanda.extract.frames import child
from probanda.extract.reading import Reading
from probanda.extract.said import Layout, Said, Stretch, stretches, words_of

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NO_CLAUSE = ("IN", "TO", "RB", "RP", "VB", "VBG", "VBN", "CC")
_LEAST = 3
_MARKS = "“”\"'‘’«»,"


def of_cue(reading: Reading, layout: Layout, cue: Cue) -> Iterator[Said]:
    """The statement of a verb of saying that has a source but no content in the parse.

    Nothing where the order of words tells none.
    """
    use = cue.uses.get("clause")
    if use is None or cue.source is None or not _may_report(cue):
        return
    sentence = _sentence(layout, cue.token)
    words = words_of(cue)
    chosen = _before(layout, sentence, words) or _after(layout, sentence, cue)
    if len(chosen) < _LEAST or not any(t.tag_ in _FINITE for t in chosen):
        return
    if parts := stretches(reading.body, chosen):
        yield Said(parts, "statement.reported.order_of_words.v1", use.kind, use.stance, cue.source, cue, words)


def _may_report(cue: Cue) -> bool:
    """A verb of saying without an object; "say" has none, so what the parse takes for its object begins the clause."""
    token = cue.token
    speech = "quote" in cue.uses and cue.uses["clause"].kind == "speech"
    taken = ("acomp", "attr", "oprd", "xcomp") if token.lemma_ == "say" else ("dobj", "acomp", "attr", "oprd", "xcomp")
    form = token.tag_ in (*_FINITE, "VBG", "VBN") and token.dep_ not in ("relcl", "amod", "acl")
    return speech and form and child(token, *taken) is None


def _sentence(layout: Layout, token: Token) -> Stretch:
    low, high = layout.paragraph(token.idx)
    return layout.sentence_start(low, token.idx), layout.sentence_end(token.idx, high)


def _before(layout: Layout, sentence: Stretch, words: Stretch) -> Sequence[Token]:
    """ "The plan had failed, officials said.": what stands before a comma, when nothing but the end of the sentence follows."""
    lead = layout.body[sentence[0] : words[0]].rstrip()
    rest = [t for t in layout.tokens(words[1], sentence[1]) if not t.is_punct]
    if not lead.endswith(",") or any(t.tag_ in _FINITE for t in rest):
        return ()
    found = [t for t in layout.tokens(sentence[0], sentence[0] + len(lead) - 1) if not t.is_punct]
    return () if not found or found[0].tag_ in ("IN", "WRB", "CC", "VBG") or layout.body[sentence[0]] in _MARKS else found


def _after(layout: Layout, sentence: Stretch, cue: Cue) -> Sequence[Token]:
    """ "Officials said the plan had failed.": what follows the verb, when it begins as a clause does."""
    aside = {
        t.i for c in cue.token.children if c.dep_ in ("prep", "npadvmod", "advmod") for t in c.subtree if t.tag_ not in _FINITE
    }
    rest = layout.tokens(cue.token.idx + len(cue.token.text), sentence[1])
    while rest and rest[0].i in aside and not rest[0].is_punct:
        rest = rest[1:]
    if not rest or (rest[0].tag_ in _NO_CLAUSE and rest[0].lower_ != "that") or rest[0].is_punct:
        return ()
    finite = next((t for t in rest if t.tag_ in _FINITE), None)
    return (
        rest
        if finite is not None and child(finite if finite.tag_ != "MD" else finite.head, "nsubj", "nsubjpass", "expl") is not None
        else ()
    )
