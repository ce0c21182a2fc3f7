"""Cost with the number of texts: news-length texts of our own words, one in five of them a copy."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Iterator
from itertools import pairwise

from benchmarks.independence.material import stories
from probanda.model import Text
from probanda.weigh.common import common

WORDS = 400
"""Words in a text, as in a news report."""


def texts(count: int, seed: int = 1) -> Iterator[Text]:
    """Texts whose word pairs follow the stories', with a long tail of made-up names; one in five copies half of another."""
    chance = random.Random(seed)
    chain = _chain()
    made: list[str] = []
    for number in range(count):
        body = "\n".join(_sentence(chain, chance) for _ in range(WORDS // 14))
        if made and chance.random() < 0.2:
            lines, old = body.split("\n"), chance.choice(made).split("\n")
            body = "\n".join(old[: len(old) // 2] + lines[len(lines) // 2 :])
        if len(made) < 2000:
            made.append(body)
        yield Text(id=f"t{number}", source=str(number), reader="text", body=body, published=f"20{number % 24:02}-05-04")


def _chain() -> dict[str, list[str]]:
    chain: dict[str, list[str]] = {}
    for story in stories():
        for report in story.reports:
            for line in report:
                words = ["", *line.rstrip(".").split(), ""]
                for one, two in pairwise(words):
                    chain.setdefault(one, []).append(two)
    return chain


def _sentence(chain: dict[str, list[str]], chance: random.Random) -> str:
    words: list[str] = []
    word = ""
    while len(words) < 30 and (word := chance.choice(chain.get(word, [""]))):
        words.append(word if chance.random() > 0.25 else f"{word[:2]}{chance.randrange(50_000)}")
    return " ".join(words).capitalize() + "."


def seconds(count: int) -> dict[str, float]:
    """Wall-clock and CPU seconds to group the shared passages of so many texts, with the memory needed."""
    held = list(texts(count))
    wall, cpu = time.perf_counter(), time.process_time()
    groups = len(common(held, sources={}).groups)
    return {
        "texts": count,
        "words": sum(len(t.body.split()) for t in held),
        "groups": groups,
        "wall_s": round(time.perf_counter() - wall, 1),
        "cpu_s": round(time.process_time() - cpu, 1),
        "peak_gib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
    }
