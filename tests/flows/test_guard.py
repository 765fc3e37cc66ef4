"""A Prefect server that asks for no login answers to itself alone: what a page of another site sends is refused.

`Page` sends what a browser sends for a page whose own name was pointed at this machine, or that asks across origins.
"""

from __future__ import annotations

import asyncio
import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import websockets
from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectHTTPStatusError
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.server import deploy, own_hosts
from tests.support.prefect_server import ROOT, Served
from tests.support.waiting import GUARD
from tumen.web import guard

pytestmark = pytest.mark.prefect

STREAMS = ["/api/events/out", "/api/events/in", "/api/logs/out", "/api/task_runs/subscriptions/scheduled"]
COMMAND = {"command": "touch /tmp/owned"}


@dataclass(frozen=True)
class Page:
    """A page in a person's browser, on the same machine as the server."""

    port: int
    host: str
    origin: str | None = None

    def ask(self, method: str, path: str, sent: Any = None, **headers: str) -> tuple[int, Any]:
        """The status and, where it is one, the JSON of the answer."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=GUARD)
        given = {"Host": self.host, "Content-Type": "application/json", **headers}
        if self.origin is not None:
            given["Origin"] = self.origin
        link.request(method, path, body=json.dumps(sent) if sent is not None else None, headers=given)
        reply = link.getresponse()
        body = reply.read()
        link.close()
        is_json = (reply.getheader("Content-Type") or "").startswith("application/json")
        return reply.status, json.loads(body) if is_json else body

    def hears(self, path: str) -> bool:
        """Whether a websocket opens."""
        return asyncio.run(self._hears(path))

    async def _hears(self, path: str) -> bool:
        host, _, port = self.host.partition(":")
        address = f"ws://{host}:{port or self.port}{path}"
        try:
            async with websockets.connect(
                address,
                host="127.0.0.1",
                port=self.port,
                origin=websockets.Origin(self.origin) if self.origin else None,
                subprotocols=[websockets.Subprotocol("prefect")],
                proxy=None,
            ):
                return True
        except websockets.InvalidStatus:
            return False


def port_of(served: Served) -> int:
    return int(urlsplit(served.url).port or 0)


def foreign(port: int) -> dict[str, Page]:
    own = f"127.0.0.1:{port}"
    return {
        "rebound": Page(port, f"rebind.attacker.example:{port}", f"http://rebind.attacker.example:{port}"),
        "rebound, without a port": Page(port, "rebind.attacker.example"),
        "a name that begins with ours": Page(port, f"localhost.attacker.example:{port}"),
        "a name that ends with ours": Page(port, f"attacker.localhost:{port}"),
        "login in front of the host": Page(port, f"localhost@attacker.example:{port}"),
        "no host": Page(port, ""),
        "another site": Page(port, own, "http://attacker.example"),
        "another program of this machine": Page(port, own, "http://127.0.0.1:3000"),
        "a file or a sandboxed frame": Page(port, own, "null"),
        "an origin that begins with ours": Page(port, own, f"http://{own}.attacker.example"),
    }


@pytest.mark.parametrize("which", foreign(0))
def test_a_foreign_page_reads_nothing_gets_no_token_and_starts_nothing(served: Served, which: str) -> None:
    page, own = foreign(port_of(served))[which], Page(port_of(served), f"127.0.0.1:{port_of(served)}")
    assert own.ask("GET", "/api/health")[0] == 200

    run = f"/api/deployments/{uuid4()}/create_flow_run"
    asked = [
        page.ask("GET", "/"),
        page.ask("GET", "/api/health"),
        page.ask("GET", "/api/csrf-token?client=page"),
        page.ask("GET", "/api/deployments/name/monitor/by-hand"),
        page.ask("POST", "/api/block_documents/filter", {"include_secrets": True}),
        page.ask("POST", run, {"job_variables": COMMAND}),
        page.ask("OPTIONS", run, **{"Access-Control-Request-Method": "POST"}),
    ]

    # An empty Host is malformed; the server may say so before the guard is asked.
    assert {status for status, _ in asked} <= ({400, 403} if which == "no host" else {403})


@pytest.mark.parametrize("path", STREAMS)
@pytest.mark.parametrize("which", ["rebound", "another site", "another program of this machine"])
def test_no_stream_opens_for_a_foreign_page(served: Served, which: str, path: str) -> None:
    assert not foreign(port_of(served))[which].hears(path)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_its_own_pages_and_programs_are_answered(served: Served, host: str) -> None:
    port = port_of(served)
    for page in (Page(port, f"{host}:{port}", f"http://{host}:{port}"), Page(port, f"{host}:{port}")):
        _, token = page.ask("GET", "/api/csrf-token?client=page")
        guarded = {"Prefect-Csrf-Token": token["token"], "Prefect-Csrf-Client": "page"}

        assert page.ask("GET", "/")[0] == 200
        assert page.ask("POST", "/api/deployments/filter", {}, **guarded)[0] == 200
        assert page.hears("/api/events/out")


@pytest.mark.gate
def test_nobody_gives_a_run_a_command_an_environment_or_a_folder(served: Served) -> None:
    with temporary_settings({PREFECT_API_URL: served.url}), get_client(sync_client=True) as client:
        found = client.read_deployment_by_name("monitor/by-hand")

        for given in (COMMAND, {"env": {"PYTHONPATH": "/tmp"}}, {"working_dir": "/tmp"}):
            with pytest.raises(PrefectHTTPStatusError, match="422"):
                client.create_flow_run_from_deployment(found.id, job_variables=given)
        template = client.read_work_pool(deploy.POOL).base_job_template
    assert "command" not in str(template)


class Inside:
    """An application that notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, scope: guard.Scope, _receive: guard.Receive, _send: guard.Send) -> None:
        self.asked.append(scope["type"])


