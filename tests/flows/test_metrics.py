"""/healthz and /metrics say how the archive stands, to whom they may, and leave all else to Prefect."""

from __future__ import annotations

import asyncio
import base64
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from flows.server.metrics import Observed
from tumen.errors import StorageError
from tumen.model import DeliveryState, HealthState
from tumen.pipeline import Concern, Status
from tumen.web.guard import Message, Receive, Scope, Send
from tumen.web.login_attempts import TRIES, Tries

NOON = datetime(2026, 2, 27, 12, tzinfo=UTC)
GOOD = Status(
    at=NOON,
    sources={HealthState.OK: 3, HealthState.GONE: 1},
    last_run=NOON - timedelta(minutes=5),
    documents=12,
    relevant=7,
    unjudged=0,
    oldest_unjudged=None,
    quarantined=1,
    developments=4,
    digests=2,
    last_digest={'a"b\n': NOON - timedelta(hours=1), "new": None},
    deliveries={DeliveryState.SENT: 2},
    oldest_waiting=NOON - timedelta(seconds=90),
    newest=None,
    batches={},
    in_batches=0,
    put_aside=0,
    routes_down=[],
    concerns=[],
)


async def prefect(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b"prefect"})


def broken() -> Status:
    raise StorageError("the database is locked")


def get(app: Observed, path: str, *headers: tuple[bytes, bytes], method: str = "GET") -> tuple[int, str]:
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    async def receive() -> Message:
        return {}

    scope: dict[str, Any] = {"type": "http", "path": path, "method": method, "headers": list(headers)}
    asyncio.run(app(scope, receive, send))
    return said[0]["status"], said[1]["body"].decode()


def test_everything_but_the_two_paths_is_prefects() -> None:
    app = Observed(prefect, broken)

    assert [get(app, path)[0] for path in ("/", "/api/health", "/metrics/x", "/healthz/")] == [204] * 4
    assert get(app, "/metrics", method="POST")[0] == 204


def test_health_is_good_while_runs_come_and_the_archive_answers_and_names_nothing() -> None:
    late = Concern(key="no run", what="no source was asked", to_do="look")
    other = Concern(key="source x", what="silent", to_do="look")

    def health(*concerns: Concern) -> tuple[int, str]:
        status = Status(**{name: getattr(GOOD, name) for name in GOOD.__slots__} | {"concerns": list(concerns)})
        return get(Observed(prefect, lambda: status, "user:secret"), "/healthz")

    assert health() == (200, "ok\n")
    assert health(other) == (200, "ok\n")
    assert health(late)[0] == 503
    assert get(Observed(prefect, broken), "/healthz")[0] == 503
    assert "locked" not in get(Observed(prefect, broken), "/healthz")[1]


def test_metrics_are_in_the_text_format_of_prometheus() -> None:
    status, text = get(Observed(prefect, lambda: GOOD), "/metrics")
    lines = text.splitlines()
    values = [line for line in lines if not line.startswith("#")]

    assert status == 200
    assert all(re.fullmatch(r'tumen_[a-z_]+(\{[a-z]+="([^"\\\n]|\\.)*"\})? [0-9.]+', line) for line in values)
    assert {'tumen_sources{state="ok"} 3.0', 'tumen_sources{state="gone"} 1.0', "tumen_documents 12.0"} <= set(values)
    assert {"tumen_last_run_age_seconds 300.0", "tumen_queue_age_seconds 90.0"} <= set(values)
    assert 'tumen_digest_age_seconds{reader="a\\"b\\n"} 3600.0' in values
    assert not [line for line in values if line.startswith("tumen_unjudged_age_seconds")]
    named = {line.partition(" ")[0].partition("{")[0] for line in values}
    assert named <= {line.split()[2] for line in lines if line.startswith("# TYPE")}


def test_metrics_want_the_login_of_the_server_where_there_is_one() -> None:
    app = Observed(prefect, lambda: GOOD, "user:secret")
    right, wrong = (b"Basic " + base64.b64encode(one) for one in (b"user:secret", b"user:guess"))

    assert get(app, "/metrics")[0] == 401
    assert get(app, "/metrics", (b"authorization", wrong))[0] == 401
    assert get(app, "/metrics", (b"authorization", right))[0] == 200


@pytest.mark.parametrize("path", ["/metrics", "/healthz"])
def test_a_question_for_the_head_alone_gets_no_body(path: str) -> None:
    assert get(Observed(prefect, lambda: GOOD), path, method="HEAD") == (200, "")


def test_who_guesses_the_login_of_the_metrics_is_stopped_and_who_only_asks_is_not() -> None:
    app = Observed(prefect, lambda: GOOD, "user:secret", Tries(lambda: NOON))
    right, wrong = ((b"authorization", b"Basic " + base64.b64encode(given)) for given in (b"user:secret", b"user:x"))
    asked = [get(app, "/metrics", *header)[0] for _ in range(TRIES) for header in ((), (right,), (wrong,))]

    assert asked == [401, 200, 401] * TRIES
    assert get(app, "/metrics", right)[0] == 401
    assert get(app, "/healthz")[0] == 200
