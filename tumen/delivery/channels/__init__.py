"""Every channel to a reader behind one interface: an address goes in, an exact outcome comes out. The only apprise."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tumen.delivery.channels import files
from tumen.delivery.channels.address import FILE, ours, resolve
from tumen.delivery.channels.timeouts import Timeouts
from tumen.delivery.mail import Letterhead
from tumen.delivery.outcome import BeforeCommit, Outcome, pending
from tumen.delivery.redact import SHARED, Redaction
from tumen.errors import ConfigError, DeliveryError
from tumen.model import Channel, Delivery

if TYPE_CHECKING:
    from tumen.delivery.channels.services import Service


class Channels:
    """Hands deliveries over. `environ`: where `env:NAME` addresses are read; `folder`: where `file` channels write."""

    def __init__(
        self,
        *,
        environ: Mapping[str, str],
        folder: Path,
        letterhead: Letterhead | None = None,
        timeouts: Timeouts | None = None,
        slack_url: str = "",
        slack_pace: float = 1.0,
        redaction: Redaction | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.redaction = redaction or SHARED
        self.redaction.attach()
        self._environ, self._folder, self._letterhead = environ, folder, letterhead
        self._timeouts = timeouts or Timeouts()
        self._slack_url, self._slack_pace, self._pause = slack_url, slack_pace, pause
        self._services: dict[str, Service] = {}

    def __repr__(self) -> str:
        return f"Channels({len(self._services)} open)"

    def route(self, channel: Channel) -> str:
        """What goes down as a whole: a mail account, a Slack app, the folder of files, else the channel itself."""
        try:
            return self._service(channel.address).route or f"channel {channel.id}"
        except (ConfigError, DeliveryError):
            return f"channel {channel.id}"

    def problem(self, channel: Channel) -> str:
        """Why nothing could be sent by a channel as it is configured; "" when its address can be used."""
        try:
            self._service(channel.address)
        except (ConfigError, DeliveryError) as e:
            return self.redaction.clean(str(e))
        return ""

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        """Try once. Whatever is wrong with the channel is told as an outcome; RenderError when the bytes are unsafe."""
        try:
            outcome = self._service(delivery.channel.address).send(delivery, before_commit)
        except (ConfigError, DeliveryError) as e:
            outcome = pending(str(e), down=True)
        return replace(outcome, detail=self.redaction.clean(outcome.detail))

    def reference(self, delivery: Delivery) -> str:
        """What a mailbox of copies knows the message by: its Message-ID; "" when there is no such thing."""
        try:
            return self._service(delivery.channel.address).reference(delivery)
        except (ConfigError, DeliveryError):
            return ""

    def close(self) -> None:
        """Close every connection that was kept open for the next message."""
        for service in self._services.values():
            service.close()

    def _service(self, address: str) -> Service:
        """The service of an address, opened once."""
        if address not in self._services:
            self._services[address] = self._open(resolve(address, self._environ))
        return self._services[address]

    def _open(self, url: str) -> Service:
        if url == FILE:
            return Files(self._folder)
        self.redaction.learn(url)
        # Imported when first needed: apprise takes half a second, and most runs only write files.
        from tumen.delivery.channels.services import ServiceOptions, open_service

        self.redaction.learn(ours(url))
        options = ServiceOptions(
            letterhead=self._letterhead,
            timeouts=self._timeouts,
            slack_url=self._slack_url,
            slack_pace=self._slack_pace,
            pause=self._pause,
        )
        return open_service(url, options)


@dataclass(frozen=True)
class Files:
    """The folder of digests."""

    folder: Path
    route: str = "files"

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        """Page, text and JSON of one digest."""
        return files.write(self.folder, delivery, before_commit)

    def reference(self, delivery: Delivery) -> str:  # noqa: ARG002
        """Nothing to look it up by."""
        return ""

    def close(self) -> None:
        """Nothing is kept open."""


def register() -> None:
    """Make our own services known to apprise, for programs that use their addresses without `Channels`."""
    from tumen.delivery.channels.services import register as made_known

    made_known()


__all__ = ["Channels", "Letterhead", "Timeouts", "register", "resolve"]
