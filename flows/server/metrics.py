"""/healthz and /metrics: how the archive stands, for a supervisor and for Prometheus.

The pipeline is imported when one of them is first asked for: most servers are asked for neither.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from tumen.errors import TumenError
from tumen.web.guard import App, Receive, Scope, Send, knows
from tumen.web.login_attempts import Tries
from tumen.web.signing import address_of
from tumen.wiring import clock

if TYPE_CHECKING:
    from tumen.pipeline import Status

TEXT = "text/plain; charset=utf-8"
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"

Answer = tuple[int, str, str]


def read_status() -> Status:
    """How the archive of this environment stands now; raises what the archive and the configuration raise."""
    from tumen.installation import Absent
    from tumen.operator import current_status
    from tumen.settings import load_settings
    from tumen.wiring import open_archive

    settings = load_settings()
    with open_archive(settings, absent=Absent.BEGIN) as archive:
        return current_status(archive, settings)


@dataclass(frozen=True, slots=True)
class Observed:
    """An ASGI application with /healthz and /metrics before it.

    /healthz is for anybody who is answered at all and says no more than yes or no; /metrics wants the server's `login`
    (user:password) where there is one. Wrong ones are counted, as those of tumen web are.
    """

    app: App
    read: Callable[[], Status]
    login: str = ""
    tries: Tries = field(default_factory=lambda: Tries(clock))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the two paths; pass on everything else."""
        answers: Mapping[str, Callable[[], Answer]] = {"/healthz": self._health, "/metrics": self._metrics}
        path = scope.get("path", "")
        if scope["type"] != "http" or path not in answers or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        may = path == "/healthz" or not self.login or self._knows(scope)
        # The archive may take a moment, and Prefect is served by the same loop.
        read = answers[path] if may else _refused
        status, kind, text = await asyncio.to_thread(read)
        await _send(send, status, kind, "" if scope["method"] == "HEAD" else text)

    def _knows(self, scope: Scope) -> bool:
        headers = scope["headers"]
        # A program that asks without a login first, to learn that one is needed, has not tried any.
        if not any(name.lower() == b"authorization" for name, _ in headers):
            return False
        return self.tries.count(lambda: knows(self.login, headers), address_of(scope))

    def _health(self) -> Answer:
        """503 where the archive cannot be read, or where no run has come for two intervals."""
        from tumen.pipeline import NO_RUN

        try:
            late = any(concern.key == NO_RUN for concern in self.read().concerns)
        except TumenError:
            return 503, TEXT, "the archive or the configuration cannot be read: run tumen doctor\n"
        return (503, TEXT, "no run for two intervals: run tumen status\n") if late else (200, TEXT, "ok\n")

    def _metrics(self) -> Answer:
        try:
            return 200, PROMETHEUS, text_of(self.read())
        except TumenError as error:
            return 503, TEXT, f"{type(error).__name__}: run tumen doctor\n"


def text_of(status: Status) -> str:
    """The status in Prometheus' text format; ages are seconds, and absent where there is nothing of that kind."""
    registry = CollectorRegistry()
    for name, text, value in (
        ("documents", "Documents in the archive.", status.documents),
        ("documents_relevant", "Documents about the subject.", status.relevant),
        ("documents_unjudged", "Documents not judged yet.", status.unjudged),
        ("items_quarantined", "Items that could not be read.", status.quarantined),
        ("developments", "Developments.", status.developments),
        ("digests", "Sealed digests.", status.digests),
        ("routes_down", "Ways of delivering that are down.", len(status.routes_down)),
        ("concerns", "Things that need a person.", len(status.concerns)),
        ("last_run_age_seconds", "Since a source was last asked.", _age(status.last_run, status.at)),
        ("unjudged_age_seconds", "Of the oldest one not judged.", _age(status.oldest_unjudged, status.at)),
        ("queue_age_seconds", "Of the oldest waiting delivery.", _age(status.oldest_waiting, status.at)),
    ):
        if value is not None:
            Gauge(f"tumen_{name}", text, registry=registry).set(value)
    ages = {reader: _age(until, status.at) for reader, until in status.last_digest.items()}
    _by(registry, "sources", "Sources by state.", "state", status.sources)
    _by(registry, "batches", "Batches of work by state.", "state", status.batches)
    _by(registry, "deliveries", "Deliveries by state.", "state", status.deliveries)
    _by(registry, "digest_age_seconds", "Of each reader's last digest.", "reader", ages)
    return generate_latest(registry).decode()


def _by(registry: CollectorRegistry, name: str, text: str, label: str, values: Mapping[Any, float | None]) -> None:
    gauge = Gauge(f"tumen_{name}", text, [label], registry=registry)
    for key, value in values.items():
        if value is not None:
            gauge.labels(str(key)).set(value)


def _age(since: datetime | None, now: datetime) -> float | None:
    return round(max(0.0, (now - since).total_seconds()), 1) if since else None


def _refused() -> Answer:
    return 401, TEXT, "the login of the server is needed\n"


async def _send(send: Send, status: int, kind: str, text: str) -> None:
    body = text.encode()
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    if status == 401:
        headers.append((b"www-authenticate", b'Basic realm="tumen"'))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
