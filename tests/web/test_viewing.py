"""The stored view: pages show what a full run gives, and at once what was decided since; a child process computes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from probanda import pipeline, work
from probanda.errors import ProbandaError
from probanda.preserve import custody
from probanda.store import viewed
from probanda.store.case import Case, create_encrypted, open_
from probanda.web import viewing
from probanda.web.app import application
from probanda.web.bench import Bench
from probanda.web.worker import Worker
from tests.web.conftest import ORIGIN

JSON = {"accept": "application/json", "origin": ORIGIN}


@pytest.fixture
def behind(bench_case: Case, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A workbench whose stored view is never renewed: pages show it with what was decided since."""
    monkeypatch.setattr(Bench, "_compute", lambda self: None)
    client = TestClient(application(bench_case, by="Ada", token="launch", patience=0.0), base_url=ORIGIN)
    assert client.get("/?token=launch").status_code == 200
    return client


def get(client: TestClient, path: str) -> Any:
    answer = client.get(path, headers=JSON)
    assert answer.status_code == 200, answer.text
    return answer.json()


def plain(records: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(records))


def decide(client: TestClient, verdict: str, *about: str, **value: str) -> None:
    answer = client.post("/decide", data={"verdict": verdict, "about": list(about), **value}, headers=JSON)
    assert answer.status_code == 200, answer.text


