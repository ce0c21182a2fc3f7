"""Posts and links of command in short texts about persons who do not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from probanda.extract import dates, roles
from probanda.extract.rules import failures, rules
from probanda.model import CommandLink, MentionType, Role
from tests.extract.readings import reading

NAMES: dict[str, MentionType] = {
    "Amira Velan": "person",
    "Tomas Orvel": "person",
    "Falcon Brigade": "unit",
    "Marudi Front": "armed_group",
    "Lake Court": "court",
    "Sarvan": "place",
}


def posts(body: str) -> set[tuple[str, str, str]]:
    found = roles.find(reading(body, NAMES))
    return {(r.person.name, r.post, r.organisation.name if r.organisation else "") for r in found if isinstance(r, Role)}


def links(body: str) -> set[tuple[str, str, str]]:
    return {(f.source.name, f.relation, f.target.name) for f in roles.find(reading(body, NAMES)) if isinstance(f, CommandLink)}


@pytest.mark.parametrize(
    ("body", "post", "organisation"),
    [
        ("Amira Velan, commander of the Falcon Brigade, left.", "commander", "Falcon Brigade"),
        ("The senior commander of the Falcon Brigade, Amira Velan, left.", "senior commander", "Falcon Brigade"),
        ("The Lake Court's chief prosecutor Amira Velan spoke.", "chief prosecutor", "Lake Court"),
        ("Amira Velan was the head of the Marudi Front.", "head", "Marudi Front"),
        ("Amira Velan, who headed the Marudi Front, left.", "head", "Marudi Front"),
        ("Serbian President Amira Velan spoke.", "President", "Serbia"),
        ("The activist Amira Velan spoke.", "activist", ""),
        ("Amira Velan led an army unit.", "head", "army unit"),
    ],
)
def test_posts_in_one_phrase(body: str, post: str, organisation: str) -> None:
    assert posts(body) == {("Amira Velan", post, organisation)}


def test_two_posts_of_one_person() -> None:
    body = "Amira Velan was the head of the Falcon Brigade and a member of the Marudi Front."
    assert posts(body) == {("Amira Velan", "head", "Falcon Brigade"), ("Amira Velan", "member", "Marudi Front")}


def test_former_and_the_distance_of_the_outlet() -> None:
    (role,) = [
        r
        for r in roles.find(reading("Amira Velan, the former self-styled governor of Sarvan, left.", NAMES))
        if isinstance(r, Role)
    ]
    assert (role.post, role.former, role.qualifier) == ("governor", True, "self-styled")


def test_a_rank_alone_and_kinship_are_no_posts() -> None:
    assert posts("General Amira Velan met her brother Tomas Orvel.") == set()


@pytest.mark.parametrize(
    ("body", "link"),
    [
        ("Amira Velan, commander of the Falcon Brigade, left.", ("Amira Velan", "commander of", "Falcon Brigade")),
        ("Amira Velan is a member of the Marudi Front.", ("Amira Velan", "member of", "Marudi Front")),
        ("Amira Velan, a close ally of Tomas Orvel, left.", ("Amira Velan", "ally of", "Tomas Orvel")),
        ("Amira Velan, a fighter loyal to Tomas Orvel, left.", ("Amira Velan", "ally of", "Tomas Orvel")),
        ("The Falcon Brigade of Tomas Orvel's self-styled army left.", ("Falcon Brigade", "subordinate to", "Tomas Orvel")),
        ("The Falcon Brigade, the armed wing of the Marudi Front, left.", ("Falcon Brigade", "subordinate to", "Marudi Front")),
        ("Amira Velan was working under Tomas Orvel.", ("Amira Velan", "subordinate to", "Tomas Orvel")),
        ("Amira Velan founded the Marudi Front.", ("Amira Velan", "founder of", "Marudi Front")),
    ],
)
def test_links_of_command_and_alliance(body: str, link: tuple[str, str, str]) -> None:
    assert link in links(body)


def test_a_deputy_belongs_and_does_not_command() -> None:
    assert links("Amira Velan, deputy commander of the Falcon Brigade, left.") == {("Amira Velan", "member of", "Falcon Brigade")}


def test_a_post_repeated_without_its_body_is_said_once() -> None:
    body = "Amira Velan, commander of the Falcon Brigade, left. Later commander Amira Velan returned."
    assert posts(body) == {("Amira Velan", "commander", "Falcon Brigade")}


def test_a_time_beside_the_post_dates_it() -> None:
    read = replace(reading("Since March 2020 Amira Velan has been commander of the Falcon Brigade.", NAMES), whens=())
    times = dates.find(read.body, published=None, language="en", span=read.span)
    (role,) = [r for r in roles.find(replace(read, whens=tuple(times))) if isinstance(r, Role)]
    assert role.when is not None
    assert role.when.earliest == date(2020, 3, 1)


def test_loyalty_is_not_subordination() -> None:
    assert {relation for _, relation, _ in links("Amira Velan, a fighter loyal to Tomas Orvel, left.")} == {"ally of"}


def test_every_role_and_link_is_verbatim() -> None:
    read = reading("Amira Velan, 51, the former commander of the Falcon Brigade, met Tomas Orvel of the Marudi Front.", NAMES)
    for finding in roles.find(read):
        span = finding.spans[0]
        assert read.body[span.start : span.end] == span.quote


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("roles", "en"),
        ("links", "en"),
        ("roles", "fr"),
        ("roles", "ar"),
        ("names", "fr"),
        ("name_context", "en"),
        ("also_called", "en"),
    ],
)
def test_rules_keep_their_examples(name: str, language: str) -> None:
    assert failures(rules(name, language)) == []
    assert all(rule.match and rule.but_not for rule in rules(name, language))
