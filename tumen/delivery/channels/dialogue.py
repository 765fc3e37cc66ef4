"""One message to one recipient over SMTP, with the outcome known exactly: the final dot is the point of no return."""

from __future__ import annotations

import re
import smtplib
import time
from dataclasses import dataclass, field, replace

from tumen.delivery.channels.conversation import Conversation, Server, StoppedError, converse, reason, shown
from tumen.delivery.channels.deadline import Timeouts, deadline
from tumen.delivery.outcome import BeforeCommit, Outcome, failed, pending, sent, unknown
from tumen.failpoint import failpoint
from tumen.model import DeliveryState

# Replies to MAIL that speak of the account, not of this message (RFC 4954).
_ACCOUNT = frozenset({454, 530, 534, 535, 538})

# Servers close a conversation after some hundred messages, and rightly so; a new one costs a few milliseconds.
MOST_MESSAGES = 100

# RFC 5321 §4.5.3.1.5 gives a reply line 512 octets; servers exceed it, none by this much.
LONGEST_LINE = 4_096
LONGEST_REPLY = 50
_REPLY = re.compile(rb"([1-5][0-9]{2})([ -]?)([^\r\n]*)\r?\n")


@dataclass
class Counter:
    """Where mail is handed in over the counter, one message after the other over one connection while it lasts."""

    server: Server
    timeouts: Timeouts
    _open: Conversation | None = field(default=None, init=False, repr=False)
    _ends: float = field(default=0.0, init=False, repr=False)

    def hand_over(self, sender: str, recipient: str, message: bytes, before_commit: BeforeCommit) -> Outcome:
        """Send `message` (CRLF, ASCII) to exactly one recipient.

        sent: 2xx after the dot. pending: certainly not taken (4xx, no connection, hung up before the dot). failed:
        5xx. unknown: anything unclear after the dot. What `before_commit` raises passes through; the dot is not sent.
        """
        self._ends = time.monotonic() + self.timeouts.dialogue
        try:
            talk = self._at_the_dot(sender, recipient, message)
        except StoppedError as e:
            return e.outcome
        outcome = None
        try:
            outcome = self._commit(talk, before_commit)
        finally:
            if outcome is None or outcome.state is not DeliveryState.SENT:
                self.hang_up()
        talk.messages += 1
        return outcome

    def hang_up(self, *, politely: bool = False) -> None:
        """End the conversation, if there is one."""
        if self._open is not None:
            self._open.hang_up(politely=politely)
            self._open = None

    def _at_the_dot(self, sender: str, recipient: str, message: bytes) -> Conversation:
        """All but the dot is said. An open conversation that ended unnoticed is begun anew: nothing was handed over."""
        reused = self._reusable()
        try:
            return self._say(reused or self._begin(), sender, recipient, message)
        except StoppedError as e:
            self.hang_up()
            if reused is None or not e.outcome.channel_down:
                raise
        try:
            return self._say(self._begin(), sender, recipient, message)
        except StoppedError:
            self.hang_up()
            raise

    def _reusable(self) -> Conversation | None:
        if self._open is not None and (self._open.messages >= MOST_MESSAGES or self._open.spoke_or_left()):
            self.hang_up(politely=True)
        return self._open

    def _begin(self) -> Conversation:
        self._open = converse(self.server, replace(self.timeouts, dialogue=self._left()))
        return self._open

    def _left(self) -> float:
        """Seconds left up to the dot, however often the conversation is begun anew."""
        return max(0.01, self._ends - time.monotonic())

    def _say(self, talk: Conversation, sender: str, recipient: str, message: bytes) -> Conversation:
        try:
            talk.line.settimeout(self.timeouts.command)
            with deadline(talk.line, self._left()):
                _up_to_the_dot(talk.smtp, sender, recipient, message)
        except (OSError, smtplib.SMTPException, ValueError) as e:
            detail = f"{self.server.host}:{self.server.port} closed the connection early: {reason(e)}"
            raise StoppedError(pending(detail, down=True)) from e
        return talk

    def _commit(self, talk: Conversation, before_commit: BeforeCommit) -> Outcome:
        failpoint("mail.body_sent")
        if not before_commit():
            return pending("stopped before the final dot: another worker has taken over this delivery")
        failpoint("mail.before_dot")
        return _dot(talk, self.timeouts)


def _up_to_the_dot(smtp: smtplib.SMTP, sender: str, recipient: str, message: bytes) -> None:
    options = [f"size={len(message)}"] if smtp.has_extn("size") else []
    _expect(smtp.mail(sender, options), 2, "MAIL")
    _expect(smtp.rcpt(recipient), 2, "RCPT")
    _expect(smtp.docmd("DATA"), 3, "DATA")
    smtp.send(re.sub(rb"(?m)^\.", b"..", message))


def _dot(talk: Conversation, timeouts: Timeouts) -> Outcome:
    if talk.spoke_or_left():
        return pending("the server replied or disconnected before the final dot", down=True)
    line = talk.line
    line.settimeout(timeouts.dot)
    try:
        with deadline(line, timeouts.dot):
            talk.smtp.send(b".\r\n")
            failpoint("mail.after_dot")
            code, reply = _last_reply(talk)
    except (OSError, smtplib.SMTPException, ValueError) as e:
        return unknown(f"no clear reply after the final dot: {reason(e)}", down=True)
    failpoint("mail.after_reply")
    return _verdict(code, reply)


def _last_reply(talk: Conversation) -> tuple[int, bytes]:
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
