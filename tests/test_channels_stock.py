"""Any other apprise service: one target, one try, and no more certainty than it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.digests import DESK, FULL, channel
from tests.support.smtp import free_port
from tests.support.webhook import Reply, sink
from tumen.delivery.channels import Channels, Timeouts
from tumen.delivery.ledger import plan
from tumen.delivery.outcome import Outcome
from tumen.delivery.render import render
from tumen.model import DeliveryState

S = DeliveryState


def send(url: str, form: str = "chat", before_commit: Callable[[], bool] = lambda: True) -> Outcome:
    reader = replace(DESK, channels=(channel(form, "env:HOOK", "desk"),))
    channels = Channels(environ={"HOOK": url}, folder=Path("/nonexistent"), timeouts=Timeouts(connect=1, http=0.5))
    return channels.send(plan(FULL, reader, render)[0], before_commit)


def test_a_webhook_gets_the_short_text_and_counts_as_best_effort() -> None:
    with sink() as server:
        outcome = send(f"json://127.0.0.1:{server.port}/hook")

    assert outcome.state is S.SENT_BEST_EFFORT
    assert server.payloads[0]["message"].startswith("Digest: 2 new developments, 1 update")
    assert len(server.payloads[0]["message"]) <= 1000


def test_a_webhook_can_have_the_whole_digest_as_json() -> None:
    import json

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
    with sink(Reply(after=3)) as server:
        outcome = send(f"json://127.0.0.1:{server.port}/hook?rto=60")

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
