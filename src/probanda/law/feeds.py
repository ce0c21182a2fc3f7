"""Whether a finding meets a rule of data/law/feeds, for one person. Every condition of the rule must hold; nothing is scored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from probanda.law import data, words
from probanda.law.facts import Facts
from probanda.law.records import Rule
from probanda.model import Allegation, CommandLink, Incident, Order, Role, Step

USUAL_KINDS = ("incident", "allegation", "admission")
"""The kinds of finding that a rule means when it names none."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One person and those who are said to stand below that person; entity ids and text ids."""

    accused: str
    forces: frozenset[str] = frozenset()
    subordinates: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    """The texts that speak of the person."""
    described: frozenset[str] = field(default_factory=frozenset)
    """Descriptions of forces that no entity stands for, as written: "fighters of General Orran"."""
    names: tuple[str, ...] = ()
    """The names of the person, by which passages speak of him or her."""


@cache
def acts_of(names: tuple[str, ...]) -> frozenset[str]:
    """Acts with the groups of data/law/act-groups.yaml written out."""
    known = data.read("act-groups.yaml", dict[str, tuple[str, ...]])
    return frozenset(act for name in names for act in (known[name[1:]] if name.startswith("@") else (name,)))


def meets(rule: Rule, found: Facts, scene: Scene) -> bool:
    """Whether the finding meets every condition of the rule, for the person of the scene."""
    if found.kind not in (rule.kinds or USUAL_KINDS) or (rule.acts and found.act not in acts_of(rule.acts)):
        return False
    return _concerns(rule, found, scene) and _details(rule, found) and _wording(rule, found)


def _concerns(rule: Rule, found: Facts, scene: Scene) -> bool:
    match rule.who:
        case "accused":
            return scene.accused in found.actors
        case "orderer":
            return scene.accused in found.orderers
        case "about":
            return scene.accused in found.parties or (bool(scene.names) and bool(words.named(scene.names).search(found.passage)))
        case "forces" | "subordinates":
            below = scene.forces if rule.who == "forces" else scene.subordinates
            return bool(found.actors & below) or (rule.who == "forces" and not scene.described.isdisjoint(found.described))
    return found.text in scene.texts and not _laid_to_others(rule, found, scene)


def _laid_to_others(rule: Rule, found: Facts, scene: Scene) -> bool:
    # A condition on acts asks about these acts; what somebody else is said to have done is no circumstance of them.
    mine = {scene.accused} | scene.forces | scene.subordinates
    return bool(rule.acts) and bool(found.actors) and not (found.actors | found.orderers) & mine


def _wording(rule: Rule, found: Facts) -> bool:
    passage = found.passage
    if rule.words and not any(words.has(group, passage) for group in rule.words):
        return False
    if any(words.has(group, passage) for group in rule.unless):
        return "protected-persons" not in rule.unless and words.has("protected-persons", passage)
    return True


def _details(rule: Rule, found: Facts) -> bool:
    return all(test(rule, found) for test in _TESTS)


def _named(rule: Rule, found: Facts) -> bool:
    if not rule.named:
        return True
    crimes = getattr(found.finding, "crimes", ())
    return any(words.named(rule.named).search(crime) for crime in crimes)


def _outcome(rule: Rule, found: Facts) -> bool:
    if not rule.outcome:
        return True
    return isinstance(found.finding, Incident) and any(count.outcome in rule.outcome for count in found.finding.victims)


def _manner(rule: Rule, found: Facts) -> bool:
    if not (rule.modes or rule.modality):
        return True
    if not isinstance(found.finding, Allegation):
        return False
    modes_met = not rule.modes or not set(rule.modes).isdisjoint(found.finding.mode)
    return modes_met and (not rule.modality or found.finding.modality in rule.modality)


def _position(rule: Rule, found: Facts) -> bool:
    if rule.relation and not (isinstance(found.finding, CommandLink) and found.finding.relation in rule.relation):
        return False
    if not rule.post:
        return True
    return isinstance(found.finding, Role) and any(words.has(group, found.finding.post) for group in rule.post)


def _presence(rule: Rule, found: Facts) -> bool:
    if rule.party and found.party_types.isdisjoint(rule.party):
        return False
    if rule.status and not (isinstance(found.finding, Step) and found.finding.status in rule.status):
        return False
    return all(_has(name, found) for name in rule.has)


def _has(name: str, found: Facts) -> bool:
    if name == "several accused":
        return isinstance(found.finding, Allegation) and len(found.finding.accused) > 1
    if name == "quoted":
        return isinstance(found.finding, Order) and (found.finding.quoted or any(v.quoted for v in found.finding.voice))
    if name == "own words":
        return _own(found)
    return bool(getattr(found.finding, name, None))


def _own(found: Facts) -> bool:
    # Quoted, and by nobody between the outlet and the person: what a complainant puts into his mouth is not his.
    speakers = [voice.speaker for voice in found.finding.voice if voice.speaker.how != "outlet"]
    direct = getattr(found.finding, "quoted", False) or getattr(found.finding, "mode", "") == "direct"
    return bool(direct) and len(speakers) <= 1


_TESTS: tuple[Callable[[Rule, Facts], bool], ...] = (_named, _outcome, _manner, _position, _presence)
