"""What counts as asserted beyond the source."""

from __future__ import annotations

from datetime import date

from benchmarks.faithful import breaches
from probanda.model import Allegation, AnyFinding, Extraction, Party, Span, When

BODY = "In 2014 Colonel Marek of the U.N. force was accused. He left two years later."


def kinds(*findings: AnyFinding, whens: tuple[When, ...] = ()) -> list[str]:
    found = Extraction(text="t", producer="test", mentions=(), whens=whens, findings=findings, unread=())
    return [kind for kind, _ in breaches(BODY, found)]


def span(words: str) -> Span:
    return Span(text="t", start=BODY.index(words), end=BODY.index(words) + len(words), quote=words)


def accused(name: str, words: Span) -> Allegation:
    return Allegation(rule="test", spans=(words,), accused=(Party(name=name),), conduct=words.quote)


def test_what_the_text_bears_out() -> None:
    told = When(span=span("2014"), earliest=date(2014, 1, 1), latest=date(2014, 12, 31))
    later = When(span=span("two years later"), earliest=date(2016, 1, 1), latest=date(2016, 12, 31), anchor="2014")
    assert kinds(accused("Colonel Marek", span("accused")), accused("United Nations", span("accused")), whens=(later, told)) == []


def test_words_that_are_not_in_the_text() -> None:
    assert kinds(accused("Marek", Span(text="t", start=0, end=7, quote="In 2015"))) == ["quotes"]


def test_an_accused_who_is_not_named_there() -> None:
    assert kinds(accused("General Brandt", span("accused"))) == ["accused"]


def test_a_year_that_nothing_states() -> None:
    assert kinds(whens=(When(span=span("two years later"), earliest=date(2019, 1, 1), anchor="2017"),)) == ["dates"]


def test_a_party_without_a_name() -> None:
    nobody = Allegation(rule="test", spans=(span("accused"),), accused=(Party(name=" "),), conduct="accused")
    assert kinds(nobody) == ["nameless"]
