"""Orders, admissions and denials: what somebody is said to have ordered, admitted or denied.

An order is found where a verb or a noun of ordering has a violent act as its content, where quoted words command it ("Kill them
all"), where quoted words declare that nobody be spared ("There shall be no prisoners": a declaration suffices, Elements of
Crimes, Article 8(2)(e)(x), element 1), and in "on the orders of X". What is ordered must be an act of the lexicon: nobody's
lunch is an order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from probanda.extract import plain_denials, plain_orders
from probanda.extract.admissions import admissions, denials
from probanda.extract.conduct import Acts, denies_quarter
from probanda.extract.frames import child, of_nobody
from probanda.extract.on_orders import on_orders
from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.extract.said import Stretch
from probanda.extract.unsaid import RULE, WISHED
from probanda.model import Admission, Denial, Order, Party, Statement

_COMMANDING = ("orders", "demands", "threatens", "asserts")


def find(reading: Reading, statements: Sequence[Statement]) -> list[Order | Admission | Denial]:
    """All orders, admissions and denials of a block, in the order of their words."""
    if not reading.doc.has_annotation("DEP"):
        return [*plain_orders.find(reading), *plain_denials.find(reading)]
    named = Acts(reading.doc)
    statements = [statement for statement in statements if statement.rule not in (RULE, WISHED)]
    found: list[Order | Admission | Denial] = []
    for statement in statements:
        found += _ordered(reading, statement, named)
    found += on_orders(reading, named)
    found += admissions(reading, statements, named)
    found += denials(reading, statements, named)
    return sorted(_single(found), key=lambda f: (f.spans[0].start, f.rule))


def _ordered(reading: Reading, statement: Statement, named: Acts) -> Iterator[Order]:
    for span in statement.spans:
        where = reading.local(span)
        if statement.mode == "direct":
            yield from _commanded(reading, statement, where, named=named)
        elif statement.stance == "orders" and not _undone(reading, statement):
            yield from _reported(reading, statement, where, named=named)
        elif (
            _told_to_forces(statement)
            and denies_quarter(_as_said(reading.body[slice(*where)]))
            and not _undone(reading, statement)
        ):
            yield _order(reading, statement, where, act="no_quarter", rule="order.declared.no_quarter.v1")


def _told_to_forces(statement: Statement) -> bool:
    """ "Told the brigade that": a declaration to those who fight suffices, whatever the verb (Article 8(2)(e)(x), element 1)."""
    if statement.speaker.how == "unstated" or statement.stance != "asserts":
        return False
    if statement.voice[0].verb in _DECLARING and _NAMED.search(statement.spans[0].quote):
        return True
    last = (statement.addressee or "").lower().split()[-1:]
    forces = load("stances")["forces"]
    return any(w in _TROOPS or w in forces or w.removesuffix("s") in forces for w in last)


def _as_said(words: str) -> str:
    """Reported words as they were said: "that no prisoners would be taken" for "no prisoners will be taken"."""
    return re.sub(r"\bwere to\b", "are to", re.sub(r"\bwould\b", "will", words))


_DECLARING = ("declare", "announce", "proclaim")
_NAMED = re.compile(r"\bno (?:quarter|prisoners)\b", re.IGNORECASE)
_TROOPS = ("men", "troops", "militiamen", "gunmen", "armies", "militias")


def _reported(reading: Reading, statement: Statement, where: Stretch, *, named: Acts) -> Iterator[Order]:
    """An order in the text's own words: "instructing his forces to kill the prisoners"."""
    conduct = _without_addressee(reading, statement, where)
    words = reading.body[slice(*conduct)]
    if denies_quarter(words):
        yield _order(reading, statement, conduct, act="no_quarter", rule="order.reported.no_quarter.v1")
    act = named.ordered(conduct)
    if act:
        yield _order(reading, statement, conduct, act=act, rule="order.reported.v1")


