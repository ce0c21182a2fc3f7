"""Years before Christ. `datetime.date` cannot hold them, so they have a TIMEX3 value (`BC0480`) and no interval of days."""

from __future__ import annotations

from probanda.extract.dates_grammar import Match
from probanda.extract.dates_meanings import Meaning
from probanda.extract.dates_scene import Scene


def before_christ(match: Match, _scene: Scene) -> Meaning | None:
    """ "480 BC", "the spring of 480 BC", "the 470s BC"."""
    decade = match.first("DECADE")
    if decade:
        return Meaning(timex=f"BC{int(''.join(filter(str.isdigit, decade.text)) or 0) // 10:03}")
    number = match.all("NUM", "DAY", "YEAR")[-1]
    return bc_month(match, int(number.value))


def bc_told(match: Match, scene: Scene) -> Meaning | None:
    """A bare "490" in a narrative of that age; anywhere else a number is no year."""
    year = int(match.tokens[0].value)
    if scene.bc is None or not match.tokens[0].text.isdigit() or abs(year - scene.bc) > 150:
        return None
    return Meaning(timex=f"BC{year:04}")


def bc_month(match: Match, year: int) -> Meaning:
    """A month or season of a year before Christ, or the year itself."""
    month, season = match.first("MONTH"), match.first("SEASON")
    suffix = f"-{int(month.value):02}" if month else f"-{season.value}" if season else ""
    return Meaning(timex=f"BC{year:04}{suffix}")
