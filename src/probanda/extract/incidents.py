"""Incidents: violence at a time and place, one per event in a text, at the fullest place that tells of it.

A word that names an act (`acts`) starts a glimpse; glimpses that agree in place, time, victims and perpetrator are of one
event (`merging`).
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from probanda.extract import casualties, concern, frames, lexical, merging, table_rows, takings
from probanda.extract.acts import Trigger, triggers
from probanda.extract.alternatives import either as one_of
from probanda.extract.blamed import blamed
from probanda.extract.casualties import Count
from probanda.extract.glimpses import Glimpse
from probanda.extract.parties import party
from probanda.extract.people import could_act
from probanda.extract.reading import Reading
from probanda.extract.rules import either, load
from probanda.extract.whereabouts import doubt, places, time_of
from probanda.model import Incident, Party

RULE = "incident.frame.v1"
LABELS = ("war_crimes", "crimes_against_humanity", "genocide", "apartheid", "aggression", "persecution", "threat", "intimidation")
"""Acts that are a label or a threat: no event on their own."""
_WARS = ("war", "conflict", "civil war", "revolution", "uprising", "genocide")
_NEAR = 8


def find(reading: Reading) -> list[Incident]:
    """The incidents of a block of text; none where the text as a whole is not of our concern (`concern.judge`)."""
    if not concern.judge(reading).holds:
        return []
    if not reading.doc.has_annotation("DEP"):
        return [*lexical.incidents(reading), *table_rows.find(reading)]
    return [*(_record(reading, glimpse) for glimpse in events(reading)), *table_rows.find(reading)]


def events(reading: Reading) -> list[Glimpse]:
    """The events of a text whatever it is about, merged, in order."""
    found = [t for t in triggers(reading.doc) if not _recited(reading, t.token)]
    known = {t.token.i for t in found}
    found += [t for t in takings.find(reading) if t.token.i not in known and not _recited(reading, t.token)]
    counts = casualties.counts(reading, found)
    if not any(c.outcome in ("killed", "shot") and c.minimum for c in counts) and (dead := takings.bodies(reading)):
        found += dead
        counts = casualties.counts(reading, found)
    counts = [c for c in counts if not _recited(reading, c.word)]
    wars = _wars(reading, counts)
    told = {v.word.i for war in wars for v in war.victims}
    found += _deaths(counts, {t.token.i for t in found})
    seen = (
        wars
        + _no_quarter(reading)
        + [g for t in found if t.token.i not in told and (g := _glimpse(reading, t, counts)) is not None]
    )
    for glimpse in seen:
        glimpse.context = glimpse.context or _sum_of_a_war(glimpse)
    held = {c.people.i for glimpse in seen for c in glimpse.victims}
    spare = [c for c in counts if c.people.i not in held and c.minimum]
    return merging.merge(sorted(seen, key=lambda g: g.start), spare=spare)


def _recited(reading: Reading, token: Token) -> bool:
    return any(start <= token.idx < end for start, end in reading.recited + reading.tabled)


def _deaths(counts: list[Count], known: set[int]) -> list[Trigger]:
    """Deaths told in words that name no violence: "at least 58 people died"."""
    many = {
        c.word.i: c
        for c in counts
        if c.outcome == "killed"
        and (c.minimum or 0) > 1
        and c.word.i not in known
        and (c.word.pos_ == "VERB" or c.word.lemma_.lower() in ("number", "toll", "dead"))
    }
    return [Trigger(c.word, "killing", "killed", c.word.pos_ != "VERB") for c in many.values()]


def _glimpse(reading: Reading, trigger: Trigger, counts: list[Count]) -> Glimpse | None:
    token = trigger.token
    verb = frames.predicate(token)
    if not _told(trigger, verb) or _sentenced(token):
        return None
    start, end = (
        frames.reach(token, without=("punct", "appos", "cc", "conj", "parataxis")) if trigger.noun else frames.clause(token)
    )
    glimpse = Glimpse(trigger, start, end, act=trigger.act)
    glimpse.victims = _victims(counts, trigger, start, end)
    if trigger.act == "destruction" and any(c.outcome == "injured" for c in glimpse.victims):
        glimpse.act = "ill_treatment"  # "burned me with cigarettes"
    glimpse.bodies = takings.of_bodies(token)
    if not glimpse.bodies:
        _fill(reading, glimpse, verb)
    if trigger.act in LABELS and (token.tag_ != "NNS" or time_of(reading, token, (start, end), wide=False) is None):
        return None
    return glimpse


_ORDERS = ("manage", "begin", "start", "proceed", "continue", "help", "order", "instruct", "command")
_TALK = ("about", "for", "without", "against")


def _told(trigger: Trigger, verb: Token) -> bool:
    """The passage says that it happened: no wish, plan, denial, purpose, talk about such things in general, or name of a
    charge."""
    token = trigger.token
    if frames.unreal(verb) or (not trigger.noun and (frames.negated(token) or frames.unreal(token))):
        return False
    if token.dep_ in ("amod", "appos") or (trigger.noun and any(c.lower_ in ("no", "any") for c in token.children)):
        return False
    if token.dep_ == "pcomp" and token.head.lower_ in _TALK:
        return False
    if not trigger.noun and token.tag_ == "VB" and token.dep_ in ("xcomp", "ccomp", "advcl", "relcl", "acl"):
        return token.head.lemma_ in _ORDERS
    return not (trigger.noun and _a_charge(token))


def _sentenced(verb: Token) -> bool:
    """ "Jailed for 40 years": a court's sentence, which is a step of proceedings and no incident."""
    terms = frames.objects_of(verb, ("for",)) if verb.lemma_ in ("jail", "imprison") else ()
    long = any(t.lemma_ in ("year", "month", "life", "decade") for t in terms)
    return long and (verb.lemma_ == "jail" or any(t.lemma_ in _COURTS for t in verb.sent))


