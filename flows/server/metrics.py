"""/healthz and /metrics: how the archive stands, for a supervisor and for Prometheus."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tumen import pipeline
from tumen.errors import TumenError
from tumen.operator import current_status
from tumen.pipeline import Status
from tumen.settings import load_settings
from tumen.web.guard import App, Receive, Scope, Send, knows
from tumen.wiring import open_archive

TEXT = "text/plain; charset=utf-8"
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"

Answer = tuple[int, str, str]


def read_status() -> Status:
    """How the archive of this environment stands now; raises what the archive and the configuration raise."""
    settings = load_settings()
    with open_archive(settings) as archive:
        return current_status(archive, settings)


@dataclass(frozen=True, slots=True)
class Observed:
    """An ASGI application with /healthz and /metrics before it.

    /healthz is for anybody who is answered at all and says no more than yes or no; /metrics wants the server's `login`
    (user:password) where there is one.
    """

    app: App
    read: Callable[[], Status]
    login: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the two paths; pass on everything else."""
        answers: Mapping[str, Callable[[], Answer]] = {"/healthz": self._health, "/metrics": self._metrics}
        path = scope.get("path", "")
        if scope["type"] != "http" or path not in answers or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        may = path == "/healthz" or not self.login or knows(self.login, scope["headers"])
        # The archive may take a moment, and Prefect is served by the same loop.
        read = answers[path] if may else _refused
        status, kind, text = await asyncio.to_thread(read)
        await _send(send, status, kind, "" if scope["method"] == "HEAD" else text)

    def _health(self) -> Answer:
        """503 where the archive cannot be read, or where no run has come for two intervals."""
        try:
            late = any(concern.key == pipeline.NO_RUN for concern in self.read().concerns)
        except TumenError:
            return 503, TEXT, "the archive or the configuration cannot be read: run tumen doctor\n"
        return (503, TEXT, "no run for two intervals: run tumen status\n") if late else (200, TEXT, "ok\n")

    def _metrics(self) -> Answer:
        try:
            return 200, PROMETHEUS, "\n".join(lines(self.read())) + "\n"
        except TumenError as error:
            return 503, TEXT, f"{type(error).__name__}: run tumen doctor\n"


def lines(status: Status) -> Iterator[str]:
    """The status in Prometheus' text format; ages are seconds, and absent where there is nothing of that kind."""
    at = status.at
    sources = {_label("state", state): count for state, count in status.sources.items()}
    deliveries = {_label("state", state): count for state, count in status.deliveries.items()}
    yield from _gauge("tumen_sources", "Sources by state.", sources)
    yield from _gauge("tumen_deliveries", "Deliveries by state.", deliveries)
    for name, text, count in (
        ("documents", "Documents in the archive.", status.documents),
        ("documents_relevant", "Documents about the subject.", status.relevant),
        ("documents_unjudged", "Documents not judged yet.", status.unjudged),
        ("items_quarantined", "Items that could not be read.", status.quarantined),
        ("developments", "Developments.", status.developments),
        ("digests", "Sealed digests.", status.digests),
        ("routes_down", "Ways of delivering that are down.", len(status.routes_down)),
        ("concerns", "Things that need a person.", len(status.concerns)),
    ):
        yield from _gauge(f"tumen_{name}", text, {"": count})
    yield from _gauge("tumen_last_run_age_seconds", "Since a source was last asked.", _age(status.last_run, at))
    yield from _gauge("tumen_unjudged_age_seconds", "Of the oldest one not judged.", _age(status.oldest_unjudged, at))
    yield from _gauge("tumen_queue_age_seconds", "Of the oldest waiting delivery.", _age(status.oldest_waiting, at))
    last = {_label("reader", reader): _age(until, at) for reader, until in status.last_digest.items()}
    told = {label: age[""] for label, age in last.items() if age}
    yield from _gauge("tumen_digest_age_seconds", "Of each reader's last digest.", told)


def _gauge(name: str, text: str, values: Mapping[str, float]) -> Iterator[str]:
    yield f"# HELP {name} {text}"
    yield f"# TYPE {name} gauge"
    for label, value in values.items():
        yield f"{name}{label} {value}"


def _label(name: str, value: object) -> str:
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{{{name}="{escaped}"}}'


def _age(since: datetime | None, now: datetime) -> dict[str, float]:
    return {"": round(max(0.0, (now - since).total_seconds()), 1)} if since else {}


def _refused() -> Answer:
    return 401, TEXT, "the login of the server is needed\n"


async def _send(send: Send, status: int, kind: str, text: str) -> None:
    body = text.encode()
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    if status == 401:
        headers.append((b"www-authenticate", b'Basic realm="tumen"'))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
