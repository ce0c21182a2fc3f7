"""Statements in languages for which no parser is at hand: French and Arabic, by verbs of saying, marks and the order of words.

Found are quotations that a verb of saying introduces or follows, and clauses that such a verb opens ("a déclaré que", "قال
إن"). The speaker is the name beside the verb; else the words that stand where the speaker stands; else, for a verb alone, who
spoke last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from probanda.extract.quotes import trim
from probanda.extract.reading import Quotation, Reading
from probanda.extract.rules import load
from probanda.extract.said import Stretch
from probanda.model import Party, Stance, Statement, Voice

LANGUAGES = ("fr", "ar")
_STANCES: tuple[Stance, ...] = ("asserts", "alleges", "denies", "admits", "orders", "demands")
_END = re.compile(r"[.!?؟؛](?=[\s”\"»]|$)|\n")
_MARKS = ' \t\n\xa0“”"«»‘’:،,.؛-–'
_BEHIND = re.compile(r"[”\"»’',،.\s\xa0]*(?:(?:a|ont|avait|n['’]a|a-t-(?:il|elle|on)|ont-(?:ils|elles))\s+)?")
"""What may stand between a quotation and the verb that attributes it."""
_FAR = 110
_BACK = 1_500
"""Characters that are looked over for the beginning or the end of a sentence."""
_FEWEST = 3
"""Words at least in quotation marks that are taken for speech where a verb of saying stands beside them."""
_LONGEST_BREAK = 12
"""Words at most between the two halves of a broken quotation."""
_NEAR = 24
"""Characters before a verb in which its negation stands."""
_LONGEST_SPEAKER = 8
"""Words at most that are taken for a description of the speaker."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of one language."""

    verb: re.Pattern[str]
    that: re.Pattern[str]
    according: re.Pattern[str]
    negated: re.Pattern[str]
    stance: dict[str, Stance]
    speaker_follows: bool


@cache
def _words(language: str) -> _Words:
    lexicon = load("speech", language)
    stance: dict[str, Stance] = {word: key for key in _STANCES for word in lexicon.get(key, ())}
    prefix, vowels = (r"(?<![\w])[وف]?", r"[\u064b-\u0652]*") if language == "ar" else (r"(?<![\w])", "")
    spelt = sorted(stance, key=len, reverse=True)
    verb = prefix + "(?P<verb>" + "|".join(vowels.join(map(re.escape, w)) + vowels for w in spelt) + r")(?!\w)"
    that = r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(lexicon["that"], key=len, reverse=True))) + r")(?:(?<=['’])|(?!\w))"
    according = prefix + r"(?:" + "|".join(map(re.escape, lexicon["according"])) + r")(?!\w)"
    negated = re.compile(rf"(?<!\w)(?:{'|'.join(lexicon['negated'])})\s+(?:\w+\s+)?\Z", re.IGNORECASE)
    return _Words(re.compile(verb), re.compile(that), re.compile(according, re.IGNORECASE), negated, stance, language == "ar")


def find(reading: Reading) -> list[Statement]:
    """The statements of a block in French or Arabic, in order; none in any other language."""
    if reading.language not in LANGUAGES:
        return []
    words = _words(reading.language)
    found: list[Statement] = []
    clauses = [*_clauses(reading, words), *_according(reading, words)]
    everything = [*clauses, *(q for q in _quoted(reading, words) if not _partial(q, clauses))]
    for statement in sorted(everything, key=lambda s: s.spans[0].start):
        last = next((f.speaker for f in reversed(found) if f.speaker.how != "unstated"), None)
        found.append(_carried(statement, last))
    return sorted([*found, *_continued(reading, found)], key=lambda s: s.spans[0].start)


def _continued(reading: Reading, found: Sequence[Statement]) -> Iterator[Statement]:
    """The second half of a quotation broken by its verb: « Ils sont venus », raconte une femme. « Ils ont pris mes fils. »"""
    held = [(*reading.local(s.spans[0]), s) for s in found]
    for quotation in reading.quotations:
        if not quotation.speech or any(a < quotation.end and quotation.start < b for a, b, _ in held):
            continue
        before = max((h for h in held if h[1] <= quotation.start), key=lambda h: h[1], default=None)
        if before is None or before[2].mode != "direct" or not _one_sentence(reading.body[before[1] : quotation.start]):
            continue
        spans = (reading.span(quotation.start, quotation.end),)
        yield replace(before[2], rule=f"statement.quoted.continued.{reading.language}.v1", spans=spans)


