"""Findings in words. Nothing is asserted beyond the source: each sentence says who says so and ends in the source's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from probanda.model import (
    Admission,
    Allegation,
    Casualties,
    CommandLink,
    Denial,
    Fact,
    Finding,
    Incident,
    Order,
    Party,
    Recital,
    Role,
    Statement,
    Step,
    Tone,
    Voice,
    When,
)

KINDS = {
    "statement": "Statements",
    "order": "Orders",
    "admission": "Admissions",
    "denial": "Denials",
    "allegation": "Allegations",
    "incident": "Incidents",
    "role": "Posts",
    "link": "Links of command, membership and alliance",
    "step": "Steps of proceedings",
    "recital": "Passages that recite the law",
    "tone": "Loaded words of the source",
    "fact": "Other facts",
}
_STANCE = {
    "asserts": "saying",
    "alleges": "alleging",
    "denies": "denying",
    "admits": "admitting",
    "orders": "ordering",
    "threatens": "threatening",
    "demands": "demanding",
    "reports": "reporting",
    "declines": "declining to comment",
    "believes": "believing or expecting",
}
_MODALITY = {
    "alleged": "is alleged to be responsible",
    "charged": "is charged",
    "admitted": "is said to have admitted",
    "denied": "is said to deny responsibility",
    "convicted": "is reported convicted",
    "acquitted": "is reported acquitted",
}
_SHOWN = 140
"""Characters of a source's words that a sentence repeats at most; its citation has them all."""
_STATUS = {
    "happened": "",
    "planned": " (planned, not yet taken)",
    "demanded": " (demanded, not yet taken)",
    "denied": " (denied)",
}


@cache
def acts() -> dict[str, dict[str, str]]:
    """The vocabulary of acts: key > label and meaning."""
    loaded: dict[str, dict[str, str]] = yaml.safe_load((files("probanda") / "data/acts.yaml").read_text("utf-8"))
    return loaded


def act(key: str) -> str:
    """The label of an act; an unknown key stands for itself."""
    return acts().get(key, {}).get("label", key.replace("_", " "))


def day(value: date) -> str:
    """As `15 August 2017`."""
    return f"{value.day} {value:%B %Y}"


def when(time: When | None) -> str:
    """A time in words, with its reasoning: what was written, what it was counted from. Empty when no time is stated."""
    if time is None:
        return ""
    written = f"“{time.span.quote}”" if time.span else "the date given"
    if not (time.earliest or time.latest):
        return f"{written}, date not resolved"
    counted = f"; {written} counted from {time.anchor}" if time.anchor else ""
    return f"{_about(time)}{interval(time)}{counted}"


def _about(time: When) -> str:
    return "about " if time.approximate else ""


def interval(time: When) -> str:
    """The bare interval in words."""
    first, last = time.earliest, time.latest
    if first and last:
        if first == last:
            return day(first)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
        return f"{day(first)} to {day(last)}"
    return f"from {day(first)}" if first else f"until {day(last)}" if last else "date unknown"


def chain(voices: Sequence[Voice]) -> str:
    """Who says so, outermost first: `The Harbour Post, quoting Amnesty International`."""
    return ", ".join(_link(voice, first=number == 0) for number, voice in enumerate(voices)) or "the source"


def _link(voice: Voice, *, first: bool) -> str:
    if first:
        return voice.speaker.name
    if voice.stance == "denies":
        return f"reporting a denial by {_speaker(voice.speaker)}"
    return f"{'quoting' if voice.quoted else 'reporting'} {_speaker(voice.speaker)}"


_PRONOUNS = frozenset(["i", "we", "he", "she", "they", "it", "you", "his", "her", "their", "my", "our"])


def _speaker(party: Party) -> str:
    """Who speaks; a pronoun that nobody could be found for names nobody."""
    return "somebody not named" if party.name.lower() in ("", *_PRONOUNS) else party.name


_VAGUE = re.compile(r"\b(?:tens of )?(?:thousands|hundreds|dozens|scores)\b", re.IGNORECASE)
"""Numbers that are none: the source's own word stands beside what it is counted as."""


def casualties(count: Casualties) -> str:
    """As `at least 33 people killed`; of unknown number, `people killed`."""
    low, high = count.minimum, count.maximum
    if high == 0:
        return f"nobody {count.outcome}"
    number = "an unstated number of" if low is None and high is None else _range(low, high)
    if count.span and (vague := _VAGUE.search(count.span.quote)):
        number = f"“{vague[0].lower()}” (counted as {number}) of"
    part = f", part of {count.part_of}" if count.part_of else ""
    return f"{number} {count.kind} {count.outcome}{part}"


def _victims(incident: Incident, count: Casualties) -> str:
    """The count in words; who was shot is not said to be injured, where the source does not say whether he lived."""
    words = " ".join(span.quote for span in (*incident.spans, *((count.span,) if count.span else ()))).lower()
    if count.outcome == "injured" and "shot" in words and not any(sign in words for sign in ("injur", "wound", "hurt")):
        return f"{casualties(count).removesuffix(' injured')} shot"
    return casualties(count)


def _range(low: int | None, high: int | None) -> str:
    if low == high:
        return f"{low}"
    if high is None:
        return f"at least {low}"
    return f"up to {high}" if not low else f"{low} to {high}"


def _name(party: Party | None, otherwise: str = "somebody not named") -> str:
    if party is None or not party.name:
        return otherwise
    return party.name if party.how in ("named", "outlet", "pronoun") else f"“{party.name}”"


