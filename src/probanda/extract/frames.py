"""Who did what to whom, read off the dependency parse: the arguments of verbs and of nouns that name acts.

The labels are those of spaCy's English models (ClearNLP). Every function takes and gives tokens, None or nothing where the
parse is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from probanda.extract import numbers
from probanda.extract.reading import Reading

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
SAYING = frozenset(
    [
        "say",
        "state",
        "tell",
        "confirm",
        "add",
        "report",
        "claim",
        "allege",
        "explain",
        "announce",
        "note",
        "declare",
        "indicate",
        "testify",
        "recall",
        "write",
    ]
)
_BREAKS = ("relcl", "advcl", "parataxis", "ccomp", "cc", "conj", "punct", "appos", "mark")
_RELATIVE = ("who", "which", "that", "whom")
_DEPTH = 6


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of these dependency labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def series(token: Token | None) -> list[Token]:
    """A token with what is joined to it by "and" or "or": [a, b, c]."""
    if token is None:
        return []
    found, at = [token], 0
    while at < len(found):
        found += [c for c in found[at].children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "VERB", "ADJ")]
        found += _listed(found[at])
        at += 1
    return found


def _listed(noun: Token) -> list[Token]:
    """ "Two nurses, a pharmacist and six patients": the parse takes the second of a list for an apposition. It is none where each
    item has a number or "a", and they do not add up to the first: "four victims, three men and a woman" stays one."""
    found = next((c for c in noun.children if c.dep_ == "appos" and c.pos_ == "NOUN"), None)
    if found is None or child(found, "conj") is None or (number := _counted(noun)) is None:
        return []
    items = [_counted(item) for item in (found, *(c for c in found.children if c.dep_ == "conj"))]
    return [] if None in items or number == sum(i for i in items if i) else [found]


def _counted(noun: Token) -> int | None:
    """The number before a noun: "six", "a"."""
    if any(c.lower_ in ("a", "an") for c in noun.children if c.dep_ == "det"):
        return 1
    number = child(noun, "nummod")
    return numbers.parse(number.text) if number is not None else None


def objects_of(token: Token, prepositions: Iterable[str]) -> Iterator[Token]:
    """What stands in a prepositional phrase of `token`: "killing of prisoners" with ("of",) gives prisoners."""
    wanted = tuple(prepositions)
    for prep in token.children:
        if prep.dep_ in ("prep", "agent", "dative") and prep.lower_ in wanted:
            yield from (found for found in prep.children if found.dep_ in ("pobj", "pcomp"))
            yield from objects_of(prep, ("of",))


def passive(verb: Token) -> bool:
    """True for a verb in the passive, a reduced relative clause with a participle included ("shops looted by soldiers")."""
    if child(verb, "auxpass", "nsubjpass", "agent") is not None:
        return True
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN":
        return not any(c.lower_ in ("have", "has", "had") for c in verb.children if c.dep_ == "aux")
    joined = verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and child(verb, "aux", "dobj") is None
    # "One was killed and another wounded": the auxiliary is said once.
    joined = joined and (verb.tag_ == "VBN" or child(verb, *SUBJECTS) is None)
    return joined and verb.head.pos_ == "VERB" and passive(verb.head)


def subject(verb: Token, depth: int = _DEPTH) -> Token | None:
    """The grammatical subject, found over joined, controlled and reduced clauses; a relative pronoun gives the noun it
    stands for."""
    own = child(verb, *SUBJECTS, *PASSIVE_SUBJECTS)
    if own is not None:
        return antecedent(own, verb)
    if depth == 0:
        return None
    head = verb.head
    if verb.dep_ in ("acl", "relcl"):
        return head
    if verb.dep_ == "xcomp":
        return child(head, "dobj") or subject(head, depth - 1)
    if verb.dep_ == "pcomp":
        return _controller(head.head, depth)
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj") and head.dep_ in ("xcomp", "acl", "advcl") and head.tag_ == "VBG":
        return subject(head, depth - 1)
    if (
        verb.tag_ == "VBG"
        and verb.dep_ in ("advcl", "ccomp")
        and head.lemma_ in ("find", "see", "leave", "discover", "show", "hear", "film", "record", "catch")
        and child(head, "dobj") is not None
    ):
        return child(head, "dobj")
    if verb.dep_ in ("conj", "advcl") and head.pos_ in ("VERB", "AUX") and not (verb.tag_ == "VBD" and head.lemma_ in SAYING):
        return subject(head, depth - 1)
    return None


def _controller(head: Token, depth: int) -> Token | None:
    # "accused X of killing", "X was charged with killing": who kills is the person accused.
    if head.pos_ in ("VERB", "AUX"):
        return child(head, "dobj") or subject(head, depth - 1)
    return None


def antecedent(pronoun: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token is given back."""
    if pronoun.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return verb.head
    if pronoun.lower_ in _RELATIVE and verb.dep_ == "conj" and verb.head.dep_ == "relcl":
        return verb.head.head
    return pronoun


