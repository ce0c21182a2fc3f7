"""Runs of words with capitals, and the names of bodies, forces and places found in them by the nouns they are made with.

"the Supreme Court of Ruritania" and "3rd Falcon Brigade" are read by their head noun (Court, Brigade); what stands before it, and what
follows after "of" or "for", belongs to the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from probanda.extract.gazetteer import is_town
from probanda.extract.mentions_lexicon import HEAD_TYPES, Candidate, countries, heads, not_names, peoples, titles
from probanda.extract.rules import either, load
from probanda.model import MentionType

_ARTICLE = r"(?:[AaEe]l|[Aa][nrst]|[AaEe]sh|[AaEe][dz]|[Uu]l|[AaEe]th|[Dd]['’])[-‑]|[DdLO]['’]"
_CAPITAL = rf"(?:{_ARTICLE})?[A-ZÀ-ÖØ-ÞĀČĐĞİŁŠŞŽ][^\W_]*(?:[-‑'’.&/](?!s\b)[^\W_]+)*"
WORD = rf"(?:(?:[A-Z]\.){{2,}}|(?:St|Mt|Dr|Mr|Mrs|Ms|Gen|Col|Lt|Maj|Capt|Sgt|Brig|Prof|Rev|Sen|Rep|Gov|[A-Z])\.|{_CAPITAL}|\d+(?:st|nd|rd|th)\b|\d+\b)"
_LINK = r"(?:of|for|and|&|de|des|du|del|la|las|los|les|dos|da|do|the|on|against|to|in|with|y|e|former|al|el|bin|ibn|ben|bint|abu|abou|ould|van|von|der|den|di|un|zu|Protect)"
_RUN = re.compile(rf"(?<![\w@#])(?:{WORD})(?:[ \u00a0](?:{_LINK}[ \u00a0]){{0,3}}(?:{WORD}))*")
_TOKEN = re.compile(r"[^ \u00a0]+")
_WRAP = re.compile(r"(?<=\S)\n(?=[^\n])")

_TAIL = {
    "of",
    "for",
    "on",
    "against",
    "to",
    "de",
    "del",
    "des",
    "du",
    "the",
    "former",
    "la",
    "las",
    "los",
    "les",
    "and",
    "&",
    "y",
    "e",
    "dos",
    "da",
    "do",
    "with",
}
_TAIL_IN = {"Mission", "Tribunal", "Chambers", "Court", "Courts", "Command"}
FUNCTION = frozenset(
    [
        "The",
        "A",
        "An",
        "This",
        "That",
        "These",
        "Those",
        "His",
        "Her",
        "Its",
        "Their",
        "Our",
        "My",
        "Your",
        "In",
        "On",
        "At",
        "By",
        "For",
        "From",
        "To",
        "Of",
        "With",
        "And",
        "But",
        "Or",
        "As",
        "If",
        "When",
        "While",
        "After",
        "Before",
        "During",
        "Since",
        "Until",
        "Under",
        "Over",
        "He",
        "She",
        "It",
        "They",
        "We",
        "You",
        "I",
        "Both",
        "Some",
        "Many",
        "Most",
        "Several",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "One",
        "No",
        "Not",
        "All",
        "Any",
        "Each",
        "Every",
        "Other",
        "Another",
        "Such",
        "Then",
        "Now",
        "Here",
        "There",
        "Where",
        "Who",
        "What",
        "Which",
        "Why",
        "How",
        "Yet",
        "So",
        "Nor",
        "Than",
        "Also",
        "Only",
        "Just",
        "Even",
        "Still",
        "Meanwhile",
        "However",
        "Although",
        "Though",
        "Because",
        "According",
        "Former",
        "Ex",
        "Current",
        "Late",
        "Senior",
        "Top",
        "New",
        "Last",
        "First",
        "Next",
        "Early",
        "Earlier",
        "Later",
        "Today",
        "Yesterday",
        "Tomorrow",
        "Against",
        "About",
        "Among",
        "Between",
        "Through",
        "Without",
        "Within",
        "Across",
        "Despite",
        "Following",
        "Like",
        "Unlike",
        "Near",
        "Inside",
        "Outside",
        "Is",
        "Are",
        "Was",
        "Were",
        "Has",
        "Have",
        "Had",
        "Do",
        "Does",
        "Did",
        "Will",
        "Would",
        "Can",
        "Could",
        "May",
        "Might",
        "Must",
        "Should",
        "Let",
        "Thousands",
        "Hundreds",
        "Dozens",
        "More",
        "Less",
        "About",
        "Around",
        "Once",
    ]
)
_OPENERS = {
    "A",
    "An",
    "The",
    "In",
    "On",
    "At",
    "After",
    "When",
    "But",
    "And",
    "He",
    "She",
    "It",
    "They",
    "His",
    "Her",
    "This",
    "That",
    "For",
}
_FIRST = {
    "Operation",
    "Camp",
    "Mount",
    "Lake",
    "Radio",
    "Hotel",
    "Mausoleum",
    "Fort",
    "Port",
    "Cape",
    "Highway",
    "Checkpoint",
    "Base",
    "Tomb",
    "Shrine",
    "Mosque",
    "Hospital",
    "Prison",
}
_NUMBERED = {
    "Branch",
    "Brigade",
    "Battalion",
    "Regiment",
    "Division",
    "Unit",
    "Squad",
    "Base",
    "Checkpoint",
    "Squadron",
    "Task",
    "Force",
    "Camp",
    "Section",
    "Office",
    "Highway",
}
_WEAK = {
    "Order",
    "Action",
    "Aid",
    "Today",
    "Line",
    "State",
    "Team",
    "Company",
    "Group",
    "Services",
    "Service",
    "Office",
    "Border",
    "Project",
    "Star",
    "Reporter",
    "Media",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run. `link` is true for the small words between the others."""

    start: int
    end: int
    text: str
    link: bool


