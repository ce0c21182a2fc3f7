"""What witnesses tell in their own words: interviews, signed statements, letters, voice messages (`harms/accounts.yaml`).

`FIRST` is what came of the accounts when the extractor was first run on them; `HELD` is what comes of them now and keeps it from
falling, of 17 incidents. What is still missed: a date and a place told a sentence before the act, "we shot them" as an act of
those who tell it, and "they" where two forces were told of, which is left open on purpose.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from probanda.extract.extraction import Job, extract
from probanda.model import Admission, Incident, Party, Segment, Text

ACCOUNTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "harms" / "accounts.yaml").read_text("utf-8"))
FIRST = {"incidents": 6, "victims": 6, "perpetrators": 4, "voices": 2, "too many": 1}
HELD = {"incidents": 14, "victims": 13, "perpetrators": 13, "voices": 11, "too many": 0}


@cache
def told() -> dict[str, list[Incident]]:
    """The incidents of each account."""
    found = extract([_job(item["id"], item["text"]) for item in ACCOUNTS])
    return {item["id"]: [f for f in e.findings if isinstance(f, Incident)] for item, e in zip(ACCOUNTS, found, strict=True)}


def _job(name: str, body: str) -> Job:
    starts = [0, *(i + 1 for i, c in enumerate(body) if c == "\n")]
    ends = [*(s - 1 for s in starts[1:]), len(body)]
    segments = tuple(Segment(start=s, end=e) for s, e in zip(starts, ends, strict=True) if e > s)
    text = Text(id=name, source=name, reader="test", body=body, language="en", segments=segments)
    return Job(text=text, outlet=Party(name="The File", how="outlet"))


def of(body: str) -> list[Incident]:
    """The incidents of one text."""
    (found,) = extract([_job("t", body)])
    return [f for f in found.findings if isinstance(f, Incident)]


def figures() -> dict[str, int]:
    """How many of the incidents, with all their victims, with who did it and with who tells it, are found."""
    counts = dict.fromkeys(HELD, 0)
    for item in ACCOUNTS:
        left = list(told()[item["id"]])
        for gold in item["incidents"]:
            best = next((i for i in left if i.act in gold["act"]), None)
            if best is None:
                continue
            left.remove(best)
            counts["incidents"] += 1
            counts["victims"] += {tuple(v) for v in gold.get("victims", ())} <= {
                (v.outcome, v.minimum, v.maximum) for v in best.victims
            }
            by = "none" if best.perpetrator is None else best.perpetrator.name
            counts["perpetrators"] += gold["by"].casefold() in by.casefold()
            chain = [voice.speaker.name for voice in best.voice[1:]]
            wanted = gold.get("voice", [])
            counts["voices"] += len(chain) == len(wanted) and all(
                w.casefold() in c.casefold() for w, c in zip(wanted, chain, strict=False)
            )
        counts["too many"] += len(left)
    return counts


def test_what_witnesses_tell_is_found_and_no_less_than_before() -> None:
    now = figures()
    assert all(now[kind] >= held for kind, held in HELD.items() if kind != "too many"), now
    assert now["too many"] <= HELD["too many"], now


@pytest.mark.parametrize("name", [item["id"] for item in ACCOUNTS if not item["incidents"]])
def test_an_accident_a_storm_a_novel_and_a_robbery_are_no_incidents(name: str) -> None:
    assert told()[name] == []


def test_bodies_are_counted_as_dead_and_nobody_is_said_to_have_killed_them() -> None:
    taken, dead = told()["ac-01"]
    assert (taken.act, taken.perpetrator and taken.perpetrator.name) == ("abduction", "fighters of the Northern Brigade")
    assert [(v.outcome, v.minimum, v.maximum) for v in dead.victims] == [("killed", 11, 11)]
    assert (dead.perpetrator, dead.when) == (None, None)  # the day of the burial is not the day of the deaths


def test_they_are_the_force_told_of_before_and_nobody_where_there_are_two() -> None:
    one = of("Armed men of the militia entered the ward. They shot two patients.")
    two = of("The rebels held the bridge and the soldiers held the mill. They shot two patients of the ward.")
    assert [i.perpetrator and i.perpetrator.name for i in one] == ["Armed men of the militia"]
    assert [i.perpetrator for i in two] == [None]


def test_what_the_witness_was_told_is_told_by_who_told_him() -> None:
    seen, heard = told()["ac-03"]
    assert [v.speaker.name for v in seen.voice] == ["The File", "Dana Reva"]
    assert [v.speaker.name for v in heard.voice] == ["The File", "Dana Reva", "Petra Olin"]


@pytest.mark.parametrize(
    "body",
    [
        "Soldiers came after the flood. They took forty people away. We found eleven bodies in the mud.",
        "The army came to the village. The soldiers took my mother away to the hospital in their truck.",
        "The rebels lost the fight. They dragged their wounded away. The army held a meeting in the prison on Monday.",
        "The commander of the battalion kept his papers in the cellar. The soldiers took the chairs away.",
        "The militia wanted to take us away. If the soldiers come they will take him away.",
        "The rebels and the soldiers were near. We heard shots in the night of 4 May in Kessa.",
    ],
)
def test_rescue_wishes_things_and_shots_that_were_heard_are_no_taking_and_no_killing(body: str) -> None:
    assert of(body) == []


def test_nobody_admits_what_he_does_not_say_he_did() -> None:
    (found,) = extract([_job("t", "I, Radu Venn, state: the soldiers of the 2nd Border Battalion shot two men. I saw it.")])
    assert not [f for f in found.findings if isinstance(f, Admission)]