def _tail(*parts: str | None) -> str:
    kept = [part for part in parts if part]
    return f" ({'; '.join(kept)})" if kept else ""


def sentence(finding: Finding) -> str:
    """The finding in one sentence, without its quotation."""
    voices = finding.voice
    # Who admits, denies or says something is named in the claim itself, and need not be named twice.
    if len(voices) > 1 and (actor := _actor(finding)) and actor.name == voices[-1].speaker.name:
        voices = voices[:-1]
    return f"According to {chain(voices)}, {_claim(finding)}{_tail(when(finding.when), _places(finding))}."


def _actor(finding: Finding) -> Party | None:
    match finding:
        case Statement():
            return finding.speaker
        case Admission() | Denial() | Order():
            return finding.by
    return None


def _conduct(act_key: str, conduct: str) -> str:
    """The act by its label, with the words of the source where the label says nothing."""
    short = " ".join(conduct.split())
    quoted = f"“{short if len(short) <= _SHOWN else short[: _SHOWN - 1].rstrip() + '…'}”" if short else ""
    return quoted or act(act_key) if act_key == "other" else f"{act(act_key)}{f' ({quoted})' if quoted else ''}"


def _places(finding: Finding) -> str:
    return ", ".join(place.name for place in finding.where)


def _claim(finding: Finding) -> str:
    return str(_CLAIMS[type(finding)](finding))


def _statement(f: Statement) -> str:
    manner = "is quoted as" if f.mode == "direct" else "is reported as"
    return f"{_name(f.speaker)} {manner} {_STANCE[f.stance]}{_setting(f.addressee, f.medium, f.occasion)}"


def _setting(addressee: str | None, medium: str | None, occasion: str | None = None) -> str:
    return "".join(
        (f", to {addressee}" if addressee else "", f", in {medium}" if medium else "", f", {occasion}" if occasion else "")
    )


def _order(f: Order) -> str:
    manner = "is quoted as giving" if f.quoted else "is said to have given"
    to = f" to {_name(f.to)}" if f.to else ""
    return f"{_name(f.by)} {manner} an order or declaration{to}: {act(f.act)}{_setting(None, f.medium, f.occasion)}"


def _admission(f: Admission) -> str:
    orders = f", on the orders of {_name(f.on_orders_of)}" if f.on_orders_of else ""
    return f"{_name(f.by)} is said to have admitted {_conduct(f.act, f.conduct)}{orders}{_setting(None, f.medium)}"


def _denial(f: Denial) -> str:
    before = f" (the passage before reads: {_conduct('other', f.told_before.quote)})" if f.told_before else ""
    return f"{_name(f.by)} is said to deny {_conduct(f.act, f.conduct)}{before}{_setting(None, f.medium)}"


def _allegation(f: Allegation) -> str:
    accused = " and ".join(_name(p) for p in f.accused) or "nobody named"
    if f.modality == "denied" and f.accuser and f.accuser.name not in {p.name for p in f.accused}:
        return f"{_name(f.accuser)} is said to deny that {accused} is responsible: {_conduct(f.act, f.conduct)}"
    crimes = f", called {' and '.join(f'“{c}”' for c in f.crimes)}" if f.crimes else ""
    accuser = f", alleged by {_name(f.accuser)}" if f.accuser else ""
    return f"{accused} {_MODALITY[f.modality]}: {act(f.act)}{crimes}{accuser}"


def _incident(f: Incident) -> str:
    low, high = f.incidents
    number = "" if (low, high) == (1, 1) else f" in {_range(low, high)} incidents"
    if low == 1 and high is None:
        number = " in one or more incidents"
    victims = "; ".join(_victims(f, count) for count in f.victims)
    who = f"; allegedly by {_name(f.perpetrator)}" if f.perpetrator else ""
    sure = f" (“{f.how_sure}”)" if f.how_sure else ""
    return f"{act(f.act)} is reported{number}{': ' if victims else ''}{victims}{who}{sure}"


def _role(f: Role) -> str:
    qualifier = f"{f.qualifier} " if f.qualifier else ""
    at = f", {qualifier}{_name(f.organisation)}" if f.organisation else ""
    return f"{_name(f.person)} {'was formerly' if f.former else 'is described as'} {f.post}{at}"


def _link_(f: CommandLink) -> str:
    return f"{_name(f.source)} is described as {f.relation} {_name(f.target)}"


def _step(f: Step) -> str:
    against = f" concerning {_name(f.person)}" if f.person else ""
    body = f"; body named: {_name(f.body)}" if f.body else ""
    return f"step of proceedings: {f.step}{against}{_STATUS[f.status]}{body}"


def _recital(f: Recital) -> str:
    named = f" ({f.instrument})" if f.instrument else ""
    return f"the law is recited here{named}; this is law and no evidence"


def _tone(f: Tone) -> str:
    return f"“{f.spans[0].quote}” is the source's own loaded word, and is not adopted"


def _fact(f: Fact) -> str:
    return f"{f.name}: {', '.join(f'{key} {value}' for key, value in f.value.items())}"


_CLAIMS: dict[type, Any] = {
    Statement: _statement,
    Order: _order,
    Admission: _admission,
    Denial: _denial,
    Allegation: _allegation,
    Incident: _incident,
    Role: _role,
    CommandLink: _link_,
    Step: _step,
    Recital: _recital,
    Tone: _tone,
    Fact: _fact,
}
