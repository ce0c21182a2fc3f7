"""What happened when, as the sources say: drawn, and as a table with the reasoning behind each date."""

from __future__ import annotations

from collections.abc import Sequence

from probanda.chart.timeline import Row, timeline
from probanda.model import CommandLink, Finding, Incident, Role, Step
from probanda.write import words
from probanda.write.desk import Desk
from probanda.write.document import Grid, Picture, Section, paragraph, said
from probanda.write.figures import Bar
from probanda.write.figures import timeline as draw

_MOST_DRAWN = 60


def section(desk: Desk) -> Section:
    """Dated events in order; what has no date is listed last and said to have none. Dated posts and links follow."""
    rows = timeline(desk.view.findings)
    held = [f for kind in (Role, CommandLink) for f in desk.all(kind) if f.when]
    found = [*(desk.view.findings[row.finding] for row in rows), *held]
    if not found:
        return Section(title="Timeline", anchor="timeline", blocks=(paragraph(said("No dated event is reported.")),))
    cells = tuple(((said(_time(f)),), (desk.fact(f),), (said(f.when.rule if f.when else "-", weight="quote"),)) for f in found)
    grid = Grid(columns=("When", "What, according to whom", "Rule of the date"), rows=cells, widths=(3, 8, 2))
    picture = drawing(desk, rows)
    return Section(title="Timeline", anchor="timeline", blocks=(*((picture,) if picture else ()), grid))


def _time(finding: Finding) -> str:
    if finding.when is None:
        return "not stated"
    if finding.when.earliest or finding.when.latest:
        return words.interval(finding.when)
    return words.when(finding.when)


def drawing(desk: Desk, rows: Sequence[Row] | None = None) -> Picture | None:
    """The dated rows as bars. None when nothing is dated."""
    dated = [row for row in rows or timeline(desk.view.findings) if row.earliest or row.latest]
    bars = [Bar(_label(desk, row), row.earliest, row.latest, row.approximate) for row in dated[:_MOST_DRAWN]]
    if not (svg := draw(bars)):
        return None
    rest = f" The first {_MOST_DRAWN} of {len(dated)} are drawn." if len(dated) > _MOST_DRAWN else ""
    caption = f"Each bar is the interval within which the source places the event; an arrow marks an open end.{rest}"
    return Picture(svg=svg, caption=caption, alt="; ".join(f"{b.label}: {b.earliest} to {b.latest}" for b in bars))


def _label(desk: Desk, row: Row) -> str:
    finding = desk.view.findings[row.finding]
    what = row.label
    if isinstance(finding, Step):
        what = finding.step + (f", {desk.name(finding.person)}" if finding.person else "")
    elif isinstance(finding, Incident):
        what = words.act(finding.act)
    return f"{desk.cite(row.span).exhibit} {what}"
