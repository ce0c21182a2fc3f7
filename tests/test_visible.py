"""Names that could deceive the eye show what they are."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.preserve import intake
from probanda.store.case import create
from probanda.visible import lines, mixed, shown


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("gpj\u202etxt.exe", "gpj‹U+202E›txt.exe"),
        ("a\x1b[31mred", "a‹U+001B›[31mred"),
        ("two\nlines", "two‹U+000A›lines"),
        ("Ru\u200ban", "Ru‹U+200B›an"),
        (os.fsdecode(b"caf\xe9"), "caf‹byte E9›"),
        ("نديمة الفروي", "نديمة الفروي"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Äskelöv, 1.pdf", "Äskelöv, 1.pdf"),
    ],
)
def test_what_is_hidden_is_spelled_out(name: str, seen: str) -> None:
    assert shown(name) == seen


def test_lines_keep_their_ends() -> None:
    assert lines("one\n\ttwo\x07") == "one\n\ttwo‹U+0007›"


@given(st.text(st.characters(exclude_categories=())))
def test_whatever_is_shown_can_be_printed_and_stored(name: str) -> None:
    seen = shown(name)
    seen.encode("utf-8")
    assert shown(seen) == seen
    assert not set(seen) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Colonel Ruаn Tano spoke.", ["Ruаn"]),
        ("Полковник Руан, IBM and ΝΑΤΟ", []),
        ("pаypal Рaris plain", ["pаypal", "Рaris"]),
        ("Colonel Ruan Tano", []),
    ],
)
def test_words_of_two_scripts_are_found(text: str, words: list[str]) -> None:
    assert mixed(text) == words


def test_a_word_without_end_takes_no_time() -> None:
    begun = time.process_time()
    assert len(mixed("A" * 1_000_000 + "а" + "B" * 1_000_000)) == 1
    assert time.process_time() - begun < 2


def test_a_file_is_received_whatever_its_name_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBANDA_KEYS", str(tmp_path / "keys"))
    (tmp_path / "in").mkdir()
    names = (b"\xff\xfe.txt", b"a\x1b[31m.txt", b"two\nlines.txt", "gpj\u202etxt.exe".encode())
    for number, name in enumerate(names):
        (tmp_path / "in" / os.fsdecode(name)).write_bytes(b"%d men" % number)
    case = create(tmp_path / "case")
    found, _ = intake.find(tmp_path / "in")
    assert intake.preserve(found, case, described={}) == []
    assert {source.name for source in case.sources()} == {
        "‹byte FF›‹byte FE›.txt", "a‹U+001B›[31m.txt", "two‹U+000A›lines.txt", "gpj‹U+202E›txt.exe",
    }  # fmt: skip
    assert {entry.detail["name_bytes"] for entry in case.custody()} == {name.hex() for name in names}
