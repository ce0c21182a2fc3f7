"""The dossier: for whom, in which form and formats; building it with its steps in sight; downloading it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from probanda.errors import UsageError
from probanda.web.answer import answer, wants_json
from probanda.web.making import Job, Workshop
from probanda.web.orders import FORMATS, Order
from probanda.web.pages import bench, form, person
from probanda.write import consent, phrases
from probanda.write import dossier as writing
from probanda.write.redact import Protected, table

_TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def choice(request: Request) -> Response:
    """The choice of form, sections, recipient and formats."""
    behind = bench(request)
    persons = consent.listed(behind.case.held("names.csv"))
    agreed = consent.given(behind.docket().standing)
    protected = [(p, *(agreed.get((consent.key(p.name), use), False) for use in ("name", "share"))) for p in persons]
    data = {"sections": list(writing.SECTIONS), "formats": FORMATS, "short": writing.SHORT}
    return answer(request, "dossier.html.j2", data=data, protected=protected, sections=writing.SECTIONS, formats=FORMATS)


async def begin(request: Request) -> Response:
    """Begin to build; the answer leads to the page that shows how far it is."""
    asked = await form(request)
    order = _order(
        formats=[str(one) for one in asked.getlist("format")],
        sections=[str(one) for one in asked.getlist("section")],
        shape=str(asked.get("form", "")),
        recipient=" ".join(str(asked.get("recipient", "")).split()) if asked.get("for") == "others" else "",
        protect=str(asked.get("protect", "")),
        language=str(asked.get("language", "")) or "en",
    )
    if asked.get("for") == "others" and not order.recipient:
        raise HTTPException(400, "Say who will have the dossier.")
    job = _workshop(request).begin(order, by=person(request))
    if wants_json(request):
        return answer(request, "", data={"dossier": job.id})
    return RedirectResponse(f"/dossier/{job.id}", status_code=303)


def _order(*, formats: Sequence[str], sections: Sequence[str], shape: str, recipient: str, protect: str, language: str) -> Order:
    if not formats or not set(formats) <= set(FORMATS):
        raise HTTPException(400, "Choose at least one format, of " + ", ".join(FORMATS) + ".")
    chosen = tuple(sections) if shape in ("", "own") else ()
    if (shape == "own" and not chosen) or not set(chosen) <= writing.SECTIONS.keys():
        raise HTTPException(400, "Choose at least one section, of " + ", ".join(writing.SECTIONS) + ".")
    if language not in phrases.LANGUAGES:
        raise HTTPException(400, "Choose a language, of " + ", ".join(phrases.LANGUAGES) + ".")
    return Order(
        formats=tuple(dict.fromkeys(formats)),
        sections=chosen,
        short=shape == "short",
        recipient=recipient[:200],
        protect=_table(protect),
        language=language,
    )


def _table(words: str) -> tuple[Protected, ...]:
    """The persons of a table that was pasted or chosen; none when there is no table."""
    try:
        return tuple(table(words)) if words.strip() else ()
    except UsageError as error:
        raise HTTPException(400, str(error)) from None


def _workshop(request: Request) -> Workshop:
    state = request.app.state
    if not hasattr(state, "workshop"):
        state.workshop = Workshop(bench(request))
    found: Workshop = state.workshop
    return found


def _job(request: Request) -> Job:
    if job := _workshop(request).job(request.path_params["id"], by=person(request)):
        return job
    raise HTTPException(404, "There is no such dossier, or no longer; build it again.")


def progress(request: Request) -> Response:
    """How far a dossier is; its files when it is ready."""
    job = _job(request)
    files = {name: len(content) for name, content in job.files.items()} if job.ready else {}
    data = {"ready": job.ready, "failed": job.failed, "cancelled": job.stopped, "done": job.done, "of": len(job.steps)}
    data |= {"seconds": job.seconds, "files": files}
    page = answer(request, "making.html.j2", data=data, job=job, files=files)
    if not job.running and request.headers.get("hx-request") == "true":
        # The part of the page that is fetched again and again ends with the page that offers the files.
        page.headers["HX-Refresh"] = "true"
    return page


async def cancel(request: Request) -> Response:
    """Stop building a dossier."""
    job = _job(request)
    await run_in_threadpool(_workshop(request).cancel, job)
    if wants_json(request):
        return answer(request, "", data={"cancelled": job.stopped})
    return RedirectResponse(f"/dossier/{job.id}", status_code=303)


def download(request: Request) -> Response:
    """One file of a dossier, or `all.zip`."""
    job, name = _job(request), request.path_params["name"]
    content = job.all() if name == "all.zip" and job.ready else job.files.get(name)
    if content is None:
        raise HTTPException(404, "There is no such file.")
    headers = {"Content-Disposition": f'attachment; filename="{"dossier.zip" if name == "all.zip" else name}"'}
    return Response(content, media_type=_TYPES[name.rpartition(".")[2]], headers=headers)


ROUTES = [
    Route("/dossier", choice),
    Route("/dossier", begin, methods=["POST"]),
    Route("/dossier/{id}", progress),
    Route("/dossier/{id}/cancel", cancel, methods=["POST"]),
    Route("/dossier/{id}/{name}", download),
]