_COURTS = ("court", "tribunal", "judge", "convict", "sentence", "conviction", "guilty")
_CHARGES = frozenset(
    [
        "convict",
        "acquit",
        "charge",
        "indict",
        "accuse",
        "count",
        "charge",
        "conviction",
        "indictment",
        "guilty",
        "trial",
        "try",
        "plead",
        "allegation",
        "accusation",
        "suspect",
    ]
)


def _a_charge(noun: Token) -> bool:
    # "convicted of murder" names a crime; "accused of the killing of 12 villagers in Zor" tells of an event.
    if any(c.lower_ == "as" for c in noun.children):
        return True
    if any(
        c.dep_ in ("prep", "nummod", "poss", "det", "acl", "relcl") and c.lower_ not in ("as", "the", "a", "against")
        for c in noun.children
    ):
        return False
    above = noun
    for _ in range(6):
        above = above.head
        if above.lemma_.lower() in _CHARGES:
            return True
    return False


def _victims(counts: list[Count], trigger: Trigger, start: int, end: int) -> list[Count]:
    own = [c for c in counts if c.word is trigger.token or c.word.i == trigger.token.i]
    return own + [c for c in counts if c not in own and start <= c.start and c.end <= end and trigger.token.is_ancestor(c.word)]


def _fill(reading: Reading, glimpse: Glimpse, verb: Token) -> None:
    token = glimpse.trigger.token
    region, wide = (glimpse.start, glimpse.end), not glimpse.trigger.noun or _carries(token)
    glimpse.when = time_of(reading, token, region, wide=wide)
    glimpse.where = places(reading, token, region, wide=wide)
    doers, sure = _doers(token)
    acting = [t for t in doers if t.pos_ == "PRON" or not _means(t)]
    meant = next((d for t in acting if (d := _doer(reading, t)) is not None), None)
    meant = (one_of(reading, acting) or meant) if meant is not None else None
    cause = next((t for t in doers if _means(t)), None) if meant is None else None
    if meant is not None and meant.type != "place" and not (meant.how == "pronoun" and meant.type is None):
        glimpse.perpetrator = meant
        glimpse.how_sure, glimpse.laid = sure or doubt(verb), sure is not None
    glimpse.cause = cause.i if cause is not None else None
    glimpse.weapon = weapon(token.sent.text)
    glimpse.incidents = _number(reading, token)
    if not glimpse.trigger.outcome:
        hit = frames.patients(token)
        glimpse.target = party(reading, hit[0]).name if hit else None


