"""Every way to reach a reader, behind one door: an address goes in, an exact outcome comes out. The only apprise."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tumen.delivery.channels import files, stock
from tumen.delivery.channels.address import FILE, ours, resolve
from tumen.delivery.channels.deadline import Timeouts
from tumen.delivery.channels.guest import N_MGR, Apprise
from tumen.delivery.channels.slack import NotifyTumenSlack
from tumen.delivery.channels.smtp import NotifyTumenMail
from tumen.delivery.mail import Letterhead
from tumen.delivery.outcome import BeforeCommit, Outcome, pending
from tumen.delivery.redact import Redaction
from tumen.errors import ConfigError, DeliveryError
from tumen.model import Channel, Delivery

# Slack takes about one message a second for one channel, with short bursts.
SLACK_PACE = 1.0


def register() -> None:
    """Make tumenmail://, tumenmails:// and tumenslack:// known to apprise."""
    for plugin, scheme in ((NotifyTumenMail, "tumenmail"), (NotifyTumenSlack, "tumenslack")):
        if scheme not in N_MGR:
            N_MGR.add(plugin)  # type: ignore[no-untyped-call, unused-ignore]


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
        slack_pace: float = SLACK_PACE,
        redaction: Redaction | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        register()
        self.redaction = redaction or Redaction()
        self.redaction.attach()
        self._environ, self._folder, self._letterhead = environ, folder, letterhead
        self._timeouts = timeouts or Timeouts()
        self._slack_url, self._slack_pace, self._pause = slack_url, slack_pace, pause
        self._services: dict[str, Any] = {}
        self._posted: dict[str, float] = {}

    def __repr__(self) -> str:
        return f"Channels({len(self._services)} open)"

    def route(self, channel: Channel) -> str:
        """What goes down as a whole: a mail account, a Slack app, else the channel itself."""
        try:
            service = self._service(channel.address)
        except (ConfigError, DeliveryError):
            return f"channel {channel.id}"
        return str(getattr(service, "route", f"channel {channel.id}"))

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        """Try once. Whatever is wrong with the channel is told as an outcome; RenderError when the bytes are unsafe."""
        try:
            outcome = self._hand_over(self._service(delivery.channel.address), delivery, before_commit)
        except (ConfigError, DeliveryError) as e:
            outcome = pending(str(e), down=True)
        return replace(outcome, detail=self.redaction.clean(outcome.detail))

    def _service(self, address: str) -> Any:
        """The apprise service of an address, opened once; None for files."""
        if address not in self._services:
            self._services[address] = self._open(resolve(address, self._environ))
        return self._services[address]

    def _open(self, url: str) -> Any:
        if url == FILE:
            return None
        self.redaction.learn(url)
        self.redaction.learn(ours(url))
        service = Apprise.instantiate(ours(url), asset=stock.asset())
        if service is None:
            scheme = re.match(r"[a-z]{2,12}(?=://)", url)
            raise DeliveryError("address", f"apprise does not understand this {scheme[0] if scheme else ''} address")
        if isinstance(service, NotifyTumenMail | NotifyTumenSlack):
            service.timeouts = self._timeouts
        if isinstance(service, NotifyTumenSlack) and self._slack_url:
            service.webhook_url = service.webhook_gov_url = f"{self._slack_url}/services"
            service.api_url = self._slack_url + "/api/{}"
        return service

    def _hand_over(self, service: Any, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        if service is None:
            return files.write(self._folder, delivery, before_commit)
        if isinstance(service, NotifyTumenMail):
            _needs(delivery, "html", "text")
            return service.hand_over(delivery, self._letterhead, before_commit)
        if isinstance(service, NotifyTumenSlack):
            _needs(delivery, "slack")
            self._keep_pace(service.route)
            return service.hand_over(delivery, before_commit)
        return stock.hand_over(service, delivery, before_commit, self._timeouts)

    def _keep_pace(self, route: str) -> None:
        wait = self._posted.get(route, 0.0) + self._slack_pace - time.monotonic()
        if route in self._posted and wait > 0:
            self._pause(wait)
        self._posted[route] = time.monotonic()


def _needs(delivery: Delivery, *parts: str) -> None:
    if not delivery.message.parts.keys() >= set(parts):
        raise DeliveryError(delivery.channel.id, f"the form {delivery.channel.form!r} does not fit this address")


__all__ = ["Channels", "Letterhead", "Timeouts", "register", "resolve"]
