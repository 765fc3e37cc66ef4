"""Mail is handed to exactly one recipient, and what became of it is known exactly, wherever the session stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.support.digests import DESK, EMPTY, FULL, NOON, channel
from tests.support.patience import PATIENT, patience_with
from tests.support.smtp import STEPS, Mailbox, RawServer, free_port, mailbox, only, raw_server, server_context
from tests.support.waiting import wait_until
from tumen.delivery.channels import Channels, Letterhead, Timeouts, register
from tumen.delivery.channels.apprise_imports import Apprise
from tumen.delivery.outcome import Outcome
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.model import Delivery, DeliveryState, DigestKind

S = DeliveryState
URL = "tumenmail://127.0.0.1:{port}/?from=tumen@example.org&name=Tumen&mode=insecure"


def delivery(address: str = "env:MAIL", recipient: str = "desk@example.org", **fields: object) -> Delivery:
    reader = replace(DESK, channels=(channel("email", address, recipient),))
    return replace(plan(EMPTY, reader, Rendering)[0], **fields)  # type: ignore[arg-type]


def channels(url: str, timeouts: Timeouts = PATIENT) -> Channels:
    return Channels(environ={"MAIL": url}, folder=Path("/nonexistent"), timeouts=timeouts)


def send_once(sender: Channels, sealed: Delivery, before_commit: Callable[[], bool] = lambda: True) -> Outcome:
    """One message over connections that nobody keeps."""
    try:
        return sender.send(sealed, before_commit)
    finally:
        sender.close()


def send(
    server: RawServer | Mailbox,
    *,
    before_commit: Callable[[], bool] = lambda: True,
    query: str = "",
    timeouts: Timeouts | None = None,
    **fields: object,
) -> Outcome:
    return send_once(
        channels(URL.format(port=server.port) + query, timeouts or patience_with(server)),
        delivery(**fields),
        before_commit,
    )


def test_a_real_server_gets_one_message_for_one_recipient() -> None:
    with mailbox() as box:
        outcome = send(box)

    assert (outcome.state, outcome.detail) == (S.SENT, "250 2.0.0 Ok: queued")
    assert box.recipients == [["desk@example.org"]]
    assert message_from_bytes(box.messages[0])["To"] == "desk@example.org"


def test_a_second_attempt_sends_the_same_bytes() -> None:
    with mailbox() as box:
        send(box)
        send(box)

    assert box.messages[0] == box.messages[1]


def test_a_line_that_begins_with_a_dot_arrives_whole() -> None:
    sealed = delivery()
    dotted = replace(sealed.message, parts={**sealed.message.parts, "text": "one\n.\n..two\n.three\n"})
    with mailbox() as box:
        send(box, message=dotted)

    text = message_from_bytes(box.messages[0]).get_payload(0)
    assert text.get_payload(decode=True).decode().split() == ["one", ".", "..two", ".three"]  # type: ignore[union-attr]


# What the reply to each step means. The channel is down when the trouble is not about this one message.
MEANINGS = [
    ("greeting", "421 too busy", S.PENDING, True),
    ("greeting", "554 go away", S.PENDING, True),
    ("greeting", "close", S.PENDING, True),
    ("greeting", "reset", S.PENDING, True),
    ("greeting", "hang", S.PENDING, True),
    ("greeting", "hello, stranger", S.PENDING, True),
    ("ehlo", "421 shutting down", S.PENDING, True),
    ("ehlo", "close", S.PENDING, True),
    ("ehlo", "hang", S.PENDING, True),
    ("mail", "421 later", S.PENDING, True),
    ("mail", "451 later", S.PENDING, False),
    ("mail", "452 full", S.PENDING, False),
    ("mail", "530 log in first", S.PENDING, True),
    ("mail", "550 sender unwelcome", S.FAILED, False),
    ("mail", "close", S.PENDING, True),
    ("rcpt", "421 later", S.PENDING, True),
    ("rcpt", "450 greylisted", S.PENDING, False),
    ("rcpt", "452 too many", S.PENDING, False),
    ("rcpt", "550 5.1.1 no such user", S.FAILED, False),
    ("rcpt", "553 odd name", S.FAILED, False),
    ("rcpt", "close", S.PENDING, True),
    ("rcpt", "hang", S.PENDING, True),
    ("rcpt", "what?", S.PENDING, True),
    ("data", "451 later", S.PENDING, False),
    ("data", "250 ok", S.PENDING, True),
    ("data", "554 no", S.FAILED, False),
    ("data", "close", S.PENDING, True),
    ("data", "hang", S.PENDING, True),
    ("dot", "250 ok", S.SENT, False),
    ("dot", "250-first\r\n250 second", S.SENT, False),
    ("dot", "251 will forward", S.SENT, False),
    ("dot", "later:0.3:250 at last", S.SENT, False),
    ("dot", "421 shutting down", S.PENDING, True),
    ("dot", "451 try again", S.PENDING, False),
    ("dot", "452 no room", S.PENDING, False),
    ("dot", "550 spam", S.FAILED, False),
    ("dot", "554 rejected", S.FAILED, False),
    ("dot", "close", S.UNKNOWN, True),
    ("dot", "reset", S.UNKNOWN, True),
    ("dot", "hang", S.UNKNOWN, True),
    ("dot", "drip", S.UNKNOWN, True),
    ("dot", "354 more please", S.UNKNOWN, True),
    ("dot", "okay", S.UNKNOWN, True),
]


@pytest.mark.parametrize(("step", "what", "state", "down"), MEANINGS)
def test_every_answer_at_every_step_has_one_meaning(step: str, what: str, state: S, down: bool) -> None:
    with raw_server({step: what}) as server:
        outcome = send(server)

    assert (outcome.state, outcome.channel_down) == (state, down), outcome.detail
    if state is S.PENDING or state is S.FAILED:
        assert server.accepted == []


def test_the_table_of_answers_covers_every_step() -> None:
    assert {step for step, *_ in MEANINGS} == set(STEPS) - {"body"}


@pytest.mark.parametrize("what", ["close", "reset", "421 shutting down", "250 already done"])
def test_a_server_that_speaks_or_leaves_before_the_dot_is_never_taken_to_have_accepted(what: str) -> None:
    def slowly() -> bool:
        # "close" and "reset" are over with the conversation, a line is on its way once it was said.
        return bool(wait_until(lambda: "body" in server.said or server.ended))

    with raw_server({"body": what}) as server:
        outcome = send(server, before_commit=slowly)

    assert outcome.state is S.PENDING
    assert server.accepted == []


def test_an_answer_pushed_in_with_the_one_to_data_is_not_taken_for_the_last() -> None:
    with raw_server({"data": "354 go ahead\r\n250 queued", "dot": "550 no"}) as server:
        outcome = send(server)

    assert outcome.state is S.PENDING
    assert server.accepted == []


def test_without_the_commit_point_the_dot_is_not_sent() -> None:
    with raw_server() as server:
        outcome = send(server, before_commit=lambda: False)
        wait_until(lambda: server.ended)

    assert outcome.state is S.PENDING
    assert server.accepted == []


def test_an_error_at_the_commit_point_passes_through_and_nothing_is_sent() -> None:
    def broken() -> bool:
        raise OSError("database is locked")

    with raw_server() as server, pytest.raises(OSError, match="locked"):
        send(server, before_commit=broken)

    assert server.accepted == []


def test_a_dripping_server_is_left_at_the_deadline() -> None:
    """Every byte comes in time for `command`, and they never end: only the deadline of the whole ends it."""
    with raw_server({"rcpt": "drip"}) as server:
        outcome = send(server, timeouts=replace(PATIENT, session=1.0))

    assert outcome.state is S.PENDING


def test_nobody_listening_is_pending_and_the_channel_is_down() -> None:
    outcome = channels(URL.format(port=free_port())).send(delivery(), lambda: True)

    assert (outcome.state, outcome.channel_down) == (S.PENDING, True)


def test_the_wait_after_the_dot_is_ten_minutes_unless_told_otherwise() -> None:
    assert Timeouts() == Timeouts(connect=30, command=60, session=300, dot=600, http=30)


def login(password: str) -> Outcome:
    options = {"authenticator": only("tumen", "s3cr3t-canary"), "auth_required": True, "auth_require_tls": False}
    with mailbox(**options) as box:
        url = f"tumenmail://tumen:{password}@127.0.0.1:{box.port}/?from=tumen@example.org&mode=insecure"
        return send_once(channels(url), delivery())


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_login_that_is_accepted_sends() -> None:
    assert login("s3cr3t-canary").state is S.SENT


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_login_that_is_refused_closes_the_channel_and_does_not_show_the_password() -> None:
    outcome = login("wrong-canary")

    assert (outcome.state, outcome.channel_down) == (S.PENDING, True)
    assert "535" in outcome.detail
    assert "canary" not in outcome.detail


def test_a_password_is_not_sent_over_a_network_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tumen.delivery.channels.smtp_connection._loopback", lambda line: False)
    with raw_server() as server:
        url = f"tumenmail://tumen:s3cr3t@127.0.0.1:{server.port}/?from=tumen@example.org&mode=insecure"
        outcome = send_once(channels(url), delivery())

    assert (outcome.state, outcome.channel_down) == (S.PENDING, True)
    assert not any(b"AUTH" in line for line in server.heard)


@pytest.mark.parametrize("verify", ["no", "yes"])
def test_mail_over_tls_goes_out_and_a_certificate_nobody_knows_is_refused(verify: str, tmp_path: Path) -> None:
    with mailbox(tls_context=server_context(tmp_path), require_starttls=True) as box:
        url = f"tumenmails://localhost:{box.port}/?from=tumen@example.org&mode=starttls&verify={verify}"
        outcome = send_once(channels(url.replace("localhost", "127.0.0.1")), delivery())

    assert (outcome.state, outcome.channel_down) == ((S.SENT, False) if verify == "no" else (S.PENDING, True))
    assert len(box.messages) == (verify == "no")


def test_without_starttls_nothing_goes_out_in_the_clear() -> None:
    with raw_server() as server:
        url = f"tumenmails://127.0.0.1:{server.port}/?from=tumen@example.org&mode=starttls"
        outcome = send_once(channels(url), delivery())

    assert (outcome.state, outcome.channel_down) == (S.PENDING, True)
    assert not any(line.upper().startswith(b"MAIL") for line in server.heard)


def test_what_was_pushed_in_before_tls_does_not_count_after_it(tmp_path: Path) -> None:
    script = {"ehlo": "250-test\r\n250 STARTTLS", "starttls": "220 go\r\n250 injected"}
    with raw_server(script) as server:
        url = f"tumenmails://127.0.0.1:{server.port}/?from=tumen@example.org&mode=starttls&verify=no"
        outcome = send_once(channels(url), delivery())

    assert outcome.state is S.PENDING
    assert server.accepted == []


@pytest.mark.parametrize("recipient", ["desk@example.org", "Desk"])
def test_the_recipient_stands_in_the_channel_or_in_the_address(recipient: str) -> None:
    with mailbox() as box:
        outcome = send(box, query="&to=desk@example.org", recipient=recipient)

    assert outcome.state is S.SENT
    assert box.recipients == [["desk@example.org"]]


@pytest.mark.parametrize(
    ("recipient", "query"),
    [
        ("desk@example.org", "&to=other@example.org"),
        ("desk@example.org", "&cc=other@example.org"),
        ("desk@example.org", "&bcc=other@example.org"),
        ("desk@example.org", "&pgp=encrypt"),
        ("Desk", "&to=one@example.org,two@example.org"),
        ("Desk", ""),
        ("desk@example.org\r\nRCPT TO:<x@evil.example>", ""),
        ("desk@example.org,x@evil.example", ""),
    ],
)
def test_anything_but_one_recipient_sends_nothing(recipient: str, query: str) -> None:
    with mailbox() as box:
        outcome = send(box, recipient=recipient, query=query)

    assert outcome.state is S.PENDING
    assert box.messages == []


def test_a_mailto_address_is_sent_by_our_own_smtp_session() -> None:
    with mailbox() as box:
        url = URL.format(port=box.port).replace("tumenmail://", "mailto://")
        outcome = send_once(channels(url), delivery())

    assert outcome.state is S.SENT
    assert b"Message-ID: <" in box.messages[0]
    assert b"Auto-Submitted: auto-generated" in box.messages[0]


def test_the_address_works_with_plain_apprise_too() -> None:
    register()
    with mailbox() as box:
        apprise = Apprise()
        apprise.add(URL.format(port=box.port) + "&to=desk@example.org")
        result = apprise.notify(title="A word", body="of <b>warning</b>")

    assert bool(result)
    assert box.recipients == [["desk@example.org"]]


def test_unsubscribe_and_list_come_from_the_address() -> None:
    query = "&unsubscribe=https%3A%2F%2Fexample.org%2Fu%3Ft%3D1,mailto%3Astop%40example.org&list=korea.example.org"
    with mailbox() as box:
        send(box, query=query)

    message = message_from_bytes(box.messages[0])
    assert message["List-Unsubscribe"] == "<https://example.org/u?t=1>, <mailto:stop@example.org>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "Tumen <korea.example.org>"


def test_an_address_without_a_sender_gets_the_operators() -> None:
    with mailbox() as box:
        url = f"mailto://127.0.0.1:{box.port}/?mode=insecure"
        head = Letterhead(sender="office@example.org", list_id="korea.example.org")
        sender = Channels(environ={"MAIL": url}, folder=Path("/nonexistent"), letterhead=head, timeouts=PATIENT)
        outcome = send_once(sender, delivery())

    assert outcome.state is S.SENT
    message = message_from_bytes(box.messages[0])
    assert message["From"].endswith("<office@example.org>")
    assert message["List-Id"] == "Tumen <korea.example.org>"


def test_the_alerts_of_one_storyline_share_a_thread() -> None:
    with mailbox() as box:
        for key in ("one", "two"):
            alert = replace(FULL, id=key, kind=DigestKind.ALERT, until=NOON)
            reader = replace(DESK, channels=(channel("email", "env:MAIL"),))
            send_once(channels(URL.format(port=box.port)), plan(alert, reader, Rendering)[0])

    first, second = map(message_from_bytes, box.messages)
    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert first["Message-ID"] != second["Message-ID"]
