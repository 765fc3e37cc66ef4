"""Killed at any point, starting again is the whole recovery: nothing doubled, nothing lost, unknowns told."""

from __future__ import annotations

import random
import re
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import extractors
import flows
import tumen
from tests.support import sender
from tests.support.digests import DESK, EMPTY, NOON, channel
from tests.support.slack import HOOK
from tests.support.smtp import RawServer, raw_server
from tests.support.waiting import GUARD, wait_until
from tests.support.webhook import Sink, sink
from tumen.delivery.attempt import LEASE
from tumen.delivery.mail import message_id
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.failpoint import FailpointError, failpoint, forget_passages
from tumen.model import Delivery, DeliveryState
from tumen.storage import Archive

S = DeliveryState
ROOT = Path(__file__).parent.parent
AFTER_LEASE = LEASE.total_seconds() + 60

# Where the process dies, what the delivery is after the next run, and how many messages the other side has then.
KILLS = {
    "deliver.leased": (S.SENT, {1}),
    "mail.connected": (S.SENT, {1}),
    "mail.body_sent": (S.SENT, {1}),
    "mail.before_dot": (S.UNKNOWN, {0}),
    "mail.after_dot": (S.UNKNOWN, {1}),
    "mail.after_reply": (S.UNKNOWN, {1}),
    "deliver.settled": (S.SENT, {1}),
    "slack.before_post": (S.UNKNOWN, {0}),
    "slack.after_post": (S.UNKNOWN, {1}),
}


@pytest.fixture
def archive_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'tumen.db'}"


@pytest.fixture
def mail() -> Iterator[RawServer]:
    with raw_server() as server:
        yield server


@pytest.fixture
def slack() -> Iterator[Sink]:
    with sink() as server:
        yield server


def addresses(mail: RawServer, slack: Sink | None = None, *, oracle: bool = False) -> dict[str, str]:
    url = f"tumenmail://127.0.0.1:{mail.port}/?from=tumen@example.org&mode=insecure"
    copies = f"maildir:{mail.copies}" if oracle else ""
    return {"MAIL": url, "SLACK": HOOK, "SLACK_URL": slack.url if slack else "", "COPIES": copies}


def seal(url: str, form: str = "email", n: int = 1) -> list[Delivery]:
    names = [f"r{number}@example.org" for number in range(n)]
    address = {"slack": "env:SLACK", "file": "file"}.get(form, "env:MAIL")
    channels = tuple(replace(channel(form, address, name), id=f"to-{name}") for name in names)
    lasting = replace(EMPTY, not_after=NOON + timedelta(days=90))
    deliveries = plan(lasting, replace(DESK, channels=channels), Rendering)
    with Archive.open(url) as archive:
        archive.digests.seal(lasting, deliveries)
    return deliveries


@pytest.mark.parametrize("place", KILLS)
def test_killed_at_any_point_the_next_run_is_the_whole_recovery(
    place: str, archive_url: str, mail: RawServer, slack: Sink
) -> None:
    seal(archive_url, "slack" if place.startswith("slack") else "email")
    environ = addresses(mail, slack)
    dying = sender.start(archive_url, environ, f"{place}:1:kill")
    dying.join(GUARD)

    with Archive.open(archive_url) as archive:
        told = sender.run(archive, environ, AFTER_LEASE)
        again = sender.run(archive, environ, 3 * AFTER_LEASE)
        (found,) = archive.outbox.deliveries()

    state, arrived = KILLS[place]
    assert dying.exitcode == -signal.SIGKILL
    assert found.state is state
    # What the sender had posted when it died may still be on its way through the server's thread.
    if arrived == {1}:
        wait_until(lambda: mail.accepted or slack.requests)
    assert len(mail.accepted) + len(slack.requests) in arrived
    assert again == []
    assert [receipt.state for receipt in told] == ([] if place == "deliver.settled" else [state])


@pytest.mark.parametrize(("nth", "there"), [(1, 1), (2, 2), (3, 3)])
def test_a_file_whose_writing_was_killed_is_written_again(
    nth: int, there: int, archive_url: str, tmp_path: Path
) -> None:
    seal(archive_url, "file")
    environ = {"FOLDER": str(tmp_path / "digests")}
    dying = sender.start(archive_url, environ, f"file.written:{nth}:kill")
    dying.join(GUARD)
    begun = len(list((tmp_path / "digests").rglob("*.*")))

    with Archive.open(archive_url) as archive:
        told = sender.run(archive, environ, AFTER_LEASE)
        (found,) = archive.outbox.deliveries()

    assert (dying.exitcode, begun) == (-signal.SIGKILL, there)
    assert found.state is S.SENT
    assert [receipt.state for receipt in told] == [S.SENT]
    assert len(list((tmp_path / "digests").rglob("*.*"))) == 3


def test_every_failpoint_in_the_source_is_exercised() -> None:
    places = set()
    for room in (tumen, extractors, flows):
        for path in Path(str(room.__file__)).parent.rglob("*.py"):
            places |= set(re.findall(r"^\s+failpoint\(\"([^\"]+)\"\)", path.read_text(encoding="utf-8"), re.M))
    ours = {place for place in places if place.split(".")[0] in {"deliver", "mail", "slack"}}
    elsewhere = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))

    assert ours == set(KILLS)
    assert [place for place in places - ours if place not in elsewhere] == []


