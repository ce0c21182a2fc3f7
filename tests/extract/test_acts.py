"""Words that name acts, and names of crimes exactly as written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import probanda
from probanda.extract import acts
from tests.extract.readings import reading

KNOWN = set(yaml.safe_load((Path(probanda.__file__).parent / "data" / "acts.yaml").read_text("utf-8")))


@pytest.mark.parametrize(
    ("body", "act"),
    [
        ("They gunned down a herder.", "killing"),
        ("An air strike hit the town.", "airstrike"),
        ("Soldiers tortured the man.", "torture"),
        ("Rebels looted the shops.", "pillage"),
        ("The massacre shook the town.", "massacre"),
    ],
)
def test_a_word_names_an_act(body: str, act: str) -> None:
    assert act in [t.act for t in acts.triggers(reading(body).doc)]


def test_the_lexicon_keeps_to_the_vocabulary_of_acts() -> None:
    assert set(acts.words()) <= KNOWN


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("charged with murder as a war crime", ("murder as a war crime",)),
        ("the war crime of denying quarter", ("war crime of denying quarter",)),
        ("genocide, crimes against humanity and war crimes", ("genocide", "crimes against humanity", "war crimes")),
        ("a war crimes tribunal", ()),
        ("war crimes prosecutors", ()),
    ],
)
def test_crimes_as_written(body: str, names: tuple[str, ...]) -> None:
    assert acts.crimes(body, 0, len(body)) == names


def test_a_crime_names_its_act() -> None:
    assert acts.named_act("murder as a war crime") in KNOWN
    assert acts.named_act("Torture") == "torture"
    assert acts.named_act("lateness") == "other"
