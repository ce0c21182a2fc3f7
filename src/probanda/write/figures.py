"""Drawings of a case as SVG: a timeline on which uncertain dates are intervals, and who is said to command whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import pairwise
from math import dist
from textwrap import wrap

FONT = "font-family='DejaVu Sans, Noto Sans, sans-serif'"
_INK, _SOFT, _BAR, _LINE = "#1d2329", "#5b6570", "#1f5f8b", "#d5dae0"
_WIDTH, _LABEL, _ROW = 960, 330, 26


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the timeline. A missing end is drawn as an arrow: open, or unknown."""

    label: str
    earliest: date | None
    latest: date | None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A person or unit in the command chart."""

    id: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link as a source describes it. With `above` the first stands over the second; without, they stand beside each other."""

    first: str
    second: str
    label: str
    above: bool = True


def timeline(bars: Sequence[Bar]) -> str:
    """The bars from the earliest to the latest, over a scale of years or months. Empty without a single dated bar."""
    ends = [d for bar in bars for d in (bar.earliest, bar.latest) if d]
    if not ends:
        return ""
    scale = _Scale(min(ends), max(ends))
    ordered = sorted(bars, key=lambda bar: (bar.earliest or bar.latest or date.max, bar.latest or date.max, bar.label))
    height = _ROW * (len(ordered) + 2)
    marks = [_tick(scale.at(day), height, label=label) for day, label in scale.ticks()]
    rows = [_bar(bar, scale, top=_ROW * (number + 1)) for number, bar in enumerate(ordered)]
    return _svg(_WIDTH, height, "".join((*marks, *rows)))


