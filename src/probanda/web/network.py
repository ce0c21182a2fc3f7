"""A network of persons and units: who stands beside whom in a post, a link or an order, as the sources state it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from html import escape

import numpy as np
import numpy.typing as npt

from probanda.model import CommandLink, Finding, Order, Role
from probanda.web.index import Index
from probanda.write.document import Picture
from probanda.write.figures import FONT

_NODES, _ROUNDS, _WIDTH, _HEIGHT = 40, 300, 960, 640
_JOINS = ((CommandLink, "source", "target"), (Role, "person", "organisation"), (Order, "by", "to"))
_FILL = {"person": "#1f5f8b", "court": "#6b4f9a", "organisation": "#6b4f9a"}


def drawing(desk: Index) -> Picture | None:
    """The forty that most passages join, drawn as circles and lines; None when nothing joins anybody."""
    weights = Counter(_joined(desk))
    degree: Counter[str] = Counter()
    for (one, other), number in weights.items():
        degree.update({one: number, other: number})
    nodes = sorted(node for node, _ in sorted(degree.items(), key=lambda item: (-item[1], item[0]))[:_NODES])
    edges = {pair: n for pair, n in weights.items() if pair[0] in nodes and pair[1] in nodes}
    if not edges:
        return None
    places = dict(zip(nodes, _laid(nodes, list(edges)), strict=True))
    lines = [_line(places[a], places[b], number) for (a, b), number in sorted(edges.items())]
    circles = [_circle(desk, node, place, degree[node]) for node, place in places.items()]
    size = f"viewBox='0 0 {_WIDTH} {_HEIGHT}' width='{_WIDTH}' height='{_HEIGHT}'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{''.join((*lines, *circles))}</svg>"
    names = desk.view.entities
    alt = "; ".join(f"{names[a].name} and {names[b].name}" for a, b in sorted(edges))
    return Picture(
        svg=svg, caption="A line is a post, a link or an order that some passage states; thicker means more passages.", alt=alt
    )


def _joined(desk: Index) -> Iterator[tuple[str, str]]:
    for finding in desk.ranked:
        for kind, first, second in _JOINS:
            if isinstance(finding, kind) and (pair := _pair(desk, finding, first, second)):
                yield pair


def _pair(desk: Index, finding: Finding, first: str, second: str) -> tuple[str, str] | None:
    one, other = desk.entity(getattr(finding, first)), desk.entity(getattr(finding, second))
    return (min(one, other), max(one, other)) if one and other and one != other else None


def _laid(nodes: list[str], edges: list[tuple[str, str]]) -> npt.NDArray[np.float64]:
    """Places by springs and repulsion (Fruchterman and Reingold 1991) from a circle: one case, one picture."""
    count = len(nodes)
    turn = 2 * math.pi * np.arange(count) / count
    at = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    near = np.zeros((count, count, 1))
    for one, other in edges:
        near[nodes.index(one), nodes.index(other)] = near[nodes.index(other), nodes.index(one)] = 1
    rest = 1.6 / math.sqrt(count)
    for step in range(_ROUNDS):
        apart = at[:, None] - at[None]
        far = np.maximum(np.linalg.norm(apart, axis=2, keepdims=True), 0.01)
        push = (apart / far * (rest**2 / far - near * far**2 / rest)).sum(1) - 0.3 * at
        length = np.maximum(np.linalg.norm(push, axis=1, keepdims=True), 1e-9)
        at = at + push / length * np.minimum(length, 0.1 * (1 - step / _ROUNDS))
    low, high = at.min(0), at.max(0)
    margin = np.array([110, 40])
    spread: npt.NDArray[np.float64] = margin + (at - low) / np.maximum(high - low, 1e-9) * (
        np.array([_WIDTH, _HEIGHT]) - 2 * margin
    )
    return spread


def _line(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64], number: int) -> str:
    ends = f"x1='{one[0]:.1f}' y1='{one[1]:.1f}' x2='{other[0]:.1f}' y2='{other[1]:.1f}'"
    return f"<line {ends} stroke='#9fb0bf' stroke-width='{min(6.0, 1 + 0.7 * math.log2(number)):.1f}'/>"


def _circle(desk: Index, node: str, place: npt.NDArray[np.float64], degree: int) -> str:
    entity, (x, y) = desk.view.entities[node], place
    size = 6 + 2 * math.log2(1 + degree)
    name = entity.name if len(entity.name) <= 28 else entity.name[:27] + "…"
    dot = f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{size:.1f}' fill='{_FILL.get(entity.type, '#9a3412')}'/>"
    text = f"x='{x:.1f}' y='{y + size + 12:.1f}' {FONT} font-size='11.5' fill='#1d2329' text-anchor='middle'"
    halo = "stroke='#fff' stroke-width='3' paint-order='stroke'"
    return f"{dot}<text {text} {halo}>{escape(name)}</text>"
