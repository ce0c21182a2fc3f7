"""From a party of a finding to its entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from probanda.model import Mention, Party


class Parties:
    """By text and name, since a name means one thing within one text."""

    def __init__(self, mentions: Iterable[Mention], entity_of: Mapping[str, str]) -> None:
        self._entity = {(m.span.text, m.name): entity_of[m.id] for m in mentions if m.id in entity_of}

    def __call__(self, party: Party | None) -> str | None:
        """The entity id; None for somebody who is only described, or an outlet."""
        return self._entity.get((party.span.text, party.name)) if party and party.span else None
