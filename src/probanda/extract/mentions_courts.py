"""Courts by description: "the Hague-based tribunal", "the U.N. tribunal", "the Ruritanian war crimes tribunal".

A description is a mention when it holds a name; which court it means is settled with the other names of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from probanda.extract.mentions_lexicon import Candidate, countries, place_of_people
from probanda.extract.rules import either, load

_KINDS = (
    r"(?:(?:ad hoc|international|internationalised|hybrid|special|war[- ]crimes?|genocide|crimes|criminal|human rights|appeals?"
    r"|UN-backed|U\.N\.-backed) )"
)


@cache
def _pattern() -> re.Pattern[str]:
    nouns = either(load("heads")["small_court"])
    names = either([*place_of_people(), *countries(), "UN", "U.N.", "United Nations"])
    based = r"(?:[A-Z][\w-]+|Hague)-(?:based|backed)"
    return re.compile(
        rf"(?<![\w-])(?:{based} {_KINDS}{{0,4}}{nouns}|{names} {_KINDS}{{1,4}}{nouns}|{names} tribunals?)\b(?! of\b)"
    )


_NOUN = re.compile(r"\b(?:tribunals?|courts?|panel|appeals chamber)\b")
_REACH = 70


def described(flat: str) -> Iterator[Candidate]:
    """Descriptions of courts that hold the name of a place, of a people or of the United Nations."""
    end = 0
    for noun in _NOUN.finditer(flat):
        match = _pattern().search(flat, max(end, noun.start() - _REACH), noun.end())
        if match:
            end = match.end()
            start = match.start() + (4 if match[0].startswith("The ") else 0)
            yield Candidate(start, end, "court", "court.described", 80)
