"""Any other apprise service: one target, one try, and no more certainty than it gives."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
from apprise.plugins.discord import NotifyDiscord
from apprise.plugins.mattermost import NotifyMattermost
from apprise.plugins.ntfy import NotifyNtfy
from apprise.plugins.telegram import NotifyTelegram
from apprise.plugins.workflows import NotifyWorkflows
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.digests import DESK, FULL, TROOPS, channel
from tests.support.ports import free_port
from tests.support.waiting import GUARD
from tests.support.webhook import Reply, sink
from tumen.delivery.channels import Channels, Timeouts
from tumen.delivery.channels.length import CUT, fitting
from tumen.delivery.outcome import Outcome
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.delivery.render.chat import LONGEST
from tumen.model import DeliveryState

S = DeliveryState


def send(
    url: str, form: str = "chat", before_commit: Callable[[], bool] = lambda: True, patience: float = GUARD
) -> Outcome:
    reader = replace(DESK, channels=(channel(form, "env:HOOK", "desk"),))
    channels = Channels(
        environ={"HOOK": url}, folder=Path("/nonexistent"), timeouts=Timeouts(connect=GUARD, http=patience)
    )
    return channels.send(plan(FULL, reader, Rendering)[0], before_commit)


def test_a_webhook_gets_the_short_text_and_counts_as_best_effort() -> None:
    with sink() as server:
        outcome = send(f"json://127.0.0.1:{server.port}/hook")

    assert outcome.state is S.SENT_BEST_EFFORT
    assert server.payloads[0]["message"].startswith(f"Tumen – {TROOPS.headline}")
    assert len(server.payloads[0]["message"]) <= 1000


def test_a_webhook_can_have_the_whole_digest_as_json() -> None:
    with sink() as server:
        send(f"json://127.0.0.1:{server.port}/hook", "json")

    assert json.loads(server.payloads[0]["message"])["key"] == FULL.key


@pytest.mark.parametrize("status", [400, 404, 429, 500])
def test_a_refusal_is_failed_and_never_tried_again_by_apprise(status: int) -> None:
    with sink(Reply(status, b"no")) as server:
        outcome = send(f"json://127.0.0.1:{server.port}/hook?retry=3&wait=0")

    assert outcome.state is S.FAILED
    assert len(server.requests) == 1


def test_nobody_listening_is_failed() -> None:
    assert send(f"json://127.0.0.1:{free_port()}/").state is S.FAILED


def test_no_answer_in_time_is_unknown_because_the_request_was_read() -> None:
    with sink(Reply(after=GUARD)) as server:
        outcome = send(f"json://127.0.0.1:{server.port}/hook?rto=60", patience=0.5)

    assert outcome.state is S.UNKNOWN
    assert len(server.requests) == 1


def test_a_redirect_is_not_followed_with_the_token() -> None:
    with sink() as other, sink(Reply(307, b"", {"Location": f"{other.url}/"})) as server:
        outcome = send(f"json://127.0.0.1:{server.port}/hook")

    assert outcome.state is S.FAILED
    assert other.requests == []


def test_without_the_commit_point_nothing_is_sent() -> None:
    with sink() as server:
        outcome = send(f"json://127.0.0.1:{server.port}/", before_commit=lambda: False)

    assert outcome.state is S.PENDING
    assert server.requests == []


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("ntfy://topic1,topic2/", "chat"),
        ("nosuchservice://token", "chat"),
        ("no address at all", "chat"),
        ("discord://short", "chat"),
        ("json://127.0.0.1:1/", "slack"),
    ],
)
def test_an_address_that_does_not_fit_stays_pending_with_the_reason(url: str, form: str) -> None:
    outcome = send(url, form) if form == "chat" else send("mailto://127.0.0.1", form)

    assert outcome.state is S.PENDING
    assert outcome.detail


ANSWER = b'{"ok": true, "status": "success", "access_token": "t", "user_id": "@u:l", "room_id": "!r:l", "event_id": "e", "home_server": "l", "data": {"authToken": "a", "userId": "u"}}'

# Services that can stand on one's own host; before the text some of them log in or enter a room.
SERVICES = [
    "ntfy://127.0.0.1:{port}/desk",
    "mmost://127.0.0.1:{port}/3ccdd113474722377935511fc85d3dd4/",
    "gotify://127.0.0.1:{port}/token",
    "matrix://user:pass@127.0.0.1:{port}/#room",
    "rocket://user:pass@127.0.0.1:{port}/#desk",
    "form://127.0.0.1:{port}/hook",
    "xml://127.0.0.1:{port}/hook",
    "json://127.0.0.1:{port}/hook",
]


@pytest.mark.parametrize("url", SERVICES)
@pytest.mark.parametrize("query", ["", "?overflow=split&retry=2&format=markdown"])
def test_a_service_on_ones_own_host_gets_one_text_whatever_the_address_asks_for(url: str, query: str) -> None:
    with sink(Reply(200, ANSWER)) as server:
        outcome = send(url.replace("{port}", str(server.port)) + query)

    said = [unescape(unquote_plus(body.decode())) for _, _, body in server.requests]
    texts = [body for body in said if "13 of 74 sources did not answer" in body]
    assert outcome.state is S.SENT_BEST_EFFORT
    assert "reported success" in outcome.detail
    assert len(texts) == 1
    assert "https://news.example.kr/a?id=1" in texts[0]
    assert not re.search(r"<!channel>|@everyone|github.com", texts[0])


@pytest.mark.parametrize("url", SERVICES)
@pytest.mark.parametrize("status", [401, 429, 503])
def test_a_service_that_refuses_is_failed_and_its_text_does_not_go_out_a_second_time(url: str, status: int) -> None:
    with sink(Reply(status, b"{}")) as server:
        outcome = send(url.replace("{port}", str(server.port)) + "?retry=3", patience=20)

    texts = [body for _, _, body in server.requests if b"developments" in body]
    assert outcome.state is S.FAILED
    assert len(texts) <= 1


@pytest.mark.parametrize(
    ("url", "plugin", "base"),
    [
        ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", NotifyDiscord, "{url}/api/webhooks"),
        ("tgram://123456789:abcdefg_hijklmnop_AAFabcdefghijkl/12315544/", NotifyTelegram, "{url}/bot"),
    ],
)
def test_what_discord_and_telegram_would_get(url: str, plugin: Any, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """apprise knows no other host for these two than theirs; here it is given one."""
    with sink(Reply(200, b'{"ok": true}')) as server:
        monkeypatch.setattr(plugin, "notify_url", base.format(url=server.url))
        outcome = send(url + "?format=markdown&overflow=split")

    said = json.dumps(server.payloads[0], ensure_ascii=False)
    assert outcome.state is S.SENT_BEST_EFFORT
    assert len(server.requests) == 1
    assert "https://news.example.kr/a?id=1" in said
    assert not re.search(r"<!channel>|@everyone|github|\\\\\.", said)


def test_no_service_whose_limit_we_know_takes_less_than_the_short_text() -> None:
    for plugin in (NotifyDiscord, NotifyTelegram, NotifyWorkflows, NotifyNtfy, NotifyMattermost):
        assert plugin.body_maxlen >= LONGEST, plugin


@given(st.text(st.sampled_from("ab \n…한"), max_size=400), st.integers(0, 300))
@settings(max_examples=300)
def test_a_text_too_long_for_a_service_is_cut_between_lines_and_says_so(text: str, most: int) -> None:
    fits = fitting(text, most)

    if not most or len(text) <= most:
        assert fits == text
    elif most > len(CUT):
        assert len(fits) <= most
        assert fits.endswith(CUT)
        assert text.startswith(fits.removesuffix(CUT))
