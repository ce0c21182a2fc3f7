"""Decisions about who is who, as pages make them: what each is about, and whether it can stand beside the earlier ones."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from probanda.errors import DecisionError
from probanda.model import Decision
from probanda.resolve.clusters import Ledger
from probanda.web.docket import Docket
from probanda.web.seen import Seen


def merging(seen: Seen, entities: Sequence[str]) -> tuple[str, ...]:
    """What a decision that these entities are one is about: all that stood under them, one mention a text.

    What the person saw is what is decided. Were only two mentions named, the rest would stay where rules put them.
    """
    chosen: dict[str, None] = dict.fromkeys(entities)
    for entity in entities:
        first = {text: mention for mention, text, _ in reversed(seen.mentions(entity))}
        chosen |= dict.fromkeys(first.values())
    return tuple(chosen)


def parting(seen: Seen, entity: str, leaving: Sequence[str]) -> tuple[str, ...]:
    """What a decision that these mentions leave an entity is about: a mention that remains, then those that leave.

    Raises DecisionError when nothing would remain, or a mention is not of this entity.
    """
    held = seen.mentions(entity)
    if not held:
        return (entity, *leaving)
    if strays := set(leaving) - {mention for mention, _, _ in held}:
        raise DecisionError("this mention is not of this entity", where=min(strays), next="take the ids from the entity's card")
    rest = [(local != entity, local, mention) for mention, _, local in held if mention not in leaving]
    if not rest:
        raise DecisionError("no mention would remain", where=entity, next="leave one of them where it is")
    return (min(rest)[2], *leaving)


def check(made: Decision, seen: Seen, docket: Docket) -> None:
    """Raises DecisionError for a decision that contradicts earlier ones, as resolving the case would."""
    decisions = [*seen.listed(), *docket.standing, made]
    names = seen.cited()
    for entity in {about for about in (*made.about, *_recent(docket, names)) if about.startswith("e-")}:
        names |= {mention: local for mention, _, local in seen.mentions(entity)}
    # A mention that a split takes out is somebody by itself.
    names |= {about: about for d in decisions if d.verdict == "split" for about in d.about[1:]}
    ledger = Ledger([replace(d, about=tuple(dict.fromkeys(names.get(a, a) for a in d.about))) for d in decisions])
    if made.id in ledger.refused:
        raise DecisionError(ledger.refused[made.id].what, next="withdraw the earlier decision first if it was wrong")


def _recent(docket: Docket, known: dict[str, str]) -> set[str]:
    """The entities of decisions that were made since the view was computed."""
    identity = (d for d in docket.standing if d.verdict in ("merge", "split", "distinct"))
    return {d.about[0] for d in identity if not known.keys() >= {a for a in d.about if not a.startswith("e-")}}
