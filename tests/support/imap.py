"""A small IMAP server on loopback: one account, one folder, LOGIN, EXAMINE, SEARCH HEADER, LOGOUT; or it misbehaves."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.waiting import GUARD

_COMMAND = re.compile(rb"(\S+) (\S+) ?(.*?)\r\n")
_FETCH = re.compile(rb"FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)")
_SEARCH = re.compile(rb'HEADER Message-ID "?(<[^">]+>)"?', re.I)


@dataclass
class ImapServer:
    """`messages`: the Message-IDs it holds. `letters`: whole mails by their UID, in an `era` of UIDs. `script`: what to answer to a command instead (`NO …`, `hang`, `close`)."""

    user: str = "tumen"
    password: str = "s3cr3t-canary"
    folder: str = "Sent/Copies"
    messages: set[str] = field(default_factory=set)
    letters: dict[int, str] = field(default_factory=dict)
    era: int = 7
    script: dict[str, str] = field(default_factory=dict)
    heard: list[bytes] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def url(self) -> str:
        return f"imap://{self.user}:{self.password}@127.0.0.1:{self.port}/{self.folder}"

    def answer(self, command: str, rest: bytes) -> tuple[list[str], str]:
        """Lines without a tag, and the one with it."""
        if command in self.script:
            return [], self.script[command]
        if command == "CAPABILITY":
            return ["CAPABILITY IMAP4rev1"], "OK done"
        if command == "LOGIN":
            right = rest.replace(b'"', b"") == f"{self.user} {self.password}".encode()
            return [], "OK in" if right else f"NO wrong: {rest.decode()}"
        if command == "EXAMINE":
            there = rest == f'"{self.folder}"'.encode()
            return (
                (["FLAGS ()", "3 EXISTS", f"OK [UIDVALIDITY {self.era}]"], "OK [READ-ONLY]")
                if there
                else ([], "NO no such folder")
            )
        if command == "UID":
            return self._by_uid(rest), "OK done"
        if command == "SEARCH":
            found = _SEARCH.search(rest)
            hit = found is not None and found[1].decode() in self.messages
            return ["SEARCH 1" if hit else "SEARCH"], "OK done"
        return ["BYE"] if command == "LOGOUT" else [], "OK"

    def _by_uid(self, rest: bytes) -> list[str]:
        if fetched := _FETCH.match(rest):
            uid = int(fetched[1])
            mail = self.letters[uid][: int(fetched[2])]
            return [f"{uid} FETCH (UID {uid} BODY[]<0> {{{len(mail)}}}\r\n{mail})"]
        wanted = rest.rpartition(b" ")[2].strip(b'"').decode() if b"HEADER" in rest else ""
        return [" ".join(["SEARCH", *(str(uid) for uid, mail in self.letters.items() if wanted in mail)])]


@contextlib.contextmanager
def imap_server(**options: object) -> Iterator[ImapServer]:
    """Serve until the end of the block."""
    server = ImapServer(**options)  # type: ignore[arg-type]
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


def _listen(listener: socket.socket, server: ImapServer) -> None:
    while not server.stopping.is_set():
        with contextlib.suppress(TimeoutError):
            connection, _ = listener.accept()
            threading.Thread(target=_serve, args=(connection, server), daemon=True).start()


def _serve(connection: socket.socket, server: ImapServer) -> None:
    with connection, contextlib.suppress(OSError):
        connection.settimeout(GUARD)
        lines = connection.makefile("rb")
        connection.sendall(b"* OK ready\r\n")
        while found := _COMMAND.fullmatch(lines.readline()):
            server.heard.append(found[0])
            tag, command = found[1].decode(), found[2].decode().upper()
            untagged, tagged = server.answer(command, found[3])
            if tagged == "close":
                return
            if tagged == "hang":
                server.stopping.wait(GUARD)
                return
            said = [*(f"* {line}" for line in untagged), f"{tag} {tagged}"]
            connection.sendall("".join(f"{line}\r\n" for line in said).encode())
            if command == "LOGOUT":
                return
