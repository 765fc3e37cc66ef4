"""Connections that reach public addresses only, and never outlive their budget.

A name is resolved once, every address it has must be public, and the connection goes to one of those very addresses:
there is no second look-up that could answer differently. Host header and TLS name stay the name.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from ipaddress import ip_address
from typing import Any

import httpcore2

from tumen.errors import FailureCode
from tumen.fetch.address import IPAddress, literal, public
from tumen.fetch.limits import NOT_PUBLIC, Budget

Resolve = Callable[[str, int], Sequence[str]]

# A name with a hundred addresses would have us try each for ten seconds.
ADDRESSES_TRIED = 4

SOCKET_OPTION = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses the system knows for a name; raises OSError (socket.gaierror) for none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class AddressGuard(httpcore2.NetworkBackend):
    """Opens the connections of the HTTP library. `trusted` addresses count as public (a mirror on one's own net)."""

    def __init__(self, *, resolve: Resolve = resolve, trusted: Collection[str] = ()) -> None:
        self._resolve = resolve
        self._trusted = frozenset(ip_address(address) for address in trusted)
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to a vetted address of the host; raises FetchError (dns, blocked_address, timeout)."""
        budget = budget_of(timeout)
        refused: Exception | None = None
        for address in self.vetted(host, port, budget)[:ADDRESSES_TRIED]:
            try:
                stream = self._sockets.connect_tcp(str(address), port, budget.seconds(), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as e:
                refused = e
            else:
                return BudgetedStream(stream)
        raise refused or budget.error(FailureCode.DNS, f"host has no address: {host}")

    def vetted(self, host: str, port: int, budget: Budget) -> list[IPAddress]:
        """All addresses of the host; raises FetchError(blocked_address) unless every one of them may be reached."""
        if port not in budget.ports:
            raise budget.error(FailureCode.BLOCKED_ADDRESS, f"port {port} is not allowed: {host}")
        try:
            known = literal(host)
            addresses = [known] if known else [ip_address(text) for text in self._within(host, port, budget)]
        except ValueError as e:
            raise budget.error(FailureCode.BLOCKED_ADDRESS, str(e)) from e
        for address in addresses:
            if not (public(address) or address in self._trusted or host == budget.private_host):
                how = "allow_private = true in the source lets it be asked"
                raise budget.error(FailureCode.BLOCKED_ADDRESS, f"{NOT_PUBLIC}: {host}: {address}; {how}")
        return addresses

    def _within(self, host: str, port: int, budget: Budget) -> Sequence[str]:
        """Resolve in a thread of its own: the system's resolver knows no deadline and cannot be interrupted."""
        answers: queue.Queue[Sequence[str] | Exception] = queue.Queue()

        def look() -> None:
            try:
                answers.put(self._resolve(host, port))
            except Exception as e:  # noqa: BLE001 - raised again where somebody waits for it
                answers.put(e)

        threading.Thread(target=look, daemon=True, name=f"resolve {host}").start()
        try:
            answer = answers.get(timeout=budget.seconds())
        except queue.Empty as e:
            raise budget.error(FailureCode.DNS, f"host lookup timed out: {host}") from e
        if isinstance(answer, OSError | UnicodeError):
            again = getattr(answer, "errno", None) == socket.EAI_AGAIN
            what = "no answer from the name server" if again else "host not found"
            raise budget.error(FailureCode.DNS, f"{what}: {host}") from answer
        if isinstance(answer, Exception):
            raise answer
        return answer


class BudgetedStream(httpcore2.NetworkStream):
    """A stream whose every operation asks the budget for its time and counts its bytes."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As the stream's, within the budget."""
        budget = budget_of(timeout)
        data: bytes = self._stream.read(max_bytes, budget.seconds())
        budget.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As the stream's, within the budget."""
        self._stream.write(buffer, budget_of(timeout).seconds())

    def close(self) -> None:
        """As the stream's."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """As the stream's, within the budget; the name is checked against the certificate."""
        seconds = budget_of(timeout).seconds()
        return BudgetedStream(self._stream.start_tls(ssl_context, server_hostname, seconds))

    def get_extra_info(self, info: str) -> Any:
        """As the stream's."""
        return self._stream.get_extra_info(info)


def budget_of(timeout: float | None) -> Budget:
    """The budget the HTTP library passed on; one that lost it must not connect at all."""
    if not isinstance(timeout, Budget):
        raise RuntimeError("a network operation without limits: has the HTTP library stopped passing timeouts on?")
    return timeout