def _one_sentence(between: str) -> bool:
    """Whether only the words of saying stand between two halves."""
    words = between.strip(_MARKS + "?!")
    return 0 < len(words.split()) <= _LONGEST_BREAK and "\n" not in words and not re.search(r"[.!?؟]", words)


def _partial(quoted: Statement, clauses: Sequence[Statement]) -> bool:
    """Whether quoted words only continue a reported clause."""
    span = quoted.spans[0]
    return any(c.spans[0].start < span.start - 1 and span.end <= c.spans[0].end + 1 for c in clauses)


def _carried(statement: Statement, last: Party | None) -> Statement:
    """A verb without a speaker goes on with who spoke last."""
    if statement.speaker.how != "unstated" or last is None:
        return statement
    speaker = replace(last, how="pronoun", why="no other speaker is named since")
    return replace(statement, speaker=speaker, voice=(replace(statement.voice[0], speaker=speaker),))


def _denied(reading: Reading, words: _Words, verb: re.Match[str]) -> bool:
    """ "N'a pas dit que", "لم يقل إن": nobody said it."""
    return bool(words.negated.search(reading.body, max(0, verb.start() - _NEAR), verb.start("verb")))


def _clauses(reading: Reading, words: _Words) -> Iterator[Statement]:
    for verb in words.verb.finditer(reading.body):
        if _denied(reading, words, verb):
            continue
        end = _sentence_end(reading, verb.end())
        that = words.that.search(reading.body, verb.end(), min(end, verb.end() + _FAR))
        between = reading.body[verb.end() : that.start()] if that else ""
        if that is None or words.verb.search(between) or any(m in between for m in ':“"«'):
            continue
        start, stop = trim(reading.body, that.end(), _content_end(reading, words, that.end(), end=end))
        whole = next((q for q in reading.quotations if q.start - 2 <= start <= q.start and q.speech), None)
        if stop - start > 3 and whole is None:
            speaker = _speaker(reading, words, verb.span(), limit=that.start())
            yield _statement(reading, (start, stop), verb, speaker=speaker, direct=False)


def _according(reading: Reading, words: _Words) -> Iterator[Statement]:
    """ "Selon X, ..." and "..., selon X", with the rest of the sentence as the content."""
    for found in words.according.finditer(reading.body):
        end = _sentence_end(reading, found.end())
        source = _source(reading, found.end(), end)
        if source is None or source.span is None:
            continue
        start = max((m.end() for m in _END.finditer(reading.body, max(0, found.start() - _BACK), found.start())), default=0)
        stop = reading.local(source.span)[1]
        comma = re.compile(r"[,،]|\sفإن(?=\s)").search(reading.body, stop, end)
        part = (
            trim(reading.body, comma.end() if comma else stop, end)
            if _leads(reading, start, found.start())
            else (start, found.start())
        )
        low, high = trim(reading.body, *part)
        if high - low > _FAR // 4:
            yield _statement(reading, (low, high), None, speaker=source, direct=False, words=(found.start(), stop))


