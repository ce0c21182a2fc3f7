"""Who says the words between quotation marks.

Works on the positions of the marks and the words of saying around them, in this order: before the words ("X said: ..."), after
them ("...," said X), the other half of a broken quotation, and at last what the sentence before or the statement before tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from probanda.extract.begun import with_beginning
from probanda.extract.cues import Cue
from probanda.extract.frames import child, subject
from probanda.extract.reading import Quotation, Reading
from probanda.extract.rules import load
from probanda.extract.said import Layout, Said, Stretch, shared, words_of
from probanda.extract.speech import Use

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ASSERTS = Use("speech", "asserts")
_FEW = 4
"""Words up to which a capital letter may be that of a name rather than of a sentence."""
_FAR = 180
"""Characters between a quotation and the verb that introduces or follows it, at most."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A quotation with the stretches in which its attribution may stand."""

    quotation: Quotation
    before: Stretch
    after: Stretch
    paragraph: Stretch


def outer(quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations that lie in no other."""
    found: list[Quotation] = []
    for quotation in quotations:
        if not found or quotation.start >= found[-1].end:
            found.append(quotation)
    return found


def find(reading: Reading, layout: Layout, cues: Sequence[Cue]) -> list[Said]:
    """The quotations that words of saying beside them attribute."""
    quotations = [q for q in outer(reading.quotations) if q.speech]
    places = [_place(layout, quotations, i) for i in range(len(quotations))]
    found: list[Said] = []
    for place in places:
        if not _fragment(layout, cues, place):
            said = _beside(layout, cues, place)
            found += [with_beginning(layout, cues, said, start=place.before[0])] if said else []
    return found


def _beside(layout: Layout, cues: Sequence[Cue], place: _Place) -> Said | None:
    if _followed_at_once(layout, cues, place):
        return _after(layout, cues, place) or _before(layout, cues, place)
    return _before(layout, cues, place) or _after(layout, cues, place) or _by_form(layout, place)


def _followed_at_once(layout: Layout, cues: Sequence[Cue], place: _Place) -> bool:
    """Whether "...," X said stands right behind the marks: it then wins over a verb before them."""
    low, high = place.after
    if layout.body[place.quotation.end - 1] not in ",?!" or layout.body[: place.before[1]].rstrip(' \xa0\n“"‘').endswith(":"):
        return False
    near = [t.i for t in layout.tokens(low, high)[:4]]
    return any(
        c.token.tag_ in _FINITE
        and "quote" in c.uses
        and c.source is not None
        and low <= c.source.idx
        and {c.token.i, c.source.i} & set(near)
        for c in _within(cues, place.after)[:1]
    )


def _fragment(layout: Layout, cues: Sequence[Cue], place: _Place) -> bool:
    """Whether the quoted words only continue a sentence of the text ("called it "a crime"").

    The whole is indirect speech then.
    """
    before = layout.body[: place.quotation.start].rstrip("“”\"'‘«` \xa0")
    quoted = layout.body[place.quotation.start : place.quotation.end]
    sentence = quoted[0].isupper() and len(quoted.split()) > _FEW
    if not before or not before[-1].isalnum() or sentence or before.endswith("\n"):
        return False
    near = layout.tokens(place.before[0], place.quotation.start)
    last = next((t for t in reversed(near) if t.is_alpha or t.is_digit), None)
    return not any(c.token == last and "quote" in c.uses for c in _within(cues, place.before))


def rest(reading: Reading, layout: Layout, done: Sequence[Said], *, cues: Sequence[Cue]) -> list[Said]:
    """The quotations left over: second halves, further paragraphs, and those that only their surroundings attribute."""
    quotations = [q for q in outer(reading.quotations) if q.speech]
    held = list(done)
    found: list[Said] = []
    for i, quotation in enumerate(quotations):
        if any(2 * shared(p, (quotation.start, quotation.end)) > quotation.end - quotation.start for s in held for p in s.parts):
            continue
        place = _place(layout, quotations, i)
        if _fragment(layout, cues, place):
            continue
        said = _continued(layout, held, place) or _nearby(layout, held, place, cues=cues)
        if said:
            found.append(said)
            held.append(said)
    return found


def _place(layout: Layout, quotations: Sequence[Quotation], i: int) -> _Place:
    quotation = quotations[i]
    low, high = layout.paragraph(quotation.start)
    left = quotations[i - 1].end + 1 if i and quotations[i - 1].end > low else low
    right = quotations[i + 1].start - 1 if i + 1 < len(quotations) and quotations[i + 1].start < high else high
    start, end = quotation.start - 1, quotation.end + 1
    while start > left and layout.body[start - 1] in "“”\"‘'`":
        start -= 1  # marks of two characters
    while end < right and layout.body[end] in "”\"’'.,;»":
        end += 1
    opening = layout.body[left:start].strip(' \xa0\n“"')
    if not opening and layout.body[:start].rstrip(' \xa0\n“"').endswith(":"):
        left = layout.paragraph(max(0, low - 2))[0]
    return _Place(quotation, (layout.sentence_start(left, start), start), (end, layout.sentence_end(end, right)), (low, high))


def _within(cues: Sequence[Cue], where: Stretch) -> list[Cue]:
    return [c for c in cues if where[0] <= c.token.idx < where[1]]


def _before(layout: Layout, cues: Sequence[Cue], place: _Place) -> Said | None:
    low, high = place.before
    lead = layout.body[low:high].rstrip(" \xa0\n“\"‘'«")
    candidates = [c for c in _within(cues, place.before) if "quote" in c.uses and c.token.pos_ != "NOUN"]
    if not lead:
        return None
    if candidates and (lead[-1] in ":," or _direct_after(layout, candidates[-1], place)):
        cue = candidates[-1]
        inside = cue.source is not None and place.quotation.start <= cue.source.idx < place.quotation.end
        if cue.source is None or cue.source.is_punct or inside:
            cue = replace(cue, source=_named_in(layout, place.before, cue.token))
        if lead[-1] == ":" or (high - cue.token.idx < _FAR and not _clause_between(layout, cue.token, high)):
            return _said(place, cue)
    if lead[-1] == ":":
        return _colon(layout, place, cues)
    return None


def _by_form(layout: Layout, place: _Place) -> Said | None:
    """A verb of saying just before the marks that the parse took for a noun ("reporter X states at 00:20 "...")."""
    tokens = layout.tokens(*place.before)
    said = next(
        (t for t in reversed(tokens[-5:]) if t.lower_ in load("quotes")["said"] and t.pos_ != "ADP" and t.lower_ != "that"), None
    )
    if said is None or not layout.body[place.quotation.start].isupper():
        return None
    source = next((t for t in reversed(tokens) if t.i < said.i and t.pos_ in ("PROPN", "PRON", "NOUN")), None)
    if source is None:
        return None
    return _bare(place, source, (source.idx, said.idx + len(said.text)), rule="statement.quoted.form.v1")


def _direct_after(layout: Layout, cue: Cue, place: _Place) -> bool:
    between = layout.tokens(cue.token.idx + len(cue.token.text), place.before[1])
    words = [t for t in between if not t.is_punct]
    full = len(layout.body[place.quotation.start : place.quotation.end].split()) >= 3
    return full and not any(t.tag_ in _FINITE for t in words) and len(words) <= 8 and layout.body[place.quotation.start].isupper()


def _clause_between(layout: Layout, verb: Token, high: int) -> bool:
    """Whether what is said begins before the marks ("said it was "a crime""), so that it is no direct speech."""
    between = layout.tokens(verb.idx + len(verb.text), high)
    finite = [t for t in between if t.tag_ in _FINITE and t.dep_ not in ("relcl",) and t.head.dep_ != "relcl"]
    return any(t.lower_ == "that" and t.dep_ == "mark" for t in between[:-2]) or bool(finite)


def _colon(layout: Layout, place: _Place, cues: Sequence[Cue]) -> Said | None:
    low, high = place.before
    speaking = [c for c in _within(cues, place.before) if c.source is not None and not c.source.is_punct]
    if speaking:
        return _said(place, speaking[-1], rule="statement.quoted.colon.v1")
    tokens = layout.tokens(low, high)
    head = next((t for t in tokens if t.dep_ == "ROOT"), None)
    source = subject(head) if head is not None and head.pos_ in ("VERB", "AUX") else head
    return _bare(place, source, (low, high), rule="statement.quoted.colon.v1") if source is not None else None


def _after(layout: Layout, cues: Sequence[Cue], place: _Place) -> Said | None:
    low, high = place.after
    ended = (
        layout.body[place.quotation.end - 1] in ".!?…" or layout.body[place.quotation.end + 1 : place.quotation.end + 2] == "."
    )
    if ended and layout.body[low:high].strip(" \xa0\n“\"'‘")[-1:].isalnum() and high < place.paragraph[1]:
        return None  # the words after go on into the next quotation
    for cue in _within(cues, place.after):
        if cue.token.idx - low > _FAR or cue.token.pos_ == "NOUN":
            return None
        if "quote" not in cue.uses and not (ended and _short(layout, cue, high)):
            continue
        if ended and not _short(layout, cue, high) and not _inverted(layout, cue, low):
            return None
        source = cue.source
        if source is None or not low <= source.idx < high:
            if cue.token.tag_ == "VBG":
                continue  # "..., adding that" goes on from a speaker named before
            source = _named_in(layout, place.after, cue.token)
        if source is not None:
            return _said(place, replace(cue, source=source))
    return _according(layout, place)


def _short(layout: Layout, cue: Cue, high: int) -> bool:
    """Whether nothing that could be content of its own follows the verb, as in "he said on Tuesday."."""
    rest = layout.tokens(cue.token.idx + len(cue.token.text), high)
    verbs = [t for t in rest if t.tag_ in _FINITE and t.dep_ != "relcl" and t.head.dep_ != "relcl" and t != cue.token]
    given = any(t.dep_ in ("xcomp", "ccomp") and t.head == cue.token and t.i > cue.token.i for t in rest)
    return not verbs and not given and len(rest) < 30 and not any(t.lower_ == "that" and t.dep_ == "mark" for t in rest)


def _inverted(layout: Layout, cue: Cue, low: int) -> bool:
    return not layout.body[low:].lstrip()[:1].isupper() or (cue.source is not None and cue.source.i > cue.token.i)


def _according(layout: Layout, place: _Place) -> Said | None:
    for where in (place.after, place.before):
        for token in layout.tokens(*where):
            to = child(token, "prep") if token.lower_ == "according" else None
            source = child(to, "pobj") if to is not None else None
            if source is not None:
                return _bare(place, source, (token.idx, source.idx + len(source.text)), rule="statement.quoted.according.v1")
    return None


def _continued(layout: Layout, held: Sequence[Said], place: _Place) -> Said | None:
    """The second half of a quotation broken by "he said", or the next paragraph of one."""
    earlier = [s for s in held if s.direct and s.parts[-1][1] <= place.quotation.start]
    last = max(earlier, key=lambda s: s.parts[-1][1], default=None)
    if last is None:
        return None
    end = last.parts[-1][1]
    same = layout.paragraph(end)[0] == place.paragraph[0]
    gap = layout.body[end : place.quotation.start].strip(" \xa0\n“”\"‘’'«».,;:—–")
    reopened = not gap and layout.body[end : end + 1] not in '”"’»'
    if (same and (not gap or (last.cue is not None and end < last.cue.token.idx < place.quotation.start))) or reopened:
        return replace(last, parts=((place.quotation.start, place.quotation.end),), rule="statement.quoted.continued.v1")
    return None


def _nearby(layout: Layout, held: Sequence[Said], place: _Place, *, cues: Sequence[Cue]) -> Said | None:
    """What the sentence before or the statement before tells; a long quotation with neither stays without a speaker."""
    if layout.body[place.quotation.start : place.quotation.end].count(" ") < 3:
        return None
    low = layout.paragraph(max(0, place.paragraph[0] - 2))[0]
    before = [
        c for c in _within(cues, (low, place.quotation.start)) if c.source is not None and c.uses and c.token.pos_ != "NOUN"
    ]
    earlier = [s for s in held if s.source is not None and low <= s.parts[-1][0] < place.quotation.start]
    if earlier and (not before or earlier[-1].parts[-1][1] >= before[-1].token.idx):
        nearest = max(earlier, key=lambda s: s.parts[-1][0])
        return replace(
            nearest, parts=((place.quotation.start, place.quotation.end),), rule="statement.quoted.nearby.v1", direct=True
        )
    if before:
        return _said(place, before[-1], rule="statement.quoted.nearby.v1")
    return _bare(place, None, None, rule="statement.quoted.unattributed.v1")


def _named_in(layout: Layout, where: Stretch, verb: Token) -> Token | None:
    """The likely speaker where the parse has none: the nearest name, pronoun or noun beside the verb that may be a subject."""
    tokens = [
        t for t in layout.tokens(*where) if t.pos_ in ("PROPN", "PRON", "NOUN") and t.dep_ not in ("compound", "poss", "pobj")
    ]
    own = [t for t in tokens if t.dep_ in ("nsubj", "nsubjpass") and t.head == verb]
    near = own or sorted((t for t in tokens if t.lower_ not in ("it", "that", "which")), key=lambda t: abs(t.i - verb.i))
    return near[0] if near else None


def _said(place: _Place, cue: Cue, *, rule: str = "statement.quoted.v1") -> Said:
    use = cue.uses.get("quote") or next(iter(cue.uses.values()))
    part = (place.quotation.start, place.quotation.end)
    stance = "asserts" if use.kind in ("belief", "about") else use.stance
    return Said((part,), rule, "speech", stance, cue.source, cue, words_of(cue), direct=True)


def _bare(place: _Place, source: Token | None, words: Stretch | None, *, rule: str) -> Said:
    part = (place.quotation.start, place.quotation.end)
    return Said((part,), rule, "speech", "asserts", source, None, words, direct=True)
