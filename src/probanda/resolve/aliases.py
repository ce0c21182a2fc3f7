"""Other names of one body: acronyms and translations that no comparison of letters can find, as data with a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from probanda.model import Record
from probanda.resolve.normal import fold


class Alias(Record, frozen=True, kw_only=True):
    """Names of one body. `country` (ISO 3166-1 alpha-2) tells bodies of one acronym apart; `source` says who equates them."""

    names: tuple[str, ...]
    country: str | None = None
    source: str = ""


@cache
def shipped() -> tuple[Alias, ...]:
    """The table in data/names/aliases.yaml: public institutions and armed groups."""
    return msgspec.convert(yaml.safe_load((files("probanda") / "data/names/aliases.yaml").read_text("utf-8")), tuple[Alias, ...])


class Aliases:
    """A look-up of bodies by any of their names; those of the case come before those shipped."""

    def __init__(self, own: Sequence[Alias] = ()) -> None:
        self._groups = (*own, *shipped())
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(self._groups):
            for name in group.names:
                if number not in self._by_name[fold(name)]:
                    self._by_name[fold(name)].append(number)

    def find(self, name: str, countries: Collection[str]) -> tuple[int, Alias] | None:
        """The one body of this name; of several that share it, the one whose country the text names; else None.

        >>> Aliases().find("SDF", {"SY"})[1].names[0], Aliases().find("SDF", {"SY", "LY"})
        ('Syrian Democratic Forces', None)
        """
        found = self._by_name.get(fold(name).removeprefix("the "), [])
        if len(found) > 1:
            found = [n for n in found if self._groups[n].country in countries]
        return (found[0], self._groups[found[0]]) if len(found) == 1 else None
