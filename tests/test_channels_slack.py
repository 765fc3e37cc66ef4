"""Slack gets blocks in which nothing is parsed, and every answer it may give has one meaning."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.digests import DESK, FULL, channel
from tests.support.patience import NEVER, patience_with
from tests.support.ports import free_port
from tests.support.slack import BOT, HOOK, bot_says, elements, parsed_texts
from tests.support.webhook import Reply, Sink, sink
from tumen.delivery.channels import Channels, register
from tumen.delivery.channels.apprise_imports import Apprise
from tumen.delivery.outcome import Outcome
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.model import Delivery, DeliveryState

S = DeliveryState


def delivery() -> Delivery:
    reader = replace(DESK, channels=(channel("slack", "env:SLACK", "#desk"),))
    return plan(FULL, reader, Rendering)[0]


def channels(server: Sink, url: str = HOOK, **options: object) -> Channels:
    given = {
        "environ": {"SLACK": url},
        "folder": Path("/nonexistent"),
        "timeouts": patience_with(server),
        "slack_url": server.url,
        "slack_pace": 0.0,
        **options,
    }
    return Channels(**given)  # type: ignore[arg-type]


def send(server: Sink, url: str = HOOK, before_commit: Callable[[], bool] = lambda: True) -> Outcome:
    return channels(server, url).send(delivery(), before_commit)


def test_a_webhook_gets_the_blocks_once_and_nothing_is_unfolded() -> None:
    with sink() as server:
        outcome = send(server)

    assert outcome.state is S.SENT
    (payload,) = server.payloads
    assert payload["blocks"][0]["type"] == "header"
    assert (payload["parse"], payload["link_names"], payload["unfurl_links"], payload["mrkdwn"]) == (
        "none",
        False,
        False,
        False,
    )
    assert server.requests[0][0] == "/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7"


def test_a_bot_posts_to_its_channel_with_the_delivery_to_be_found_by() -> None:
    with sink(bot_says()) as server:
        outcome = send(server, BOT)

    assert (outcome.state, outcome.detail) == (S.SENT, "200 ok, ts 1700000000.000100")
    (payload,) = server.payloads
    assert payload["channel"] == "#desk"
    assert payload["metadata"]["event_payload"] == {"delivery_id": delivery().id}
    assert server.requests[0][1]["authorization"].startswith("Bearer xoxb-")


HOOK_ANSWERS = [
    (Reply(429, b"rate_limited", {"Retry-After": "30"}), S.PENDING, False),
    (Reply(400, b"invalid_payload"), S.FAILED, False),
    (Reply(403, b"action_prohibited"), S.FAILED, False),
    (Reply(403, b"<html>forbidden</html>"), S.PENDING, True),
    (Reply(404, b"no_service"), S.PENDING, True),
    (Reply(404, b"channel_not_found"), S.FAILED, False),
    (Reply(410, b"channel_is_archived"), S.FAILED, False),
    (Reply(302, b"", {"Location": "http://127.0.0.2/"}), S.FAILED, False),
    (Reply(408, b""), S.UNKNOWN, True),
    (Reply(500, b"rollup_error"), S.UNKNOWN, True),
    (Reply(502, b"bad gateway"), S.UNKNOWN, True),
    (Reply(200, b"something else"), S.UNKNOWN, True),
    (Reply(200, b""), S.UNKNOWN, True),
    (Reply(close=True), S.UNKNOWN, True),
    (Reply(after=NEVER), S.UNKNOWN, True),
]


@pytest.mark.parametrize(("reply", "state", "down"), HOOK_ANSWERS)
def test_every_answer_of_a_webhook_has_one_meaning(reply: Reply, state: S, down: bool) -> None:
    with sink(reply) as server:
        outcome = send(server)

    assert (outcome.state, outcome.channel_down) == (state, down), outcome.detail
    assert len(server.requests) == 1


BOT_ANSWERS = [
    (bot_says("ratelimited", status=429, headers={"Retry-After": "5"}), S.PENDING, False),
    (bot_says("ratelimited"), S.PENDING, False),
    (bot_says("invalid_auth"), S.PENDING, True),
    (bot_says("token_revoked"), S.PENDING, True),
    (bot_says("channel_not_found"), S.FAILED, False),
    (bot_says("is_archived"), S.FAILED, False),
    (bot_says("internal_error"), S.UNKNOWN, True),
    (bot_says("fatal_error"), S.UNKNOWN, True),
    (bot_says("service_unavailable", status=503), S.UNKNOWN, True),
    (bot_says("request_timeout"), S.UNKNOWN, True),
    (bot_says("xoxb-a-canary with spaces"), S.UNKNOWN, True),
    (Reply(200, b"[]"), S.UNKNOWN, True),
    (Reply(200, b"<html>"), S.UNKNOWN, True),
]


@pytest.mark.parametrize(("reply", "state", "down"), BOT_ANSWERS)
def test_every_answer_to_a_bot_has_one_meaning(reply: Reply, state: S, down: bool) -> None:
    with sink(reply) as server:
        outcome = send(server, BOT)

    assert (outcome.state, outcome.channel_down) == (state, down), outcome.detail
    assert "canary" not in outcome.detail


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "30"}, 30),
        ({}, 60),
        ({"Retry-After": "1000000000"}, 3600),
        ({"Retry-After": "-5"}, 60),
        ({"Retry-After": "0"}, 60),
        ({"Retry-After": "soon"}, 60),
        ({"Retry-After": "Thu, 01 Jan 2026 00:01:30 GMT", "Date": "Thu, 01 Jan 2026 00:00:00 GMT"}, 90),
        ({"Retry-After": "Thu, 01 Jan 2015 00:01:30 GMT", "Date": "Thu, 01 Jan 2026 00:00:00 GMT"}, 60),
    ],
)
def test_slack_says_how_long_to_wait_and_is_believed_within_reason(headers: dict[str, str], seconds: int) -> None:
    from tumen.delivery.channels.slack_plugin import _wait

    assert _wait({name.lower(): value for name, value in headers.items()}) == timedelta(seconds=seconds)


def test_nobody_listening_is_pending() -> None:
    nobody = Sink(port=free_port())

    outcome = send(nobody)

    assert (outcome.state, outcome.channel_down) == (S.PENDING, True)


def test_without_the_commit_point_nothing_is_posted() -> None:
    with sink() as server:
        outcome = send(server, before_commit=lambda: False)

    assert outcome.state is S.PENDING
    assert server.requests == []


@pytest.mark.parametrize("url", [BOT + "/second", HOOK + "/one/two", BOT.replace("desk", "someone@example.org")])
def test_an_address_that_does_not_name_one_channel_posts_nothing(url: str) -> None:
    with sink() as server:
        outcome = send(server, url)

    assert outcome.state is S.PENDING
    assert server.requests == []


@pytest.mark.parametrize(
    "url", [HOOK.replace("tumenslack", "slack"), HOOK.replace("tumenslack://", "https://hooks.slack.com/services/")]
)
def test_slack_addresses_as_people_have_them_are_sent_by_us(url: str) -> None:
    with sink() as server:
        outcome = send(server, url)

    assert outcome.state is S.SENT
    assert "blocks" in server.payloads[0]


def test_one_message_a_second_for_one_app() -> None:
    waits: list[float] = []
    with sink() as server:
        sender = channels(server, slack_pace=1.0, pause=waits.append)
        for _ in range(3):
            sender.send(delivery(), lambda: True)

    assert len(waits) == 2
    assert all(0.5 < wait <= 1.0 for wait in waits)


def test_the_address_works_with_plain_apprise_too() -> None:
    register()
    with sink() as server:
        service = Apprise.instantiate(HOOK)
        service.webhook_url = f"{server.url}/services"
        apprise = Apprise()
        apprise.add(service)
        result = apprise.notify(title="<!channel>", body="<@U123>")

    assert bool(result)
    assert all("<" not in text for text in parsed_texts(server.payloads[0]))


PIECES = [
    "<!channel>",
    "<!here|here>",
    "<@U012AB3CD>",
    "<#C123|x>",
    "<https://evil.example|nknews.org>",
    "@everyone",
    "&lt;!channel&gt;",
    "*b*",
    "`",
    "\n",
    "<",
    ">",
    "|",
    "!",
    "@",
    "조선",
    "КНДР",
    "\u202e",
    "\u200b",
    ":smile:",
    "<mailto:x@y|z>",
    "<!subteam^S1|@all>",
    "<!date^1^{date}|x>",
]


def hostile(dice: random.Random) -> str:
    return "".join(dice.choice(PIECES) for _ in range(dice.randint(1, 8)))


def poisoned(text: str) -> dict[str, object]:
    """The payload of a digest in which everything that comes from outside is this text."""
    from tests.support.digests import HOSTILE, digest, report, sentence
    from tumen.delivery.render.labels import load_labels
    from tumen.delivery.render.slack_blocks import payload_of
    from tumen.delivery.render.view import view_of
    from tumen.model import Coverage, LeftOut, Trouble

    item = replace(
        HOSTILE,
        headline=text,
        sentences=(sentence(text, "bad1"),),
        changes=(text,),
        origins=(text,),
        themes=(text,),
        reports=(
            report(1, document_id="bad1", publisher=text, title=text, url=f"https://x.example/{text}", state=text),
        ),
    )
    bad = digest(
        item,
        background=(item,),
        left_out=(LeftOut(reason=text, document_id=text),),
        coverage=Coverage(reached=1, of=2, troubles=(Trouble(source_id="x", name=text, reason=text),)),
        id=text,
    )
    labels = load_labels("en")
    return payload_of(view_of(bad, replace(DESK, name=text), labels, {}), labels)


def check_texts(n: int, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(n):
        payload = poisoned(hostile(dice))
        for text in parsed_texts(payload):
            assert not set("<>@&") & set(text), text
        kinds = {element["type"] for element in elements(payload["blocks"])}
        assert kinds <= {
            "header",
            "context",
            "section",
            "divider",
            "plain_text",
            "rich_text",
            "rich_text_section",
            "rich_text_list",
            "rich_text_quote",
            "text",
            "link",
        }
        for element in elements(payload["blocks"]):
            assert element["type"] != "link" or element["url"].startswith("https://")


def test_no_text_from_outside_stands_where_slack_parses() -> None:
    check_texts(500, seed=1)


@pytest.mark.gate
def test_ten_thousand_hostile_texts_make_no_mention() -> None:
    check_texts(10_000, seed=2)
