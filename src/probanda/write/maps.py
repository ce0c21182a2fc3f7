"""A map as SVG: outlines of countries for orientation, and areas in which something is said to have happened.

Equirectangular, true to scale in the middle of the picture. Nothing is drawn smaller than the area it is known to lie in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from probanda.resolve.placing import Area, box
from probanda.resolve.shapes import Box, Ring, rings
from probanda.write.figures import FONT
from probanda.write.outlines import box_of, outlines

_WIDTH, _HEIGHT, _EDGE, _KM = 960.0, 640.0, 40.0, 111.2
_LEAST_KM, _LEAST_PX = 40.0, 6.0
"""A map shows at least so many kilometres around; an area is drawn at least so many pixels wide."""
_INK, _SOFT, _SEA, _LAND, _LINE, _GRID, _MARK = "#1d2329", "#55606b", "#e9f0f5", "#fbfaf6", "#9aa5b1", "#d9e0e6", "#9a3412"
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """An area with the words beside it, and how many reports speak of it."""

    area: Area
    label: str
    number: int


class Projection:
    """Degrees to pixels for a part of the globe."""

    def __init__(self, seen: Box) -> None:
        west, south, east, north = seen
        self.middle = (west + east) / 2, (south + north) / 2
        self._wide = max(0.05, math.cos(math.radians(self.middle[1])))
        least = _LEAST_KM / _KM
        across, up = max((east - west) * self._wide, least), max(north - south, least)
        self.scale = min((_WIDTH - 4 * _EDGE) / across, (_HEIGHT - 3 * _EDGE) / up)
        """Pixels to a degree of latitude."""

    def at(self, longitude: float, latitude: float) -> _Point:
        """The place of a position in the picture."""
        away = (longitude - self.middle[0]) * self._wide * self.scale
        return _WIDTH / 2 + away, _HEIGHT / 2 - (latitude - self.middle[1]) * self.scale

    @property
    def seen(self) -> Box:
        """What the whole picture shows, in degrees."""
        across, up = _WIDTH / 2 / self._wide / self.scale, _HEIGHT / 2 / self.scale
        (x, y) = self.middle
        return x - across, y - up, x + across, y + up


def bounds(area: Area) -> Box | None:
    """The box around an area, countries included; None where there is no outline to draw."""
    return box_of(area.country) if area.kind == "country" else box(area)


def draw(spots: Sequence[Spot], joined: Iterable[tuple[Area, Area]] = ()) -> str:
    """The spots on a map that shows them all, empty without any; `joined` are areas of one incident of which reports differ."""
    drawn = [(spot, around) for spot in spots if (around := bounds(spot.area))]
    if not drawn:
        return ""
    projection = Projection(_around([around for _, around in drawn]))
    large = sorted((spot for spot, _ in drawn), key=lambda s: -_size(bounds(s.area)))
    places = {id(spot): _middle(spot.area, projection) for spot in large}
    of_area = {spot.area: places[id(spot)] for spot in large}
    content = (
        f"<rect width='{_WIDTH:.0f}' height='{_HEIGHT:.0f}' fill='{_SEA}'/>{_countries(projection)}{_grid(projection)}",
        *(_area(spot, projection) for spot in large),
        *(_between(of_area[a], of_area[b]) for a, b in joined if a in of_area and b in of_area),
        *_labels(sorted(large, key=lambda s: -s.number), places, projection),
        _scale(projection),
    )
    size = f"viewBox='0 0 {_WIDTH:.0f} {_HEIGHT:.0f}' width='{_WIDTH:.0f}' height='{_HEIGHT:.0f}'"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{_CUT}<g clip-path='url(#frame)'>{''.join(content)}</g></svg>"


_CUT = f"<defs><clipPath id='frame'><rect width='{_WIDTH:.0f}' height='{_HEIGHT:.0f}'/></clipPath></defs>"


def _around(boxes: Sequence[Box]) -> Box:
    """One box around all. Where they lie on both sides of the 180th meridian, the western ones are counted on beyond it."""
    if max(b[2] for b in boxes) - min(b[0] for b in boxes) > 180:
        turned = [(w + 360, s, e + 360, n) if e < 0 else (w, s, e, n) for w, s, e, n in boxes]
        if max(b[2] for b in turned) - min(b[0] for b in turned) < max(b[2] for b in boxes) - min(b[0] for b in boxes):
            boxes = turned
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _size(around: Box | None) -> float:
    return (around[2] - around[0]) * (around[3] - around[1]) if around else 0.0


def _middle(area: Area, projection: Projection) -> _Point:
    if area.latitude is not None and area.longitude is not None and not area.outline:
        return projection.at(_near(area.longitude, projection), area.latitude)
    west, south, east, north = bounds(area) or (0.0, 0.0, 0.0, 0.0)
    return projection.at(_near((west + east) / 2, projection), (south + north) / 2)


def _near(longitude: float, projection: Projection) -> float:
    """The longitude, turned once around the globe where that brings it nearer to the middle."""
    return longitude + 360 * round((projection.middle[0] - longitude) / 360)


def _countries(projection: Projection) -> str:
    found = [ring for held in outlines().values() for ring, around in held if _meets(around, projection)]
    return f"<g fill='{_LAND}' stroke='{_LINE}' stroke-width='0.8'>{''.join(_path(ring, projection) for ring in found)}</g>"


def _meets(around: Box, projection: Projection) -> bool:
    west, south, east, north = projection.seen
    turn = _near((around[0] + around[2]) / 2, projection) - (around[0] + around[2]) / 2
    return around[0] + turn <= east and around[2] + turn >= west and around[1] <= north and around[3] >= south


def _path(ring: Ring, projection: Projection, style: str = "") -> str:
    turn = _near((min(x for x, _ in ring) + max(x for x, _ in ring)) / 2, projection) - (
        (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2
    )
    points = _cut([projection.at(x + turn, y) for x, y in ring])
    kept = [p for n, p in enumerate(points) if n == 0 or math.dist(p, points[n - 1]) > 0.4]
    return f"<path d='M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in kept)}Z'{style}/>" if len(kept) > 2 else ""


def _cut(points: list[_Point]) -> list[_Point]:
    """A ring cut to a frame somewhat larger than the picture (Sutherland and Hodgman 1974)."""
    for axis, limit, sign in ((0, -_EDGE, 1), (0, _WIDTH + _EDGE, -1), (1, -_EDGE, 1), (1, _HEIGHT + _EDGE, -1)):
        made: list[_Point] = []
        for last, here in zip(points[-1:] + points[:-1], points, strict=True):
            was, now = (sign * (p[axis] - limit) >= 0 for p in (last, here))
            if was != now:
                part = (limit - last[axis]) / (here[axis] - last[axis])
                made.append((last[0] + part * (here[0] - last[0]), last[1] + part * (here[1] - last[1])))
            if now:
                made.append(here)
        points = made
    return points


def _area(spot: Spot, projection: Projection) -> str:
    """The area itself; one that only a country or an outline tells is paler and dashed."""
    area, title = spot.area, f"<title>{escape(spot.label)}</title>"
    wide = area.kind == "country" or bool(area.outline)
    style = f" fill='{_MARK}' fill-opacity='{0.1 if wide else 0.28}' stroke='{_MARK}'" + (
        " stroke-dasharray='5 4'" if wide else ""
    )
    if wide:
        held = rings(area.outline) if area.outline else tuple(ring for ring, _ in outlines().get(area.country, ()))
        return f"<g>{title}{''.join(_path(ring, projection, style) for ring in held)}</g>"
    x, y = _middle(area, projection)
    return f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{_radius(area, projection):.1f}'{style}>{title}</circle>"


def _radius(area: Area, projection: Projection) -> float:
    return max(_LEAST_PX, area.radius_km / _KM * projection.scale)


def _between(one: _Point, other: _Point) -> str:
    ends = f"x1='{one[0]:.1f}' y1='{one[1]:.1f}' x2='{other[0]:.1f}' y2='{other[1]:.1f}'"
    return f"<line {ends} stroke='{_MARK}' stroke-width='1.4' stroke-dasharray='2 4'/>"


def _labels(spots: Sequence[Spot], places: dict[int, _Point], projection: Projection) -> Iterable[str]:
    """Each label beside its area where it covers no other label; one that fits nowhere is left to the list and to pointing."""
    taken: list[Box] = []
    for spot in spots:
        x, y = places[id(spot)]
        wide = spot.area.kind == "country" or bool(spot.area.outline)
        away = 0.0 if wide else _radius(spot.area, projection) + 5
        length = 6.7 * len(spot.label) + 4
        beside = (x + away, y - 7), (x - away - length, y - 7), (x - length / 2, y - away - 15), (x - length / 2, y + away)
        rooms = [(left, top, left + length, top + 14) for left, top in beside]
        if free := next((room for room in rooms if _free(room, taken)), None):
            taken.append(free)
            yield _label(spot.label, free[0] + 2, free[1] + 11)


def _free(room: Box, taken: Sequence[Box]) -> bool:
    left, top, right, bottom = room
    return left >= 0 and right <= _WIDTH and top >= 0 and bottom <= _HEIGHT and not any(_overlap(room, other) for other in taken)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _label(words: str, x: float, y: float) -> str:
    halo = "stroke='#fff' stroke-width='3.5' stroke-linejoin='round' paint-order='stroke'"
    return f"<text x='{x:.1f}' y='{y:.1f}' {FONT} font-size='12' fill='{_INK}' {halo}>{escape(words)}</text>"


def _grid(projection: Projection) -> str:
    west, south, east, north = projection.seen
    step = next((s for s in _STEPS if (north - south) / s <= 7), 30)
    lines = []
    for number in range(math.ceil(west / step), math.floor(east / step) + 1):
        x, _ = projection.at(number * step, 0)
        lines.append(_thread(x, 0, x, _HEIGHT) + _tick(_degrees((number * step + 180) % 360 - 180, "EW"), x + 3, _HEIGHT - 5))
    for number in range(math.ceil(max(-90, south) / step), math.floor(min(90, north) / step) + 1):
        _, y = projection.at(0, number * step)
        lines.append(_thread(0, y, _WIDTH, y) + _tick(_degrees(number * step, "NS"), 4, y - 3))
    return "".join(lines)


def _thread(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"<line x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}' stroke='{_GRID}'/>"


def _tick(words: str, x: float, y: float) -> str:
    return f"<text x='{x:.1f}' y='{y:.1f}' {FONT} font-size='10' fill='{_SOFT}'>{words}</text>"


def _degrees(value: float, signs: str) -> str:
    return f"{abs(value):.4g}° {signs[value < 0] if value else ''}".strip()


def _scale(projection: Projection) -> str:
    """A bar of a round number of kilometres, as it is in the middle of the picture."""
    km = next((n for n in (2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2) if n / _KM * projection.scale <= 200), 1)
    length, x, y = km / _KM * projection.scale, _WIDTH - 24, _HEIGHT - 26
    bar = f"<path d='M{x - length:.1f} {y - 5:.0f}v5h{length:.1f}v-5' fill='none' stroke='{_INK}' stroke-width='1.5'/>"
    words = f"<text x='{x:.0f}' y='{y - 8:.0f}' {FONT} font-size='11' fill='{_INK}' text-anchor='end'>{km} km</text>"
    return bar + words
