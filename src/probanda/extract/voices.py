"""Who says each finding: the chain of voices, outermost first.

The outlet always stands first. An order told in the outlet's words is told by the outlet, not by the one who gave it. A finding
that lies inside the content of a statement has that statement's speaker after it, and so on inwards: outlet > spokesperson >
witness. A quotation gives the speaker's own words; a report gives them in those of the one who reports.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from probanda.extract import signed
from probanda.extract.reading import Reading
from probanda.model import AnyFinding, Order, Party, Span, Statement, Tone, Voice

_LENIENT = 3
"""Characters by which a finding may stick out of the content and still be inside: marks and punctuation at the ends."""


_NARRATED = "statement.about"
"""Statements of which the outlet tells only what they were about.

The words are its own ("issued a warrant for the notorious commander").
"""


def _narrated(statement: Statement) -> bool:
    """What "is known" or "is believed" without saying by whom is told by the outlet, too."""
    return statement.rule.startswith(_NARRATED) or (statement.speaker.how == "unstated" and statement.stance == "believes")


class _Contents:
    """Contents of statements by where they begin, for looking up what holds a span."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._held = sorted(
            ((s.start, s.end, statement) for statement in statements for s in statement.spans), key=lambda c: c[:2]
        )
        self._starts = [start for start, _, _ in self._held]
        self._longest = max((end - start for start, end, _ in self._held), default=0)

    def around(self, span: Span) -> list[Statement]:
        """The statements whose content holds a span, outermost first, each once."""
        found = []
        at = bisect_right(self._starts, span.start + _LENIENT)
        while at and self._starts[at - 1] >= span.end - self._longest - _LENIENT:
            at -= 1
            start, end, statement = self._held[at]
            if start - _LENIENT <= span.start and span.end <= end + _LENIENT:
                found.append((end - start, statement))
        return [statement for _, statement in sorted(found, key=lambda pair: -pair[0])]


def attach(reading: Reading, statements: Sequence[Statement], findings: Iterable[AnyFinding]) -> list[AnyFinding]:
    """Every finding with its voice chain. Loaded words inside what others say are theirs, not the outlet's, and are left out."""
    outlet, author = Voice(speaker=reading.outlet, stance="reports"), signed.told_by_author(reading)
    contents = _Contents(s for s in statements if s.voice and not _narrated(s))
    found: list[AnyFinding] = []
    for finding in findings:
        around = [s for s in contents.around(finding.spans[0]) if not _same(s, finding)]
        if isinstance(finding, Tone):
            if any(s.mode == "direct" for s in around):
                continue
            around = []  # what is reported without marks is in the outlet's words
        if not isinstance(finding, Order):
            around = [s for s in around if s.stance != "orders" or s.mode == "direct"]  # who orders an act does not tell of it
        elif not finding.quoted:
            around = [s for s in around if s.stance != "orders" or s.speaker != finding.by]
        own = finding.voice[-1:] if isinstance(finding, Statement) else ()
        found.append(replace(finding, voice=(outlet, *_author(reading, author, finding), *_links(around), *own)))
    return found


def _author(reading: Reading, author: tuple[Party, int] | None, finding: AnyFinding) -> tuple[Voice, ...]:
    """The witness who signs the text tells what it tells: "I, Ada Bern, state as follows"."""
    if author is None or reading.local(finding.spans[0])[0] < author[1] or isinstance(finding, Tone):
        return ()
    return (Voice(speaker=author[0], stance="asserts", quoted=True, span=author[0].span),)


def _links(statements: Sequence[Statement]) -> list[Voice]:
    """The speakers' links, each once: a statement held by another of the same speaker with the same verb adds nothing."""
    links: list[Voice] = []
    for statement in statements:
        link = statement.voice[0]
        if not any(link.speaker.name == other.speaker.name and link.verb == other.verb for other in links):
            links.append(link)
    return links


def _same(statement: Statement, finding: AnyFinding) -> bool:
    """A statement is not inside itself, nor is what its own attributing words say."""
    if not isinstance(finding, Statement):
        return False
    return (
        statement is finding
        or (statement.rule, statement.spans) == (finding.rule, finding.spans)
        or _narrower(statement, finding)
    )


def _narrower(statement: Statement, finding: Statement) -> bool:
    """Of two statements with the same words, neither holds the other."""
    return (statement.spans[0].start, statement.spans[0].end) == (finding.spans[0].start, finding.spans[0].end)
