"""Changes made to inputs: by chance, the same for the same seed, and cheap, since millions of them are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

TOKENS = (
    b"<p> </p> <td> <br> <!-- --> \x00 \xff \r\n \t %PDF- PK\x03\x04 PK\x01\x02 PK\x05\x06 \xef\xbb\xbf .. ~ XX / - 2017 T00:00 "
    b", ; \" ' = & : <w:p> </w:p> <w:tr> <w:del> <w:tbl> w:id= \xe2\x80\xae \xd8\xa7 \xed\xa0\x80 --b Date: =?utf-8?q? ?= "
    b"\xff\xff\xff\xff + \n\n"
).split(b" ")
_HOW_MANY = (1, 1, 1, 2, 2, 3, 5, 8)
_HOW_LONG = (1, 1, 1, 2, 4, 8, 16, 64)


def changed(data: bytes, chance: Random, *, most: int) -> bytes:
    """The input with one to eight changes: bytes cut, doubled, flipped, or a telling token put in. At most `most` bytes long."""
    draw = chance.random
    for _ in range(_HOW_MANY[int(draw() * 8)]):
        length = len(data)
        at = int(draw() * (length + 1))
        to = min(length, at + _HOW_LONG[int(draw() * 8)])
        change = int(draw() * 5)
        if change == 0:
            data = data[:at] + data[to:]
        elif change == 1:
            data = data[:to] + data[at:]
        elif change == 2:
            data = data[:at] + TOKENS[int(draw() * len(TOKENS))] + data[at:]
        elif change == 3:
            data = data[:at] + bytes((int(draw() * 256),)) + data[at + 1 :]
        elif at < length:
            data = data[:at] + bytes((data[at] ^ (1 << int(draw() * 8)),)) + data[at + 1 :]
    return data[:most]


def grown(data: bytes, elements: Sequence[str], attributes: Sequence[str]) -> str:
    """Markup that is well-formed whatever the bytes are: each byte opens an element, closes one, or says something.

    Changes at random break markup at once and never get behind the parser; these do.
    """
    made, around = [], []
    step = iter(data)
    for byte in step:
        if byte < 96:
            name = elements[byte % len(elements)]
            said = attributes[next(step, 0) % len(attributes)]
            made.append(f"<{name} {said}>")
            around.append(name)
        elif byte < 160:
            if around:
                made.append(f"</{around.pop()}>")
        else:
            made.append(_SAID[byte % len(_SAID)])
    made += (f"</{name}>" for name in reversed(around))
    return "".join(made)


_SAID = (
    "The brigade denied it. ",
    "x",
    " ",
    "\n",
    "\t",
    "ا",
    "\u202e",
    "2017-08-19",
    "2",
    "a",
    "\u2029",
    "Nine men were seen at the quarry near the town on Tuesday. ",
)
