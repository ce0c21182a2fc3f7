"""One place of a text that tells of an event: what `incidents` finds and `merging` puts together."""

from __future__ import annotations

from dataclasses import dataclass, field

from probanda.extract.acts import Trigger
from probanda.extract.casualties import Count
from probanda.model import Party, When


@dataclass(slots=True)
class Glimpse:
    """One place of a text that tells of an event, with what it says."""

    trigger: Trigger
    start: int
    end: int
    when: When | None = None
    where: tuple[Party, ...] = ()
    victims: list[Count] = field(default_factory=list)
    perpetrator: Party | None = None
    how_sure: str | None = None
    laid: bool = False
    """The perpetrator is laid to the act by words beside it, and not told of it."""
    incidents: tuple[int | None, int | None] = (1, 1)
    context: bool = False
    weapon: str | None = None
    target: str | None = None
    act: str = ""
    bodies: bool = False
    """The dead are told of by their bodies alone: nothing says that they are of another act of the text."""
    cause: int | None = None
    """Index of the token that names what did it ("the strike destroyed ..."): the same event in other words."""

    @property
    def anchors(self) -> int:
        """How many of time, place and victims it states."""
        return (self.when is not None) + bool(self.where) + any(v.minimum or v.names for v in self.victims)
