"""Which text was there first: who could have copied whom, and where that can't be told."""

from __future__ import annotations

from datetime import date, timedelta

from probanda import edtf
from probanda.model import Source, Text

_ABOUT = timedelta(days=7)
"""How far an approximate date of publication may be off."""


def published(text: Text, source: Source | None) -> str | None:
    """When a text was published, as EDTF, by its own statement or its source's; None when neither says."""
    return text.published or (source.published if source else None)


def days(published: str | None) -> tuple[date, date] | None:
    """The first and last day that a date of publication may mean; None where it is open, unknown or no date."""
    try:
        when = edtf.parse(published or "")
    except ValueError:
        return None
    if not when.earliest or not when.latest:
        return None
    return (when.earliest - _ABOUT, when.latest + _ABOUT) if when.approximate else (when.earliest, when.latest)


def earlier(left: str | None, right: str | None) -> bool:
    """True when the first date of publication lies before the second beyond doubt."""
    one, two = days(left), days(right)
    return bool(one and two and one[1] < two[0])
