"""When the machine may join two names, and what it proposes: data/names/linking.yaml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def policy() -> Any:
    """The table, as it is written."""
    return yaml.safe_load((files("probanda") / "data/names/linking.yaml").read_text("utf-8"))
