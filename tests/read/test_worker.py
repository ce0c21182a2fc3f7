import os
import socket

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.read import Limits
from probanda.read.worker import NOBODY, Answer, Request, _collect, _read, receive, send

from .conftest import docx_of, paragraph


def answered(tmp_path, data, kind, **limits):
    path = tmp_path / "file"
    path.write_bytes(data)
    file = os.open(path, os.O_RDONLY)
    return _read(Request(source=NOBODY, media_type=kind, limits=Limits(**limits)), file)


@given(st.lists(st.binary(max_size=2000), max_size=5))
def test_messages_come_out_as_they_went_in(messages):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for message in messages:
            send(ours, message)
        assert [receive(theirs, 2000) for _ in messages] == messages


def test_a_message_over_the_limit_is_refused():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send(ours, b"x" * 100)
        with pytest.raises(ValueError, match="100 bytes"):
            receive(theirs, 99)


def test_the_end_of_the_channel_is_noticed():
    ours, theirs = socket.socketpair()
    with theirs:
        ours.close()
        with pytest.raises(EOFError):
            receive(theirs, 99)


def test_a_file_is_answered_with_its_text(tmp_path):
    answer = answered(tmp_path, b"Nine men were shot.", "text/plain")
    assert (answer.text.body, answer.text.reader) == ("Nine men were shot.", "text.v1")


def test_any_failure_is_answered_with_the_reason(tmp_path):
    assert answered(tmp_path, b"x", "video/mp4").error == "UnknownFormat"
    assert answered(tmp_path, b"", "application/pdf").error == "Unreadable"
    assert "reader failed" in answered(tmp_path, b"x", "text/plain", characters="many").what


def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path):
    data = docx_of(paragraph("x" * 3_000_000))
    assert (
        "unpacks to more than"
        in answered(tmp_path, data, "application/vnd.openxmlformats-officedocument.wordprocessingml.document").what
    )


@pytest.mark.parametrize(("limits", "stopped"), [(Limits(answer=10), "size"), (Limits(wall=0.05), "time")])
def test_a_child_that_says_too_much_or_nothing_is_to_be_stopped(limits, stopped):
    reading, writing = os.pipe()
    os.write(writing, b"x" * 9 if stopped == "time" else b"x" * 11)
    assert _collect(reading, limits) == (b"", stopped)
    os.close(reading)
    os.close(writing)


def test_a_source_with_any_name_travels():
    source = msgspec.structs.replace(NOBODY, name="\u202eexe.txt\ud7ff", extra={"a": "\x00"})
    request = Request(source=source, media_type="text/plain", limits=Limits())
    assert msgspec.json.decode(msgspec.json.encode(request), type=Request) == request
    assert msgspec.json.decode(msgspec.json.encode(Answer()), type=Answer) == Answer()