def reaches(headers: list[tuple[bytes, bytes]], environ: dict[str, str], kind: str = "http") -> tuple[bool, list[Any]]:
    inside, sent = Inside(), []

    async def receive() -> guard.Message:
        return {}

    async def send(message: guard.Message) -> None:
        sent.append(message)

    guarded = guard.Guarded(inside, own_hosts.hosts(environ), own_hosts.origins(environ))
    asyncio.run(guarded({"type": kind, "headers": headers}, receive, send))
    return bool(inside.asked), sent


def test_two_hosts_or_two_origins_are_refused_when_one_of_them_is_foreign() -> None:
    own, other = (b"host", b"localhost:4200"), (b"Host", b"attacker.example")

    assert reaches([own], {})[0]
    assert not reaches([own, other], {})[0]
    assert not reaches([own, own], {})[0]
    assert not reaches([], {})[0]
    assert not reaches([own, (b"origin", b"http://localhost:4200"), (b"origin", b"http://attacker.example")], {})[0]


def test_a_tunnel_with_another_port_a_proxy_and_the_address_of_the_api_are_its_own() -> None:
    environ = {"PREFECT_API_URL": "http://server:4200/api", "TUMEN_SERVER_HOSTS": "Desk.example.org, [fd00::1]"}
    tunnel = [(b"host", b"127.0.0.1:9000"), (b"origin", b"http://127.0.0.1:9000")]
    proxy = [(b"host", b"desk.example.org"), (b"origin", b"https://desk.example.org")]

    assert reaches(tunnel, {})[0]
    assert reaches(proxy, environ)[0]
    assert reaches([(b"host", b"SERVER:4200")], environ)[0]
    assert reaches([(b"host", b"[fd00::1]:4200")], environ)[0]
    assert not reaches(proxy, {})[0]


def test_an_allowed_origin_is_let_in_and_a_star_lets_in_nobody() -> None:
    ui = [(b"host", b"127.0.0.1:4200"), (b"origin", b"http://localhost:4200")]
    listed = {"PREFECT_SERVER_CORS_ALLOWED_ORIGINS": "http://127.0.0.1:4200,http://localhost:4200"}

    assert reaches(ui, listed)[0]
    assert not reaches(ui, {"PREFECT_SERVER_CORS_ALLOWED_ORIGINS": "*"})[0]


def test_a_refusal_says_what_to_do_and_the_start_of_the_server_needs_no_host() -> None:
    _, said = reaches([(b"host", b"desk.example.org")], {})

    assert said[0]["status"] == 403
    assert b"TUMEN_SERVER_HOSTS" in said[1]["body"]
    assert reaches([], {}, kind="lifespan")[0]


def test_whatever_starts_a_server_starts_the_guarded_one() -> None:
    compose = (ROOT / "deployments" / "compose.yaml").read_text(encoding="utf-8")
    unit = (ROOT / "deployments" / "systemd" / "tumen-server.service").read_text(encoding="utf-8")

    assert "command: [python, -m, flows.server.app, --host, 0.0.0.0]" in compose
    assert "python -m flows.server.app --host 127.0.0.1" in unit
    assert "server start" not in compose + unit
