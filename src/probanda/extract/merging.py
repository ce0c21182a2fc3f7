"""Glimpses of events to events: what speaks of the same thing is given once, at its fullest place."""

from __future__ import annotations

from probanda.extract import frames
from probanda.extract.casualties import Count
from probanda.extract.glimpses import Glimpse
from probanda.model import When

_KINDS = {
    "detention": "liberty",
    "abduction": "liberty",
    "hostage_taking": "liberty",
    "disappearance": "liberty",
    "torture": "body",
    "ill_treatment": "body",
    "rape": "body",
    "sexual_violence": "body",
    "mutilation": "body",
    "displacement": "displacement",
    "pillage": "property",
    "destruction": "property",
}
_MEANS = ("airstrike", "shelling", "bombing", "shooting", "forbidden_weapons")
"""Attacks by what they were made with: "two air strikes hit the market" is not just an attack."""
_GENERAL = ("attack", "killing", "injury", "war_crimes", "genocide")
_RATIO = 2.0


def merge(glimpses: list[Glimpse], *, spare: list[Count] | None = None) -> list[Glimpse]:
    """One glimpse per event, in order of the text. Counts that hang on no word of an act are `spare`."""
    groups: list[list[Glimpse]] = []
    for glimpse in glimpses:
        homes = [g for g in groups if _caused(glimpse, g) or (all(_agree(glimpse, o) for o in g) and _linked(glimpse, g))]
        home = max(enumerate(homes), key=lambda g: (_recalled(glimpse, g[1]), g[0]), default=(0, None))[1]
        if home is None:
            groups.append([glimpse])
        else:
            home.append(glimpse)
    for count in spare or []:
        _left_over(count, glimpses)
    merged = [_joined(group) for group in groups]
    kept = [g for g in merged if _stands(g)]
    return sorted(kept, key=lambda g: g.start)


def _left_over(count: Count, glimpses: list[Glimpse]) -> None:
    """ "Left dozens dead", "five sustained wounds": a count that hangs on no word of an act goes to the act before it in its
    sentence, rather to one that has its dead already. What is told apart is settled by then."""
    here = [g for g in glimpses if not g.context and g.trigger.token.sent.start == count.word.sent.start]
    if here:
        nearest = min(
            here, key=lambda g: (not g.victims, g.trigger.token.i > count.word.i, abs(g.trigger.token.i - count.word.i))
        )
        nearest.victims.append(count)


def _caused(glimpse: Glimpse, group: list[Glimpse]) -> bool:
    """ "The strike that destroyed a hospital": one event in two words."""
    return any(glimpse.cause == other.trigger.token.i for other in group)


def _agree(left: Glimpse, right: Glimpse) -> bool:
    return (
        left.context == right.context
        and left.bodies == right.bodies
        and _same_time(left.when, right.when)
        and _same_place(left, right)
        and _same_number(left, right)
        and (left.cause is not None or right.cause is not None or _same_kind(left.act, right.act))
    )


def _same_time(left: When | None, right: When | None) -> bool:
    if left is None or right is None:
        return True
    return not (
        (left.latest and right.earliest and left.latest < right.earliest)
        or (right.latest and left.earliest and right.latest < left.earliest)
    )


def _same_place(left: Glimpse, right: Glimpse) -> bool:
    ours, theirs = {p.name for p in left.where}, {p.name for p in right.where}
    return not ours or not theirs or bool(ours & theirs)


def _same_number(left: Glimpse, right: Glimpse) -> bool:
    ours = [v for v in left.victims if v.minimum and not v.part_of]
    theirs = [v for v in right.victims if v.minimum and not v.part_of]
    if {(v.outcome, v.minimum) for v in ours} & {(v.outcome, v.minimum) for v in theirs}:
        return True
    for mine in ours:
        same = [v for v in theirs if v.outcome == mine.outcome]
        if same and all(max(mine.minimum or 1, v.minimum or 1) > _RATIO * min(mine.minimum or 1, v.minimum or 1) for v in same):
            return False
    return True


def _same_kind(left: str, right: str) -> bool:
    if (left == "no_quarter") != (right == "no_quarter"):
        return False
    kinds = {_KINDS.get(left, "life"), _KINDS.get(right, "life")}
    return len(kinds) == 1 or left in _GENERAL or right in _GENERAL


def _linked(glimpse: Glimpse, group: list[Glimpse]) -> bool:
    """A reason to think of one event: one sentence, one place, one date, one number, or a bare mention of what was told
    before."""
    if any(glimpse.trigger.token.sent.start == other.trigger.token.sent.start for other in group):
        return True
    if any(_same_word(glimpse, other) for other in group):
        return True
    shared_place = any({p.name for p in glimpse.where} & {p.name for p in other.where} for other in group)
    shared_time = any(glimpse.when and other.when and glimpse.when.earliest == other.when.earliest for other in group)
    shared_names = any(set(_names(glimpse)) & set(_names(other)) for other in group)
    bare = glimpse.when is None and not glimpse.where and not any(_others(glimpse, other) for other in group)
    bare = bare and not (_also(glimpse) and any(_different(glimpse, other) for other in group))
    bare = bare and (not _sites(glimpse) or _recalled(glimpse, group)[0] or not any(o.where for o in group))
    return shared_place or shared_time or shared_names or bare


