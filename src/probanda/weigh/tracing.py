"""From a finding back to its origin, step by step, with the reasons in words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from probanda.model import AnyFinding, Party, Source, Span
from probanda.weigh import attribution
from probanda.weigh.attribution import Credit
from probanda.weigh.chain import Resolver, identity, plain, speakers
from probanda.weigh.common import Common
from probanda.weigh.groups import Groups, Reason

Key = tuple[str, Hashable]
"""("agency", name), ("outlet", name), ("speaker", who), ("own", publisher or text), ("copied", group) or
("finding", name)."""
_SHOWN = 6
"""So many texts and passages of a group of copies are named; they show well enough why it is one."""
UNNAMED = "whose publisher is not stated"
_LABELS = {
    "agency": "agency report ({})",
    "outlet": "report of {}",
    "speaker": "statement of {}",
    "own": "own reporting of {}",
    "copied": "shared wording, first source not known",
}


class Trace:
    """The groups of a case as they are joined. Copies and credits are joined at once, findings as they are placed."""

    def __init__(
        self, shared: Common, *, sources: Mapping[str, Source], entity_of_party: Resolver, called: Mapping[str, str]
    ) -> None:
        self.groups: Groups[Key] = Groups()
        self._common, self._sources, self._entity_of_party, self._names_of = shared, sources, entity_of_party, called
        self._texts: dict[Key, str] = {}
        self._reasons: dict[int, Reason] = {}
        self._names: dict[Key, str] = {}
        for text, credit in shared.credited.items():
            self._join_credit(credit, self._own(text), text)
        for group in range(len(shared.groups)):
            if group not in shared.quoted:
                self._join_copies(group)

    def place(self, name: str, finding: AnyFinding) -> None:
        """Join the finding called `name` to its origin."""
        self._texts["finding", name] = finding.spans[0].text
        for key in self._keys(finding):
            self.groups.join(key, ("finding", name), self._shared(int(str(key[1]))) if key[0] == "copied" else None)

    def labels(self, origins: Iterable[list[Key]]) -> Iterator[str]:
        """What the origin of each group of findings is, once all are placed."""
        everything = self.groups.all()
        for members in origins:
            yield self._label(members, everything[self.groups.find(members[0])])

    def _label(self, members: list[Key], everything: list[Key]) -> str:
        # An agency's report before a speaker's statement before an outlet's own reporting.
        order = list(_LABELS)
        keys = (k for k in everything if k[0] in _LABELS)
        best = min(keys, key=lambda k: (order.index(k[0]), str(k[1])), default=("copied", ""))
        label = _LABELS[best[0]].format(self._names.get(best, best[1]))
        texts = {self._texts[m] for m in members}
        if best[0] == "speaker" and len(texts) == 1 and (text := self._common.number.get(texts.pop())) is not None:
            label += f", as reported by {self._called(text)}"
        return label

    def _keys(self, finding: AnyFinding) -> Iterator[Key]:
        span = finding.spans[0]
        text = self._common.number.get(span.text)
        held = self._common.holding(span) if text is not None else []
        quoted: list[Key] = [("copied", g) for g in held if g in self._common.quoted]
        told: list[Key] = [("copied", g) for g in held if g not in self._common.quoted]
        chain = speakers(finding)
        if chain and (key := self._speaker(chain[-1])):
            yield key
            yield from quoted
        elif chain and quoted:
            yield from quoted
        elif told:
            yield from told
        elif text is not None:
            # What an unnamed source says can't be shown to be apart from what its outlet says.
            yield self._reporter(text, span)

    def _speaker(self, who: Party) -> Key | None:
        agency = attribution.agencies().get(who.name.casefold())
        person = identity(who, self._entity_of_party)
        if not agency and not person:
            return None
        key: Key = ("agency", agency) if agency else ("speaker", person)
        self._names.setdefault(key, agency or who.name)
        return key

    def _reporter(self, text: int, span: Span) -> Key:
        for sentence in self._common.passages.sentences_at(text, span.start, span.end):
            _, start, end = self._common.passages.place(sentence)
            own = self._common.publishers.get(text)
            if credit := attribution.of_sentence(self._common.texts[text], start, end, publisher=own):
                return self._join_credit(credit, _credited(credit), text)
        return self._own(text)

    def _join_copies(self, group: int) -> None:
        credit, first = self._common.credit(group), self._common.first(group)
        if credit:
            self._join_credit(credit[0], ("copied", group), credit[1])
        elif first is not None:
            self.groups.join(self._own(first), ("copied", group))

    def _join_credit(self, credit: Credit, key: Key, text: int) -> Key:
        shown = (self._common.span(text, credit.start, credit.end),) if credit.end else ()
        self.groups.join(_credited(credit), key, (f"{self._called(text)} credits it to {credit.name}", shown))
        return _credited(credit)

    def _own(self, text: int) -> Key:
        publisher = self._common.publishers.get(text) or self._common.texts[text].author
        key: Key = ("own", plain(Party(name=publisher)) if publisher else self._common.texts[text].id)
        self._names.setdefault(key, publisher or f"{self._called(text)}, {UNNAMED}")
        return key

    def _shared(self, group: int) -> Reason:
        if group not in self._reasons:
            self._reasons[group] = self._why_shared(group)
        return self._reasons[group]

    def _why_shared(self, group: int) -> Reason:
        members = self._common.groups[group]
        numbers = sorted({p.text for p in members})
        called = " and ".join(self._called(t) for t in numbers[:_SHOWN])
        called += f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
        spans = tuple(self._common.span(p.text, p.start, p.end) for p in members[:_SHOWN])
        if group in self._common.quoted:
            return f"{called} print the same quotation: one statement, reported {len(numbers)} times", spans
        first = self._common.first(group)
        order = f"{self._called(first)} was there first" if first is not None else "their dates don't tell which was first"
        return f"{called} share this wording; {order}", spans

    def _called(self, text: int) -> str:
        held = self._common.texts[text]
        source = self._sources.get(held.source)
        return self._names_of.get(held.source) or (source.name if source else held.title) or held.id


def _credited(credit: Credit) -> Key:
    return ("agency" if credit.agency else "outlet", credit.name)
