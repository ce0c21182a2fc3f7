"""The records of a case: what is kept, what is read out of it, what people decided.

    Source > Text > Span                      bytes, frozen text, exact words
    Span > Mention, When, Party, Voice        the parts of a finding
    Finding                                   one thing a source says, with who says it and in which words
    Decision                                  what a named person decided about any of them

Every record is frozen and keyword-only. The id of a finding is a hash of its content, so that the same text read by the same
rules gives the same ids on any machine (see `identify`).
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Literal, TypeVar

import msgspec

MentionType = Literal["person", "organisation", "armed_group", "unit", "operation", "court", "place", "people", "publication"]
Stance = Literal["asserts", "alleges", "denies", "admits", "orders", "threatens", "demands", "reports", "declines", "believes"]
Modality = Literal["alleged", "charged", "admitted", "denied", "convicted", "acquitted"]
Precision = Literal["day", "days", "week", "month", "season", "quarter", "year", "years", "decade", "open", "unknown"]
OfFindings = Literal["accept", "reject", "correct", "set_aside", "status", "note", "rate", "use"]
OfNames = Literal["merge", "split", "distinct", "unsure", "place"]
Verdict = Literal[OfFindings, OfNames, "consent", "withdraw"]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of all records: frozen, keyword-only, encoded without its default values."""


class Known(Record, frozen=True, kw_only=True):
    """An entry of the case's own names.csv: whom or what a spelling means."""

    name: str
    type: str = "person"


# Sources and texts


class Source(Record, frozen=True, kw_only=True):
    """A file as it was received; never changed. `id` is the SHA-256 of its bytes in hexadecimal."""

    id: str
    name: str
    media_type: str
    size: int
    received_at: datetime
    received_from: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    """Extended Date/Time Format (ISO 8601-2), `2017-08-19~` meaning approximately; None is unknown, never today."""
    language: str | None = None
    origin_url: str | None = None
    captured_at: datetime | None = None
    supersedes: str | None = None
    extra: dict[str, str] = {}


class Custody(Record, frozen=True, kw_only=True):
    """One entry of the append-only log of what was done to which source, by whom, with what result."""

    seq: int
    at: datetime
    by: str
    action: str
    source: str | None = None
    detail: dict[str, str] = {}
    salt: str = ""
    """Random, so that an event of which only the hash is disclosed cannot be guessed."""
    previous: str = ""
    hash: str = ""


class Failure(Record, frozen=True, kw_only=True):
    """A source that a stage could not handle: recorded, shown, never silently dropped."""

    source: str
    stage: str
    message: str
    name: str = ""


class Segment(Record, frozen=True, kw_only=True):
    """A stretch of a frozen text with its place in the original: page (from 1), box (points), time (seconds), xpath."""

    start: int
    end: int
    kind: str = "paragraph"
    language: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    time: tuple[float, float] | None = None
    xpath: str | None = None


class Text(Record, frozen=True, kw_only=True):
    """The one frozen text of a source. All offsets are Unicode code points into `body`, end exclusive."""

    id: str
    source: str
    reader: str
    body: str
    segments: tuple[Segment, ...] = ()
    language: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    origin_url: str | None = None
    notes: tuple[str, ...] = ()
    """What the reader had to do or leave out, in words: the decoder used, pages without text, parts not read."""


# The parts of a finding


class Span(Record, frozen=True, kw_only=True):
    """Exact words: `body[start:end] == quote` in the text with id `text`."""

    text: str
    start: int
    end: int
    quote: str


class Mention(Record, frozen=True, kw_only=True):
    """A name as it stands in a text. `name` is the fullest form that the same text gives for the same entity."""

    id: str = ""
    span: Span
    type: MentionType
    name: str
    rule: str
    titles: tuple[str, ...] = ()
    """Titles and ranks that stand with the name but are no part of it: evidence of a role."""
    listed: bool = False
    """True when the case's own list of names says that this spelling means `name`."""
    definition: str | None = None
    """The other name that this very passage equates it with, as in "International Criminal Court (ICC)"."""
    born: int | None = None
    """The year of birth that stands behind the name."""


