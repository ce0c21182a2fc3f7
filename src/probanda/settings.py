"""What a user may set, from the environment: nothing is ever sent anywhere, so there is little to set."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """`engine` carries out the work (`run.executor`); `model` is a spaCy model by name or path; `batch` is bytes per batch."""

    engine: str = "serial"
    model: str | None = None
    batch: int = 100_000


DEFAULT = Settings()


def load() -> Settings:
    """The settings from PROBANDA_ENGINE and PROBANDA_MODEL."""
    return Settings(engine=os.environ.get("PROBANDA_ENGINE", "serial"), model=os.environ.get("PROBANDA_MODEL") or None)


def home() -> Path:
    """Where a user's files lie that belong to no case (official texts): PROBANDA_HOME, or the usual data folder."""
    usual = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "probanda"
    return Path(os.environ["PROBANDA_HOME"]) if os.environ.get("PROBANDA_HOME") else usual
