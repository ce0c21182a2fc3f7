"""The tables of a team. All are durable. Its log has the shape of a case's custody log, and is chained in the same way."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy import Text as LongText

durable = MetaData()

account = Table(
    "account",
    durable,
    Column("login", String(40), primary_key=True),
    Column("name", LongText, nullable=False),
    Column("phrase", LongText),
    Column("totp", LargeBinary),
    Column("step", Integer, nullable=False),
    Column("recovery", LargeBinary, nullable=False),
    Column("invitation", String(64), unique=True),
    Column("invited_until", Float),
    Column("disabled", Boolean, nullable=False),
    Column("created", Float, nullable=False),
)
"""`phrase` is Argon2id in PHC form; `totp` is under the team's key; `step` is the last counter used; `recovery` holds hashes."""

session = Table(
    "session",
    durable,
    Column("id", String(64), primary_key=True),
    Column("account", String(40), nullable=False, index=True),
    Column("created", Float, nullable=False),
    Column("seen", Float, nullable=False),
    Column("address", String(64), nullable=False),
    Column("agent", String(200), nullable=False),
)
"""`id` is the SHA-256 of the token, which only the browser holds."""

attempt = Table(
    "attempt",
    durable,
    Column("key", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", Float, nullable=False),
)
"""Failed sign-ins by a keyed hash of the name tried, whether or not there is such an account, and of the address."""

member = Table(
    "member",
    durable,
    Column("account", String(40), primary_key=True),
    Column("folder", String(120), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("only", String(80)),
)
"""`folder` names the case; `only` the disclosure set of a member with that role."""

disclosure = Table(
    "disclosure",
    durable,
    Column("folder", String(120), primary_key=True),
    Column("name", String(80), primary_key=True),
    Column("sources", LargeBinary, nullable=False),
)
