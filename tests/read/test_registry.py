import pytest

from probanda.errors import UnknownFormat
from probanda.plugins import hook, manager
from probanda.read import Reader, reader_for, readers
from probanda.read.draft import Draft
from probanda.read.limits import DEFAULT
from probanda.read.samples import SAMPLES


def test_a_reader_is_found_by_media_type_and_has_a_version():
    assert reader_for("application/pdf").label == "pdf.v1"


def test_every_built_in_reader_reads_its_sample():
    for media_type, data in SAMPLES:
        assert reader_for(media_type).function(data, limits=DEFAULT).body
    assert {reader_for(media_type).name for media_type, _ in SAMPLES} == {reader.name for reader in readers()}


def test_an_unknown_format_says_what_can_be_read():
    with pytest.raises(UnknownFormat) as refused:
        reader_for("application/x-unheard-of")
    assert "text, html, pdf, docx, eml, table" in refused.value.next


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("video/mp4", "transcript"),
        ("image/jpeg", "OCR"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".csv"),
    ],
)
def test_what_cannot_be_read_says_what_to_do_with_it(kind: str, told: str):
    with pytest.raises(UnknownFormat) as refused:
        reader_for(kind)
    assert told in refused.value.next


class Plugin:
    """Offers a reader of another format, and a better one of plain text."""

    @hook
    def readers(self):
        return [Reader("shouted", 3, ("text/plain", "text/x-shout"), lambda data, limits: Draft(data.decode().upper()))]


def test_a_plug_in_adds_readers_and_its_own_win():
    plugin = Plugin()
    manager().register(plugin)
    try:
        assert reader_for("text/x-shout").label == "shouted.v3"
        assert reader_for("text/plain").name == "shouted"
    finally:
        manager().unregister(plugin)
    assert reader_for("text/plain").name == "text"
