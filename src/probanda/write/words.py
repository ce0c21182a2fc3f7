"""Findings in words. Nothing is asserted beyond the source: each sentence says who says so and ends in the source's own words.

The sentences are phrases of `data/phrases`, in each language; here stands what is put into their slots. What a source says stays
in the language of the source.
"""

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
from probanda.write import phrases
from probanda.write.phrases import held, joined, number, say

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
_SHOWN = 140
"""Characters of a source's words that a sentence repeats at most; its citation has them all."""


@cache
def acts() -> dict[str, dict[str, str]]:
    """The vocabulary of acts: key > label and meaning."""
    loaded: dict[str, dict[str, str]] = yaml.safe_load((files("probanda") / "data/acts.yaml").read_text("utf-8"))
    return loaded


def act(key: str, language: str = "en") -> str:
    """The label of an act; an unknown key stands for itself."""
    return phrases.act(language, key) or acts().get(key, {}).get("label", key.replace("_", " "))


def day(value: date, language: str = "en") -> str:
    """As `15 August 2017`."""
    month = held(language)["months"][value.month - 1]
    told = say(language, "first") if value.day == 1 else str(value.day)
    return say(language, "day", day=told, month=month, year=str(value.year))


def when(time: When | None, language: str = "en") -> str:
    """A time in words, with its reasoning: what was written, what it was counted from. Empty when no time is stated."""
    if time is None:
        return ""
    written = _quoted(time.span.quote, language) if time.span else say(language, "date_given")
    if not (time.earliest or time.latest):
        return say(language, "unresolved", written=written)
    told = interval(time, language)
    if time.approximate:
        told = say(language, "about", interval=told)
    return say(language, "when", interval=told, written=written, anchor=time.anchor or "")


def interval(time: When, language: str = "en") -> str:
    """The bare interval in words."""
    first, last = time.earliest, time.latest
    if first and last:
        if first == last:
            return day(first, language)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            years = {"first": f"{first.year}", "last": f"{last.year}"}
            return years["first"] if first.year == last.year else say(language, "between", **years)
        return say(language, "between", first=day(first, language), last=day(last, language))
    if first:
        return say(language, "from", first=day(first, language))
    return say(language, "until", last=day(last, language)) if last else say(language, "unknown")


def chain(voices: Sequence[Voice], language: str = "en") -> str:
    """Who says so, outermost first: `The Harbour Post, quoting Amnesty International`."""
    told = [v for number, v in enumerate(voices) if number == 0 or v.speaker.name != voices[number - 1].speaker.name]
    links = [_voice(voice, language, first=number == 0) for number, voice in enumerate(told)]
    return joined(language, links, by="list_chain") or say(language, "source")


def _voice(voice: Voice, language: str, *, first: bool) -> str:
    if first:
        return voice.speaker.name
    key = "reporting_denial" if voice.stance == "denies" else "quoting" if voice.quoted else "reporting"
    return say(language, key, speaker=_speaker(voice.speaker, language))


_PRONOUNS = frozenset(["i", "we", "he", "she", "they", "it", "you", "him", "them", "his", "her", "their", "my", "our"])


def _speaker(party: Party, language: str) -> str:
    """Who speaks; a pronoun that nobody could be found for names nobody."""
    if party.name.lower() in ("", *_PRONOUNS):
        return say(language, "nobody")
    return _OPENING.sub(lambda word: word[0].lower(), party.name) if party.how == "description" else party.name


_OPENING = re.compile(r"^(?:A|An|The|My|Our|His|Her|Their|One|Some|Two|Several)(?= [a-z])")
"""Words that open a description and have a capital only where a sentence began with it."""


def _quoted(words: str, language: str) -> str:
    return say(language, "quoted", words=words)


_VAGUE = re.compile(r"\b(?:tens of )?(?:thousands|hundreds|dozens|scores)\b", re.IGNORECASE)
"""Numbers that are none: the source's own word stands beside what it is counted as."""


def casualties(count: Casualties, language: str = "en") -> str:
    """As `at least 33 people killed`; of unknown number, `people killed`."""
    low, high, part = count.minimum, count.maximum, count.part_of or ""
    if high == 0:
        return say(language, f"nobody_{count.outcome}")
    if low == high == 1 and any(count.kind in name for name in count.names):
        return say(language, f"named_{count.outcome}", name=count.kind, part=part)
    told = say(language, "unstated") if low is None and high is None else _range(low, high, language)
    if count.span and (vague := _VAGUE.search(count.span.quote)):
        told = say(language, "vague", words=_quoted(vague[0].lower(), language), number=told)
    nobody_said = count.kind.lower() in ("people", *_PRONOUNS)
    n = high or low or 2
    kind = say(language, "people", n=n) if nobody_said else say(language, "kind", kind=count.kind)
    return say(language, f"people_{count.outcome}", n=n, number=told, kind=kind, part=part)


def _range(low: int | None, high: int | None, language: str) -> str:
    least, most = number(language, low or 0), number(language, high or 0)
    if low == high:
        return least
    if high is None:
        return say(language, "at_least", low=least)
    return say(language, "range", low=least, high=most) if low else say(language, "up_to", high=most)


def _name(party: Party | None, language: str) -> str:
    if party is None or not party.name:
        return say(language, "nobody")
    return party.name if party.how in ("named", "outlet", "pronoun") else _quoted(party.name, language)


