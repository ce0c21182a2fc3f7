import pytest

from probanda.read.catalogue import load, parse

HEAD = "file,title,publisher,published,url,language,author,received_from,obtained\n"


def parsed(rows, *names):
    return parse((HEAD + rows).encode(), names)


def test_what_is_known_of_a_source():
    found = parsed("a.txt,A title,Wire,2023-02-14~,https://w.invalid/a,EN,Lena Orsk,the Observatory,by hand\n", "a.txt")
    assert found.warnings == ()
    assert found.sources["a.txt"] == {
        "title": "A title",
        "publisher": "Wire",
        "published": "2023-02-14~",
        "origin_url": "https://w.invalid/a",
        "language": "en",
        "author": "Lena Orsk",
        "received_from": "the Observatory",
        "extra": {"obtained": "by hand"},
    }


def test_a_date_that_is_none_is_kept_apart_and_warned_of():
    found = parsed("a.txt,,,14/02/2023,,,,,\n", "a.txt")
    assert found.sources["a.txt"] == {"extra": {"published as given": "14/02/2023"}}
    assert found.warnings[0].startswith("sources.csv line 2: the date '14/02/2023' is not used: '14' is no EDTF date")


@pytest.mark.parametrize(
    ("rows", "warning"),
    [
        ("b.txt,x\n", "line 2: there is no file b.txt"),
        ("../a.txt,x\n", "line 2: there is no file ../a.txt"),
        ("a.txt,x\na.txt,y\n", "line 3: a.txt is named a second time; the first line counts"),
        (",x\n", "line 2: no file is named"),
        ("a.txt,,,,,English\n", "line 2: the language is not used: give its two-letter code, such as en or ar"),
    ],
)
def test_what_cannot_be_used_is_warned_of(rows, warning):
    assert [text.removeprefix("sources.csv ") for text in parsed(rows, "a.txt").warnings] == [warning]


def test_names_match_in_any_composition_and_with_either_slash():
    found = parsed("sub\\e\u0301.txt,x\n", "sub/\u00e9.txt")
    assert list(found.sources) == ["sub/\u00e9.txt"]


@pytest.mark.parametrize(
    "data",
    ["file;title\na.txt;T\n".encode("utf-8-sig"), "file\ttitle\r\na.txt\tT\r\n".encode("utf-16"), b"File, Title\na.txt, T"],
)
def test_as_spreadsheets_write_it(data):
    assert parse(data, ["a.txt"]).sources == {"a.txt": {"title": "T"}}


def test_a_list_without_a_column_of_files_says_so():
    assert "no column named file" in parse(b"name,title\n", ["a.txt"]).warnings[0]


def test_no_list_is_no_warning(tmp_path):
    assert load(tmp_path, ["a.txt"]).warnings == ()


def test_a_list_that_is_no_text_is_warned_of(tmp_path):
    (tmp_path / "sources.csv").write_bytes(bytes(range(256)) * 4)
    assert "cannot be read" in load(tmp_path, ["a.txt"]).warnings[0]


def test_the_example_is_described_without_a_warning():
    from pathlib import Path

    folder = Path(__file__).parents[2] / "examples" / "kestral"
    names = [path.name for path in folder.iterdir() if path.name not in ("sources.csv", "names.csv")]
    found = load(folder, names)
    assert found.warnings == ()
    assert sorted(found.sources) == sorted(names)