def flatten(body: str) -> str:
    """The text with line ends inside a paragraph as spaces, of the same length, where lines look wrapped rather than listed."""
    return _WRAP.sub(lambda m: " " if m.start() - body.rfind("\n", 0, m.start()) > 60 else "\n", body)


def runs(flat: str) -> list[list[Word]]:
    """Runs of words with capitals and the small words between them, function words at the start cut off."""
    found = ([_word(token, match.start()) for token in _TOKEN.finditer(match[0])] for match in _RUN.finditer(flat))
    return [run for words in found for part in _sentences(words) if (run := _trimmed(part))]


def _sentences(words: list[Word]) -> Iterator[list[Word]]:
    """A dateline runs into the first word of a sentence ("ARDENA A court ..."): cut there."""
    start = 0
    for at, word in enumerate(words):
        if at > start and word.text in _OPENERS:
            yield words[start:at]
            start = at
    yield words[start:]


def _word(token: re.Match[str], offset: int) -> Word:
    link = token[0] == "&" or (token[0].islower() and "-" not in token[0])
    return Word(offset + token.start(), offset + token.end(), token[0], link)


def _trimmed(words: list[Word]) -> list[Word]:
    while words and words[-1].link:
        words = words[:-1]
    while words and (words[0].link or words[0].text in FUNCTION):
        words = words[1:]
    return words


def candidates(found: list[list[Word]]) -> Iterator[Candidate]:
    """Names that are made with a head noun, in all runs."""
    for words in found:
        at = 0
        while at < len(words):
            size = _head_size(words, at)
            name = _named(words, at, size) if size else _opened(words, at)
            if name:
                yield name
                at = next((i for i, w in enumerate(words) if w.start >= name.end), len(words))
            else:
                at += max(1, size)


def _head_size(words: list[Word], at: int) -> int:
    """How many words at this place make up a head noun, 0 for none; the longest counts."""
    for size in (4, 3, 2, 1):
        group = words[at : at + size]
        if len(group) == size and " ".join(w.text for w in group) in heads():
            return size
    return 0


