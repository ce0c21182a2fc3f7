"""The phrases of a text that may take part in the violence it tells, with features of the words, the parse and the acts around.

Candidates are noun phrases without articles, every ending of them ("former minister", "minister"), the same with their
"of" phrase, and single nouns before others ("bomb" in "bomb attack"): 93 to 98 % of the fillers of MUC-4's keys are among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from probanda.extract import frames
from probanda.extract.acts import act_of
from probanda.extract.rules import load

_LEFT_OFF = ("a", "an", "the", "his", "her", "their", "its", "our", "this", "these", "those", "that")
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Phrase:
    """Token positions `start:end`, the noun that heads it, how it was found, and how many words before it are left off."""

    start: int
    end: int
    root: Token
    how: str
    cut: int = 0


@dataclass(frozen=True, slots=True)
class _Scene:
    acts: Mapping[int, str]
    sentences: Mapping[int, int]
    told: tuple[frozenset[str], ...]


def phrases(doc: Doc) -> Iterator[tuple[Phrase, list[str]]]:
    """Every candidate once, with its features."""
    scene = _scene(doc)
    times: dict[str, int] = {}
    seen: set[tuple[int, int]] = set()
    for phrase in _candidates(doc):
        if (phrase.start, phrase.end) in seen:
            continue
        seen.add((phrase.start, phrase.end))
        words = doc[phrase.start : phrase.end].text.lower()
        times[words] = times.get(words, 0) + 1
        head = _head(doc, phrase)
        about = [*_governed(phrase.root, head, scene.acts), *_told(phrase.root, head, scene)]
        yield phrase, [*_own(doc, phrase), *_around(doc, phrase), *about, f"time={min(3, times[words])}"]


def _scene(doc: Doc) -> _Scene:
    acts = {t.i: act for t in doc if (act := act_of(t))}
    sentences, told = {}, []
    for number, sentence in enumerate(doc.sents):
        sentences[sentence.start] = number
        told.append(frozenset(acts[i] for i in range(sentence.start, sentence.end) if i in acts))
    return _Scene(acts, sentences, tuple(told))


def _candidates(doc: Doc) -> Iterator[Phrase]:
    for chunk in doc.noun_chunks:
        start, end = _bare(doc, chunk.start, chunk.end)
        if start >= end or doc[end - 1].pos_ == "PRON":
            continue
        yield Phrase(start, end, chunk.root, "chunk")
        yield from (Phrase(start, of.i + 1, chunk.root, "of") for of in frames.objects_of(chunk.root, ("of",)) if of.i >= end)
        first = max(start + 1, end - _LONGEST)
        yield from (Phrase(i, end, chunk.root, "end", i - start) for i in range(first, end) if doc[i].is_alpha or doc[i].like_num)
    yield from (Phrase(t.i, t.i + 1, t, "noun") for t in doc if t.pos_ in ("NOUN", "PROPN"))
    yield from (Phrase(e.start, e.end, e.root, "name") for e in doc.ents if e.label_ in ("PERSON", "ORG", "FAC", "GPE", "NORP"))


def _bare(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (doc[start].lower_ in _LEFT_OFF or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text not in ')"')):
        end -= 1
    return start, end


def _head(doc: Doc, phrase: Phrase) -> str:
    last = doc[phrase.end - 1]
    return last.lower_ if last.pos_ == "PROPN" else last.lemma_.lower()


def _own(doc: Doc, phrase: Phrase) -> list[str]:
    start, end = phrase.start, phrase.end
    last, head = doc[end - 1], _head(doc, phrase)
    shape = "".join(t.pos_[0] for t in doc[start : min(end, start + 5)])
    found = ["b", f"how={phrase.how}", f"cut={min(4, phrase.cut)}", f"t={doc[start:end].text.lower()}", f"h={head}", f"s={shape}"]
    found += [f"pos={last.pos_}", f"ent={last.ent_type_}", f"first={doc[start].lower_}", f"how={phrase.how}|{shape}"]
    found += [f"class={name}" for name in _classes(head)] + [f"x={head[-3:]}", f"n={min(end - start, 6)}"]
    found += [f"w={t.lower_}" for t in doc[start : end - 1]]
    return found + (["entstart"] if doc[start].ent_iob_ == "B" else [f"entin={doc[start].ent_iob_}"])


@cache
def _classes(head: str) -> tuple[str, ...]:
    return tuple(name for name, words in _lexicons().items() if head in words)


@cache
def _lexicons() -> dict[str, frozenset[str]]:
    casualties = load("casualties")
    return {key: frozenset(casualties[key]) for key in ("people", "events", "missiles", "body")}


def _around(doc: Doc, phrase: Phrase) -> list[str]:
    start, end = phrase.start, phrase.end
    before = [doc[start - k].lower_ if start >= k else "^" for k in (1, 2, 3)]
    after = [doc[end + k].lower_ if end + k < len(doc) else "$" for k in (0, 1, 2)]
    found = [f"l={before[0]}", f"l2={before[1]}", f"ll={before[1]} {before[0]}", f"r={after[0]}", f"rr={after[0]} {after[1]}"]
    found += [f"near={w}" for w in {*before, *after}]
    return found + ([f"lpos={doc[start - 1].pos_}|{doc[start].pos_}"] if start else [])


def _governed(root: Token, head: str, acts: Mapping[int, str]) -> list[str]:
    """What the phrase hangs on: the verb or noun over it, by which relation, the act that it names, and what that hangs on."""
    while root.dep_ in ("conj", "appos") and root.head.i != root.i:
        root = root.head
    relation, over = root.dep_, root.head
    if relation == "pobj":
        relation, over = f"pobj{over.lower_}", over.head
    act, above = acts.get(over.i), over.head
    found = [f"d={relation}", f"g={over.lemma_.lower()}", f"dg={relation}|{over.lemma_.lower()}", f"da={relation}|{act}"]
    found += [f"dah={relation}|{act}|{head}", f"gg={over.dep_}|{above.lemma_.lower()}"]
    found += [f"dga={relation}|{over.dep_}|{acts.get(above.i)}"]
    others = (c for c in over.children if c.dep_ in ("nsubj", "nsubjpass", "dobj") and c.i != root.i)
    found += [f"has={c.dep_}|{c.lemma_.lower()}" for c in others]
    return [*found, f"voice={relation}|{frames.passive(over)}|{act}"] if over.pos_ == "VERB" else found


def _told(root: Token, head: str, scene: _Scene) -> list[str]:
    """The acts told in the same sentence and in those beside it, and where in the text it stands."""
    number = scene.sentences.get(root.sent.start, 0)
    here = scene.told[number]
    beside = {act for told in scene.told[max(0, number - 1) : number + 2] for act in told} - here
    kind = root.ent_type_
    found = [f"sa={act}" for act in here] + [f"sah={act}|{head}" for act in here] + [f"sae={act}|{kind}" for act in here]
    found += [f"ba={act}" for act in beside] + [f"bah={act}|{head}" for act in beside]
    return [*(found or ["nosa"]), f"sentence={min(number, 12)}", f"part={number * 6 // max(1, len(scene.told))}"]
