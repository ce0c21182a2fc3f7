"""Which way a finding bears on an allegation: it supports, contradicts, mitigates, or bears on credibility.

Art. 54(1)(a) and Art. 67(2) of the Rome Statute: what shows or tends to show innocence, what mitigates guilt, and what affects
the credibility of the prosecution's evidence stand beside what incriminates. Grounds of mitigation follow Rule 145(2)(a) of the
Rules of Procedure and Evidence; they are found by wording, for a person to judge.
"""

from __future__ import annotations

from probanda.derived import Polarity
from probanda.model import Allegation, AnyFinding, Denial, Incident, Order, Statement, Step, Tone
from probanda.weigh.lexicon import rules_for, words_for


def polarity(finding: AnyFinding) -> Polarity:
    """The bearing of a finding on what is alleged against the person it concerns, in the absence of a person's decision."""
    if _contradicts(finding):
        return "contradicts"
    words = finding.spans[0].quote
    if isinstance(finding, Tone) or _says(words, "credibility"):
        return "credibility"
    return "mitigates" if _says(words, "mitigation") else "supports"


def exculpatory(finding: AnyFinding) -> bool:
    """True for what belongs in the register of material for the defence: everything that does not simply support."""
    return polarity(finding) != "supports"


def _contradicts(finding: AnyFinding) -> bool:
    match finding:
        case Denial():
            return True
        case Statement():
            return finding.stance == "denies"
        case Allegation():
            return finding.modality in ("denied", "acquitted")
        case Step():
            cleared = finding.step in words_for("clearing") or _says(finding.spans[0].quote, "acquittal")
            return cleared or finding.status == "denied"
        case _:
            return disowned(finding)


def disowned(finding: AnyFinding) -> bool:
    """Whether whoever tells of the order or the event tells of it to deny it: "rejected the claim that he ordered it"."""
    return isinstance(finding, Order | Incident) and bool(finding.voice) and finding.voice[-1].stance == "denies"


def _says(words: str, what: str) -> bool:
    return any(rule.search(words) for rule in rules_for(what))
