"""The profile of a text, for sorting: which harms it speaks of, what kind of actor it blames, who suffers, where and when.

Linear models over words, counts and the parse, trained by `benchmarks/_train_hrdsattack.py` on HRDsAttack (Ran et al. 2023, MIT
licence); weights in `data/models/profile.json.gz`. A probability here orders what a person looks at first.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from probanda.extract import countries, event_dates, sufferers
from probanda.extract.acts import act_of, words
from probanda.extract.choice import Choice
from probanda.extract.linear import Linear, logistic
from probanda.extract.reading import Reading
from probanda.extract.rules import load_as
from probanda.extract.wording import Wording

HARMS = ("arbitrary detention", "other", "killing", "kidnapping", "torture", "enforced disappearance")
ACTORS = (
    "state actor",
    "other non-state actors",
    "other actors without permissions",
    "other state actors",
    "other actors with permissions",
)
_OPENING_CHARACTERS = 600
_OPENING_TOKENS = 120
_SHORT = 150


class Models(msgspec.Struct, frozen=True):
    """The models, with where they come from."""

    record: dict[str, str]
    harms: Linear
    harm_words: Wording
    actors: Linear
    victims: Linear
    countries: Choice
    years: Choice
    days: Choice


@dataclass(frozen=True, slots=True)
class Profile:
    """Probabilities of harms, the likeliest kind of actor, people with the probability that they suffer, and the likeliest
    country, year and day among those that the text names."""

    harms: dict[str, float]
    actor: str
    victims: tuple[tuple[str, float], ...]
    country: str | None = None
    year: int | None = None
    day: date | None = None


@cache
def models() -> Models:
    """The trained weights."""
    packed = files("probanda").joinpath("data", "models", "profile.json.gz").read_bytes()
    return msgspec.convert(json.loads(gzip.decompress(packed)), Models, strict=False)


def profile(reading: Reading) -> Profile:
    """What a text speaks of, as a whole."""
    trained = models()
    worded = trained.harm_words.scores(reading, len(HARMS))
    counted = trained.harms.scores(harm_features(reading))
    harms = {name: logistic(w + c) for name, w, c in zip(HARMS, worded, counted, strict=True)}
    scores = trained.actors.scores(actor_features(reading))
    people = sufferers.people(reading)
    victims = tuple((who.name, logistic(trained.victims.scores(who.features)[0])) for who in people)
    return Profile(
        harms,
        ACTORS[scores.index(max(scores))],
        victims,
        country=trained.countries.best(countries.candidates(reading)),
        year=trained.years.best(event_dates.years(reading)),
        day=trained.days.best(event_dates.days(reading)),
    )


@cache
def _topics() -> dict[str, tuple[re.Pattern[str], ...]]:
    topics = load_as(dict[str, dict[str, str]], "topics")
    return {key: tuple(re.compile(rf"\b(?:{p})\b", re.IGNORECASE) for p in patterns.values()) for key, patterns in topics.items()}


def harm_features(reading: Reading) -> list[float]:
    """Topic counts (whole, per thousand words, opening, title), then counts of acts in the whole text and in its opening."""
    acts = [act_of(token) for token in reading.doc]
    whole = [math.log1p(acts.count(act)) for act in _acts()]
    return _counts(reading, "harms") + whole + [math.log1p(acts[:_OPENING_TOKENS].count(act)) for act in _acts()]


@cache
def _acts() -> tuple[str, ...]:
    return tuple(sorted(words()))


def actor_features(reading: Reading) -> list[float]:
    """Topic counts of the words for actors."""
    return _counts(reading, "actors")


def _counts(reading: Reading, topic: str) -> list[float]:
    title = reading.title or ""
    text = f"{title}\n{reading.body}"
    opening = text[: len(title) + _OPENING_CHARACTERS]
    length = max(len(text.split()), _SHORT)
    features = []
    for pattern in _topics()[topic]:
        times = len(pattern.findall(text))
        features += [math.log1p(times), math.log1p(1000 * times / length) / 2, math.log1p(len(pattern.findall(opening)))]
        features.append(float(bool(pattern.search(title))))
    return features
