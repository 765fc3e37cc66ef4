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

from tumen.web.guard import basic
from tumen.web.login import Login
from tumen.web.login_attempts import Tries

LASTS: Final = timedelta(hours=12)  # a working day; a forgotten screen is signed out by the next
_MOST: Final = 200  # sessions at once: more than a desk has people, and a bound for who tries


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in; `form` is the token without which a form of theirs is refused."""

    user: str
    form: str
    until: datetime


class Sessions:
    """Sessions of one login; they end with the server. Nobody has one where there is no login."""

    def __init__(self, login: Login | None, now: Callable[[], datetime]) -> None:
        self._login, self._now = login, now
        self._tries = Tries(now)
        self._secret = secrets.token_bytes(32)
        self._sessions: dict[str, Session] = {}
        self._lock = Lock()

    def knows(self, headers: Collection[tuple[bytes, bytes]], address: str) -> bool:
        """Whether a request from this address brings the login by HTTP Basic; a wrong one counts as a try.

        It may take a tenth of a second.
        """
        if not any(name.lower() == b"authorization" for name, _ in headers):
            return False
        return self._fits(basic(headers) or ("", ""), address)

    def begin(self, user: str, password: str, address: str = "") -> str | None:
        """The key of a new session; None where name and password are not the login's, or this address tried often.

        It may take a tenth of a second.
        """
        if not self._fits((user, password), address):
            return None
        with self._lock:
            now = self._now()
            key = secrets.token_urlsafe(32)
            standing = [(key, one) for key, one in self._sessions.items() if one.until > now]
            self._sessions = dict(standing[-_MOST + 1 :])
            form = hmac.new(self._secret, key.encode(), sha256).hexdigest()
            self._sessions[key] = Session(user, form, now + LASTS)
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

    def _fits(self, given: tuple[str, str], address: str) -> bool:
        login = self._login
        if login is None:
            return False
        return self._tries.count(lambda: login.is_known(*given) or login.fits(*given), address)
