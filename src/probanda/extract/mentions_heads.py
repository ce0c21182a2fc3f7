"""Names of bodies, forces and places found by the nouns they are made with.

"the Supreme Court of Ruritania" and "3rd Falcon Brigade" are read by their head noun (Court, Brigade); what stands before it,
and what follows after "of" or "for", belongs to the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from probanda.extract.gazetteer import is_town
from probanda.extract.mentions_lexicon import HEAD_TYPES, Candidate, countries, heads, peoples, titles
from probanda.extract.mentions_runs import Word, grammar
from probanda.extract.rules import load

_LONGEST = 4
_OPENS_PLACE = {"of", "de", "du", "des", "del", "da", "do"}
_ALONE = ("State", "Government", "Regime", "Region", "Border", "Forces", "Force", "Gulf")


def candidates(found: list[list[Word]]) -> Iterator[Candidate]:
    """Names that are made with a head noun, in all runs."""
    for words in found:
        at = 0
        while at < len(words):
            size = head_size(words, at)
            name = _named(words, at, size) if size else _opened(words, at)
            if name:
                yield name
                at = next((i for i, w in enumerate(words) if w.start >= name.end), len(words))
            else:
                at += max(1, size)


def head_size(words: list[Word], at: int) -> int:
    """How many words at this place make up a head noun, 0 for none; the longest counts."""
    return next((n for n in range(_LONGEST, 0, -1) if at + n <= len(words) and _text(words, at, at + n) in heads()), 0)


def _text(words: list[Word], first: int, end: int) -> str:
    return " ".join(w.text for w in words[first:end])


def _named(words: list[Word], at: int, size: int) -> Candidate | None:
    head = _text(words, at, at + size)
    kind = heads()[head]
    if _read_later(words, at, size, kind):
        return None
    first, last = left(words, at, kind), right(words, at + size - 1, kind)
    alone = first == at
    if alone and (last == at + size - 1 or not _may_open(head, kind, words[at + size])):
        return None
    if last == at + size - 1 and not _telling({w.text for w in words[first:at]}, head):
        return None
    if _only_country(words[first : last + 1], head):
        return None
    end = words[last].end - (words[last].text[-1] in "'’")
    return Candidate(words[first].start, end, HEAD_TYPES[kind], f"name.head.{kind}", _weight(words[first : last + 1], head))


def _read_later(words: list[Word], at: int, size: int, kind: str) -> bool:
    """True when another head noun or a title follows at once: "Police Station", "District Judge"; not "Operation Desert Wall"."""
    after = at + size
    if after >= len(words) or words[after].link or kind == "operation":
        return False
    return head_size(words, after) > 0 or (kind == "place" and at > 0 and words[after].text in titles())


def _only_country(name: list[Word], head: str) -> bool:
    """ "Government of Ruritania" acts for the country, which is a place; "West Bank" is known as one."""
    plain = [w.text for w in name if not w.link and w.text != head]
    if " ".join(w.text for w in name) in countries():
        return True
    return head in ("Government", "Regime", "State") and all(t in countries() or t in peoples() for t in plain)


def _weight(words: list[Word], head: str) -> int:
    """A building named after a person with a title ("Mausoleum of Sheikh X") outweighs the person."""
    if any(w.text in titles() for w in words):
        return 77
    if head in grammar("weak") and words[-1].text == head.rsplit(maxsplit=1)[-1]:
        return 60
    return 70 if any(w.text in ("and", "&") for w in words) else 73


def _opened(words: list[Word], at: int) -> Candidate | None:
    """ "Lawyers for Justice", "Ruritanians for Truth and Justice": people who band together for something."""
    if at + 2 >= len(words) or words[at + 1].text != "for":
        return None
    text = words[at].text
    if text not in load("heads")["openers"] and not (text in peoples() and text.endswith("s")):
        return None
    last = right(words, at, "organisation")
    return Candidate(words[at].start, words[last].end, "organisation", "name.opener", 70) if last > at else None


def _may_open(head: str, kind: str, following: Word) -> bool:
    """Whether a name may begin with its head noun, by the word after it."""
    if following.link and following.text == "of" and head in _PEOPLE:
        return False
    if following.link:
        return following.text in (_OPENS_PLACE if kind in ("place", "unit") else grammar("tail") - {"and", "&", "with"})
    return head in grammar("before") or (head in grammar("numbered") and following.text[0].isdigit())


_PEOPLE = frozenset(
    ("Fighters", "Rebels", "Militants", "Soldiers", "Troops", "Militiamen", "Guerrillas", "Insurgents", "Separatists")
)
"""Who they are, and not what their force is called: "Fighters of the Red Valley militia"."""


def _telling(before: set[str], head: str) -> bool:
    """Whether what stands before the head noun tells one body from another: "Military Court" does, "National Court" hardly."""
    rest = {w for w in before if w not in grammar("function") and (w not in ("National", "General") or len(before) > 1)}
    return bool(rest) and (rest - peoples() != set() or head not in _ALONE)


def left(words: list[Word], at: int, kind: str) -> int:
    """Index of the first word of the name whose head noun stands at `at`."""
    first = at
    while first > 0:
        word = words[first - 1]
        if not word.link and (not closes(word.text) or words[first].text.endswith(("'s", "’s"))):
            first -= 1
        elif word.text in ("and", "&") and first > 1 and kind != "place" and _joins(words, first):
            first -= 2
        else:
            break
    while first < at and (words[first].link or words[first].text in grammar("function") or _is_count(words[first].text, kind)):
        first += 1
    return first


def _is_count(text: str, kind: str) -> bool:
    """A year, or how many there are; only units are numbered."""
    return text.isdigit() and (len(text) == 4 or kind != "unit")


def _joins(words: list[Word], first: int) -> bool:
    """Whether "and" before words[first] is inside a name ("Truth and Reconciliation Commission") and not between two."""
    before = words[first - 2]
    plain = (
        not before.link
        and before.text not in grammar("function")
        and before.text not in countries()
        and before.text not in peoples()
    )
    return plain and before.text not in heads() and (first < 3 or words[first - 3].link) and not before.text.isupper()


def closes(text: str) -> bool:
    """Whether a word before a head noun is not part of its name: function words, titles, "Arden-based"."""
    if text in grammar("function") or _compound(text):
        return True
    return text in titles() and titles()[text] in ("courtesy", "office", "academic")


def _compound(text: str) -> bool:
    """A day or month, or an adjective such as "Arden-backed": no part of a name that it follows."""
    return text in grammar("calendar") or text.endswith(tuple(grammar("adjectival")))


def right(words: list[Word], at: int, kind: str) -> int:
    """Index of the last word of the name: "of", "for" ... and the words with capitals that follow."""
    last = at
    if at + 1 < len(words) and not words[at + 1].link:
        return _straight(words, at, kind)
    if kind in ("unit", "place") and at > 0 and not words[at - 1].link and words[at - 1].text not in grammar("function"):
        return last
    while last + 1 < len(words) and words[last].text[-1] not in "'’" and (step := _tail(words, last)):
        if words[last + 1].link and words[last + 2 : last + 3] and words[last + 2].text.isdigit():
            break  # "The statement of the Command of 16 February": a date and no part of the name.
        last = step
    return last


def _straight(words: list[Word], at: int, kind: str) -> int:
    """What follows the head noun without a small word between: a number, the town of a court, the name of a camp."""
    head, after = words[at].text, words[at + 1].text
    if after.isdigit() or (len(after) <= 3 and not after.strip("IVX") and kind == "court"):
        return at + 1 if head in grammar("numbered") or kind == "court" else at
    if kind == "court" and is_town(after):
        return at + 1
    if head not in grammar("before") or (at > 0 and not words[at - 1].link and words[at - 1].text not in grammar("function")):
        return at
    particles = ("al", "el", "ben", "bin", "ibn")
    return next((i - 1 for i in range(at + 1, len(words)) if words[i].link and words[i].text not in particles), len(words) - 1)


def _tail(words: list[Word], last: int) -> int:
    """Index of the end of one more link and its words, or 0."""
    at = last + 1
    while at < len(words) and words[at].link:
        at += 1
    links = {w.text for w in words[last + 1 : at]}
    allowed = grammar("tail") | ({"in"} if words[last].text in grammar("tail_in") else set())
    if at == len(words) or not links or not links <= allowed or _compound(words[at].text):
        return 0
    if links & {"and", "&"} and (
        _head_ahead(words, at) or "the" in links or words[last].text in countries() or words[at].text.isupper()
    ):
        return 0
    if titles().get(words[at].text) == "courtesy":
        return 0
    end = at
    while end + 1 < len(words) and not words[end + 1].link and words[end].text[-1] not in "'’":
        end += 1
    return 0 if _head_ahead(words, at) and heads().get(words[end].text) in ("unit", "operation", "armed_group") else end


def _head_ahead(words: list[Word], at: int) -> bool:
    while at < len(words) and not words[at].link:
        if words[at].text in heads():
            return True
        at += 1
    return False