class When(Record, frozen=True, kw_only=True):
    """A time as an interval, never a guessed day. Both ends inclusive; None is an open or unknown end."""

    span: Span | None = None
    earliest: date | None = None
    latest: date | None = None
    precision: Precision = "unknown"
    approximate: bool = False
    anchor: str | None = None
    """What a relative expression was counted from, as EDTF; None when the expression is absolute or could not be resolved."""
    rule: str = ""
    timex: str | None = None
    """TIMEX3 value (ISO-TimeML), for exchange and for scoring against public benchmarks."""
    timex_type: Literal["DATE", "TIME", "DURATION", "SET"] | None = None


class Party(Record, frozen=True, kw_only=True):
    """Somebody or something taking part: as stated, and as understood."""

    name: str
    """The name understood, from the text itself; the description as written when nobody is named."""
    span: Span | None = None
    """Where it is stated (the pronoun, the description or the name)."""
    type: MentionType | None = None
    how: Literal["named", "pronoun", "description", "outlet", "unstated"] = "named"
    why: str | None = None
    """Why a pronoun or a description was taken to mean this name."""


class Voice(Record, frozen=True, kw_only=True):
    """One link in the chain of who says so. The outermost (the outlet) stands first in `Finding.voice`."""

    speaker: Party
    stance: Stance = "asserts"
    verb: str | None = None
    quoted: bool = False
    """True when the words are between quotation marks, so that they are the speaker's own."""
    addressee: str | None = None
    medium: str | None = None
    span: Span | None = None
    """The words that attribute: "he said in a letter to the Prosecutor"."""


class Casualties(Record, frozen=True, kw_only=True):
    """People killed, injured, missing or detained, as counted by the voice. None as maximum means "at least".

    "shot" is hit by a shot, where it is not said whether they lived.
    """

    outcome: Literal["killed", "shot", "injured", "missing", "detained", "displaced", "abducted", "raped", "tortured", "affected"]
    minimum: int | None = None
    maximum: int | None = None
    kind: str = "people"
    """Who they are, in the words of the source: "civilians", "injured fighters"."""
    span: Span | None = None
    names: tuple[str, ...] = ()
    part_of: str | None = None
    """For "including 9 children": the kind of the count that this one is a part of."""


# Findings


class Finding(Record, frozen=True, kw_only=True):
    """What a source says, who says so, and in exactly which words. The first span is the principal passage."""

    id: str = ""
    rule: str
    """Rule and version that found it, as `order.quoted.v1`."""
    spans: tuple[Span, ...]
    voice: tuple[Voice, ...] = ()
    when: When | None = None
    where: tuple[Party, ...] = ()


class Statement(Finding, frozen=True, kw_only=True, tag_field="kind", tag="statement"):
    """Words or their content, attributed to a speaker. `spans[0]` is the content."""

    speaker: Party
    mode: Literal["direct", "indirect"]
    stance: Stance = "asserts"
    addressee: str | None = None
    medium: str | None = None
    occasion: str | None = None


class Order(Finding, frozen=True, kw_only=True, tag_field="kind", tag="order"):
    """Somebody is said to have ordered, declared or instructed an act. `act` is a key of the lexicon of acts."""

    by: Party
    to: Party | None = None
    act: str
    conduct: str = ""
    """What was ordered, in the words of the source."""
    quoted: bool = False
    medium: str | None = None
    occasion: str | None = None


class Admission(Finding, frozen=True, kw_only=True, tag_field="kind", tag="admission"):
    """Somebody is said to have admitted conduct of his own or of his own side."""

    by: Party
    act: str
    conduct: str
    on_orders_of: Party | None = None
    medium: str | None = None


class Denial(Finding, frozen=True, kw_only=True, tag_field="kind", tag="denial"):
    """Somebody is said to deny conduct, responsibility or an event. Stands as prominently as what it denies."""

    by: Party
    act: str
    conduct: str
    medium: str | None = None
    told_before: Span | None = None
    """Where the words denied are "it" or "all of this": the passage before, which tells what is denied."""


