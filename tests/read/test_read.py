"""The whole way of a file, through the confined worker."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from probanda.errors import ReadError, UnknownFormat, Unreadable
from probanda.read import Limits, read

from .conftest import docx_of, paragraph, source_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "kestral"
ARABIC = "قال الناطق باسم اللواء إن قواته لم تقتل أي أسير في المحجر."


def of(name):
    path = EXAMPLE / name
    return read(path, source_of(name, path.read_bytes()))


@pytest.mark.parametrize(
    ("name", "reader", "language", "words"),
    [
        ("01-speech-at-camp-orrin.txt", "text.v1", "en", "I do not want prisoners."),
        ("02-meridian-quarry.html", "html.v1", "en", "I counted nine on the second truck."),
        ("04-statement-of-the-spokesman.md", "text.v1", "en", "no execution at the quarry"),
        ("05-wadi-radio.txt", "text.v1", "ar", "العقيد سمير دورك"),
        ("06-lantern-report.pdf", "pdf.v1", "en", "11 February 2023\tHarn quarry\t14\t"),
        ("09-letter-of-a-witness.eml", "eml.v1", "en", "I know whom I heard."),
        ("10-communication.docx", "docx.v1", "en", "has denied all of this"),
        ("13-reactions-en-france.html", "html.v1", "fr", "« Nous avons attendu quatre mois"),
    ],
)
def test_the_example_in_every_format(name, reader, language, words):
    text = of(name)
    assert (text.reader, text.language) == (reader, language)
    assert words in text.body


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLE.iterdir() if path.suffix != ".csv"))
def test_every_source_of_the_example_says_that_it_is_fictional_and_its_segments_tile(name):
    text = of(name)
    assert any(mark in text.body for mark in ("FICTIONAL", "FICTION", "خيالي"))
    ends = [0] + [end for s in text.segments for end in (s.start, s.end)] + [len(text.body)]
    assert ends == sorted(ends)
    assert not any(text.body[a:b].strip() for a, b in zip(ends[::2], ends[1::2], strict=True))


@pytest.mark.parametrize(
    ("codec", "decoder"), [("cp1256", "windows-1256"), ("utf-16", "UTF-16"), ("utf-16-be", "UTF-16 (big-endian)")]
)
def test_arabic_in_old_encodings_is_read_and_the_decoder_named(reading, codec, decoder):
    text = reading("letter.txt", ARABIC.encode(codec))
    assert (text.body, text.language) == (ARABIC, "ar")
    assert text.notes[0].startswith(f"decoded as {decoder}")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("empty.docx", b"", "the file is empty"),
        ("random.pdf", os.urandom(4000).replace(b"%PDF", b"____"), "it is no PDF"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>", "broken or cut off"),
        ("cut.docx", docx_of(paragraph("words"))[:200], "broken or cut off"),
        ("blank.txt", b" \n\n ", "it holds no text"),
    ],
)
def test_what_cannot_be_read_says_what_where_and_what_to_do(reading, name, data, reason):
    with pytest.raises(Unreadable) as refused:
        reading(name, data)
    assert reason in refused.value.what
    assert refused.value.where == name
    assert refused.value.next


def test_an_unknown_format_is_named(reading):
    with pytest.raises(UnknownFormat, match=r"photo\.png: no reader takes image/png"):
        reading("photo.png", b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path), lambda path: None])
def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path, make):
    make(tmp_path / "thing.txt")
    with pytest.raises(ReadError) as refused:
        read(tmp_path / "thing.txt", source_of("thing.txt"))
    assert refused.value.next


def test_a_file_over_the_limit_is_refused(tmp_path):
    (tmp_path / "big.txt").write_bytes(b"x" * 2000)
    with pytest.raises(Unreadable, match="larger than"):
        read(tmp_path / "big.txt", source_of("big.txt"), limits=Limits(file=1000))


def test_what_people_say_of_a_source_decides_its_language(reading):
    assert reading("a.txt", b"Tolvane", language="fr").language == "fr"


def test_the_same_file_has_the_same_text_every_time():
    assert of("06-lantern-report.pdf") == of("06-lantern-report.pdf")


def test_several_threads_may_read_at_once():
    names = ["01-speech-at-camp-orrin.txt", "05-wadi-radio.txt"] * 4
    with ThreadPoolExecutor(4) as pool:
        assert [text.language for text in pool.map(of, names)] == ["en", "ar"] * 4


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_worker_processes_may_read(method):
    of("05-wadi-radio.txt")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(method)) as pool:
        assert pool.submit(of, "05-wadi-radio.txt").result(timeout=120) == of("05-wadi-radio.txt")