def test_asked_to_stop_in_the_middle_it_waits_for_the_answer_and_sends_no_more(
    archive_url: str, mail: RawServer
) -> None:
    seal(archive_url, n=3)
    process = sender.start(archive_url, addresses(mail), "mail.after_dot:1:sleep=3")
    wait_until(lambda: mail.accepted)
    process.terminate()
    process.join(GUARD)

    with Archive.open(archive_url) as archive:
        states = Counter(delivery.state for delivery in archive.outbox.deliveries())
    # It ends as whoever is asked to stop does, only later.
    assert process.exitcode == -signal.SIGTERM
    assert states == {S.SENT: 1, S.PENDING: 2}
    assert len(mail.accepted) == 1


def test_a_failpoint_does_nothing_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TUMEN_FAIL", raising=False)
    failpoint("mail.after_dot")
    monkeypatch.setenv("TUMEN_FAIL", "another.place:1:raise")
    failpoint("mail.after_dot")


def test_a_failpoint_acts_at_the_passage_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_passages()
    monkeypatch.setenv("TUMEN_FAIL", "some.place:3:raise")
    failpoint("some.place")
    failpoint("some.place")

    with pytest.raises(FailpointError):
        failpoint("some.place")
    failpoint("some.place")


def test_a_failpoint_with_an_unknown_action_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_passages()
    monkeypatch.setenv("TUMEN_FAIL", "some.place:explode")

    with pytest.raises(ValueError, match="explode"):
        failpoint("some.place")


def chaos(
    url: str, mail: RawServer, recipients: int, kills: int, seed: int, *, oracle: bool = False
) -> tuple[int, list[Delivery]]:
    """Deliver with processes that die at random places until nothing is left to do; how many died, and the end."""
    dice = random.Random(seed)
    sealed = seal(url, n=recipients)
    environ = addresses(mail, oracle=oracle)
    places = [place for place in KILLS if not place.startswith("slack")]
    later, died = 0.0, 0
    for _ in range(kills):
        place = dice.choice(places)
        # One connection carries many messages: a sender that waited for its second would send all the rest.
        nth = 1 if place == "mail.connected" else dice.randint(1, 14)
        process = sender.start(url, environ, f"{place}:{nth}:kill", later)
        process.join(GUARD)
        died += process.exitcode == -signal.SIGKILL
        later += AFTER_LEASE
    with Archive.open(url) as archive:
        while any(
            delivery.state in {S.PENDING, S.ATTEMPTING, S.COMMITTING}
            for delivery in archive.outbox.deliveries(limit=recipients)
        ):
            sender.run(archive, environ, later)
            later += AFTER_LEASE
        found = archive.outbox.deliveries(limit=recipients)
    assert len(sealed) == len(found) == recipients
    return died, found


def judge(found: list[Delivery], mail: RawServer, log: Path) -> Counter[DeliveryState]:
    """What the ledger says against what the server took responsibility for; how many are in which state."""
    accepted = Counter(log.read_text().split())
    states = Counter(delivery.state for delivery in found)
    for delivery in found:
        copies = accepted[message_id(delivery.digest_id, delivery.channel.recipient, "example.org")]
        assert copies <= 1, "doubled"
        assert delivery.state in {*ENDED, S.UNKNOWN}, "neither sent nor told"
        assert delivery.state is S.UNKNOWN or copies == 1, "lost"
    assert sum(accepted.values()) == len(mail.accepted)
    return states


def copies_in(folder: Path) -> Path:
    """An empty Maildir."""
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    return folder


# What the deliveries end in once nobody is killed any more.
ENDED = {S.SENT, S.SENT_RECONCILED}


def ask_the_mailbox(url: str, mail: RawServer) -> list[Delivery]:
    """Run on with the mailbox of copies until nothing is left to do."""
    mail.lose_every, later = 0, timedelta(days=30).total_seconds()
    with Archive.open(url) as archive:
        while any(delivery.state not in ENDED for delivery in archive.outbox.deliveries(limit=1000)):
            sender.run(archive, addresses(mail, oracle=True), later)
            later += AFTER_LEASE
            assert later < timedelta(days=35).total_seconds(), "something is left for ever"
        return archive.outbox.deliveries(limit=1000)


def test_thirty_deliveries_survive_a_few_deaths(archive_url: str, tmp_path: Path) -> None:
    log = tmp_path / "accepted"
    with raw_server(log=log, lose_every=20, copies=copies_in(tmp_path / "copies")) as mail:
        died, found = chaos(archive_url, mail, recipients=30, kills=4, seed=5)
        judge(found, mail, log)
        ended = judge(ask_the_mailbox(archive_url, mail), mail, log)

    assert died >= 2
    assert set(ended) <= ENDED
    assert len(mail.accepted) == 30


@pytest.mark.gate
@pytest.mark.parametrize(("seed", "oracle"), [(1, False), (2, False), (3, True), (4, True)])
def test_five_hundred_deliveries_survive_sixty_deaths_and_lost_replies(
    archive_url: str, tmp_path: Path, seed: int, oracle: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a mailbox of copies every doubtful one is told; with one, none stays doubtful."""
    log = tmp_path / "accepted"
    with raw_server(log=log, lose_every=50, copies=copies_in(tmp_path / "copies")) as mail:
        died, found = chaos(archive_url, mail, recipients=500, kills=75, seed=seed, oracle=oracle)
        states = judge(found, mail, log)
        accepted = len(mail.accepted)
        ended = judge(ask_the_mailbox(archive_url, mail), mail, log)

    with capsys.disabled():
        told = ", ".join(f"{n} {state.value}" for state, n in sorted(states.items()))
        print(f"\nchaos, seed {seed}: {died} killed, {told}; {accepted} accepted, 0 doubled, 0 lost")
    assert died >= 40
    assert states.total() == ended.total() == len(mail.accepted) == 500
    assert ended[S.UNKNOWN] == 0
    assert not oracle or states[S.UNKNOWN] <= 2
