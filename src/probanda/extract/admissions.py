"""What somebody is said to have admitted or denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Token

from probanda.extract.conduct import NO_ACT, Acts
from probanda.extract.frames import negated, subject, unreal
from probanda.extract.on_orders import giver_within
from probanda.extract.parties import party
from probanda.extract.quotes import trim
from probanda.extract.reading import Reading
from probanda.extract.rules import either, load, rules
from probanda.extract.said import Stretch
from probanda.model import Admission, Denial, Party, Span, Statement


def admissions(reading: Reading, statements: Sequence[Statement], named: Acts) -> Iterator[Admission]:
    """Statements that admit a violent act, and claims of responsibility for one."""
    for statement in statements:
        where = _content(reading, statement)
        act = named.of(where) if statement.stance == "admits" and _own(statement) and _could_admit(statement.speaker) else None
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
        if statement.stance == "denies" and statement.mode == "indirect" and _deniable(reading, statement, named):
            before = _told_before(reading, statement)
            meant = _content(reading, statement) if before is None else before
            yield Denial(
                rule="denial.v1",
                spans=_spans(statement),
                by=statement.speaker,
                act=named.of(meant) or NO_ACT,
                conduct=statement.spans[0].quote,
                medium=statement.medium,
                told_before=reading.span(*before) if before else None,
            )
    yield from _untrue(reading, statements, named)
    yield from _not_done(reading, statements, named)
    told = [_content(reading, statement)[0] for statement in statements if statement.stance == "denies"]
    for where, by in _claimed(reading, "denial"):
        if any(where[0] <= start < where[1] for start in told):
            continue  # what is denied stands in a statement of its own
        yield Denial(
            rule="denial.plea.v1",
            spans=(reading.span(*where),),
            by=by,
            act=named.of(where) or NO_ACT,
            conduct=reading.body[slice(*where)],
        )


def _told_before(reading: Reading, statement: Statement) -> Stretch | None:
    """For "denied it" or "has denied all of this": the last sentence before it in the text."""
    at = _content(reading, statement)[0]
    if not _ONLY_POINTS.fullmatch(statement.spans[0].quote.strip(" .,;")):
        return None
    return _sentence_before(reading, at)


def _sentence_before(reading: Reading, at: int) -> Stretch | None:
    """The last sentence with words before the one that holds a position: what a parse calls one may be a mark, or white space."""
    own = reading.sentence_at(at)
    while own is not None and own.start > 0:
        own = own.doc[own.start - 1].sent
        start, end = trim(reading.body, own.start_char, own.end_char)
        if sum(c.isalpha() for c in reading.body[start:end]) > _WORDY:
            return start, end
    return None


_WORDY = 8
"""Letters of a sentence that tells something."""


def _untrue(reading: Reading, statements: Sequence[Statement], named: Acts) -> Iterator[Denial]:
    """ "All of this is untrue, X said": what was told before is denied."""
    (pattern,) = (rule.regex for rule in rules("admissions") if rule.value.get("kind") == "untrue")
    for statement in statements:
        found = pattern.match(statement.spans[0].quote) if statement.stance in ("asserts", "denies") else None
        if found is None or not _negative(found) or not _could_admit(statement.speaker):
            continue
        before = _sentence_before(reading, _content(reading, statement)[0])
        yield _denial(reading, statement, before, act=named.of(before) if before else None)


def _negative(found: re.Match[str]) -> bool:
    """ "Is untrue", "is not true", "none of it is true"; but not "it is true"."""
    words = found.group().lower().split()
    return words[-1] != "true" or words[-2] == "not" or found["points"].lower().startswith(("none", "nothing"))


def _not_done(reading: Reading, statements: Sequence[Statement], named: Acts) -> Iterator[Denial]:
    """ "We did not shell the town," "that his men had never shot prisoners": an act denied for oneself or one's own side."""
    for statement in statements:
        where = _content(reading, statement)
        if statement.stance != "asserts" or not _could_admit(statement.speaker):
            continue
        ours = _OURS if statement.mode == "direct" else _THEIRS
        for trigger in named.within(where):
            verb = trigger.token.head if trigger.noun and trigger.token.dep_ == "dobj" else trigger.token
            if negated(verb) and not unreal(verb) and _of_own_side(reading, statement, verb, ours=ours):
                yield _denial(reading, statement, None, act=trigger.act)
                break


