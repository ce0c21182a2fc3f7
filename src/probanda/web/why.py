"""Why a finding was suggested, in words: the rule, what it went by, and how pronouns and descriptions were understood."""

from __future__ import annotations

from collections.abc import Iterator

from probanda.model import AnyFinding, Party
from probanda.write.words import acts


def why(finding: AnyFinding) -> Iterator[tuple[str, str]]:
    """Reasons as (key of a message, words)."""
    yield "rule", finding.rule
    for voice in finding.voice:
        if voice.span:
            yield "attributed", f"“{voice.span.quote}”"
    for party in _parties(finding):
        if party.why and party.span:
            yield "taken_for", f"“{party.span.quote}”: {party.name} ({party.why})"
    meaning = acts().get(getattr(finding, "act", ""), {}).get("means")
    if meaning:
        yield "vocabulary", meaning


def _parties(finding: AnyFinding) -> Iterator[Party]:
    held = (getattr(finding, name) for name in finding.__struct_fields__)
    for value in (*held, *(voice.speaker for voice in finding.voice)):
        yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Party))
