"""One GET and its reply: the only place that speaks HTTP."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import httpcore2
import httpx2

from tumen.errors import FailureCode, FetchError
from tumen.fetch import decoding
from tumen.fetch.address_guard import AddressGuard
from tumen.fetch.limits import Budget

# A connection kept longer than this is one the server has to hold for nothing: the next page of its host comes after
# a second or not at all.
KEEP_ALIVE = 15.0

HEADERS_CAP = 64 * 1024
ADDRESS_CAP = 8 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one server answered. Header names are in lower case, values are Latin-1, byte for byte."""

    status: int
    url: httpx2.URL
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@cache
def trusted() -> ssl.SSLContext:
    """What certificates are held against: the list that is shipped with certifi. Reading it takes 30 ms."""
    return httpx2.create_ssl_context(trust_env=False)


class Exchange:
    """Asks servers through the guard: no cookies, no proxy or netrc of the environment, certificates always checked."""

    def __init__(self, guard: AddressGuard, *, tls: ssl.SSLContext | None = None) -> None:
        tls = tls or trusted()
        self._public = pool(guard, tls)
        # A connection that was opened with leave for a private address must not be found open by those without.
        self._private = pool(guard, tls)

    def get(self, url: httpx2.URL, headers: Mapping[str, str], budget: Budget) -> Reply:
        """The reply, redirects included as they are; raises FetchError: timeout, blocked_address, dns, tls, …"""
        try:
            return self._get(url, headers, budget)
        except FetchError:
            raise
        except httpcore2.TimeoutException as e:
            raise budget.error(FailureCode.TIMEOUT, f"no answer in time: {url.host}") from e
        except httpcore2.ConnectError as e:
            code, what = (FailureCode.TLS, "TLS failed") if tls_failed(e) else (FailureCode.REFUSED, "cannot connect")
            raise budget.error(code, f"{what}: {url.host}: {e}") from e
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError) as e:
            raise budget.error(FailureCode.TRUNCATED, f"incomplete or invalid HTTP response: {url.host}: {e}") from e
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as e:
            raise budget.error(FailureCode.REFUSED, f"cannot connect: {url.host}: {e}") from e

    def _get(self, url: httpx2.URL, headers: Mapping[str, str], budget: Budget) -> Reply:
        request = httpcore2.Request(
            "GET",
            httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=[(b"Host", url.netloc), *((k.encode("latin-1"), v.encode("latin-1")) for k, v in headers.items())],
            extensions={"timeout": {"connect": budget, "read": budget, "write": budget, "pool": budget.seconds()}},
        )
        budget.head()
        response = (self._private if budget.private_host else self._public).handle_request(request)
        budget.body()
        try:
            kept = joined(response.headers, budget)
            return Reply(status=response.status, url=url, headers=kept, body=read(response, kept, budget))
        finally:
            response.close()

    def close(self) -> None:
        """Close all connections."""
        self._public.close()
        self._private.close()


def pool(guard: AddressGuard, tls: ssl.SSLContext) -> httpcore2.ConnectionPool:
    """Connections that are opened by the guard, and by nothing else."""
    return httpcore2.ConnectionPool(
        ssl_context=tls,
        max_connections=None,
        max_keepalive_connections=32,
        keepalive_expiry=KEEP_ALIVE,
        network_backend=guard,
    )


def parse(url: str, budget: Budget) -> httpx2.URL:
    """The address, exact; raises FetchError(blocked_address) for what is no address of the web."""
    if len(url) > ADDRESS_CAP:
        raise budget.error(
            FailureCode.BLOCKED_ADDRESS, f"the URL is {len(url)} characters long, more than {ADDRESS_CAP}"
        )
    try:
        return allowed(httpx2.URL(url), budget)
    except (httpx2.InvalidURL, ValueError) as e:
        raise budget.error(FailureCode.BLOCKED_ADDRESS, f"invalid URL: {e}") from e


def join(base: httpx2.URL, location: str, budget: Budget) -> httpx2.URL:
    """Where a Location header points, also one in raw UTF-8 or any other bytes; raises FetchError(blocked_address)."""
    try:
        location = location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        location = "".join(c if c.isascii() else f"%{ord(c):02X}" for c in location)
    try:
        return parse(str(base.join(location)), budget)
    except (httpx2.InvalidURL, ValueError) as e:
        raise budget.error(FailureCode.BLOCKED_ADDRESS, f"invalid URL: {e}") from e


def allowed(url: httpx2.URL, budget: Budget) -> httpx2.URL:
    """The same address, if it is one of http or https with a host; raises FetchError(blocked_address)."""
    if url.scheme not in (FailureCode.HTTP, "https"):
        raise budget.error(
            FailureCode.BLOCKED_ADDRESS, f"unsupported URL scheme {url.scheme!r}: only http and https are allowed"
        )
    if not url.raw_host:
        raise budget.error(FailureCode.BLOCKED_ADDRESS, "the URL has no host")
    return url.copy_with(fragment=None)


def joined(headers: list[tuple[bytes, bytes]], budget: Budget) -> dict[str, str]:
    """Headers by lower-case name, repeated ones joined as RFC 9110 §5.3 says; raises FetchError(too_large)."""
    if sum(len(name) + len(value) for name, value in headers) > HEADERS_CAP:
        raise budget.error(FailureCode.TOO_LARGE, f"the headers are larger than {HEADERS_CAP} bytes")
    kept: dict[str, str] = {}
    for name, value in headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        kept[key] = f"{kept[key]}, {text}" if key in kept else text
    return kept


def read(response: httpcore2.Response, headers: Mapping[str, str], budget: Budget) -> bytes:
    """The body, decoded and capped; that of a redirect, an error or a 304 is left unread."""
    if not 200 <= response.status < 300:
        return b""
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > budget.caps.wire and not budget.caps.cut:
        raise budget.error(FailureCode.TOO_LARGE, f"the response is too large: {announced[:20]} bytes announced")
    return decoding.body(response.iter_stream(), headers.get("content-encoding", ""), budget)


def tls_failed(error: BaseException) -> bool:
    """Whether a failure to connect was one of the certificate or the handshake."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
