import time
import zlib

import pytest

from probanda.errors import Unreadable
from probanda.read.bombs import refuse
from probanda.read.limits import DEFAULT


def stream(content: bytes, about: bytes = b"/Filter/FlateDecode") -> bytes:
    return b"%%PDF-1.7\n4 0 obj<<%b>>stream\n%b\nendstream endobj\n" % (about, content)


class Counted:
    """A decompressor that counts what it gives out."""

    given = 0

    def __init__(self) -> None:
        self.inner = _decompressobj()

    def decompress(self, packed: bytes, most: int) -> bytes:
        out = self.inner.decompress(packed, most)
        Counted.given += len(out)
        return out

    @property
    def unconsumed_tail(self) -> bytes:
        return self.inner.unconsumed_tail


_decompressobj = zlib.decompressobj


def test_a_page_that_unpacks_to_more_than_any_page_is_refused_without_unpacking_it(monkeypatch: pytest.MonkeyPatch):
    bomb = stream(zlib.compress(bytes(200_000_000), 1))
    monkeypatch.setattr(Counted, "given", 0)
    monkeypatch.setattr("probanda.read.bombs.zlib.decompressobj", Counted)
    with pytest.raises(Unreadable, match="unpacks"):
        refuse(bomb, DEFAULT)
    assert DEFAULT.part < Counted.given <= DEFAULT.part + (1 << 20)


@pytest.mark.parametrize(
    "data",
    [
        stream(zlib.compress(b"BT (The brigade denied it.) Tj ET " * 1000)),
        stream(zlib.compress(bytes(60_000_000), 9), b"/Subtype/Image/Filter/FlateDecode"),
        stream(b"not packed at all " * 10_000),
        stream(bytes(100_000), b"/Filter/DCTDecode"),
        b"%PDF-1.7 stream\nnothing ends here",
        b"",
    ],
)
def test_other_streams_are_left_to_the_reader(data):
    assert refuse(data, DEFAULT) is None


def test_many_beginnings_without_an_end_take_no_time():
    begun = time.process_time()
    refuse(b"/Fl stream\n" * 500_000, DEFAULT)
    assert time.process_time() - begun < 2
