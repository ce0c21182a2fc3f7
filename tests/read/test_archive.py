import contextlib
import io
import struct
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.errors import Unreadable
from probanda.read.archive import Archive
from probanda.read.limits import DEFAULT, Limits


def packed(*parts):
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, data in parts:
            archive.writestr(name, data)
    return file.getvalue()


def test_a_part_is_read_by_name():
    archive = Archive(packed(("a", b"words")), limits=DEFAULT)
    assert archive.names == {"a"}
    assert archive.read("a") == b"words"


def test_a_part_that_grows_too_much_is_refused():
    archive = Archive(packed(("a", bytes(3_000_000))), limits=Limits(part=1 << 20))
    with pytest.raises(Unreadable, match="unpacks to more than"):
        archive.read("a")


def test_the_size_that_a_part_claims_is_not_believed():
    data = bytearray(packed(("a", bytes(3_000_000))))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.find(mark) + offset
        data[place : place + 4] = struct.pack("<I", 10)
    archive = Archive(bytes(data), limits=DEFAULT)
    with pytest.raises(Unreadable):
        archive.read("a")


def test_two_parts_of_one_name_are_refused():
    with pytest.raises(Unreadable, match="one name"):
        Archive(packed(("a", b"first"), ("a", b"second")), limits=DEFAULT)


def test_overlapping_parts_are_refused():
    data = packed(("a", b"1" * 100))
    head, central = data[: data.find(b"PK\x01\x02")], data[data.find(b"PK\x01\x02") : data.find(b"PK\x05\x06")]
    other = central.replace(b"a", b"b")
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 2, 2, len(central) * 2, len(head), 0)
    with pytest.raises(Unreadable, match="overlap"):
        Archive(head + central + other + end, limits=DEFAULT)


def test_too_many_parts_are_refused():
    with pytest.raises(Unreadable, match="more than 2 parts"):
        Archive(packed(*((str(n), b"") for n in range(3))), limits=Limits(parts=2))


@given(st.data())
def test_a_damaged_archive_ends_in_bytes_or_a_reason(data):
    whole = bytearray(packed(("word/document.xml", b"words " * 50), ("b", b"")))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Unreadable):
        archive = Archive(bytes(whole), limits=DEFAULT)
        assert all(isinstance(archive.read(name), bytes) for name in archive.names)
