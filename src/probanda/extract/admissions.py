"""What somebody is said to have admitted or denied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from probanda.extract.conduct import NO_ACT, Acts
from probanda.extract.frames import subject
from probanda.extract.on_orders import giver_within
from probanda.extract.parties import party
from probanda.extract.reading import Reading
from probanda.extract.rules import rules
from probanda.extract.said import Stretch
from probanda.model import Admission, Denial, Party, Span, Statement


def admissions(reading: Reading, statements: Sequence[Statement], named: Acts) -> Iterator[Admission]:
    """Statements that admit a violent act, and claims of responsibility for one."""
    for statement in statements:
        where = _content(reading, statement)
        act = named.of(where) if statement.stance == "admits" else None
        if act:
            yield Admission(
                rule="admission.v1",
                spans=_spans(statement),
                by=statement.speaker,
                act=act,
                conduct=statement.spans[0].quote,
                on_orders_of=giver_within(reading, where),
                medium=statement.medium,
            )
    for where, by in _claimed(reading, "admission"):
        act = named.of(where)
        if act:
            yield Admission(
                rule="admission.claim.v1",
                spans=(reading.span(*where),),
                by=by,
                act=act,
                conduct=reading.body[slice(*where)],
            )


def denials(reading: Reading, statements: Sequence[Statement], named: Acts) -> Iterator[Denial]:
    """Statements that deny an act, a part in it or an accusation; pleas of not guilty and protests of innocence."""
    for statement in statements:
        if statement.stance == "denies" and statement.mode == "indirect":
            act = named.of(_content(reading, statement)) or NO_ACT
            yield Denial(
                rule="denial.v1",
                spans=_spans(statement),
                by=statement.speaker,
                act=act,
                conduct=statement.spans[0].quote,
                medium=statement.medium,
            )
    for where, by in _claimed(reading, "denial"):
        yield Denial(
            rule="denial.plea.v1",
            spans=(reading.span(*where),),
            by=by,
            act=named.of(where) or NO_ACT,
            conduct=reading.body[slice(*where)],
        )


def _content(reading: Reading, statement: Statement) -> Stretch:
    return reading.local(statement.spans[0])


def _spans(statement: Statement) -> tuple[Span, ...]:
    words = statement.voice[0].span if statement.voice else None
    return (*statement.spans, words) if words else statement.spans


def _claimed(reading: Reading, kind: str) -> Iterator[tuple[Stretch, Party]]:
    """Fixed phrases that admit or deny ("claimed responsibility for"), with their subject."""
    for rule in rules("admissions"):
        if rule.value.get("kind") == kind:
            for found in rule.regex.finditer(reading.body):
                held = reading.doc.char_span(found.start("verb"), found.end("verb"), alignment_mode="expand")
                doer = subject(held.root) if held is not None else None
                if doer is not None:
                    yield (found.start(), found.end()), party(reading, doer)
