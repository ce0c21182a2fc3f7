"""Entities over sources: joined with reasons, apart with reasons, and never dependent on the order of sources."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from probanda.errors import DecisionError
from probanda.model import Decision, Mention, MentionType, Party, Role, Span, Verdict, When, identify
from probanda.resolve.entities import Resolved, parted, resolve
from probanda.resolve.local import locals_of
from probanda.resolve.spelling import Memory


def mention(text: str, name: str, type: MentionType = "person", *, start: int = 0, definition: str | None = None) -> Mention:
    span = Span(text=text, start=start, end=start + len(name), quote=name)
    return identify(Mention(span=span, type=type, name=name, rule="test", definition=definition))


def company(text: str) -> list[Mention]:
    """Two bodies and a place that both sources name beside the person in question."""
    return [
        mention(text, "Nadir Special Court", "court"),
        mention(text, "Front for the Liberation of Qasr", "armed_group"),
        mention(text, "Qasr al-Nadir", "place"),
    ]


def who(resolved: Resolved, name: str) -> list[str]:
    return sorted(e.id for e in resolved.entities.values() if name in (e.name, *e.aliases))


def run(*mentions: Mention, decisions: tuple[Decision, ...] = ()) -> Resolved:
    return resolve(mentions, findings={}, decisions=decisions)


def decide(verdict: Verdict, *about: str, n: int = 1) -> Decision:
    return Decision(id=f"d{n}", at=datetime(2026, 1, n, tzinfo=UTC), by="Analyst", about=about, verdict=verdict, reason="seen")


@pytest.mark.parametrize("spelling", ["Khalifa Hifter", "خليفة حفتر", "Khalifa Haftar", "Халифа Хафтар"])
def test_spellings_of_one_name_join_where_the_company_agrees(spelling: str) -> None:
    resolved = run(mention("t1", "Khalifa Haftar"), *company("t1"), mention("t2", spelling), *company("t2"))
    assert len(who(resolved, spelling)) == 1
    (entity,) = (e for e in resolved.entities.values() if e.type == "person")
    print(f"{spelling}: " + "; ".join(entity.joined_by))


@pytest.mark.parametrize("other", ["Saddam Haftar", "Khaled Haftar", "Saddam Khalifa Haftar"])
def test_kin_stay_apart_whatever_stands_beside_them(other: str) -> None:
    resolved = run(mention("t1", "Khalifa Haftar"), *company("t1"), mention("t2", other), *company("t2"))
    assert who(resolved, "Khalifa Haftar") != who(resolved, other)
    reasons = [f.why for pair in resolved.pairs for f in pair.features]
    print(f"{other}: " + ("; ".join(reasons) or "not even a suggestion"))


def test_a_name_alone_is_a_suggestion_and_no_join() -> None:
    resolved = run(mention("t1", "Harun Bakoush"), mention("t2", "Haroun Bakouche"))
    assert len(resolved.entities) == 2
    assert resolved.pairs[0].features[0].name == "name"


def test_a_single_word_never_joins_across_sources() -> None:
    resolved = run(mention("t1", "Bakoush"), *company("t1"), mention("t2", "Bakoush"), *company("t2"))
    assert len(who(resolved, "Bakoush")) == 2


def test_libyan_is_nobody() -> None:
    resolved = run(mention("t1", "Libyan"), mention("t1", "Libyans", "people", start=50))
    assert resolved.entities == {}
    assert resolved.entity_of == {}


@pytest.mark.parametrize(("left", "right"), [("106th Brigade", "107th Brigade"), ("Brigade 106", "107 Brigade")])
def test_units_of_two_numbers_stay_apart(left: str, right: str) -> None:
    resolved = run(mention("t1", left, "unit"), *company("t1"), mention("t2", right, "unit"), *company("t2"))
    assert who(resolved, left) != who(resolved, right)


def test_an_acronym_joins_by_the_definition_in_its_text_and_the_table_of_aliases() -> None:
    defined = mention("t1", "International Criminal Court", "court", definition="ICC")
    resolved = run(defined, mention("t1", "ICC", "court", start=40), mention("t2", "المحكمة الجنائية الدولية", "court"))
    assert len(resolved.entities) == 1


def test_the_full_name_in_latin_letters_stands_for_the_entity() -> None:
    spelled = (
        mention("t1", "Cour pénale internationale", "court"),
        mention("t2", "ICC", "court"),
        mention("t3", "المحكمة الجنائية الدولية", "court"),
    )
    (entity,) = run(*spelled).entities.values()
    assert (entity.name, len(entity.aliases)) == ("Cour pénale internationale", 2)


def test_an_acronym_of_two_bodies_joins_neither_without_a_country() -> None:
    here = (mention("t1", "Syrian Democratic Forces", "armed_group"), mention("t1", "Syria", "place", start=60))
    resolved = run(*here, mention("t2", "SDF", "armed_group"))
    assert who(resolved, "SDF") != who(resolved, "Syrian Democratic Forces")
    resolved = run(*here, mention("t2", "SDF", "armed_group"), mention("t2", "Syria", "place", start=60))
    assert who(resolved, "SDF") == who(resolved, "Syrian Democratic Forces")


def test_the_same_post_is_evidence_with_its_words() -> None:
    one, two = mention("t1", "Harun Bakoush"), mention("t2", "Haroun Bakouche")
    roles = {
        f"f{i}": Role(id=f"f{i}", rule="r", spans=(m.span,), person=Party(name=m.name, span=m.span), post="governor of Qasr")
        for i, m in enumerate((one, two))
    }
    resolved = resolve([one, two], findings=roles, decisions=[])
    assert len(resolved.entities) == 1
    assert "the same post: governor of qasr" in next(iter(resolved.entities.values())).joined_by


def born(text: str, name: str, year: int) -> Mention:
    return replace(mention(text, name), born=year)


def test_years_of_birth_apart_keep_one_name_apart_and_the_reason_is_told() -> None:
    one, two = born("t1", "Harun Bakoush", 1950), born("t2", "Harun Bakoush", 1972)
    between = mention("t3", "Harun Bakoush")
    resolved = run(one, *company("t1"), two, *company("t2"), between, *company("t3"))
    assert resolved.entity_of[one.id] != resolved.entity_of[two.id]
    reasons = [f.why for pair in resolved.pairs for f in pair.features if f.name == "veto"]
    print("; ".join(reasons))
    assert any("is said to be born in 19" in why for why in reasons)


def test_one_year_of_birth_is_evidence_with_its_words() -> None:
    one, two = born("t1", "Harun Bakoush", 1972), born("t2", "Haroun Bakouche", 1972)
    (entity,) = run(one, two).entities.values()
    print("; ".join(entity.joined_by))
    assert "born in 1972, as both texts say" in entity.joined_by


def governor(who: Mention, where: str, year: int) -> Role:
    when = When(earliest=date(year, 1, 1), latest=date(year, 12, 31), precision="year")
    party = Party(name=who.name, span=who.span)
    return identify(Role(rule="r", spans=(who.span,), person=party, post="governor", organisation=Party(name=where), when=when))


@pytest.mark.parametrize(("year", "entities"), [(2019, 2), (2015, 1)])
def test_nobody_governs_two_places_at_one_time(year: int, entities: int) -> None:
    one, two = mention("t1", "Harun Bakoush"), mention("t2", "Harun Bakoush")
    roles = {role.id: role for role in (governor(one, "Qasr", 2019), governor(two, "Wadi Nadir", year))}
    resolved = resolve([one, *company("t1"), two, *company("t2")], findings=roles, decisions=[])
    assert len({resolved.entity_of[m.id] for m in (one, two)}) == entities
    reasons = [f.why for pair in resolved.pairs for f in pair.features if f.name == "veto"]
    print("; ".join(reasons))
    assert any("governor of" in why for why in reasons) == (entities == 2)


def test_two_named_in_one_sentence_are_two_and_the_reason_is_told() -> None:
    one, two = mention("t1", "Harun Bakoush"), mention("t1", "Haroun Bakouche", start=30)
    resolved = run(one, two, *company("t1"), mention("t2", "Harun Bakoush"), *company("t2"))
    assert resolved.entity_of[one.id] != resolved.entity_of[two.id]


def test_people_decide_and_the_machine_gives_way() -> None:
    one, two = mention("t1", "Harun Bakoush"), mention("t2", "Harun Bakoush")
    sources = (one, *company("t1"), two, *company("t2"))
    assert run(*sources).entity_of[one.id] == run(*sources).entity_of[two.id]
    apart = run(*sources, decisions=(decide("distinct", one.id, two.id),))
    assert apart.entity_of[one.id] != apart.entity_of[two.id]


def test_what_a_person_could_not_decide_the_machine_does_not_decide() -> None:
    one, two = mention("t1", "Harun Bakoush"), mention("t2", "Harun Bakoush")
    unsure = run(one, *company("t1"), two, *company("t2"), decisions=(decide("unsure", one.id, two.id),))
    assert unsure.entity_of[one.id] != unsure.entity_of[two.id]
    assert {unsure.entity_of[one.id], unsure.entity_of[two.id]} in [{p.left, p.right} for p in unsure.pairs]


def test_a_merge_joins_what_the_machine_would_not() -> None:
    one, two = mention("t1", "Abu Nadir"), mention("t2", "Harun Bakoush")
    joined = run(one, two, decisions=(decide("merge", one.id, two.id),))
    (entity,) = joined.entities.values()
    assert entity.joined_by == ("Analyst decided on 2026-01-01: seen",)


def test_an_id_that_was_cited_still_resolves() -> None:
    one, two = mention("t1", "Abu Nadir"), mention("t2", "Harun Bakoush")
    before = run(one, two)
    ids = tuple(sorted(before.entities, reverse=True))
    after = run(one, two, decisions=(decide("merge", *ids),))
    assert list(after.entities) == [ids[0]]
    assert after.same_as[ids[1]] == ids[0]


def test_a_split_takes_one_mention_out() -> None:
    one, two = mention("t1", "Harun Bakoush"), mention("t1", "Harun Bakoush", start=90)
    resolved = run(one, two, decisions=(decide("split", one.id, two.id),))
    assert resolved.entity_of[one.id] != resolved.entity_of[two.id]


def test_a_split_leaves_the_rest_together() -> None:
    same = [mention("t1", "Harun Bakoush", start=90 * i) for i in range(3)]
    resolved = run(*same, decisions=(decide("split", same[0].id, same[2].id),))
    assert resolved.entity_of[same[0].id] == resolved.entity_of[same[1].id] != resolved.entity_of[same[2].id]


def test_a_split_keeps_out_what_it_took_out_though_the_entity_bears_its_id() -> None:
    one, two = mention("t1", "Harun Bakoush"), mention("t2", "Harun Bakoush")
    sources = (one, *company("t1"), two, *company("t2"))
    before = run(*sources)
    entity = before.entities[before.entity_of[one.id]]
    named = next(m for m in (one, two) if entity.id in {e.id for e in locals_of([m])})
    about = parted(entity, sources, [named.id])
    assert named.id not in about[:1]
    after = run(*sources, decisions=(decide("split", *about),))
    assert after.entity_of[one.id] != after.entity_of[two.id]


def test_a_split_that_leaves_nothing_is_refused() -> None:
    one = mention("t1", "Harun Bakoush")
    (entity,) = run(one).entities.values()
    with pytest.raises(DecisionError, match="no mention would remain"):
        parted(entity, [one], [one.id])
    with pytest.raises(DecisionError, match="not of this entity"):
        parted(entity, [one], ["m-other"])


def test_a_contradiction_is_reported_and_without_effect() -> None:
    one, two = mention("t1", "Abu Nadir"), mention("t2", "Harun Bakoush")
    resolved = run(one, two, decisions=(decide("distinct", one.id, two.id), decide("merge", one.id, two.id, n=2)))
    assert "contradicts earlier decisions" in resolved.refused[0]
    assert len(resolved.entities) == 2


NAMES = ["Harun Bakoush", "Haroun Bakouche", "Bakoush", "هارون بكوش", "Salma Tahiri", "Salma Idris Tahiri", "Selma Tahiri"]
MENTIONS = [mention(t, n, start=100 * i) for t in ("t1", "t2", "t3") for i, n in enumerate(NAMES)]
MENTIONS += [m for t in ("t1", "t2", "t3") for m in company(t)]


@given(st.lists(st.sampled_from(MENTIONS), unique=True), st.randoms())
@settings(max_examples=60, deadline=None)
def test_any_order_of_sources_gives_the_same_entities(mentions: list[Mention], chance: random.Random) -> None:
    shuffled = mentions.copy()
    chance.shuffle(shuffled)
    assert run(*mentions) == run(*shuffled)


@given(st.lists(st.sampled_from(MENTIONS), unique=True), st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_sources_added_one_after_the_other_give_what_a_full_run_gives(mentions: list[Mention], at: int) -> None:
    memory = Memory()
    for until in (at, len(mentions)):
        grown = resolve(mentions[:until], findings={}, decisions=[], memory=memory)
    assert grown == run(*mentions)