def _source(reading: Reading, start: int, end: int) -> Party | None:
    """Who stands behind "selon": a name, or a description with an article ("un témoin"), before the next comma."""
    comma = re.compile(r"[,،]").search(reading.body, start, end)
    stop = min(comma.start() if comma else end, start + _FAR // 2)
    named = next(iter(reading.mentions_within(start, stop)), None)
    if named is not None:
        return None if named.type in ("place", "people") else Party(name=named.name, span=named.span, type=named.type)
    low, high = trim(reading.body, start, stop)
    words = reading.body[low:high].split()
    described = comma is not None and stop == comma.start() and 0 < len(words) <= _LONGEST_SPEAKER
    person = rf"(?:{'|'.join(load('speech', reading.language)['witness'])})"
    return _phrase(reading, low, high) if described and re.search(rf"(?<!\w){person}(?!\w)", " ".join(words)) else None


def _leads(reading: Reading, start: int, position: int) -> bool:
    """Whether nothing but a joining word stands between the beginning of the sentence and a position."""
    return len(reading.body[start:position].split()) <= 1


def _content_end(reading: Reading, words: _Words, start: int, *, end: int) -> int:
    """The end of the clause: before a verb that goes on attributing after a comma ("، موضحا أن"), else the sentence's end."""
    for following in words.verb.finditer(reading.body, start, end):
        lead = reading.body[start : following.start()].rstrip()
        if lead.endswith(("،", ",")) and words.that.search(reading.body, following.end(), min(end, following.end() + 12)):
            return start + len(lead) - 1
    return end


def _quoted(reading: Reading, words: _Words) -> Iterator[Statement]:
    for quotation in reading.quotations:
        if quotation.speech or _introduced(reading, words, quotation):
            verb = _verb_before(reading, words, quotation)
            limit = quotation.start
            if verb is None:
                verb = words.verb.search(reading.body, quotation.end, _after(reading, quotation))
                limit = _after(reading, quotation)
                if verb is not None and not _BEHIND.fullmatch(reading.body, quotation.end, verb.start()):
                    verb = None
            if verb is not None and not _denied(reading, words, verb):
                speaker = _speaker(reading, words, verb.span(), limit=limit)
                yield _statement(reading, (quotation.start, quotation.end), verb, speaker=speaker, direct=True)


def _introduced(reading: Reading, words: _Words, quotation: Quotation) -> bool:
    """Whether a few quoted words are speech: a verb of saying stands right behind the marks, or before a colon."""
    if len(reading.body[quotation.start : quotation.end].split()) < _FEWEST:
        return False
    behind = words.verb.search(reading.body, quotation.end, min(len(reading.body), quotation.end + _NEAR))
    if behind is not None and _BEHIND.fullmatch(reading.body, quotation.end, behind.start()):
        return True
    return (
        reading.body[: quotation.start].rstrip(' \xa0“"«').endswith(":") and _verb_before(reading, words, quotation) is not None
    )


def _verb_before(reading: Reading, words: _Words, quotation: Quotation) -> re.Match[str] | None:
    furthest = max(0, quotation.start - _FAR)
    low = max((m.end() for m in _END.finditer(reading.body, furthest, max(0, quotation.start - 1))), default=furthest)
    lead = reading.body[low : quotation.start].rstrip(' \xa0\n“"«')
    if not lead and reading.body[furthest : quotation.start].rstrip(' \xa0\n“"«').endswith(":"):
        low = furthest
    found = list(words.verb.finditer(reading.body, low, quotation.start))
    return found[-1] if found else None


def _after(reading: Reading, quotation: Quotation) -> int:
    return min(_sentence_end(reading, min(len(reading.body), quotation.end + 3)), quotation.end + _FAR)


def _sentence_end(reading: Reading, position: int) -> int:
    limit = min(len(reading.body), position + _BACK)
    found = _END.search(reading.body, position, limit)
    return found.start() if found else limit


def subject_of(reading: Reading, verb: Stretch, *, limit: int) -> Party:
    """Who does what a verb at local positions says, up to a position behind it; an unstated party where nobody is named."""
    return _speaker(reading, _words(reading.language), verb, limit=limit)


def _speaker(reading: Reading, words: _Words, verb: Stretch, *, limit: int) -> Party:
    """The name beside the verb: after it in Arabic, before it in French, and on the other side where there is none."""
    start = max((m.end() for m in _END.finditer(reading.body, max(0, verb[0] - _BACK), verb[0])), default=max(0, verb[0] - _BACK))
    after, before = (verb[1], max(verb[1], limit)), (start, verb[0])
    relative = re.search(
        rf"(?<!\w)(?:{'|'.join(load('speech', reading.language)['relative'])})\s*$", reading.body[start : verb[0]]
    )
    if relative and (one := _one_of(reading, before)):
        return one
    if not words.speaker_follows and (beside := _beside(reading, before)):
        return beside
    for where in (after, before) if words.speaker_follows else (before, after):
        named = [m for m in reading.mentions_within(*where) if m.type != "place" and m.type != "people"]
        if named:
            chosen = named[0] if where == after or len(named) == 1 else next((m for m in named if m.type == "person"), named[0])
            return Party(name=chosen.name, span=chosen.span, type=chosen.type)
    return _one_of(reading, before) or _described(reading, after, before=before)


def _beside(reading: Reading, before: Stretch) -> Party | None:
    """In French, a subject without a name right before the verb: "un témoin a raconté"."""
    lexicon = load("speech", reading.language)
    start = max(before[0], reading.body.rfind(",", *before) + 1)
    articles, auxiliaries = "|".join(lexicon["article"]), "|".join(lexicon["auxiliary"])
    found = re.fullmatch(
        rf"\s*(?P<who>(?:{articles})\b.{{3,60}}?)\s*(?:(?:{auxiliaries})\s*)*", reading.body[start : before[1]], re.IGNORECASE
    )
    if found is None or reading.mentions_within(start, before[1]):
        return None
    return _phrase(reading, start + found.start("who"), start + found.end("who"))


def _one_of(reading: Reading, where: Stretch) -> Party | None:
    """ "one of the medics who said": a description that a relative clause goes back to."""
    lexicon = load("speech", reading.language)
    some = "|".join(map(re.escape, lexicon["one_of"]))
    found = list(re.finditer(rf"(?<!\w)(?:{some})\s+\w+", reading.body[slice(*where)]))
    if not found:
        return None
    span = reading.span(where[0] + found[-1].start(), where[0] + found[-1].end())
    return Party(name=span.quote, span=span, how="description")


def _described(reading: Reading, after: Stretch, *, before: Stretch) -> Party:
    """The words where the speaker stands: after the verb, or in Arabic between "was" and the verb ("had X said")."""
    lexicon = load("speech", reading.language)
    was = "|".join(lexicon["was"])
    led = re.search(rf"(?<!\w)(?:{was})\s+(?P<who>[^.،,]+?)(?:،[^.]*?)?\s+قد\s*$", reading.body[slice(*before)]) if was else None
    if led:
        return _phrase(reading, before[0] + led.start("who"), before[0] + led.end("who"))
    start, end = trim(reading.body, *after)
    stops = "|".join(map(re.escape, lexicon["stop"]))
    stretch = re.split(rf"[،,:;.“\"«(\d]|\sل(?=\w{{3}})|\s(?:{stops})(?!\w)", reading.body[start:end])[0]
    first = stretch.split()[0] if stretch.split() else ""
    led_by = (
        first in lexicon["no_speaker"]
        or first in lexicon["names"]
        or (reading.language == "ar" and first.startswith(("لل", "لف", "لص", "بال")))
    )
    unstated = not first or led_by or len(stretch.split()) > _LONGEST_SPEAKER
    return Party(name="", how="unstated") if unstated else _phrase(reading, start, start + len(stretch.rstrip(_MARKS)))


def _phrase(reading: Reading, start: int, end: int) -> Party:
    span = reading.span(start, end)
    return Party(name=span.quote, span=span, how="description") if end > start else Party(name="", how="unstated")


def _statement(
    reading: Reading, where: Stretch, verb: re.Match[str] | None, *, speaker: Party, direct: bool, words: Stretch | None = None
) -> Statement:
    bare = re.sub(r"[\u064b-\u0652]", "", verb["verb"]) if verb else None
    stance = _words(reading.language).stance.get(bare or "", "asserts")
    attributing = words or (verb.span("verb") if verb else where)
    voice = Voice(speaker=speaker, stance=stance, verb=bare, quoted=direct, span=reading.span(*attributing))
    kind = "quoted" if direct else "reported" if verb else "according"
    return Statement(
        rule=f"statement.{kind}.{reading.language}.v1",
        spans=(reading.span(*where),),
        voice=(voice,),
        speaker=speaker,
        mode="direct" if direct else "indirect",
        stance=stance,
    )
