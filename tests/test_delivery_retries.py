"""The table of docs/delivery.md, row by row, against servers that do just that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.archives import empty_archive
from tests.support.digests import DESK, EMPTY, NOON, channel
from tests.support.patience import NEVER, PATIENT
from tests.support.ports import free_port
from tests.support.recording_channels import at
from tests.support.slack import BOT, bot_says
from tests.support.smtp import mailbox, raw_server, server_context
from tests.support.webhook import Reply, Sink, sink
from tumen.delivery.channels import Channels
from tumen.delivery.dispatch import deliver
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.model import DeliveryState
from tumen.storage import Archive

DOCS = Path(__file__).parent.parent / "docs" / "delivery.md"
GIVES_UP = replace(PATIENT, dot=0.5, http=0.5)
MAIL = "tumenmail://127.0.0.1:{port}/?from=tumen@example.org&mode={mode}"

# What happens: the form, and the address once the servers that do it are running.
Scene = Callable[[ExitStack, Path], tuple[str, str]]


def mail(mode: str = "insecure", login: str = "", **script: str) -> Scene:
    def scene(stack: ExitStack, _folder: Path) -> tuple[str, str]:
        server = stack.enter_context(raw_server(script))
        return "email", MAIL.format(port=server.port, mode=mode).replace("//", f"//{login}", 1)

    return scene


def at_port(url: str, form: str = "email") -> Scene:
    return lambda stack, folder: (form, url.replace("{port}", str(free_port())))


def untrusted(stack: ExitStack, folder: Path) -> tuple[str, str]:
    box = stack.enter_context(mailbox(tls_context=server_context(folder), require_starttls=True))
    return "email", MAIL.format(port=box.port, mode="starttls")


def slack(*replies: Reply) -> Scene:
    def scene(stack: ExitStack, _folder: Path) -> tuple[str, str]:
        return "slack", f"{BOT}?sink={stack.enter_context(sink(*replies)).port}"

    return scene


def hook(*replies: Reply) -> Scene:
    return lambda stack, folder: ("chat", f"json://127.0.0.1:{stack.enter_context(sink(*replies)).port}/")


LOGIN = {"ehlo": "250-test\r\n250 AUTH PLAIN", "auth": "535 5.7.8 no"}
ROWS: dict[str, list[Scene]] = {
    "mail: 450 at RCPT (greylisted, mailbox busy)": [mail(rcpt="450 4.2.0 greylisted")],
    "mail: 451 at the dot": [mail(dot="451 4.3.0 later")],
    "mail: 452 at MAIL (server full)": [mail(mail="452 4.3.1 full")],
    "mail: 550 at RCPT (no such user)": [mail(rcpt="550 5.1.1 no such user")],
    "mail: 554 at the dot (refused as spam)": [mail(dot="554 5.7.1 spam")],
    "mail: 421 at any step": [
        mail(**{step: "421 later"}) for step in ("greeting", "ehlo", "mail", "rcpt", "data", "dot")
    ],
    "mail: 535, login refused": [mail(login="user:wrong@", **LOGIN)],
    "mail: certificate not trusted": [untrusted],
    "mail: no STARTTLS offered": [mail(mode="starttls")],
    "mail: host name unknown": [
        at_port("tumenmail://no-such-host.invalid:{port}/?from=tumen@example.org&mode=insecure"),
        at_port("tumenmail://127.0.0.1/?from=tumen@example.org&mode=insecure&smtp=a..b"),
    ],
    "mail: connection refused": [at_port(MAIL.replace("{mode}", "insecure"))],
    "mail: hung up before the dot": [mail(**{step: "close"}) for step in ("greeting", "mail", "rcpt", "data", "body")],
    "mail: no answer after the dot": [mail(dot="close"), mail(dot="hang")],
    "slack: 429 with Retry-After: 30": [slack(bot_says("ratelimited", status=429, headers={"Retry-After": "30"}))],
    "slack: 429 without it": [slack(bot_says("ratelimited", status=429))],
    "slack: invalid_auth, token_revoked, no_service": [
        slack(bot_says(name)) for name in ("invalid_auth", "token_revoked", "no_service")
    ],
    "slack: channel_not_found, is_archived": [slack(bot_says(name)) for name in ("channel_not_found", "is_archived")],
    "slack: 500 or 503": [slack(Reply(500)), slack(Reply(503, b"unavailable"))],
    "slack: no answer in time": [slack(Reply(after=NEVER)), slack(Reply(close=True))],
    "slack: connection refused": [at_port(BOT + "?sink={port}", "slack")],
    "other services: refusal (also 429, 5xx, no connection)": [
        *(hook(Reply(status)) for status in (400, 429, 503)),
        at_port("json://127.0.0.1:{port}/", "chat"),
    ],
    "other services: no answer in time": [hook(Reply(after=NEVER))],
}


def table() -> Iterator[tuple[str, str, str, str]]:
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and re.match(r"(mail|slack|other services): ", cells[0]):
            yield cells[0], cells[1], cells[2], cells[3]


TABLE = list(table())
CASES = [(*row, scene) for row in TABLE for scene in ROWS.get(row[0], [])]


def test_every_row_of_the_table_is_proven_and_every_proof_is_in_the_table() -> None:
    assert [row[0] for row in TABLE] == list(ROWS)


@pytest.mark.parametrize(("what", "state", "others", "again", "scene"), CASES)
def test_what_happens_is_what_the_table_says(
    what: str, state: str, others: str, again: str, scene: Scene, tmp_path: Path
) -> None:
    with ExitStack() as stack, Archive.open(empty_archive(tmp_path / "tumen.db")) as archive:
        form, url = scene(stack, tmp_path)
        url, _, port = url.partition("?sink=")
        names = ("a@example.org", "b@example.org")
        both = tuple(replace(channel(form, "env:ADDRESS", name), id=name) for name in names)
        archive.digests.seal(EMPTY, plan(EMPTY, replace(DESK, channels=both), Rendering))
        slack_url = Sink(port=int(port)).url if port else ""
        channels = Channels(
            environ={"ADDRESS": url},
            folder=tmp_path,
            timeouts=GIVES_UP if "no answer" in what else PATIENT,
            slack_url=slack_url,
            slack_pace=0.0,
        )
        deliver(archive, channels, at(0))
        tried = [delivery for delivery in archive.outbox.deliveries() if delivery.attempts]
        untried = [delivery for delivery in archive.outbox.deliveries() if not delivery.attempts]

    assert {delivery.state for delivery in tried} == {DeliveryState(state)}, tried[0].detail
    assert len(tried) == (2 if others == "go on" else 1)
    assert {delivery.state for delivery in untried} <= {DeliveryState.PENDING}
    assert {told(delivery.next_attempt and (delivery.next_attempt - NOON).total_seconds()) for delivery in tried} == {
        again
    }


def told(seconds: float | None) -> str:
    """A wait as the table writes it."""
    if seconds is None:
        return "never"
    return f"{seconds:.0f} s" if seconds < 60 or seconds % 60 else f"{seconds / 60:.0f} min"
