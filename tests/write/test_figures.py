"""Drawings: intervals as bars, command from top to bottom, words of sources never as markup."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

from probanda.write.figures import Arrow, Bar, Box, command_chart, levels, timeline

DAY = date(2031, 5, 4)
BOXES = [
    Box(id="h", label="General Hollis"),
    Box(id="a", label="Army"),
    Box(id="b", label="Brigade"),
    Box(id="c", label="Cutter"),
]


def words_of(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("text")]


def test_an_uncertain_date_is_longer_than_a_certain_one() -> None:
    svg = timeline([Bar("a day", DAY, DAY), Bar("a year", date(2031, 1, 1), date(2031, 12, 31))])
    widths = sorted(float(node.get("width", 0)) for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("rect"))
    assert widths[1] > 20 * widths[0]


def test_what_has_no_date_is_said_to_have_none() -> None:
    assert "date not resolved" in words_of(timeline([Bar("known", DAY, DAY), Bar("unknown", None, None)]))
    assert timeline([Bar("unknown", None, None)]) == ""


def test_words_of_a_source_are_escaped() -> None:
    svg = timeline([Bar("<script>alert(1)</script>", DAY, None)])
    assert "<script>" not in svg
    assert "<script>alert(1)</script>" in words_of(svg)


def test_whoever_commands_stands_above() -> None:
    arrows = [
        Arrow("h", "a", "commander of"),
        Arrow("a", "b", "part"),
        Arrow("b", "c", "member"),
        Arrow("h", "c", "ally of", above=False),
    ]
    assert levels(BOXES, arrows) == {"h": 0, "a": 1, "b": 2, "c": 3}
    assert {"General Hollis", "Army", "Brigade", "Cutter"} <= set(words_of(command_chart(BOXES, arrows)))


def test_a_circle_of_command_is_drawn_and_does_not_hang() -> None:
    arrows = [Arrow("h", "a", "commander of"), Arrow("a", "h", "commander of")]
    assert set(levels(BOXES, arrows)) == {"h", "a", "b", "c"}
    assert command_chart(BOXES, arrows).startswith("<svg")


def test_words_beside_lines_cover_neither_boxes_nor_each_other() -> None:
    arrows = [
        Arrow("h", "a", "commander of, 4 May 2031 [E12]"),
        Arrow("a", "h", "member of, formerly [E3]"),
        Arrow("a", "b", "parent unit of [E1]"),
        Arrow("a", "c", "parent unit of [E2]"),
        Arrow("h", "b", "founder of [E7]"),
    ]
    root = ElementTree.fromstring(command_chart(BOXES, arrows))
    boxes = [tuple(float(n.get(k, 0)) for k in ("x", "y", "width", "height")) for n in root.iter() if n.tag.endswith("rect")]
    words = [n for n in root.iter() if n.tag.endswith("text") and n.get("text-anchor") is None]
    at = [(float(n.get("x", 0)), float(n.get("y", 0)), len(n.text or "") * 5.0) for n in words]
    assert at
    assert not any(x < bx + w and bx < x + wide and by < y - 4 < by + h for x, y, wide in at for bx, by, w, h in boxes)
    pairs = [(one, other) for n, one in enumerate(at) for other in at[n + 1 :]]
    assert not any(abs(a[1] - b[1]) < 9 and a[0] < b[0] + b[2] and b[0] < a[0] + a[2] for a, b in pairs)


def test_a_line_over_several_levels_is_led_around_the_boxes_between() -> None:
    arrows = [Arrow("h", "a", "x"), Arrow("a", "b", "x"), Arrow("b", "c", "x"), Arrow("h", "b", "x"), Arrow("h", "c", "x")]
    root = ElementTree.fromstring(command_chart(BOXES, arrows))
    boxes = [tuple(float(n.get(k, 0)) for k in ("x", "y", "width", "height")) for n in root.iter() if n.tag.endswith("rect")]
    drawn = [n.get("d", "") for n in root.iter() if n.tag.endswith("path") and n.get("stroke")]
    corners = [[tuple(map(float, corner.split())) for corner in line[1:].split("L")] for line in drawn]
    assert len(corners) == len(arrows)
    middles = [((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for line in corners for p, q in pairwise(line)]
    assert not [(x, y) for x, y in middles for bx, by, w, h in boxes if bx < x < bx + w and by < y < by + h]
