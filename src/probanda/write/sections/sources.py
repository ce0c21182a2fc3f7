"""What the file rests on: the exhibits, with hashes, and what could not be read."""

from __future__ import annotations

from probanda import decided
from probanda.model import Failure, Source
from probanda.weigh.assessment import Rating, ratings
from probanda.write.desk import Desk
from probanda.write.document import Bullets, Grid, Section, Sentence, paragraph, said
from probanda.write.phrases import number


def section(desk: Desk) -> Section:
    """Sources as lawyers list them, failures first: what was not read must not be overlooked."""
    view = desk.view
    given = ratings(decided.standing(view.decisions))
    grid = Grid(
        columns=tuple(map(desk.say, ("exhibit", "source_", "publisher_author", "published", "read_as", "rated"))),
        widths=(2, 6, 5, 3, 5, 3),
        rows=tuple(_row(desk, source, rated=_rated(desk, given.get(source.id))) for source in view.sources),
    )
    blocks = [_failures(desk, view.failures)] if view.failures else []
    return Section(title=desk.say("sources"), anchor="sources", blocks=(*blocks, grid), parts=_origins(desk))


def _failures(desk: Desk, failures: tuple[Failure, ...]) -> Bullets:
    told = (desk.say("not_read", stage=f.stage, name=f.name or f.source, message=f.message) for f in failures)
    return Bullets(items=tuple(said(line, weight="warning") for line in told))


def _row(desk: Desk, source: Source, *, rated: str) -> tuple[tuple[Sentence, ...], ...]:
    text = desk.view.texts.get(source.id)
    title = desk.title(source)
    made = source.publisher or (text.publisher if text else None)
    author = source.author or (text.author if text else None)
    published = source.published or (text.published if text else None)
    unknown, nowhere = desk.say("language_unknown"), desk.say("not_stated")
    by = desk.say("read_by", reader=text.reader, language=text.language or unknown) if text else desk.say("not_read_short")
    read = (by, *(text.notes if text else ()))
    return (
        (said(desk.view.exhibits[source.id]),),
        (said(title or source.name), said(source.name, weight="quote")),
        (said(", ".join(filter(None, (made, author))) or nowhere),),
        (said(published or nowhere),),
        tuple(said(line, weight="quote") for line in read),
        (said(rated),),
    )


def _rated(desk: Desk, rating: Rating | None) -> str:
    """The marks of the Admiralty scale; F and 6 mean that nobody can judge, and are no blame."""
    if rating is None:
        return desk.say("not_rated")
    return desk.say("rating", marks=f"{rating.reliability}{rating.credibility}", by=rating.by, reason=rating.reason)


def _origins(desk: Desk) -> tuple[Section, ...]:
    shared = [origin for origin in desk.view.origins if len(origin.members) > 1 and origin.spans]
    if not shared:
        return ()
    told = ((desk.say("origin_is", label=o.label, why=o.why), o.spans[:4]) for o in shared)
    items = tuple(Sentence(words=words, cites=tuple(map(desk.cite, spans))) for words, spans in told)
    intro = paragraph(said(desk.say("origins_say")))
    return (Section(title=desk.say("origins"), anchor="origins", blocks=(intro, Bullets(items=items))),)


def exhibits(desk: Desk) -> Section:
    """The list of exhibits with the hash of each, for filing."""
    rows = tuple(
        (
            (said(desk.view.exhibits[s.id]),),
            (*((said(title),) if (title := desk.title(s)) else ()), said(s.name, weight="quote")),
            (said(number(desk.language, s.size)),),
            (said(s.id),),
            (said(f"{s.received_at:%Y-%m-%d %H:%M} UTC"),),
        )
        for s in desk.view.sources
    )
    columns = (*map(desk.say, ("exhibit", "file", "bytes")), "SHA-256", desk.say("received"))
    grid = Grid(columns=columns, rows=rows, widths=(1, 3, 1, 4, 2))
    return Section(title=desk.say("exhibits"), anchor="exhibits", blocks=(grid,))
