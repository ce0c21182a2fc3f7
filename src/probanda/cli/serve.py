"""serve: the workbench in the browser, on this computer only."""

from __future__ import annotations

from pathlib import Path

from probanda.cli.terminal import say
from probanda.preserve.custody import operator
from probanda.store.case import open_


def serve(case: Path, *, port: int = 8765, by: str | None = None) -> int:
    """Open the workbench on a case. Prints an address that works once; stop with Ctrl-C.

    Args:
        case: the folder of the case
        port: on the loopback interface; nobody else on the network can reach it
        by: the name that decisions carry; the user of this computer by default
    """
    import uvicorn

    from probanda.web.app import application, new_token

    token = new_token()
    app = application(open_(case), by=by or operator(), token=token)
    say(f"Open  http://127.0.0.1:{port}/?token={token}")
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", server_header=False)
    return 0
