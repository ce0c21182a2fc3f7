"""How this file was made, and what its reader must know before relying on it."""

from __future__ import annotations

from importlib.resources import files

import yaml

from probanda import __version__
from probanda.write.desk import Desk
from probanda.write.document import Bullets, Section, paragraph, said


def _rules() -> list[str]:
    return list(yaml.safe_load((files("probanda") / "data/dossier/method.yaml").read_text("utf-8")))


def section(desk: Desk) -> Section:
    """The method, with the decisions people made."""
    blocks = (Bullets(items=tuple(said(rule) for rule in _rules())), paragraph(said(f"Made with Probanda {__version__}.")))
    return Section(title="Method", anchor="method", blocks=blocks, parts=_decisions(desk))


def _decisions(desk: Desk) -> tuple[Section, ...]:
    if not desk.view.decisions:
        return ()
    items = tuple(
        said(f"{d.at:%Y-%m-%d %H:%M} UTC, {d.by}: {d.verdict} {', '.join(d.about)}. {d.reason}".strip())
        for d in desk.view.decisions
    )
    return (Section(title="Decisions", anchor="decisions", blocks=(Bullets(items=items),)),)