def _perhaps(party: Party | None, language: str) -> str:
    return _name(party, language) if party else ""


def sentence(finding: Finding, language: str = "en") -> str:
    """The finding in one sentence, without its quotation."""
    voices = finding.voice
    # Who admits, denies or says something is named in the claim itself, and need not be named twice.
    if len(voices) > 1 and (actor := _actor(finding)) and actor.name == voices[-1].speaker.name:
        voices = voices[:-1]
    tail = joined(language, filter(None, (when(finding.when, language), _places(finding, language))), by="list_semicolon")
    claim = str(_CLAIMS[type(finding)](finding, language))
    told = say(language, "according", chain=chain(voices, language), claim=claim, tail=tail)
    return f"{told.removesuffix('..')}." if told.endswith("..") else told


def _actor(finding: Finding) -> Party | None:
    match finding:
        case Statement():
            return finding.speaker
        case Admission() | Denial() | Order():
            return finding.by
    return None


def _conduct(act_key: str, conduct: str, language: str) -> str:
    """The act by its label, with the words of the source where the label says nothing."""
    short = " ".join(conduct.split())
    quoted = _quoted(short if len(short) <= _SHOWN else short[: _SHOWN - 1].rstrip() + "…", language) if short else ""
    return quoted if quoted and act_key == "other" else say(language, "conduct", act=act(act_key, language), words=quoted)


def _places(finding: Finding, language: str) -> str:
    return joined(language, (place.name for place in finding.where), by="list_comma")


def _statement(f: Statement, language: str) -> str:
    stance = say(language, f"stance_{f.stance}")
    where = {"addressee": f.addressee or "", "medium": f.medium or "", "occasion": f.occasion or ""}
    return say(language, f"statement_{f.mode}", speaker=_name(f.speaker, language), stance=stance, **where)


def _order(f: Order, language: str) -> str:
    slots = {"by": _name(f.by, language), "to": _perhaps(f.to, language), "act": act(f.act, language)}
    key = "order_quoted" if f.quoted else "order_said"
    return say(language, key, medium=f.medium or "", occasion=f.occasion or "", **slots)


def _admission(f: Admission, language: str) -> str:
    slots = {"by": _name(f.by, language), "conduct": _conduct(f.act, f.conduct, language)}
    return say(language, "admission", orders=_perhaps(f.on_orders_of, language), medium=f.medium or "", **slots)


def _denial(f: Denial, language: str) -> str:
    before = _conduct("other", f.told_before.quote, language) if f.told_before else ""
    slots = {"by": _name(f.by, language), "conduct": _conduct(f.act, f.conduct, language)}
    return say(language, "denial", before=before, medium=f.medium or "", **slots)


def _allegation(f: Allegation, language: str) -> str:
    accused = joined(language, (_name(p, language) for p in f.accused), by="list_and") or say(language, "nobody")
    slots, n = {"accused": accused, "accuser": _perhaps(f.accuser, language)}, max(1, len(f.accused))
    if f.modality == "denied" and f.accuser and f.accuser.name not in {p.name for p in f.accused}:
        return say(language, "denied_for", n=n, conduct=_conduct(f.act, f.conduct, language), **slots)
    crimes = joined(language, (_quoted(crime, language) for crime in f.crimes), by="list_and")
    return say(language, f.modality, n=n, act=act(f.act, language), crimes=crimes, **slots)


def _incident(f: Incident, language: str) -> str:
    victims = joined(language, (casualties(count, language) for count in f.victims), by="list_semicolon")
    slots = {"act": act(f.act, language), "incidents": _incidents(f, language), "victims": victims}
    sure = _quoted(f.how_sure, language) if f.how_sure else ""
    return say(language, "incident", perpetrator=_perhaps(f.perpetrator, language), sure=sure, **slots)


def _incidents(f: Incident, language: str) -> str:
    low, high = f.incidents
    if (low, high) == (1, 1):
        return ""
    if low == 1 and high is None:
        return say(language, "incidents_some")
    return say(language, "incidents", n=high or low or 2, number=_range(low, high, language))


def _role(f: Role, language: str) -> str:
    at = " ".join(filter(None, (f.qualifier, _perhaps(f.organisation, language)))) if f.organisation else ""
    return say(
        language, "role_former" if f.former else "role_now", person=_name(f.person, language), post=f.post, organisation=at
    )


def _link_(f: CommandLink, language: str) -> str:
    return say(language, f"link_{f.relation}", source=_name(f.source, language), target=_name(f.target, language))


def _step(f: Step, language: str) -> str:
    slots = {"person": _perhaps(f.person, language), "body": _perhaps(f.body, language)}
    return say(language, f"step_{f.status}", step=phrases.step(language, f.step), **slots)


def _recital(f: Recital, language: str) -> str:
    return say(language, "recital", instrument=f.instrument)


def _tone(f: Tone, language: str) -> str:
    key = "tone_distance" if f.category == "distance" else "tone_loaded"
    return say(language, key, words=_quoted(f.spans[0].quote, language))


def _fact(f: Fact, language: str) -> str:
    values = joined(language, (f"{key} {value}" for key, value in f.value.items()), by="list_comma")
    return say(language, "fact", name=f.name, values=values)


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
