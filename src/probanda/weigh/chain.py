"""The chain of who says so, read from its far end: who knows, and at how many removes the reader hears it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from probanda.model import Admission, Allegation, AnyFinding, Denial, Order, Party, Statement

Resolver = Callable[[Party | None], str | None]
"""From a party to the id of its entity; None for somebody who is only described, or an outlet."""
Hand = Literal["first-hand", "second-hand", "third-hand or further", "anonymous"]
_OUTLETS = ("outlet", "unstated")


def unresolved(party: Party | None) -> str | None:
    """The resolver where nobody has told people apart: it knows no entity."""
    return None


def plain(party: Party) -> str:
    """A party's name, plainly written."""
    return " ".join(party.name.replace("-", " ").casefold().removeprefix("the ").split())


def speakers(finding: AnyFinding) -> tuple[Party, ...]:
    """Everyone in the chain but the outlet, outermost first; the last is the one who is said to know."""
    chain = [voice.speaker for voice in finding.voice if voice.speaker.how not in _OUTLETS]
    stated = _stated(finding)
    if not chain and stated and stated.how not in _OUTLETS:
        chain = [stated]
    if isinstance(finding, Order) and chain and plain(chain[-1]) == plain(finding.by):
        # The words of an order are the conduct itself; its witness is whoever reports them.
        chain.pop()
    return tuple(chain)


def _stated(finding: AnyFinding) -> Party | None:
    match finding:
        case Statement():
            return finding.speaker
        case Allegation():
            return finding.accuser
        case Admission() | Denial():
            return finding.by
        case _:
            return None


def named(party: Party) -> bool:
    """True when it is known who is meant: by name, or by a pronoun or description that was resolved to a name."""
    return party.how == "named" or (party.how in ("pronoun", "description") and party.type is not None)


def identity(party: Party | None, entity_of_party: Resolver) -> str | None:
    """Who a party is: its entity, else its plain name; None for somebody unnamed, so that no two of them are taken for one."""
    if party is None:
        return None
    return entity_of_party(party) or (plain(party) if named(party) else None)


def hand(finding: AnyFinding) -> Hand:
    """At how many removes the outlet's reader hears it. An outlet that names no source is itself the first hand.

    First-hand means that nobody stands between the outlet and what it tells. Whether anybody saw it is for a person to judge.
    """
    chain = speakers(finding)
    if chain and not named(chain[-1]):
        return "anonymous"
    return ("first-hand", "second-hand")[len(chain)] if len(chain) < 2 else "third-hand or further"
