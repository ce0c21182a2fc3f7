"""What somebody is reported to have said, believed or shown without quotation marks around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from probanda.extract import contents, surface
from probanda.extract.cues import Cue
from probanda.extract.direct import outer
from probanda.extract.frames import child
from probanda.extract.reading import Reading
from probanda.extract.said import Layout, Said, Stretch, inside, shared, stretches, tidy, words_of
from probanda.extract.speech import Use

_RULES = {"about": "statement.about.v1", "belief": "statement.belief.v1", "shown": "statement.shown.v1"}
_REPORTING = ("clause", "whom-to", "to", "name-as", "gerund")
"""Constructions that give what was said; the others only give what it was about."""
_ENDS = (".", "\n", ";", "”", '"')
_ACCORDING = re.compile(r"\baccording\b", re.IGNORECASE)
_ENOUGH = 2
"""Words that must be left of content when what is quoted directly is taken away."""


def find(reading: Reading, layout: Layout, cues: Sequence[Cue], *, done: Sequence[Said]) -> list[Said]:
    """All indirect statements; what `done` holds as direct speech of the same words is left out."""
    quoted = [part for said in done for part in said.parts]
    used = {said.cue.token.i for said in done if said.cue}
    marked = [*quoted, *((q.start, q.end) for q in outer(reading.quotations) if q.speech)]
    free = [cue for cue in cues if not _spoken(reading, cue, marked)]
    found = [said for cue in free for said in _of_cue(reading, cue, besides=cue.token.i in used)]
    read = {said.cue.token.i for said in found if said.cue} | used
    found += [said for cue in free if cue.token.i not in read for said in surface.of_cue(reading, layout, cue)]
    found += _according(reading, layout)
    return [kept for said in found if (kept := _without(reading.body, said, quoted))]


def _spoken(reading: Reading, cue: Cue, quoted: Sequence[Stretch]) -> bool:
    """Inside a quotation only what others are said to have said, ordered or alleged is a statement of its own."""
    if not any(start <= cue.token.idx < end for start, end in quoted):
        return False
    source = cue.source
    others = source is None or source.lower_ in _THIRD or reading.mention_at(source) is not None or source.i in reading.referents
    speaks = any(use.kind == "speech" for use in cue.uses.values()) and cue.token.dep_ not in ("parataxis",)
    return not (others and speaks) or (source is None and cue.token.pos_ == "NOUN")


_THIRD = ("he", "she", "they", "it", "who")


def _of_cue(reading: Reading, cue: Cue, *, besides: bool = False) -> Iterator[Said]:
    if _hypothetical(cue):
        return
    # A verb that introduces a quotation reports a clause besides ("told them that it burned: "..."") or nothing.
    got = _clause_after(cue) if besides else contents.find(cue.token, cue.uses) if cue.token.pos_ != "NOUN" else _of_noun(cue)
    if got is None:
        return
    frame, tokens = got
    if len(tokens) == 1 and tokens[0].tag_ in ("WP", "WDT"):
        return  # "what he called": the word that stands for it is elsewhere
    parts = _whole_quotations(reading, stretches(reading.body, _cut(cue, tokens), without=words_of(cue)))
    words = words_of(cue)
    parts = tuple(part for part in parts if not shared(part, words))
    use = cue.uses.get(frame) or cue.uses.get("clause") or next(iter(cue.uses.values()))
    if parts:
        yield Said(parts, _rule(frame, use), use.kind, use.stance, cue.source, cue, words_of(cue))


def _whole_quotations(reading: Reading, parts: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The parts, each carried to the end of a quotation that begins in it: a parse often stops at a sentence inside the marks."""
    ends = [max([q.end for q in reading.quotations if start < q.start < end < q.end], default=end) for start, end in parts]
    return tuple(tidy(reading.body, start, end) for (start, _), end in zip(parts, ends, strict=True))


def _rule(frame: str, use: Use) -> str:
    return _RULES.get(use.kind, "statement.reported.v1" if frame in _REPORTING else "statement.object.v1")


def _clause_after(cue: Cue) -> tuple[str, Sequence[Token]] | None:
    tokens = list(contents.clause(cue.token)) if "clause" in cue.uses else []
    return ("clause", tokens) if tokens and tokens[0].i > cue.token.i and tokens[0].lower_ == "that" else None


