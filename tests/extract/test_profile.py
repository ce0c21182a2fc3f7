"""The profile of a text: what it speaks of as a whole, and who in it suffers."""

from __future__ import annotations

from probanda.extract import profile, sufferers
from tests.extract.readings import reading

BODY = "Police arrested the reporter Ada Bern in Zor on Monday. Ada Bern was beaten in custody, her lawyer Jo Lind said."
BODY += " Jo Lind said the arrest was illegal."
NAMES = {"Ada Bern": "person", "Jo Lind": "person"}


def test_who_suffers_stands_before_who_speaks() -> None:
    chances = dict(profile.profile(reading(BODY, NAMES)).victims)  # type: ignore[arg-type]
    assert chances["Ada Bern"] > chances["Jo Lind"]


def test_harms_and_actor() -> None:
    found = profile.profile(reading(BODY, NAMES))  # type: ignore[arg-type]
    assert found.harms["arbitrary detention"] > found.harms["kidnapping"]
    assert found.actor == "state actor"


def test_every_model_fits_its_features() -> None:
    seen, trained = reading(BODY, NAMES), profile.models()  # type: ignore[arg-type]
    assert len(trained.harms.mean) == len(profile.harm_features(seen))
    assert len(trained.actors.mean) == len(profile.actor_features(seen))
    assert {len(person.features) for person in sufferers.people(seen)} == {len(trained.victims.mean)}
