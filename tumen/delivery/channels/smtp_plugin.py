"""E-mail as an apprise service of our own: apprise reads the address, the SMTP session and the outcome are ours.

tumenmail[s]://[user:password@]host[:port]/recipient?from=..&name=..&smtp=..&mode=insecure|starttls|ssl&reply=..
              [&unsubscribe=https://..,mailto:..][&list=tumen.example.org]
"""

# apprise 1 has no types and apprise 2 has some; what it gives is made exact where it enters our own types.
# mypy: disable-error-code="no-untyped-call, override, misc, unused-ignore"

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from html import escape
from typing import Any

from tumen.delivery.channels.apprise_imports import NotifyEmail
from tumen.delivery.channels.smtp_connection import Encryption, Server
from tumen.delivery.channels.smtp_delivery import MailSender
from tumen.delivery.channels.timeouts import Timeouts
from tumen.delivery.mail import Letterhead, compose, message_id
from tumen.delivery.outcome import BeforeCommit, Outcome, pending
from tumen.mail_address import addresses_in, is_address
from tumen.model import Channel, ChannelForm, Delivery, DeliveryState, Message


class NotifyTumenMail(NotifyEmail):
    """Sends a sealed delivery to one recipient; `send` is there for those who use the address with plain apprise."""

    service_name = "Tumen e-mail"
    protocol = "tumenmail"
    secure_protocol = "tumenmails"
    request_rate_per_sec = 0
    title_maxlen = 200
    timeouts = Timeouts()

    def __init__(
        self,
        named: list[str] | None = None,
        answered: str = "",
        unsubscribe: str = "",
        list_id: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._named = named or []
        self._answered = answered
        self._unsubscribe = tuple(address.strip() for address in unsubscribe.split(",") if address.strip())
        self._list_id = list_id

    @staticmethod
    def parse_url(url: str) -> dict[str, Any] | None:
        """What apprise reads from the address, and what it does not know: who was named, unsubscribe, list."""
        results: dict[str, Any] | None = NotifyEmail.parse_url(url)
        if results:
            results["named"] = list(results["targets"])
            results["answered"] = NotifyEmail.unquote(results["qsd"].get("reply", ""))
            results["unsubscribe"] = NotifyEmail.unquote(results["qsd"].get("unsubscribe", ""))
            results["list_id"] = NotifyEmail.unquote(results["qsd"].get("list", ""))
        return results

    @property
    def route(self) -> str:
        """The account that is shared by all its recipients."""
        account = hashlib.sha256(f"{self.user}|{self.password}".encode()).hexdigest()[:12]
        return f"mail {self.smtp_host}:{self.port} {account}"

    def hand_over(self, delivery: Delivery, letterhead: Letterhead | None, before_commit: BeforeCommit) -> Outcome:
        """Send to the delivery's recipient, and to nobody else the address may name."""
        if getattr(self, "use_pgp", False) or getattr(self, "pgp_mode", "no") not in {"no", None}:
            return pending("the address asks for PGP, which is not supported; mail is not sent without it", down=True)
        recipient = self._recipient(delivery.channel.recipient)
        if recipient is None:
            return pending("the channel must name exactly one recipient, and its address must not name another")
        head = self._letterhead(letterhead)
        message = compose(delivery, recipient, head)
        return self.mail_sender.hand_over(head.sender, recipient, message, before_commit)

    def reference(self, delivery: Delivery, letterhead: Letterhead | None) -> str:
        """The Message-ID of this delivery, "" when it has no recipient."""
        recipient = self._recipient(delivery.channel.recipient)
        return message_id(delivery.digest_id, recipient, self._letterhead(letterhead).domain) if recipient else ""

    @cached_property
    def mail_sender(self) -> MailSender:
        """What sends the mail of this account."""
        return MailSender(self._server(), self.timeouts)

    def send(self, body: str, title: str = "", **_: Any) -> bool:
        """One plain message to the one recipient named in the address; True only when the server took it."""
        now = datetime.now(UTC)
        delivery = Delivery(
            id=hashlib.sha256(f"{now.isoformat()}|{title}|{body}".encode()).hexdigest()[:32],
            digest_id=f"plain {now.isoformat()}",
            reader_id="",
            channel=Channel(id="", form=ChannelForm.EMAIL, address="", recipient=""),
            message=Message(
                form=ChannelForm.EMAIL, subject=title, parts={"text": body, "html": f"<pre>{escape(body)}</pre>"}
            ),
            sealed_at=now,
            not_after=now,
        )
        try:
            return self.hand_over(delivery, None, lambda: True).state is DeliveryState.SENT
        finally:
            self.mail_sender.close(say_quit=True)

    def _recipient(self, wanted: str) -> str | None:
        """The recipient of the ledger if it is an address, else the one in the URL; None when they disagree."""
        named = _whole((address for _, address in self.targets), self._named) if self._named else set()
        if self.cc or self.bcc or len(named) > 1:
            return None
        if is_address(wanted):
            return wanted if named <= {wanted} else None
        return next(iter(named), None)

    def _letterhead(self, given: Letterhead | None) -> Letterhead:
        """The operator's letterhead, with what the address says for this channel."""
        name, sender = self.from_addr
        own = Letterhead(
            sender=str(sender),
            sender_name=str(name or "Tumen"),
            reply_to=next(iter(sorted(_whole(self.reply_to, [self._answered]))), ""),
            list_id=self._list_id,
            unsubscribe=self._unsubscribe,
        )
        if given is None:
            return own
        return replace(
            own,
            reply_to=own.reply_to or given.reply_to,
            list_id=own.list_id or given.list_id,
            unsubscribe=own.unsubscribe or given.unsubscribe,
        )

    def _server(self) -> Server:
        return Server(
            host=self.smtp_host,
            port=int(self.port or 0),
            mode=Encryption(self.secure_mode or Encryption.NONE),
            user=self.user or "",
            password=self.password or "",
            verify=bool(self.verify_certificate),
        )


def _whole(found: Iterable[str], written: Iterable[str]) -> set[str]:
    """The addresses that apprise found, as they were written: it cuts a last label such as "xn--p1ai" to "xn"."""
    ours = {address for text in written for address in addresses_in(text)}
    whole: set[str] = set()
    for address in found:
        longer = {one for one in ours if one.lower().startswith(address.lower())}
        whole |= {address} if address in ours else longer or {address}
    return whole
