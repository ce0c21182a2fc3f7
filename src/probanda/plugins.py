"""The whole extension surface. Built-in parts come through the same hooks as those of other packages.

A package takes part by the entry point group `probanda`, naming a module that implements some of these hooks with `@hook`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pluggy

PROJECT = "probanda"
spec = pluggy.HookspecMarker(PROJECT)
hook = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """What a plug-in may offer."""

    @spec
    def readers(self) -> Sequence[Any]:  # type: ignore[empty-body]
        """Readers of further formats: `probanda.read.Reader` records."""

    @spec
    def extractors(self) -> Mapping[str, Any]:  # type: ignore[empty-body]
        """Further extractors by name: callables `Reading -> iterable of findings`, run after the built-in ones."""

    @spec
    def law_catalogues(self) -> Sequence[Path]:  # type: ignore[empty-body]
        """Folders with further provisions, one YAML file each, in the form of data/law."""

    @spec
    def exporters(self) -> Mapping[str, Any]:  # type: ignore[empty-body]
        """Further export formats by name: callables `(View, Path) -> list of written paths`."""


@cache
def manager() -> pluggy.PluginManager:
    """The plug-ins that are installed, loaded once per process."""
    found = pluggy.PluginManager(PROJECT)
    found.add_hookspecs(Hooks)
    found.load_setuptools_entrypoints(PROJECT)
    return found