_OURS, _THEIRS = ("i", "we", "my", "our"), ("he", "she", "they", "it", "his", "her", "their", "its")


def _of_own_side(reading: Reading, statement: Statement, verb: Token, *, ours: tuple[str, ...]) -> bool:
    """Whether who is said not to have done it is the speaker, or his men; not somebody else whom a pronoun means."""
    doer = subject(verb)
    if doer is None or verb.tag_ not in ("VB", "VBN", "VBD"):
        return False
    word = doer if doer.lower_ in ours else next((c for c in doer.children if c.dep_ == "poss" and c.lower_ in ours), None)
    meant = reading.referents.get(word.i) if word is not None else None
    return word is not None and (meant is None or meant.name == statement.speaker.name)


def _denial(reading: Reading, statement: Statement, before: Stretch | None, *, act: str | None) -> Denial:
    return Denial(
        rule="denial.said.v1",
        spans=_spans(statement),
        by=statement.speaker,
        act=act or NO_ACT,
        conduct=statement.spans[0].quote,
        medium=statement.medium,
        told_before=reading.span(*before) if before else None,
    )


def _could_admit(by: Party) -> bool:
    """Whether a speaker is somebody who could have done it: not "any unit", not a document, not a word that stands for nobody."""
    words = by.name.lower().split()
    if not words or by.how == "unstated" or words[0] in _NOT_ONE:
        return False
    return by.how != "description" or words[-1] not in load("media")["medium"]


_NOT_ONE = (
    *(
        "any",
        "no",
        "every",
        "each",
        "whichever",
        "whoever",
        "nobody",
        "none",
        "anyone",
        "everyone",
        "someone",
        "neither",
        "either",
    ),
    *("this", "that", "which", "what", "there", "one", "you", "those", "these", "who"),
)


_ONLY_POINTS = re.compile(
    r"(?:all (?:of )?|any of )?(?:it|this|that|these|those|them)(?: all)?|everything"
    r"|(?:(?:all|both) )?(?:the|this|that|these|those|such) (?:claims?|allegations?|accusations?|charges?|reports?|suggestions?)",
    re.IGNORECASE,
)


@cache
def _own_side() -> re.Pattern[str]:
    return re.compile(rf"^(?:that\s+)?{either(load('denials')['own'])}\b|^(?:to\s+)?(?:having\s+)?\w+ing\b|^to\s+", re.IGNORECASE)


def _own(statement: Statement) -> bool:
    """Whether the speaker admits conduct of his own or of his side: the crimes of others are acknowledged, not admitted."""
    words = statement.spans[0].quote
    last = statement.speaker.name.split()[-1:] if statement.speaker.how == "named" else []
    return bool(_own_side().search(words)) or any(name in words.split()[:6] for name in last)


def _deniable(reading: Reading, statement: Statement, named: Acts) -> bool:
    """ "denied involvement", not "denied bail" or "was denied a visa"."""
    if statement.speaker.how == "unstated":
        return False
    if not statement.rule.startswith("statement.object"):
        return True
    words = {w.strip(".,'’\"”").lower() for w in statement.spans[0].quote.split()[:8]}
    matter = set(load("denials")["matter"])
    return bool(words & (matter | {f"{m}s" for m in matter})) or named.of(_content(reading, statement)) is not None


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
                verb = held.root if held is not None else None
                doer = subject(verb) if verb is not None else None
                if verb is not None and doer is not None and not _nobody(verb, doer) and _could_admit(by := party(reading, doer)):
                    yield (found.start(), found.end()), by


def _nobody(verb: Token, doer: Token) -> bool:
    """ "no group claimed it", "has not claimed it", "that": nobody who could admit or deny."""
    none = any(c.lower_ in ("no", "neither") for c in doer.children) or doer.lower_ in ("nobody", "none", "that", "which")
    return none or any(c.dep_ == "neg" for c in verb.children)