def _named(words: list[Word], at: int, size: int) -> Candidate | None:
    head = " ".join(w.text for w in words[at : at + size])
    kind = heads()[head]
    first, last = _left(words, at), _right(words, at + size - 1, kind)
    if _next_head(words, at + size) or (kind == "place" and 0 < at < len(words) - size and words[at + size].text in titles()):
        return None
    if first == at and (last == at + size - 1 or not _may_open(head, words[at + size])):
        return None
    before = {w.text for w in words[first:at]}
    if last == at + size - 1 and not _telling(before, head):
        return None
    if head in ("Government", "Regime", "State") and all(
        _is_country(w.text) for w in (*words[first:at], *words[at + size : last + 1]) if not w.link
    ):
        return None
    return Candidate(
        words[first].start, words[last].end, HEAD_TYPES[kind], f"name.head.{kind}", _weight(words[first : last + 1], head)
    )


def _weight(words: list[Word], head: str) -> int:
    """A building named after a person with a title ("Mausoleum of Sheikh X") outweighs the person."""
    if any(w.text in titles() for w in words):
        return 77
    return 60 if head in _WEAK else 70


def _opened(words: list[Word], at: int) -> Candidate | None:
    """ "Lawyers for Justice", "Ruritanians for Truth and Justice": people who band together for something."""
    text = words[at].text
    if (
        at + 2 >= len(words)
        or words[at + 1].text != "for"
        or not (text in load("heads")["openers"] or (text in peoples() and text.endswith("s")))
    ):
        return None
    last = _right(words, at, "organisation")
    return Candidate(words[at].start, words[last].end, "organisation", "name.opener", 70) if last > at else None


def _next_head(words: list[Word], at: int) -> bool:
    """True when another head noun follows at once: "Police Station", "Defence Ministry" are read by their last noun."""
    return at < len(words) and not words[at].link and _head_size(words, at) > 0


def _may_open(head: str, following: Word) -> bool:
    if following.link:
        return following.text in _TAIL or following.text == "in"
    return head in _FIRST or (head.split(maxsplit=1)[0] in _NUMBERED and following.text[0].isdigit())


def _telling(before: set[str], head: str) -> bool:
    """Whether what stands before the head noun tells one such body from another: "Military Court" does, "National Court" hardly."""
    rest = {w for w in before if (w not in FUNCTION and w not in ("National", "General")) or len(before) > 1}
    return bool(rest) and (
        rest - _demonyms() != set()
        or head not in ("State", "Government", "Regime", "Region", "Border", "Forces", "Force", "Gulf")
    )


@cache
def _demonyms() -> frozenset[str]:
    return peoples()


def _left(words: list[Word], at: int) -> int:
    """Index of the first word of the name whose head noun stands at `at`."""
    first = at
    while first > 0:
        word = words[first - 1]
        if not word.link and not _closes(word.text):
            first -= 1
        elif word.text in ("and", "&") and first > 1 and _joins(words, first, at):
            first -= 2
        else:
            break
    return _without_titles(words, first, at)


def _joins(words: list[Word], first: int, at: int) -> bool:
    """Whether "and" before words[first] is inside a name ("Truth and Reconciliation Commission") and not between two."""
    before = words[first - 2]
    plain = not before.link and before.text not in FUNCTION and not _is_place(before.text) and before.text not in peoples()
    alone = first < 3 or words[first - 3].link
    return plain and alone and not before.text.isupper() and first <= at


def _closes(text: str) -> bool:
    return text in FUNCTION or (text in titles() and titles()[text] in ("courtesy", "office", "academic"))


def _without_titles(words: list[Word], first: int, at: int) -> int:
    while first < at and (words[first].text in FUNCTION or (words[first].text.isdigit() and len(words[first].text) == 4)):
        first += 1
    return first


