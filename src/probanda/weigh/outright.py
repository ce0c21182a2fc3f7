"""An event that somebody denies outright, where the reports name nobody for it: "no such strike took place".

What a person denies who is said to have done it stands in `positions.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from probanda.weigh.chain import Resolver, identity
from probanda.weigh.clash import Clash
from probanda.weigh.events import Event
from probanda.weigh.lexicon import words_for


def of_event(event: Event, who: Resolver) -> Iterator[Clash]:
    """Each who denies the event in a text once, beside the first report of it in another text, else in the same."""
    reports = [(name, f) for name, f in event.incidents if not f.context]
    if not reports or any(f.perpetrator and f.perpetrator.how == "named" for _, f in reports):
        return
    shown: set[tuple[str | None, str]] = set()
    for name, denial in event.denials:
        key = identity(denial.by, who), denial.spans[0].text
        acts = [(other, f) for other, f in reports if f.act == denial.act and f.act in words_for("violence")]
        if key[0] is None or key in shown or not acts:
            continue
        shown.add(key)
        other, report = min(acts, key=lambda r: r[1].spans[0].text == key[1])
        where = "the same report" if report.spans[0].text == key[1] else "another source"
        why = f'{denial.by.name} denies it ("{denial.spans[0].quote}"); {where} gives it as a fact and names nobody who did it'
        yield Clash("denial", name, other, why, denial.spans[0], report.spans[0])
