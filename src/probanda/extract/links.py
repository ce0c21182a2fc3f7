"""Links of command, membership and alliance, from roles and from turns of phrase. Loyalty is alliance, never subordination."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, cast

from probanda.extract import skeleton
from probanda.extract.reading import Reading
from probanda.extract.roles_posts import kind_of_post, listed
from probanda.extract.rules import Rule, either, rules
from probanda.extract.skeleton import SIGN, Skeleton
from probanda.model import CommandLink, Party, Role, When

Relation = str
RelationName = Literal["commander of", "member of", "subordinate to", "ally of", "founder of"]
_FORCE_TYPES = ("armed_group", "unit", "operation")


@cache
def _forces() -> re.Pattern[str]:
    return re.compile(rf"\b{either(listed('forces'))}\b", re.IGNORECASE)


def from_role(role: Role) -> Iterator[CommandLink]:
    """The link that holding the post means: a commander commands, a member or officer belongs; other posts give none."""
    body, kind = role.organisation, kind_of_post(role.post)
    if body is None or body.type in ("people", "publication", "court") or (body.type == "place" and not is_force(body)):
        return
    if body.type == "person":
        if kind == "command" or role.post.lower().endswith(tuple(listed("under"))):
            yield _link(role, "subordinate to", body)
    elif _second(role.post):
        yield _link(role, "member of", body)
    elif (kind == "command" and is_force(body)) or (role.rule.startswith("role.led") and is_force(body)):
        yield _link(role, "commander of", body)
    elif kind == "member" and not role.post.lower().endswith(tuple(listed("helpers"))):
        yield _link(role, "member of", body)


def _second(post: str) -> bool:
    """A deputy does not command: he belongs to what another commands."""
    return post.lower().startswith(("deputy", "assistant", "vice ", "vice-")) and kind_of_post(post) == "command"


def is_force(body: Party) -> bool:
    """Whether a body is of the kind that is commanded: armed groups, units, operations, armies, police, services."""
    return body.type in _FORCE_TYPES or bool(_forces().search(body.name))


def _link(role: Role, relation: Relation, body: Party) -> CommandLink:
    return CommandLink(
        rule="link.post.v1", spans=role.spans, when=role.when, source=role.person, relation=_relation(relation), target=body
    )


def _relation(name: str) -> RelationName:
    return cast(RelationName, name)


def find(reading: Reading, one: Skeleton) -> Iterator[CommandLink]:
    """Links that turns of phrase state in a sentence."""
    for rule in rules("links"):
        for match in rule.regex.finditer(one.text):
            yield from _read(reading, one, rule, match)


def _read(reading: Reading, one: Skeleton, rule: Rule, match: re.Match[str]) -> Iterator[CommandLink]:
    source = _party(reading, one, match, "source")
    start, end = one.span(match)
    span = reading.span(start, end)
    for group in ("target", "second"):
        if group not in match.groupdict() or not match[group]:
            continue
        target = _party(reading, one, match, group)
        relation = _checked(rule, source, target)
        if relation and source.name != target.name:
            yield CommandLink(
                rule=f"{rule.name}.v1",
                spans=(span,),
                source=source,
                relation=_relation(relation),
                target=target,
                when=_when(reading, end),
            )


def _when(reading: Reading, end: int) -> When | None:
    return next(iter(reading.whens_within(end, min(len(reading.body), end + 25))), None)


def _party(reading: Reading, one: Skeleton, match: re.Match[str], group: str) -> Party:
    if SIGN.match(match[group]):
        return skeleton.party(reading, one.named(match[group]))
    span = reading.span(*one.span(match, group))
    return Party(name=span.quote, span=span, how="description")


def _checked(rule: Rule, source: Party, target: Party) -> Relation | None:
    """The relation of the rule, where both ends are of the kind it needs. A unit "of" an operation takes part in it."""
    needs = rule.value.get("forces", "")
    if (needs == "yes" and not (is_force(source) and is_force(target))) or (needs == "target" and not is_force(target)):
        return None
    if needs == "yes" and target.type == "operation":
        return "member of"
    return rule.value["relation"]
