"""Mails to drafts: one of each, of each mail inside a digest, of each item of a letter; attachments are named only."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import email.utils
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from extractors import newsletter
from extractors.encoding import text_of
from extractors.entries import Entry, extracted
from extractors.extracted import Extracted
from extractors.html_text import plain
from extractors.plain_text import escaped
from extractors.unpacking import members
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source, SourceKind

MOST = 500  # mails in one digest
FULLER = 1.5  # times longer the HTML part has to be: the text part of a newsletter often says "open in a browser" alone
DIGEST = re.compile(r"^-{30}[ \t]*\n+(?=(?:Message: \d+\n)?(?:Date|From|Subject): )", re.MULTILINE)
OF_A_LIST = ("List-Id", "List-Unsubscribe")  # a person's own mail has none
NUMBERED = re.compile(r"\AMessage: \d+\n")
WORD = re.compile(r'^\s*"?([^"<]*?)"?\s*<')


def extract(raw: Raw, source: Source) -> Extracted:
    """Return the mail, or the mails of a digest, as drafts; ExtractError when it is no mail."""
    if source.kind is SourceKind.MAILBOX:
        return _mailbox(raw, source)
    message = _parsed(raw.body)
    if not message.keys() or not (message["Subject"] or message["From"] or message["Date"]):
        raise ExtractError(source.id, "not a mail: it has no subject, sender or date", code=FailureCode.UNREADABLE)
    entries: list[Entry] = []
    notes: list[str] = []
    site = _site(message)
    for inner in _mails(message):
        entries += _entries(inner, site)
        notes += [f"the attachment {name} was not read: import it by itself" for name in _attachments(inner)]
    return extracted(entries, raw, source, notes=notes, most=MOST)


def _mailbox(raw: Raw, source: Source) -> Extracted:
    """The mails of a letter that is a source: it is the source that is told, not the list."""
    entries = [
        entry
        for member in members(io.BytesIO(raw.body), ".mbox")
        for inner in _mails(_parsed(member.body))
        for entry in _entries(inner, "", is_letter=True)
    ]
    return extracted(entries, raw, source)


def list_id(message: Message) -> str:
    """Return the List-Id of a mail, without its words and angle brackets; empty when it has none."""
    said = _header(message, "List-Id")
    return (said.rpartition("<")[2].partition(">")[0] or said).strip().lower()


def _parsed(body: bytes) -> Message:
    return email.message_from_bytes(body, policy=email.policy.compat32)


def _mails(message: Message) -> Iterator[Message]:
    """The mail itself, or those inside a digest: as parts of their own, or one beneath the other in its text."""
    inner = [part for part in _parts(message) if part.get_content_type() == "message/rfc822"]
    within = message.walk() if message.is_multipart() else ()
    if any(part.get_content_type() == "multipart/digest" for part in within):
        yield from (mail for part in inner for mail in part.get_payload() if isinstance(mail, Message))
        return
    texts = [part for part in _parts(message) if part.get_content_type() == "text/plain"]
    pieces = DIGEST.split(_text(texts[0])) if texts else []
    if len(pieces) > 2:
        for piece in pieces[1:]:
            yield email.message_from_string(NUMBERED.sub("", piece.lstrip()), policy=email.policy.compat32)
    else:
        yield message


def _parts(message: Message) -> Iterator[Message]:
    """The leaves of a mail, without the mails that are attached to it."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_type() == "message/rfc822" and part is not message:
            yield part
        elif part.is_multipart():
            waiting[:0] = [inner for inner in part.get_payload() if isinstance(inner, Message)]
        else:
            yield part


def _entries(message: Message, site: str, *, is_letter: bool = False) -> list[Entry]:
    """The mail as an entry; of a letter that lists pages each item is one, and so are its own words."""
    whole, markup = _entry(message, site)
    listed = newsletter.items(markup) if is_letter or any(message[name] for name in OF_A_LIST) else ()
    return [
        replace(whole, guid="", link=item.link, title=escaped(item.title), bodies=(item.markup,))
        if item.link
        else replace(whole, bodies=(item.markup,))
        for item in listed
    ] or [whole]


def _entry(message: Message, site: str) -> tuple[Entry, str]:
    """The mail as one entry, and its HTML."""
    shown = [part for part in _parts(message) if not part.get_filename()]
    text = next((found for part in shown if part.get_content_type() == "text/plain" and (found := _text(part))), "")
    markup = next((found for part in shown if part.get_content_type() == "text/html" and (found := _text(part))), "")
    body = markup if markup and len(plain(markup)) > FULLER * len(text) else escaped(text)
    name, address = email.utils.parseaddr(_header(message, "From"))
    whole = Entry(
        guid=_header(message, "Message-ID"),
        link=_header(message, "Archived-At").strip("<> "),
        title=escaped(_header(message, "Subject")),
        bodies=(body,) if body else (),
        dates=tuple(filter(None, (_header(message, "Date"),))),
        author=escaped(name or address),
        site=escaped(site),
        language=_header(message, "Content-Language"),
    )
    return whole, markup


def _site(message: Message) -> str:
    """Whose mail it is: the name of the list, else of the sender."""
    said = _header(message, "List-Id")
    words = WORD.match(said)
    name, address = email.utils.parseaddr(_header(message, "From"))
    return (words[1] if words else "") or name or list_id(message) or address


def _attachments(message: Message) -> list[str]:
    names = (_header(part, "Content-Disposition") and part.get_filename() for part in _parts(message))
    return [" ".join(str(name).split())[:100] for name in names if name]


def _header(message: Message, name: str) -> str:
    """A header as text on one line, its encoded words read."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        said = str(email.header.make_header(email.header.decode_header(str(value))))
    except (LookupError, ValueError, email.errors.HeaderParseError):
        said = str(value)
    return " ".join(said.encode("utf-8", "replace").decode().split())


def _text(part: Message) -> str:
    """The text of a part in the table of letters it names, or in the one that it is in."""
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return ""
    charset = part.get_content_charset() or ""
    return text_of(body, f"text/plain; charset={charset}" if charset else "", None).replace("\r\n", "\n").strip()
