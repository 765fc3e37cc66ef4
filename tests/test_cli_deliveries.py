"""What an operator sees of deliveries, and can do about them, from the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.digests import DESK, EMPTY, channel
from tests.support.installation import feeds, settings
from tests.support.smtp import RawServer, raw_server
from tests.support.values import digest
from tumen.cli import answer
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.model import Circuit, DeliveryState, DigestKind, LeftOut, LeftOutCode, Receipt
from tumen.storage import Archive

S = DeliveryState
NOW = datetime.now(UTC).replace(microsecond=0)
LEASE = timedelta(minutes=16)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with feeds() as server:
        made = settings(tmp_path, server)
    monkeypatch.setenv("TUMEN_HOME", str(made.home))
    monkeypatch.setenv("TUMEN_CONFIG", str(made.config))
    monkeypatch.delenv("TUMEN_COPIES", raising=False)
    made.home.mkdir(parents=True, exist_ok=True)
    return made.home


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    def run(*arguments: str, code: int = 0) -> Any:
        capsys.readouterr()
        assert answer(["deliveries", *arguments, "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return run


def opened(home: Path) -> Archive:
    return Archive.open(f"sqlite:///{home / 'tumen.db'}")


def channel_id(recipient: str) -> str:
    return f"mail-{recipient.partition('@')[0]}"


def reaches(home: Path, *recipients: str) -> None:
    """From now on the reader has these channels by mail, too."""
    with (home.parent / "config" / "readers.toml").open("a", encoding="utf-8") as file:
        for name in recipients:
            rows = f'id = "{channel_id(name)}"\nform = "email"\naddress = "env:MAIL"\nrecipient = "{name}"\n'
            file.write(f"\n[[reader.channel]]\n{rows}")


def seal(archive: Archive, *recipients: str, hours_ago: float = 1, key: str = "d") -> list[str]:
    """Deliveries of one digest that was sealed then."""
    at = NOW - timedelta(hours=hours_ago)
    fresh = replace(EMPTY, id=key, key=key, kind=DigestKind.ALERT, until=at, not_after=at + timedelta(hours=12))
    channels = tuple(replace(channel("email", "env:MAIL", name), id=channel_id(name)) for name in recipients)
    sealed = plan(fresh, replace(DESK, channels=channels), Rendering)
    archive.digests.seal(fresh, sealed)
    return [delivery.id for delivery in sealed]


def attempted(archive: Archive, delivery_id: str, outcome: S, reference: str = "") -> None:
    token = archive.ledger.lease(delivery_id, NOW - timedelta(hours=1), LEASE)
    assert token
    assert archive.ledger.commit_point(delivery_id, token, NOW - timedelta(hours=1), reference)
    archive.ledger.settle(Receipt(delivery_id=delivery_id, state=outcome, detail="silence"), token, NOW)


def test_an_unknown_delivery_is_listed_with_what_to_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(home) as archive:
        (id_,) = seal(archive, "a@example.org")
        attempted(archive, id_, S.UNKNOWN)

    assert answer(["deliveries", "list", "--state", "unknown"]) == 0

    out = capsys.readouterr().out
    assert id_ in out
    assert "tumen deliveries resolve ID --sent" in out


@pytest.mark.parametrize(
    ("decision", "state"),
    [("--sent", "sent_reconciled"), ("--resend", "resend_approved"), ("--abandon", "abandoned")],
)
def test_a_person_resolves_it(home: Path, said: Callable[..., Any], decision: str, state: str) -> None:
    with opened(home) as archive:
        (id_,) = seal(archive, "a@example.org")
        attempted(archive, id_, S.UNKNOWN)

    resolved = said("resolve", id_, decision)

    assert (resolved["id"], resolved["state"]) == (id_, state)
    assert said("list")[0]["state"] == state


def test_what_cannot_be_resolved_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(home) as archive:
        (id_,) = seal(archive, "a@example.org")

    assert answer(["deliveries", "resolve", id_, "--sent"]) == 1
    assert answer(["deliveries", "resolve", "nobody", "--sent"]) == 1
    assert answer(["deliveries", "resolve", id_, "--sent", "--resend"]) == 2

    err = capsys.readouterr().err
    assert "nothing to decide" in err
    assert "no such delivery: nobody" in err


@pytest.mark.parametrize("command", ["list", "resolve", "reconcile", "retry"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["deliveries", command, "--help"]) == 0
    assert "--json" in capsys.readouterr().out


def test_the_mailbox_of_copies_settles_what_it_can(
    home: Path, tmp_path: Path, said: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / "copies" / name).mkdir(parents=True)
    for name in ("arrived", "sent"):
        (tmp_path / "copies" / "new" / name).write_text(f"Message-ID: <{name}@x>\n\n")
    monkeypatch.setenv("TUMEN_COPIES", f"maildir:{tmp_path / 'copies'}")
    with opened(home) as archive:
        arrived, missing, sent, _ = seal(archive, *(f"{n}@example.org" for n in range(4)))
        attempted(archive, arrived, S.UNKNOWN, "<arrived@x>")
        attempted(archive, missing, S.UNKNOWN, "<missing@x>")
        attempted(archive, sent, S.SENT, "<sent@x>")

    rows = {row["id"]: row for row in said("reconcile")}

    assert {id_: row["state"] for id_, row in rows.items()} == {arrived: "sent_reconciled", missing: "pending"}
    assert all(row["why"] for row in rows.values())
    assert said("reconcile") == []


def test_what_stays_unknown_is_exit_code_1(
    home: Path, tmp_path: Path, said: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("new", "cur"):
        (tmp_path / "copies" / name).mkdir(parents=True)
    monkeypatch.setenv("TUMEN_COPIES", f"maildir:{tmp_path / 'copies'}")
    with opened(home) as archive:
        (id_,) = seal(archive, "a@example.org")
        attempted(archive, id_, S.UNKNOWN, "<lost@x>")

    (row,) = said("reconcile", code=1)

    assert row["state"] == "unknown"
    assert "no other message" in row["why"]


def test_without_a_mailbox_there_is_nowhere_to_look(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["deliveries", "reconcile"]) == 2
    assert "TUMEN_COPIES" in capsys.readouterr().err


DOWN = Circuit(
    route="mail smtp.example.org:587 1a2b3c",
    since=NOW - timedelta(hours=2),
    until=NOW + timedelta(minutes=30),
    failures=4,
    detail="login refused: 535 5.7.8 no",
)


def test_a_way_that_is_down_is_shown_by_doctor_and_in_the_list(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(home) as archive:
        seal(archive, "a@example.org")
        archive.circuits.open(DOWN)

    assert answer(["doctor"]) == 0
    doctor = " ".join(capsys.readouterr().out.split())
    assert answer(["deliveries", "list"]) == 0
    listed = " ".join(capsys.readouterr().out.split())

    assert "smtp.example.org:587" in doctor
    for told in ("4 failures in a row", "535 5.7.8 no", f"{DOWN.until:%H:%M:%S}", "tumen deliveries retry"):
        assert told in listed


def test_after_a_fix_a_retry_need_not_wait(home: Path, said: Callable[..., Any]) -> None:
    with opened(home) as archive:
        ids = seal(archive, "a@example.org", "b@example.org")
        archive.circuits.open(DOWN)
        archive.ledger.postpone(ids, NOW + timedelta(hours=1), "535")

    assert said("retry") == {"due": 2}
    with opened(home) as archive:
        assert archive.circuits.all() == []
        assert len(archive.ledger.due(NOW, 10)) == 2


def test_doctor_counts_what_a_person_should_look_at(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(home) as archive:
        unknown, refused = seal(archive, "a@example.org", "b@example.org")
        attempted(archive, unknown, S.UNKNOWN)
        attempted(archive, refused, S.FAILED)
        seal(archive, "old@example.org", hours_ago=30, key="old")
        archive.ledger.expire(NOW)

    answer(["doctor", "--json"])

    told = [row["detail"] for row in json.loads(capsys.readouterr().out) if row["what"] == "deliveries"]
    assert [detail.split(":")[0] for detail in told] == [
        "1 with an unknown outcome",
        "1 not sent in time",
        "1 refused",
    ]


@pytest.mark.parametrize(("digests", "told"), [(5, 1), (4, 0)])
def test_doctor_names_a_minimum_that_nothing_reached_in_five_digests(
    digests: int, told: int, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    minor = LeftOut(development_id="D", reason="less important", code=LeftOutCode.MINOR, title="Small")
    with opened(home) as archive:
        for n in range(digests):
            archive.digests.seal(digest(f"G{n}", left_out=(minor,)), [])

    answer(["doctor", "--json"])

    rows = [row["detail"] for row in json.loads(capsys.readouterr().out) if row["what"] == "reader desk"]
    assert [row.partition(" left")[0] for row in rows] == ['minimum = "any"'] * told


def mail_to(server: RawServer) -> str:
    return f"mailto://127.0.0.1:{server.port}/?mode=insecure&from=tumen@example.org"


def test_a_backup_that_was_put_back_sends_nothing_until_it_is_adopted_and_holds_what_waited(
    home: Path,
    tmp_path: Path,
    said: Callable[..., Any],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with raw_server() as server:
        monkeypatch.setenv("MAIL", mail_to(server))
        assert answer(["digest"]) == 0
        reaches(home, "a@example.org", "b@example.org")
        with opened(home) as archive:
            seal(archive, "a@example.org")
        assert answer(["upkeep", "--backup", str(tmp_path / "yesterday.db")]) == 0
        assert answer(["digest"]) == 0
        assert len(server.accepted) == 1
        shutil.copy(tmp_path / "yesterday.db", home / "tumen.db")

        refused = answer(["digest"])
        err = capsys.readouterr().err
        doctor = answer(["doctor"])
        warned = " ".join(capsys.readouterr().out.split())
        assert answer(["adopt"]) == 0
        adopted = capsys.readouterr().out
        answer(["digest"])

        assert (refused, doctor) == (1, 0)
        assert "tumen adopt" in err
        assert "belongs to a backup of" in warned
        assert "1 waiting delivery may have been sent" in adopted
        assert len(server.accepted) == 1
        assert {row["recipient"]: row["state"] for row in said("list")}["a@example.org"] == "unknown"


def test_what_a_restored_installation_sealed_before_it_was_adopted_is_sent_and_files_are_written(
    home: Path, tmp_path: Path, said: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with raw_server() as server:
        monkeypatch.setenv("MAIL", mail_to(server))
        assert answer(["digest"]) == 0
        reaches(home, "a@example.org", "b@example.org")
        with opened(home) as archive:
            seal(archive, "a@example.org")
        assert answer(["upkeep", "--backup", str(tmp_path / "yesterday.db")]) == 0
        shutil.copy(tmp_path / "yesterday.db", home / "tumen.db")
        assert answer(["digest"]) == 1
        with opened(home) as archive:
            seal(archive, "b@example.org", key="later")
        assert answer(["adopt"]) == 0
        answer(["digest"])

        states = {row["recipient"]: row["state"] for row in said("list")}
        assert (states["a@example.org"], states["b@example.org"], len(server.accepted)) == ("unknown", "sent", 1)
        assert {row["state"] for row in said("list") if row["recipient"] == "desk:page"} == {"sent"}


def test_a_database_that_was_moved_sends_what_waits(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with raw_server() as server:
        monkeypatch.setenv("MAIL", mail_to(server))
        monkeypatch.setenv("TUMEN_INSTANCE", "old name")
        assert answer(["digest"]) == 0
        reaches(home, "a@example.org", "b@example.org")
        with opened(home) as archive:
            seal(archive, "a@example.org")
        monkeypatch.setenv("TUMEN_INSTANCE", "new name")

        refused = answer(["digest"])
        before = len(server.accepted)
        assert answer(["adopt", "--moved"]) == 0
        assert answer(["digest"]) == 0

    assert (refused, before, len(server.accepted)) == (1, 0, 1)
