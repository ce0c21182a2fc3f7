"""Decisions as they bear on review: what is settled, what waits, and for whom.

Ordinarily one person settles a finding. Under four eyes an acceptance counts when two people gave it, and nobody approves what he
added or corrected himself; a rejection or setting aside stands at once, for it asserts nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from probanda import decided
from probanda.errors import DecisionError
from probanda.model import AnyFinding, Decision

JUDGING = ("accept", "reject", "set_aside", "correct")


class Docket:
    """All decisions of a case. `added` holds the findings that people added, each with the decision that did."""

    def __init__(
        self, decisions: Sequence[Decision], *, four_eyes: bool, added: Mapping[str, tuple[Decision, AnyFinding]]
    ) -> None:
        self.all, self.four_eyes, self.added = tuple(decisions), four_eyes, added
        self.standing = decided.standing(decisions)
        self._about: dict[str, list[Decision]] = {}
        for decision in self.standing:
            for about in decision.about:
                self._about.setdefault(about, []).append(decision)

    def about(self, finding: str) -> Sequence[Decision]:
        """The standing decisions on a finding, oldest first."""
        return self._about.get(finding, ())

    def judged(self) -> list[str]:
        """What any standing judgement is about, added findings included."""
        return [*self.added, *(a for a, made in self._about.items() if any(d.verdict in JUDGING for d in made))]

    def settled(self, finding: str) -> bool:
        """Whether nothing more is asked about a finding."""
        judging = [d for d in self.about(finding) if d.verdict in JUDGING]
        if judging and judging[-1].verdict in ("reject", "set_aside"):
            return True
        if not self.four_eyes:
            return bool(judging) or finding in self.added
        return len(self.behind(finding)) >= 2

    def behind(self, finding: str) -> set[str]:
        """The people who stand behind a finding as it is now: who added or last corrected it, and who accepted it since."""
        people = {self.added[finding][0].by} if finding in self.added else set()
        for decision in self.about(finding):
            if decision.verdict == "accept":
                people.add(decision.by)
            elif decision.verdict in ("correct", "reject", "set_aside"):
                people = {decision.by} if decision.verdict == "correct" else set()
        return people

    def waits_for(self, finding: str, by: str) -> bool:
        """Whether a finding waits for this person: it is not settled, and somebody else's word is not what it lacks."""
        return not self.settled(finding) and by not in self.behind(finding)

    def check(self, decision: Decision) -> None:
        """Raises DecisionError when a person approves his own addition or correction under four eyes."""
        if self.four_eyes and decision.verdict == "accept" and any(decision.by in self.behind(a) for a in decision.about):
            raise DecisionError(
                "nobody approves his own addition, correction or earlier acceptance in this case",
                where=decision.about[0],
                next="a second person has to look at it",
            )
