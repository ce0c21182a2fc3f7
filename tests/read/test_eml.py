import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.errors import Unreadable
from probanda.read.eml import read_eml
from probanda.read.limits import DEFAULT

HEAD = """From: M. Tassov <m@post.invalid>
To: Ines Corvalle <i@lantern.invalid>
Date: Sun, 05 Mar 2023 23:30:00 +0100
Subject: The school
"""
BOTH = (
    HEAD
    + """MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/html; charset=utf-8

<p>In <b>HTML</b>.</p>
--b
Content-Type: text/plain; charset=windows-1256
Content-Transfer-Encoding: quoted-printable

=E1=C7 prisoners.

Nine men.
--b
Content-Type: image/jpeg
Content-Disposition: attachment; filename="shoes.jpg"

xx
--b--
"""
)


def passages(message):
    draft = read_eml(message.encode(), limits=DEFAULT)
    return [(s.kind, draft.body[s.start : s.end]) for s in draft.segments]


def test_the_parties_stand_above_the_words():
    assert passages(HEAD + "\nNine men.\n")[:2] == [
        ("header", "From: M. Tassov <m@post.invalid>"),
        ("header", "To: Ines Corvalle <i@lantern.invalid>"),
    ]


def test_the_plain_part_is_preferred_and_decoded_as_it_declares():
    assert [words for kind, words in passages(BOTH) if kind == "paragraph"] == ["لا prisoners.", "Nine men."]


def test_an_html_part_is_read_where_there_is_no_other():
    message = HEAD + "Content-Type: text/html\n\n<p>Nine men.</p><script>x</script>"
    assert passages(message)[-1] == ("paragraph", "Nine men.")


def test_attachments_are_named_and_not_read():
    assert "not read: 1 attachments (shoes.jpg, image/jpeg)" in read_eml(BOTH.encode(), limits=DEFAULT).notes


def test_the_day_of_sending_is_that_of_the_senders_own_clock():
    draft = read_eml((HEAD + "\nx").encode(), limits=DEFAULT)
    assert (draft.published, draft.title, draft.author) == ("2023-03-05", "The school", "M. Tassov")


@pytest.mark.parametrize("day", ["", "soon", "Sun, 99 Mar 2023", "Sun, 05 Mar 20233333333333 10:00:00 +0000"])
def test_a_date_that_is_none_is_not_used(day):
    draft = read_eml(f"From: a@b.invalid\nDate: {day}\nSubject: x\n\nWords.".encode(), limits=DEFAULT)
    assert draft.published is None


def test_what_is_no_mail_is_refused():
    with pytest.raises(Unreadable, match="no header"):
        read_eml(b"just words\n\nand more", limits=DEFAULT)


def test_a_forwarded_message_is_named_and_not_taken_for_the_senders_words():
    inner = "Content-Type: message/rfc822\n\nFrom: x@y.invalid\nSubject: old\n\nOther words.\n"
    message = f'{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\nMy words.\n--b\n{inner}--b--\n'
    draft = read_eml(message.encode(), limits=DEFAULT)
    assert draft.body.endswith("My words.")
    assert "not read: 1 attachments (without name, message/rfc822)" in draft.notes


HEADERS = st.lists(
    st.sampled_from(
        [
            "From: ",
            "a@b",
            "<",
            ">",
            "\n",
            "To:",
            "=?utf-8?q?",
            "?=",
            "Content-Type: ",
            "multipart/mixed; boundary=b",
            "--b\n",
            '"',
            ";",
            "Date: ",
            "\n\n",
            "é",
        ]
    )
)


@given(HEADERS)
def test_any_header_ends_in_text_or_a_reason(pieces):
    with contextlib.suppress(Unreadable):
        assert read_eml("".join(pieces).encode(), limits=DEFAULT).body is not None


def test_headers_that_stop_the_parser_are_a_reason():
    with pytest.raises(Unreadable, match="headers are broken"):
        read_eml(b"From: a\nContent-Type: multipart/mixed; boundd--b--*\n", limits=DEFAULT)