def _commanded(reading: Reading, statement: Statement, where: Stretch, *, named: Acts) -> Iterator[Order]:
    """Quoted words that command or declare."""
    if statement.stance in _COMMANDING and denies_quarter(reading.body[slice(*where)]):
        yield _order(reading, statement, where, act="no_quarter", rule="order.quoted.no_quarter.v1")
        return
    for trigger in named.within(where):
        if _imperative(trigger.token) and not trigger.noun:
            yield _order(reading, statement, where, act=trigger.act, rule="order.quoted.command.v1")
            return
    if statement.stance == "orders" and (act := named.ordered(where)):
        yield _order(reading, statement, where, act=act, rule="order.quoted.v1")


def _imperative(verb: Token) -> bool:
    if verb.tag_ not in ("VB", "VBP") or verb.dep_ not in ("ROOT", "conj", "ccomp", "parataxis", "advcl"):
        return False
    helped = any(c.dep_ in ("aux", "nsubj", "nsubjpass", "neg", "mark", "expl") and c.i < verb.i for c in verb.children)
    return not helped and (verb.dep_ != "conj" or _imperative(verb.head))


def _undone(reading: Reading, statement: Statement) -> bool:
    """Whether the ordering itself is denied or not real: "denied ordering", "never ordered", "would order"."""
    verb = _verb(reading, statement)
    if verb is None:
        return False
    above = verb.head if verb.dep_ in ("xcomp", "ccomp", "pcomp") else None
    if above is not None and above.dep_ == "prep":
        above = above.head
    negated = any(c.dep_ == "neg" or c.lower_ in ("never", "would", "will", "could", "may", "might") for c in verb.children)
    return negated or (above is not None and above.lemma_ in ("deny", "refuse", "decline", "dispute"))


def _verb(reading: Reading, statement: Statement) -> Token | None:
    words = statement.voice[0].span if statement.voice else None
    if words is None:
        return None
    start, end = reading.local(words)
    held = reading.doc.char_span(start, end, alignment_mode="expand")
    verb = statement.voice[0].verb or ""
    return next((t for t in held or () if t.lemma_ == verb.split(" ")[0]), None)


def _without_addressee(reading: Reading, statement: Statement, where: Stretch) -> Stretch:
    """The conduct alone: "his men to open fire" without "his men"."""
    verb = _verb(reading, statement)
    inner = child(verb, "xcomp", "ccomp", "acl", "advcl") if verb is not None else None
    if inner is not None and of_nobody(inner):
        return where  # "nobody is to shoot": nobody was told to
    start = min((t.idx for t in inner.subtree if t.dep_ in ("aux", "neg")), default=inner.idx) if inner is not None else where[0]
    return (start, where[1]) if where[0] < start < where[1] else where


def _order(reading: Reading, statement: Statement, where: Stretch, *, act: str, rule: str) -> Order:
    return Order(
        rule=rule,
        spans=(reading.span(*where), *([statement.voice[0].span] if statement.voice and statement.voice[0].span else [])),
        by=statement.speaker,
        to=_addressee(reading, statement),
        act=act,
        conduct=reading.body[slice(*where)],
        quoted=statement.mode == "direct",
        medium=statement.medium,
        occasion=statement.occasion,
    )


def _addressee(reading: Reading, statement: Statement) -> Party | None:
    if not statement.addressee:
        return None
    words = statement.voice[0].span if statement.voice else None
    near = reading.local(words)[0] if words else 0
    start = reading.body.find(statement.addressee, max(0, near - 20))
    if start < 0:
        return Party(name=statement.addressee, how="description")
    end = start + len(statement.addressee)
    mention = next(iter(reading.mentions_within(start, end)), None)
    whole = mention is not None and mention.span.quote == statement.addressee
    name, kind = (mention.name, mention.type) if mention is not None and whole else (statement.addressee, None)
    return Party(name=name, span=reading.span(start, end), type=kind, how="named" if whole else "description")


def _single(found: Sequence[Order | Admission | Denial]) -> list[Order | Admission | Denial]:
    kept = {(type(f), f.act, f.spans[0].start, f.spans[0].end, f.by.name): f for f in reversed(found)}
    return list(kept.values())
