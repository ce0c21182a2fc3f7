"""What a careful reader finds in the two seed reports is found, each with its passage; and what they do not say is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from probanda import pipeline
from probanda.derived import View
from probanda.model import Admission, AnyFinding, CommandLink, Incident, Order, Recital, Statement, Step
from probanda.store.case import create


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> View:
    """The case built from the two seeds."""
    case = create(tmp_path_factory.mktemp("seeds") / "case")
    report = pipeline.build(shared / "seeds", case)
    assert report.complete
    return pipeline.see(case)


def all_of(view: View, kind: type[AnyFinding]) -> list[AnyFinding]:
    return [f for f in view.findings.values() if isinstance(f, kind)]


def words(finding: AnyFinding) -> str:
    return " ".join(span.quote for span in finding.spans)


def steps(view: View, name: str) -> list[Step]:
    return [f for f in all_of(view, Step) if isinstance(f, Step) and f.step == name]


def test_the_words_of_the_order_are_an_order_that_none_be_spared(seeds: View) -> None:
    orders = [f for f in all_of(seeds, Order) if isinstance(f, Order) and "no mercy in confronting" in words(f)]
    assert [(o.by.name, o.act, o.quoted) for o in orders] == [("Khalifa Haftar", "no_quarter", True)]


def test_the_order_is_also_reported_from_a_video_on_social_media(seeds: View) -> None:
    reported = [f for f in all_of(seeds, Order) if isinstance(f, Order) and not f.quoted and f.by.name == "Khalifa Haftar"]
    assert any("video" in (o.medium or "") and "social media" in (o.medium or "") for o in reported)


def test_the_complaint_and_the_letter_to_the_prosecutor(seeds: View) -> None:
    said = [f for f in all_of(seeds, Statement) if isinstance(f, Statement) and f.speaker.name == "Emadeddin Muntasser"]
    assert any("denying quarter" in words(s) for s in said)
    assert any("therefore evident" in words(s) and "letter" in f"{s.medium} {s.occasion} {s.addressee}" for s in said)
    assert any("filed a complaint" in words(s) for s in steps(seeds, "complaint"))


def test_the_unit_admits_executions_on_orders(seeds: View) -> None:
    admitted = [f for f in all_of(seeds, Admission) if isinstance(f, Admission)]
    (one,) = [a for a in admitted if a.act == "execution"]
    assert "Saiqa" in one.by.name
    assert one.on_orders_of is not None
    assert "Haftar" in one.on_orders_of.name
    assert "Facebook" in (one.medium or "")


def test_the_warrant_is_dated_to_the_tuesday_before_publication(seeds: View) -> None:
    warrants = [s for s in steps(seeds, "warrant issued") if s.person and s.person.name == "Mahmoud Al-Werfalli"]
    assert {s.when.earliest for s in warrants if s.when} == {date(2017, 8, 15)}


def test_thirty_three_people_in_at_least_seven_incidents(seeds: View) -> None:
    counted = [f for f in all_of(seeds, Incident) if isinstance(f, Incident) and any(v.minimum == 33 for v in f.victims)]
    assert counted
    for incident in counted:
        assert incident.incidents[0] == 7
        assert all(v.minimum != 7 for v in incident.victims)


def test_the_call_to_arrest_is_demanded_and_not_done(seeds: View) -> None:
    calls = [
        s for s in [*steps(seeds, "arrest"), *steps(seeds, "surrender")] if s.person and s.person.name == "Mahmoud Al-Werfalli"
    ]
    assert calls
    assert {s.status for s in calls} == {"demanded"}


def test_statements_for_amnesty(seeds: View) -> None:
    said = [f for f in all_of(seeds, Statement) if isinstance(f, Statement) and f.speaker.name == "Heba Morayef"]
    assert len([s for s in said if s.mode == "direct"]) >= 3


def test_the_investigation_of_march_2011_and_the_referral(seeds: View) -> None:
    (opened,) = {s.when.earliest for s in steps(seeds, "investigation opened") if s.when}
    assert opened == date(2011, 3, 1)
    assert any(s.body and "Security Council" in s.body.name for s in steps(seeds, "referral"))


@pytest.mark.parametrize(
    ("source", "target"),
    [("Haftar", "Libyan National Army"), ("Werfalli", "Saiqa"), ("Saiqa", "Haftar|Libyan National Army|Dignity")],
)
def test_the_chain_of_command_is_linked_and_sourced(seeds: View, source: str, target: str) -> None:
    links = [f for f in all_of(seeds, CommandLink) if isinstance(f, CommandLink)]
    assert any(source in link.source.name and any(t in link.target.name for t in target.split("|")) for link in links)


def test_the_operation_was_launched_in_may_2014(seeds: View) -> None:
    founded = [
        f for f in all_of(seeds, CommandLink) if isinstance(f, CommandLink) and "Dignity Operation" in f.target.name and f.when
    ]
    assert any(link.when and link.when.earliest == date(2014, 5, 1) for link in founded)


def test_recited_law_supports_nothing(seeds: View) -> None:
    recited = [span for f in all_of(seeds, Recital) for span in f.spans]
    assert any("Rome Statute" in span.quote for span in recited)
    borne = [b.span for chart in seeds.charts for cell in chart.cells for b in (*cell.support, *cell.against)]
    for span in borne:
        assert not any(r.text == span.text and r.start <= span.start and span.end <= r.end for r in recited)


def test_is_responsible_is_shown_as_going_beyond_allegedly_responsible(seeds: View) -> None:
    assert any(d.about == "wording" for d in seeds.disagreements)


@pytest.mark.parametrize(
    ("crime", "accused"),
    [
        ("8-2-e-x", "Haftar"),
        ("8-2-c-i-1", "Werfalli"),
        ("8-2-c-iv", "Werfalli"),
        ("25-3-b-order", "Haftar"),
        ("28-a", "Haftar"),
    ],
)
def test_the_charts_that_the_reports_call_for(seeds: View, crime: str, accused: str) -> None:
    assert any(c.crime == crime and accused in c.accused_name for c in seeds.charts)


def test_what_the_reports_do_not_speak_of_is_not_charted(seeds: View) -> None:
    assert not [c.crime for c in seeds.charts if c.crime.startswith(("6-", "7-"))]


def test_rank_alone_leaves_control_open(seeds: View) -> None:
    (chart,) = [c for c in seeds.charts if c.crime == "8-2-e-x" and "Haftar" in c.accused_name]
    control = chart.cells[2]
    assert control.support
    assert control.gaps
    assert control.status == "open"


def test_the_two_reports_are_not_two_independent_confirmations_of_the_warrant(seeds: View) -> None:
    shared_origin = [o for o in seeds.origins if len({s.text for s in o.spans}) > 1]
    assert shared_origin


def test_two_reports_that_share_wording_are_nowhere_plainly_independent(seeds: View) -> None:
    told = [cell.origins for chart in seeds.charts for cell in chart.cells if "2 independent origins" in cell.origins]
    assert told
    assert all("independence is open" in words for words in told)
