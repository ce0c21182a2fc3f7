"""Steps of proceedings: complaint, referral, investigation, warrant, arrest, charges, trial, verdict, sentence, appeal and
the rest.

Which words make a step is data (`data/lexicon/en/steps.yaml`); here is where body, person and time stand. One step per
person; a step told
several times in a text is given once, at its fullest place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec
from spacy.tokens import Token

from probanda.extract import concern, frames
from probanda.extract.acts import crimes
from probanda.extract.parties import party
from probanda.extract.people import named, principal
from probanda.extract.reading import Reading
from probanda.extract.rules import load_as
from probanda.extract.whereabouts import time_of
from probanda.model import Party, Step, When

RULE = "step.cue.v1"
Status = Literal["happened", "planned", "demanded", "denied"]
BODIES = ("court", "organisation", "unit", "armed_group")


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb, or nouns governed by it, that make a step; where the person stands, in order; words of which one is needed,
    words that rule it out."""

    step: str
    verbs: tuple[str, ...]
    person: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A step before it is written: `noun` is the noun of the cue, or the verb itself."""

    cue: Cue
    verb: Token
    noun: Token
    start: int
    end: int


@cache
def _cues() -> dict[str, tuple[Cue, ...]]:
    by_verb: dict[str, list[Cue]] = {}
    for cue in load_as(tuple[Cue, ...], "steps"):
        for verb in cue.verbs:
            by_verb.setdefault(verb, []).append(cue)
    return {verb: tuple(cues) for verb, cues in by_verb.items()}


def find(reading: Reading) -> list[Step]:
    """The steps of proceedings in a block; none where the text as a whole is not of our concern (`concern.judge`)."""
    if not reading.doc.has_annotation("DEP") or not concern.judge(reading).holds:
        return []
    steps = [step for found in cued(reading) for step in _steps(reading, found)]
    return _once(steps)


def cued(reading: Reading) -> Iterator[Found]:
    """Every place of a text where a cue stands."""
    cues = _cues()
    for verb in reading.doc:
        if verb.pos_ not in ("VERB", "AUX", "ADJ", "NOUN") or verb.lemma_ not in cues:
            continue
        held = [(cue, noun) for cue in cues[verb.lemma_] if (noun := _noun(verb, cue)) is not None and _needed(verb, cue)]
        nearest = min((abs(noun.i - verb.i) for cue, noun in held if cue.nouns), default=0)
        if held and not _hypothetical(verb):
            start, end = frames.clause(verb)
            for cue, noun in held:
                if not cue.nouns or abs(noun.i - verb.i) == nearest:
                    yield Found(cue, verb, noun, min(start, noun.idx), max(end, noun.idx + len(noun.text)))


def _noun(verb: Token, cue: Cue) -> Token | None:
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    if not cue.nouns:
        return None if verb.dep_ in ("amod", "compound") else verb
    direct = [c for c in verb.children if c.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "oprd")]
    if verb.lemma_ in _STATES:
        direct += [t for held in direct for t in frames.objects_of(held, ("in", "on"))]
        direct = [t for t in direct if t.dep_ in ("pobj", "dobj")]
    direct += [
        t for prep in verb.children if prep.dep_ == "prep" and prep.lower_ in _NEAR for t in prep.children if t.dep_ == "pobj"
    ]
    if verb.dep_ in ("acl", "relcl"):
        direct.append(verb.head)
    return next((t for held in direct for t in frames.series(held) if t.lemma_.lower() in cue.nouns), None)


_STATES = ("be", "remain", "go", "put", "face", "stand", "await", "get")
_NEAR = ("on", "to", "into", "in", "for", "with", "through")


def _hypothetical(verb: Token) -> bool:
    """Conditions, and aims of something else: "if he is tried", "before judges could rule", "to stand trial"."""
    marks = {c.lower_ for token in _above(verb) for c in token.children if c.dep_ == "mark"}
    aim = verb.tag_ == "VB" and verb.dep_ in ("advcl", "acl", "relcl") and frames.child(verb, "aux") is not None
    return bool(marks & {"if", "unless", "whether"}) or ("before" in marks and frames.unreal(verb)) or aim


def _needed(verb: Token, cue: Cue) -> bool:
    if not cue.needs and not cue.without:
        return True
    low, high = frames.reach(verb, without=("parataxis", "conj"))
    words = verb.doc.text[low:high].lower()
    return any(need in words for need in cue.needs) and not any(word in words for word in cue.without)


def _steps(reading: Reading, found: Found) -> Iterator[Step]:
    people = _people(reading, found)
    if people is None:
        return
    status = _status(found)
    when = _own_time(reading, found)
    body = _body(reading, found)
    for person in people:
        yield Step(
            rule=RULE,
            spans=(reading.span(found.start, found.end),),
            when=when,
            step=found.cue.step,
            body=body,
            person=person,
            status=status,
            crimes=crimes(reading.body, found.start, found.end),
        )


def _own_time(reading: Reading, found: Found) -> When | None:
    """The time of the step; "convicted of the 1995 massacre", "of crimes in the war of the 1990s" say when the crime was."""
    when = time_of(reading, found.verb, (found.start, found.end))
    words = reading.doc.char_span(*reading.local(when.span), alignment_mode="expand") if when and when.span else None
    if words is None:
        return when
    root, head = words.root, words.root.head
    if head.lower_ == "of" and root.dep_ == "pobj":
        head = head.head
    elif root.dep_ not in ("nummod", "compound", "amod", "nmod") or head.i < root.i:
        return when
    return when if head.i in (found.noun.i, found.verb.i) else None


def _people(reading: Reading, found: Found) -> list[Party | None] | None:
    """The persons of a step; [None] when nobody is named; None when the words turn out to speak of something else."""
    seen: list[Token] = []
    for role in found.cue.person:
        tokens = list(_in_role(found, role.removesuffix("_person")))
        known = {p.name: p for token in tokens if (p := named(reading, token)) is not None}
        if known:
            return list(known.values())
        seen += [t for t in tokens if t.i != found.noun.i]
    if (found.noun.i == found.verb.head.i != found.verb.i) or any(role.endswith("_person") for role in found.cue.person):
        return None if found.cue.step != "discipline" or not seen else [None]
    if seen and all(t.pos_ == "PRON" for t in seen):
        return None
    if seen:
        return [None] if any(_human(t) for t in seen) and _definite(found, seen) else None
    if found.cue.person and (found.noun.i == found.verb.i or found.cue.step == "withdrawn/terminated"):
        return None
    return [principal(reading)] if _of_principal(found) else [None]


def _of_principal(found: Found) -> bool:
    noun = found.noun
    if found.cue.step not in ("trial", "appeal", "verdict", "sentence", "confirmation", "warrant issued"):
        return False
    return noun.i != found.verb.i and any(c.lower_ in ("the", "this") for c in noun.children if c.dep_ == "det")


def _definite(found: Found, people: list[Token]) -> bool:
    """An arrest of unnamed people is a step when they are suspects; else it is an incident, if anything."""
    if found.cue.step not in ("arrest", "surrender", "transfer", "appeal"):
        return True
    return any(t.lemma_.lower() in _SUSPECTS or t.pos_ == "PRON" for t in people)


_SUSPECTS = ("suspect", "perpetrator", "accused", "defendant", "fugitive", "convict", "indictee")
_PERSONAL = frozenset(
    [
        "suspect",
        "man",
        "woman",
        "people",
        "person",
        "defendant",
        "accused",
        "member",
        "leader",
        "commander",
        "official",
        "soldier",
        "officer",
        "agent",
        "perpetrator",
        "one",
        "politician",
        "other",
        "dozen",
    ]
)


def _human(token: Token) -> bool:
    return token.pos_ in ("PRON", "PROPN", "NUM", "ADJ") or token.lemma_.lower() in _PERSONAL or token.tag_ == "NNS"


def _in_role(found: Found, role: str) -> Iterator[Token]:
    verb, noun = found.verb, found.noun
    if role == "object":
        yield from frames.patients(verb)
        beside = [c for c in verb.children if c.lower_ in ("along", "together", "jointly")]
        yield from (
            t
            for word in (*beside, *(verb,) * bool(beside))
            for held in frames.objects_of(word, ("with",))
            for t in frames.series(held)
        )
    elif role == "subject":
        there = frames.child(verb, "expl") is not None
        yield from frames.series(frames.child(verb, "attr")) if there else _subject(verb, noun)
    elif role == "poss":
        yield from frames.series(frames.child(noun, "poss"))
    elif role in ("including", "accusing"):
        yield from _beside(found, role)
    else:
        for head in {noun.i: noun, verb.i: verb}.values():
            for token in frames.objects_of(head, (role,)):
                yield from frames.series(token)
                yield from frames.series(frames.child(token, "poss"))
                yield from frames.series(frames.child(token, "appos"))


def _subject(verb: Token, noun: Token) -> list[Token]:
    return frames.agents(verb) if noun.i == verb.i else frames.series(frames.subject(verb))


def _beside(found: Found, role: str) -> Iterator[Token]:
    for token in found.verb.sent:
        if token.lower_ == role:
            children = frames.series(frames.child(token, "pobj", "dobj"))
            yield from children
            yield from (t for c in children for t in c.subtree if t.dep_ == "compound" and t.ent_type_ == "PERSON")


_FUTURE = ("will", "would", "shall", "'ll", "may", "might", "could", "can")
_DEMANDS = frozenset(
    [
        "call",
        "urge",
        "demand",
        "ask",
        "request",
        "seek",
        "press",
        "want",
        "recommend",
        "appeal",
        "need",
        "require",
        "must",
        "should",
    ]
)
_PLANS = frozenset(
    ["plan", "intend", "expect", "schedule", "prepare", "hope", "promise", "vow", "set", "due", "threaten", "want", "consider"]
)


def _status(found: Found) -> Status:
    verb = found.verb
    if found.cue.step == "warrant requested" or verb.lemma_ in ("request", "demand", "call"):
        return "happened" if found.cue.step == "warrant requested" else "demanded"
    if frames.negated(verb):
        return "denied"
    for token in _above(verb):
        auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
        if (token.i != verb.i and token.lemma_ in _DEMANDS) or auxiliaries & {"must", "should"}:
            return "demanded"
        if (token.i != verb.i and token.lemma_ in _PLANS) or auxiliaries & set(_FUTURE) or token.lemma_ in ("schedule", "expect"):
            return "planned"
    return "happened"


def _above(verb: Token) -> Iterator[Token]:
    token = verb
    for _ in range(4):
        yield token
        if token.dep_ not in ("xcomp", "ccomp", "conj", "advcl", "pcomp", "acl") or token.head.i == token.i:
            return
        token = token.head.head if token.dep_ == "pcomp" else token.head


def _body(reading: Reading, found: Found) -> Party | None:
    for token in (*frames.agents(found.verb), *frames.objects_of(found.verb, ("by", "with", "at", "before"))):
        acting = party(reading, token)
        if acting.type in BODIES:
            return acting
    sentence = found.verb.sent
    courts = [m for m in reading.mentions_within(sentence.start_char, sentence.end_char) if m.type == "court"]
    if not courts and found.cue.step in ("verdict", "sentence", "appeal", "trial"):
        every = {m.name: m for m in reading.mentions if m.type == "court"}
        courts = list(every.values()) if len(every) == 1 else []
    return Party(name=courts[0].name, span=courts[0].span, type="court") if courts else None


def _once(steps: list[Step]) -> list[Step]:
    """Each step of each person once, at its fullest place; a step without a person is dropped where the same step names one."""
    best: dict[tuple[str, str], Step] = {}
    for step in steps:
        key = (step.step, step.person.name if step.person else "")
        if key not in best or _fullness(step) > _fullness(best[key]):
            best[key] = step
    told = {name for name, person in best if person}
    kept = [s for s in best.values() if s.person or s.step not in told]
    return [s for s in kept if not (s.step == "arrest" and s.status == "demanded" and _with_surrender(s, kept))]


def _with_surrender(arrest: Step, steps: list[Step]) -> bool:
    # "to arrest and hand over X" asks for one thing.
    name = arrest.person.name if arrest.person else ""
    return any(s.step == "surrender" and s.status == "demanded" and (s.person.name if s.person else "") == name for s in steps)


def _fullness(step: Step) -> tuple[int, int, int]:
    day = 0 if step.when is None else 1 + (step.when.earliest == step.when.latest)
    return (step.status == "happened", day, step.body is not None)
