"""What somebody is reported to have said, believed or shown without quotation marks around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from probanda.extract import according, contents, edges, surface
from probanda.extract.cues import Cue
from probanda.extract.direct import outer
from probanda.extract.frames import child
from probanda.extract.reading import Reading
from probanda.extract.said import Layout, Said, Stretch, inside, shared, stretches, tidy, words_of
from probanda.extract.speech import Use

_RULES = {"about": "statement.about.v1", "belief": "statement.belief.v1", "shown": "statement.shown.v1"}
_REPORTING = ("clause", "whom-to", "to", "name-as", "gerund")
"""Constructions that give what was said; the others only give what it was about."""
_STANDING = ("what", "which", "that", "who", "whom", "whatever")
"""Words that stand for content given elsewhere."""
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ENOUGH = 2
"""Words that must be left of content when what is quoted directly is taken away."""


def find(reading: Reading, layout: Layout, cues: Sequence[Cue], *, done: Sequence[Said]) -> list[Said]:
    """All indirect statements; what `done` holds as direct speech of the same words is left out."""
    quoted = [part for said in done for part in said.parts]
    used = {said.cue.token.i for said in done if said.cue}
    marked = [*quoted, *((q.start, q.end) for q in outer(reading.quotations) if q.speech)]
    free = [cue for cue in cues if not _spoken(reading, cue, marked)]
    found = [said for cue in free for said in _of_cue(reading, layout, cue, besides=cue.token.i in used)]
    read = {said.cue.token.i for said in found if said.cue} | used
    found += [said for cue in free if cue.token.i not in read for said in surface.of_cue(reading, layout, cue)]
    found += according.find(reading, layout)
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


def _of_cue(reading: Reading, layout: Layout, cue: Cue, *, besides: bool = False) -> Iterator[Said]:
    if _hypothetical(cue):
        return
    # A verb that introduces a quotation reports a clause besides ("told them that it burned: "..."") or nothing.
    got = _clause_after(cue) if besides else contents.find(cue.token, cue.uses) if cue.token.pos_ != "NOUN" else _of_noun(cue)
    if got is None:
        return
    frame, tokens = got[0], _within_paragraph(layout, cue, got[1])
    if not tokens:
        return
    if "seems" in cue.uses:
        cue = replace(cue, source=None)  # what seems so is no speaker
    words, tokens = words_of(cue), edges.cut(cue, tokens) or tokens
    tokens = edges.run_on(layout, cue, tokens) if frame == "clause" else tokens
    tokens = edges.onward(cue, frame, tokens)
    parts = _whole_quotations(reading, stretches(reading.body, tokens, without=_with_as(cue, words)))
    parts = tuple(p for p in parts if not shared(p, words) and reading.body[slice(*p)].lower() not in _STANDING)
    parts = tuple(sorted(parts, key=lambda p: p[0] - p[1]))
    use = cue.uses.get(frame) or cue.uses.get("clause") or next(iter(cue.uses.values()))
    rule = _RULES["about"] if _only_of(frame, tokens) else _rule(frame, use)
    if parts:
        yield Said(parts, rule, use.kind, use.stance, cue.source, cue, words_of(cue))


def _only_of(frame: str, tokens: Sequence[Token]) -> bool:
    """ "What he called a crime", "described men being led away": what it is of, not what was said."""
    if frame == "clause" and any(t.lower_ == "being" for t in tokens):
        return not any(t.tag_ in _FINITE or t.tag_[0] == "W" for t in tokens)
    return frame == "name-as" and tokens[0].tag_ == "WP"


def _whole_quotations(reading: Reading, parts: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The parts, each carried to the end of a quotation that begins in it: a parse often stops at a sentence inside the marks."""
    ends = [max([q.end for q in reading.quotations if start < q.start < end < q.end], default=end) for start, end in parts]
    return tuple(tidy(reading.body, start, end) for (start, _), end in zip(parts, ends, strict=True))


def _with_as(cue: Cue, words: Stretch) -> Stretch:
    """ "As the prosecutor alleged, ...": the attributing words with the conjunction before them."""
    first = cue.token.left_edge
    return (first.idx, words[1]) if first.lower_ == "as" else words


def _within_paragraph(layout: Layout, cue: Cue, tokens: Sequence[Token]) -> Sequence[Token]:
    """Parses run over from one paragraph into the next, above all behind quotation marks; nobody's words do."""
    low, high = layout.paragraph(cue.token.idx)
    return [t for t in tokens if low <= t.idx < high]


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
    if cue.token.lower_ == "order" and cue.token.pos_ == "NOUN" and cue.token.i and cue.token.nbor(-1).lower_ == "in":
        return True  # "in order to"
    return cue.source is None and cue.token.tag_ == "VB" and child(cue.token, "nsubjpass", "auxpass") is None


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
