"""A delivery as the bytes of an e-mail: the same bytes at every attempt, read back strictly before anyone sees them."""

from __future__ import annotations

import base64
import hashlib
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from functools import lru_cache
from typing import cast

from tumen.delivery.clean import clean
from tumen.errors import RenderError
from tumen.mail_address import is_address
from tumen.model import Delivery

# A line of a message may hold 998 octets (RFC 5322 §2.1.1); ours hold 76 except for these headers.
LONGEST_LINE = 998

# Long subjects are cut by every mail program; 200 leaves room for a whole headline.
LONGEST_SUBJECT = 200

_UNSUBSCRIBE = re.compile(r"(https://|mailto:)[\x21-\x3b\x3d\x3f-\x7e]{3,500}")
_LIST_ID = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 .,'()&+-]*")
_STRICT: EmailPolicy[EmailMessage] = SMTP.clone(raise_on_defect=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What an operator sets for all mails; `sender` comes from the channel's address.

    `unsubscribe`: https: and mailto: addresses; with an https: one, mail programs offer one click.
    """

    sender: str = ""
    sender_name: str = "Tumen"
    reply_to: str = ""
    list_id: str = ""
    unsubscribe: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        """The sender's domain: home of Message-ID and List-Id."""
        return self.sender.rpartition("@")[2].lower()


def compose(delivery: Delivery, recipient: str, letterhead: Letterhead) -> bytes:
    """The whole message, CRLF lines, pure ASCII; RenderError when anything in it is not exactly as meant."""
    headers = list(_headers(delivery, recipient, letterhead))
    body = _body(delivery.message.parts["text"], delivery.message.parts["html"])
    head = _head(headers, body.boundary)
    _read_back_head(head, headers, body.boundary, letterhead.sender, recipient)
    return head + body.octets


def message_id(digest_id: str, recipient: str, domain: str) -> str:
    """The same at every attempt, so that a receiving mailbox can tell a second copy."""
    return f"<{_digest(f'{digest_id}|{recipient}')}@{domain}>"


def header_safe(text: str, limit: int = LONGEST_SUBJECT) -> str:
    """Visible characters only, and nothing that a header parser would decode a second time."""
    safe = clean(text, limit)
    while "=?" in safe or "?=" in safe:
        safe = safe.replace("=?", "= ?").replace("?=", "? =")
    return clean(safe, limit)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _headers(delivery: Delivery, recipient: str, letterhead: Letterhead) -> Iterator[tuple[str, str]]:
    """Name and logical value of every header, in order."""
    _check_addresses(recipient, letterhead)
    yield "From", _mailbox(header_safe(letterhead.sender_name, 80), letterhead.sender)
    yield "To", recipient
    if letterhead.reply_to:
        yield "Reply-To", letterhead.reply_to
    yield "Subject", header_safe(delivery.message.subject)
    yield "Date", format_datetime(delivery.sealed_at)
    yield "Message-ID", message_id(delivery.digest_id, recipient, letterhead.domain)
    if delivery.thread:
        root = f"<{_digest(f'thread|{delivery.thread}|{recipient}')}@{letterhead.domain}>"
        yield "In-Reply-To", root
        yield "References", root
    yield "List-Id", f"Tumen <{letterhead.list_id or f'tumen.{letterhead.domain}'}>"
    if letterhead.unsubscribe:
        # One line: a folded List-Unsubscribe breaks the DKIM signature with some signers (nodemailer #1654).
        yield "List-Unsubscribe", ", ".join(f"<{address}>" for address in letterhead.unsubscribe)
        if any(address.startswith("https://") for address in letterhead.unsubscribe):
            yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    yield "Auto-Submitted", "auto-generated"
    # Exchange reads this one instead: no answer from who is out of office.
    yield "X-Auto-Response-Suppress", "All"
    yield "Precedence", "bulk"
    yield "MIME-Version", "1.0"


def _check_addresses(recipient: str, letterhead: Letterhead) -> None:
    for what, address in (("recipient", recipient), ("sender", letterhead.sender), ("reply", letterhead.reply_to)):
        if (address or what != "reply") and not is_address(address):
            raise RenderError("mail", f"the {what} is not a plain e-mail address")
    if letterhead.list_id and not _LIST_ID.fullmatch(letterhead.list_id):
        raise RenderError("mail", "the list id is not a dotted name")
    if not all(_UNSUBSCRIBE.fullmatch(address) for address in letterhead.unsubscribe):
        raise RenderError("mail", "an unsubscribe address is neither https: nor mailto:")


def _mailbox(name: str, address: str) -> str:
    if not name:
        return address
    # In an encoded word a quote, a colon or an @ is only a letter; outside it might end the name.
    shown = f'"{name}"' if _PLAIN_NAME.fullmatch(name) else _words(name)
    return f"{shown} <{address}>"


def _encoded(text: str) -> str:
    """A header value on the wire: as it is when plain ASCII, else as RFC 2047 words we made ourselves."""
    if text.isascii() and len(text) <= LONGEST_SUBJECT:
        return text
    return _words(text)


def _words(text: str) -> str:
    return Header(text, "utf-8", maxlinelen=74, header_name="Subject").encode(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class _Body:
    """Both parts as they travel, the same for every recipient, and the boundary that the header must name."""

    boundary: str
    octets: bytes


# A thousand recipients of one digest share one body; four are as many as a run sends in turns.
@lru_cache(maxsize=4)
def _body(text: str, html: str) -> _Body:
    # "=_" cannot occur in quoted-printable or base64, so no part can contain the boundary.
    boundary = f"=_{_digest(f'boundary|{text}|{html}')[:24]}"
    parts = [_part(kind, part, boundary) for kind, part in (("plain", text), ("html", html))]
    octets = "\r\n".join([*parts, f"--{boundary}--", ""]).encode("ascii")
    _read_back_body(octets, boundary, text, html)
    return _Body(boundary, octets)


def _head(headers: list[tuple[str, str]], boundary: str) -> bytes:
    lines = [f"{name}: {_encoded(value) if name == 'Subject' else value}" for name, value in headers]
    return "\r\n".join([*lines, _content_type(boundary), "", ""]).encode("ascii")


def _content_type(boundary: str) -> str:
    return f'Content-Type: multipart/alternative; boundary="{boundary}"'


def _part(kind: str, text: str, boundary: str) -> str:
    name, content = _transfer(text)
    return "\r\n".join(
        [
            f"--{boundary}",
            f'Content-Type: text/{kind}; charset="utf-8"',
            f"Content-Transfer-Encoding: {name}",
            "",
            content,
        ]
    )


def _transfer(text: str) -> tuple[str, str]:
    """The shorter of the two encodings that are plain ASCII lines of at most 76 characters."""
    octets = _unix(text).encode()
    printable = quopri.encodestring(octets).decode("ascii")
    packed = base64.encodebytes(octets).decode("ascii")
    name, content = min(("quoted-printable", printable), ("base64", packed), key=lambda pair: len(pair[1]))
    return name, content.rstrip("\n").replace("\n", "\r\n")


def wire_size(text: str) -> int:
    """How many bytes this text takes as a part of a mail."""
    return len(_transfer(text)[1])


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"


def _read_back_head(head: bytes, headers: list[tuple[str, str]], boundary: str, sender: str, recipient: str) -> None:
    """Parse the header block as a stranger would: the headers we meant and no other, and nothing after them."""
    _check_octets(head)
    if head.find(b"\r\n\r\n") != len(head) - 4:
        raise RenderError("mail", "the headers end too early")
    seen = BytesParser(_class=EmailMessage, policy=_STRICT).parsebytes(head, headersonly=True)
    if [name for name, _ in seen.raw_items()] != [*(name for name, _ in headers), "Content-Type"]:
        raise RenderError("mail", "the headers read back are not the headers written")
    for (name, value), (_, read) in zip(headers, seen.raw_items(), strict=False):
        if (str(seen["Subject"]) if name == "Subject" else str(read).strip()) != value:
            raise RenderError("mail", f"{name} does not read back as written")
    if _mailboxes(seen, "From") != [sender] or _mailboxes(seen, "To") != [recipient]:
        raise RenderError("mail", "the sender or the recipient does not read back as written")
    if (seen.get_content_type(), seen.get_boundary(), seen.defects) != ("multipart/alternative", boundary, []):
        raise RenderError("mail", "the content type does not read back as written, or the headers are defective")


def _read_back_body(octets: bytes, boundary: str, text: str, html: str) -> None:
    """Parse the body as a stranger would: two parts, each as it was meant, no defect."""
    _check_octets(octets)
    whole = f"{_content_type(boundary)}\r\nMIME-Version: 1.0\r\n\r\n".encode("ascii") + octets
    seen = BytesParser(_class=EmailMessage, policy=_STRICT).parsebytes(whole)
    parts = list(seen.iter_parts())
    if [part.get_content_type() for part in parts] != ["text/plain", "text/html"]:
        raise RenderError("mail", "the parts read back are not text and HTML")
    if any(part.defects for part in (seen, *parts)):
        raise RenderError("mail", "the message is defective")
    for part, name, meant in zip(parts, ("text", "html"), (text, html), strict=True):
        read = cast("bytes", part.get_payload(decode=True))
        if read.replace(b"\r\n", b"\n").rstrip(b"\n") != _unix(meant).encode().rstrip(b"\n"):
            raise RenderError("mail", f"the {name} part does not read back as written")


def _check_octets(raw: bytes) -> None:
    if re.search(rb"\r(?!\n)|(?<!\r)\n|\x00|[\x80-\xff]", raw):
        raise RenderError("mail", "a bare line break, a NUL or a byte beyond ASCII in the message")
    if max(map(len, raw.split(b"\r\n"))) > LONGEST_LINE:
        raise RenderError("mail", f"a line is longer than {LONGEST_LINE} bytes")


def _mailboxes(seen: EmailMessage, name: str) -> list[str]:
    return [address.addr_spec for address in seen[name].addresses]
