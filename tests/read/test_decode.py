import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.errors import Unreadable
from probanda.read.decode import decode

ARABIC = "قال الناطق باسم اللواء إن قواته لم تقتل أي أسير، وإن القائد أمر بمعاملة الأسرى معاملة حسنة."
RUSSIAN = "Представитель бригады заявил, что пленных никто не убивал."
FRENCH = "Le porte-parole a démenti mardi que des prisonniers aient été exécutés à Tolvane."
GERMAN = "Der Sprecher erklärte, daß größere Übergriffe auszuschließen seien."


@pytest.mark.parametrize(
    ("text", "codec", "decoder"),
    [
        (ARABIC, "cp1256", "windows-1256"),
        (ARABIC, "utf-16", "UTF-16 (little-endian) with byte order mark"),
        (ARABIC, "utf-16-le", "UTF-16 (little-endian) without"),
        (ARABIC, "utf-16-be", "UTF-16 (big-endian) without"),
        (ARABIC, "utf-32-be", "UTF-32 (big-endian) without"),
        (ARABIC, "utf-8-sig", "UTF-8 with byte order mark"),
        (ARABIC, "utf-8", "UTF-8"),
        (ARABIC[:20], "cp1256", "windows-1256"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN.upper(), "cp1251", "windows-1251"),
        (FRENCH, "cp1252", "windows-1252"),
        (GERMAN, "cp1252", "windows-1252"),
        (f"Statement of the brigade: {ARABIC}", "cp1256", "windows-1256"),
        ("He said “no prisoners”.", "cp1252", "windows-1252"),
        ("He said so.", "utf-16-le", "UTF-16 (little-endian) without"),
        ("He said so.", "ascii", "ASCII"),
    ],
)
def test_the_decoder_is_found_and_named(text, codec, decoder):
    found = decode(text.encode(codec))
    assert found.text == text
    assert found.decoder.startswith(decoder)


def test_what_is_declared_is_believed_where_it_fits():
    assert decode("Привет".encode("koi8-r"), declared="koi8-r").text == "Привет"


def test_a_wrong_declaration_is_not_believed_over_valid_utf8():
    assert decode(ARABIC.encode(), declared="iso-8859-1").text == ARABIC


@pytest.mark.parametrize("label", ["utf-7", "rot13", "zlib", "idna", "no-such", "\x00", "punycode"])
def test_a_declared_codec_that_is_no_encoding_of_text_is_ignored(label):
    assert decode(FRENCH.encode("cp1252"), declared=label).decoder.startswith("windows-1252")


def test_broken_places_in_utf8_are_replaced_and_counted():
    found = decode(ARABIC.encode() + b"\xff" + ARABIC.encode())
    assert found == (f"{ARABIC}\ufffd{ARABIC}", "UTF-8, 1 characters not decodable")


def test_random_bytes_are_no_text():
    with pytest.raises(Unreadable, match="no text in any encoding"):
        decode(bytes(range(256)) * 4)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1))
def test_valid_utf8_always_comes_back_as_it_was(text):
    data = text.encode()
    assert decode(data).text == text.removeprefix("\ufeff")


@given(st.binary(max_size=400))
def test_any_bytes_end_in_text_or_in_a_reason(data):
    with contextlib.suppress(Unreadable):
        assert isinstance(decode(data).text, str)