def _right(words: list[Word], at: int, kind: str) -> int:
    """Index of the last word of the name: "of", "for" ... and the words with capitals that follow."""
    last = at
    if at + 1 < len(words) and not words[at + 1].link:
        return _straight(words, at, kind)
    if kind == "unit" and at > 0 and not words[at - 1].link:
        return last
    while last + 1 < len(words):
        step = _tail(words, last)
        if not step:
            break
        last = step
    return last


def _straight(words: list[Word], at: int, kind: str) -> int:
    """What follows the head noun without a small word between: a number, the town of a court, the name of a camp."""
    head, after = words[at].text, words[at + 1].text
    if after.isdigit() or (len(after) <= 3 and after.strip("IVX") == "" and kind == "court"):
        return at + 1 if head in _NUMBERED or kind == "court" else at
    if kind == "court" and is_town(after):
        return at + 1
    if head not in _FIRST or (at > 0 and not words[at - 1].link and words[at - 1].text not in FUNCTION):
        return at
    return next(
        (i - 1 for i in range(at + 1, len(words)) if words[i].link and words[i].text not in ("al", "el", "ben", "bin", "ibn")),
        len(words) - 1,
    )


def _tail(words: list[Word], last: int) -> int:
    """Index of the end of one more link and its words, or 0."""
    at = last + 1
    while at < len(words) and words[at].link:
        at += 1
    links = {w.text for w in words[last + 1 : at]}
    if at == len(words) or at == last + 1 or not links <= _TAIL | ({"in"} if words[last].text in _TAIL_IN else set()):
        return 0
    if links & {"and", "&"} and (
        _head_ahead(words, at) or "the" in links or _is_place(words[last].text) or words[at].text.isupper()
    ):
        return 0
    if words[at].text in titles() and titles()[words[at].text] == "courtesy":
        return 0
    end = at
    while end + 1 < len(words) and not words[end + 1].link:
        end += 1
    return 0 if _head_ahead(words, at) and heads().get(words[end].text) in ("unit", "operation", "armed_group") else end


def _head_ahead(words: list[Word], at: int) -> bool:
    end = at
    while end < len(words) and not words[end].link:
        if _head_size(words, end) and words[end].text in heads():
            return True
        end += 1
    return False


def _is_country(text: str) -> bool:
    return text in countries() or text in peoples()


def _is_place(text: str) -> bool:
    return text in countries()


@cache
def _small() -> re.Pattern[str]:
    nouns = load("heads")
    kinds = "|".join(f"(?P<{kind}>{either(nouns['small_' + kind])})" for kind in ("armed", "force", "place"))
    return re.compile(rf"[ \u00a0](?:{kinds})\b(?![-‑])")


def with_small_heads(flat: str, found: list[list[Word]]) -> Iterator[Candidate]:
    """Names whose head noun is written small: "Falcon militia", "Ruritanian air force", "Central prison"."""
    for words in found:
        match = _small().match(flat, words[-1].end)
        if match:
            yield from _small_named(words, match)


def _small_named(words: list[Word], match: re.Match[str]) -> Iterator[Candidate]:
    first = len(words) - 1
    while first > 0 and not words[first - 1].link and not _closes(words[first - 1].text):
        first -= 1
    names = [w.text for w in words[first:] if w.text not in FUNCTION]
    if not names or any(n in not_names() for n in names):
        return
    people = all(n in peoples() or n in ("U.S.", "US", "UK", "U.N.", "UN") for n in names) or " ".join(names) in peoples()
    if match["force"] and people:
        yield Candidate(words[first].start, match.end(), _force_type(match["force"]), "name.people-force", 68)
    elif match["armed"] and not people and not _is_country(" ".join(names)):
        yield Candidate(words[first].start, match.end(), "armed_group", "name.small-armed", 55)
    elif match["place"] and not people and not _is_country(" ".join(names)):
        yield Candidate(words[first].start, match.end(), "place", "name.small-place", 55)


def _force_type(noun: str) -> MentionType:
    return "court" if "court" in noun else "organisation"
