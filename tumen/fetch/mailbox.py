"""Letters in a mailbox: read by IMAP from a vetted address, or from a Maildir; never changed, never marked as read."""

from __future__ import annotations

import contextlib
import imaplib
import re
import socket
import ssl
import stat
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tumen.errors import FailureCode, FetchError
from tumen.fetch.address_guard import ADDRESSES_TRIED, AddressGuard
from tumen.fetch.limits import Budget, Caps
from tumen.imap import ok, quoted
from tumen.model import Source

BATCH = 200  # mails of one asking, the oldest new ones first; the first asking begins with the newest so many
MAIL = 2 * 1024 * 1024  # bytes of one mail: its text stands first, what is attached behind it
WHOLE = 10 * 1024 * 1024  # bytes of one asking
HEAD = 64 * 1024  # bytes in which the headers of a mail end
STEP = 30.0  # seconds for each step
CAPS = Caps(each=STEP, total=120.0, wire=2 * WHOLE, decoded=2 * WHOLE)

SEPARATOR = b"From mailbox Thu Jan  1 00:00:00 1970\n"
QUOTED = re.compile(rb"^(>*From )", re.MULTILINE)
LIST_ID = re.compile(rb"^list-id:((?:[^\r\n]|\r?\n[ \t])*)", re.IGNORECASE | re.MULTILINE)
PLAIN = re.compile(r"[A-Za-z0-9.@_+=-]{1,200}")


@dataclass(frozen=True, slots=True)
class Letters:
    """What came: the new mails as one mbox, None when there are none; `mark`: where the next asking goes on."""

    body: bytes | None
    mark: str


@dataclass(frozen=True, slots=True)
class Account:
    """A folder on a server, and the user who may read it."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str
    tls: bool


class Mailboxes:
    """Reads mailboxes: `env:NAME` is the variable with `imaps://user:password@host/FOLDER`, `maildir:PATH` a folder.

    Behind a `#` stands the List-Id of the letter that is read; without one every mail is.
    """

    def __init__(self, guard: AddressGuard, environ: Mapping[str, str], tls: ssl.SSLContext | None) -> None:
        self._guard = guard
        self._environ = environ
        self._tls = tls

    def read(self, source: Source, mark: str) -> Letters:
        """Return the mails since this mark; FetchError when the mailbox cannot be read."""
        place, _, letter = source.url.partition("#")
        kind, _, name = place.partition(":")
        if kind == "maildir":
            return _of_maildir(Path(name), letter, mark, source)
        account = self._account(name, source)
        with _errors(source, account):
            return self._of_server(account, letter, mark, source)

    def _account(self, name: str, source: Source) -> Account:
        if name not in self._environ:
            raise FetchError(source.id, f"the environment variable {name} is not set", code=FailureCode.FETCH_FAILED)
        try:
            parts = urlsplit(self._environ[name])
            port = parts.port
        except ValueError as e:
            raise FetchError(source.id, f"{name} is not the address of a mailbox", code=FailureCode.FETCH_FAILED) from e
        tls = parts.scheme == "imaps"
        if not (parts.hostname and parts.username and parts.password and (tls or parts.scheme == "imap")):
            reason = f"{name} must name user, password and host: imaps://user:…@host/FOLDER"
            raise FetchError(source.id, reason, code=FailureCode.FETCH_FAILED)
        if not tls and not parts.hostname.startswith("127."):
            reason = f"{name} would send the password unencrypted: use imaps://"
            raise FetchError(source.id, reason, code=FailureCode.BLOCKED_ADDRESS)
        user, password = unquote(parts.username), unquote(parts.password)
        folder = unquote(parts.path.strip("/")) or "INBOX"
        return Account(parts.hostname, port or (993 if tls else 143), user, password, folder, tls)

    def _of_server(self, account: Account, letter: str, mark: str, source: Source) -> Letters:
        private = account.host if source.allow_private else None
        budget = Budget(CAPS, source.id, private_host=private, ports=frozenset({account.port}))
        addresses = [str(a) for a in self._guard.vetted(account.host, account.port, budget)[:ADDRESSES_TRIED]]
        tls = (self._tls or ssl.create_default_context()) if account.tls else None
        server = _Server(account, addresses, tls)
        # Whoever is reading when the time is over sees the end of the connection.
        timer = threading.Timer(CAPS.total, server.cut)
        timer.daemon = True
        timer.start()
        try:
            server.login(quoted(account.user, "user"), account.password)
            ok(server.select(quoted(account.folder, "folder"), readonly=True))
            return _new(server, letter, mark)
        finally:
            timer.cancel()
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                server.shutdown()


class _Server(imaplib.IMAP4):
    """A connection to one of these addresses, under the name of the host; no answer is longer than a mail may be."""

    def __init__(self, account: Account, addresses: list[str], tls: ssl.SSLContext | None) -> None:
        self._addresses = addresses
        self._tls = tls
        super().__init__(account.host, account.port, timeout=STEP)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        refused: OSError = OSError("the host has no address")
        for address in self._addresses:
            try:
                plain = socket.create_connection((address, self.port), timeout)
            except OSError as e:
                refused = e
            else:
                return self._tls.wrap_socket(plain, server_hostname=self.host) if self._tls else plain
        raise refused

    def read(self, size: int) -> bytes:
        """As the library's, up to the size that a mail may have."""
        if size > 2 * MAIL:
            raise imaplib.IMAP4.error("the server sent more than it was asked for")
        return super().read(size)

    def cut(self) -> None:
        """End the connection from another thread."""
        with contextlib.suppress(OSError, ValueError):
            socket.socket.shutdown(self.socket(), socket.SHUT_RDWR)


