"""One message to one recipient over SMTP, with the outcome known exactly: the final dot is the point of no return."""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
from dataclasses import dataclass, field
from functools import cache

from tumen.delivery.channels.deadline import Timeouts, deadline
from tumen.delivery.outcome import BeforeCommit, Outcome, failed, pending, sent, unknown
from tumen.failpoint import failpoint

INSECURE, STARTTLS, TLS = "insecure", "starttls", "ssl"

# Replies to MAIL that speak of the account, not of this message (RFC 4954).
_ACCOUNT = frozenset({454, 530, 534, 535, 538})

# RFC 5321 §4.5.3.1.5 gives a reply line 512 octets; servers exceed it, none by this much.
LONGEST_LINE = 4_096
LONGEST_REPLY = 50
_REPLY = re.compile(rb"([1-5][0-9]{2})([ -]?)([^\r\n]*)\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where mail is handed in. `mode`: insecure, starttls or ssl."""

    host: str
    port: int
    mode: str
    user: str = ""
    password: str = field(default="", repr=False)
    verify: bool = True


class StoppedError(Exception):
    """The dialogue ended before the dot, with this outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.detail)
        self.outcome = outcome


def hand_over(
    server: Server, sender: str, recipient: str, message: bytes, before_commit: BeforeCommit, timeouts: Timeouts
) -> Outcome:
    """Send `message` (CRLF, ASCII) to exactly one recipient.

    sent: 2xx after the dot. pending: certainly not taken (4xx, no connection, hung up before the dot). failed: 5xx.
    unknown: anything unclear after the dot. What `before_commit` raises passes through; the dot is not sent then.
    """
    try:
        smtp, line = _connect(server, timeouts)
    except OSError as e:
        return pending(f"no connection to {server.host}:{server.port}: {_reason(e)}", down=True)
    with contextlib.closing(smtp):
        try:
            with deadline(line, timeouts.dialogue):
                _up_to_the_dot(smtp, server, sender, recipient, message, timeouts)
        except StoppedError as e:
            return e.outcome
        except (OSError, smtplib.SMTPException, ValueError) as e:
            return pending(f"{server.host}:{server.port} hung up before the end: {_reason(e)}", down=True)
        failpoint("mail.body_sent")
        if not before_commit():
            return pending("stopped before the final dot: another worker has this delivery")
        failpoint("mail.before_dot")
        return _dot(smtp, timeouts)


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


def _up_to_the_dot(
    smtp: smtplib.SMTP, server: Server, sender: str, recipient: str, message: bytes, timeouts: Timeouts
) -> None:
    _greet(smtp, server, timeouts)
    _log_in(smtp, server)
    options = [f"size={len(message)}"] if smtp.has_extn("size") else []
    _expect(smtp.mail(sender, options), 2, "MAIL")
    _expect(smtp.rcpt(recipient), 2, "RCPT")
    _expect(smtp.docmd("DATA"), 3, "DATA")
    smtp.send(re.sub(rb"(?m)^\.", b"..", message))


def _greet(smtp: smtplib.SMTP, server: Server, timeouts: Timeouts) -> None:
    if server.mode == TLS:
        smtp.sock = _context(server.verify).wrap_socket(_socket(smtp), server_hostname=server.host)
    _channel(smtp.getreply(), "greeting")
    failpoint("mail.connected")
    _socket(smtp).settimeout(timeouts.command)
    smtp.ehlo_or_helo_if_needed()
    if server.mode == STARTTLS:
        _start_tls(smtp, server)


def _start_tls(smtp: smtplib.SMTP, server: Server) -> None:
    if not smtp.has_extn("starttls"):
        raise StoppedError(pending("the server offers no STARTTLS, and nothing goes out without it", down=True))
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
    if server.mode == INSECURE and not _loopback(_socket(smtp)):
        detail = "the password would cross the network unencrypted: use mailtos:// or mode=starttls"
        raise StoppedError(pending(detail, down=True))
    try:
        smtp.login(server.user, server.password)
    except smtplib.SMTPAuthenticationError as e:
        raise StoppedError(pending(f"login refused: {_shown(e.smtp_code, e.smtp_error)}", down=True)) from e
    except smtplib.SMTPNotSupportedError as e:
        raise StoppedError(pending("the server offers no login", down=True)) from e


def _loopback(line: socket.socket) -> bool:
    return str(line.getpeername()[0]).startswith(("127.", "::1"))


def _dot(smtp: smtplib.SMTP, timeouts: Timeouts) -> Outcome:
    if _spoke_or_left(smtp):
        return pending("the server answered or hung up before the final dot", down=True)
    line = _socket(smtp)
    line.settimeout(timeouts.dot)
    try:
        with deadline(line, timeouts.dot):
            smtp.send(b".\r\n")
            failpoint("mail.after_dot")
            code, reply = _last_reply(smtp)
    except (OSError, smtplib.SMTPException, ValueError) as e:
        return unknown(f"no clear answer after the final dot: {_reason(e)}", down=True)
    failpoint("mail.after_reply")
    outcome = _verdict(code, reply)
    _quit(smtp)
    return outcome


def _spoke_or_left(smtp: smtplib.SMTP) -> bool:
    """Whether anything is to be read although we have not finished: a reply that would be taken for the last one."""
    line = _socket(smtp)
    line.settimeout(0)
    try:
        if smtp.file is not None and smtp.file.peek(1):
            return True
        line.recv(1)
    except (BlockingIOError, ssl.SSLWantReadError):
        return False
    except OSError:
        return True
    return True


def _last_reply(smtp: smtplib.SMTP) -> tuple[int, bytes]:
    """The reply that decides, read strictly: smtplib would take half a line for a whole one."""
    file = smtp.file or _socket(smtp).makefile("rb")
    texts = []
    for _ in range(LONGEST_REPLY):
        line = file.readline(LONGEST_LINE)
        found = _REPLY.fullmatch(line)
        if found is None:
            raise smtplib.SMTPServerDisconnected(f"no reply but {line[:80]!r}")
        texts.append(found[3])
        if found[2] != b"-":
            return int(found[1]), b" ".join(texts)
    raise smtplib.SMTPServerDisconnected("a reply without end")


def _verdict(code: int, reply: bytes) -> Outcome:
    if 200 <= code < 300:
        return sent(_shown(code, reply))
    if 400 <= code < 500:
        return pending(_shown(code, reply), down=code == 421)
    if 500 <= code < 600:
        return failed(_shown(code, reply))
    return unknown(f"a reply that means nothing after the final dot: {_shown(code, reply)}", down=True)


def _quit(smtp: smtplib.SMTP) -> None:
    """Say goodbye; the outcome is known, so nobody waits long for the answer."""
    with contextlib.suppress(OSError, smtplib.SMTPException, ValueError):
        _socket(smtp).settimeout(2)
        smtp.docmd("QUIT")


def _expect(answer: tuple[int, bytes], hundred: int, step: str) -> None:
    """Go on if the reply is of this class; else stop with what it means for this message."""
    code, reply = answer
    if code // 100 == hundred:
        return
    detail = f"{step}: {_shown(code, reply)}"
    if code in _ACCOUNT or code == 421 or not 400 <= code < 600:
        raise StoppedError(pending(detail, down=True))
    raise StoppedError(pending(detail) if code < 500 else failed(detail))


def _channel(answer: tuple[int, bytes], step: str) -> None:
    """Go on if the server is willing at all; else the channel is down for everybody."""
    code, reply = answer
    if code != 220:
        raise StoppedError(pending(f"{step}: {_shown(code, reply)}", down=True))


def _shown(code: int, reply: bytes | str) -> str:
    return f"{code} {reply if isinstance(reply, str) else reply.decode('utf-8', 'replace')}"


def _reason(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _socket(smtp: smtplib.SMTP) -> socket.socket:
    if smtp.sock is None:
        raise smtplib.SMTPServerDisconnected("the connection is gone")
    return smtp.sock
