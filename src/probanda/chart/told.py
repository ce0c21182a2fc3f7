"""A finding in words: what it says in short, and who says so. An accused is never said to have done anything: it is alleged."""

from __future__ import annotations

from probanda.law import words
from probanda.model import (
    Admission,
    Allegation,
    AnyFinding,
    Casualties,
    CommandLink,
    Denial,
    Finding,
    Incident,
    Order,
    Party,
    Role,
    Step,
)
from probanda.weigh.polarity import disowned

_MODALITY = {
    "alleged": "alleged",
    "charged": "charged",
    "admitted": "admitted",
    "denied": "denied",
    "convicted": "found in a judgment",
    "acquitted": "said to have ended in acquittal",
}


def told(finding: AnyFinding) -> str:
    """Who says so, and how: "alleged by the Tribunal, as the Morning Post reports"."""
    outlet, speaker = _outlet(finding), _speaker(finding)
    how = _how(finding)
    if isinstance(finding, Order) and not disowned(finding):
        return _ordered(finding, outlet=outlet, speaker=speaker)
    if speaker and outlet and speaker != outlet:
        return f"{how} by {speaker}, as {outlet} reports"
    if how in (_MODALITY["convicted"], _MODALITY["acquitted"]) and outlet:
        return f"{how}, as {outlet} reports"
    who = speaker or outlet
    return f"{how} by {who}" if who else f"{how}; the source does not say by whom"


def _ordered(order: Order, *, outlet: str, speaker: str) -> str:
    # The one who ordered is no witness of the order: his or her words are quoted, or somebody else reports them.
    own = order.by.name == speaker
    if order.quoted and own:
        return f"the words are quoted by {outlet}" if outlet else "the words are quoted"
    teller = "" if own else speaker
    if teller and outlet and teller != outlet:
        return f"reported by {teller}, as {outlet} reports"
    return f"reported by {teller or outlet}" if teller or outlet else "reported; the source does not say by whom"


def _how(finding: AnyFinding) -> str:
    match finding:
        case Allegation():
            # Only words of judgment make a conviction; "the crimes he committed" in an outlet's own words is an allegation.
            judged = finding.modality != "convicted" or words.has("conviction", f"{finding.spans[0].quote} {finding.conduct}")
            return _MODALITY[finding.modality if judged else "alleged"]
        case Admission():
            return "admitted"
        case Denial():
            return "denied"
        case Order() | Incident() if disowned(finding):
            return "denied"
        case Incident() if finding.perpetrator:
            return "alleged"
        case Role() | CommandLink():
            return "stated"
    return "reported"


def _outlet(finding: Finding) -> str:
    return next((voice.speaker.name for voice in finding.voice if voice.speaker.how == "outlet"), "")


def _speaker(finding: AnyFinding) -> str:
    named: Party | None = None
    match finding:
        case Allegation():
            named = finding.accuser
        case Admission() | Denial():
            named = finding.by
    inner = [voice.speaker for voice in finding.voice if voice.speaker.how != "outlet"]
    # "she" tells a reader nothing: whoever is named further out in the chain of voices is said instead.
    chosen = next((one for one in (named, *reversed(inner)) if one and one.name and one.how != "pronoun"), None)
    if chosen is None or chosen.name in _blamed(finding):
        # Nobody alleges his own deed: words that an outlet puts into his mouth are the outlet's.
        return ""
    return " ".join(chosen.name.split())


def _blamed(finding: AnyFinding) -> tuple[str, ...]:
    if isinstance(finding, Incident) and finding.perpetrator and not any(v.stance == "admits" for v in finding.voice):
        return (finding.perpetrator.name,)
    if isinstance(finding, Allegation) and finding.modality not in ("admitted", "denied"):
        return tuple(party.name for party in finding.accused)
    return ()


def detail(finding: AnyFinding) -> str:
    """What it says, in short: counts for an incident, the post for a role; "" where the quotation says it best."""
    match finding:
        case Incident():
            return _incident(finding)
        case Role():
            held = " (formerly)" if finding.former else ""
            place = f", {finding.organisation.name}" if finding.organisation else ""
            return f"{finding.person.name}: {finding.post}{place}{held}"
        case CommandLink():
            return f"{finding.source.name}, {finding.relation} {finding.target.name}"
        case Order() if finding.to:
            return f"addressed to {' '.join(finding.to.name.split())}"
        case Step():
            return f"{finding.step} ({finding.status})"
    return ""


def _incident(incident: Incident) -> str:
    counted = ", ".join(count(victims) for victims in incident.victims)
    least, most = incident.incidents
    if (least, most) == (1, 1):
        return counted
    number = f"at least {least}" if most is None else str(most) if least == most else f"{least} to {most}"
    return ", ".join(part for part in (counted, f"in {number} incident{'s' * (number not in ('1', 'at least 1'))}") if part)


def count(victims: Casualties) -> str:
    """As "33 persons killed", "at least 12 civilians injured", "persons killed, number not stated"."""
    least, most, kind = victims.minimum, victims.maximum, " ".join(victims.kind.split()) or "people"
    if least is None and most is None:
        return f"{kind} {victims.outcome}, number not stated"
    if most is None:
        number = f"at least {least}"
    elif least is None:
        number = f"up to {most}"
    else:
        number = str(most) if least == most else f"{least} to {most}"
    return f"{number} {kind} {victims.outcome}"
