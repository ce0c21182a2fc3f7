from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probanda import edtf
from probanda.extract import dates
from probanda.extract.dates_words import Example, words
from probanda.model import Span, When

LANGUAGES = ("en", "fr", "ar")
SATURDAY = "2017-08-19"


def lexicon_examples(kind: str) -> list[tuple[str, Example | str]]:
    return [(lang, e) for lang in LANGUAGES if (known := words(lang)) for e in getattr(known.lexicon, kind)]


def find(body: str, *, published: str | None = SATURDAY, language: str = "en") -> list[When]:
    day = edtf.parse(published) if published else None
    return dates.find(
        body,
        published=day,
        language=language,
        span=lambda start, end: Span(text="t", start=start, end=end, quote=body[start:end]),
    )


def meant(when: When) -> str | None:
    return when.timex if when.timex_type in ("DURATION", "SET") else edtf.write(when)


def quoted(when: When) -> str:
    return when.span.quote if when.span else ""


@pytest.mark.parametrize(("language", "example"), lexicon_examples("match"))
def test_examples_of_the_lexicon_are_understood(language: str, example: Example) -> None:
    assert {quoted(w): meant(w) for w in find(example.text, language=language)} == example.found


@pytest.mark.parametrize(("language", "text"), lexicon_examples("reject"))
def test_words_that_only_look_like_dates_are_left(language: str, text: str) -> None:
    assert find(text, language=language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_sense(language: str) -> None:
    known = words(language)
    assert known is not None
    assert {rule.sense for rule in known.lexicon.rules} <= set(dates.SENSES)


def test_a_relative_expression_names_its_anchor_and_rule() -> None:
    (when,) = find("It was posted early this year.", published="2017-08-19~")
    assert (when.anchor, when.rule, when.approximate) == ("2017-08-19~", "unit.relative", True)
    assert (when.earliest, when.latest) == (date(2017, 1, 1), date(2017, 4, 30))


@pytest.mark.parametrize(
    "words", ["on Tuesday", "last week", "yesterday", "two days later", "in April", "this year", "three years ago"]
)
def test_without_a_date_of_publication_nothing_relative_is_resolved(words: str) -> None:
    (when,) = find(f"He was taken {words}.", published=None)
    assert (when.earliest, when.latest, when.precision) == (None, None, "unknown")
    assert when.rule.endswith(".unresolved")


def test_an_absolute_date_needs_no_anchor() -> None:
    (when,) = find("He was taken on 7 April 2017.", published=None)
    assert (when.earliest, when.anchor) == (date(2017, 4, 7), None)


def test_an_inexact_publication_widens_what_is_counted_from_it() -> None:
    (when,) = find("It happened yesterday.", published="2017-08")
    assert (when.earliest, when.latest, when.approximate) == (date(2017, 7, 31), date(2017, 8, 30), True)


def test_the_following_day_is_counted_from_the_date_last_stated() -> None:
    _, when = find("They came on 3 May 2012. The following day they left.")
    assert (when.earliest, when.anchor) == (date(2012, 5, 4), "2012-05-03")


def test_the_following_day_stays_open_when_no_day_was_stated() -> None:
    _, when = find("They came in 2012. The following day they left.")
    assert when.earliest is None


def test_a_history_keeps_the_year_it_has_reached() -> None:
    body = "In March 1991 the town fell. In 1992 it was retaken. On 4 June 1993 it burned. In August the river rose."
    assert edtf.write(find(body)[-1]) == "1993-08"


def test_a_glance_back_does_not_move_the_history() -> None:
    body = "In 1991 the town fell. On 4 June 1992 it burned. He had first come there two years earlier. In October he left."
    assert edtf.write(find(body)[-1]) == "1992-10"


def test_what_is_told_of_the_running_month_had_happened_by_publication() -> None:
    (when,) = find("He was beaten earlier this month.")
    assert when.latest == date(2017, 8, 19)


def test_words_in_a_quotation_are_counted_from_the_day_they_were_said() -> None:
    (when,) = find("“The town fell today.”")
    said = dates.uttered(when, said=edtf.parse("2017-08-15"))
    assert (said.earliest, said.anchor, said.span) == (date(2017, 8, 15), "2017-08-15", when.span)
    assert said.rule.endswith(".uttered")


def test_an_absolute_date_in_a_quotation_stays() -> None:
    (when,) = find("“The town fell on 3 May 2012.”")
    assert dates.uttered(when, said=edtf.parse("2017-08-15")) == when


def test_a_name_with_a_date_in_it_is_marked_and_dates_nothing() -> None:
    (when,) = find("the 17 February revolution")
    assert when.rule.endswith(".name")
    assert when.earliest is None


def test_a_date_in_figures_that_can_be_read_two_ways_is_both() -> None:
    (when,) = find("It is dated 3/4/2015.")
    assert (when.earliest, when.latest, when.approximate) == (date(2015, 3, 4), date(2015, 4, 3), True)


def test_years_before_christ_have_a_value_and_no_day() -> None:
    (when,) = find("The wall dates from 480 BC.")
    assert (when.timex, when.earliest) == ("BC0480", None)


def test_arabic_positions_survive_vowel_signs() -> None:
    body = "قُتِلَ في ٧ أبْريل ٢٠١٧ ثُمَّ دُفِن."
    (when,) = find(body, language="ar")
    assert (quoted(when), when.earliest) == ("٧ أبْريل ٢٠١٧", date(2017, 4, 7))


def test_a_language_without_a_lexicon_gives_nothing() -> None:
    assert find("7 квітня 2017", language="uk") == []


PIECES = st.sampled_from(
    [
        *(
            "on Tuesday",
            "last week",
            "early this year",
            "mid-June",
            "the following day",
            "two days later",
            "between March and May",
        ),
        *(
            "since 2011",
            "3 May 2012",
            "12-15 March",
            "in 2016 and 2017",
            "the 1990s",
            "every week",
            "three years ago",
            "by Friday",
        ),
        *("until July", "at 4 p.m.", "Feb. 30", "31 April 2015", "9999", "the year 1000", "480 BC", "100 centuries ago"),
        *("the past 900 decades", "5/13/2017", "99/99/2017", "he left.", "They came,", "and", "to", "from", "before"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join), st.sampled_from([None, "2017-08-19", "2017-08", "1000-01-01", "9999-12-31"]))
def test_every_interval_is_in_order_and_every_span_slices(body: str, published: str | None) -> None:
    for when in find(body, published=published):
        assert when.span is not None
        assert body[when.span.start : when.span.end] == when.span.quote
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_read_and_reads_the_same_twice(body: str) -> None:
    assert find(body) == find(body)


PAST = st.sampled_from(
    [
        "on Tuesday",
        "in October",
        "on 5 November",
        "last week",
        "this month",
        "early this year",
        "yesterday",
        "in summer",
        "in winter",
    ]
)


@given(PAST, st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
def test_nothing_told_as_past_lies_after_publication(words: str, day: date) -> None:
    for when in find(f"The guards were taken {words}.", published=day.isoformat()):
        assert when.latest is None or when.latest <= day


@pytest.mark.parametrize(
    "words", ["9" * 400 + " years ago", "9" * 14 + " years ago", "the 99th century", "1" * 30 + " days later"]
)
def test_numbers_that_no_calendar_holds_give_no_interval(words: str) -> None:
    assert all(when.earliest is None for when in find(words))


def test_the_end_of_the_calendar_is_no_error() -> None:
    assert find("He will come next Tuesday, the day after tomorrow, next century.", published="9999-12-31")


@pytest.mark.parametrize(("words", "day"), [("9/17/16", date(2016, 9, 17)), ("9/17/98", date(1998, 9, 17))])
def test_two_digits_are_a_year_from_1931_to_2030_where_no_publication_says_more(words: str, day: date) -> None:
    assert [w.earliest for w in find(f"He left on {words}.", published=None)] == [day]


def test_a_year_before_christ_is_none_of_ours() -> None:
    assert [(w.timex, w.earliest) for w in find("The wall was built in 1400 BC.")] == [("BC1400", None)]


def test_an_hour_belongs_to_the_day_whose_half_it_lies_in() -> None:
    whens = find("He was shot on Monday night and was in hospital on Tuesday morning. It happened about 9:10 p.m.")
    assert [meant(w) for w in whens] == ["2017-08-14", "2017-08-15", "2017-08-14"]


def test_a_holiday_that_moves_is_looked_up_in_its_year() -> None:
    (when,) = find("They were shot on Easter Sunday.", published="2018-04-02")
    assert meant(when) == "2018-04-01"
