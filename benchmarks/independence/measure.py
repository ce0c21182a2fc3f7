"""Right and wrong joins, counted passage by passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.independence.material import Article, Line
from probanda.model import AnyFinding, Party, Span, Statement, Voice
from probanda.weigh.common import common
from probanda.weigh.independence import origin_of, origins

Found = dict[str, set[tuple[int, bool]]]


@dataclass
class Tally:
    """Counts of one kind of copy."""

    wanted: int = 0
    met: int = 0
    joined: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)

    def row(self) -> dict[str, float]:
        """Recall over the passages that were copied, precision over the pairs that were joined."""
        precision = 1 - self.wrong / self.joined if self.joined else 1.0
        return {"passages": self.wanted, "recall": round(self.met / max(1, self.wanted), 4), "precision": round(precision, 4)}


def compare(originals: Sequence[Article], copy: Article, tally: Tally) -> None:
    """Look for the originals' passages in one copy, and for false friends among its other passages."""
    held = [*originals, copy]
    groups = _groups(held)
    for line in copy.lines:
        wanted = _kin(line, copy)
        if wanted:
            tally.wanted += 1
            tally.met += any(groups[copy.name, line.told] & groups[o.name, w] for o in originals for w in wanted)
        for original in originals:
            for other in original.lines:
                if shared := groups[copy.name, line.told] & groups[original.name, other.told]:
                    tally.joined += 1
                    # A shared quotation is one statement, in whatever telling it stands.
                    right = other.told == line.told or (bool(line.quotes) and line.quotes == other.quotes)
                    tally.wrong += not right
                    if not right:
                        tally.examples.append(f"{line.words} | {other.words} | {shared}")


def _kin(line: Line, copy: Article) -> set[str]:
    # Of what was retold only the quotation is still the same words.
    if copy.kind in ("paraphrase", "translated"):
        return {f"{copy.of[0]}:{n}" for n in range(20)} if line.quotes else set()
    return {line.told}


def wrongly_joined(reports: Sequence[Article]) -> tuple[int, int, list[str]]:
    """(pairs of independent reports, those with any passage joined beyond a quotation that both heard, examples)."""
    groups = _groups(reports)
    pairs, wrong, examples = 0, 0, []
    for number, left in enumerate(reports):
        for right in reports[number + 1 :]:
            pairs += 1
            joined = [
                f"{a.words} | {b.words}"
                for a in left.lines
                for b in right.lines
                if any(not quoted for _, quoted in groups[left.name, a.told] & groups[right.name, b.told])
            ]
            wrong += bool(joined)
            examples += joined
    return pairs, wrong, examples


def _groups(articles: Sequence[Article]) -> dict[tuple[str, str], set[tuple[int, bool]]]:
    """The groups of copies that each line of each article is in, and whether as a quotation."""
    found = common([a.text() for a in articles], sources={a.name: a.source() for a in articles})
    by_text = {text.id: text.body for text in found.texts}
    held: dict[tuple[str, str], set[tuple[int, bool]]] = defaultdict(set)
    for article in articles:
        body, at = by_text[f"t-{article.name}"], 0
        for line in article.lines:
            start = body.index(line.words, at)
            at = start + len(line.words)
            for sentence in found.passages.sentences_at(found.number[f"t-{article.name}"], start, at):
                held[article.name, line.told] |= {(g, g in found.quoted) for g, _ in found.at.get(sentence, ())}
    return held


def translated(original: Article, copy: Article, speaker: str) -> bool:
    """True when a quotation and its translation, both ascribed to a named speaker, are found to be one statement."""
    findings: dict[str, AnyFinding] = {a.name: _statement(a, speaker) for a in (original, copy)}
    texts = [a.text() for a in (original, copy)]
    origin = origin_of(origins(texts, findings, sources={a.name: a.source() for a in (original, copy)}))
    return len(set(origin.values())) == 1


def _statement(article: Article, speaker: str) -> Statement:
    line = next((line for line in article.lines if line.quotes), article.lines[0])
    body = article.text().body
    start = body.index(line.words)
    span = Span(text=f"t-{article.name}", start=start, end=start + len(line.words), quote=line.words)
    who = Party(name=speaker, how="named" if speaker[:1].isupper() else "description")
    return Statement(
        id=article.name, rule="made", spans=(span,), voice=(Voice(speaker=who, quoted=True),), speaker=who, mode="direct"
    )
