"""How this file was made, and what its reader must know before relying on it."""

from __future__ import annotations

from importlib.resources import files

import yaml

from probanda import __version__
from probanda.model import Decision
from probanda.write.desk import Desk
from probanda.write.document import Bullets, Section, paragraph, said


def _rules(language: str) -> list[str]:
    name = "method" if language == "en" else f"method.{language}"
    return list(yaml.safe_load((files("probanda") / f"data/dossier/{name}.yaml").read_text("utf-8")))


def section(desk: Desk) -> Section:
    """The method, with the decisions people made."""
    made = paragraph(said(desk.say("made_with", version=__version__)))
    blocks = (Bullets(items=tuple(said(rule) for rule in _rules(desk.language))), made)
    return Section(title=desk.say("method"), anchor="method", blocks=blocks, parts=_decisions(desk))


def _decisions(desk: Desk) -> tuple[Section, ...]:
    if not desk.view.decisions:
        return ()
    items = tuple(said(_decision(desk, decision)) for decision in desk.view.decisions)
    return (Section(title=desk.say("decisions"), anchor="decisions", blocks=(Bullets(items=items),)),)


def _decision(desk: Desk, made: Decision) -> str:
    slots = {"at": f"{made.at:%Y-%m-%d %H:%M}", "by": made.by, "verdict": made.verdict, "about": ", ".join(made.about)}
    return desk.say("decision", reason=made.reason, **slots)
