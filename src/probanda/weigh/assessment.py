"""How far a source and an item can be relied on: rated by a person, apart from each other; the machine says only what it sees.

The scale is the Admiralty scale (NATO AJP-2.1): reliability of the source A-F, credibility of the item 1-6. F and 6 mean that
it cannot be judged, and are no bad marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from probanda.errors import DecisionError
from probanda.model import Admission, AnyFinding, Decision, Party, Record
from probanda.weigh.chain import Hand, hand, plain, speakers
from probanda.weigh.lexicon import words_for

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
Stake = Literal["party", "victim", "official", "outlet", "organisation", "unknown"]


class Rating(Record, frozen=True, kw_only=True):
    """What a person made of a source or an item, and why."""

    about: str
    by: str
    at: datetime
    reliability: str = "F"
    credibility: str = "6"
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}: {RELIABILITY[self.reliability]}; {CREDIBILITY[self.credibility]}"


class Standing(Record, frozen=True, kw_only=True):
    """What the chain of voices shows of a finding's source. No judgment."""

    hand: Hand
    stake: Stake
    why: str


def ratings(decisions: Iterable[Decision]) -> dict[str, Rating]:
    """The last rating of each source or finding. A mark that a later rating leaves out stands as it was.

    Raises DecisionError for a mark that is not on the scale, or a rating without a reason.
    """
    standing: dict[str, Rating] = {}
    for decision in decisions:
        if decision.verdict == "rate":
            for about in decision.about:
                standing[about] = _rating(about, decision, standing.get(about))
    return standing


def standing(finding: AnyFinding) -> Standing:
    """At how many removes it is heard, and what stake its speaker has, with the words that show it."""
    chain = speakers(finding)
    at = hand(finding)
    stake, why = _stake(finding, chain[-1] if chain else None)
    return Standing(hand=at, stake=stake, why=why)


def _rating(about: str, decision: Decision, before: Rating | None) -> Rating:
    unknown = set(decision.value) - {"reliability", "credibility"}
    marks = {
        "reliability": decision.value.get("reliability", before.reliability if before else "F").upper(),
        "credibility": decision.value.get("credibility", before.credibility if before else "6"),
    }
    if unknown or marks["reliability"] not in RELIABILITY or marks["credibility"] not in CREDIBILITY:
        scale = "reliability is A to F and credibility 1 to 6; F and 6 say that it cannot be judged"
        raise DecisionError(f"no mark of the Admiralty scale: {decision.value}", where=decision.id, next=scale)
    if not decision.reason.strip():
        raise DecisionError("a rating needs its reason", where=decision.id, next="say why in a sentence")
    return Rating(about=about, by=decision.by, at=decision.at, reason=decision.reason, **marks)


def _stake(finding: AnyFinding, who: Party | None) -> tuple[Stake, str]:
    if who is None:
        return "outlet", "the outlet says so in its own words"
    words = f"{plain(who)} {plain(Party(name=who.span.quote)) if who.span else ''}"
    if isinstance(finding, Admission):
        return "party", f"{who.name} speaks of his own side's conduct"
    for stake in ("victim", "party", "official"):
        if held := sorted(w for w in words_for(f"stake_{stake}") if f" {w} " in f" {words} "):
            return stake, f'called "{held[0]}"'
    if who.type in ("organisation", "court", "publication"):
        return ("official", "a court") if who.type == "court" else ("organisation", "an organisation")
    return "unknown", "nothing in the passage says what stake the speaker has"
