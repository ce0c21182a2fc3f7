"""A case under an address of its own: the pages of a case speak of `/sources`, and here that is `/cases/kestral/sources`.

Done on whole answers and not in templates, so that no page can forget it. Words of sources are escaped where they stand in a
page, quotation marks included: only attributes that templates wrote can match.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ADDRESS = re.compile(rb"""(\s(?:href|src|action|formaction|hx-[a-z-]+)=["'])/(?!/|static/|cases/|account\b|sign-out\b)""")


class Placed:
    """ASGI wrapper: the application within sees paths from its own root, the browser sees them below `root`."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app, self._root = app, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request below the root."""
        path = scope["path"].removeprefix(self._root) or "/"
        within = {**scope, "path": path, "raw_path": path.encode(), "root_path": "", "root": self._root}
        await self._app(within, receive, _Sender(send, self._root.encode()))


class _Sender:
    def __init__(self, send: Send, root: bytes) -> None:
        self._send, self._root = send, root
        self._held: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._relocate(message)
            if "text/html" in Headers(raw=message["headers"]).get("content-type", ""):
                self._held = message
                return
        if self._held is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            await self._finish()

    def _relocate(self, message: Message) -> None:
        headers = MutableHeaders(raw=message["headers"])
        target = headers.get("location", "")
        if target.startswith("/") and not target.startswith("//"):
            headers["location"] = self._root.decode() + target

    async def _finish(self) -> None:
        start, body = self._held, _ADDRESS.sub(rb"\1" + self._root + b"/", bytes(self._body))
        if start is not None:
            if body:
                MutableHeaders(raw=start["headers"])["content-length"] = str(len(body))
            await self._send(start)
        await self._send({"type": "http.response.body", "body": body})