class _Scale:
    def __init__(self, first: date, last: date) -> None:
        margin = timedelta(days=max(3, (last - first).days // 40))
        self.first, self.last = _shifted(first, -margin), _shifted(last, margin)

    def at(self, day: date) -> float:
        """The place of a day on the scale, in pixels."""
        return _LABEL + (_WIDTH - _LABEL - 20) * (day - self.first).days / max(1, (self.last - self.first).days)

    def ticks(self) -> list[tuple[date, str]]:
        """At most nine marks: months for up to two years, else years."""
        days = (self.last - self.first).days
        months = [date(y, m, 1) for y in range(self.first.year, self.last.year + 1) for m in range(1, 13)]
        shown = [d for d in months if self.first <= d <= self.last]
        if days > 750:
            shown = [d for d in shown if d.month == 1]
        step = 1 + len(shown) // 9
        return [(d, f"{d.year}" if days > 750 else f"{d:%b %Y}") for d in shown[::step]]


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _tick(x: float, height: int, *, label: str) -> str:
    line = f"<line x1='{x:.1f}' y1='18' x2='{x:.1f}' y2='{height}' stroke='{_LINE}'/>"
    return line + f"<text x='{x:.1f}' y='13' {FONT} font-size='11' fill='{_SOFT}' text-anchor='middle'>{label}</text>"


def _bar(bar: Bar, scale: _Scale, *, top: int) -> str:
    label = _clip(bar.label, 46)
    text = (
        f"<text x='{_LABEL - 10}' y='{top + 17}' {FONT} font-size='11.5' fill='{_INK}' text-anchor='end'>{escape(label)}</text>"
    )
    if not (bar.earliest or bar.latest):
        return text + f"<text x='{_LABEL + 4}' y='{top + 17}' {FONT} font-size='11' fill='{_SOFT}'>date not resolved</text>"
    left = scale.at(bar.earliest) if bar.earliest else scale.at(scale.first)
    right = scale.at(bar.latest) if bar.latest else scale.at(scale.last)
    dash = " stroke='#1f5f8b' stroke-dasharray='3 2' fill-opacity='.45'" if bar.approximate else ""
    shape = f"<rect x='{left:.1f}' y='{top + 8}' width='{max(5.0, right - left):.1f}' height='11' rx='3' fill='{_BAR}'{dash}/>"
    return text + shape + _open_ends(bar, left, right, top=top)


def _open_ends(bar: Bar, left: float, right: float, *, top: int) -> str:
    before = "" if bar.earliest else f"<path d='M{left:.1f} {top + 13.5} l10 -7 v14 z' fill='{_BAR}'/>"
    after = "" if bar.latest else f"<path d='M{right + 5:.1f} {top + 13.5} l-10 -7 v14 z' fill='{_BAR}'/>"
    return before + after


def _clip(words: str, length: int) -> str:
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def _svg(width: float, height: float, content: str) -> str:
    size = f"viewBox='0 0 {width:.0f} {height:.0f}' width='{width:.0f}' height='{height:.0f}'"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{content}</svg>"


# The command chart

_BOX_W, _BOX_H, _GAP_X, _GAP_Y = 190, 54, 160, 92
_LETTER, _LINE_H, _WORDS = 6.2, 12, 24
"""Pixels to a letter and to a line of a label beside a line, and letters in such a line."""


def command_chart(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> str:
    """Boxes in levels, whoever is said to command above whom he is said to command; allies beside, joined by a dashed line."""
    joined = {end for arrow in arrows for end in (arrow.first, arrow.second)}
    shown = [box for box in boxes if box.id in joined]
    if not shown:
        return ""
    places = _places(shown, levels(shown, arrows))
    drawn = [arrow for arrow in arrows if arrow.first in places and arrow.second in places]
    both = {(arrow.second, arrow.first) for arrow in drawn}
    lanes: list[float] = []
    paths = [_path(arrow, places, aside=_key(arrow) in both, lanes=lanes) for arrow in drawn]
    taken: list[_Room] = [(x, y, x + _BOX_W, y + _BOX_H) for x, y in places.values()]
    dots = sorted(dot for path in paths for dot in _dots(path))
    labels = [_beside(arrow.label, path, taken, dots=dots) for arrow, path in zip(drawn, paths, strict=True)]
    width = max((*(room[2] for room in taken), *(x for path in paths for x, _ in path)))
    height = max((*(room[3] for room in taken), *(y for path in paths for _, y in path)))
    lines = [_arrow(arrow, path) for arrow, path in zip(drawn, paths, strict=True)]
    boxed = [_box(box, places[box.id]) for box in shown]
    return _svg(max(width + 20, 420), height + 20, _HEAD + "".join((*lines, *boxed, *labels)))


def levels(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> dict[str, int]:
    """The level of each box, 0 on top: one below the lowest of those above it. A circle of command is cut where it closes."""
    above: dict[str, list[str]] = {box.id: [] for box in boxes}
    for arrow in arrows:
        if arrow.above and arrow.second in above and arrow.first in above:
            above[arrow.second].append(arrow.first)
    level: dict[str, int] = {}
    for box in boxes:
        _level(box.id, above, level=level, path=())
    for arrow in arrows:
        if not arrow.above and {arrow.first, arrow.second} <= level.keys():
            loose = next((end for end in (arrow.first, arrow.second) if not above[end] and not _heads(end, above)), None)
            if loose:
                level[loose] = level[arrow.second if loose == arrow.first else arrow.first]
    return level


def _heads(box: str, above: Mapping[str, Sequence[str]]) -> bool:
    return any(box in superiors for superiors in above.values())


def _level(box: str, above: Mapping[str, Sequence[str]], *, level: dict[str, int], path: tuple[str, ...]) -> int:
    if box not in level:
        superiors = [_level(other, above, level=level, path=(*path, box)) for other in above[box] if other not in (*path, box)]
        level[box] = max(superiors, default=-1) + 1
    return level[box]


def _places(boxes: Sequence[Box], level: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    rows: dict[int, list[str]] = {}
    for box in boxes:
        rows.setdefault(level[box.id], []).append(box.id)
    widest = max(len(row) for row in rows.values())
    places: dict[str, tuple[int, int]] = {}
    for number, depth in enumerate(sorted(rows)):
        row = rows[depth]
        indent = (widest - len(row)) * (_BOX_W + _GAP_X) // 2
        places |= {b: (10 + indent + i * (_BOX_W + _GAP_X), 10 + number * (_BOX_H + _GAP_Y)) for i, b in enumerate(row)}
    return places


_HEAD = (
    "<defs><marker id='tip' viewBox='0 0 10 10' refX='9' refY='5' markerWidth='7' markerHeight='7' orient='auto'>"
    f"<path d='M0 0 L10 5 L0 10 z' fill='{_SOFT}'/></marker></defs>"
)


def _box(box: Box, place: tuple[int, int]) -> str:
    x, y = place
    lines = wrap(box.label, 26)[:2] + ([_clip(box.detail, 32)] if box.detail else [])
    frame = f"<rect x='{x}' y='{y}' width='{_BOX_W}' height='{_BOX_H}' rx='6' fill='#fff' stroke='{_INK}'/>"
    first = y + _BOX_H / 2 - 7 * (len(lines) - 1) + 4
    quiet = len(lines) - 1 if box.detail else len(lines)
    text = "".join(
        f"<text x='{x + _BOX_W / 2}' y='{first + 14 * n:.0f}' {FONT} font-size='{11 if n == quiet else 12.5}' "
        f"fill='{_SOFT if n == quiet else _INK}' text-anchor='middle'>{escape(line)}</text>"
        for n, line in enumerate(lines)
    )
    return frame + text


_Point = tuple[float, float]
_Room = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_CLEAR, _APART = 18, 14
"""Pixels between a line and the box it is led around, and between two such lines."""


def _key(arrow: Arrow) -> tuple[str, str]:
    return arrow.first, arrow.second


def _path(arrow: Arrow, places: Mapping[str, tuple[int, int]], *, aside: bool, lanes: list[float]) -> list[_Point]:
    """The corners of a line. One that another meets keeps to one side; one that would run behind a box is led around it."""
    (x1, y1), (x2, y2) = places[arrow.first], places[arrow.second]
    if y1 == y2:
        return _level_path(places, left=min(x1, x2), right=max(x1, x2), top=y1)
    down = y1 < y2
    shift = (-9 if down else 9) if aside else 0
    start, end = (x1 + _BOX_W / 2 + shift, y1 + _BOX_H * down), (x2 + _BOX_W / 2 + shift, y2 + _BOX_H * (not down))
    between = [place for place in places.values() if min(y1, y2) < place[1] < max(y1, y2)]
    if not any(_crosses(start, end, place) for place in between):
        return [start, end]
    lane = _lane(between, (start[0] + end[0]) / 2, lanes)
    upper, lower = min(y for _, y in between) - 10.0, max(y for _, y in between) + _BOX_H + 10.0
    return [start, (lane, upper if down else lower), (lane, lower if down else upper), end]


def _level_path(places: Mapping[str, tuple[int, int]], *, left: int, right: int, top: int) -> list[_Point]:
    """Straight between neighbours, else beneath the boxes that stand between."""
    if not any(left < x < right and y == top for x, y in places.values()):
        return [(left + _BOX_W, top + _BOX_H / 2), (right, top + _BOX_H / 2)]
    low, high = float(top + _BOX_H), top + _BOX_H + 22.0
    return [(left + _BOX_W * 0.7, low), (left + _BOX_W * 0.7, high), (right + _BOX_W * 0.3, high), (right + _BOX_W * 0.3, low)]


def _crosses(start: _Point, end: _Point, place: tuple[int, int]) -> bool:
    """Whether a line from one level to another runs behind a box between them."""
    x, y = place
    slope = (end[0] - start[0]) / (end[1] - start[1])
    at = sorted(start[0] + slope * (level - start[1]) for level in (y, y + _BOX_H))
    return at[0] < x + _BOX_W + 4 and x - 4 < at[1]


def _lane(between: Sequence[tuple[int, int]], wanted: float, lanes: list[float]) -> float:
    """A free way down between boxes, the nearest to where the line would have run; noted in `lanes`."""
    edges = [edge for x, _ in between for edge in (x - _CLEAR, x + _BOX_W + _CLEAR)]
    ways = (edge + _APART * step for edge in edges for step in range(-len(lanes) - 1, len(lanes) + 2))
    clear = (w for w in ways if w >= 8 and not any(x - _CLEAR < w < x + _BOX_W + _CLEAR for x, _ in between))
    lane = min((w for w in clear if all(abs(w - o) >= _APART for o in lanes)), key=lambda w: abs(w - wanted))
    lanes.append(float(lane))
    return float(lane)


def _arrow(arrow: Arrow, path: Sequence[_Point]) -> str:
    style = f"stroke='{_SOFT}' marker-end='url(#tip)'" if arrow.above else f"stroke='{_SOFT}' stroke-dasharray='5 4'"
    return f"<path d='M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in path)}' fill='none' {style}/>"


def _beside(label: str, path: Sequence[_Point], taken: list[_Room], *, dots: Sequence[_Point]) -> str:
    """The words of an arrow beside it, where they cover neither a box nor other words and, if it can be, no line."""
    lines = wrap(label, _WORDS)[:4]
    wide, high = max(map(len, lines)) * _LETTER, len(lines) * _LINE_H
    rooms = list(_rooms(path, wide, high))
    free = [room for room in rooms if room[0] >= 4 and not any(_meet(room, other) for other in taken)]
    left, top, right, bottom = min(free or rooms, key=lambda room: _crossed(room, dots))
    taken.append((left, top, right, bottom))
    style = f"{FONT} font-size='10' fill='{_SOFT}' stroke='#fff' stroke-width='3' paint-order='stroke'"
    rows = ((top + _LINE_H * number - 3, row) for number, row in enumerate(lines, 1))
    return "".join(f"<text x='{left:.1f}' y='{y:.1f}' {style}>{escape(row)}</text>" for y, row in rows)


def _rooms(path: Sequence[_Point], wide: float, high: float) -> Iterator[_Room]:
    """Places for words along a line, its longest part and the middle first, on its right and on its left."""
    parts = sorted(pairwise(path), key=lambda ends: -dist(*ends))
    for (x1, y1), (x2, y2) in parts:
        for part in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
            x, y = x1 + part * (x2 - x1), y1 + part * (y2 - y1)
            off = 7 if y1 == y2 else 7 + min(80.0, abs((x2 - x1) / (y2 - y1)) * high / 2)
            for left in (x - wide / 2,) if y1 == y2 else (x + off, x - off - wide):
                for top in (y - high - 4, y + 4) if y1 == y2 else (y - high / 2,):
                    yield left, top, left + wide, top + high


def _dots(path: Sequence[_Point]) -> Iterator[_Point]:
    """Points along a line, some ten pixels apart."""
    for (x1, y1), (x2, y2) in pairwise(path):
        steps = max(1, round(dist((x1, y1), (x2, y2)) / 10))
        yield from ((x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps) for n in range(steps + 1))


def _crossed(room: _Room, dots: Sequence[_Point]) -> int:
    """How much of the lines, as sorted points, lies within."""
    left, top, right, bottom = room
    return sum(top < y < bottom for _, y in dots[bisect_left(dots, (left, 0.0)) : bisect_left(dots, (right, 0.0))])


def _meet(one: _Room, other: _Room) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
