"""What speaks against a thesis is sorted as carefully as what speaks for it."""

from __future__ import annotations

import pytest

from probanda.model import Allegation, AnyFinding, Denial, Fact, Party, Span, Statement, Step, Tone
from probanda.weigh.polarity import exculpatory, polarity

TANO = Party(name="Ruan Tano")


def spans(words: str = "words") -> tuple[Span, ...]:
    return (Span(text="t", start=0, end=len(words), quote=words),)


@pytest.mark.parametrize(
    ("finding", "bearing"),
    [
        (Denial(rule="r", spans=spans(), by=TANO, act="killing", conduct=""), "contradicts"),
        (Statement(rule="r", spans=spans(), speaker=TANO, mode="direct", stance="denies"), "contradicts"),
        (Allegation(rule="r", spans=spans(), accused=(TANO,), conduct="", modality="acquitted"), "contradicts"),
        (Step(rule="r", spans=spans(), step="withdrawn/terminated"), "contradicts"),
        (Step(rule="r", spans=spans("The judges acquitted him."), step="verdict"), "contradicts"),
        (Step(rule="r", spans=spans("The judges found him guilty."), step="verdict"), "supports"),
        (Tone(rule="r", spans=spans("notorious")), "credibility"),
        (Fact(rule="r", spans=spans("The clip could not be independently verified."), name="clip"), "credibility"),
        (Fact(rule="r", spans=spans("He surrendered voluntarily in May."), name="surrender"), "mitigates"),
        (Allegation(rule="r", spans=spans("Tano shot them"), accused=(TANO,), conduct=""), "supports"),
    ],
)
def test_bearing(finding: AnyFinding, bearing: str) -> None:
    assert polarity(finding) == bearing
    assert exculpatory(finding) is (bearing != "supports")
