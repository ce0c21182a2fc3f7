"""The tables of a team: accounts, sessions, attempts, members, disclosure sets, and the log."""

import sqlalchemy as sa
from alembic import op

revision = "t0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "account",
        sa.Column("login", sa.String(40), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("phrase", sa.Text),
        sa.Column("totp", sa.LargeBinary),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("recovery", sa.LargeBinary, nullable=False),
        sa.Column("invitation", sa.String(64), unique=True),
        sa.Column("invited_until", sa.Float),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("created", sa.Float, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(40), nullable=False, index=True),
        sa.Column("created", sa.Float, nullable=False),
        sa.Column("seen", sa.Float, nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("agent", sa.String(200), nullable=False),
    )
    op.create_table(
        "attempt",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last", sa.Float, nullable=False),
    )
    op.create_table(
        "member",
        sa.Column("account", sa.String(40), primary_key=True),
        sa.Column("folder", sa.String(120), primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("only", sa.String(80)),
    )
    op.create_table(
        "disclosure",
        sa.Column("folder", sa.String(120), primary_key=True),
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("sources", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "custody",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("source", sa.String(64), index=True),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Refused by design: the tables are never dropped."""
    raise RuntimeError("the durable tables are never dropped")
