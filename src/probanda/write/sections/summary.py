"""What is alleged, by whom, against whom: the first page."""

from __future__ import annotations

from collections.abc import Iterator

from probanda.chart.gaps import asks
from probanda.model import Admission, Allegation, Denial, Finding, Incident, Order, Statement, Step
from probanda.write.desk import Desk
from probanda.write.document import Block, Bullets, Section, Sentence, paragraph, said
from probanda.write.phrases import joined

_COUNTED: dict[type[Finding], str] = {
    Statement: "count_statement",
    Order: "count_order",
    Admission: "count_admission",
    Denial: "count_denial",
    Incident: "count_incident",
}
_COUNTED |= {Allegation: "count_allegation", Step: "count_step"}

_TITLES = 12
"""Titles of texts without a publisher that the summary lists at most."""


def section(desk: Desk) -> Section:
    """The summary."""
    view = desk.view
    numbers = {key: sum(1 for _ in desk.all(kind)) for kind, key in _COUNTED.items()}
    numbers["count_contradiction"] = len(view.disagreements)
    told = (desk.say("summary_counted", label=desk.say(key), n=n) for key, n in numbers.items())
    counts = joined(desk.language, told, by="list_comma")
    opening = paragraph(
        said(desk.say("summary_rests", n=len(view.sources), read=len(view.texts), counts=counts)),
        said(desk.say("summary_says")),
        *_called(desk),
    )
    warnings = tuple(said(warning, weight="warning") for warning in view.warnings)
    blocks: list[Block] = [opening, *([Bullets(items=warnings)] if warnings else [])]
    parts = [
        Section(title=desk.say(key), anchor=anchor, blocks=(Bullets(items=items),))
        for key, anchor, items in (
            ("what_is_charted", "summary-charted", tuple(_charted(desk))),
            ("orders", "summary-orders", tuple(desk.fact(f) for f in desk.all(Order))),
            ("admissions", "summary-admissions", tuple(desk.fact(f) for f in desk.all(Admission))),
            ("denials", "summary-denials", tuple(desk.fact(f, weight="against") for f in desk.all(Denial))),
            ("proceedings", "summary-steps", tuple(desk.fact(f) for f in desk.all(Step))),
        )
        if items
    ]
    return Section(title=desk.say("summary"), anchor="summary", blocks=tuple(blocks), parts=tuple(parts))


def _called(desk: Desk) -> tuple[Sentence, ...]:
    """What "the text E1" stands for: the titles themselves where there are few, else where they are listed."""
    held = [(desk.view.exhibits[s.id], desk.title(s) or s.name) for s in desk.unpublished()]
    if not held:
        return ()
    if len(held) > _TITLES:
        return (said(desk.say("texts_called_many", n=len(held), example=desk.say("text_called", exhibit=held[0][0]))),)
    listed = (desk.say("text_listed", exhibit=exhibit, title=title) for exhibit, title in held)
    return (said(desk.say("texts_called", n=len(held), list=joined(desk.language, listed, by="list_semicolon"))),)


def _charted(desk: Desk) -> Iterator[Sentence]:
    for chart in desk.view.charts:
        filled = sum(1 for cell in chart.cells if cell.support)
        against = sum(1 for cell in chart.cells if cell.against)
        partly = sum(1 for cell in chart.cells if cell.support and asks(cell.gaps, "only in part"))
        single = sum(1 for cell in chart.cells if asks(cell.gaps, "one origin"))
        told = {"partly": str(partly or ""), "single": str(single or ""), "against": str(against or "")}
        slots = {"title": chart.title, "accused": chart.accused_name}
        yield said(desk.say("charted", filled=filled, of=len(chart.cells), **slots, **told))
