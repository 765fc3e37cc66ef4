"""A channel that cannot be used is said where a person looks: at each run, by doctor, and by a test message."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.installation import READER, feed, feeds, settings
from tests.support.ports import free_port
from tests.support.webhook import sink
from tumen.cli import answer
from tumen.logs import Fields
from tumen.report.lines import delivery_lines
from tumen.report.rows import failed

VISIT = (
    "Shoigu arrives in Pyongyang with a message from Putin",
    "Russia's Security Council secretary was met at the airport of the North Korean capital.",
)
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """An installation whose reader "desk" has these channels; one source has news."""

    def with_channels(*channels: tuple[str, str, str]) -> Path:
        tables = "".join(
            f'\n[[reader.channel]]\nid = "{id_}"\nform = "{form}"\naddress = "{address}"\nrecipient = "{id_}"\n'
            for id_, form, address in channels
        )
        made = settings(tmp_path, server, "/a", readers=READER + tables)
        monkeypatch.setenv("TUMEN_HOME", str(made.home))
        monkeypatch.setenv("TUMEN_CONFIG", str(made.config))
        monkeypatch.delenv("TUMEN_NOT_SET", raising=False)
        return made.home

    with feeds() as server:
        server.pages["/a"] = feed(VISIT, at=datetime.now(UTC))
        yield with_channels


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("env:TUMEN_NOT_SET", "TUMEN_NOT_SET"),
        ("mailto://someone:wrong@127.0.0.1:{port}/?from=a@example.org&to=b@example.org", "connection refused"),
    ],
)
def test_a_run_that_could_not_send_says_why_and_fails(installed, capsys, address, why):
    installed(("mail", "email", address.format(port=free_port())))

    assert answer(["run"]) == 1
    said = capsys.readouterr().out
    assert "not sent yet" in said
    assert why.lower() in said.lower()
    assert "tumen deliveries list" in said
    assert "wrong@" not in said


def test_what_waited_first_and_was_sent_in_the_same_run_needs_nobody():
    rows = [
        {"delivery": "m1", "state": "pending", "detail": "its process died"},
        {"delivery": "m1", "state": "sent", "detail": "250 ok"},
        {"delivery": "m2", "state": "pending", "detail": "535 wrong password"},
    ]

    assert [row["delivery"] for row in failed(rows)] == ["m2"]
    assert delivery_lines(rows)[0] == "  delivery m2: not sent yet: 535 wrong password"


def test_doctor_names_channels_that_nothing_can_be_sent_by_before_the_first_digest(installed, capsys):
    installed(("chat", "chat", "nosuchthing://x"), ("mail", "email", "env:TUMEN_NOT_SET"), ("ok", "json", "json://h/x"))

    assert answer(["doctor", "--json"]) == 1
    wrong = {row["what"]: row["detail"] for row in json.loads(capsys.readouterr().out) if row["state"] == "wrong"}
    assert wrong.keys() == {"channel desk.chat", "channel desk.mail"}
    assert "nosuchthing" in wrong["channel desk.chat"]


def test_a_test_message_is_marked_sent_once_and_leaves_nothing_behind(installed, capsys):
    with sink() as hook:
        home = installed(("hook", "json", f"json://127.0.0.1:{hook.port}/x"), ("down", "json", "env:TUMEN_NOT_SET"))
        assert answer(["deliveries", "test", "desk/hook"]) == 0
        received = [str(one) for one in hook.requests]

    assert len(received) == 1
    assert "This is a test message" in received[0]
    assert answer(["deliveries", "test", "desk/page"]) == 0
    assert answer(["deliveries", "test", "desk/down"]) == 1
    assert "TUMEN_NOT_SET" in capsys.readouterr().out
    assert answer(["deliveries", "test", "desk/nobody"]) == 2
    assert "desk/hook" in capsys.readouterr().err
    assert list((home / "digests" / "desk").glob("channel-test-*.html"))
    answer(["deliveries", "list", "--json"])
    assert json.loads(capsys.readouterr().out) == []
    assert answer(["doctor", "--json"]) == 1  # for the channel without an address, and not for a lost database
    assert "holds no digest" not in capsys.readouterr().out


def test_a_log_line_on_the_terminal_has_its_fields():
    code = (
        "import logging, tumen.cli as cli\n"
        "cli.answer = lambda _: logging.getLogger('tumen').warning('source failed', extra={'source': 'tass'}) or 0\n"
        "cli.main(['x'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr == "WARNING tumen: source failed: source=tass\n"
    record = logging.makeLogRecord({"msg": "plain"})
    assert Fields().filter(record)
    assert record.getMessage() == "plain"
