"""One connection carries many messages, and whatever happens to it, each of them goes out once."""

from __future__ import annotations

import select
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.digests import DESK, EMPTY, channel
from tests.support.patience import GIVES_UP_AFTER_THE_DOT, PATIENT
from tests.support.smtp import mailbox, raw_server, server_context
from tumen.delivery.channels import Channels, Timeouts
from tumen.delivery.channels.smtp_connection import SmtpConnection
from tumen.delivery.channels.smtp_delivery import MOST_MESSAGES, send_dot
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.model import Delivery, DeliveryState

S = DeliveryState
MESSAGE = plan(EMPTY, replace(DESK, channels=(channel("email", "env:MAIL"),)), Rendering)[0]


def to(recipient: str) -> Delivery:
    return replace(MESSAGE, channel=replace(MESSAGE.channel, recipient=recipient))


@contextmanager
def opened(
    port: int, scheme: str = "tumenmail", query: str = "mode=insecure", timeouts: Timeouts = PATIENT
) -> Iterator[Channels]:
    url = f"{scheme}://127.0.0.1:{port}/?from=tumen@example.org&{query}"
    channels = Channels(environ={"MAIL": url}, folder=Path("/nonexistent"), timeouts=timeouts)
    yield channels
    channels.close()


def send(channels: Channels, *recipients: str) -> list[S]:
    return [channels.send(to(recipient), lambda: True).state for recipient in recipients]


def test_many_messages_go_over_one_connection() -> None:
    with raw_server() as server, opened(server.port) as channels:
        states = send(channels, "a@example.org", "b@example.org", "c@example.org")

    assert states == [S.SENT] * 3
    assert (server.connections, len(server.accepted)) == (1, 3)
    assert [line.lower() for line in server.heard if line.lower().startswith(b"rcpt")] == [
        b"rcpt to:<a@example.org>\r\n",
        b"rcpt to:<b@example.org>\r\n",
        b"rcpt to:<c@example.org>\r\n",
    ]


def test_a_real_server_takes_them_over_one_tls_connection(tmp_path: Path) -> None:
    with (
        mailbox(tls_context=server_context(tmp_path), require_starttls=True) as box,
        opened(box.port, "tumenmails", "mode=starttls&verify=no") as channels,
    ):
        states = send(channels, *(f"r{n}@example.org" for n in range(5)))

    assert states == [S.SENT] * 5
    assert box.recipients == [[f"r{n}@example.org"] for n in range(5)]


@pytest.mark.parametrize("after", ["close", "reset", "421 too long", "250 and one more"])
def test_a_connection_that_ended_or_spoke_in_between_is_begun_anew(after: str) -> None:
    with raw_server({"after": after}) as server, opened(server.port) as channels:
        states = send(channels, "a@example.org", "b@example.org", "c@example.org")

    assert states == [S.SENT] * 3
    assert (server.connections, len(server.accepted)) == (3, 3)


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("what", ["421 closing", "close", "reset"])
def test_a_connection_that_ends_in_the_middle_is_begun_anew_once(step: str, what: str) -> None:
    with raw_server() as server, opened(server.port) as channels:
        first = send(channels, "a@example.org")
        server.script[step] = what
        second = channels.send(to("b@example.org"), lambda: True)

    assert first == [S.SENT]
    assert (second.state, second.channel_down) == (S.PENDING, True)
    assert (server.connections, len(server.accepted)) == (2, 1)


def test_a_server_that_drips_has_one_deadline_however_often_it_is_begun_anew() -> None:
    with raw_server() as server, opened(server.port, timeouts=replace(PATIENT, session=2.0)) as channels:
        first = send(channels, "a@example.org")
        server.script["rcpt"] = "drip"
        outcome = channels.send(to("b@example.org"), lambda: True)

    assert first == [S.SENT]
    assert (outcome.state, outcome.channel_down) == (S.PENDING, True)
    # The conversation that was begun anew had only what the first had left of the deadline.
    assert server.connections == 2
    assert sum(server.dripped[1:]) < server.dripped[0] / 2


