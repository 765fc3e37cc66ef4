"""Canaries planted in every address are found nowhere: not in logs at DEBUG, outcomes, errors or names of things."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.digests import DESK, FULL, channel
from tests.support.imap import imap_server
from tests.support.patience import PATIENT
from tests.support.ports import free_port
from tests.support.recording_channels import at
from tests.support.smtp import raw_server
from tests.support.webhook import Reply, sink
from tumen.delivery.channels import Channels, resolve
from tumen.delivery.copies import open_mailbox
from tumen.delivery.dispatch import deliver
from tumen.delivery.outcome import Outcome
from tumen.delivery.plan import plan
from tumen.delivery.redact import Redaction, secrets_of
from tumen.delivery.render import Rendering
from tumen.errors import ConfigError
from tumen.storage import Archive

CANARY = re.compile(r"canary|Y2FuYXJ5|Y2FuYXJ|c2VjcmV0", re.I)


def try_all(
    url: str, form: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], slack_url: str = ""
) -> Outcome:
    """Send, and look everywhere for the canary."""
    caplog.set_level(logging.DEBUG)
    channels = Channels(
        environ={"ADDRESS": url}, folder=Path("/nonexistent"), timeouts=PATIENT, slack_url=slack_url, slack_pace=0.0
    )
    reader = replace(DESK, channels=(channel(form, "env:ADDRESS", "desk@example.org"),))
    delivery = plan(FULL, reader, Rendering)[0]
    outcome = channels.send(delivery, lambda: True)
    channels.close()
    seen = [
        outcome.detail,
        repr(outcome),
        repr(outcome.receipt("x")),
        repr(channels),
        repr(channels.redaction),
        repr(delivery),
        channels.route(delivery.channel),
        caplog.text,
        *capsys.readouterr(),
    ]
    seen += [repr(record.__dict__) for record in caplog.records]

    assert [text for text in seen if CANARY.search(text)] == []
    return outcome


MAIL = "tumenmail://canaryuser:CanarySecret42@127.0.0.1:{port}/?from=tumen@example.org&mode=insecure"


@pytest.mark.parametrize(
    "script",
    [
        {
            "ehlo": "250-test\r\n250 AUTH PLAIN LOGIN",
            "auth": "535 no CanarySecret42 for AGNhbmFyeXVzZXIAQ2FuYXJ5U2VjcmV0NDI=",
        },
        {"greeting": "554 CanarySecret42"},
        {"ehlo": "250-test\r\n250 AUTH PLAIN", "auth": "close"},
    ],
)
def test_a_mail_server_that_repeats_the_password_does_not_get_it_into_anything(
    script: dict[str, str], caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with raw_server(script) as server:
        outcome = try_all(MAIL.format(port=server.port), "email", caplog, capsys)

    assert outcome.detail


@pytest.mark.parametrize(
    "reply",
    [
        Reply(403, b"no TIcanarydnlazkcOXrIdevi7"),
        Reply(500, b"CANARY1"),
        Reply(close=True),
        Reply(302, b"", {"Location": "/services/T1CANARY/B1CANARY/x"}),
    ],
)
def test_a_slack_token_is_never_seen(
    reply: Reply, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with sink(reply) as server:
        try_all("slack://T1CANARY/B1CANARY/TIcanarydnlazkcOXrIdevi7", "slack", caplog, capsys, server.url)
        try_all("slack://xoxb-1234-1234-canarybd191d40ee098cbaae/desk", "slack", caplog, capsys, server.url)


@pytest.mark.parametrize(
    "url",
    [
        "json://127.0.0.1:{port}/path-canary-token?+X-Api-Key=canary-key&:extra=canary-value",
        "jsons://user:canary-pass@127.0.0.1:{port}/",
        "tgram://123456789:canaryAAFabcdefghijklmnopqrstuvwxyz/1234/",
        "discord://canary4174216298/canaryJHMHI8qBe7bk2ZwO5U711o3dV_js",
        "slack://bad-canary/token/x",
        "nosuch://canary-token/x",
        "canary without any scheme",
        "mailto://user:canary-pass@",
        "mailto://user:canary-pass@127.0.0.1:99999/",
        "tumenmail://user:canary%20pass@127.0.0.1:{port}/?mode=weird",
    ],
)
@pytest.mark.parametrize("status", [200, 500])
def test_no_part_of_any_address_is_seen(
    url: str, status: int, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with sink(Reply(status, b"canary-token")) as server:
        form = "email" if "mail" in url else "slack" if url.startswith("slack") else "chat"
        try_all(
            url.replace("{port}", str(server.port))
            if "tgram" not in url and "discord" not in url
            else "json://127.0.0.1:1/canary-path",
            form,
            caplog,
            capsys,
        )


def test_nobody_listening_does_not_show_the_address(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    try_all(MAIL.format(port=free_port()), "email", caplog, capsys)
    try_all(f"json://127.0.0.1:{free_port()}/canary-token", "chat", caplog, capsys)


def test_addresses_that_libraries_write_into_logs_are_redacted() -> None:
    redaction = Redaction()
    redaction.learn("slack://T1CANARY/B1CANARY/TIcanarydnlazkcOXrIdevi7")
    record = logging.LogRecord(
        "urllib3",
        logging.WARNING,
        "",
        0,
        "POST %s failed",
        ("/services/T1CANARY/B1CANARY/TIcanarydnlazkcOXrIdevi7",),
        None,
    )
    try:
        raise ValueError("cannot reach T1CANARY")
    except ValueError as e:
        record.exc_info = (type(e), e, e.__traceback__)

    assert redaction.filter(record) is True
    assert not CANARY.search(logging.Formatter().format(record))


@pytest.mark.parametrize(
    ("url", "hidden", "shown"),
    [
        (
            "tumenmail://user:p%40ss-word@smtp.example.org/?mode=starttls&from=a@b.org",
            {"p%40ss-word", "p@ss-word"},
            {"starttls", "a@b.org", "smtp.example.org"},
        ),
        ("json://hooks.example.org/long-token?+X-Api-Key=abcd", {"long-token", "abcd"}, {"hooks.example.org"}),
        ("tumenslack://xoxb-123456/desk", {"xoxb-123456"}, {"desk"}),
        ("https://[broken", {"https://[broken"}, set()),
    ],
)
def test_what_is_secret_in_an_address_and_what_is_not(url: str, hidden: set[str], shown: set[str]) -> None:
    secrets = secrets_of(url)

    assert hidden <= secrets
    assert not shown & secrets


def test_an_address_is_read_from_the_environment_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "slack").write_text("slack://a/b/c\n")

    assert resolve("env:MAIL", {"MAIL": " mailto://x "}) == "mailto://x"
    assert resolve(f"secret:{tmp_path / 'slack'}", {}) == "slack://a/b/c"
    assert resolve("file", {}) == "file"
    assert resolve("ntfy://topic", {}) == "ntfy://topic"


@pytest.mark.parametrize(
    "make",
    [
        lambda path: "env:TUMEN_MAIL",
        lambda path: f"secret:{path}/none",
        lambda path: f"secret:{path}/empty",
        lambda path: f"secret:{path}",
    ],
)
def test_an_address_that_is_not_there_names_the_variable_or_the_file(
    make: Callable[[Path], str], tmp_path: Path
) -> None:
    (tmp_path / "empty").write_text("\n")
    address = make(tmp_path)

    with pytest.raises(ConfigError) as caught:
        resolve(address, {"TUMEN_MAIL": "", "OTHER": "canary"})

    assert address.partition(":")[2] in str(caught.value)
    assert "canary" not in str(caught.value)


def test_a_missing_variable_keeps_the_delivery_and_says_which() -> None:
    channels = Channels(environ={}, folder=Path("/nonexistent"))
    reader = replace(DESK, channels=(channel("email", "env:TUMEN_MAIL"),))

    outcome = channels.send(plan(FULL, reader, Rendering)[0], lambda: True)

    assert outcome.state.value == "pending"
    assert "TUMEN_MAIL" in outcome.detail


def test_runs_that_fail_in_every_way_leave_no_secret_in_the_database_the_logs_or_on_the_screen(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    refused = {
        "ehlo": "250-test\r\n250 AUTH PLAIN LOGIN",
        "auth": "535 no CanarySecret42 AGNhbmFyeXVzZXIAQ2FuYXJ5U2VjcmV0NDI=",
    }
    lost = {"ehlo": "250-test\r\n250 AUTH PLAIN LOGIN", "auth": "235 ok", "dot": "close"}
    with (
        raw_server(refused) as first,
        raw_server(lost) as second,
        sink(Reply(403, b"no TIcanarydnlazkcOXrIdevi7")) as slack,
        imap_server(password="canary-pass", script={"SEARCH": "NO no canary-pass"}) as copies,
    ):
        environ = {
            "REFUSED": MAIL.format(port=first.port),
            "LOST": MAIL.format(port=second.port),
            "SLACK": "slack://T1CANARY/B1CANARY/TIcanarydnlazkcOXrIdevi7",
            "HOOK": f"json://127.0.0.1:{slack.port}/canary-token?+X-Api-Key=canary-key",
        }
        forms = {"SLACK": "slack", "HOOK": "chat"}
        ways = tuple(
            replace(channel(forms.get(name, "email"), f"env:{name}", "desk@example.org"), id=name) for name in environ
        )
        url = f"sqlite:///{tmp_path / 'tumen.db'}"
        with Archive.open(url) as archive:
            archive.digests.seal(FULL, plan(FULL, replace(DESK, channels=ways), Rendering))
            for hours in (0, 1, 2):
                channels = Channels(
                    environ=environ, folder=tmp_path, timeouts=PATIENT, slack_url=slack.url, slack_pace=0.0
                )
                mailbox = open_mailbox(copies.url, {})
                deliver(archive, channels, at(hours), mailbox=mailbox)
            states = {delivery.channel.id: delivery.state.value for delivery in archive.outbox.deliveries()}
            shown = repr(
                [
                    archive.circuits.all(),
                    archive.outbox.deliveries(),
                    archive.outbox.attempts(archive.outbox.deliveries()[0].id),
                    mailbox,
                ]
            )

    seen = {"log": caplog.text, "shown": shown, "screen": "".join(capsys.readouterr())}
    seen |= {"records": repr([record.__dict__ for record in caplog.records])}
    seen |= {path.name: path.read_bytes().decode("latin-1") for path in tmp_path.iterdir()}
    assert states["LOST"] == "unknown"
    assert states["REFUSED"] == "pending"
    assert "cannot query the mailbox of copies" in caplog.text
    assert [(name, found[0]) for name, text in seen.items() if (found := CANARY.search(text))] == []
