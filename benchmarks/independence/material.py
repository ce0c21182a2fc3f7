"""The stories, and the documented transformations that make copies of them. Each sentence keeps a label of its telling."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from probanda.model import Source, Text


class Story(msgspec.Struct):
    """An event in several tellings; see stories.yaml."""

    event: str
    speaker: str
    reports: list[list[str]]
    paraphrase: list[str]
    translated: list[str]
    shared: list[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and where it comes from: `told` names its telling; `quotes` the words said aloud in it, if any."""

    words: str
    told: str
    quotes: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A made text. `kind` is the transformation, or "report" for what was written first hand; `of` the articles it draws on."""

    name: str
    kind: str
    event: str
    lines: tuple[Line, ...]
    of: tuple[str, ...] = ()
    day: int = 1

    def text(self) -> Text:
        """The article as a frozen text, two sentences to a paragraph."""
        words = [line.words for line in self.lines]
        body = "\n".join(" ".join(words[i : i + 2]) for i in range(0, len(words), 2))
        return Text(id=f"t-{self.name}", source=self.name, reader="text", body=body, published=f"2024-05-{self.day:02}")

    def source(self) -> Source:
        """A source record with nothing but a name."""
        return msgspec.convert(
            {"id": self.name, "name": self.name, "media_type": "text/plain", "size": 1, "received_at": "2026-01-01T00:00:00Z"},
            Source,
        )


Change = Callable[[Sequence[Line], random.Random], tuple[Line, ...]]


def stories() -> list[Story]:
    """All stories."""
    return msgspec.yaml.decode((Path(__file__).parent / "stories.yaml").read_bytes(), type=list[Story])


def reports(story: Story) -> list[Article]:
    """The tellings of an event that were written apart from each other."""
    return [
        Article(f"{story.event}-{n}", "report", story.event, tuple(_lines(story, report, f"{story.event}-{n}")))
        for n, report in enumerate(story.reports)
    ]


def retold(story: Story) -> list[Article]:
    """The hand-made copies: the first report in other words, and its quotation in French."""
    of = f"{story.event}-0"
    both = (("paraphrase", story.paraphrase), ("translated", story.translated))
    return [Article(f"{of}-{kind}", kind, story.event, tuple(_lines(story, w, f"{of}-{kind}")), (of,), 3) for kind, w in both]


def _lines(story: Story, words: Sequence[str], name: str) -> Iterator[Line]:
    for number, sentence in enumerate(words):
        yield Line(sentence, f"{name}:{number}", next((q for q in story.shared if q in sentence), ""))


def verbatim(lines: Sequence[Line], chance: random.Random) -> tuple[Line, ...]:
    """The same words as another house sets them: no-break spaces, other quotation marks and apostrophes, capitals at the head."""
    marks = chance.choice(['""', "“”", "«»"])
    changed = []
    for number, line in enumerate(lines):
        words = line.words.translate(str.maketrans("“”", marks)).replace("'", chance.choice("'’"))
        words = re.sub(r" (?=[A-Z0-9])", lambda m: chance.choice([" ", "\u00a0"]), words)
        changed.append(Line(words.upper() if number == 0 and chance.random() < 0.2 else words, line.told, line.quotes))
    return tuple(changed)


def trimmed(lines: Sequence[Line], chance: random.Random) -> tuple[Line, ...]:
    """A third to two thirds of the sentences, shortened at their commas where eight words remain; quotations are left whole."""
    kept = [line for line in lines if chance.random() < chance.uniform(0.4, 0.8)] or list(lines[:2])
    return tuple(Line(_shorter(line.words, chance), line.told, line.quotes) for line in kept)


def _shorter(words: str, chance: random.Random) -> str:
    if "“" in words:
        return words
    inner = re.sub(r", [^,“”]{3,60},", "", words, count=1) if chance.random() < 0.7 else words
    outer = re.sub(r", [^,“”]+\.$", ".", inner) if chance.random() < 0.5 else inner
    fewer = re.sub(r"\b(?:shortly|still|only|twice|at least|more than|some) ", "", outer)
    return next((w for w in (fewer, outer, inner) if len(w.split()) >= 8), words)


def edited(lines: Sequence[Line], chance: random.Random) -> tuple[Line, ...]:
    """A sub-editor's hand: one word in nine replaced by another of like meaning or left out, outside quotations."""
    return tuple(line if line.quotes else Line(_edited(line.words, chance), line.told) for line in lines)


_LIKE = {
    "said": "stated", "killed": "slain", "town": "settlement", "men": "males", "women": "females", "told": "informed",
    "near": "close to", "and": "as well as", "the": "that", "of": "from", "were": "had been", "was": "got", "in": "within",
    "on": "upon", "their": "own",
}  # fmt: skip


def _edited(words: str, chance: random.Random) -> str:
    held = words.split()
    for place in chance.sample(range(1, len(held) - 1), k=max(1, len(held) // 9)):
        held[place] = _LIKE.get(held[place], "")
    return " ".join(w for w in held if w)


def merged(lines: Sequence[Line], other: Sequence[Line], chance: random.Random) -> tuple[Line, ...]:
    """Two texts in one: sentences of both, in their own order, in alternating runs."""
    left, right, out = list(lines), list(other), []
    while left or right:
        held = left if left and (not right or chance.random() < 0.5) else right
        take = chance.randint(1, 2)
        out += held[:take]
        del held[:take]
    return tuple(line for line in out if chance.random() < 0.85)


def copies(original: Article, others: Sequence[Article], chance: random.Random) -> Iterator[Article]:
    """One copy of each kind of an article. `others` are what it may be merged with."""
    for change in (verbatim, trimmed, edited):
        kind, lines = change.__name__, change(original.lines, chance)
        yield Article(f"{original.name}-{kind}-{chance.getrandbits(32)}", kind, original.event, lines, (original.name,), 3)
    other = chance.choice(others)
    lines = merged(verbatim(original.lines, chance), trimmed(other.lines, chance), chance)
    yield Article(
        f"{original.name}-merged-{chance.getrandbits(32)}", "merged", original.event, lines, (original.name, other.name), 3
    )
