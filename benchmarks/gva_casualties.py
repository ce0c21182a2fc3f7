"""How many were killed and injured, and when: news of shootings (Gun Violence Archive articles in the CIS530 split).

`python -m benchmarks gva_casualties --data ../shared/bench/gva_casualties --split dev|train`. Accuracy of the number killed,
the number
injured and the date over the articles, as the course's own score.py counts it. An article is given with its date of
publication and
nothing else; where it names no day, the day of publication stands. Those stabbed or beaten are left out: the archive counts
who was shot.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from benchmarks._parsing import arguments, parsed
from probanda import edtf
from probanda.extract import casualties, dates, mentions, one_event
from probanda.extract.reading import Reading
from probanda.model import Party

Answer = dict[str, int | str]


def main(argv: list[str]) -> int:
    """Measure one split; prints one JSON object with the accuracies of killed, injured and date, in per cent."""
    options = arguments(argv, "gva_casualties", __doc__)
    articles = json.loads((options.data / f"X_{options.split}.json").read_text("utf-8"))[: options.limit]
    gold = json.loads((options.data / f"y_{options.split}.json").read_text("utf-8"))[: options.limit]
    print(json.dumps(score(answers(articles), gold)))
    return 0


def answers(articles: list[dict[str, str]]) -> Iterator[Answer]:
    """What the extractors make of each article."""
    docs = parsed(article["text"] for article in articles)
    for article, doc in zip(articles, docs, strict=True):
        published = edtf.parse(article["publish_date"])
        outlet = Party(name="article", how="outlet")
        reading = Reading(text="article", body=doc.text, doc=doc, outlet=outlet, published=published)
        yield answer(seen(reading), date.fromisoformat(article["publish_date"]))


def seen(reading: Reading) -> Reading:
    """The reading with its names and times."""
    times = dates.find(reading.body, published=reading.published, language="en", span=reading.span)
    return replace(reading, mentions=tuple(mentions.find(reading)), whens=tuple(times))


def answer(reading: Reading, published: date) -> Answer:
    """Killed, injured and the day of the event that the article tells first."""
    counts = [c for c in casualties.counts(reading) if c.word.lemma_ not in _WITHOUT_A_GUN]
    totals = one_event.toll(one_event.of_first_event(reading, counts))
    when = one_event.when(reading)
    day = when.earliest if when and when.earliest else published
    return {"n_killed": totals.get("killed", 0), "n_injured": totals.get("injured", 0), "shooting_date": day.isoformat()}


_WITHOUT_A_GUN = ("stab", "stabbing", "slash", "beat", "beating", "punch", "whip", "flog", "thrash", "burn")


def score(given: Iterable[Answer], gold: list[dict[str, Any]]) -> dict[str, float]:
    """Accuracy in per cent of each of the three, and the number of articles."""
    pairs = list(zip(given, gold, strict=True))
    names = {"killed": "n_killed", "injured": "n_injured", "date": "shooting_date"}
    right = {name: sum(answer[key] == article[key] for answer, article in pairs) for name, key in names.items()}
    return {name: round(100 * number / max(1, len(pairs)), 1) for name, number in right.items()} | {"articles": len(pairs)}
