"""The chart as a table in the order of columns that lawyers know, one row for each passage and one for each gap."""

from __future__ import annotations

from collections.abc import Iterator

from probanda.derived import Bearing, Cell, Chart, Polarity, View
from probanda.model import Record, Text

_SIDE: dict[Polarity, str] = {
    "supports": "incriminating",
    "contradicts": "exculpatory",
    "mitigates": "exculpatory (mitigation)",
    "credibility": "exculpatory (credibility of evidence)",
}


class Row(Record, frozen=True, kw_only=True):
    """One line of the chart. `COLUMNS` gives the headings in order."""

    charge: str
    accused: str
    element: str
    alleged_fact: str = ""
    exhibit: str = ""
    passage: str = ""
    quotation: str = ""
    relevance: str = ""
    side: str = ""
    remarks: str = ""
    finding: str = ""
    """The id of the finding; empty in a row that names a gap."""


COLUMNS = {
    "charge": "Charge",
    "accused": "Alleged against",
    "element": "Element",
    "alleged_fact": "Alleged fact",
    "exhibit": "Exhibit",
    "passage": "Passage",
    "quotation": "Quotation",
    "relevance": "Relevance",
    "side": "Incriminating or exculpatory (Art. 67(2))",
    "remarks": "Remarks",
    "finding": "Finding",
}


def rows(view: View) -> list[Row]:
    """All charts of a case as rows, elements in order: what supports each, what speaks against it, what is lacking."""
    exhibit_of = {text.id: view.exhibits.get(source, "") for source, text in view.texts.items()}
    places = {text.id: _places(text) for text in view.texts.values()}
    return [
        row for chart in view.charts for cell in chart.cells for row in _rows(chart, cell, exhibit_of=exhibit_of, places=places)
    ]


def _rows(
    chart: Chart, cell: Cell, *, exhibit_of: dict[str, str], places: dict[str, list[tuple[int, int, str]]]
) -> Iterator[Row]:
    charge, element = chart.title, f"{cell.element}. {cell.statement}"
    for bearing in (*cell.support, *cell.against):
        fact, _, relevance = bearing.why.partition(";")
        yield Row(
            charge=charge,
            accused=chart.accused_name,
            element=element,
            alleged_fact=fact.strip(),
            exhibit=exhibit_of.get(bearing.span.text, ""),
            passage=_passage(bearing, places.get(bearing.span.text, [])),
            quotation=" ".join(bearing.span.quote.split()),
            relevance=_relevance(bearing, relevance),
            side=_SIDE[bearing.polarity],
            remarks=_remarks(bearing, cell),
            finding=bearing.finding,
        )
    for gap in cell.gaps or (("no gap is named",) if not (cell.support or cell.against) else ()):
        yield Row(charge=charge, accused=chart.accused_name, element=element, remarks=f"Lacking: {gap}")


def _relevance(bearing: Bearing, rest: str) -> str:
    said = rest.strip() or bearing.why
    return f"{said[:1].upper()}{said[1:]}" + (f" Alternative: {bearing.alternative}." if bearing.alternative else "")


def _remarks(bearing: Bearing, cell: Cell) -> str:
    parts = (f"Status: {cell.status}", f"origin {bearing.origin}" if bearing.origin else "", cell.origins, *cell.notes)
    return "; ".join(part for part in parts if part)


def _places(text: Text) -> list[tuple[int, int, str]]:
    named = enumerate(text.segments, 1)
    return [(s.start, s.end, f"page {s.page}" if s.page else f"paragraph {number}") for number, s in named]


def _passage(bearing: Bearing, places: list[tuple[int, int, str]]) -> str:
    span = bearing.span
    named = next((name for start, end, name in places if start <= span.start < end), "")
    characters = f"characters {span.start}-{span.end}"
    return f"{named}, {characters}" if named else characters