def test_the_charts_of_the_pages_are_those_of_a_full_run(behind: TestClient, bench_case: Case) -> None:
    whole = pipeline.see(bench_case)
    shown = [chart for page in range(1, 2 + len(whole.charts) // 3) for chart in get(behind, f"/chart?page={page}")]
    assert shown == plain(whole.charts)
    assert get(behind, "/contradictions") == plain(whole.disagreements[:25])
    assert {e["id"]: e["mentions"] for e in get(behind, "/entities")} == {e.id: len(e.mentions) for e in whole.entities.values()}
    assert get(behind, "/entities/pairs") == plain(whole.pairs[:25])


@pytest.mark.parametrize("changed", ["view.py", "decided.py", "resolve/link.py", "write/words.py", "data/names/linking.yaml"])
def test_any_change_of_code_or_data_makes_a_stored_view_stale(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = shutil.copytree(
        Path(work.__file__).parent, tmp_path / "probanda", ignore=shutil.ignore_patterns("__pycache__", "maps")
    )
    monkeypatch.setattr(work, "files", lambda package: copied)
    monkeypatch.setattr(viewing, "fingerprint", work.fingerprint.__wrapped__)
    before = viewing.code()
    (copied / changed).write_text((copied / changed).read_text("utf-8") + "\n# changed\n", "utf-8")
    assert viewing.code() != before


def test_a_page_that_is_behind_says_of_which_moment_it_is(behind: TestClient) -> None:
    assert 'class="note" role="status"' not in behind.get("/chart").text
    decide(behind, "reject", get(behind, "/review?kind=statement")["finding"]["id"])
    page = behind.get("/chart").text
    assert 'class="note" role="status"' in page
    held = viewed.now(behind.app.state.bench.case.engine)  # type: ignore[attr-defined]
    assert held
    assert f"{held[0].at:%Y-%m-%d %H:%M:%S} UTC" in page


def test_entities_that_were_merged_are_one_at_once(behind: TestClient) -> None:
    pair, before = get(behind, "/entities/pairs")[0], get(behind, "/entities")
    decide(behind, "merge", pair["left"], pair["right"])
    after = get(behind, "/entities")
    assert len(after) == len(before) - 1
    number = {e["id"]: e["mentions"] for e in before}
    cards = [get(behind, f"/entities/{pair[side]}")["entity"] for side in ("left", "right")]
    assert cards[0] == cards[1]
    assert cards[0]["mentions"] == number[pair["left"]] + number[pair["right"]]
    assert pair not in get(behind, "/entities/pairs")


def test_a_merge_that_contradicts_an_earlier_decision_is_refused_before_anything_is_computed(behind: TestClient) -> None:
    pair = get(behind, "/entities/pairs")[0]
    decide(behind, "distinct", pair["left"], pair["right"])
    data = {"verdict": "merge", "about": [pair["left"], pair["right"]]}
    assert behind.post("/decide", data=data, headers=JSON).status_code == 409


def test_a_cell_has_its_new_status_and_its_rejected_passage_is_gone_at_once(behind: TestClient) -> None:
    chart = get(behind, "/chart")[0]
    cell = next(c for c in chart["cells"] if c.get("support"))
    decide(behind, "status", f"{cell['crime']}/{cell['element']}/{cell['accused']}", **{"set-status": "contested"})
    gone = cell["support"][0]["finding"]
    decide(behind, "reject", gone)
    now = next(c for c in get(behind, "/chart")[0]["cells"] if c["element"] == cell["element"])
    assert now["status"] == "contested"
    assert gone not in {b["finding"] for b in now.get("support", ())}


def test_mentions_that_left_an_entity_are_not_on_its_card(behind: TestClient) -> None:
    entity = next(e for e in get(behind, "/entities") if e["mentions"] > 2)
    mentions = get(behind, f"/entities/{entity['id']}")["mentions"]
    decide(behind, "split", entity["id"], mentions[0]["id"])
    assert mentions[0] not in get(behind, f"/entities/{entity['id']}")["mentions"]


def test_what_is_only_logged_puts_no_page_behind(bench_case: Case) -> None:
    source = bench_case.sources()[0].id
    for action, current in (("exported", True), ("checkpoint", True), ("viewed", True), ("read", False)):
        with bench_case.writing() as connection:
            custody.log(connection, [custody.Act(action, source)])
        assert viewing.current(bench_case) is current, action


def test_a_child_process_computes_what_this_one_would(bench_case: Case) -> None:
    bench = Bench(bench_case, patience=120.0)
    before = viewed.now(bench_case.engine)
    pair = pipeline.see(bench_case).pairs[0]
    bench.decide("merge", (pair.left, pair.right), by="Ada")
    assert bench.stale()
    seen = bench.shown()
    assert not bench.stale()
    assert viewed.now(bench_case.engine) != before
    whole = pipeline.see(bench_case)
    assert seen.listing()[1] == len(whole.entities)
    assert seen.summary.warnings == whole.warnings


def test_a_status_lays_only_the_charts_anew(bench_case: Case) -> None:
    known = viewing.renewed(bench_case)
    cell = known.desk.view.charts[0].cells[0]
    before = viewed.now(bench_case.engine)
    Bench(bench_case).decide("status", (f"{cell.crime}/{cell.element}/{cell.accused}",), by="Ada", value={"status": "contested"})
    after = viewing.renewed(bench_case, known)
    held = viewed.now(bench_case.engine)
    assert before
    assert held
    assert {part for part in held[1] if held[1][part] != before[1].get(part)} == {"summary", "chart", "whole", "fed"}
    assert after.desk.view == pipeline.see(bench_case)


def test_a_child_that_cannot_compute_says_why(bench_case: Case) -> None:
    (bench_case.folder / "case.toml").unlink()
    with pytest.raises(ProbandaError, match="the process that computes the case ended"):
        Worker(bench_case).renew()


def test_the_view_of_an_encrypted_case_is_stored_and_computed_without_a_plain_word(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    sources = tmp_path / "sources"
    sources.mkdir()
    words = 'Colonel Idris Valdane said on 4 May 2031: "Spare nobody in Old Harbour."'
    (sources / "a.txt").write_text(words, encoding="utf-8")
    made = create_encrypted(tmp_path / "case", passphrase="five plain words for this case")
    case = open_(tmp_path / "case", unlock=lambda _: made.key)  # type: ignore[arg-type,return-value]
    pipeline.build(sources, case)
    Worker(case).renew()
    assert viewing.current(case)
    assert any("Valdane" in e.name for e in Bench(case).shown().listing()[0])
    held = b"".join(p.read_bytes() for p in (tmp_path / "case").rglob("*") if p.is_file())
    assert not [word for word in (b"Valdane", b"Old Harbour", b"alleged") if word in held]
