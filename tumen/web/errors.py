"""An unexpected error: a page that says what to do, and a line in the log under the same number."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tumen.web.guard import App, Message, Receive, Scope, Send

log = logging.getLogger("tumen")

_PLAIN: Final = "This page could not be made: error {number}. Look for that number in the log of tumen web.\n"


@dataclass(frozen=True, slots=True)
class Answering:
    """An ASGI application whose unexpected errors are answered with 500 and a page, and logged, each with a number.

    `page` writes the page for a number; where that fails too, a line of plain text is sent.
    """

    app: App
    page: Callable[[str], bytes]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, if need be with the page of an error; what broke off in the middle of an answer is raised."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def sent(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except Exception as e:
            number = secrets.token_hex(4)
            # The path only: a query may hold what somebody looks for.
            log.exception("unexpected error", extra={"number": number, "path": scope["path"], "reason": repr(e)})
            if has_begun:
                raise
            await _answer(send, *self._written(number))

    def _written(self, number: str) -> tuple[bytes, bytes]:
        try:
            return self.page(number), b"text/html; charset=utf-8"
        except Exception:
            log.exception("the page of an error could not be made", extra={"number": number})
            return _PLAIN.format(number=number).encode(), b"text/plain; charset=utf-8"


async def _answer(send: Send, body: bytes, kind: bytes) -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})
