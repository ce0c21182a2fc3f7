"""Element charts, contradictions, gaps: what supports, what speaks against, what is lacking, side by side and equally plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
    shared = _shared(desk.view.charts)
    parts = tuple(_chart(desk, chart, number=number, shared=shared) for number, chart in enumerate(desk.view.charts, 1))
    if not parts:
        return Section(title=desk.say("charts"), anchor="charts", blocks=(paragraph(said(desk.say("nothing_charted"))),))
    last = (*(_every(desk, shared) if shared else ()), _principles(desk))
    blocks = (paragraph(said(desk.say("asked_once"))),) if shared else ()
    return Section(title=desk.say("charts"), anchor="charts", blocks=blocks, parts=(*parts, *last))


def _shared(charts: Sequence[Chart]) -> tuple[str, ...]:
    """The questions that all charts with questions have in common, as whether duress is relied on: they are printed once."""
    asked = [chart.questions for chart in charts if chart.questions]
    return tuple(q for q in asked[0] if all(q in others for others in asked)) if len(asked) > 1 else ()


def _every(desk: Desk, shared: Sequence[str]) -> tuple[Section]:
    bullets = Bullets(items=tuple(said(q, weight="gap") for q in shared))
    return (Section(title=desk.say("asked_of_every"), anchor="asked-of-every", blocks=(bullets,)),)


def _principles(desk: Desk) -> Section:
    """The rules that go for every chart, and how each is followed."""
    rows = tuple(((said(p.rule),), (said(p.reference, weight="quote"),), (said(p.applied),)) for p in catalogue.principles())
    grid = Grid(columns=tuple(map(desk.say, ("principle", "stands", "followed"))), rows=rows, widths=(5, 3, 4))
    return Section(title=desk.say("principles"), anchor="principles", blocks=(grid,))


def _chart(desk: Desk, chart: Chart, *, number: int, shared: Sequence[str]) -> Section:
    statements = {str(e.number): e for e in catalogue.elements_of(catalogue.provision(chart.crime))}
    blocks: list[Block] = [Bullets(items=tuple(said(desk.brief(why)) for why in chart.why))] if chart.why else []
    for cell in chart.cells:
        blocks += _element(desk, cell, element=statements.get(cell.element))
    if chart.notes:
        blocks.append(Bullets(items=tuple(said(note, weight="quote") for note in chart.notes)))
    if own := [q for q in chart.questions if q not in shared]:
        blocks.append(Bullets(items=tuple(said(q, weight="gap") for q in own)))
    title = desk.say("chart_title", title=chart.title, accused=chart.accused_name)
    return Section(title=title, anchor=f"chart-{number}", blocks=tuple(blocks))


def _element(desk: Desk, cell: Cell, *, element: Element | None) -> list[Block]:
    slots = {"kind": desk.say(f"element_{element.kind}"), "statement": element.statement} if element else {}
    label = desk.say("element" if element else "element_bare", number=str(cell.element), **slots)
    head = [said(label, weight="head"), said(desk.say("status_is", status=desk.say(f"status_{cell.status}")))]
    notes = [said(note, weight="quote") for note in cell.notes]
    told = {
        "for_": tuple(_passages(desk, cell.support, note=desk.brief(cell.origins))),
        "against_": tuple(_passages(desk, cell.against, against=True)),
        "lacking_": _lacking(desk, cell),
    }
    # One below the other: a column that has little to say would leave the page empty beside one that has much.
    rows = tuple(((said(desk.say(key), weight="head"),), sentences) for key, sentences in told.items())
    return [paragraph(*head, *notes), Grid(columns=(), widths=(1, 8), rows=rows)]


def _lacking(desk: Desk, cell: Cell) -> tuple[Sentence, ...]:
    return tuple(said(desk.brief(gap), weight="gap") for gap in cell.gaps) or (said(desk.say("nothing_named")),)


def _passages(desk: Desk, bearings: Iterable[Bearing], *, note: str = "", against: bool = False) -> Iterator[Sentence]:
    """Each passage once, with every reason for which it bears on the element."""
    grouped: dict[tuple[str, int, int], list[Bearing]] = {}
    for bearing in bearings:
        grouped.setdefault((bearing.span.text, bearing.span.start, bearing.span.end), []).append(bearing)
    for same in list(grouped.values())[: desk.most]:
        reasons = " ".join(dict.fromkeys(desk.brief(bearing.why, bearing.finding) for bearing in same))
        quote = " ".join(same[0].span.quote.split())
        cites = (desk.cite(same[0].span, shown=True),)
        yield Sentence(
            words=desk.say("passage_why", quote=quote, why=reasons), cites=cites, weight="against" if against else "plain"
        )
    if desk.most is not None and len(grouped) > desk.most:
        yield said(desk.say("more_in_whole", n=len(grouped) - desk.most), weight="against" if against else "plain")
    if note and grouped:
        yield said(note, weight="quote")
    if not grouped:
        yield said(desk.say("nothing_there"))


def contradictions(desk: Desk) -> Section:
    """The register of contradictions and of what exculpates or goes to credibility (Art. 54(1)(a), Art. 67(2))."""
    settled = _settled(desk)
    items = tuple(
        Sentence(
            words=desk.say("contradiction", about=d.about, why=desk.brief(d.why), state=settled.get(d.id) or desk.say("open_")),
            cites=(desk.cite(d.left_span), desk.cite(d.right_span)),
            weight="against",
        )
        for d in desk.view.disagreements
    )
    against = (desk.fact(denial, weight="against") for denial in desk.all(Denial))
    parts = (
        _listed(desk, "contradictions_list", items),
        _listed(desk, "denials", against, anchor="against-denials"),
        _listed(desk, "against_charge", _against(desk), anchor="against-charts"),
        _listed(desk, "other_exculpatory", _other(desk), anchor="against-other"),
        _listed(desk, "credibility", tone(desk), anchor="against-tone"),
    )
    return Section(title=desk.say("contradictions"), anchor="contradictions", parts=parts)


def _listed(desk: Desk, key: str, items: Iterable[Sentence], *, anchor: str = "contradictions-list") -> Section:
    return Section(title=desk.say(key), anchor=anchor, blocks=(bullets(desk, items),))


def _settled(desk: Desk) -> dict[str, str]:
    """What people decided about contradictions, by the id of the contradiction: the latest word."""
    made = settlements(desk.view.decisions)
    told = {
        d.id: outcome(d, made[d.id][-1], left=desk.cite(d.left_span).label, right=desk.cite(d.right_span).label)
        for d in desk.view.disagreements
        if d.id in made
    }
    return {one: desk.say("settled", outcome=words) for one, words in told.items()}


def _against(desk: Desk) -> list[Sentence]:
    return [
        Sentence(
            words=desk.say("against_line", title=chart.title, element=cell.element, why=desk.brief(bearing.why, bearing.finding)),
            cites=(desk.cite(bearing.span),),
            weight="against",
        )
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
        Section(
            title=desk.say("gaps_title", title=chart.title, accused=chart.accused_name),
            anchor=f"gaps-{number}",
            blocks=(bullets(desk, asked),),
        )
        for number, chart in enumerate(desk.view.charts, 1)
        if (
            asked := [
                said(desk.brief(gap), weight="gap") for gap in dict.fromkeys(gap for cell in chart.cells for gap in cell.gaps)
            ]
        )
    )
    return Section(
        title=desk.say("gaps"), anchor="gaps", blocks=() if parts else (paragraph(said(desk.say("no_gap"))),), parts=parts
    )
