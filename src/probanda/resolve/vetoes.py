"""What keeps two persons of one name apart, with the reason in words: years of birth, and posts that nobody holds together."""

from __future__ import annotations

from datetime import date

from probanda.resolve import units
from probanda.resolve.context import Contexts, Held
from probanda.resolve.local import Local
from probanda.resolve.normal import fold
from probanda.resolve.policy import policy


def born_apart(left: Local, right: Local) -> str:
    """Why the years of birth keep the two apart; empty where they do not, or are not known of both."""
    if not left.born or not right.born or abs((left.born.born or 0) - (right.born.born or 0)) <= policy()["born_apart"]:
        return ""
    words = str(policy()["vetoes"]["born"])
    return words.format(left=left.names[0], right=right.names[0], first=left.born.born, second=right.born.born)


def two_posts(left: Local, right: Local, contexts: Contexts) -> str:
    """Why the posts held at one time keep the two apart; empty where they do not, or it is not said when they were held."""
    for one in contexts.held.get(left.id, ()):
        for other in contexts.held.get(right.id, ()):
            if _exclude(one, other):
                first, second = (f"{held.post} of {held.where}" for held in (one, other))
                words = str(policy()["vetoes"]["posts"])
                return words.format(left=left.names[0], right=right.names[0], first=first, second=second)
    return ""


def _exclude(one: Held, other: Held) -> bool:
    alone = one.post == other.post and one.post in policy()["one_at_a_time"]
    return (
        alone
        and _together(one, other)
        and not (fold(one.where) == fold(other.where) or units.compare(one.where, other.where).same)
    )


def _together(one: Held, other: Held) -> bool:
    first, last = one.when.earliest or date.min, one.when.latest or date.max
    return first <= (other.when.latest or date.max) and (other.when.earliest or date.min) <= last