class Allegation(Finding, frozen=True, kw_only=True, tag_field="kind", tag="allegation"):
    """A claim that somebody bears responsibility for conduct. No accused means that nobody is named."""

    accused: tuple[Party, ...]
    conduct: str
    act: str = "other"
    crimes: tuple[str, ...] = ()
    """Crimes as named by the source, exactly as written."""
    accuser: Party | None = None
    modality: Modality = "alleged"
    context: str | None = None
    """The armed conflict or attack it is said to be part of, as written."""
    mode: tuple[str, ...] = ()
    """How the accused is said to have taken part: committed, ordered, aided, commanded, failed."""


class Incident(Finding, frozen=True, kw_only=True, tag_field="kind", tag="incident"):
    """Violence at some time and place, as the source tells it."""

    act: str
    victims: tuple[Casualties, ...] = ()
    perpetrator: Party | None = None
    how_sure: str | None = None
    """The source's own doubt about the perpetrator, in its words."""
    incidents: tuple[int | None, int | None] = (1, 1)
    """How many incidents the passage speaks of, minimum and maximum: "at least seven" is (7, None)."""
    context: bool = False
    """True for background ("the war has left hundreds dead") as against an incident reported for its own sake."""
    weapon: str | None = None
    target: str | None = None


class Role(Finding, frozen=True, kw_only=True, tag_field="kind", tag="role"):
    """A person holds, held or is said to hold a post."""

    person: Party
    post: str
    organisation: Party | None = None
    former: bool = False
    qualifier: str | None = None
    """The outlet's own distance: "self-styled", "so-called"."""


class CommandLink(Finding, frozen=True, kw_only=True, tag_field="kind", tag="link"):
    """A link of command, membership or alliance. Loyalty is alliance, not subordination."""

    source: Party
    relation: Literal["commander of", "member of", "subordinate to", "ally of", "founder of"]
    target: Party


class Step(Finding, frozen=True, kw_only=True, tag_field="kind", tag="step"):
    """A step of proceedings. `step` is a key of data/law/proceedings.yaml."""

    step: str
    body: Party | None = None
    person: Party | None = None
    status: Literal["happened", "planned", "demanded", "denied"] = "happened"
    crimes: tuple[str, ...] = ()
    situation: str | None = None


class Recital(Finding, frozen=True, kw_only=True, tag_field="kind", tag="recital"):
    """A passage that recites the law. It is law, not evidence, and supports no element."""

    instrument: str


class Tone(Finding, frozen=True, kw_only=True, tag_field="kind", tag="tone"):
    """Loaded words of the outlet's own, shown as bearing on its credibility and never adopted."""

    about: Party | None = None
    category: str = "loaded"


class Fact(Finding, frozen=True, kw_only=True, tag_field="kind", tag="fact"):
    """An open kind for plug-ins."""

    name: str
    value: dict[str, str] = {}


AnyFinding = Statement | Order | Admission | Denial | Allegation | Incident | Role | CommandLink | Step | Recital | Tone | Fact


class Extraction(Record, frozen=True, kw_only=True):
    """All that was read out of one text, with what was not read and why."""

    text: str
    producer: str
    mentions: tuple[Mention, ...] = ()
    whens: tuple[When, ...] = ()
    findings: tuple[AnyFinding, ...] = ()
    unread: tuple[Segment, ...] = ()


class Decision(Record, frozen=True, kw_only=True):
    """What a named person decided, and why. Never overwritten: a later one supersedes or withdraws it."""

    id: str = ""
    at: datetime
    by: str
    about: tuple[str, ...]
    verdict: Verdict
    value: dict[str, str] = {}
    reason: str = ""
    supersedes: str | None = None


_R = TypeVar("_R", bound=Record)
_PREFIX = {"Mention": "m", "Decision": "d", "Text": "t"}


def kind_of(finding: Finding) -> str:
    """The kind of a finding as stored and shown: `order`, `incident`, `link`, ..."""
    return str(finding.__struct_config__.tag)


def identify(record: _R) -> _R:
    """The same record with its id set to a hash of its content (SHA-256, 20 hexadecimal digits, with a letter for its type)."""
    blank = msgspec.structs.replace(record, id="")
    digest = hashlib.sha256(msgspec.json.encode(blank, order="deterministic")).hexdigest()[:20]
    return msgspec.structs.replace(record, id=f"{_PREFIX.get(type(record).__name__, 'f')}-{digest}")
