"""Addresses opened as apprise services, each with the same interface."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qs, quote, unquote, urlsplit

from tumen.delivery.channels import best_effort
from tumen.delivery.channels.address import ours
from tumen.delivery.channels.apprise_imports import N_MGR, Apprise
from tumen.delivery.channels.slack_plugin import NotifyTumenSlack
from tumen.delivery.channels.smtp_plugin import NotifyTumenMail
from tumen.delivery.channels.timeouts import Timeouts
from tumen.delivery.mail import Letterhead
from tumen.delivery.outcome import BeforeCommit, Outcome
from tumen.errors import DeliveryError
from tumen.mail_address import with_ascii_domains
from tumen.model import Delivery

# Slack takes about one message a second for one channel, with short bursts.
SLACK_PACE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOptions:
    """How channels are used. `slack_url`: where Slack is, if not where it always is."""

    letterhead: Letterhead | None = None
    timeouts: Timeouts = field(default_factory=Timeouts)
    slack_url: str = ""
    slack_pace: float = SLACK_PACE
    pause: Callable[[float], None] = time.sleep


class Service(Protocol):
    """One opened address."""

    @property
    def route(self) -> str:
        """What goes down as a whole, without any secret; "" for the channel alone."""
        ...

    def reference(self, delivery: Delivery) -> str:
        """What a mailbox of copies knows the message by; "" when there is no such thing."""
        ...

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        """Try once."""
        ...

    def close(self) -> None:
        """End what was kept open for the next message."""
        ...


def register() -> None:
    """Make tumenmail://, tumenmails:// and tumenslack:// known to apprise."""
    for plugin, scheme in ((NotifyTumenMail, "tumenmail"), (NotifyTumenSlack, "tumenslack")):
        if scheme not in N_MGR:
            N_MGR.add(plugin)  # type: ignore[no-untyped-call, unused-ignore]


def open_service(url: str, options: ServiceOptions) -> Service:
    """The service of an address; DeliveryError, without the address, when apprise does not understand it."""
    register()
    known = Apprise.instantiate(best_effort.plain(_mail_address(ours(url), options)), asset=best_effort.asset())
    if known is None:
        scheme = re.match(r"[a-z]{2,12}(?=://)", url)
        why = "" if unquote(url).isascii() else "; a mail address has only ASCII letters before the @"
        raise DeliveryError("address", f"apprise does not recognise this {scheme[0] if scheme else ''} address{why}")
    if isinstance(known, NotifyTumenMail):
        return Mail(known, options)
    if isinstance(known, NotifyTumenSlack):
        return Slack(known, options)
    return BestEffort(known, options)


def _mail_address(url: str, options: ServiceOptions) -> str:
    """An address of mail with a sender and with its domains in ASCII; any other as it is."""
    if not url.startswith(("tumenmail://", "tumenmails://")):
        return url
    try:
        return with_ascii_domains(_with_sender(url, options.letterhead))
    except ValueError as e:
        raise DeliveryError("address", f"a mail address in it {e}") from e


def _with_sender(url: str, letterhead: Letterhead | None) -> str:
    if letterhead is None or not letterhead.sender:
        return url
    query = urlsplit(url).query
    if "from" in parse_qs(query):
        return url
    return f"{url}{'&' if query else '?'}from={quote(letterhead.sender, safe='')}"


class Mail:
    """E-mail by our own SMTP session."""

    def __init__(self, plugin: NotifyTumenMail, options: ServiceOptions) -> None:
        self._plugin, self._letterhead = plugin, options.letterhead
        self._plugin.timeouts = options.timeouts
        self.route = plugin.route

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        """One message to one recipient."""
        _needs(delivery, "html", "text")
        return self._plugin.hand_over(delivery, self._letterhead, before_commit)

    def reference(self, delivery: Delivery) -> str:
        """The Message-ID."""
        return self._plugin.reference(delivery, self._letterhead)

    def close(self) -> None:
        """End the session with QUIT."""
        self._plugin.mail_sender.close(say_quit=True)


@dataclass
class Slack:
    """Slack by our own POST, at a pace it accepts."""

    plugin: NotifyTumenSlack
    options: ServiceOptions
    posted: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.plugin.timeouts = self.options.timeouts
        if self.options.slack_url:
            self.plugin.webhook_url = self.plugin.webhook_gov_url = f"{self.options.slack_url}/services"
            self.plugin.api_url = self.options.slack_url + "/api/{}"

    @property
    def route(self) -> str:
        """The webhook or the bot."""
        return self.plugin.route

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        """One message, no sooner than the pace allows."""
        _needs(delivery, "slack")
        if self.posted is not None and (wait := self.posted + self.options.slack_pace - time.monotonic()) > 0:
            self.options.pause(wait)
        self.posted = time.monotonic()
        return self.plugin.hand_over(delivery, before_commit)

    def reference(self, delivery: Delivery) -> str:  # noqa: ARG002
        """Nothing to look it up by."""
        return ""

    def close(self) -> None:
        """Nothing is kept open."""


@dataclass(frozen=True)
class BestEffort:
    """Any other service, as best effort."""

    plugin: Any
    options: ServiceOptions
    route: str = ""

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        """One notification."""
        return best_effort.hand_over(self.plugin, delivery, before_commit, self.options.timeouts)

    def reference(self, delivery: Delivery) -> str:  # noqa: ARG002
        """Nothing to look it up by."""
        return ""

    def close(self) -> None:
        """Nothing is kept open."""


def _needs(delivery: Delivery, *parts: str) -> None:
    if not delivery.message.parts.keys() >= set(parts):
        raise DeliveryError(delivery.channel.id, f"form {delivery.channel.form!r} cannot be sent to this address")
