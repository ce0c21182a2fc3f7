"""Records that are computed from texts, findings and decisions, and may be thrown away and computed again.

Entity, Pair          who is who, and why two mentions were joined or not
Origin, Disagreement  which passages share an origin; which findings contradict each other
Bearing, Cell, Chart  which finding bears on which element of which crime, for or against, and what is lacking
View                  a whole case, ready to be shown or written
"""

from __future__ import annotations

from typing import Literal

from probanda.model import AnyFinding, Decision, Failure, Mention, MentionType, Record, Source, Span, Text, When

Polarity = Literal["supports", "contradicts", "mitigates", "credibility"]
Status = Literal["open", "supported", "contested", "not supported"]


class Entity(Record, frozen=True, kw_only=True):
    """One person, organisation, unit or place over all sources."""

    id: str
    name: str
    type: MentionType
    aliases: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    joined_by: tuple[str, ...] = ()
    """In words: the reasons for which its mentions were joined."""


class Feature(Record, frozen=True, kw_only=True):
    """One reason for or against a match, in words, with its weight (natural log of a likelihood ratio)."""

    name: str
    weight: float
    why: str
    spans: tuple[Span, ...] = ()


class Pair(Record, frozen=True, kw_only=True):
    """Two entities that may be one: a suggestion for a person to judge."""

    left: str
    right: str
    score: float
    features: tuple[Feature, ...] = ()
    verdict: Literal["same", "distinct", "suggested"] = "suggested"


class IncidentGroup(Record, frozen=True, kw_only=True):
    """One event as several findings report it: a hypothesis, shown with all its reports."""

    id: str
    findings: tuple[str, ...]
    when: When | None = None
    where: str | None = None
    parent: str | None = None
    """Id of the aggregate report that counts this one, as "33 killed in seven incidents" does."""


class Site(Record, frozen=True, kw_only=True):
    """A place that the people of the case have put on the map: a village, a quarry, a district that no gazetteer knows.

    Degrees of WGS 84. It lies within `radius_km` of the position, or within `outline` (WKT: POLYGON or MULTIPOLYGON).
    """

    names: tuple[str, ...]
    country: str = ""
    """ISO 3166-1 alpha-2, where it is given."""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float = 1.0
    outline: str = ""
    source: str = ""
    """How it is known where it lies, in words."""


class Origin(Record, frozen=True, kw_only=True):
    """Findings, or whole texts, that go back to one origin: copies are not corroboration."""

    id: str
    label: str
    members: tuple[str, ...]
    why: str
    spans: tuple[Span, ...] = ()


class Disagreement(Record, frozen=True, kw_only=True):
    """Two findings that cannot both be right, or a wording that goes beyond its own source."""

    id: str
    left: str
    right: str
    about: Literal["count", "date", "place", "perpetrator", "step", "denial", "wording", "identity", "role", "correction"]
    why: str
    left_span: Span
    right_span: Span


class Bearing(Record, frozen=True, kw_only=True):
    """A finding laid beside an element, with the reason in words."""

    finding: str
    polarity: Polarity
    why: str
    span: Span
    alternative: str | None = None
    origin: str | None = None


class Cell(Record, frozen=True, kw_only=True):
    """One element of one crime (or mode of liability) alleged against one person."""

    crime: str
    element: str
    """Its number, as "1"; elements that come from case law are "c1", "c2" ..."""
    accused: str
    statement: str = ""
    kind: str = ""
    reference: str = ""
    """The element in our own words, its kind, and where it stands in the law (or the decision that it comes from)."""
    support: tuple[Bearing, ...] = ()
    against: tuple[Bearing, ...] = ()
    gaps: tuple[str, ...] = ()
    status: Status = "open"
    notes: tuple[str, ...] = ()
    origins: str = ""
    """As "3 reports, 2 independent origins (A: agency; B: own reporting)"."""


class Chart(Record, frozen=True, kw_only=True):
    """All elements of one crime or mode of liability alleged against one person, with why it is charted at all."""

    crime: str
    title: str
    accused: str
    accused_name: str
    why: tuple[str, ...]
    cells: tuple[Cell, ...]
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Remarks on the law: what is not required, amendments, the counterpart for another character of conflict."""
    statute: str = ""
    """The provision as charges cite it: "Art. 8(2)(c)(i)"."""
    probably: str = ""
    probably_name: str = ""
    """The entity that the accused, known here by a single word, probably is, and its name; nobody has decided it."""


class View(Record, frozen=True, kw_only=True):
    """A whole case as computed: the input of the dossier, the exports and the workbench."""

    name: str
    sources: tuple[Source, ...]
    texts: dict[str, Text]
    """By source id."""
    exhibits: dict[str, str]
    """Exhibit number (E1, E2 ...) by source id."""
    mentions: tuple[Mention, ...]
    findings: dict[str, AnyFinding]
    entities: dict[str, Entity]
    entity_of: dict[str, str]
    """Entity id by mention id."""
    pairs: tuple[Pair, ...] = ()
    likely: dict[str, str] = {}
    """By the id of a person known by a single word: the one person that it probably is."""
    incidents: tuple[IncidentGroup, ...] = ()
    origins: tuple[Origin, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    charts: tuple[Chart, ...] = ()
    sites: tuple[Site, ...] = ()
    failures: tuple[Failure, ...] = ()
    decisions: tuple[Decision, ...] = ()
    refused: tuple[str, ...] = ()
    """Decisions about who is who that contradict earlier ones and have no effect, in words."""
    warnings: tuple[str, ...] = ()
    """What a reader must be told first: unresolved dates, wording the law does not know, texts that were not read."""
