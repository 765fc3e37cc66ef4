"""Copies in a mailbox on a server, asked by IMAP; it is opened for reading only."""

from __future__ import annotations

import contextlib
import imaplib
import re
import ssl
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote, urlsplit

from tumen.delivery.channels.timeouts import deadline
from tumen.delivery.redact import SHARED
from tumen.errors import ConfigError, DeliveryError
from tumen.imap import ok, quoted

# For each step, and for the whole session.
STEP, WHOLE = 30.0, 120.0

# What may stand in a search as it is: no quote, backslash or line break can end the string it stands in.
_PLAIN = re.compile(r"<[A-Za-z0-9.@_+=$!#%&'*/?^`{|}~-]{1,900}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imap:
    """One folder of one account. Without TLS only on this machine."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    tls: bool = True

    @classmethod
    def of(cls, url: str) -> Imap:
        """The folder an address names; ConfigError, without the address in it, when something is missing."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as e:
            raise ConfigError("environment", "TUMEN_COPIES", "is not the address of a mailbox") from e
        tls = parts.scheme == "imaps"
        if not (parts.hostname and parts.username and parts.password):
            raise ConfigError("environment", "TUMEN_COPIES", "must name user, password and host: imaps://user:…@host/")
        if not tls and not parts.hostname.startswith("127."):
            raise ConfigError("environment", "TUMEN_COPIES", "would send the password unencrypted: use imaps://")
        return cls(
            host=parts.hostname,
            port=port or (993 if tls else 143),
            user=unquote(parts.username),
            password=unquote(parts.password),
            folder=unquote(parts.path.strip("/")) or "INBOX",
            tls=tls,
        )

    def holds(self, references: Collection[str], since: datetime) -> set[str]:  # noqa: ARG002
        """Those of which there is a copy; DeliveryError when the server does not say. The server needs no `since`."""
        try:
            with self._opened() as server:
                return {reference for reference in references if self._finds(server, reference)}
        except (OSError, imaplib.IMAP4.error, ValueError) as e:
            reason = SHARED.clean(f"{type(e).__name__}: {e}")
            raise DeliveryError("copies", f"the mailbox at {self.host}:{self.port} does not answer: {reason}") from e

    @contextlib.contextmanager
    def _opened(self) -> Iterator[imaplib.IMAP4]:
        server = self._connect()
        try:
            with deadline(server.socket(), WHOLE):
                server.login(quoted(self.user, "user"), self.password)
                ok(server.select(quoted(self.folder, "folder"), readonly=True))
                yield server
                server.logout()
        finally:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                server.shutdown()

    def _connect(self) -> imaplib.IMAP4:
        if self.tls:
            return imaplib.IMAP4_SSL(self.host, self.port, ssl_context=ssl.create_default_context(), timeout=STEP)
        return imaplib.IMAP4(self.host, self.port, timeout=STEP)

    def _finds(self, server: imaplib.IMAP4, reference: str) -> bool:
        """Whether the search finds it; servers look for parts of headers, and our ids are parts of no other."""
        if _PLAIN.fullmatch(reference) is None:
            return False
        return any(line.split() for line in ok(server.search(None, "HEADER", "Message-ID", f'"{reference}"')) if line)