def test_the_commit_point_of_a_message_is_asked_once_however_often_it_was_begun() -> None:
    asked: list[bool] = []
    with raw_server({"after": "close"}) as server, opened(server.port) as channels:
        for _ in range(3):
            channels.send(MESSAGE, lambda: asked.append(True) is None)

    assert len(asked) == len(server.accepted) == 3


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "dot"])
@pytest.mark.parametrize("what", ["550 no", "451 later"])
def test_a_refusal_ends_the_connection_and_not_the_next_message(step: str, what: str) -> None:
    with raw_server() as server, opened(server.port) as channels:
        send(channels, "a@example.org")
        server.script[step] = what
        refused = channels.send(to("b@example.org"), lambda: True)
        del server.script[step]
        last = send(channels, "c@example.org")

    assert refused.state is (S.FAILED if what.startswith("5") else S.PENDING)
    assert last == [S.SENT]
    assert len(server.accepted) == 2
    assert server.connections == 2


def test_an_unknown_outcome_ends_the_connection_so_that_a_late_answer_is_nobody_elses() -> None:
    with raw_server({"dot": "hang"}) as server, opened(server.port, timeouts=GIVES_UP_AFTER_THE_DOT) as channels:
        lost = channels.send(to("a@example.org"), lambda: True)
        server.script["dot"] = "550 no"
        refused = channels.send(to("b@example.org"), lambda: True)

    assert (lost.state, refused.state) == (S.UNKNOWN, S.FAILED)
    assert server.connections == 2


def test_an_error_at_the_commit_point_ends_the_connection_without_the_dot() -> None:
    def broken() -> bool:
        raise OSError("disk full")

    with raw_server() as server, opened(server.port) as channels:
        send(channels, "a@example.org")
        with pytest.raises(OSError, match="disk full"):
            channels.send(to("b@example.org"), broken)
        last = send(channels, "c@example.org")

    assert last == [S.SENT]
    assert len(server.accepted) == 2


def test_a_connection_carries_at_most_a_hundred_messages() -> None:
    with raw_server() as server, opened(server.port) as channels:
        send(channels, *(f"r{n}@example.org" for n in range(MOST_MESSAGES + 1)))

    assert server.connections == 2


def test_it_says_goodbye_at_the_end() -> None:
    with raw_server() as server, opened(server.port) as channels:
        send(channels, "a@example.org")

    assert server.heard[-1].lower() == b"quit\r\n"


def test_the_reference_is_the_message_id_that_was_sent() -> None:
    with mailbox() as box, opened(box.port) as channels:
        reference = channels.reference(to("a@example.org"))
        send(channels, "a@example.org")

    assert f"Message-ID: {reference}\r\n".encode() in box.messages[0]


def test_what_is_no_mail_has_no_reference() -> None:
    channels = Channels(
        environ={"SLACK": "slack://xoxb-1234-1234-4ddbc191d40ee098cbaae6f3523ada2d/desk"}, folder=Path()
    )
    addresses = ("file", "env:SLACK", "env:NOTHING", "json://127.0.0.1/", "nosuch://x")

    assert {channels.reference(replace(MESSAGE, channel=channel("chat", address))) for address in addresses} == {""}


class SeemsQuiet(SmtpConnection):
    """A connection that is lost after it was looked at, and before the dot."""

    def has_unexpected_input(self) -> bool:
        return False


def test_a_dot_that_could_not_be_sent_leaves_the_message_pending() -> None:
    smtp = smtplib.SMTP()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        smtp.sock = socket.create_connection(listener.getsockname())
        server, _ = listener.accept()
    smtp.sock.sendall(b"a body that nobody reads\r\n")
    select.select([server], [], [])
    server.close()  # with the body unread: the connection is reset
    select.select([smtp.sock], [], [])

    outcome = send_dot(SeemsQuiet(smtp=smtp, timeouts=PATIENT), PATIENT)

    smtp.close()
    assert outcome.state is S.PENDING
    assert "lost before the final dot" in outcome.detail