def agents(word: Token) -> list[Token]:
    """Who does it: the subject of an active verb, "by" of a passive or a noun, the possessor of a noun, the subject of a
    light verb."""
    if word.pos_ in ("VERB", "AUX"):
        return series(_by(word)) if passive(word) else series(subject(word))
    used = used_as(word)
    if used is not None:
        return agents(used)
    found = _by(word) or _done_by(word) or (child(word, "poss") if word.lemma_ not in _SUFFERED else None)
    return series(found)


_SUFFERED = frozenset(
    [
        "death",
        "murder",
        "killing",
        "assassination",
        "execution",
        "abduction",
        "kidnapping",
        "disappearance",
        "arrest",
        "detention",
        "torture",
        "imprisonment",
        "beating",
        "slaying",
        "injury",
    ]
)
"""Of these nouns the possessor is who suffers it: "his murder"."""


def used_as(noun: Token) -> Token | None:
    """The verb of "held as slaves", "used them as human shields", "recruited as child soldiers"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "as":
        return None
    over = noun.head.head
    verb = over.head if over.dep_ in ("dobj", "nsubjpass") else over
    return verb if verb.lemma_ in _USES else None


_USES = frozenset(("hold", "keep", "use", "take", "recruit", "conscript", "enlist", "sell", "exploit", "force", "employ"))


def _by(word: Token) -> Token | None:
    return next(objects_of(word, ("by",)), None)


_LIGHT = (
    "carry",
    "commit",
    "launch",
    "conduct",
    "perpetrate",
    "stage",
    "mount",
    "order",
    "make",
    "lead",
    "direct",
    "unleash",
    "wage",
    "execute",
)


def carrier(noun: Token) -> Token | None:
    """The light verb that makes an act of a noun: "carried" of "attacks carried out by", "launched" of "they launched an
    attack"."""
    for verb in noun.children:
        if verb.dep_ in ("acl", "relcl") and verb.lemma_ in _LIGHT:
            return verb
    if noun.dep_ == "conj":
        return carrier(noun.head)
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in _LIGHT:
        return noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "on" and noun.head.head.lemma_ == "go":
        return noun.head.head
    return None


def _done_by(noun: Token) -> Token | None:
    """For "crimes he committed", "attacks carried out by them", "they launched an attack": they."""
    verb = carrier(noun)
    if verb is None:
        return None
    if passive(verb):
        return _by(verb)
    return child(verb, *SUBJECTS) if verb.dep_ in ("acl", "relcl") else subject(verb)


def patients(word: Token) -> list[Token]:
    """To whom it is done: the object of a verb, the subject of a passive, "of", "on" or "against" of a noun."""
    if word.pos_ not in ("VERB", "AUX"):
        used = used_as(word)
        if used is not None:
            return patients(used)
        held = [t for found in objects_of(word, ("of", "on", "against", "at")) for t in series(found)]
        return held or (series(child(word, "poss")) if word.lemma_ in _SUFFERED else [])
    if passive(word):
        sufferer = child(word, *PASSIVE_SUBJECTS) or subject(word)
        return series(antecedent(sufferer, word) if sufferer is not None else None)
    return series(_object(word))


def _object(verb: Token) -> Token | None:
    """The object, also where it stands outside the clause ("the crimes he committed") or is shared ("arrest and hand over X")."""
    found, doer = child(verb, "dobj"), child(verb, *SUBJECTS)
    if found is not None:
        return verb.head if found.lower_ in ("who", "whom", "that") and verb.dep_ == "relcl" else found
    if doer is not None and (verb.dep_ == "amod" or (verb.dep_ == "relcl" and doer.lower_ not in _RELATIVE)):
        return verb.head
    shared = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    return child(shared, "dobj") if shared is not None and not passive(shared) else None


