"""Building the dossier with a choice of sections, and downloading it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.preserve import custody
from probanda.web.answer import answer
from probanda.web.bench import Bench
from probanda.web.pages import bench, form, person
from probanda.write import dossier as writing

_TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def choice(request: Request) -> Response:
    """The choice of sections and formats."""
    return answer(
        request, "dossier.html.j2", data=list(writing.SECTIONS), sections=list(writing.SECTIONS), formats=writing.FORMATS
    )


async def download(request: Request) -> Response:
    """The dossier as a file; each download is entered in the custody log."""
    asked = await form(request)
    kind = str(asked.get("format", "html"))
    if kind not in _TYPES:
        raise HTTPException(400, "There is no such format.")
    behind = bench(request)
    content = await run_in_threadpool(_written, behind, kind, [str(name) for name in asked.getlist("section")])
    with behind.case.writing() as connection:
        taken = custody.Act("dossier", detail={"format": kind, "bytes": str(len(content))})
        custody.log(connection, [taken], by=person(request))
    return Response(content, media_type=_TYPES[kind], headers={"Content-Disposition": f'attachment; filename="dossier.{kind}"'})


def _written(behind: Bench, kind: str, sections: list[str]) -> bytes:
    document = writing.compose(behind.desk(whole=True).view, only=sections)
    with tempfile.TemporaryDirectory() as folder:
        (path,) = writing.write(document, Path(folder), formats=(kind,))
        return path.read_bytes()


ROUTES = [Route("/dossier", choice), Route("/dossier", download, methods=["POST"])]
