"""Incidents, statements and proceedings: tables of what the sources say, each row in the source's own words."""

from __future__ import annotations

from collections.abc import Iterable

from probanda.derived import IncidentGroup
from probanda.model import Admission, Allegation, AnyFinding, Denial, Incident, Order, Recital, Statement, Step, Tone
from probanda.weigh.assessment import standing
from probanda.write import words
from probanda.write.desk import Desk
from probanda.write.document import Bullets, Grid, Section, Sentence, paragraph, said
from probanda.write.phrases import joined


def _grid(desk: Desk, findings: Iterable[AnyFinding]) -> Grid:
    rows = tuple(((desk.claim(f),), tuple(desk.passage(s) for s in f.spans[:2]), tuple(_standing(desk, f))) for f in findings)
    return Grid(columns=tuple(map(desk.say, ("what_is_said", "which_words", "origin_near"))), rows=rows, widths=(5, 5, 3))


def _standing(desk: Desk, finding: AnyFinding) -> Iterable[Sentence]:
    """The origin, at how many removes it is heard, and what stake its speaker has, with the words that show it."""
    heard = standing(finding)
    yield said(desk.origin(finding) or desk.say("own"))
    yield said(desk.say("heard", hand=desk.say(f"hand_{heard.hand}"), stake=desk.say(f"stake_{heard.stake}")), weight="quote")


def _part(desk: Desk, key: str, anchor: str, *, findings: Iterable[AnyFinding]) -> tuple[Section, ...]:
    found = list(findings)
    return (Section(title=desk.say(key), anchor=anchor, blocks=(_grid(desk, found),)),) if found else ()


def statements(desk: Desk) -> Section:
    """Orders, admissions, denials and allegations before the general run of statements."""
    parts = (
        *_part(desk, "orders", "orders", findings=desk.all(Order)),
        *_part(desk, "admissions", "admissions", findings=desk.all(Admission)),
        *_part(desk, "denials", "denials", findings=desk.all(Denial)),
        *_part(desk, "allegations", "allegations", findings=desk.all(Allegation)),
        *_part(desk, "statements", "all-statements", findings=desk.all(Statement)),
        *_part(desk, "recitals", "recitals", findings=desk.all(Recital)),
        *_part(desk, "tone", "tone", findings=desk.all(Tone)),
    )
    return Section(
        title=desk.say("statements"), anchor="statements", blocks=() if parts else (paragraph(_none(desk)),), parts=parts
    )


def proceedings(desk: Desk) -> Section:
    """Steps in order of their dates; undated ones last."""
    steps = sorted(desk.all(Step), key=lambda s: (s.when is None or s.when.earliest is None, s.when and str(s.when.earliest)))
    blocks = (_grid(desk, steps),) if steps else (paragraph(_none(desk)),)
    return Section(title=desk.say("proceedings"), anchor="proceedings", blocks=blocks)


def incidents(desk: Desk) -> Section:
    """One part per incident, with every report of it side by side; background is kept apart."""
    groups = [g for g in desk.view.incidents if any(f in desk.view.findings for f in g.findings)]
    parts = tuple(_incident(desk, group, number=number) for number, group in enumerate(groups, 1))
    return Section(
        title=desk.say("incidents_"), anchor="incidents", blocks=() if parts else (paragraph(_none(desk)),), parts=parts
    )


def _incident(desk: Desk, group: IncidentGroup, *, number: int) -> Section:
    reports = [f for f in (desk.view.findings.get(i) for i in group.findings) if isinstance(f, Incident)]
    known = [part for part in (words.when(group.when, desk.language), group.where) if part]
    slots = {"act": words.act(reports[0].act, desk.language), "known": joined(desk.language, known, by="list_semicolon")}
    title = desk.say("incident_title", number=number, **slots)
    notes = tuple(said(note) for note in _notes(desk, group, reports))
    blocks = (*((paragraph(*notes),) if notes else ()), _grid(desk, reports))
    return Section(title=title, anchor=f"incident-{number}", blocks=blocks)


def _notes(desk: Desk, group: IncidentGroup, reports: list[Incident]) -> Iterable[str]:
    if len(reports) > 1:
        yield desk.say("several_reports", n=len(reports))
    if group.parent:
        yield desk.say("within_sum")
    if all(report.context for report in reports):
        yield desk.say("background")


def tone(desk: Desk) -> tuple[Sentence, ...]:
    """Loaded words as sentences, for the part on credibility."""
    return tuple(desk.fact(finding) for finding in desk.all(Tone))


def bullets(desk: Desk, items: Iterable[Sentence]) -> Bullets:
    """A list of sentences; says so when there is nothing."""
    return Bullets(items=tuple(items) or (_none(desk),))


def _none(desk: Desk) -> Sentence:
    return said(desk.say("no_source_reports"))
