"""An end to every exchange, however slowly the other side drips its bytes."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Seconds. `connect` and `command` per step, `session` for all of it up to the dot, `dot` for the last reply.

    600 s after the dot is what RFC 5321 §4.5.3.2.6 asks for: a sender that disconnects earlier sends duplicates.
    """

    connect: float = 30.0
    command: float = 60.0
    session: float = 300.0
    dot: float = 600.0
    http: float = 30.0


@contextlib.contextmanager
def deadline(connection: socket.socket, seconds: float) -> Iterator[None]:
    """Disconnect after so many seconds: whoever is reading then sees the end of the connection."""
    timer = threading.Timer(seconds, _close, (connection,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _close(connection: socket.socket) -> None:
    # The plain socket call also under TLS: the TLS one would first have to wait for its turn.
    with contextlib.suppress(OSError, ValueError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
