"""Search finds passages by words, by other spellings of names, and narrowed by what was found in them."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from probanda.model import Text
from probanda.store.case import Case, Derived, put_derived
from probanda.store.search import index
from tests.web.conftest import person


def found(client: TestClient, **asked: str) -> list[dict[str, Any]]:
    answer = client.get("/search", params=asked, headers={"accept": "application/json"})
    assert answer.status_code == 200
    hits: list[dict[str, Any]] = answer.json()
    return hits


@pytest.fixture
def warm(client: TestClient) -> TestClient:
    """With the case computed, so that its names are known."""
    client.get("/entities")
    return client


def test_another_spelling_of_a_name_is_found_unless_switched_off(warm: TestClient) -> None:
    plain = found(warm, q="Valdane", exact="1")
    assert plain
    assert {h["quote"] for h in plain} <= {h["quote"] for h in found(warm, q="Valdan")}
    assert {h["quote"] for h in plain} <= {h["quote"] for h in found(warm, q="Valdayne")}
    assert found(warm, q="Valdayne", exact="1") == []


def test_a_kind_of_finding_narrows(warm: TestClient) -> None:
    every, orders = found(warm, q="the"), found(warm, q="the", kind="order")
    assert 0 < len(orders) < len(every)


def test_a_source_narrows(warm: TestClient) -> None:
    assert len({h["source"] for h in found(warm, q="the")}) > 1
    assert len({h["source"] for h in found(warm, q="the", source="e1")}) == 1
    assert found(warm, q="the", source="E999") == []


def test_a_voice_and_a_time_narrow(warm: TestClient) -> None:
    assert found(warm, q="the", voice="nobody at all") == []
    assert found(warm, q="the", until="1950-01-01") == []
    assert found(warm, q="the", since="1950-01-01", until="2100-01-01")
    assert found(warm, q="the", since="not a day")


def test_arabic_is_found_without_its_marks(warm: TestClient, bench_case: Case) -> None:
    source = bench_case.sources()[0].id
    with bench_case.writing() as connection:
        text = Text(id="t-ar", source=source, reader="r", body="قال إن المَحجر مغلق")
        put_derived(connection, Derived(source=source, key="k", text=text))
        index(connection, source, text)
    client = person(bench_case)
    assert text.body in [h["quote"] for h in found(client, q="المحجر")]
    assert text.body in [h["quote"] for h in found(client, q="قال ألمحجر مغلق")]
