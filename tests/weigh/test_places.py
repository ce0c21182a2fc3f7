"""Reports that place one event apart are shown side by side; near places, districts, spellings and unknown names are not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace

from probanda import settings
from probanda.derived import Disagreement, IncidentGroup, Site
from probanda.extract import rules
from probanda.model import Casualties, Incident, Party, Span, Text, When
from probanda.resolve.locate import open_gazetteer
from probanda.resolve.places import Gazetteer
from probanda.resolve.placing import Placer
from probanda.weigh.agreement import disagreements

QASR = Site(names=("Qasr", "Kasr", "قصر"), latitude=-38.0, longitude=-27.9, radius_km=4)
MILL = Site(names=("Old Mill",), latitude=-38.06, longitude=-27.92, radius_km=0.5)
HARN = Site(names=("Harn",), latitude=-37.5, longitude=-27.2, radius_km=2)
PROVINCE = Site(names=("Kestral",), outline="POLYGON ((-28.5 -38.5, -26.5 -38.5, -26.5 -37.0, -28.5 -37.0, -28.5 -38.5))")
OWN = (QASR, MILL, HARN, PROVINCE)


@pytest.fixture(scope="module")
def gazetteer(_own_home: None) -> Iterator[Gazetteer]:
    held = open_gazetteer(settings.home())
    yield held
    held.close()


def report(name: str, words: str, place: str, *, killed: int = 0, by: str | None = None, day: int = 0) -> tuple[Incident, Text]:
    """A report that says `words` and whose incident lies at `place`."""
    at = words.index(place)
    there = Party(name=place, type="place", span=Span(text=name, start=at, end=at + len(place), quote=place))
    whole = Span(text=name, start=0, end=len(words), quote=words)
    when = When(earliest=date(2024, 3, day), latest=date(2024, 3, day), precision="day") if day else None
    victims = (Casualties(outcome="killed", minimum=killed, maximum=killed),) if killed else ()
    doer = Party(name=by) if by else None
    found = Incident(
        id=f"f-{name}", rule="r", spans=(whole,), act="airstrike", where=(there,), when=when, victims=victims, perpetrator=doer
    )
    return found, Text(id=name, source=f"s-{name}", reader="test.v1", language="en", body=words)


def shown(
    gazetteer: Gazetteer,
    *told: tuple[Incident, Text],
    one_event: bool = True,
    own: tuple[Site, ...] = (QASR, MILL, HARN, PROVINCE),
) -> list[Disagreement]:
    findings = {found.id: found for found, _ in told}
    apart = [[one] for one in findings]
    groups = [IncidentGroup(id=f"i{n}", findings=tuple(ids)) for n, ids in enumerate([list(findings)] if one_event else apart)]
    placer = Placer(gazetteer, sites=own, mentions=())
    placed = {one: placer.read(found, incident="i") for one, found in findings.items()}
    return [
        d
        for d in disagreements(findings, incidents=groups, texts=[text for _, text in told], placed=placed)
        if d.about == "place"
    ]


IN_QASR = report("a", "A strike in Qasr killed nine.", "Qasr")


def test_the_rules_of_nearness_keep_their_examples() -> None:
    assert rules.failures(rules.rules("weighing")) == []


def test_one_event_in_two_places(gazetteer: Gazetteer) -> None:
    (found,) = shown(gazetteer, IN_QASR, report("b", "The strike on Harn killed nine.", "Harn"))
    assert found.why == "one places it in Qasr, the other in Harn, of the same event"
    assert (found.left_span.quote, found.right_span.quote) == ("Qasr", "Harn")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("The strike on Kasr killed nine.", "Kasr"),
        ("استهدفت الغارة قصر", "قصر"),
        ("The strike on the Old Mill killed nine.", "Old Mill"),
        ("The strike in Kestral killed nine.", "Kestral"),
        ("The strike in the Harn district killed nine.", "Harn"),
        ("The strike in the countryside of Harn killed nine.", "Harn"),
        ("The strike on Wadi Salt killed nine.", "Wadi Salt"),
    ],
)
def test_spellings_parts_districts_and_unknown_places_do_not_clash(gazetteer: Gazetteer, words: str, place: str) -> None:
    assert shown(gazetteer, IN_QASR, report("b", words, place)) == []


def test_near_a_town_is_not_another_town(gazetteer: Gazetteer) -> None:
    other = Site(names=("Salt",), latitude=-38.3, longitude=-27.9, radius_km=2)
    assert shown(gazetteer, IN_QASR, report("b", "The strike near Salt killed nine.", "Salt"), own=(QASR, other)) == []
    assert len(shown(gazetteer, IN_QASR, report("b", "The strike in Salt killed nine.", "Salt"), own=(QASR, other))) == 1


def test_towns_of_the_gazetteer(gazetteer: Gazetteer) -> None:
    one, two = report("a", "A strike in Tripoli, Libya", "Tripoli, Libya"), report("b", "in Benghazi, Libya", "Benghazi, Libya")
    named = [(Party(name=n), Party(name="Libya")) for n in ("Tripoli", "Benghazi")]
    told = [(replace(found, where=where), text) for (found, text), where in zip((one, two), named, strict=True)]
    (found,) = shown(gazetteer, *told, own=())
    assert "Tripoli" in found.why
    assert "Benghazi" in found.why


def alike(name: str, place: str, *, by: str = "Norland air force", day: int = 4, killed: int = 9) -> tuple[Incident, Text]:
    return report(name, f"Norland planes hit {place} and killed nine.", place, by=by, day=day, killed=killed)


def test_the_same_day_toll_and_force_in_two_places_may_be_one_event(gazetteer: Gazetteer) -> None:
    (found,) = shown(gazetteer, alike("a", "Qasr"), alike("b", "Harn"), one_event=False)
    assert found.why.endswith("one places it in Qasr, the other in Harn: one event, or two")


@pytest.mark.parametrize(
    "other", [alike("b", "Harn", by="Sudland army"), alike("b", "Harn", day=5), alike("b", "Harn", killed=4)]
)
def test_what_differs_in_more_than_the_place_is_two_events(gazetteer: Gazetteer, other: tuple[Incident, Text]) -> None:
    assert shown(gazetteer, alike("a", "Qasr"), other, one_event=False) == []


def test_a_text_that_tells_of_both_places_tells_of_two_events(gazetteer: Gazetteer) -> None:
    both = replace(alike("b", "Harn")[0], id="f-c", where=(Party(name="Qasr"),))
    assert shown(gazetteer, alike("a", "Qasr"), alike("b", "Harn"), (both, alike("b", "Harn")[1]), one_event=False) == []


def test_passages_of_one_text_tell_of_two_events(gazetteer: Gazetteer) -> None:
    one, text = report("a", "A strike in Qasr, as in Harn the year before, killed nine.", "Qasr")
    at = text.body.index("Harn")
    other = replace(one, id="f-b", where=(Party(name="Harn", span=Span(text="a", start=at, end=at + 4, quote="Harn")),))
    assert shown(gazetteer, (one, text), (other, text)) == []
    assert shown(gazetteer, (one, text), (other, text), report("c", "The strike on Harn killed nine.", "Harn")) == []