def _doers(token: Token) -> tuple[list[Token], str | None]:
    """Who did it, with the words that lay it on them where it is laid on them rather than told of them."""
    if token.lemma_ in _BEFALLS:
        return [], None
    laid = blamed(token) if token.pos_ not in ("VERB", "AUX") else None
    return laid or (frames.agents(token), None)


_BEFALLS = ("die", "perish", "disappear", "fall", "number", "toll", "starve", "freeze", "bleed", "suffocate")
"""Words for deaths of which the subject is who dies, or how many."""


def _doer(reading: Reading, token: Token) -> Party | None:
    """Who a word means that says who did it. "The brigade admitted that it had executed them": "it" is the force that says so."""
    if could_act(reading, token):
        return party(reading, token)
    verb = token.head
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    if token.lower_ not in ("it", "they") or verb.dep_ != "ccomp":
        return None
    speaker = frames.subject(verb.head)
    says = party(reading, speaker) if speaker is not None else None
    if says is None or says.type not in ("unit", "armed_group", "organisation"):
        return None
    meant = reading.referents.get(token.i)
    if meant is not None:
        return meant if meant.name == says.name else None
    # Said of nobody else: a force that owns up, or a fighting one that tells what "it" did.
    if verb.head.lemma_ not in _OWNS_UP and says.type == "organisation":
        return None
    why = f'who says so: "{says.name}"'
    return Party(name=says.name, span=reading.span_of(token), type=says.type, how="pronoun", why=why)


_OWNS_UP = ("admit", "acknowledge", "confess", "concede", "boast")


def _carries(noun: Token) -> bool:
    """The noun carries its clause ("the attack took place on Monday", "5 were killed in the attack"), so that the clause
    dates it."""
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return noun.head.lemma_ not in ("be", "constitute", "amount", "show", "mean", "remain")
    head = noun.head.head
    if (
        frames.carrier(noun) is not None
        or (noun.dep_ == "dobj" and noun.head.lemma_ in _LIVED)
        or (noun.dep_ == "pobj" and head.lemma_ in ("participate", "involve", "take", "assist"))
    ):
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "by", "after", "from") and head.lemma_ in _DEADLY


_LIVED = ("survive", "witness", "suffer", "repel", "report", "see", "film", "escape")
_DEADLY = ("kill", "wound", "injure", "die", "hurt", "destroy", "hit", "damage", "murder", "perish", "displace")


def _means(token: Token) -> bool:
    # "The attack killed 5": what kills here is the attack, and who attacked is not said.
    return token.lemma_.lower() in load("weapons")["events"] or token.pos_ not in ("NOUN", "PROPN", "PRON")


def _number(reading: Reading, token: Token) -> tuple[int | None, int | None]:
    head = next(
        (
            t
            for t in frames.objects_of(token, ("in",))
            if t.lemma_ in ("incident", "attack", "occasion", "raid", "strike", "case")
        ),
        token,
    )
    if head is token and head.tag_ not in ("NNS", "NNPS"):
        near = reading.doc[token.i : min(token.sent.end, token.i + 22)]
        head = next(
            (t for t in near if t.lower_ in ("incidents", "attacks", "occasions") and t.dep_ == "pobj" and t.head.lower_ == "in"),
            token,
        )
    number = frames.child(head, "nummod") if head.pos_ == "NOUN" else None
    if number is None or _YEAR.fullmatch(number.text):
        return (1, 1) if head is token and head.tag_ not in ("NNS", "NNPS") else (1, None)
    quantity = casualties.quantity_at(reading, number)
    return (quantity.minimum, quantity.maximum) if quantity else (1, None)


_YEAR = re.compile(r"1[89]\d\d|20\d\d")
""" "The 1995 massacre" is no number of massacres."""


@cache
def _weapons() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{either(w for kind, words in load('weapons').items() if kind != 'events' for w in words)})s?\b", re.IGNORECASE
    )


