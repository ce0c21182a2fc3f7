"""The tables of a case.

Durable (migrated, backed up): source, custody, decision. Derived (may be deleted and rebuilt): text, extraction, finding,
failure, passage, view, viewed.
Records are kept as canonical JSON beside the columns that are searched or joined on.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy import Text as LongText

durable = MetaData()
derived = MetaData()

source = Table(
    "source",
    durable,
    Column("id", String(64), primary_key=True),
    Column("seq", Integer, nullable=False, unique=True),
    Column("name", LongText, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

custody = Table(
    "custody",
    durable,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("source", String(64), index=True),
    Column("action", String(40), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

decision = Table(
    "decision",
    durable,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("record", LargeBinary, nullable=False),
)

text = Table(
    "text",
    derived,
    Column("source", String(64), primary_key=True),
    Column("id", String(40), nullable=False, index=True),
    Column("key", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

extraction = Table(
    "extraction",
    derived,
    Column("source", String(64), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

finding = Table(
    "finding",
    derived,
    Column("source", String(64), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("start", Integer, nullable=False),
    Index("finding_id", "id"),
    Index("finding_order", "kind", "source", "start", "id"),
)

failure = Table(
    "failure",
    derived,
    Column("source", String(64), primary_key=True),
    Column("stage", String(20), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

passage = Table(
    "passage",
    derived,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("source", String(64), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("body", LongText, nullable=False),
    Index("passage_source", "source"),
)

viewed = Table(
    "viewed",
    derived,
    Column("of", Integer, primary_key=True, autoincrement=False),
    Column("part", String(12), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("key", String(64), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("words", LongText, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Index("viewed_key", "of", "part", "key"),
    Index("viewed_kind", "of", "part", "kind"),
)

view = Table(
    "view",
    derived,
    Column("part", String(12), primary_key=True),
    Column("of", Integer, nullable=False),
    Column("stamp", LargeBinary, nullable=False),
)
