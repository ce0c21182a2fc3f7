"""What parties and bodies are said to have done: said and denied, steps of proceedings, posts, and command against alliance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeVar

from probanda.model import Admission, Allegation, AnyFinding, CommandLink, Denial, Incident, Order, Party, Role, Span, Step
from probanda.weigh.chain import Resolver, identity, plain
from probanda.weigh.clash import Clash
from probanda.weigh.lexicon import words_for

T = TypeVar("T")
_SHOWN = 10
"""So many reports that say the contrary are set beside a denial one by one."""
_SAID = Allegation | Admission | Order | Incident


def clashes(findings: Mapping[str, AnyFinding], entity_of_party: Resolver) -> Iterator[Clash]:
    """Every disagreement between positions."""

    def who(party: Party | None) -> str | None:
        return identity(party, entity_of_party)

    yield from _denied(findings, who)
    yield from _steps([(n, f) for n, f in findings.items() if isinstance(f, Step)], who)
    yield from _posts([(n, f) for n, f in findings.items() if isinstance(f, Role)], who)
    yield from _links([(n, f) for n, f in findings.items() if isinstance(f, CommandLink)], who)


def _denied(findings: Mapping[str, AnyFinding], who: Resolver) -> Iterator[Clash]:
    """What one person denies in one text, with one finding of each of some texts that say the contrary."""
    said = _said_of(findings, who)
    shown: set[tuple[str, str]] = set()
    found: dict[tuple[str, str], list[tuple[str, _SAID]]] = {}
    for name, denial in findings.items():
        person = who(denial.by) if isinstance(denial, Denial) else None
        if not isinstance(denial, Denial) or person is None or (person, denial.spans[0].text) in shown:
            continue
        if (person, denial.act) not in found:
            found[person, denial.act] = _by_text(denial, said.get(person, []))
        contrary = found[person, denial.act]
        shown |= {(person, denial.spans[0].text)} if contrary else set()
        for other, finding in contrary[:_SHOWN]:
            more = f", and {len(contrary) - _SHOWN} more reports say so" if len(contrary) > _SHOWN else ""
            why = f'{denial.by.name} denies it ("{denial.spans[0].quote}"); {_saying(finding)}{more}'
            yield Clash("denial", name, other, why, denial.spans[0], finding.spans[0])


def _said_of(findings: Mapping[str, AnyFinding], who: Resolver) -> dict[str, list[tuple[str, _SAID]]]:
    said: dict[str, list[tuple[str, _SAID]]] = {}
    for name, finding in findings.items():
        if isinstance(finding, _SAID):
            for person in {who(p) for p in _blamed(finding)} - {None}:
                said.setdefault(str(person), []).append((name, finding))
    return said


def _by_text(denial: Denial, said: list[tuple[str, _SAID]]) -> list[tuple[str, _SAID]]:
    """One contrary finding for each text: the same act first, an allegation before a report of conduct, a name before "he"."""
    closest = sorted(
        said, key=lambda s: (s[1].act != denial.act, not isinstance(s[1], Allegation), not _by_name(s[1])), reverse=True
    )
    return list({f.spans[0].text: (n, f) for n, f in closest if _same_act(denial.act, f.act)}.values())[::-1]


def _blamed(finding: _SAID) -> tuple[Party | None, ...]:
    match finding:
        case Allegation():
            return finding.accused if finding.modality not in ("denied", "acquitted") else ()
        case Incident():
            return (finding.perpetrator,) if finding.perpetrator else ()
        case Admission() | Order():
            return (finding.by,)


def _by_name(finding: _SAID) -> bool:
    return any(party and party.how == "named" for party in _blamed(finding))


def _saying(finding: _SAID) -> str:
    match finding:
        case Allegation():
            return "another source alleges it" if finding.modality == "alleged" else f"elsewhere it is {finding.modality}"
        case Admission():
            return "elsewhere an admission is reported"
        case Order():
            return "elsewhere the order is reported"
        case Incident():
            return "elsewhere it is reported as a fact"


def _same_act(denied: str, said: str) -> bool:
    loose = {"other", "war_crimes", "crimes_against_humanity"}
    return denied == said or denied in loose or said in loose


def _pairs(held: Iterable[tuple[Hashable | None, Hashable, T]]) -> Iterator[tuple[T, T]]:
    """Pairs of things with one key, none of those without: no case is compared with itself as a whole.

    Each thing is given with what it says: of very many that say the same the first few stand for all.
    """
    alike: dict[Hashable, list[T]] = {}
    saying: Counter[tuple[Hashable, Hashable]] = Counter()
    for key, said, thing in held:
        if key is not None and saying[key, said] < _SHOWN:
            saying[key, said] += 1
            alike.setdefault(key, []).append(thing)
    for things in alike.values():
        yield from combinations(things, 2)


def _time(finding: AnyFinding) -> Hashable:
    when = finding.when
    return (when.earliest, when.latest, when.approximate) if when else None


def _steps(steps: list[tuple[str, Step]], who: Resolver) -> Iterator[Clash]:
    keyed = (
        ((f.step, person) if (person := who(f.person)) else None, (f.status, _time(f), f.body and f.body.name), (name, f))
        for name, f in steps
    )
    shown: set[tuple[str, str]] = set()
    for (left, one), (right, two) in _pairs(keyed):
        spans = (one.spans[0], two.spans[0])
        label = one.step.replace("_", " ")
        if {one.status, two.status} == {"happened", "denied"}:
            yield Clash("step", left, right, f"one reports the {label}, the other says that there was none", *spans)
        elif one.status == two.status == "happened":
            for clash in _same_step((left, right), (one, two), who):
                if (clash.about, clash.why) not in shown:
                    shown.add((clash.about, clash.why))
                    yield clash


def _same_step(names: tuple[str, str], steps: tuple[Step, Step], who: Resolver) -> Iterator[Clash]:
    (left, right), (one, two) = names, steps
    spans: tuple[Span, Span] = (one.spans[0], two.spans[0])
    label = one.step.replace("_", " ")
    if one.step in words_for("once") and _apart(one, two):
        yield Clash("date", left, right, f"the dates given for the {label} differ", *spans)
    bodies = [(who(s.body), s.body.name) for s in steps if s.body and s.body.how == "named"]
    if len(bodies) == 2 and bodies[0][0] != bodies[1][0] and not _one_in_other(bodies[0][1], bodies[1][1]):
        yield Clash("step", left, right, f"one has the {label} by {bodies[0][1]}, the other by {bodies[1][1]}", *spans)


def _apart(one: Step, two: Step) -> bool:
    a, b = one.when, two.when
    if not (a and b and a.earliest and a.latest and b.earliest and b.latest):
        return False
    slack = 7 * (a.approximate or b.approximate) + 1
    gap = max((b.earliest - a.latest).days, (a.earliest - b.latest).days)
    # Years apart are two steps, or the date of something else.
    return slack < gap < 366


def _one_in_other(left: str, right: str) -> bool:
    """True when one name may stand for the other: a part of it, its initials, or a bare "court"."""
    one, two = plain(Party(name=left)), plain(Party(name=right))
    initials = {"".join(w[0] for w in n.split() if w not in ("of", "for", "the", "and")) for n in (one, two)}
    shared = set(one.split()) & set(two.split()) - {"of", "the", "for", "and"}
    if any(_part_and_court(*pair) for pair in ((one, two), (two, one))):
        return True
    return one in two or two in one or bool(shared) or bool(initials & {one.replace(".", ""), two.replace(".", "")})


def _part_and_court(part: str, whole: str) -> bool:
    """A chamber acts for its court; a prosecutor does not issue what judges issue."""
    return not words_for("chambers").isdisjoint(part.split()) and not words_for("courts").isdisjoint(whole.split())


def _posts(roles: list[tuple[str, Role]], who: Resolver) -> Iterator[Clash]:
    singular = words_for("posts_held_by_one")
    keyed = (
        ((f.post.casefold(), who(f.organisation)) if _singular(f, singular) else None, (who(f.person), _time(f)), (name, f))
        for name, f in roles
    )
    for (left, one), (right, two) in _pairs(keyed):
        apart = one.spans[0].text != two.spans[0].text and who(one.organisation) and who(one.person) != who(two.person)
        if apart and _same_time(one, two):
            why = f"one calls {one.person.name} {one.post}, the other {two.person.name}, at the same time"
            yield Clash("role", left, right, why, one.spans[0], two.spans[0])


def _singular(role: Role, posts: frozenset[str]) -> bool:
    return not role.former and role.post.casefold() in posts


def _same_time(one: Role, two: Role) -> bool:
    a, b = one.when, two.when
    if not (a and b and a.earliest and a.latest and b.earliest and b.latest):
        return False
    return a.earliest <= b.latest and b.earliest <= a.latest


def _links(links: list[tuple[str, CommandLink]], who: Resolver) -> Iterator[Clash]:
    keyed = ((_ends(f, who), f.relation, (name, f)) for name, f in links)
    for (left, one), (right, two) in _pairs(keyed):
        for ally, command in ((one, two), (two, one)):
            if ally.relation == "ally of" and command.relation in ("subordinate to", "member of", "commander of"):
                why = f"one calls it an alliance, the other command ({command.relation}): loyalty is no subordination"
                yield Clash("role", left, right, why, one.spans[0], two.spans[0])


def _ends(link: CommandLink, who: Resolver) -> frozenset[str] | None:
    ends = frozenset(end for end in (who(link.source), who(link.target)) if end)
    return ends if len(ends) == 2 else None
