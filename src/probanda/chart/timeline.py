"""What happened when, as the sources say, in intervals. A report's date is never taken for that of what it reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from probanda.chart.told import detail, told
from probanda.model import Admission, AnyFinding, Incident, Order, Precision, Record, Span, Step, When, kind_of

Lane = Literal["incidents", "statements", "proceedings"]


class Row(Record, frozen=True, kw_only=True):
    """One thing on the timeline. Both ends inclusive; None is an open or unknown end."""

    finding: str
    lane: Lane
    label: str
    who_says: str
    span: Span
    earliest: date | None = None
    latest: date | None = None
    precision: Precision = "unknown"
    approximate: bool = False
    anchor: str | None = None
    stated: str = ""
    """The date in the words of the source; "" where none is given."""
    status: str = ""
    """For steps of proceedings: happened, planned, demanded, denied."""


def timeline(findings: Mapping[str, AnyFinding]) -> tuple[Row, ...]:
    """Incidents, orders, admissions and steps of proceedings: first the dated ones in order, then those that nobody dates."""
    rows = [row for key, finding in findings.items() if (row := _row(key, finding))]
    return tuple(sorted(rows, key=_order))


def undated(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows without any date: each is a question."""
    return tuple(row for row in rows if row.earliest is None and row.latest is None)


def _row(key: str, finding: AnyFinding) -> Row | None:
    lane = _lane(finding)
    if lane is None:
        return None
    when = finding.when or When()
    return Row(
        finding=key,
        lane=lane,
        label=_label(finding),
        who_says=told(finding),
        span=finding.spans[0],
        earliest=when.earliest,
        latest=when.latest,
        precision=when.precision,
        approximate=when.approximate,
        anchor=when.anchor,
        stated=" ".join(when.span.quote.split()) if when.span else "",
        status=finding.status if isinstance(finding, Step) else "",
    )


def _lane(finding: AnyFinding) -> Lane | None:
    match finding:
        case Incident():
            return "incidents"
        case Order() | Admission():
            return "statements"
        case Step():
            return "proceedings"
    return None


def _label(finding: AnyFinding) -> str:
    act = str(getattr(finding, "act", "")).replace("_", " ")
    short = detail(finding)
    return ": ".join(part for part in (kind_of(finding), act, short) if part)


def _order(row: Row) -> tuple[bool, date, date, str]:
    # An interval with one open end stands where its known end is.
    known = row.earliest or row.latest
    return known is None, known or date.max, row.latest or date.max, row.finding
