"""A server with a login lets nobody else in, and none of its processes outlives it when it is killed."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from base64 import b64encode
from pathlib import Path

import pytest
import websockets

from tests.support.ports import free_port
from tests.support.prefect_server import ROOT, environment_of
from tests.support.waiting import GUARD, await_true

pytestmark = [pytest.mark.prefect, pytest.mark.gate]

LOGIN = "desk:a-long-password"


def status_of(url: str, *, login: str | None = None, sent: bytes | None = None) -> int:
    request = urllib.request.Request(url, data=sent, headers={"Content-Type": "application/json"})
    if login is not None:
        request.add_header("Authorization", "Basic " + b64encode(login.encode()).decode())
    try:
        with urllib.request.urlopen(request, timeout=GUARD) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as e:
        return e.code


async def is_let_in(port: int, login: str) -> bool:
    """Whether the stream of events takes this login."""
    address = f"ws://127.0.0.1:{port}/api/events/out"
    async with websockets.connect(address, subprotocols=[websockets.Subprotocol("prefect")]) as stream:
        await stream.send(json.dumps({"type": "auth", "token": login}))
        try:
            return bool(json.loads(await asyncio.wait_for(stream.recv(), GUARD))["type"] == "auth_success")
        except websockets.ConnectionClosed:
            return False


def taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_nobody_gets_in_without_the_login_and_a_kill_leaves_no_process_behind(tmp_path: Path) -> None:
    port, output = free_port(), tmp_path / "output.txt"
    login = {"PREFECT_SERVER_API_AUTH_STRING": LOGIN, "PREFECT_API_AUTH_STRING": LOGIN}
    with output.open("wb") as said:
        serve = subprocess.Popen(
            [sys.executable, "-m", "flows.server.serve", "--port", str(port), "--no-schedules"],
            cwd=ROOT,
            env=environment_of(tmp_path) | login,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        assert await_true(lambda: "Schedules are off" in output.read_text() or serve.poll() is not None, 180)
        api = f"http://127.0.0.1:{port}/api"

        assert status_of(f"{api}/admin/version") == 401
        assert status_of(f"{api}/admin/version", login="desk:guess") == 401
        assert status_of(f"{api}/admin/version", login=LOGIN) == 200
        # With the login but without a token of the server's own page: another site open in the same browser.
        assert status_of(f"{api}/deployments/filter", login=LOGIN, sent=b"{}") == 403
        assert asyncio.run(is_let_in(port, LOGIN))
        assert not asyncio.run(is_let_in(port, "desk:guess"))
    finally:
        serve.send_signal(signal.SIGKILL)
        serve.wait(GUARD)

    assert await_true(lambda: not taken(port), 60)