def weapon(sentence: str) -> str | None:
    """The first weapon that a sentence names, as written."""
    found = _weapons().search(sentence)
    return found[0] if found else None


def _wars(reading: Reading, counts: list[Count]) -> list[Glimpse]:
    """Wars and the like, with the dead that they are said to have left: the context of the incidents, not one of them."""
    result = []
    for token in reading.doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.lower_ not in _WARS or token.dep_ == "compound":
            continue
        sentence = token.sent
        dead = [c for c in counts if sentence.start_char <= c.start < sentence.end_char and _left_by(c, token)]
        if dead:
            start, end = frames.reach(token, without=("appos", "cc", "conj", "parataxis"))
            start, end = min(start, dead[0].start), max(end, dead[0].end, dead[0].word.idx + len(dead[0].word))
            glimpse = Glimpse(Trigger(token, "attack", None, True), start, end, act="attack", victims=dead, context=True)
            glimpse.when, glimpse.where = time_of(reading, token, (start, end)), places(reading, token, (start, end), wide=False)
            result.append(glimpse)
    return result


def _sum_of_a_war(glimpse: Glimpse) -> bool:
    """ "The war began in May. It has killed 2,000"; "2,000 people have been killed since 2021": a total, and no incident."""
    verb = frames.predicate(glimpse.trigger.token)
    if glimpse.trigger.noun or not any(v.minimum for v in glimpse.victims):
        return False
    if not any(c.lower_ in ("has", "have") for c in verb.children if c.dep_ == "aux"):
        return False
    if any(c.lower_ == "since" for c in verb.subtree):
        return True
    doer, first = frames.subject(verb), verb.sent.start
    before = verb.doc[first - 1].sent if first else None
    return doer is not None and doer.lower_ == "it" and before is not None and any(t.lower_ in _WARS for t in before)


def _no_quarter(reading: Reading) -> list[Glimpse]:
    """Declarations that there be no survivors: the declaring is the event, whether or not anybody dies (Elements, Art.
    8(2)(e)(x))."""
    result = []
    for verb in reading.doc:
        if (
            verb.lemma_ not in _DECLARES
            or _recited(reading, verb)
            or verb.pos_ != "VERB"
            or frames.unreal(verb)
            or frames.negated(verb)
        ):
            continue
        start, end = frames.clause(verb)
        if _SPARING.search(reading.body, verb.idx, end):
            glimpse = Glimpse(Trigger(verb, "no_quarter", None, False), start, end, act="no_quarter")
            _fill(reading, glimpse, verb)
            times = [w for w in reading.whens_within(verb.sent.start_char, verb.sent.end_char) if w.earliest]
            glimpse.when = glimpse.when or (times[0] if len(times) == 1 else None)
            result.append(glimpse)
    return result


_DECLARES = ("order", "instruct", "command", "declare", "tell", "direct", "urge")
_SPARING = re.compile(
    r"\b(?:no (?:mercy|quarter|survivors|prisoners)|take no prisoners|spare (?:no one|nobody)|"
    r"(?:kill|shoot|execute|finish off)(?:ing)? (?:all )?(?:the |their |any |all )?(?:\w+ )?"
    r"(?:prisoners|captives|detainees|wounded|surrendering))\b"
)


def _left_by(count: Count, war: Token) -> bool:
    verb = frames.predicate(count.word)
    near = verb.lemma_ in ("leave", "claim", "kill", "cost") and 0 < verb.i - war.i < _NEAR and count.people.i > verb.i
    return near or war.is_ancestor(count.people) or verb.is_ancestor(war) or (frames.subject(verb) or verb).i == war.i


def _record(reading: Reading, glimpse: Glimpse) -> Incident:
    return Incident(
        rule=RULE,
        spans=(reading.span(glimpse.start, glimpse.end),),
        when=glimpse.when,
        where=glimpse.where,
        act=glimpse.act,
        victims=tuple(c.record(reading) for c in glimpse.victims),
        perpetrator=glimpse.perpetrator,
        how_sure=glimpse.how_sure,
        incidents=glimpse.incidents,
        context=glimpse.context,
        weapon=glimpse.weapon,
        target=glimpse.target,
    )
