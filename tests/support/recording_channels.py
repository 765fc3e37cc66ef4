"""Channels that remember what was handed over, and deliveries sealed for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.support.digests import DESK, EMPTY, NOON, channel
from tumen.delivery.outcome import BeforeCommit, Outcome, pending, sent
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.model import Channel, Delivery, DeliveryState
from tumen.storage import Archive


@dataclass
class Post:
    """Channels that remember: what was handed over, and what to answer to whom."""

    answers: dict[str, Outcome | Exception] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    meanwhile: Callable[[str], None] = lambda recipient: None

    def route(self, channel: Channel) -> str:
        return channel.address

    def reference(self, delivery: Delivery) -> str:
        return f"<{delivery.id}@example.org>"

    def close(self) -> None:
        pass

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        recipient = delivery.channel.recipient
        answer = self.answers.get(recipient, sent("250 ok"))
        if isinstance(answer, Exception):
            raise answer
        if answer.state in {DeliveryState.PENDING, DeliveryState.FAILED}:
            return answer
        self.meanwhile(recipient)
        if not before_commit():
            return pending("stopped")
        self.sent.append(recipient)
        return answer


def seal(archive: Archive, *recipients: str, address: str = "env:MAIL", form: str = "email") -> list[Delivery]:
    channels = tuple(replace(channel(form, address, name), id=f"channel-{name}") for name in recipients)
    deliveries = plan(EMPTY, replace(DESK, channels=channels), Rendering)
    archive.digests.seal(EMPTY, deliveries)
    return deliveries


def state_of(archive: Archive) -> dict[str, DeliveryState]:
    return {delivery.channel.recipient: delivery.state for delivery in archive.outbox.deliveries()}


def at(hours: float) -> Callable[[], datetime]:
    return lambda: NOON + timedelta(hours=hours)


def no_pause(seconds: float) -> None:
    pass
