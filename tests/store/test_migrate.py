"""Tables are brought up to date; the newest revision is known without loading Alembic."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from probanda.store import migrate
from probanda.store.case import create


def test_the_revision_that_is_written_down_is_the_newest() -> None:
    assert migrate.revisions()[0] == migrate.HEAD


def test_a_case_without_tables_is_brought_up_to_date(tmp_path: Path) -> None:
    case = create(tmp_path / "case")
    with case.engine.begin() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == migrate.HEAD


def test_opening_a_case_that_is_up_to_date_loads_no_migrations(tmp_path: Path) -> None:
    create(tmp_path / "case")
    program = (
        f"import sys; from pathlib import Path; from probanda.store.case import open_; open_(Path({str(tmp_path / 'case')!r}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", f"{program}; print('alembic.command' in sys.modules)"], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "False"
