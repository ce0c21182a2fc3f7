"""Ten outlets that print one agency report are one source."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from probanda.model import AnyFinding, Incident, Party, Source, Span, Statement, Text, Voice
from probanda.weigh.independence import independent, origin_of, origins, wording

AGENCY = (
    "KESSAR, 4 May (Reuters) - Gunmen in grey uniforms stormed the fish market of Kessar and shot nine porters.\n"
    "Survivors hid under the ice crates until the last truck had left."
)
PRINTED = "Gunmen in grey uniforms stormed the fish market of Kessar and shot nine porters.\nOur reporter counted six graves."
OWN = (
    "Nine men who carried fish for a living lie dead in Kessar. Their attackers came at four in the morning, neighbours told us."
)
TALK = "“We spared nobody in that yard, and I would do the same again tomorrow,” Colonel Ruan Tano said"

TANO = Party(name="Ruan Tano")
COLONEL = Party(name="the colonel", how="description")
NEIGHBOUR = Party(name="a neighbour", how="description")


def text(name: str, body: str, published: str | None = None, publisher: str | None = None) -> Text:
    return Text(id=f"t-{name}", source=name, reader="text", body=body, published=published, publisher=publisher)


def source(name: str) -> Source:
    return Source(id=name, name=f"{name}.txt", media_type="text/plain", size=1, received_at=datetime(2026, 1, 1, tzinfo=UTC))


def span(held: Text, words: str) -> Span:
    start = held.body.index(words)
    return Span(text=held.id, start=start, end=start + len(words), quote=words)


def incident(held: Text, words: str) -> Incident:
    return Incident(id=f"f-{held.source}-{words[:8]}", rule="r", spans=(span(held, words),), act="killing")


def said(held: Text, words: str, who: Party) -> Statement:
    name = f"f-{held.source}-said"
    return Statement(id=name, rule="r", spans=(span(held, words),), voice=(Voice(speaker=who),), speaker=who, mode="direct")


def by_id(*findings: AnyFinding) -> dict[str, AnyFinding]:
    return {f.id: f for f in findings}


def found(texts: list[Text], findings: list[AnyFinding]) -> dict[str, str]:
    return origin_of(origins(texts, by_id(*findings), sources={t.source: source(t.source) for t in texts}))


def test_agency_text_and_its_reprint_are_one_origin_and_own_reporting_another() -> None:
    agency, printed, own = text("agency", AGENCY), text("post", PRINTED), text("review", OWN)
    findings = [
        incident(agency, "shot nine porters"),
        incident(printed, "shot nine porters"),
        incident(own, "lie dead in Kessar"),
    ]
    named = by_id(*findings)
    groups = origins([own, printed, agency], named, sources={})
    labels = ["A: agency report (Reuters)", "B: own reporting of t-review, whose publisher is not stated"]
    assert [o.label for o in groups] == labels
    assert wording(named, found=groups, findings=named) == f"3 reports, 2 independent origins ({'; '.join(labels)})"


def test_of_outlets_that_nobody_names_it_is_said_that_they_may_be_one() -> None:
    left, right = text("left", OWN), text("right", "Gunmen held the ferry at Tirn until dusk.")
    held = by_id(incident(left, "lie dead in Kessar"), incident(right, "Gunmen held the ferry"))
    told = wording(held, found=origins([left, right], held, sources={}), findings=held)
    assert told.endswith("; whether those whose publisher is not stated are of one outlet is open")


def test_the_passage_is_the_unit() -> None:
    agency, printed = text("agency", AGENCY), text("post", PRINTED)
    origin = found([agency, printed], [incident(printed, "shot nine porters"), incident(printed, "counted six graves")])
    assert len(set(origin.values())) == 2


def test_a_quotation_in_two_outlets_is_one_statement() -> None:
    left = text("left", f"{TALK} on Monday.\nThe yard was locked from outside.")
    right = text("right", f"There was no remorse at the hearing.\n{TALK} before he left.\nA clerk read out the names.")
    findings = [said(left, TALK[1:40], TANO), said(right, TALK[1:40], COLONEL)]
    assert len(set(found([left, right], findings).values())) == 1


def test_what_stands_around_a_shared_quotation_stays_apart() -> None:
    left = text("left", f"{TALK} on Monday.\nThe yard was locked from outside.")
    right = text("right", f"{TALK} at noon.\nThe gate of the yard had been chained, we saw.")
    findings = [incident(left, "The yard was locked from outside."), incident(right, "The gate of the yard had been chained")]
    assert len(set(found([left, right], findings).values())) == 2


def test_without_dates_nobody_is_called_the_first() -> None:
    left, right = text("left", PRINTED), text("right", PRINTED)
    findings: dict[str, AnyFinding] = {
        f.id: f for f in (incident(left, "shot nine porters"), incident(right, "shot nine porters"))
    }
    (origin,) = origins([left, right], findings, sources={})
    assert "don't tell which was first" in origin.why
    assert {s.text for s in origin.spans} == {"t-left", "t-right"}


def test_the_earlier_text_is_the_origin_of_its_copies() -> None:
    early, late = text("early", PRINTED, "2020-05-04", "Harbour Post"), text("late", PRINTED, "2020-05-09", "Delta Courier")
    findings: dict[str, AnyFinding] = {
        f.id: f for f in (incident(early, "counted six graves"), incident(late, "shot nine porters"))
    }
    (origin,) = origins([late, early], findings, sources={})
    assert origin.label == "A: own reporting of Harbour Post"


def test_according_to_an_agency_is_no_own_reporting() -> None:
    left = text("left", "Nine porters died in Kessar, according to AFP. The mayor has fled to the hills above the town.")
    right = text("right", "AFP reported nine dead on the quay. Boats have stopped calling at the old harbour of Kessar.")
    origin = found([left, right], [incident(left, "Nine porters died"), incident(right, "nine dead")])
    assert len(set(origin.values())) == 1


def test_two_unnamed_witnesses_of_two_outlets_are_not_taken_for_one() -> None:
    left, right = text("left", "The trucks came twice, a neighbour said."), text("right", "I saw one truck, a neighbour said.")
    findings = [
        said(left, "The trucks came twice", NEIGHBOUR),
        said(right, "I saw one truck", NEIGHBOUR),
    ]
    assert len(set(found([left, right], findings).values())) == 2


def test_no_break_spaces_do_not_hide_a_copy() -> None:
    left, right = (
        text("left", PRINTED),
        text("right", PRINTED.replace("of Kessar", "of\u00a0Kessar").replace("shot nine", "shot\u00a0nine")),
    )
    findings = [incident(left, "Gunmen in grey"), incident(right, "Gunmen in grey")]
    assert len(set(found([left, right], findings).values())) == 1


def test_voices_in_one_report_rest_on_that_report() -> None:
    left = text("left", "The trucks came twice, Sera Ila said. Six graves lie behind the yard.")
    held = by_id(said(left, "The trucks came twice", Party(name="Sera Ila")), incident(left, "Six graves lie"))
    groups = origins([left], held, sources={}, called={"left": "E1"})
    labels = "A: statement of Sera Ila, as reported by E1; B: own reporting of E1, whose publisher is not stated"
    assert wording(held, found=groups, findings=held) == f"1 report, 1 origin for 2 voices ({labels})"


@pytest.mark.parametrize(
    ("held", "apart"),
    [
        ([], 0),
        ([("A", "t1"), ("B", "t1")], 1),
        ([("A", "t1"), ("A", "t2")], 1),
        ([("A", "t1"), ("B", "t2")], 2),
        ([("A", "t1"), ("A", "t2"), ("B", "t1"), ("C", "t1")], 2),
    ],
)
def test_no_more_origins_are_independent_than_texts_carry_them(held: list[tuple[str, str]], apart: int) -> None:
    assert independent(held) == apart
