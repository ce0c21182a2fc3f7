"""Bringing a case's tables up to date: the durable ones by numbered migrations, the derived ones by throwing them away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, column, inspect, select, table

from probanda.errors import CaseError
from probanda.store import tables

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"
"""The newest revision. Alembic, which knows it too (a test compares them), takes as long to load as the rest of a command."""
_VERSION = table("alembic_version", column("version_num"))


def upgrade(engine: Engine) -> None:
    """Run the migrations that are lacking and make the derived tables. A case of a newer Probanda is refused, untouched."""
    current = _current(engine)
    if current != HEAD:
        _migrate(engine, current)
    _derived(engine)


def revisions() -> tuple[str, ...]:
    """The revisions that this version knows, newest first."""
    from alembic.script import ScriptDirectory

    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _current(engine: Engine) -> str | None:
    if not inspect(engine).has_table(_VERSION.name):
        return None
    with engine.connect() as connection:
        return connection.scalar(select(_VERSION.c.version_num))


def _migrate(engine: Engine, current: str | None) -> None:
    from alembic import command

    if current and current not in revisions():
        raise CaseError("this case was written by a newer version", next="install the newer version of Probanda")
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _derived(engine: Engine) -> None:
    found = inspect(engine)
    for known in tables.derived.sorted_tables:
        if found.has_table(known.name) and {c["name"] for c in found.get_columns(known.name)} != set(known.c.keys()):
            known.drop(engine)
    tables.derived.create_all(engine)