def reach(token: Token, *, without: tuple[str, ...] = ()) -> tuple[int, int]:
    """Local positions of a token with all that hangs on it, save the branches with labels in `without`."""
    inside = [token]
    for word in inside:
        inside += [c for c in word.children if c.dep_ not in without]
    inside = [t for t in inside if not t.is_space] or [token]
    first, last = min(inside, key=_index), max(inside, key=_index)
    while last.is_punct and len(inside) > 1:
        inside.remove(last)
        last = max(inside, key=_index)
    while (first.is_punct or first.is_space or first.dep_ in ("cc", "mark")) and first.i < last.i:
        inside.remove(first)
        first = min(inside, key=_index)
    return first.idx, last.idx + len(last.text)


def _index(token: Token) -> int:
    return token.i


def clause(verb: Token) -> tuple[int, int]:
    """Local positions of the clause of a verb, from its subject to its last complement, joined clauses left out."""
    start, end = reach(verb, without=("parataxis", "mark", "cc", "conj", "punct"))
    held = patients(verb)
    if held and verb.i < held[-1].i < verb.i + 30:
        end = max(end, reach(held[-1], without=("cc", "conj", "appos"))[1])
    doer = subject(verb)
    if doer is not None and doer.sent.start == verb.sent.start and doer.i < verb.i and verb.i - doer.i < 40:
        start = min(start, reach(doer, without=(*_BREAKS,))[0])
    return start, end


def predicate(token: Token) -> Token:
    """The verb that a token belongs to (the token itself when it is one, or when there is none)."""
    at = token
    for _ in range(12):
        if at.pos_ in ("VERB", "AUX") and at.dep_ not in ("amod", "compound"):
            return at
        if at.head.i == at.i:
            break
        at = at.head
    return token


def negated(verb: Token) -> bool:
    """True when the verb itself is denied: "did not kill", "never killed", "denied killing" is for its head to say."""
    return any(c.dep_ == "neg" or c.lower_ in ("never", "neither") for c in verb.children)


def of_nobody(verb: Token) -> bool:
    """True when nobody does it or suffers it: "nobody is to shoot", "that no prisoner be killed"."""
    held = child(verb, *SUBJECTS, *PASSIVE_SUBJECTS)
    return held is not None and (held.lower_ in _NOBODY or any(c.dep_ == "det" and c.lower_ == "no" for c in held.children))


_NOBODY = ("nobody", "none", "neither")
_KEPT_FROM = ("prevent", "stop", "keep", "bar", "ban", "refrain", "forbid", "prohibit", "dissuade", "deter", "desist")


def _kept_from(verb: Token) -> bool:
    """ "Warned them against killing", "without killing", "kept them from killing"."""
    above = verb.head
    held = verb.dep_ == "pcomp" and above.lower_ == "from" and above.head.lemma_ in _KEPT_FROM
    return held or (verb.dep_ == "pcomp" and above.lower_ in ("against", "without"))


def unreal(verb: Token) -> bool:
    """True when the clause does not say that it happened: conditions, wishes, futures, purposes, questions."""
    at = verb
    if _kept_from(verb):
        return True
    for _ in range(5):
        for c in at.children:
            if c.dep_ == "aux" and c.lower_ in (
                "will",
                "would",
                "could",
                "should",
                "might",
                "may",
                "must",
                "shall",
                "can",
                "'ll",
                "'d",
            ):
                return not any(d.lower_ == "have" for d in at.children if d.dep_ == "aux" and d.i > c.i)
            if c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether"):
                return True
        if at.dep_ not in ("conj", "xcomp", "advcl"):
            return False
        at = at.head
        if at.lemma_ in _UNDONE and at.i != verb.i:
            return True
    return False


_UNDONE = frozenset(
    [
        "try",
        "attempt",
        "threaten",
        "plan",
        "want",
        "intend",
        "vow",
        "seek",
        "refuse",
        "fail",
        "conspire",
        "plot",
        "aim",
        "hope",
        "prepare",
        "wish",
        "decline",
        "agree",
    ]
)


def lines(reading: Reading) -> Iterator[tuple[int, int]]:
    """Local positions of the lines of a body that are not empty."""
    at = 0
    for line in reading.body.splitlines(keepends=True):
        if line.strip():
            yield at, at + len(line.rstrip())
        at += len(line)
