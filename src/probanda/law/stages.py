"""Steps before the Court, standards of proof, jurisdiction and admissibility, as data/law/proceedings.yaml has them."""

from __future__ import annotations

from functools import cache

from probanda.law import data
from probanda.model import Record


class Wording(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wording that the law does not know: who is said to act (`by`) or words of the passage, and what the law says instead."""

    by: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    why: str


class Stage(Record, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"unknown": "the law does not know"}):
    """One step: who acts, with what paper, under which article, to which standard of proof."""

    step: str | None
    title: str
    actor: str
    artefact: str
    law: str
    standard: str
    follows: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    wording: str = ""
    note: str = ""
    unknown: tuple[Wording, ...] = ()


class Standard(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A standard of proof, in words; never a percentage."""

    name: str
    where: str
    law: str


class Trigger(Record, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"link": "territory or nationality"}):
    """What lets the Court exercise jurisdiction, and over which places, persons and times."""

    trigger: str
    law: str
    link: str
    since: str


class Factor(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A factor of admissibility (Art. 17, Art. 53) as a question."""

    factor: str
    law: str
    asks: str


class Proceedings(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of data/law/proceedings.yaml."""

    standards: tuple[Standard, ...]
    steps: tuple[Stage, ...]
    jurisdiction: tuple[Trigger, ...]
    admissibility: tuple[Factor, ...]


@cache
def proceedings() -> Proceedings:
    """The steps, the standards of proof, the triggers of jurisdiction and the factors of admissibility."""
    return data.read("proceedings.yaml", Proceedings)


def stages() -> dict[str, Stage]:
    """The steps that findings can record, by their key."""
    return {stage.step: stage for stage in proceedings().steps if stage.step}
