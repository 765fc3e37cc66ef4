"""A connection to a mail server: connected, greeted, encrypted, logged in; open for one message after another."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from tumen.delivery.channels.timeouts import Timeouts, deadline
from tumen.delivery.outcome import Outcome, pending
from tumen.failpoint import failpoint


class Encryption(StrEnum):
    """How a connection is encrypted: never, after STARTTLS, or from the start; the words of `mode=` in an address."""

    NONE = "insecure"
    STARTTLS = "starttls"
    TLS = "ssl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where mail is handed in."""

    host: str
    port: int
    mode: Encryption
    user: str = ""
    password: str = field(default="", repr=False)
    verify: bool = True


class StoppedError(Exception):
    """The session ended before the dot, with this outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.detail)
        self.outcome = outcome


@dataclass
class SmtpConnection:
    """One open connection, and how many messages went over it."""

    smtp: smtplib.SMTP
    timeouts: Timeouts
    messages: int = 0

    @property
    def line(self) -> socket.socket:
        """The socket, the encrypted one under TLS; SMTPServerDisconnected when it is gone."""
        if self.smtp.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is lost")
        return self.smtp.sock

    def has_unexpected_input(self) -> bool:
        """Whether anything is to be read although nothing was asked: what would be taken for the next answer."""
        line = self.line
        line.settimeout(0)
        try:
            if self.smtp.file is not None and self.smtp.file.peek(1):
                return True
            line.recv(1)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        except OSError:
            return True
        return True

    def close(self, *, say_quit: bool = False) -> None:
        """Close; with `say_quit` after QUIT, for whose reply it waits two seconds."""
        with contextlib.suppress(OSError, smtplib.SMTPException, ValueError):
            if say_quit:
                self.line.settimeout(2)
                self.smtp.docmd("QUIT")
        self.smtp.close()


def connect(server: Server, timeouts: Timeouts) -> SmtpConnection:
    """Connect, greet and log in; StoppedError says why it did not come to that."""
    where = f"{server.host}:{server.port}"
    try:
        smtp, line = _connect(server, timeouts)
    except (OSError, UnicodeError) as e:
        raise StoppedError(pending(f"cannot connect to {where}: {reason(e)}", down=True)) from e
    try:
        with deadline(line, timeouts.session):
            _greet(smtp, server, timeouts)
            _log_in(smtp, server)
    except StoppedError:
        smtp.close()
        raise
    except (OSError, smtplib.SMTPException, ValueError) as e:
        smtp.close()
        raise StoppedError(pending(f"{where} closed the connection early: {reason(e)}", down=True)) from e
    return SmtpConnection(smtp, timeouts)


def _connect(server: Server, timeouts: Timeouts) -> tuple[smtplib.SMTP, socket.socket]:
    """The connection by hand, so that a deadline can stand over it from the first byte on."""
    line = socket.create_connection((server.host, server.port), timeout=timeouts.connect)
    # The dot travels by itself, behind the commit point; Nagle's algorithm would hold it back for 40 ms.
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    smtp = smtplib.SMTP(timeout=timeouts.command, local_hostname=_own_name(line))
    smtp.sock = line
    return smtp, line


def _own_name(line: socket.socket) -> str:
    """Our name for EHLO without asking a resolver, which may hang: the host's full name or its address."""
    name, address = socket.gethostname(), line.getsockname()[0]
    if "." in name and name.isascii():
        return name
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _greet(smtp: smtplib.SMTP, server: Server, timeouts: Timeouts) -> None:
    if server.mode is Encryption.TLS:
        smtp.sock = _context(server.verify).wrap_socket(_socket(smtp), server_hostname=server.host)
    _channel(smtp.getreply(), "greeting")
    failpoint("mail.connected")
    _socket(smtp).settimeout(timeouts.command)
    smtp.ehlo_or_helo_if_needed()
    if server.mode is Encryption.STARTTLS:
        _start_tls(smtp, server)


def _start_tls(smtp: smtplib.SMTP, server: Server) -> None:
    if not smtp.has_extn("starttls"):
        raise StoppedError(pending("the server does not offer STARTTLS, and mail is not sent unencrypted", down=True))
    _channel(smtp.docmd("STARTTLS"), "STARTTLS")
    smtp.sock = _context(server.verify).wrap_socket(_socket(smtp), server_hostname=server.host)
    # What came before TLS must not count after it (RFC 3207 §4.2): buffered bytes and offered extensions go.
    smtp.file = None
    smtp.ehlo_resp = smtp.helo_resp = None
    smtp.esmtp_features, smtp.does_esmtp = {}, False
    smtp.ehlo_or_helo_if_needed()


@cache
def _context(verify: bool) -> ssl.SSLContext:
    """Made once: reading the system's certificates takes 40 ms, as long as a whole message."""
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _log_in(smtp: smtplib.SMTP, server: Server) -> None:
    if not (server.user and server.password):
        return
    if server.mode is Encryption.NONE and not _loopback(_socket(smtp)):
        detail = "the password is not sent unencrypted: use mailtos:// or mode=starttls"
        raise StoppedError(pending(detail, down=True))
    try:
        smtp.login(server.user, server.password)
    except smtplib.SMTPAuthenticationError as e:
        raise StoppedError(pending(f"login refused: {shown(e.smtp_code, e.smtp_error)}", down=True)) from e
    except smtplib.SMTPNotSupportedError as e:
        raise StoppedError(pending("the server does not offer login", down=True)) from e


def _loopback(line: socket.socket) -> bool:
    return str(line.getpeername()[0]).startswith(("127.", "::1"))


def _channel(answer: tuple[int, bytes], step: str) -> None:
    """Go on if the server is willing at all; else the channel is down for everybody."""
    code, reply = answer
    if code != 220:
        raise StoppedError(pending(f"{step}: {shown(code, reply)}", down=True))


def shown(code: int, reply: bytes | str) -> str:
    """A reply in one line."""
    return f"{code} {reply if isinstance(reply, str) else reply.decode('utf-8', 'replace')}"


def reason(error: BaseException) -> str:
    """What went wrong, with its kind."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _socket(smtp: smtplib.SMTP) -> socket.socket:
    if smtp.sock is None:
        raise smtplib.SMTPServerDisconnected("the connection is lost")
    return smtp.sock
