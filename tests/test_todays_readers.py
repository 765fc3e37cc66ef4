"""What waits is sent as today's readers.toml has it, also where it waited in the hands of a process that died."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.archives import empty_archive
from tests.support.digests import DESK, NOON, channel
from tests.support.recording_channels import Post, at, seal, state_of
from tumen import pipeline
from tumen.delivery.outcome import BeforeCommit, Outcome, pending
from tumen.model import Channel, ChannelForm, Delivery, DeliveryState, Reader
from tumen.storage import Archive

S = DeliveryState


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as opened:
        yield opened


class Right(Post):
    """Channels of which one address only can be used."""

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        if delivery.channel.address != "env:RIGHT":
            return pending("535 login refused", down=True)
        return super().send(delivery, before_commit)


def reader_of(*channels: Channel) -> Reader:
    return replace(DESK, channels=channels)


def mail(recipient: str, address: str = "env:MAIL") -> Channel:
    return replace(channel("email", address, recipient), id=f"channel-{recipient}")


def deliver(archive: Archive, post: Post, hours: float, *channels: Channel) -> None:
    pipeline.deliver(archive, post, at(hours), readers=[reader_of(*channels)])


def test_a_message_that_a_killed_run_had_in_hand_is_not_sent_to_a_channel_that_was_removed_since(
    archive: Archive,
) -> None:
    gone, _ = seal(archive, "gone@example.org", "stays@example.org")
    archive.ledger.lease(gone.id, NOON, timedelta(minutes=10))
    post = Post()

    deliver(archive, post, 1, mail("stays@example.org"))

    assert post.sent == ["stays@example.org"]
    assert state_of(archive) == {"gone@example.org": S.ABANDONED, "stays@example.org": S.SENT}


def test_what_waits_goes_to_the_address_that_was_put_right_and_the_old_one_is_no_way_that_is_down(
    archive: Archive,
) -> None:
    seal(archive, "a@example.org")
    post = Right()
    deliver(archive, post, 0, mail("a@example.org"))
    assert [circuit.route for circuit in archive.circuits.all()] == ["env:MAIL"]

    deliver(archive, post, 0.1, mail("a@example.org", "env:RIGHT"))

    assert state_of(archive) == {"a@example.org": S.SENT}
    assert archive.circuits.all() == []


def test_a_way_that_is_down_stays_so_while_a_channel_takes_it(archive: Archive) -> None:
    seal(archive, "a@example.org")
    post = Right()
    deliver(archive, post, 0, mail("a@example.org"))

    deliver(archive, post, 0.001, mail("a@example.org"))

    assert [circuit.route for circuit in archive.circuits.all()] == ["env:MAIL"]


def replaced(channel: Channel, recipient: str) -> Channel:
    """The same channel of the reader with somebody else behind it."""
    return replace(channel, recipient=recipient)


def test_what_waits_for_a_recipient_who_was_replaced_goes_to_the_new_one_once(archive: Archive) -> None:
    seal(archive, "a@example.org")
    post = Post()

    for hours in (0, 0.1):
        deliver(archive, post, hours, replaced(mail("a@example.org"), "b@example.org"))
    deliver(archive, post, 0.2, mail("a@example.org"))

    assert post.sent == ["b@example.org"]
    assert state_of(archive) == {"a@example.org": S.ABANDONED, "b@example.org": S.SENT}


def test_a_new_recipient_is_tried_at_once_however_often_the_old_one_failed(archive: Archive) -> None:
    seal(archive, "a@example.org")
    deliver(archive, Right(), 0, mail("a@example.org"))
    post = Right()

    deliver(archive, post, 0.001, replaced(mail("a@example.org", "env:RIGHT"), "b@example.org"))

    assert post.sent == ["b@example.org"]


def test_what_the_old_recipient_may_have_is_sent_to_nobody_again(archive: Archive) -> None:
    (sealed,) = seal(archive, "a@example.org")
    token = archive.ledger.lease(sealed.id, NOON, timedelta(minutes=10))
    assert token
    assert archive.ledger.commit_point(sealed.id, token, NOON)
    post = Post()

    deliver(archive, post, 1, replaced(mail("a@example.org"), "b@example.org"))

    assert post.sent == []
    assert state_of(archive) == {"a@example.org": S.UNKNOWN}


def test_who_has_a_digest_by_a_channel_that_was_theirs_does_not_get_it_again(archive: Archive) -> None:
    first, _ = seal(archive, "a@example.org", "b@example.org")
    archive.ledger.postpone([first.id], NOON + timedelta(hours=2), "waits")
    post = Post()
    deliver(archive, post, 0, mail("a@example.org"), mail("b@example.org"))
    assert post.sent == ["b@example.org"]

    deliver(archive, post, 3, replaced(mail("a@example.org"), "b@example.org"))

    assert post.sent == ["b@example.org"]
    assert state_of(archive) == {"a@example.org": S.ABANDONED, "b@example.org": S.SENT}


def test_two_channels_of_one_recipient_are_two_messages_also_when_one_was_redirected(archive: Archive) -> None:
    first, _ = seal(archive, "a@example.org", "b@example.org")
    archive.ledger.postpone([first.id], NOON + timedelta(hours=2), "waits")
    post = Post()
    deliver(archive, post, 0, mail("a@example.org"), mail("b@example.org"))

    deliver(archive, post, 3, replaced(mail("a@example.org"), "b@example.org"), mail("b@example.org"))

    assert post.sent == ["b@example.org", "b@example.org"]


def test_two_recipients_who_changed_places_each_get_what_waits(archive: Archive) -> None:
    seal(archive, "a@example.org", "b@example.org")
    post = Post()

    deliver(
        archive,
        post,
        0,
        replaced(mail("a@example.org"), "b@example.org"),
        replaced(mail("b@example.org"), "a@example.org"),
    )

    assert sorted(post.sent) == ["a@example.org", "b@example.org"]


def test_what_was_made_for_another_form_is_abandoned_where_the_recipient_is_another_too(archive: Archive) -> None:
    seal(archive, "a@example.org")
    post = Post()

    deliver(archive, post, 0, replace(mail("a@example.org"), form=ChannelForm.CHAT, recipient="room"))

    assert post.sent == []
    assert state_of(archive) == {"a@example.org": S.ABANDONED}


def test_a_message_of_another_form_is_not_sent_to_the_new_address(archive: Archive) -> None:
    seal(archive, "a@example.org")
    post = Right()

    deliver(archive, post, 0, replace(mail("a@example.org", "env:RIGHT"), form=ChannelForm.CHAT))

    assert state_of(archive) == {"a@example.org": S.PENDING}
