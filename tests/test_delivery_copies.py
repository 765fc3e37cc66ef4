"""A mailbox with a copy of every mail settles what is unknown, and is believed only when it can be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.support.archives import archive_in_memory
from tests.support.digests import DESK, EMPTY, NOON, channel
from tests.support.imap import ImapServer, imap_server
from tests.support.recording_channels import Post, at, seal, state_of
from tumen.delivery.copies import SETTLED_AFTER, look, open_mailbox, reconcile
from tumen.delivery.copies.imap import Imap
from tumen.delivery.copies.maildir import Maildir
from tumen.delivery.dispatch import deliver
from tumen.delivery.outcome import unknown
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.errors import ConfigError, DeliveryError
from tumen.model import DeliveryState, DigestKind, Handover
from tumen.storage import Archive

S = DeliveryState
MINUTES = timedelta(minutes=1)


@dataclass
class HandoverRecord:
    """What was handed over, with and without an outcome; remembers what it was told."""

    lost: list[Handover] = field(default_factory=list)
    sent: list[Handover] = field(default_factory=list)

    def unknowns(self) -> list[Handover]:
        return self.lost

    def accepted(self) -> list[Handover]:
        return self.sent

    def reconcile(self, delivery_id: str, arrived: bool, now: datetime) -> None:
        return None


@dataclass
class Copies:
    """A mailbox that is a set, and counts how often it was asked."""

    there: set[str] = field(default_factory=set)
    asked: int = 0
    broken: bool = False

    def holds(self, references: Collection[str], since: datetime) -> set[str]:
        self.asked += 1
        if self.broken:
            raise DeliveryError("copies", "no answer")
        return self.there & set(references)


def handover(name: str, minutes_ago: float, address: str = "env:MAIL") -> Handover:
    committed = NOON - minutes_ago * MINUTES
    return Handover(delivery_id=name, address=address, reference=f"<{name}@x>", committed=committed)


def found(ledger: HandoverRecord, *there: str) -> bool | None:
    (finding,) = look(ledger, Copies({f"<{name}@x>" for name in there}), NOON)
    assert finding.why
    return finding.arrived


def test_a_copy_means_sent_at_once() -> None:
    assert found(HandoverRecord([handover("lost", 0.1)]), "lost") is True


def test_no_copy_means_not_sent_when_all_sent_around_it_have_one() -> None:
    sent = [handover(f"sent{n}", 30 + n) for n in range(8)]

    assert found(HandoverRecord([handover("lost", 30)], sent), *(one.delivery_id for one in sent[:5])) is False


@pytest.mark.parametrize(
    ("lost_ago", "sent", "there"),
    [
        # Too early: the copy may be under way.
        (14, [handover("sent", 60)], ["sent"]),
        # Nothing shows that copies arrive at all.
        (60, [], []),
        # Copies of others are missing too.
        (60, [handover("one", 61), handover("two", 62)], ["one"]),
        # What was sent by another account shows nothing.
        (60, [handover("sent", 61, "env:OTHER")], ["sent"]),
        # A copy that cannot have arrived yet shows nothing.
        (60, [handover("sent", 5)], []),
        # A clock that was put back.
        (-600, [handover("sent", 60)], ["sent"]),
    ],
)
def test_a_mailbox_that_cannot_tell_leaves_it_to_a_person(
    lost_ago: float, sent: list[Handover], there: list[str]
) -> None:
    assert found(HandoverRecord([handover("lost", lost_ago)], sent), *there) is None


def test_it_is_not_asked_when_nothing_is_unknown() -> None:
    copies = Copies()

    assert reconcile(HandoverRecord(sent=[handover("sent", 60)]), copies, NOON) == []
    assert copies.asked == 0


@pytest.fixture
def archive() -> Iterator[Archive]:
    with archive_in_memory() as opened:
        yield opened


def lost(archive: Archive, *arrived: str) -> Copies:
    """Two mails, one of which was lost after the dot; the mailbox holds the copies of these."""
    sealed = seal(archive, "a@example.org", "b@example.org")
    post = Post(answers={"a@example.org": unknown("silence after the dot")})
    deliver(archive, post, at(0))
    names = {one.channel.recipient: post.reference(one) for one in sealed}
    return Copies({names[recipient] for recipient in arrived})


def test_a_run_begins_with_what_the_mailbox_knows(archive: Archive) -> None:
    copies = lost(archive, "a@example.org", "b@example.org")
    post = Post()

    receipts = deliver(archive, post, at(1), mailbox=copies)

    assert [receipt.state for receipt in receipts] == [S.SENT_RECONCILED]
    assert state_of(archive) == {"a@example.org": S.SENT_RECONCILED, "b@example.org": S.SENT}
    assert post.sent == []


def test_what_did_not_arrive_goes_out_in_the_same_run(archive: Archive) -> None:
    copies = lost(archive, "b@example.org")
    post = Post()

    receipts = deliver(archive, post, at(1), mailbox=copies)

    assert [receipt.state for receipt in receipts] == [S.PENDING, S.SENT]
    assert post.sent == ["a@example.org"]


def test_what_did_not_arrive_and_is_too_old_by_now_expires(archive: Archive) -> None:
    copies = lost(archive, "b@example.org")
    post = Post()

    receipts = deliver(archive, post, at(13), mailbox=copies)

    assert [receipt.state for receipt in receipts] == [S.EXPIRED]
    assert post.sent == []


def test_a_process_that_died_and_a_copy_that_is_there_are_one_receipt(archive: Archive) -> None:
    (sealed,) = seal(archive, "a@example.org")
    token = archive.ledger.lease(sealed.id, NOON, timedelta(minutes=16))
    assert token is not None
    archive.ledger.commit_point(sealed.id, token, NOON, "<a@x>")

    receipts = deliver(archive, Post(), at(1), mailbox=Copies({"<a@x>"}))

    assert [receipt.state for receipt in receipts] == [S.SENT_RECONCILED]


def test_a_mailbox_that_cannot_be_asked_holds_nothing_up(archive: Archive, caplog: pytest.LogCaptureFixture) -> None:
    lost(archive)
    reader = replace(DESK, channels=(channel("email", "env:MAIL", "c@example.org"),))
    second = replace(EMPTY, id="second", key="desk/second", kind=DigestKind.ALERT)
    archive.digests.seal(second, plan(second, reader, Rendering))

    deliver(archive, Post(), at(1), mailbox=Copies(broken=True))

    states = state_of(archive)
    assert (states["a@example.org"], states["c@example.org"]) == (S.UNKNOWN, S.SENT)
    assert "cannot query the mailbox" in caplog.text


def test_the_wait_is_longer_than_a_server_may_take_to_answer() -> None:
    assert timedelta(minutes=10) < SETTLED_AFTER < timedelta(hours=1)


def maildir(folder: Path, *heads: str) -> Maildir:
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, head in enumerate(heads):
        where = folder / ("cur" if number % 2 else "new") / f"{number}.host:2,S"
        where.write_bytes(head.replace("\n", "\r\n" if number % 3 else "\n").encode())
    return Maildir(folder)


LONG_AGO = NOON - timedelta(days=3650)


def test_a_maildir_is_looked_through_by_message_id(tmp_path: Path) -> None:
    box = maildir(
        tmp_path,
        "Received: x\nMessage-ID: <one@x>\nSubject: y\n\nbody",
        "MESSAGE-id:<two@x>\n\nbody",
        "Message-Id:\n <three@x>\n\nbody",
        "Subject: x\n\nMessage-ID: <inthebody@x>\n",
        "X-Message-ID: <other@x>\nIn-Reply-To: <answered@x>\n\n",
        "",
    )

    asked = {f"<{name}@x>" for name in ("one", "two", "three", "inthebody", "other", "answered", "nowhere")}
    assert box.holds(asked, LONG_AGO) == {"<one@x>", "<two@x>", "<three@x>"}


def test_a_folder_that_is_no_maildir_says_so(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="cannot read"):
        Maildir(tmp_path / "nowhere").holds({"<one@x>"}, LONG_AGO)


def imap(server: ImapServer) -> Imap:
    opened = open_mailbox("env:COPIES", {"COPIES": server.url})
    assert isinstance(opened, Imap)
    return opened


def test_an_imap_folder_is_asked_for_each_and_changed_in_nothing() -> None:
    with imap_server(messages={"<one@x>", "<three@x>"}) as server:
        there = imap(server).holds({"<one@x>", "<two@x>", "<three@x>"}, LONG_AGO)

    assert there == {"<one@x>", "<three@x>"}
    said = {re.split(rb" ", line)[1].strip().upper() for line in server.heard}
    assert said == {b"CAPABILITY", b"LOGIN", b"EXAMINE", b"SEARCH", b"LOGOUT"}


def test_a_name_that_could_be_a_command_is_not_asked_for() -> None:
    with imap_server(messages={"<one@x>"}) as server:
        there = imap(server).holds({'<one@x>"\r\nA1 DELETE INBOX', "<a\\b@x>", "", "one@x"}, LONG_AGO)

    assert there == set()
    assert not any(b"SEARCH" in line or b"DELETE" in line for line in server.heard)


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("LOGIN", "NO wrong s3cr3t-canary"),
        ("LOGIN", "close"),
        ("EXAMINE", "NO no such folder"),
        ("SEARCH", "NO cannot"),
        ("SEARCH", "BAD what"),
        ("SEARCH", "close"),
        ("SEARCH", "hang"),
    ],
)
def test_an_imap_server_that_does_not_answer_is_an_error_without_the_password(
    command: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tumen.delivery.copies.imap.WHOLE", 0.5)
    with imap_server(script={command: answer}) as server, pytest.raises(DeliveryError) as caught:
        imap(server).holds({"<one@x>"}, LONG_AGO)

    assert f"127.0.0.1:{server.port} does not answer" in str(caught.value)
    assert "canary" not in str(caught.value)


def test_a_name_with_a_line_break_is_no_second_command() -> None:
    for odd in ("tumen\r\nA9 DELETE INBOX", 'tumen" "x'):
        with imap_server() as server, pytest.raises(DeliveryError, match="unsupported character"):
            replace(imap(server), user=odd).holds({"<one@x>"}, LONG_AGO)

        assert not any(b"DELETE" in line or b"LOGIN" in line for line in server.heard)


def test_nobody_listening_is_an_error_too() -> None:
    from tests.support.ports import free_port

    with pytest.raises(DeliveryError, match="does not answer"):
        imap(ImapServer(port=free_port())).holds({"<one@x>"}, LONG_AGO)


def test_the_mailbox_is_named_like_a_channel(tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("imaps://box%40example.org:p%20w@mail.example.org/All%20Mail\n")

    assert open_mailbox("", {}) is None
    assert open_mailbox("maildir:/var/mail/copies", {}) == Maildir(Path("/var/mail/copies"))
    assert open_mailbox(f"secret:{tmp_path / 'copies'}", {}) == Imap(
        host="mail.example.org", port=993, user="box@example.org", password="p w", folder="All Mail"
    )


@pytest.mark.parametrize(
    "address",
    [
        "pop3://canary:canary@example.org/",
        "imaps://example.org/canary",
        "imaps://canary@example.org/",
        "imap://user:canary@mail.example.org/",
        "imaps://user:canary@mail.example.org:notaport/",
        "canary",
    ],
)
def test_an_address_that_is_none_is_refused_without_being_shown(address: str) -> None:
    with pytest.raises(ConfigError, match="TUMEN_COPIES") as caught:
        open_mailbox("env:COPIES", {"COPIES": address})

    assert "canary" not in str(caught.value)


def test_a_password_is_not_in_the_name_of_the_thing() -> None:
    assert "canary" not in repr(imap(ImapServer(port=1)))
