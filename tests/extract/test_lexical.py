"""Killings and attacks by lexicon, in Arabic and French."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probanda.extract import allegations, dates, incidents
from probanda.extract.reading import Reading
from probanda.model import MentionType
from tests.extract.readings import reading


def looked(body: str, names: dict[str, MentionType], language: str) -> Reading:
    plain = reading(body, names, language=language)
    return replace(plain, whens=tuple(dates.find(body, published=None, language=language, span=plain.span)))


ARABIC = "وقع الهجوم في 7 نيسان 2017 في بلدة زور. استهدفت القوات الجوية النورية المشفى وقتلت 10 مدنيين."
FRENCH = (
    "L'armée norlandaise a bombardé le marché de Zor le 3 mai 2020, tuant douze civils. "
    "Human Rights Watch parle de crimes de guerre."
)


@pytest.mark.parametrize(
    ("body", "names", "language", "day", "killed"),
    [
        (ARABIC, {"زور": "place", "القوات الجوية النورية": "armed_group"}, "ar", "2017-04-07", 10),
        (FRENCH, {"Zor": "place", "armée norlandaise": "armed_group"}, "fr", "2020-05-03", 12),
    ],
)
def test_an_incident(body: str, names: dict[str, MentionType], language: str, day: str, killed: int) -> None:
    (incident,) = incidents.find(looked(body, names, language))
    assert incident.when is not None
    assert (str(incident.when.earliest), incident.victims[0].minimum) == (day, killed)
    assert incident.spans[0].quote in body


def test_an_accused_force() -> None:
    found = allegations.find(looked(ARABIC, {"القوات الجوية النورية": "armed_group"}, "ar"))
    assert [a.accused[0].name for a in found] == ["القوات الجوية النورية"]


def test_nothing_in_a_text_of_another_concern() -> None:
    assert incidents.find(looked("سجل اللاعب هدفًا في المباراة.", {}, "ar")) == []


def test_a_force_that_tells_is_not_accused_by_its_own_words() -> None:
    body = "Le 3 mai 2020 à Zor, les Forces du Nord affirment que six hommes ont été tués par un obus."
    body += " Les rebelles parlent de crimes de guerre."
    (incident,) = incidents.find(looked(body, {"Zor": "place", "Forces du Nord": "armed_group"}, "fr"))
    assert incident.perpetrator is None
