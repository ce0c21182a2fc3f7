"""What a case's recorded steps of proceedings say that the law does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations
from re import Pattern

from probanda.law.stages import Wording, stages
from probanda.model import Record, Span, Step

_COURT = re.compile(r"\bICC\b|\b[Ii]nternational [Cc]riminal [Cc]ourt\b|\bHague-based (?:court|tribunal)\b|\b[Tt]he Prosecutor\b")


class Remark(Record, frozen=True, kw_only=True):
    """A recorded step whose wording or date the law does not know. The source's wording is shown, never changed."""

    step: str
    why: str
    span: Span
    finding: str = ""

    def __str__(self) -> str:
        quote = " ".join(self.span.quote.split())
        return f"The source's wording, “{quote}” ({self.step}), is not what the law knows: {self.why}"


def check(steps: Sequence[Step]) -> list[Remark]:
    """What recorded steps say that the law does not know; only for steps before the Court, since States have laws of their own.

    Silence is no fault: a source need not tell the steps before. `str()` of a remark is a sentence for a reader.
    """
    here = [step for step in steps if _before_the_court(step)]
    return [*_wordings(here), *_reversed(here)]


def _before_the_court(step: Step) -> bool:
    body = step.body.name if step.body else ""
    return _COURT.search(f"{body} {step.spans[0].quote}") is not None


def _wordings(steps: Iterable[Step]) -> Iterable[Remark]:
    for step in steps:
        stage = stages().get(step.step)
        for wording in stage.unknown if stage and step.status in ("happened", "planned") else ():
            if _said(step, wording):
                yield Remark(step=step.step, why=wording.why, span=step.spans[0], finding=step.id)
                break


def _said(step: Step, wording: Wording) -> bool:
    if wording.words:
        return _any(wording.words).search(step.spans[0].quote) is not None
    return _any(wording.by).search(_actor(step)) is not None


def _actor(step: Step) -> str:
    """The words for whoever is said to act: after "by", before an active verb, or the body of the step when no verb is known."""
    quote = step.spans[0].quote
    found = _VERBS[step.step].search(quote) if step.step in _VERBS else None
    if not found:
        return step.body.name if step.body else ""
    before = quote[: found.start()]
    passive = _PASSIVE.search(before)
    if by := (_BY if passive else _AT_ONCE_BY).match(quote, found.end()):
        return by.group(1)
    return "" if passive else _CLAUSE.split(before)[-1]


_BY = re.compile(r"[^.;,]{0,40}?\bby\s+((?:[\w'’.-]+\s*){1,6})")
_AT_ONCE_BY = re.compile(r"\s+(?:on \w+ )?by\s+((?:[\w'’.-]+\s*){1,6})")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]|\b(?:for|against|of|after|that|said|says|who|which|and)\b")
_VERBS: dict[str, Pattern[str]] = {
    step: re.compile(rf"\b(?:(?:has|have|had)\s+)?(?:{verbs})\b", re.IGNORECASE)
    for step, verbs in {
        "warrant issued": "issue[sd]?|issuing|unsealed|released",
        "summons": "issue[sd]?|issuing|summon(?:s|ed)|sent",
        "referral": "refer(?:s|red|ring)?|made|makes|filed?",
        "arrest": "arrest(?:s|ed)|captured|apprehended",
        "sentence": "sentence[sd]|jail(?:s|ed)|imposed",
        "verdict": "convict(?:s|ed)|acquit(?:s|ted)|found",
        "confirmation": "confirm(?:s|ed)",
    }.items()
}


@cache
def _any(words: tuple[str, ...]) -> Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def _reversed(steps: Sequence[Step]) -> Iterable[Remark]:
    happened = [step for step in steps if step.status == "happened" and step.person]
    for one, other in combinations(happened, 2):
        for later, earlier in ((one, other), (other, one)):
            if _same_person(later, earlier) and _contrary(later, earlier):
                yield Remark(step=later.step, why=_why(later, earlier), span=later.spans[0], finding=later.id)


def _same_person(one: Step, other: Step) -> bool:
    return one.person is not None and other.person is not None and one.person.name == other.person.name


def _contrary(later: Step, earlier: Step) -> bool:
    # Only where every reading of the dates puts the step before the one that the law puts first.
    stage = stages().get(later.step)
    if not stage or earlier.step not in stage.follows or not (later.when and earlier.when):
        return False
    return bool(later.when.latest and earlier.when.earliest and later.when.latest < earlier.when.earliest)


def _why(later: Step, earlier: Step) -> str:
    when = f"{later.when.latest} and {earlier.when.earliest}" if later.when and earlier.when else "no dates"
    return f"{later.step} is dated before {earlier.step} ({when}); by law it comes after."