def _of_noun(cue: Cue) -> tuple[str, Sequence[Token]] | None:
    """ "his claim that", "the order to fire", "allegations of torture", "his answer was that"."""
    if cue.token.dep_ == "nsubj" and cue.token.head.lemma_ == "be" and (tokens := contents.clause(cue.token.head)):
        return "clause", tokens
    for found in cue.token.children:
        if (
            found.dep_ in ("acl", "ccomp", "relcl")
            and found.i > cue.token.i
            and any(c.lower_ in ("that", "to") and c.dep_ in ("mark", "aux") for c in found.children)
        ):
            plan = any(c.lower_ == "to" and c.dep_ == "aux" for c in found.children)
            return "noun-to" if plan else "clause", list(found.subtree)
    # "his attacks on the court": only with somebody whose they are.
    return contents.find(cue.token, {k: v for k, v in cue.uses.items() if k != "clause"}) if cue.source is not None else None


def _hypothetical(cue: Cue) -> bool:
    """ "Don't say that", "to say that": nobody is said to have said it."""
    if cue.token.tag_ == "VB" and cue.token.lemma_ == "show":
        return True
    return cue.source is None and cue.token.tag_ == "VB" and child(cue.token, "nsubjpass", "auxpass") is None


def _cut(cue: Cue, tokens: Sequence[Token]) -> Sequence[Token]:
    """The content without a clause that goes on attributing ("..., adding that"), which the parse at times hangs on it."""
    token = cue.token
    for found in tokens:
        if found.dep_ == "conj" and found.tag_ == token.tag_ == "VBD" and found.i > token.i + 2 and _says_that(found):
            return [t for t in tokens if t.i < found.left_edge.i and not (t.dep_ == "cc" and t.i >= found.left_edge.i - 1)]
        if found.i > token.i + 4 and _added_by_outlet(found):
            return [t for t in tokens if t.i < found.left_edge.i]
        if found.tag_ == "VBG" and found.lemma_ in ("add", "say", "note") and found.i > token.i and found.nbor(-1).text == ",":
            return [t for t in tokens if t.i < found.i]
    return tokens


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


def _according(reading: Reading, layout: Layout) -> Iterator[Said]:
    for found in _ACCORDING.finditer(reading.body):
        held = reading.doc.char_span(*found.span())
        if held is None:
            continue
        token = held[0]
        to = child(token, "prep") or (token if token.dep_ == "prep" else None)
        source = child(to, "pobj") if to is not None else None
        if source is None:
            continue
        start, end = token.left_edge.idx, max(t.idx + len(t.text) for t in source.subtree)
        low, high = _sentence(layout, token)
        tokens = [t for t in layout.tokens(low, high) if not start <= t.idx < end]
        before, after = [t for t in tokens if t.idx < start], [t for t in tokens if t.idx >= end]
        chosen = before if len(before) > len(after) else after
        parts = stretches(reading.body, [t for t in chosen if not t.is_punct])
        if parts:
            yield Said(parts, "statement.according.v1", "speech", "asserts", source, None, (start, end))


def _sentence(layout: Layout, token: Token) -> Stretch:
    low, high = layout.paragraph(token.idx)
    return layout.sentence_start(low, token.idx), layout.sentence_end(token.idx, high)


def _without(body: str, said: Said, quoted: Sequence[Stretch]) -> Said | None:
    """The statement without what stands as direct speech already; None when nothing is left of it."""
    kept: list[Stretch] = []
    for part in said.parts:
        if any(inside(part, q) and q[0] <= said.words[0] < q[1] for q in quoted if said.words):
            kept.append(part)  # a statement inside a quotation
            continue
        left = _minus(part, quoted)
        kept += [s for s in left if len(body[s[0] : s[1]].split()) >= _ENOUGH or left == [part]]
    if not kept:
        return None
    clean = tuple(p for s in kept for p in stretches_of(body, s))
    return Said(clean, said.rule, said.kind, said.stance, said.source, said.cue, said.words) if clean else None


def stretches_of(body: str, part: Stretch) -> tuple[Stretch, ...]:
    """The stretch tidied, or nothing when no words are left."""
    start, end = tidy(body, *part)
    return ((start, end),) if any(c.isalnum() for c in body[start:end]) else ()


def _minus(part: Stretch, taken: Sequence[Stretch]) -> list[Stretch]:
    left = [part]
    for q in taken:
        left = [
            piece
            for s in left
            for piece in ([s] if not shared(s, q) else [(s[0], min(s[1], q[0] - 1)), (max(s[0], q[1] + 1), s[1])])
            if piece[0] < piece[1]
        ]
    return left
