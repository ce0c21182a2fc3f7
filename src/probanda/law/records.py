"""The records of the catalogue: what a provision is made of, and the rules that lay findings beside it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from probanda.model import Record

Kind = Literal["conduct", "consequence", "circumstance", "mental", "contextual"]
Mental = Literal["explicit", "Art. 30 by default", "should have known", "none required", "left to the Court"]
Category = Literal["genocide", "crimes against humanity", "war crimes", "aggression"]
Conflict = Literal["international", "non-international"]
Who = Literal["accused", "orderer", "forces", "subordinates", "about", "anyone"]


class Rule(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a finding bears on an element; all its conditions must hold. data/law/feeds/README.md explains them."""

    kinds: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    who: Who = "accused"
    outcome: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    relation: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    shows: str = ""
    partly: str = ""
    alternative: str | None = None


class Feed(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which findings bear on an element, what the chart asks while they are lacking, and what would answer it."""

    name: str = ""
    asks: str
    evidence: str
    supports: tuple[Rule, ...] = ()
    against: tuple[Rule, ...] = ()


class Element(Record, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"fed_by": "fed by"}):
    """One element in our own words. Alternatives are joined by "or": one is enough, and the element stays one."""

    number: int | str
    kind: Kind = "contextual"
    statement: str = ""
    alternatives: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    mental: Mental = "Art. 30 by default"
    fed_by: str = ""
    context: str | None = None
    """The shared element of data/law/context/ that this one is."""
    reference: str = ""
    decision: str | None = None
    """For elements that come from case law: the decision. None for those of the Statute and the Elements of Crimes."""


class Amendment(
    Record,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"first_in_force": "first in force", "depends_on_state": "depends on the State"},
):
    """A later addition to the Statute: which resolution, since when, and that it depends on the State concerned."""

    by: str
    adopted: date
    first_in_force: date
    depends_on_state: bool
    note: str


_NAMES = {
    "id": "ref",
    "category": "class",
    "statute_ref": "statute",
    "elements_ref": "elements of crimes",
    "in_force": "in force since",
    "raised_by": "raised by",
    "not_required": "not required",
    "case_law": "case law",
}


class Crime(Record, frozen=True, kw_only=True, forbid_unknown_fields=True, rename=_NAMES):
    """A crime. `statute_ref` is what charges cite; `elements_ref` may be finer: 8(2)(c)(i)-1 exists only in the Elements."""

    id: str
    title: str
    category: Category
    statute_ref: str
    elements_ref: str
    conflict: Conflict | None = None
    counterpart: str | None = None
    source: str
    in_force: date
    amendment: Amendment | None = None
    raised_by: tuple[Rule, ...] = ()
    named: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()
    not_required: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Mode(Record, frozen=True, kw_only=True, forbid_unknown_fields=True, rename=_NAMES):
    """A mode of liability: what the Statute says (`elements`) apart from what decisions added (`case_law`)."""

    id: str
    title: str
    statute_ref: str
    raised_by: tuple[Rule, ...] = ()
    elements: tuple[Element, ...] = ()
    case_law: tuple[Element, ...] = ()
    not_required: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Context(Record, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={**_NAMES, "fed_by": "fed by"}):
    """An element that many crimes share, stated once."""

    id: str
    title: str
    kind: Kind
    statement: str
    alternatives: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    mental: Mental
    reference: str
    fed_by: str
    not_required: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Ground(Record, frozen=True, kw_only=True, forbid_unknown_fields=True, rename=_NAMES):
    """A ground or rule that a chart shows as a question about a person (Arts 27, 31, 33)."""

    id: str
    title: str
    statute_ref: str
    question: str
    raised_by: tuple[str, ...] = ()


class Principle(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule of a general introduction, and how Probanda follows it."""

    rule: str
    reference: str
    applied: str
