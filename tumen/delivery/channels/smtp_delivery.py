"""One message to one recipient over SMTP, with the outcome known exactly: the final dot is the point of no return."""

from __future__ import annotations

import re
import smtplib
import time
from dataclasses import dataclass, field, replace

from tumen.delivery.channels.smtp_connection import Server, SmtpConnection, StoppedError, connect, reason, shown
from tumen.delivery.channels.timeouts import Timeouts, deadline
from tumen.delivery.outcome import BeforeCommit, Outcome, failed, pending, sent, unknown
from tumen.failpoint import failpoint
from tumen.model import DeliveryState

# Replies to MAIL that speak of the account, not of this message (RFC 4954).
_ACCOUNT = frozenset({454, 530, 534, 535, 538})

# Servers close a connection after some hundred messages, and rightly so; a new one costs a few milliseconds.
MOST_MESSAGES = 100

# RFC 5321 §4.5.3.1.5 gives a reply line 512 octets; servers exceed it, none by this much.
LONGEST_LINE = 4_096
LONGEST_REPLY = 50
_REPLY = re.compile(rb"([1-5][0-9]{2})([ -]?)([^\r\n]*)\r?\n")


@dataclass
class MailSender:
    """Sends mail through one server, one message after another over one connection while it lasts."""

    server: Server
    timeouts: Timeouts
    _open: SmtpConnection | None = field(default=None, init=False, repr=False)
    _ends: float = field(default=0.0, init=False, repr=False)

    def hand_over(self, sender: str, recipient: str, message: bytes, before_commit: BeforeCommit) -> Outcome:
        """Send `message` (CRLF, ASCII) to exactly one recipient.

        sent: 2xx after the dot. pending: certainly not taken (4xx, no connection, hung up before the dot). failed:
        5xx. unknown: anything unclear after the dot. What `before_commit` raises passes through; the dot is not sent.
        """
        self._ends = time.monotonic() + self.timeouts.session
        try:
            talk = self._at_the_dot(sender, recipient, message)
        except StoppedError as e:
            return e.outcome
        outcome = None
        try:
            outcome = self._commit(talk, before_commit)
        finally:
            if outcome is None or outcome.state is not DeliveryState.SENT:
                self.close()
        talk.messages += 1
        return outcome

    def close(self, *, say_quit: bool = False) -> None:
        """Close the connection, if there is one."""
        if self._open is not None:
            self._open.close(say_quit=say_quit)
            self._open = None

    def _at_the_dot(self, sender: str, recipient: str, message: bytes) -> SmtpConnection:
        """Send all but the dot. A kept connection that ended unnoticed is opened anew: nothing was handed over."""
        reused = self._reusable()
        try:
            return self._say(reused or self._begin(), sender, recipient, message)
        except StoppedError as e:
            self.close()
            if reused is None or not e.outcome.channel_down:
                raise
        try:
            return self._say(self._begin(), sender, recipient, message)
        except StoppedError:
            self.close()
            raise

    def _reusable(self) -> SmtpConnection | None:
        if self._open is not None and (self._open.messages >= MOST_MESSAGES or self._open.has_unexpected_input()):
            self.close(say_quit=True)
        return self._open

    def _begin(self) -> SmtpConnection:
        self._open = connect(self.server, replace(self.timeouts, session=self._left()))
        return self._open

    def _left(self) -> float:
        """Seconds left up to the dot, however often the connection is opened anew."""
        return max(0.01, self._ends - time.monotonic())

    def _say(self, talk: SmtpConnection, sender: str, recipient: str, message: bytes) -> SmtpConnection:
        try:
            talk.line.settimeout(self.timeouts.command)
            with deadline(talk.line, self._left()):
                _up_to_the_dot(talk.smtp, sender, recipient, message)
        except (OSError, smtplib.SMTPException, ValueError) as e:
            detail = f"{self.server.host}:{self.server.port} closed the connection early: {reason(e)}"
            raise StoppedError(pending(detail, down=True)) from e
        return talk

    def _commit(self, talk: SmtpConnection, before_commit: BeforeCommit) -> Outcome:
        failpoint("mail.body_sent")
        if not before_commit():
            return pending("stopped before the final dot: another worker has taken over this delivery")
        failpoint("mail.before_dot")
        return send_dot(talk, self.timeouts)


def _up_to_the_dot(smtp: smtplib.SMTP, sender: str, recipient: str, message: bytes) -> None:
    options = [f"size={len(message)}"] if smtp.has_extn("size") else []
    _expect(smtp.mail(sender, options), 2, "MAIL")
    _expect(smtp.rcpt(recipient), 2, "RCPT")
    _expect(smtp.docmd("DATA"), 3, "DATA")
    smtp.send(re.sub(rb"(?m)^\.", b"..", message))


def send_dot(talk: SmtpConnection, timeouts: Timeouts) -> Outcome:
    """End the message; unknown only where the server may have read the dot and did not say what became of it."""
    if talk.has_unexpected_input():
        return pending("the server replied or disconnected before the final dot", down=True)
    line = talk.line
    line.settimeout(timeouts.dot)
    dot_sent = False
    try:
        with deadline(line, timeouts.dot):
            talk.smtp.send(b".\r\n")
            dot_sent = True
            failpoint("mail.after_dot")
            code, reply = _last_reply(talk)
    except (OSError, smtplib.SMTPException, ValueError) as e:
        if not dot_sent:  # the system has not taken all of its three bytes, so no server can have read them
            return pending(f"the connection was lost before the final dot: {reason(e)}", down=True)
        return unknown(f"no clear reply after the final dot: {reason(e)}", down=True)
    failpoint("mail.after_reply")
    return _verdict(code, reply)


def _last_reply(talk: SmtpConnection) -> tuple[int, bytes]:
    """The reply that decides, read strictly: smtplib would take half a line for a whole one."""
    file = talk.smtp.file or talk.line.makefile("rb")
    texts = []
    for _ in range(LONGEST_REPLY):
        line = file.readline(LONGEST_LINE)
        found = _REPLY.fullmatch(line)
        if found is None:
            raise smtplib.SMTPServerDisconnected(f"invalid reply {line[:80]!r}")
        texts.append(found[3])
        if found[2] != b"-":
            return int(found[1]), b" ".join(texts)
    raise smtplib.SMTPServerDisconnected("the reply does not end")


def _verdict(code: int, reply: bytes) -> Outcome:
    if 200 <= code < 300:
        return sent(shown(code, reply))
    if 400 <= code < 500:
        return pending(shown(code, reply), down=code == 421)
    if 500 <= code < 600:
        return failed(shown(code, reply))
    return unknown(f"unexpected reply after the final dot: {shown(code, reply)}", down=True)


def _expect(answer: tuple[int, bytes], hundred: int, step: str) -> None:
    """Go on if the reply is of this class; else stop with what it means for this message."""
    code, reply = answer
    if code // 100 == hundred:
        return
    detail = f"{step}: {shown(code, reply)}"
    if code in _ACCOUNT or code == 421 or not 400 <= code < 600:
        raise StoppedError(pending(detail, down=True))
    raise StoppedError(pending(detail) if code < 500 else failed(detail))
