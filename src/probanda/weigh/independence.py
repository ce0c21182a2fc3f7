"""Which findings go back to one origin: ten outlets that print one agency report are one source.

A finding's origin is the one who is said to know: a named speaker (a quotation of X in ten outlets is one statement by X), the
agency or outlet that the words are credited to, the first text of a group of copies, or the outlet's own reporting. Groups are
joined on the evidence of shared wording and of credits only. Unnamed sources count with the outlet that reports them: nobody can
check whether they are others than those its own words rest on. Where nobody can tell who was first, the copies are still one
group.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import count
from string import ascii_uppercase

from probanda.derived import Origin
from probanda.model import AnyFinding, Source, Text
from probanda.weigh.chain import Resolver, unresolved
from probanda.weigh.common import Common, common
from probanda.weigh.tracing import UNNAMED, Key, Trace

_EVIDENCE = 6
"""So many passages are enough to show why a group was joined."""


def origins(
    texts: Sequence[Text],
    findings: Mapping[str, AnyFinding],
    *,
    sources: Mapping[str, Source],
    entity_of_party: Resolver = unresolved,
    called: Mapping[str, str] | None = None,
    shared: Common | None = None,
) -> tuple[Origin, ...]:
    """The findings of a case in groups with one origin each, those of most findings first.

    `members` are finding ids; every finding is in exactly one group. `label` reads "A: agency report (Reuters)"; `why` gives the
    reasons, `spans` the shared or crediting words. `entity_of_party` makes one of a speaker who is spelt two ways;
    `called` gives the name to show for a source id, as its exhibit number; `shared` is what `common` gives for these texts.
    """
    trace = Trace(shared or common(texts, sources=sources), sources=sources, entity_of_party=entity_of_party, called=called or {})
    for name, finding in findings.items():
        trace.place(name, finding)
    gathered = trace.groups.gather(("finding", name) for name in findings)
    biggest = sorted(gathered.values(), key=lambda members: -len(members))
    letters = map(_letter, count())
    shown = zip(biggest, letters, trace.labels(biggest), strict=False)
    return tuple(_origin(trace, members, letter=letter, label=label) for members, letter, label in shown)


def origin_of(found: Iterable[Origin], findings: Container[str] | None = None) -> dict[str, str]:
    """The id of its origin for each finding (of `findings`, where given)."""
    return {m: origin.id for origin in found for m in origin.members if findings is None or m in findings}


def independent(held: Iterable[tuple[str, str]]) -> int:
    """How many of some (origin, text) pairs are independent at most: as many as reach the reader each through a text of its own.

    Four voices in one report are four origins of what they say, but all of them rest on that one report's word. This is the size
    of a largest matching of origins to texts (Kuhn's method).
    """
    texts: dict[str, list[str]] = {}
    for origin, text in held:
        texts.setdefault(origin, []).append(text)
    through: dict[str, str] = {}

    def placed(origin: str, tried: set[str]) -> bool:
        for text in texts[origin]:
            if text not in tried:
                tried.add(text)
                if text not in through or placed(through[text], tried):
                    through[text] = origin
                    return True
        return False

    return sum(placed(origin, set()) for origin in texts)


def counted(reports: int, origins: int, apart: int) -> str:
    """Numbers in words that claim no more than there is: "3 reports, 2 independent origins", "1 report, 1 origin for 3 voices".

    `apart` is what `independent` gives.
    """
    kinds = f"{apart} independent origins" if apart > 1 else "1 origin"
    return f"{reports} report{'s' * (reports != 1)}, {kinds}{f' for {origins} voices' * (apart < origins)}"


def doubt(labels: Iterable[str]) -> str:
    """What must be said beside the number of origins: reports of outlets that nobody names may be of one outlet."""
    unnamed = sum(label.endswith(UNNAMED) for label in labels)
    return "; whether those whose publisher is not stated are of one outlet is open" if unnamed > 1 else ""


def wording(ids: Iterable[str], *, found: Iterable[Origin], findings: Mapping[str, AnyFinding]) -> str:
    """As "3 reports, 2 independent origins (A: agency report; B: own reporting)". A report is a text, whatever it holds."""
    wanted = {i: findings[i].spans[0].text for i in ids if i in findings}
    held = [origin for origin in found if not wanted.keys().isdisjoint(origin.members)]
    if not held:
        return "no report"
    apart = independent((o.id, wanted[m]) for o in held for m in o.members if m in wanted)
    labels = [o.label for o in held]
    return f"{counted(len(set(wanted.values())), len(held), apart)} ({'; '.join(labels)}){doubt(labels)}"


def _origin(trace: Trace, members: list[Key], *, letter: str, label: str) -> Origin:
    reasons = trace.groups.reasons(members[0])
    spans = tuple(dict.fromkeys(span for _, shown in reasons for span in shown))[:_EVIDENCE]
    why = "; ".join(dict.fromkeys(words for words, _ in reasons)) or "one source; no wording shared with another"
    return Origin(
        id=f"origin-{letter}", label=f"{letter}: {label}", members=tuple(str(name) for _, name in members), why=why, spans=spans
    )


def _letter(number: int) -> str:
    """A, B ... Z, AA, AB ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters
