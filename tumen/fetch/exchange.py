"""One GET and its reply: the only place that speaks HTTP."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpcore2
import httpx2

from tumen.errors import FetchError
from tumen.fetch import decoding
from tumen.fetch.guard import Guard
from tumen.fetch.leash import Leash

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


class Exchange:
    """Asks servers through the guard: no cookies, no proxy or netrc of the environment, certificates always checked."""

    def __init__(self, guard: Guard, *, tls: ssl.SSLContext | None = None) -> None:
        tls = tls or httpx2.create_ssl_context(trust_env=False)
        self._public = pool(guard, tls)
        # A connection that was opened with leave for a private address must not be found open by those without.
        self._private = pool(guard, tls)

    def get(self, url: httpx2.URL, headers: Mapping[str, str], leash: Leash) -> Reply:
        """The reply, redirects included as they are; raises FetchError: timeout, blocked_address, dns, tls, …"""
        try:
            return self._get(url, headers, leash)
        except FetchError:
            raise
        except httpcore2.TimeoutException as e:
            raise leash.error("timeout", f"{url.host} did not answer in time") from e
        except httpcore2.ConnectError as e:
            raise leash.error("tls" if tls_failed(e) else "refused", f"{url.host}: {e}") from e
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError) as e:
            raise leash.error("truncated", f"{url.host} broke off or spoke no HTTP: {e}") from e
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as e:
            raise leash.error("refused", f"{url.host}: {e}") from e

    def _get(self, url: httpx2.URL, headers: Mapping[str, str], leash: Leash) -> Reply:
        request = httpcore2.Request(
            "GET",
            httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=[(b"Host", url.netloc), *((k.encode("latin-1"), v.encode("latin-1")) for k, v in headers.items())],
            extensions={"timeout": {"connect": leash, "read": leash, "write": leash, "pool": leash.seconds()}},
        )
        leash.head()
        response = (self._private if leash.private_host else self._public).handle_request(request)
        leash.body()
        try:
            kept = joined(response.headers, leash)
            return Reply(status=response.status, url=url, headers=kept, body=read(response, kept, leash))
        finally:
            response.close()

    def close(self) -> None:
        """Close all connections."""
        self._public.close()
        self._private.close()


def pool(guard: Guard, tls: ssl.SSLContext) -> httpcore2.ConnectionPool:
    """Connections that are opened by the guard, and by nothing else."""
    return httpcore2.ConnectionPool(
        ssl_context=tls,
        max_connections=None,
        max_keepalive_connections=32,
        keepalive_expiry=KEEP_ALIVE,
        network_backend=guard,
    )


def parse(url: str, leash: Leash) -> httpx2.URL:
    """The address, exact; raises FetchError(blocked_address) for what is no address of the web."""
    if len(url) > ADDRESS_CAP:
        raise leash.error("blocked_address", f"the address is {len(url)} characters long")
    try:
        return allowed(httpx2.URL(url), leash)
    except (httpx2.InvalidURL, ValueError) as e:
        raise leash.error("blocked_address", f"not an address: {e}") from e


def join(base: httpx2.URL, location: str, leash: Leash) -> httpx2.URL:
    """Where a Location header points; raises FetchError(blocked_address)."""
    try:
        return parse(str(base.join(location)), leash)
    except (httpx2.InvalidURL, ValueError) as e:
        raise leash.error("blocked_address", f"not an address: {e}") from e


def allowed(url: httpx2.URL, leash: Leash) -> httpx2.URL:
    """The same address, if it is one of http or https with a host; raises FetchError(blocked_address)."""
    if url.scheme not in ("http", "https"):
        raise leash.error("blocked_address", f"scheme {url.scheme!r} is not http or https")
    if not url.raw_host:
        raise leash.error("blocked_address", "no host")
    return url.copy_with(fragment=None)


def joined(headers: list[tuple[bytes, bytes]], leash: Leash) -> dict[str, str]:
    """Headers by lower-case name, repeated ones joined as RFC 9110 §5.3 says; raises FetchError(too_large)."""
    if sum(len(name) + len(value) for name, value in headers) > HEADERS_CAP:
        raise leash.error("too_large", f"more than {HEADERS_CAP} bytes of headers")
    kept: dict[str, str] = {}
    for name, value in headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        kept[key] = f"{kept[key]}, {text}" if key in kept else text
    return kept


def read(response: httpcore2.Response, headers: Mapping[str, str], leash: Leash) -> bytes:
    """The body, decoded and capped; that of a redirect, an error or a 304 is left unread."""
    if not 200 <= response.status < 300:
        return b""
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > leash.caps.wire and not leash.caps.cut:
        raise leash.error("too_large", f"announces {announced[:20]} bytes")
    return decoding.body(response.iter_stream(), headers.get("content-encoding", ""), leash)


def tls_failed(error: BaseException) -> bool:
    """Whether a failure to connect was one of the certificate or the handshake."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
