"""Element charts, contradictions, gaps: what supports, what speaks against, what is lacking, side by side and equally plain."""

from __future__ import annotations

from probanda.derived import Bearing, Cell, Chart
from probanda.model import Denial
from probanda.write.desk import Desk
from probanda.write.document import Bullets, Grid, Section, Sentence, paragraph, said
from probanda.write.sections.findings import bullets, tone


def charts(desk: Desk) -> Section:
    """One part per crime or mode of liability and person."""
    parts = tuple(_chart(desk, chart, number=number) for number, chart in enumerate(desk.view.charts, 1))
    blocks = () if parts else (paragraph(said("Nothing in the file bears on a crime of the catalogue.")),)
    return Section(title="Element charts", anchor="charts", blocks=blocks, parts=parts)


def _chart(desk: Desk, chart: Chart, *, number: int) -> Section:
    grid = Grid(
        columns=("Element", "For", "Against", "Lacking", "Status"),
        widths=(4, 6, 3, 4, 2),
        rows=tuple(_row(desk, cell) for cell in chart.cells),
    )
    why = paragraph(said(" ".join(("Charted because:", *chart.why)))) if chart.why else None
    questions = Bullets(items=tuple(said(q, weight="gap") for q in chart.questions)) if chart.questions else None
    title = f"{chart.title}, alleged against {chart.accused_name}"
    return Section(title=title, anchor=f"chart-{number}", blocks=tuple(b for b in (why, grid, questions) if b))


def _row(desk: Desk, cell: Cell) -> tuple[tuple[Sentence, ...], ...]:
    nothing = (said("nothing"),)
    support = tuple(_bearing(desk, b) for b in cell.support)
    if cell.origins:
        support += (said(cell.origins),)
    return (
        (said(cell.element), *(said(note, weight="quote") for note in cell.notes)),
        support or nothing,
        tuple(_bearing(desk, b, against=True) for b in cell.against) or nothing,
        tuple(said(gap, weight="gap") for gap in cell.gaps) or (said("-"),),
        (said(cell.status),),
    )


def _bearing(desk: Desk, bearing: Bearing, *, against: bool = False) -> Sentence:
    quote = " ".join(bearing.span.quote.split())
    return Sentence(words=f"{bearing.why} “{quote}”", cites=(desk.cite(bearing.span),), weight="against" if against else "plain")


def contradictions(desk: Desk) -> Section:
    """The register of contradictions and of what exculpates or goes to credibility (Art. 54(1)(a), Art. 67(2))."""
    items = tuple(
        Sentence(words=f"{d.about}: {d.why}", cites=(desk.cite(d.left_span), desk.cite(d.right_span)), weight="against")
        for d in desk.view.disagreements
    )
    parts = (
        Section(title="Contradictions", anchor="contradictions-list", blocks=(bullets(items),)),
        Section(
            title="Denials", anchor="against-denials", blocks=(bullets(desk.fact(f, weight="against") for f in desk.all(Denial)),)
        ),
        Section(title="Material against a charge", anchor="against-charts", blocks=(bullets(_against(desk)),)),
        Section(title="Bearing on the credibility of sources", anchor="against-tone", blocks=(bullets(tone(desk)),)),
    )
    return Section(title="Contradictions and exculpatory material", anchor="contradictions", parts=parts)


def _against(desk: Desk) -> list[Sentence]:
    return [
        Sentence(words=f"{chart.title}, {cell.element} {bearing.why}", cites=(desk.cite(bearing.span),), weight="against")
        for chart in desk.view.charts
        for cell in chart.cells
        for bearing in cell.against
    ]


def gaps(desk: Desk) -> Section:
    """Everything that is lacking, as questions to be answered by further evidence."""
    parts = tuple(
        Section(title=f"{chart.title}, {chart.accused_name}", anchor=f"gaps-{number}", blocks=(bullets(asked),))
        for number, chart in enumerate(desk.view.charts, 1)
        if (asked := [said(gap, weight="gap") for cell in chart.cells for gap in cell.gaps])
    )
    return Section(title="Gaps", anchor="gaps", blocks=() if parts else (paragraph(said("No gap is named.")),), parts=parts)
