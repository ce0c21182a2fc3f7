"""What the file rests on: the exhibits, with hashes, and what could not be read."""

from __future__ import annotations

from probanda import decided
from probanda.model import Failure, Source
from probanda.weigh.assessment import Rating, ratings
from probanda.write.desk import Desk
from probanda.write.document import Bullets, Grid, Section, Sentence, paragraph, said


def section(desk: Desk) -> Section:
    """Sources as lawyers list them, failures first: what was not read must not be overlooked."""
    view = desk.view
    given = ratings(decided.standing(view.decisions))
    grid = Grid(
        columns=("Exhibit", "Source", "Publisher, author", "Published", "Read as", "Rated"),
        widths=(2, 6, 5, 3, 5, 3),
        rows=tuple(_row(desk, source, rated=_rated(given.get(source.id))) for source in view.sources),
    )
    blocks = [_failures(view.failures)] if view.failures else []
    return Section(title="Sources", anchor="sources", blocks=(*blocks, grid), parts=_origins(desk))


def _failures(failures: tuple[Failure, ...]) -> Bullets:
    return Bullets(
        items=tuple(said(f"NOT READ ({f.stage}): {f.name or f.source}: {f.message}", weight="warning") for f in failures)
    )


def _row(desk: Desk, source: Source, *, rated: str) -> tuple[tuple[Sentence, ...], ...]:
    text = desk.view.texts.get(source.id)
    title = source.title or (text.title if text else None)
    made = source.publisher or (text.publisher if text else None)
    author = source.author or (text.author if text else None)
    published = source.published or (text.published if text else None)
    read = (f"{text.reader}, {text.language or 'language unknown'}", *text.notes) if text else ("not read",)
    return (
        (said(desk.view.exhibits[source.id]),),
        (said(title or source.name), said(source.name, weight="quote")),
        (said(", ".join(filter(None, (made, author))) or "not stated"),),
        (said(published or "not stated"),),
        tuple(said(line, weight="quote") for line in read),
        (said(rated),),
    )


def _rated(rating: Rating | None) -> str:
    """The marks of the Admiralty scale; F and 6 mean that nobody can judge, and are no blame."""
    if rating is None:
        return "not rated"
    return f"{rating.reliability}{rating.credibility} by {rating.by}: {rating.reason}"


def _origins(desk: Desk) -> tuple[Section, ...]:
    shared = [origin for origin in desk.view.origins if len(origin.members) > 1 and origin.spans]
    if not shared:
        return ()
    items = tuple(Sentence(words=f"{o.label}: {o.why}", cites=tuple(desk.cite(s) for s in o.spans[:4])) for o in shared)
    intro = paragraph(said("Copies are not corroboration. The passages below go back to one origin each and count once."))
    return (Section(title="Passages that share an origin", anchor="origins", blocks=(intro, Bullets(items=items))),)


def exhibits(desk: Desk) -> Section:
    """The list of exhibits with the hash of each, for filing."""
    rows = tuple(
        tuple(
            (said(cell),)
            for cell in (desk.view.exhibits[s.id], s.name, f"{s.size:,}", s.id, f"{s.received_at:%Y-%m-%d %H:%M} UTC")
        )
        for s in desk.view.sources
    )
    grid = Grid(columns=("Exhibit", "File", "Bytes", "SHA-256", "Received"), rows=rows, widths=(1, 3, 1, 4, 2))
    return Section(title="List of exhibits", anchor="exhibits", blocks=(grid,))
