"""entities list, show, suggest, merge, distinct, split, history: who is who, and who decided so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from probanda import decided, pipeline
from probanda.cli.terminal import as_json, say, table
from probanda.derived import Entity, View
from probanda.errors import UsageError
from probanda.model import Decision, Verdict, identify
from probanda.preserve import custody
from probanda.preserve.custody import operator
from probanda.resolve.entities import parted
from probanda.store.case import open_
from probanda.write.desk import Desk

app = App(name="entities", help="Persons, units, organisations and places over all sources.")
Json = Annotated[bool, Parameter(negative="")]


@app.command(name="list")
def list_(case: Path, *, type: str | None = None, json: Json = False) -> int:
    """List entities, the most mentioned first.

    Args:
        case: the folder of the case
        type: only of this type, as person, unit, organisation, armed_group, place
        json: print as JSON
    """
    view = pipeline.see(open_(case))
    found = sorted((e for e in view.entities.values() if type in (None, e.type)), key=lambda e: -len(e.mentions))
    if json:
        as_json(found)
    else:
        rows = [(e.id, e.type, e.name, len(e.mentions), ", ".join(e.aliases)) for e in found]
        table(f"{len(found)} entities", ("id", "type", "name", "mentions", "other spellings"), rows)
    return 0


@app.command
def show(case: Path, entity: str, *, json: Json = False) -> int:
    """Show one entity, by id or name: its spellings, why they were joined, where it is mentioned.

    Args:
        case: the folder of the case
        entity: its id, its name or another spelling
        json: print as JSON
    """
    view = pipeline.see(open_(case))
    found = _one(view, entity)
    if json:
        as_json(found)
        return 0
    say(f"{found.name}  ({found.type}, {found.id})")
    for reason in found.joined_by:
        say(f"  joined: {reason}")
    desk = Desk(view)
    for mention in (m for m in view.mentions if m.id in set(found.mentions)):
        say(f"  {desk.cite(mention.span).label}  {mention.span.quote}")
    return 0


def _one(view: View, wanted: str) -> Entity:
    if wanted in view.entities:
        return view.entities[wanted]
    found = [e for e in view.entities.values() if wanted.lower() in (e.name.lower(), *(a.lower() for a in e.aliases))]
    if len(found) != 1:
        near = ", ".join(f"{e.name} ({e.id})" for e in found) or "see `probanda entities list`"
        raise UsageError(f"{len(found)} entities are called {wanted!r}", next=near)
    return found[0]


@app.command
def suggest(case: Path, *, json: Json = False) -> int:
    """List pairs that may be one, with the reasons in words.

    Args:
        case: the folder of the case
        json: print as JSON
    """
    view = pipeline.see(open_(case))
    if json:
        as_json(view.pairs)
        return 0
    for pair in view.pairs:
        left, right = view.entities.get(pair.left), view.entities.get(pair.right)
        say(f"{left.name if left else pair.left} ({pair.left})  ?  {right.name if right else pair.right} ({pair.right})")
        for feature in pair.features:
            say(f"    {feature.weight:+.1f}  {feature.why}")
    return 0


@app.command
def merge(case: Path, left: str, right: str, *, reason: str = "", by: str | None = None) -> int:
    """Say that two entities are one. Refused when an earlier "not the same" forbids it.

    Args:
        case: the folder of the case
        left: the one: its id, its name or another spelling
        right: the other
        reason: why; shown beside the decision
        by: who decides; the user of this computer by default
    """
    return _decide(case, "merge", (left, right), reason=reason, by=by)


@app.command
def distinct(case: Path, left: str, right: str, *, reason: str = "", by: str | None = None) -> int:
    """Say that two entities are not the same; nothing will join them again unless this is withdrawn.

    Args:
        case: the folder of the case
        left: the one: its id, its name or another spelling
        right: the other
        reason: why; shown beside the decision
        by: who decides; the user of this computer by default
    """
    return _decide(case, "distinct", (left, right), reason=reason, by=by)


@app.command
def split(case: Path, entity: str, *mentions: str, reason: str = "", by: str | None = None) -> int:
    """Take mentions (by id) out of an entity.

    Args:
        case: the folder of the case
        entity: its id, its name or another spelling
        mentions: ids of the mentions to take out
        reason: why; shown beside the decision
        by: who decides; the user of this computer by default
    """
    return _decide(case, "split", (entity, *mentions), reason=reason, by=by)


def _decide(case: Path, verdict: Verdict, about: tuple[str, ...], *, reason: str, by: str | None) -> int:
    opened = open_(case)
    view = pipeline.see(opened)
    named = 1 if verdict == "split" else 2  # what follows are ids of mentions
    ids = (*(_one(view, name).id for name in about[:named]), *about[named:])
    if verdict == "merge":
        ids = decided.merged(view, *ids)
    elif verdict == "split":
        ids = parted(view.entities[ids[0]], view.mentions, ids[1:])
    decision = identify(Decision(at=datetime.now(UTC), by=by or operator(), about=ids, verdict=verdict, reason=reason))
    decided.refusal(view, pipeline.see(opened, extra=(decision,)))
    custody.decide(opened, decision)
    say(f"{decision.id}: {verdict}. To take it back: probanda undo {case} {decision.id}")
    return 0


@app.command
def history(case: Path, entity: str) -> int:
    """List the decisions about an entity, in order.

    Args:
        case: the folder of the case
        entity: its id, its name or another spelling
    """
    opened = open_(case)
    found = _one(pipeline.see(opened), entity)
    for d in opened.decisions():
        if found.id in d.about or set(found.mentions) & set(d.about):
            say(f"{d.id}  {d.at:%Y-%m-%d %H:%M}  {d.by}  {d.verdict}  {d.reason}")
    return 0
