"""What happened when, as the sources say: drawn, and as a table with the reasoning behind each date."""

from __future__ import annotations

from datetime import date

from probanda.model import CommandLink, Finding, Incident, Order, Role, Step
from probanda.write import words
from probanda.write.desk import Desk
from probanda.write.document import Block, Grid, Picture, Section, paragraph, said
from probanda.write.figures import Bar, timeline

_SHOWN: tuple[type[Finding], ...] = (Incident, Order, Step, Role, CommandLink)
_MOST_DRAWN = 60


def section(desk: Desk) -> Section:
    """Dated findings in order; what has no date is listed last and said to have none."""
    found = sorted(desk.all(*_SHOWN), key=_order)
    shown = [f for f in found if isinstance(f, Incident | Order | Step) or f.when]
    if not shown:
        return Section(title="Timeline", anchor="timeline", blocks=(paragraph(said("No dated event is reported.")),))
    rows = tuple(((said(_time(f)),), (desk.fact(f),), (said(f.when.rule if f.when else "-", weight="quote"),)) for f in shown)
    grid = Grid(columns=("When", "What, according to whom", "Rule of the date"), rows=rows, widths=(3, 8, 2))
    return Section(title="Timeline", anchor="timeline", blocks=(*_drawing(desk, shown), grid))


def _order(finding: Finding) -> tuple[date, date]:
    when = finding.when
    first = (when.earliest or when.latest) if when else None
    return (first or date.max, (when.latest if when else None) or date.max)


def _time(finding: Finding) -> str:
    if finding.when is None:
        return "not stated"
    if finding.when.earliest or finding.when.latest:
        return words.interval(finding.when)
    return words.when(finding.when)


def _drawing(desk: Desk, found: list[Finding]) -> tuple[Block, ...]:
    dated = [f for f in found if f.when and (f.when.earliest or f.when.latest)]
    bars = [_bar(desk, f) for f in dated[:_MOST_DRAWN]]
    if not (svg := timeline(bars)):
        return ()
    rest = f" The first {_MOST_DRAWN} of {len(dated)} are drawn." if len(dated) > _MOST_DRAWN else ""
    caption = f"Each bar is the interval within which the source places the event; an arrow marks an open end.{rest}"
    return (Picture(svg=svg, caption=caption, alt="; ".join(f"{b.label}: {b.earliest} to {b.latest}" for b in bars)),)


def _bar(desk: Desk, finding: Finding) -> Bar:
    when = finding.when
    label = f"{desk.cite(finding.spans[0]).exhibit} {_label(desk, finding)}"
    return Bar(label, when.earliest, when.latest, when.approximate) if when else Bar(label, None, None)


def _label(desk: Desk, finding: Finding) -> str:
    match finding:
        case Incident():
            return words.act(finding.act)
        case Order():
            return f"order alleged: {words.act(finding.act)}"
        case Step():
            return finding.step + (f", {desk.name(finding.person)}" if finding.person else "")
        case Role():
            return f"{desk.name(finding.person)}, {finding.post}"
        case CommandLink():
            return f"{desk.name(finding.source)} {finding.relation} {desk.name(finding.target)}"
    return words.KINDS["fact"]
