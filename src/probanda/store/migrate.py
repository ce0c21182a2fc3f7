"""Bringing a case's tables up to date: the durable ones by numbered migrations, the derived ones by throwing them away."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from probanda.errors import CaseError
from probanda.store import tables


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


@cache
def _revisions() -> tuple[str, ...]:
    """The revisions that this version knows, newest first. Reading them takes longer than opening a case does."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def head() -> str:
    """The newest revision that this version of Probanda knows."""
    return _revisions()[0]


def upgrade(engine: Engine) -> None:
    """Run the migrations that are lacking and make the derived tables. A case of a newer Probanda is refused, untouched."""
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current and current not in _revisions():
        raise CaseError("this case was written by a newer version", next="install the newer version of Probanda")
    if current != head():
        config = _config()
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    _derived(engine)


def _derived(engine: Engine) -> None:
    found = inspect(engine)
    for table in tables.derived.sorted_tables:
        if found.has_table(table.name) and {c["name"] for c in found.get_columns(table.name)} != set(table.c.keys()):
            table.drop(engine)
    tables.derived.create_all(engine)
