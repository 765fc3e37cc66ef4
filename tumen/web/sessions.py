"""Who is signed in: sessions in memory, each with the token that its forms carry."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock
from typing import Final

from tumen.web.guard import knows

LASTS: Final = timedelta(hours=12)  # a working day; a forgotten screen is signed out by the next
_MOST: Final = 200  # sessions at once: more than a desk has people, and a bound for who tries
# Ten wrong passwords a minute are a person who forgot; a program that guesses tries thousands. Each address is counted
# by itself, or who guesses would keep everybody out; all together are bounded against who has many addresses.
TRIES: Final = 10
ALTOGETHER: Final = 20 * TRIES
PER: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in; `form` is the token without which a form of theirs is refused."""

    user: str
    form: str
    until: datetime


class Sessions:
    """Sessions of one login ("user:password"); they end with the server."""

    def __init__(self, login: str, now: Callable[[], datetime]) -> None:
        self._user, self._login, self._now = login.partition(":")[0], login, now
        self._secret = secrets.token_bytes(32)
        self._sessions: dict[str, Session] = {}
        self._wrong: list[tuple[datetime, str]] = []
        self._lock = Lock()

    def knows(self, headers: Collection[tuple[bytes, bytes]], address: str) -> bool:
        """Whether a request from this address brings the login by HTTP Basic; a wrong one counts as a try."""
        if not any(name.lower() == b"authorization" for name, _ in headers):
            return False
        with self._lock:
            return self._fits(lambda: knows(self._login, headers), address)

    def begin(self, user: str, password: str, address: str = "") -> str | None:
        """The key of a new session; None where name and password are not the login's, or this address tried often."""
        given = f"{user}:{password}".encode(errors="replace")
        with self._lock:
            now = self._now()
            if not self._fits(lambda: bool(self._login) and hmac.compare_digest(given, self._login.encode()), address):
                return None
            key = secrets.token_urlsafe(32)
            standing = [(key, one) for key, one in self._sessions.items() if one.until > now]
            self._sessions = dict(standing[-_MOST + 1 :])
            form = hmac.new(self._secret, key.encode(), sha256).hexdigest()
            self._sessions[key] = Session(self._user, form, now + LASTS)
        return key

    def find(self, key: str) -> Session | None:
        """The session with this key, if it stands."""
        with self._lock:
            found = self._sessions.get(key)
        return found if found and found.until > self._now() else None

    def end(self, key: str) -> None:
        """Sign out."""
        with self._lock:
            self._sessions.pop(key, None)

    def _fits(self, is_right: Callable[[], bool], address: str) -> bool:
        now = self._now()
        self._wrong = [(at, whose) for at, whose in self._wrong if now - at < PER]
        if len(self._wrong) >= ALTOGETHER or sum(whose == address for _, whose in self._wrong) >= TRIES:
            return False
        if is_right():
            return True
        self._wrong.append((now, address))
        return False
