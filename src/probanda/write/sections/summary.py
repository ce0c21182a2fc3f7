"""What is alleged, by whom, against whom: the first page."""

from __future__ import annotations

from collections.abc import Iterator

from probanda.model import Admission, Allegation, Denial, Finding, Incident, Order, Statement, Step
from probanda.write.desk import Desk
from probanda.write.document import Block, Bullets, Section, Sentence, paragraph, said

_COUNTED: dict[type[Finding], str] = {
    Statement: "statements",
    Order: "orders or declarations",
    Admission: "admissions",
    Denial: "denials",
    Incident: "incidents",
}
_COUNTED |= {Allegation: "allegations", Step: "steps of proceedings"}


def section(desk: Desk) -> Section:
    """The summary."""
    view = desk.view
    counts = ", ".join(f"{label} {sum(1 for _ in desk.all(kind))}" for kind, label in _COUNTED.items())
    opening = paragraph(
        said(f"This file rests on {len(view.sources)} sources, of which {len(view.texts)} were read. In numbers: {counts}."),
        said(
            "Everything below is what a source says; nothing is found proved here. Whoever is accused is alleged to have acted."
        ),
    )
    warnings = tuple(said(warning, weight="warning") for warning in view.warnings)
    blocks: list[Block] = [opening, *([Bullets(items=warnings)] if warnings else [])]
    parts = [
        Section(title=title, anchor=anchor, blocks=(Bullets(items=items),))
        for title, anchor, items in (
            ("What is charted", "summary-charted", tuple(_charted(desk))),
            ("Orders and declarations", "summary-orders", tuple(desk.fact(f) for f in desk.all(Order))),
            ("Admissions", "summary-admissions", tuple(desk.fact(f) for f in desk.all(Admission))),
            ("Denials", "summary-denials", tuple(desk.fact(f, weight="against") for f in desk.all(Denial))),
            ("Proceedings", "summary-steps", tuple(desk.fact(f) for f in desk.all(Step))),
        )
        if items
    ]
    return Section(title="Summary", anchor="summary", blocks=tuple(blocks), parts=tuple(parts))


def _charted(desk: Desk) -> Iterator[Sentence]:
    for chart in desk.view.charts:
        filled = sum(1 for cell in chart.cells if cell.support)
        against = sum(1 for cell in chart.cells if cell.against)
        contested = f", {against} with material against" if against else ""
        state = f"{filled} of {len(chart.cells)} elements have passages for them{contested}."
        yield said(f"{chart.title}, alleged against {chart.accused_name}: {state}")
