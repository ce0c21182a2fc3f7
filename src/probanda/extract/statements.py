"""Who says what: direct and indirect speech, with the speaker, the stance, the addressee and the medium."""

from __future__ import annotations

from collections.abc import Sequence

from probanda.extract import cues as attribution
from probanda.extract import direct, indirect, labelled, plain
from probanda.extract.circumstances import addressee, issuer, medium, occasion
from probanda.extract.parties import party
from probanda.extract.reading import Reading
from probanda.extract.said import Layout, Said, inside
from probanda.extract.unsaid import RULE as UNSAID
from probanda.extract.unsaid import WISHED, unsaid, wished
from probanda.model import Party, Statement, Voice

UNSTATED = Party(name="", how="unstated")


def find(reading: Reading) -> list[Statement]:
    """All statements of a block in the order of their words.

    `spans[0]` is the content without quotation marks; further spans are the other parts of the same content. The one entry of
    `voice` is the speaker, with the attributing words; `voices.attach` puts before it through whom the words came.
    """
    if not reading.doc.has_annotation("DEP"):
        return plain.find(reading)
    layout = Layout(reading.body, reading.doc)
    found = everything(reading, layout)
    return [statement(reading, said) for said in sorted(found, key=lambda s: s.parts[0])]


_SPOKEN = ("statement.quoted", "statement.reported", "statement.according")


def spoken(statement: Statement) -> bool:
    """Whether words were said, and by somebody: not what is believed, wished, denied, shown, or only spoken about."""
    return statement.rule.startswith(_SPOKEN) and statement.speaker.how != "unstated"


def everything(reading: Reading, layout: Layout) -> Sequence[Said]:
    """Direct speech first, then indirect, then the quotations that are left."""
    cues = attribution.find(reading.doc)
    turns = labelled.find(reading, layout)
    quoted = [*turns, *(said for said in direct.find(reading, layout, cues) if not _covered(said, turns))]
    reported = indirect.find(reading, layout, cues, done=quoted)
    left = direct.rest(reading, layout, [*quoted, *reported], cues=cues)
    return [*quoted, *reported, *left]


def _covered(said: Said, turns: Sequence[Said]) -> bool:
    return any(inside(said.parts[0], part) for turn in turns for part in turn.parts)


def statement(reading: Reading, said: Said) -> Statement:
    """The record of a statement that was found."""
    source = issuer(said.source) if said.source is not None else None
    speaker = said.by or (party(reading, source) if source is not None else UNSTATED)
    words = reading.span(*said.words) if said.words else None
    to, through = addressee(said.cue, direct=said.direct), medium(said.cue)
    if source is not None and said.source is not None and source.i != said.source.i:
        through = through or said.source.text
    voice = Voice(
        speaker=speaker,
        stance=said.stance,
        verb=said.cue.verb if said.cue else None,
        quoted=said.direct,
        addressee=to,
        medium=through,
        span=words,
    )
    return Statement(
        rule=UNSAID if unsaid(said.cue) else WISHED if wished(said.cue) else said.rule,
        spans=tuple(reading.span(*part) for part in said.parts),
        voice=(voice,),
        speaker=speaker,
        mode="direct" if said.direct else "indirect",
        stance=said.stance,
        addressee=to,
        medium=through,
        occasion=occasion(said.cue),
    )
