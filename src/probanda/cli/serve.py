"""serve, team: the workbench in the browser, on this computer only, or for a team over TLS."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from probanda.cli.terminal import say
from probanda.errors import UsageError
from probanda.preserve.custody import operator
from probanda.store.case import open_

Flag = Annotated[bool, Parameter(negative="")]
_TLS = "give --proxy with the address of the proxy, or --certificate and --private-key"


def serve(
    case: Path,
    *,
    port: int = 8765,
    by: str | None = None,
    team: Flag = False,
    proxy: str | None = None,
    certificate: Path | None = None,
    private_key: Path | None = None,
    listen: str = "127.0.0.1",
) -> int:
    """Open the workbench on a case, on this computer alone. Prints an address that works once; stop with Ctrl-C.

    With --team the folder is that of a team: people sign in, over TLS, each with a role in each case.

    Args:
        case: the folder of the case, or with --team that of the team
        port: on the loopback interface; nobody else on the network can reach it
        by: the name that decisions carry; the user of this computer by default
        team: serve a team, as made by `probanda team`
        proxy: with --team: the address of the TLS proxy in front, as 127.0.0.1; its X-Forwarded headers are believed, no others
        certificate: with --team and no proxy: file with the certificate and its chain (PEM)
        private_key: with --team and no proxy: file with its private key (PEM)
        listen: with --team: the address to listen on; 0.0.0.0 for all, which a proxy on this machine does not need
    """
    tls = {"ssl_certfile": certificate, "ssl_keyfile": private_key}
    if team:
        return _team(case, port=port, listen=listen, proxy=proxy, tls=tls)
    if proxy or certificate or private_key or listen != "127.0.0.1":
        raise UsageError("a case is opened for one person, on this computer alone", next="add --team to serve a team")
    return _alone(case, port=port, by=by)


def _alone(case: Path, *, port: int, by: str | None) -> int:
    import uvicorn

    from probanda.web.app import application, new_token

    token = new_token()
    app = application(open_(case), by=by or operator(), token=token)
    say(f"Open  http://127.0.0.1:{port}/?token={token}")
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", server_header=False)
    return 0


def _team(folder: Path, *, port: int, listen: str, proxy: str | None, tls: dict[str, Path | None]) -> int:
    import uvicorn

    from probanda.team.folder import open_ as open_team
    from probanda.web.served.app import application

    opened, more = open_team(folder), secure(proxy, tls)
    app = application(opened)
    cases = app.state.cases.open_all()
    say(f"Serving {', '.join(cases) or 'no case yet'} on {listen}:{port}. People open  {opened.address}")
    uvicorn.run(app, host=listen, port=port, log_level="warning", server_header=False, **more)
    return 0


def secure(proxy: str | None, tls: dict[str, Path | None]) -> dict[str, Any]:
    """What uvicorn is told of TLS: whose forwarded headers to believe, or which certificate to use. UsageError for neither."""
    given = {name: str(path) for name, path in tls.items() if path}
    if bool(proxy) == bool(given) or len(given) == 1:
        raise UsageError("a team is served over TLS, and nothing else", next=_TLS)
    if missing := [path for path in given.values() if not Path(path).is_file()]:
        raise UsageError("there is no such file", where=missing[0], next=_TLS)
    return {"proxy_headers": bool(proxy), "forwarded_allow_ips": proxy or "", **given}


def team(folder: Path, *, address: str, database: str | None = None) -> int:
    """Make a team: a folder in which its cases lie, with accounts beside them. Existing cases are moved into it by hand.

    Args:
        folder: to make, or to make the team in
        address: what people open, as https://cases.example.org
        database: address of a PostgreSQL database for accounts and sessions; SQLite in the folder by default
    """
    from probanda.team.folder import create

    made = create(folder, address=address, url=database)
    say(f"{made.folder} is ready. Keep team.key out of copies of the database, and keep a copy of it elsewhere.")
    say(f"Next: probanda users add {folder} NAME, probanda init {folder}/CASE, probanda users role {folder} NAME CASE owner")
    return 0
