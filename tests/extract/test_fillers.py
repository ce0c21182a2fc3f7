"""What a text tells of violence, learned: incidents with their fillers, and which fillers belong to one incident."""

from __future__ import annotations

import pytest

from probanda.extract import fillers
from probanda.extract.filler_groups import Filler, closeness, grouped, pair_features
from probanda.extract.filler_phrases import phrases
from probanda.extract.filler_scene import Scene, plain
from tests.extract.readings import reading

BODY = "Guerrillas of the Zor Liberation Front kidnapped the peasant Ada Bern on Monday and killed her with a bomb. "
BODY += "The guerrillas also dynamited a bridge."


def scene(body: str) -> Scene:
    return fillers.scene(reading(body).doc, fillers.models())


def test_a_name_is_a_phrase_without_articles_and_punctuation() -> None:
    assert plain("The National-Front's, a bank") == "nationalfronts bank"


def test_candidates_are_phrases_their_endings_and_nouns_before_others() -> None:
    doc = reading("Gunmen killed the former minister Ada Bern in a bomb attack.").doc
    found = {doc[p.start : p.end].text for p, _ in phrases(doc)}
    assert {"former minister", "minister", "Ada Bern", "bomb attack", "bomb"} <= found


def test_what_fills_a_role_stands_in_the_text() -> None:
    (first, *_) = fillers.incidents(reading(BODY).doc)
    assert first.kind in fillers.TYPES
    names = {fillers.ROLES[role]: found for role, found in first.fillers.items() if found}
    assert "guerrillas" in names["PerpInd"]
    assert all(name in plain(BODY) for found in names.values() for name in found)


def test_a_text_without_violence_tells_of_no_incident() -> None:
    assert fillers.incidents(reading("The minister opened a school and thanked the teachers. Prices of coffee rose.").doc) == []


def test_a_text_without_phrases_tells_of_no_incident() -> None:
    assert fillers.incidents(reading("It rained.").doc) == []


def test_of_a_name_in_more_and_in_fewer_words_the_likelier_stays() -> None:
    found = [Filler("ada bern", 3, 0.9), Filler("bern", 3, 0.8), Filler("bern", 0, 0.5), Filler("jo lind", 3, 0.1)]
    assert fillers.distinct(found, 0.3) == [found[0], found[2]]


def test_what_belongs_together_is_joined_the_closest_first() -> None:
    links = {frozenset((0, 1)): 0.9, frozenset((1, 2)): 0.6, frozenset((0, 2)): 0.1}
    assert grouped([0, 1, 2], links, bar=0.5) == [[2], [0, 1]]
    assert grouped([0, 1, 2], links, bar=0.3) == [[2, 0, 1]]
    assert closeness([2], [0, 1], links) == pytest.approx(0.35)


def test_every_model_fits_its_features() -> None:
    seen, trained = scene(BODY), fillers.models()
    chances = fillers.kinds(seen, trained.kinds)
    assert {len(row) for row in seen.rows(chances).values()} == {len(model.mean) for model in trained.fillers}
    found = fillers.fillers(seen, chances, trained.fillers)
    one, other = found[0], next(f for f in found if f.name != found[0].name)
    assert len(pair_features(seen, one, other, chances)) == len(trained.pairs.mean)
    assert len(chances) == len(fillers.TYPES) + 1
