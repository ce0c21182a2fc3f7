"""Element charts, contradictions, gaps: what supports, what speaks against, what is lacking, side by side and equally plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from probanda.derived import Bearing, Cell, Chart
from probanda.law import catalogue
from probanda.law.records import Element
from probanda.model import AnyFinding, Denial, Incident, Order, Statement
from probanda.weigh.polarity import exculpatory
from probanda.weigh.settled import outcome, settlements
from probanda.write.desk import Desk
from probanda.write.document import Block, Bullets, Grid, Section, Sentence, paragraph, said
from probanda.write.sections.findings import bullets, tone


def charts(desk: Desk) -> Section:
    """One part per crime or mode of liability and person, each element with what is for it, against it, and lacking."""
    parts = tuple(_chart(desk, chart, number=number) for number, chart in enumerate(desk.view.charts, 1))
    blocks = () if parts else (paragraph(said("Nothing in the file bears on a crime of the catalogue.")),)
    return Section(title="Element charts", anchor="charts", blocks=blocks, parts=(*parts, _principles()) if parts else ())


def _principles() -> Section:
    """The rules that go for every chart, and how each is followed."""
    rows = tuple(((said(p.rule),), (said(p.reference, weight="quote"),), (said(p.applied),)) for p in catalogue.principles())
    grid = Grid(columns=("Rule, in our own words", "Where it stands", "How it is followed here"), rows=rows, widths=(5, 3, 4))
    return Section(title="General principles of law", anchor="principles", blocks=(grid,))


def _chart(desk: Desk, chart: Chart, *, number: int) -> Section:
    statements = {str(e.number): e for e in catalogue.elements_of(catalogue.provision(chart.crime))}
    blocks: list[Block] = [Bullets(items=tuple(said(why) for why in chart.why))] if chart.why else []
    for cell in chart.cells:
        blocks += _element(desk, cell, element=statements.get(cell.element))
    if chart.notes:
        blocks.append(Bullets(items=tuple(said(note, weight="quote") for note in chart.notes)))
    if chart.questions:
        blocks.append(Bullets(items=tuple(said(q, weight="gap") for q in chart.questions)))
    title = f"{chart.title}, alleged against {chart.accused_name}"
    return Section(title=title, anchor=f"chart-{number}", blocks=tuple(blocks))


def _element(desk: Desk, cell: Cell, *, element: Element | None) -> list[Block]:
    label = f"Element {cell.element} ({element.kind}): {element.statement}" if element else f"Element {cell.element}"
    head = [said(label, weight="head"), said(f"Status: {cell.status}.")]
    notes = [said(note, weight="quote") for note in cell.notes]
    row = (
        tuple(_passages(desk, cell.support, note=cell.origins)),
        tuple(_passages(desk, cell.against, against=True)),
        _lacking(cell),
    )
    return [paragraph(*head, *notes), Grid(columns=("For", "Against", "Lacking"), widths=(6, 3, 4), rows=(row,))]


def _lacking(cell: Cell) -> tuple[Sentence, ...]:
    return tuple(said(gap, weight="gap") for gap in cell.gaps) or (said("nothing is named"),)


def _passages(desk: Desk, bearings: Iterable[Bearing], *, note: str = "", against: bool = False) -> Iterator[Sentence]:
    """Each passage once, with every reason for which it bears on the element."""
    grouped: dict[tuple[str, int, int], list[Bearing]] = {}
    for bearing in bearings:
        grouped.setdefault((bearing.span.text, bearing.span.start, bearing.span.end), []).append(bearing)
    for same in list(grouped.values())[: desk.most]:
        reasons = " ".join(dict.fromkeys(bearing.why for bearing in same))
        quote = " ".join(same[0].span.quote.split())
        cites = (desk.cite(same[0].span, shown=True),)
        yield Sentence(words=f"“{quote}” {reasons}", cites=cites, weight="against" if against else "plain")
    if desk.most is not None and len(grouped) > desk.most:
        yield said(f"And {len(grouped) - desk.most} more, in the whole file.", weight="against" if against else "plain")
    if note and grouped:
        yield said(note, weight="quote")
    if not grouped:
        yield said("nothing")


def contradictions(desk: Desk) -> Section:
    """The register of contradictions and of what exculpates or goes to credibility (Art. 54(1)(a), Art. 67(2))."""
    settled = _settled(desk)
    items = tuple(
        Sentence(
            words=f"{d.about}: {d.why}. {settled.get(d.id, 'Open.')}",
            cites=(desk.cite(d.left_span), desk.cite(d.right_span)),
            weight="against",
        )
        for d in desk.view.disagreements
    )
    parts = (
        Section(title="Contradictions", anchor="contradictions-list", blocks=(bullets(items),)),
        Section(
            title="Denials", anchor="against-denials", blocks=(bullets(desk.fact(f, weight="against") for f in desk.all(Denial)),)
        ),
        Section(title="Material against a charge", anchor="against-charts", blocks=(bullets(_against(desk)),)),
        Section(title="Other passages that may exculpate or mitigate", anchor="against-other", blocks=(bullets(_other(desk)),)),
        Section(title="Bearing on the credibility of sources", anchor="against-tone", blocks=(bullets(tone(desk)),)),
    )
    return Section(title="Contradictions and exculpatory material", anchor="contradictions", parts=parts)


def _settled(desk: Desk) -> dict[str, str]:
    """What people decided about contradictions, by the id of the contradiction: the latest word."""
    made = settlements(desk.view.decisions)
    return {
        d.id: f"Settled: {outcome(d, made[d.id][-1], left=desk.cite(d.left_span).label, right=desk.cite(d.right_span).label)}."
        for d in desk.view.disagreements
        if d.id in made
    }


def _against(desk: Desk) -> list[Sentence]:
    return [
        Sentence(words=f"{chart.title}, {cell.element} {bearing.why}", cites=(desk.cite(bearing.span),), weight="against")
        for chart in desk.view.charts
        for cell in chart.cells
        for bearing in cell.against
    ]


def _other(desk: Desk) -> list[Sentence]:
    """What speaks for a person without answering an element: mitigation, doubts about a witness, acts to the contrary."""
    shown = {b.finding for chart in desk.view.charts for cell in chart.cells for b in cell.against}
    told = [f for f in desk.view.findings.values() if isinstance(f, Statement | Order | Incident)]
    return [desk.fact(f, weight="against") for f in told if f.id not in shown and exculpatory(f) and not _is_denial(f)]


def _is_denial(finding: AnyFinding) -> bool:
    # Denials have a part of their own.
    return isinstance(finding, Statement) and finding.stance == "denies"


def gaps(desk: Desk) -> Section:
    """Everything that is lacking, as questions to be answered by further evidence: each once for a chart."""
    parts = tuple(
        Section(title=f"{chart.title}, {chart.accused_name}", anchor=f"gaps-{number}", blocks=(bullets(asked),))
        for number, chart in enumerate(desk.view.charts, 1)
        if (asked := [said(gap, weight="gap") for gap in dict.fromkeys(gap for cell in chart.cells for gap in cell.gaps)])
    )
    return Section(title="Gaps", anchor="gaps", blocks=() if parts else (paragraph(said("No gap is named.")),), parts=parts)