def _new(server: imaplib.IMAP4, letter: str, mark: str) -> Letters:
    """The mails behind the mark; with the last one of before, so that nobody takes the step between for a gap."""
    era = (server.response("UIDVALIDITY")[1] or [b"0"])[0] or b"0"
    asked = ("HEADER", "List-Id", quoted(letter, "list")) if letter else ("ALL",)
    found = sorted({int(number) for line in ok(server.uid("SEARCH", *asked)) if line for number in line.split()})
    known, _, last = mark.partition(":")
    begun = known == era.decode("ascii", "replace") and last.isdigit()
    wanted = [number for number in found if number > int(last)][:BATCH] if begun else found[-BATCH:]
    if not wanted:
        return Letters(None, mark)
    before = [number for number in found if begun and number <= int(last)][-1:]
    mails: list[bytes] = []
    done = 0
    for number in (*before, *wanted):
        if sum(map(len, mails)) > WHOLE:
            break
        answer: list[Any] = ok(server.uid("FETCH", str(number), f"(BODY.PEEK[]<0.{MAIL}>)"))
        mails += [part[1] for part in answer if isinstance(part, tuple)][:1]
        done = number
    return Letters(_joined(mails) if mails else None, f"{era.decode('ascii', 'replace')}:{done}")


def _of_maildir(folder: Path, letter: str, mark: str, source: Source) -> Letters:
    """The mails that came into the folder, or were moved in it, since the mark."""
    try:
        files = sorted(_mails(folder))
        last = int(mark) if mark.isdigit() else 0
        fresh = [(moved, path) for moved, path in files if moved > last and _is_of(path, letter)]
        fresh = fresh[:BATCH] if last else fresh[-BATCH:]
        before = next(((m, p) for m, p in reversed(files) if m <= last and _is_of(p, letter)), None)
        mails: list[bytes] = []
        for moved, path in [*([before] if before and fresh else []), *fresh]:
            if sum(map(len, mails)) > WHOLE:
                break
            with path.open("rb") as file:
                mails.append(file.read(MAIL))
            mark = str(max(last, moved))
    except OSError as e:
        reason = f"cannot read the Maildir {folder}: {e.strerror or type(e).__name__}"
        raise FetchError(source.id, reason, code=FailureCode.FETCH_FAILED) from e
    return Letters(_joined(mails) if mails else None, mark)


def _mails(folder: Path) -> Iterator[tuple[int, Path]]:
    for name in ("new", "cur"):
        for path in (folder / name).iterdir():
            # When it was moved, not when it was written: what a person files here later is new here.
            said = path.lstat()
            if stat.S_ISREG(said.st_mode) and not path.name.startswith("."):
                yield said.st_ctime_ns, path


def _is_of(path: Path, letter: str) -> bool:
    if not letter:
        return True
    with path.open("rb") as file:
        head = re.split(rb"\r?\n\r?\n", file.read(HEAD), maxsplit=1)[0]
    said = LIST_ID.search(head)
    return said is not None and letter.lower().encode() in said[1].lower()


def _joined(mails: Iterable[bytes]) -> bytes:
    bodies = (QUOTED.sub(rb">\1", mail.replace(b"\r\n", b"\n")) for mail in mails)
    return b"".join(SEPARATOR + body.rstrip(b"\n") + b"\n\n" for body in bodies)


@contextlib.contextmanager
def _errors(source: Source, account: Account) -> Iterator[None]:
    """Turn what the library raises into an error of this source, without the password in it."""
    where = f"{account.host}:{account.port}"
    try:
        yield
    except ssl.SSLError as e:
        raise FetchError(source.id, f"no secure connection to {where}: {e.reason}", code=FailureCode.TLS) from e
    except TimeoutError as e:
        raise FetchError(source.id, f"no answer from {where}", code=FailureCode.TIMEOUT) from e
    except ConnectionRefusedError as e:
        raise FetchError(source.id, f"connection refused: {where}", code=FailureCode.REFUSED) from e
    except (OSError, imaplib.IMAP4.error, ValueError) as e:
        said = str(e).replace(account.password, "…")[:200]
        code = FailureCode.BLOCKED if isinstance(e, imaplib.IMAP4.error) else FailureCode.FETCH_FAILED
        raise FetchError(source.id, f"the mailbox at {where} cannot be read: {said}", code=code) from e
