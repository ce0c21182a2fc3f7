"""How this file was made, and what its reader must know before relying on it."""

from __future__ import annotations

from probanda import __version__
from probanda.write.desk import Desk
from probanda.write.document import Bullets, Section, paragraph, said

_RULES = (
    "Each source was copied into a vault under the SHA-256 hash of its bytes and has not been changed. Each was read into one text, "
    "which was then frozen; every quotation is a slice of it, given by positions of characters.",
    "Findings are proposed by rules that are named on each of them. A rule sees patterns of language; it does not judge truth. "
    "What a person decided about a finding is recorded beside it with name, time and reason.",
    "Every finding says who says so, the outlet first. Whoever is accused is alleged to have acted, whatever words a source uses; "
    "the source's own words are shown.",
    "A date is an interval. A relative expression such as “on Tuesday” is counted from the date of publication where that is known, "
    "and stays unresolved where it is not. The date on which something was posted is not the date on which it happened.",
    "Copies of one report, and repeated quotations of one person, count as one origin. Corroboration is shown; it is not a condition "
    "(Rule 63(4) of the Rules of Procedure and Evidence of the International Criminal Court).",
    "What speaks against a charge, a denial, and what bears on credibility are listed as fully as what supports it.",
    "Passages in which a source recites the law are marked as law and support no element.",
    "The software reads English by grammar and rules, and parts of French and Arabic by rules alone. It overlooks things. A person must "
    "read the sources.",
)


def section(desk: Desk) -> Section:
    """The method, with the decisions people made."""
    blocks = (Bullets(items=tuple(said(rule) for rule in _RULES)), paragraph(said(f"Made with Probanda {__version__}.")))
    return Section(title="Method", anchor="method", blocks=blocks, parts=_decisions(desk))


def _decisions(desk: Desk) -> tuple[Section, ...]:
    if not desk.view.decisions:
        return ()
    items = tuple(
        said(f"{d.at:%Y-%m-%d %H:%M} UTC, {d.by}: {d.verdict} {', '.join(d.about)}. {d.reason}".strip())
        for d in desk.view.decisions
    )
    return (Section(title="Decisions", anchor="decisions", blocks=(Bullets(items=items),)),)
