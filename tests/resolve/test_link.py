"""Pairs are weighed in numbers, and put into words when somebody asks: what is said is what was weighed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from probanda.model import CommandLink, Mention, MentionType, Party, Role, Span, identify
from probanda.resolve.context import Contexts, keys_of
from probanda.resolve.grounds import Bodies
from probanda.resolve.link import Links, links
from probanda.resolve.local import locals_of
from probanda.resolve.spelling import Memory

NAMES: tuple[tuple[str, MentionType], ...] = (
    ("Harun Bakoush", "person"),
    ("Haroun Bakouche", "person"),
    ("Idris Harun Bakoush", "person"),
    ("Bakoush", "person"),
    ("Nadir Guard", "armed_group"),
    ("Nadir Guard Force", "armed_group"),
    ("Council of Qasr", "organisation"),
    ("Qasr al-Nadir", "place"),
    ("Wadi Salt", "place"),
)


def mention(text: str, number: int, born: int | None) -> Mention:
    name, kind = NAMES[number]
    span = Span(text=text, start=100 * number, end=100 * number + len(name), quote=name)
    held = identify(Mention(span=span, type=kind, name=name, rule="test"))
    return replace(held, born=born) if kind == "person" else held


@st.composite
def cases(draw: st.DrawFn) -> Links:
    """A few texts that name some of these, with years of birth, posts and bodies here and there."""
    named = draw(st.sets(st.tuples(st.sampled_from("abcd"), st.integers(0, len(NAMES) - 1)), max_size=24))
    mentions = [mention(text, n, draw(st.sampled_from((None, None, 1950, 1972)))) for text, n in sorted(named)]
    told: dict[str, Role | CommandLink] = {}
    for one in (m for m in mentions if m.type == "person"):
        who = Party(name=one.name, span=one.span)
        if draw(st.booleans()):
            told[f"r{one.id}"] = Role(id=f"r{one.id}", rule="r", spans=(one.span,), person=who, post="governor of Qasr")
        if draw(st.booleans()):
            body = Party(name=draw(st.sampled_from(("Nadir Guard", "the Nadir Guard", "Council of Qasr"))))
            link = CommandLink(id=f"c{one.id}", rule="r", spans=(one.span,), source=who, target=body, relation="member of")
            told[f"c{one.id}"] = link
    return weighed(mentions, told)


def weighed(mentions: list[Mention], told: dict[str, Role | CommandLink], memory: Memory | None = None) -> Links:
    entities = locals_of(mentions)
    bodies: Bodies = {}
    return links(entities, Contexts(entities, told, keys_of(entities)), bodies, memory=memory)


@given(cases())
@settings(max_examples=80, deadline=None)
def test_the_reasons_in_words_add_up_to_what_was_weighed(found: Links) -> None:
    for row in range(len(found)):
        reasons = found.features(row)
        assert abs(sum(reason.weight for reason in reasons) - found.total(row)) < 1e-6
        assert [reason.name for reason in reasons].count("name") == 1
        assert all(reason.why and "{" not in reason.why for reason in reasons)


@given(cases())
@settings(max_examples=40, deadline=None)
def test_what_the_machine_may_join_has_two_reasons_and_nothing_against_it(found: Links) -> None:
    for row in found.sure().tolist():
        reasons = found.features(row)
        assert len(reasons) >= 2
        assert "veto" not in {reason.name for reason in reasons}


def test_what_stands_beside_two_names_is_named_with_its_weight() -> None:
    told = [mention(text, n, None) for text in "ab" for n in (0, 4, 7)] + [mention("c", 8, None)]
    found = weighed(told, {})
    row = next(r for r in range(len(found)) if found.entities[found.left[r]].family == "person")
    reasons = {reason.name: reason for reason in found.features(row)}
    print([(reason.name, reason.weight, reason.why) for reason in reasons.values()])
    assert reasons["company"].why == "named in both texts beside them: Nadir Guard"
    assert reasons["place"].why == "places named in both texts: Qasr al-Nadir"
    # Two of three texts name each: the natural log of 4 / 2.
    assert reasons["company"].weight == reasons["place"].weight == 0.69


def test_with_a_memory_no_pair_of_names_is_compared_twice() -> None:
    told = [mention(text, n, None) for text in "ab" for n in range(len(NAMES))]
    memory = Memory()
    first = weighed(told[: len(NAMES)] + told[len(NAMES) : -2], {}, memory)
    again, fresh = weighed(told, {}, memory), weighed(told, {})
    assert len(first) <= len(again) == len(fresh)
    assert [again.features(row) for row in range(len(again))] == [fresh.features(row) for row in range(len(fresh))]
