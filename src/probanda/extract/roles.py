"""Who holds which post where, and who commands, belongs to, obeys or sides with whom, as stated in one phrase.

Patterns are read over paragraphs whose names are replaced by signs (`skeleton`), so that a rule names a turn of phrase and
never a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from probanda.extract import links, roles_described, roles_foreign, skeleton
from probanda.extract.reading import Reading
from probanda.extract.roles_posts import post_of
from probanda.extract.rules import Rule, rules
from probanda.extract.skeleton import SIGN, Skeleton
from probanda.model import CommandLink, Party, Role, When, identify

_CONTINUES = "role.and"
_NAMED_FORCE = re.compile(r"(?P<name>⟨O\d+⟩) (?:forces|troops|army|militias?|rebels|fighters|group|movement|faction)\b")
_BEFORE, _AFTER = 30, 25
"""Characters around a passage in which a time is taken to belong to it."""
_PRONOUN = 6
"""Characters before a passage in which "his" or "their" still belongs to it."""


def find(reading: Reading) -> list[Role | CommandLink]:
    """Roles and links of the block, in order, each once; by lexicon alone where the language is not parsed."""
    if reading.language != "en":
        stated = list(roles_foreign.find(reading))
        both: list[Role | CommandLink] = [*stated, *(link for role in stated for link in links.from_role(role))]
        return [identify(f) for f in both]
    roles = [role for one in skeleton.skeletons(reading, posts=True) for role in _once(_roles(reading, one))]
    roles += roles_described.find(reading)
    found: list[Role | CommandLink] = [*roles, *(link for role in roles for link in links.from_role(role))]
    found += [link for one in skeleton.skeletons(reading) for link in links.find(reading, one)]
    return [identify(f) for f in _distinct(found)]


def _roles(reading: Reading, one: Skeleton) -> Iterator[Role]:
    if "⟨P" not in one.text:
        return
    for rule in rules("roles"):
        if rule.name != _CONTINUES:
            for match in rule.regex.finditer(one.text):
                yield from _with_more(reading, one, rule, match)


def _with_more(reading: Reading, one: Skeleton, rule: Rule, match: re.Match[str]) -> Iterator[Role]:
    """The roles of a match, and those that "and ..." adds for the same person."""
    persons = [skeleton.party(reading, one.named(sign[0])) for sign in _persons(match)]
    further = next(r for r in rules("roles") if r.name == _CONTINUES)
    while match:
        for person in persons:
            if role := _role(reading, one, rule, match, person=person):
                yield role
        after = further.regex.match(one.text, match.end()) if rule.name != "role.before" else None
        if after is None:
            return
        rule, match = further, after


def _persons(match: re.Match[str]) -> list[re.Match[str]]:
    groups = match.groupdict()
    several = groups.get("more") if groups.get("plural") else None
    words = match["person"].split(" (")[0] + (several or "")
    return list(SIGN.finditer(words))


def _role(reading: Reading, one: Skeleton, rule: Rule, match: re.Match[str], *, person: Party) -> Role | None:
    groups = match.groupdict()
    post = post_of(reading, one, match)
    organisation = _organisation(reading, one, match, groups)
    if (
        post is None
        or (organisation is None and (post.bare or rule.name == "role.as"))
        or (organisation and organisation.name == person.name)
    ):
        return None
    start, end = one.span(match)
    return Role(
        rule=f"{rule.name}.v1",
        spans=(reading.span(start, end),),
        person=person,
        post=post.words,
        organisation=organisation,
        former=post.former,
        qualifier=post.qualifier,
        when=beside(reading, start, end),
    )


def _organisation(reading: Reading, one: Skeleton, match: re.Match[str], groups: dict[str, str | None]) -> Party | None:
    if (named := _NAMED_FORCE.match(groups.get("force") or "")) is not None:
        return skeleton.party(reading, one.named(named["name"]))
    if groups.get("force"):
        span = reading.span(*one.span(match, "force"))
        return Party(name=span.quote, span=span, how="description")
    owner = (groups.get("org") or "").startswith("⟨O") and (groups.get("of") or "").startswith("⟨L")
    for group in ("org", "of") if owner else ("of", "org"):
        sign = SIGN.match(groups.get(group) or "")
        if sign:
            return skeleton.party(reading, one.named(sign[0]))
    return _possessor(reading, *one.span(match)) or _owner_described(reading, one, match)


def _owner_described(reading: Reading, one: Skeleton, match: re.Match[str]) -> Party | None:
    """ "the judiciary's spokesperson": the owner in the words of the text."""
    owner = re.search(r"(?:\w+ )??(?P<owner>[\w-]+)['’]s $", match.groupdict().get("mods") or "")
    before = one.text[: match.start("mods")].split(" ")[-2:]
    if owner is None or before[0].lower() not in ("the", "its", "his", "their", "this"):
        return None
    start = match.start("mods") + owner.start("owner")
    span = reading.span(one.place(start), one.place(start + len(owner["owner"])))
    return Party(name=span.quote, span=span, how="description")


def _possessor(reading: Reading, start: int, end: int) -> Party | None:
    """ "the court's chief prosecutor", "its head": whom coreference takes the possessor for, else nobody."""
    for token in reading.doc.char_span(max(0, start - _PRONOUN), end, alignment_mode="expand") or ():
        if token.dep_ == "poss" and token.i in reading.referents:
            return reading.referents[token.i]
    return None


def beside(reading: Reading, start: int, end: int) -> When | None:
    """The time that stands in the passage, within a few words after it, or before it in the same sentence."""
    after = reading.whens_within(start, min(len(reading.body), end + _AFTER))
    before = reading.whens_within(max(0, start - _BEFORE), start)
    near = [w for w in before if w.span and not re.search(r"[.!?\n]", reading.body[reading.local(w.span)[1] : start])]
    return next(iter([*after, *reversed(near)]), None)


def _once(found: Iterator[Role]) -> list[Role]:
    """One role for a person, post and body in a paragraph: the one that knows the body, and the longest words."""
    kept: list[Role] = []
    for role in found:
        rival = next((i for i, other in enumerate(kept) if _same(other, role)), None)
        if rival is None:
            kept.append(role)
        elif _worth(role) > _worth(kept[rival]):
            kept[rival] = role
    return kept


def _same(one: Role, other: Role) -> bool:
    mine, theirs = one.spans[0], other.spans[0]
    words, others = set(one.post.lower().split()), set(other.post.lower().split())
    overlap = mine.start < theirs.end and theirs.start < mine.end
    return one.person.name == other.person.name and overlap and (bool(words & others) or one.organisation == other.organisation)


def _worth(role: Role) -> tuple[bool, int]:
    return role.organisation is not None, len(role.post)


def _distinct(found: list[Role | CommandLink]) -> list[Role | CommandLink]:
    seen: dict[tuple[str, ...], Role | CommandLink] = {}
    for one in found:
        if isinstance(one, Role):
            key = ("role", one.person.name, one.post.lower(), one.organisation.name if one.organisation else "")
        else:
            key = ("link", one.source.name, one.relation, one.target.name)
        seen.setdefault(key, one)
    return sorted((f for f in seen.values() if not _bare_repetition(f, seen.values())), key=lambda f: f.spans[0].start)


def _bare_repetition(one: Role | CommandLink, found: Iterable[Role | CommandLink]) -> bool:
    """A post without its body, where the text states the same post of the same person with it: "President X" again."""
    if not isinstance(one, Role) or one.organisation is not None:
        return False
    same = [f for f in found if isinstance(f, Role) and f is not one and f.person.name == one.person.name and f.organisation]
    return any(f.post.lower().split()[-1] == one.post.lower().split()[-1] for f in same)
