"""Mail servers on loopback: a real one (aiosmtpd) and one of bare sockets that misbehaves at any step."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.support.ports import free_port
from tests.support.waiting import GUARD


@dataclass
class Mailbox:
    """What a real server accepted: envelope recipients and the bytes of each message."""

    port: int = 0
    recipients: list[list[str]] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.recipients.append(list(envelope.rcpt_tos))
        self.messages.append(envelope.original_content)
        return "250 2.0.0 Ok: queued"


@contextlib.contextmanager
def mailbox(**options: Any) -> Iterator[Mailbox]:
    """A real SMTP server; `options` go to aiosmtpd."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), ready_timeout=GUARD, **options)
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()


def only(user: str, password: str) -> Any:
    """An authenticator that knows one account."""

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        right = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return check


STEPS = ("greeting", "ehlo", "mail", "rcpt", "data", "body", "dot")
GOOD = {
    "greeting": "220 test ready",
    "ehlo": "250-test\r\n250 SIZE 1000000",
    "mail": "250 ok",
    "rcpt": "250 ok",
    "data": "354 go ahead",
    "dot": "250 2.0.0 queued",
    "quit": "221 bye",
}


@dataclass
class RawServer:
    """Answers each step with a line, or does something else: close, reset, hang, drip, or `later:S:line`.

    `body` is what it says before the dot, unasked, and `after` what it says once a message is taken.

    `said` are the steps it has answered, `ended` counts the conversations that are over, `dripped` the bytes of
    each drip. `accepted` counts the messages it took responsibility for: those whose dot it read and did not refuse, whatever it
    then answered. `log` keeps them on disk, one line each, for tests that kill the sender; `copies` is a Maildir that
    gets each of them, as a server does that puts a copy of every mail aside.
    """

    script: dict[str, str] = field(default_factory=dict)
    log: Path | None = None
    port: int = 0
    connections: int = 0
    ended: int = 0
    accepted: list[bytes] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    dripped: list[int] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    lose_every: int = 0
    copies: Path | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, step: str) -> str:
        return self.script.get(step, GOOD.get(step, "250 ok"))


@contextlib.contextmanager
def raw_server(
    script: dict[str, str] | None = None,
    *,
    log: Path | None = None,
    lose_every: int = 0,
    copies: Path | None = None,
) -> Iterator[RawServer]:
    """A server that follows the script; `lose_every` n loses the reply to every n-th accepted message."""
    server = RawServer(script=script or {}, log=log, lose_every=lose_every, copies=copies)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.02)
        server.port = listener.getsockname()[1]
        thread = threading.Thread(target=_listen, args=(listener, server), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopping.set()
            thread.join(5)


class GoneError(Exception):
    """This conversation is over."""


def _listen(listener: socket.socket, server: RawServer) -> None:
    while not server.stopping.is_set():
        with contextlib.suppress(TimeoutError):
            connection, _ = listener.accept()
            server.connections += 1
            threading.Thread(target=_conversation, args=(connection, server), daemon=True).start()


def _conversation(connection: socket.socket, server: RawServer) -> None:
    _serve(connection, server)
    server.ended += 1


def _serve(connection: socket.socket, server: RawServer) -> None:
    with connection, contextlib.suppress(OSError, GoneError):
        connection.settimeout(GUARD)
        lines = connection.makefile("rb")
        _say(connection, server, "greeting")
        while line := lines.readline():
            server.heard.append(line)
            step = line[:4].decode("ascii", "replace").strip().lower()
            if step != "data":
                _say(connection, server, {"helo": "ehlo"}.get(step, step))
                if step == "quit":
                    return
                continue
            _say(connection, server, "data")
            _say(connection, server, "body") if "body" in server.script else None
            _take(connection, lines, server)
            _say(connection, server, "after") if "after" in server.script else None


def _take(connection: socket.socket, lines: Any, server: RawServer) -> None:
    body = b""
    while (line := lines.readline()) != b".\r\n":
        if not line:
            raise GoneError
        body += line
    answer = server.answer("dot")
    if answer[:1] in "45" and answer[3:4] == " ":
        return _say(connection, server, "dot")
    with server._lock:
        server.accepted.append(body)
        lost = server.lose_every and len(server.accepted) % server.lose_every == 0
        if server.log is not None:
            _note(server.log, body)
        if server.copies is not None:
            (server.copies / "new" / f"{len(server.accepted)}.loopback").write_bytes(body)
    if lost:
        raise GoneError
    return _say(connection, server, "dot")


def _note(log: Path, body: bytes) -> None:
    """One Message-ID a line, on disk before the answer."""
    head = body.split(b"\r\n\r\n", 1)[0]
    name = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"message-id:"))
    with log.open("ab") as file:
        file.write(name.split(b":", 1)[1].strip() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _say(connection: socket.socket, server: RawServer, step: str) -> None:
    what = server.answer(step)
    if what == "close":
        raise GoneError
    if what == "reset":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise GoneError
    if what == "hang":
        server.stopping.wait(GUARD)
        raise GoneError
    if what == "drip":
        _drip(connection, server)
    if what.startswith("later:"):
        _, seconds, what = what.split(":", 2)
        time.sleep(float(seconds))
    connection.sendall(what.encode() + b"\r\n")
    server.said.append(step)


def _drip(connection: socket.socket, server: RawServer) -> None:
    """A byte now and then, for ever: every single read is in time, the whole never is."""
    server.dripped.append(0)
    place = len(server.dripped) - 1
    while not server.stopping.wait(0.1):
        connection.sendall(b"2")
        server.dripped[place] += 1
    raise GoneError


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody trusts, and its key."""
    import datetime as dt

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    start = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert, private = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return cert, private


def server_context(folder: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(folder))
    return context