def _others(left: Glimpse, right: Glimpse) -> bool:
    """Six men and three captives: exact numbers of different people are not taken for one count without a reason."""
    ours, theirs = ([v for v in g.victims if v.minimum and v.minimum == v.maximum and not v.part_of] for g in (left, right))
    pairs = [(a, b) for a in ours for b in theirs if a.outcome == b.outcome and a.minimum != b.minimum]
    return any(a.people.lemma_ != b.people.lemma_ and "people" not in (a.kind, b.kind) for a, b in pairs)


def _also(glimpse: Glimpse) -> bool:
    return any(c.lower_ in ("also", "too") for c in glimpse.trigger.token.children)


def _different(left: Glimpse, right: Glimpse) -> bool:
    """ "They also killed a guard": other people than those before."""
    ours, theirs = ({v.people.lemma_ for v in g.victims if v.people.pos_ == "NOUN"} for g in (left, right))
    return bool(ours and theirs) and not ours & theirs


def _sites(glimpse: Glimpse) -> set[str]:
    """ "Near the quarry": a place of its own, though it has no name."""
    found = frames.objects_of(glimpse.trigger.token, ("near", "at", "outside", "inside", "in"))
    return {t.lower_ for t in found if t.pos_ == "NOUN" and any(c.lower_ in ("the", "this", "that") for c in t.children)}


def _recalled(glimpse: Glimpse, group: list[Glimpse]) -> tuple[bool, bool]:
    """What a bare mention takes up again: a place ("near the quarry"), or that there were dead."""
    sites = set() if glimpse.where else _sites(glimpse)
    again = bool(sites) and any(t.lower_ in sites for other in group for t in other.trigger.token.sent if t.pos_ in _NOUNS)
    dead = {v.outcome for v in glimpse.victims if v.minimum} & {v.outcome for other in group for v in other.victims if v.minimum}
    return again, bool(dead)


_NOUNS = ("NOUN", "PROPN")


def _same_word(left: Glimpse, right: Glimpse) -> bool:
    """ "An air strike last year" and "the strike of 3 October": one word for it, and nothing that tells them apart."""
    return left.trigger.noun and right.trigger.noun and left.trigger.token.lemma_ == right.trigger.token.lemma_


def _names(glimpse: Glimpse) -> list[str]:
    return [name for v in glimpse.victims for name in v.names]


def _joined(group: list[Glimpse]) -> Glimpse:
    """The fullest glimpse, with what the others add."""
    best = max(
        group,
        key=lambda g: (
            g.anchors + (g.perpetrator is not None and not g.laid) * 0.5 + any(v.minimum for v in g.victims) * 0.25,
            -g.start,
        ),
    )
    for other in group:
        best.when = best.when or other.when
        best.where = best.where or other.where
        if best.perpetrator is None and not _summing_up(other) and _tells_who(best, other):
            best.perpetrator, best.how_sure = other.perpetrator, other.how_sure
        best.weapon = best.weapon or other.weapon
        best.target = best.target or other.target
        held = {(v.outcome, v.minimum, v.maximum, v.names) for v in best.victims}
        best.victims += [v for v in other.victims if (v.outcome, v.minimum, v.maximum, v.names) not in held]
        best.victims = [v for v in best.victims if not _told_on(v, best.victims)]
        best.victims.sort(key=_weight)
        if best.incidents == (1, 1):
            best.incidents = other.incidents
        if best.act == "attack" and other.act in _MEANS and (other.cause, best.cause) != (None, None):
            best.act = other.act
    return best


def _told_on(count: Count, others: list[Count]) -> bool:
    """Who was shot, where the same number is said to have been killed or wounded: one count, told on."""
    if count.people.lower_ == "us":  # "arrested me and my sons. They kept us": no further people
        return any(v is not count and v.outcome == count.outcome for v in others)
    same = (v for v in others if v.outcome in ("killed", "injured"))
    return count.outcome == "shot" and count.minimum is not None and any(v.minimum == count.minimum for v in same)


def _tells_who(best: Glimpse, other: Glimpse) -> bool:
    """Who did it is taken over from a bare mention only where it names a force or person, or is of the same word."""
    who = other.perpetrator
    named = who is not None and who.type is not None
    return named or other.anchors > 0 or other.act == best.act or other.trigger.token.lemma_ == best.trigger.token.lemma_


def _summing_up(glimpse: Glimpse) -> bool:
    """ "The killings that followed": several events in one word; who is said to be behind them all did not do each."""
    return glimpse.trigger.noun and glimpse.trigger.token.tag_ in ("NNS", "NNPS")


def _weight(count: Count) -> tuple[bool, bool, bool, int]:
    """The dead first, wholes before parts, the greatest number first."""
    return (count.outcome != "killed", count.part_of is not None, count.further, -(count.minimum or 0))


def _stands(glimpse: Glimpse) -> bool:
    """Enough is said to put it on a timeline: when, where, who suffered, or who did what to people."""
    grave = (
        glimpse.act in ("execution", "massacre", "rape", "torture", "killing", "mutilation")
        and frames.carrier(glimpse.trigger.token) is not None
    )
    return glimpse.anchors >= 1 or ((grave or glimpse.act == "no_quarter") and glimpse.perpetrator is not None)
