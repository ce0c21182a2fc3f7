"""What happened when, as the sources say: drawn, and as a table with the reasoning behind each date."""

from __future__ import annotations

from collections.abc import Sequence

from probanda.chart.timeline import Row, timeline
from probanda.model import CommandLink, Finding, Incident, Role, Step
from probanda.write import phrases, words
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
        return Section(title=desk.say("timeline"), anchor="timeline", blocks=(paragraph(said(desk.say("nothing_dated"))),))
    cells = tuple(
        ((said(_time(desk, f)),), (desk.fact(f),), (said(f.when.rule if f.when else "-", weight="quote"),)) for f in found
    )
    grid = Grid(columns=tuple(map(desk.say, ("when_", "what_according", "date_rule"))), rows=cells, widths=(3, 8, 2))
    picture = drawing(desk, rows)
    return Section(title=desk.say("timeline"), anchor="timeline", blocks=(*((picture,) if picture else ()), grid))


def _time(desk: Desk, finding: Finding) -> str:
    if finding.when is None:
        return desk.say("not_stated")
    if finding.when.earliest or finding.when.latest:
        return words.interval(finding.when, desk.language)
    return words.when(finding.when, desk.language)


def drawing(desk: Desk, rows: Sequence[Row] | None = None) -> Picture | None:
    """The dated rows as bars. None when nothing is dated."""
    dated = [row for row in rows or timeline(desk.view.findings) if row.earliest or row.latest]
    bars = [Bar(_label(desk, row), row.earliest, row.latest, row.approximate) for row in dated[:_MOST_DRAWN]]
    if not (svg := draw(bars)):
        return None
    captions = [desk.say("timeline_caption")]
    if len(dated) > _MOST_DRAWN:
        captions.append(desk.say("timeline_part", n=_MOST_DRAWN, of=len(dated)))
    alt = (desk.say("timeline_alt", label=b.label, first=str(b.earliest), last=str(b.latest)) for b in bars)
    return Picture(svg=svg, caption=" ".join(captions), alt="; ".join(alt))


def _label(desk: Desk, row: Row) -> str:
    finding = desk.view.findings[row.finding]
    what = row.label
    if isinstance(finding, Step):
        what = phrases.step(desk.language, finding.step) + (f", {desk.name(finding.person)}" if finding.person else "")
    elif isinstance(finding, Incident):
        what = words.act(finding.act, desk.language)
    return f"{desk.cite(row.span).exhibit} {what}"
