"""Speakers named before a colon: the turns of a transcript, and headlines such as "Police: two held after raid"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.extract.said import Layout, Said, Stretch, tidy
from probanda.model import Party

_NAME = r"[A-Z][\w.'’\-]*(?:[ \t]+[A-Z][\w.'’\-]*){0,3}"
_STAMP = r"\[\d{1,2}:\d\d(?::\d\d)?\]"
"""How far into a recording: "[01:50]"."""
_STAMPED = re.compile(rf"^[ \t]*{_STAMP}", re.MULTILINE)
_WHO = rf"(?P<who>Q|A|[A-Z][A-Z .'’\-]{{1,40}}|{_NAME})"
_TURN = re.compile(rf"^[ \t]*{_WHO}(?:[ \t]*\([^)\n]{{1,40}}\))?:[ \t]+(?=\S)", re.MULTILINE)
_TIMED_TURN = re.compile(
    rf"^[ \t]*{_STAMP}[ \t]*{_WHO}(?:,[ \t][^:\n]{{1,60}}|[ \t]*\([^)\n]{{1,40}}\))?:[ \t]+(?=\S)", re.MULTILINE
)
_HEADLINE = re.compile(
    rf"^[ \t]*(?P<who>(?:[A-Z]\w+[ \t]+){{0,2}}[a-z]+|{_NAME}):[ \t]+(?P<said>[^\n]{{12,160}}[^\s.!?:;,])(?P<stop>[.!])?[ \t]*$",
    re.MULTILINE,
)
_FEWEST_TURNS = 3


def find(reading: Reading, layout: Layout) -> list[Said]:
    """The turns of a transcript as direct speech, and the contents of headlines as indirect speech."""
    turns = list(_turns(reading, layout))
    return turns or list(_headlines(reading, layout))


def _turns(reading: Reading, layout: Layout) -> Iterator[Said]:
    """Each labelled turn up to the next; nothing unless speakers alternate, since a list of particulars has labels, too.

    Where a recording is timed, a line with a time and no speaker ("[02:31] The rows shout.") ends a turn and is nobody's.
    """
    stamps = [m.start() for m in _STAMPED.finditer(reading.body)]
    marks = list((_TIMED_TURN if stamps else _TURN).finditer(reading.body))
    times = Counter(m["who"] for m in marks)
    if len(marks) < _FEWEST_TURNS or (not stamps and max(times.values(), default=0) < 2):
        return
    spoken = [m for m in marks if times[m["who"]] > 1 or m["who"].isupper() or stamps]
    if len({m["who"] for m in spoken}) == 1:
        # One label alone ("A:" below questions without one, a name above two headlines): its paragraph is all that is its own.
        ends = [layout.paragraph(m.end())[1] for m in spoken]
    else:
        stops = [*(m.start() for m in marks), *stamps, layout.paragraph(marks[-1].end())[1]]
        ends = [min((s for s in stops if s >= m.end()), default=m.end()) for m in spoken]
    parts = [_trimmed(reading.body, mark.end(), end) for mark, end in zip(spoken, ends, strict=True)]
    if 2 * sum(_sentence(reading.body[slice(*part)]) for part in parts) < len(parts):
        return
    for mark, part in zip(spoken, parts, strict=True):
        if part[1] > part[0]:
            who = (mark.start("who"), mark.end("who"))
            turn = _said(layout, who, part, rule="statement.quoted.turn.v1", direct=True)
            yield replace(turn, by=_labelled(reading, who))


def _labelled(reading: Reading, who: Stretch) -> Party:
    """Who a label means: the one person of the text whose last name it ends in, in capitals or not; else the label as written."""
    words = reading.span(*who)
    last = words.quote.split()[-1].casefold()
    names = {m.name for m in reading.mentions if m.type == "person" and m.name.split()[-1].casefold() == last}
    if len(names) == 1:
        return Party(name=names.pop(), span=words, type="person")
    named = next(iter(reading.mentions_within(*who)), None)
    if named is not None:
        return Party(name=named.name, span=words, type=named.type)
    return Party(name=words.quote, span=words, how="description")


def _sentence(words: str) -> bool:
    return (
        words.rstrip("”\"')]")[-1:] in tuple(".?!…-—")
        and sum(w.isalpha() for w in words.replace(",", " ").rstrip(".?!").split()) > 1
    )


def _headlines(reading: Reading, layout: Layout) -> Iterator[Said]:
    for mark in _HEADLINE.finditer(reading.body):
        who = (mark.start("who"), mark.end("who"))
        if mark["stop"] and reading.body[: mark.start()].strip():
            continue  # a title may end in a full stop; a line further down that does is a sentence
        alone = layout.paragraph(mark.start("who"))[0] >= mark.start() - 1 and "\n" not in reading.body[who[0] : who[1]]
        if alone and _may_speak(reading, who):
            part = tidy(reading.body, mark.start("said"), mark.end("said"))
            yield _said(layout, who, part, rule="statement.reported.headline.v1", direct=False)


def _may_speak(reading: Reading, who: Stretch) -> bool:
    last = reading.body[slice(*who)].split()[-1]
    named = last[0].isupper() and any(
        m.type in ("person", "organisation", "court", "armed_group", "publication") for m in reading.mentions_within(*who)
    )
    return named or last.lower() in load("media")["headline_sources"]


def _trimmed(body: str, start: int, end: int) -> Stretch:
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end


def _said(layout: Layout, who: Stretch, part: Stretch, *, rule: str, direct: bool) -> Said:
    tokens = layout.tokens(*who)
    source = next((t for t in tokens if t.head.i not in {u.i for u in tokens}), tokens[-1] if tokens else None)
    return Said((part,), rule, "speech", "asserts", source, None, who, direct)
