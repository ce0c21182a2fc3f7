"""Pages as pictures without the lines that name somebody: nothing of a name is in them, not even how long it is."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from probanda.errors import Unreadable
from probanda.read import Limits
from probanda.read.blacked import found, plain, render_blacked
from probanda.read.render import render_pdf
from probanda.read.shown import Letter
from probanda.write.pictures import typeset

PROSE = """
The investigators of the commission went to the village on the morning after the attack, and they spoke with those who had
been there. \\
It was said that {name} saw the trucks leave. \\
On the next day the mayor told them that the bridge had been closed for a week, and that nobody in the village knew of it.
"""
HIDE = ("Samir Dorrak", "Dorrak", "Samir", "Li Wen", "Wen")


@cache
def made(words: str, *, set_up: str = "") -> bytes:
    """A PDF of these words (Typst markup)."""
    with TemporaryDirectory() as folder:
        page = Path(folder, "page.typ")
        page.write_text(f"#set page(width: 16cm, height: 12cm)\n#set par(justify: true)\n{set_up}\n{words}", "utf-8")
        return bytes(typeset(page))


def black(data: bytes, *hide: str) -> bytes:
    return render_blacked(data, page=1, hide=hide or HIDE, limits=Limits())


def grey(image: bytes) -> list[bytes]:
    """The rows of a PNG, one byte a pixel."""
    wide = struct.unpack("!I", image[16:20])[0]
    size = struct.unpack("!I", image[33:37])[0]
    held = zlib.decompress(image[41 : 41 + size])
    return [held[at + 1 : at + 1 + wide] for at in range(0, len(held), wide + 1)]


def test_pictures_of_pages_that_differ_in_the_name_alone_are_the_same() -> None:
    long, short = made(PROSE.format(name="Samir Dorrak")), made(PROSE.format(name="Wen"))
    assert render_pdf(long, page=1, limits=Limits()) != render_pdf(short, page=1, limits=Limits())
    assert black(long) == black(short)


def test_what_names_nobody_is_seen_as_it_is() -> None:
    data = made(PROSE.format(name="somebody"))
    assert grey(black(data)) == pytest.approx(grey(render_pdf(data, page=1, limits=Limits())))


def test_a_bar_is_as_wide_as_the_text() -> None:
    rows = [row for row in grey(black(made(PROSE.format(name="Samir Dorrak")))) if row.count(0) > len(row) // 2]
    assert rows
    assert len({row.index(0) for row in rows} | {row.rindex(0) for row in rows}) == 2


SET = [
    "{0}-\\\n{1}", "{0} {1}", "#upper[{0}{1}]", "#smallcaps[{0}{1}]", "_{0}{1}_", "#text(tracking: 3pt)[{0}{1}]",
    "#text(fill: luma(80%))[{0}{1}]", "#strike[{0}{1}]", "#move(dx: 90pt)[{0}{1}]",
]  # fmt: skip


@pytest.mark.parametrize("way", SET)
def test_however_a_name_is_set_nothing_tells_it_from_another(way: str) -> None:
    one, other = made(PROSE.format(name=way.format("Dor", "rák"))), made(PROSE.format(name=way.format("Hal", "lim")))
    assert render_pdf(one, page=1, limits=Limits()) != render_pdf(other, page=1, limits=Limits())
    assert black(one, "Dorrak", "Hallim") == black(other, "Dorrak", "Hallim")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "no text"),
        ("Samir Dorrak", "too few"),
        ("#square(size: 3cm)[]", "no text"),
        ("xqz vbnm kjh wrt plk dfg zxc vbn mnb lkj hgf dsa poi uyt rew qaz wsx edc rfv tgb yhn ujm", "cannot be checked"),
        ("#rotate(0deg)[#circle(radius: 5cm)[" + PROSE.format(name="she") + "]]", "drawn as a picture"),
    ],
)
def test_where_it_cannot_be_told_what_a_page_shows_there_is_no_picture(words: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        black(made(words))


def test_a_picture_in_the_page_is_left_grey() -> None:
    drawn = made(PROSE.format(name="she") + "#circle(radius: 1cm, fill: black)")
    assert any(row.count(0xE0) > 50 for row in grey(black(drawn)))
    assert not any(b"\0" * 40 in row for row in grey(black(drawn)))


@given(some.text(alphabet="abcdr -\u00ad\n", max_size=8), some.text(alphabet="abcdr -\n", max_size=8))
@settings(max_examples=200)
def test_a_name_is_found_however_it_is_parted(before: str, after: str) -> None:
    line = f"{before} Dor-\nra k {after}"
    shown = [Letter(n, sign, (0.0, 0.0, 1.0, 1.0), "f", False) for n, sign in enumerate(line)]
    named = found(shown, ["Dorrak"])
    assert "dorrak" in plain("".join(line[n] for n in sorted(named)))


def test_a_short_name_within_a_word_is_none() -> None:
    shown = [Letter(n, sign, (0.0, 0.0, 1.0, 1.0), "f", False) for n, sign in enumerate("nationality of Ali")]
    assert found(shown, ["Ali"]) == {15, 16, 17}
