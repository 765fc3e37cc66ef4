"""One HTTP POST whose outcome is known exactly: sent off or not, answered or not. No proxy, no redirect, no retry."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from tumen.delivery.channels.timeouts import Timeouts, deadline
from tumen.delivery.outcome import BeforeCommit, Outcome, pending, unknown
from tumen.failpoint import failpoint

# Slack's answers are a few hundred bytes.
LONGEST_ANSWER = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the other side said; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def post(
    url: str, body: bytes, headers: Mapping[str, str], before_commit: BeforeCommit, timeouts: Timeouts
) -> Answer | Outcome:
    """The answer; or pending when nothing was sent, unknown when the request went out and no answer was understood."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = _connection(parts.scheme, host, parts.port, timeouts)
    try:
        try:
            connection.connect()
        except (OSError, UnicodeError) as e:
            return pending(f"cannot connect to {host}: {type(e).__name__}: {e}", down=True)
        if not before_commit():
            return pending("stopped before the POST: another worker has taken over this delivery")
        failpoint("slack.before_post")
        return _exchange(connection, f"{parts.path}?{parts.query}".rstrip("?"), body, headers, timeouts)
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None, timeouts: Timeouts) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=timeouts.connect, context=_context())
    return http.client.HTTPConnection(host, port, timeout=timeouts.connect)


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _exchange(
    connection: http.client.HTTPConnection, path: str, body: bytes, headers: Mapping[str, str], timeouts: Timeouts
) -> Answer | Outcome:
    line = connection.sock
    line.settimeout(timeouts.http)
    try:
        with deadline(line, timeouts.http):
            connection.request("POST", path, body, dict(headers))
            failpoint("slack.after_post")
            response = connection.getresponse()
            answer = response.read(LONGEST_ANSWER)
    except (OSError, http.client.HTTPException, ValueError) as e:
        return unknown(f"no clear answer after the POST: {type(e).__name__}: {e}", down=True)
    return Answer(
        status=response.status,
        headers={name.lower(): value for name, value in response.getheaders()},
        body=answer,
    )
