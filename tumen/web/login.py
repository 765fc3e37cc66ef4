"""The login of the pages: a name and a password, kept as a salted hash; a password itself is taken too."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from threading import Lock
from typing import Final

from tumen.errors import ConfigError

SETTING: Final = "TUMEN_WEB_LOGIN"
# A tenth of a second and 32 MB for each try: nobody who has the hash tries a thousand million words.
_COST: Final = (32_768, 8, 1)
_MEMORY: Final = 256 * 1024 * 1024  # bytes that a try may take
_SALT: Final = 16  # bytes
# No "$", which shells and compose files take for a variable.
_HASH: Final = re.compile(r"scrypt:(\d{1,7}):(\d{1,3}):(\d{1,3}):([\w-]+):([\w-]{43})", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Hash:
    n: int
    r: int
    p: int
    salt: bytes
    key: bytes

    def fits(self, password: bytes) -> bool:
        return hmac.compare_digest(_key(password, self.salt, (self.n, self.r, self.p)), self.key)


def hashed(password: str, salt: bytes | None = None) -> str:
    """A password as it is put into a setting: "scrypt:N:r:p:salt:key"."""
    salt = salt or secrets.token_bytes(_SALT)
    key = _key(password.encode(), salt, _COST)
    return ":".join(("scrypt", *map(str, _COST), _written(salt), _written(key)))


class Login:
    """A login as set: "user:scrypt:…" of `hashed`, or "user:password". ConfigError, without the value, for others."""

    def __init__(self, written: str) -> None:
        self.user, _, password = written.partition(":")
        if not self.user or not password:
            raise ConfigError("environment", SETTING, "must be user:password, or what tumen web --hash-password prints")
        if any("\ud800" <= letter <= "\udfff" for letter in written):  # how Python keeps a byte that is no UTF-8
            raise ConfigError("environment", SETTING, "has a byte that is no UTF-8: write it in UTF-8")
        self._hash = _read(password) if password.startswith("scrypt:") else None
        self._password = password.encode()
        # Programs send the login with each request: what fitted once is known again without another try of scrypt.
        self._secret = secrets.token_bytes(32)
        self._known = b""
        self._lock = Lock()

    @property
    def is_hashed(self) -> bool:
        """Whether only a hash of the password is set."""
        return self._hash is not None

    def is_known(self, user: str, password: str) -> bool:
        """Whether this fitted before; costs nothing."""
        return bool(self._known) and hmac.compare_digest(self._mark(user, password), self._known)

    def fits(self, user: str, password: str) -> bool:
        """Whether this is the name and the password. A wrong name costs as much as a wrong password."""
        given = password.encode(errors="replace")
        is_user = hmac.compare_digest(user.encode(errors="replace"), self.user.encode())
        is_right = self._hash.fits(given) if self._hash else hmac.compare_digest(given, self._password)
        if is_user and is_right:
            with self._lock:
                self._known = self._mark(user, password)
        return is_user and is_right

    def _mark(self, user: str, password: str) -> bytes:
        return hmac.digest(self._secret, f"{user}:{password}".encode(errors="replace"), "sha256")


def _read(written: str) -> _Hash:
    try:
        if found := _HASH.fullmatch(written):
            n, r, p, salt, key = found.groups()
            made = _Hash(int(n), int(r), int(p), _bytes(salt), _bytes(key))
            if 128 * made.n * made.r * made.p <= _MEMORY:
                made.fits(b"")  # scrypt takes not every number
                return made
    except ValueError:
        pass
    reason = "its scrypt hash is cut off or odd: make it with tumen web --hash-password NAME"
    raise ConfigError("environment", SETTING, reason)


def _key(password: bytes, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    n, r, p = cost
    return hashlib.scrypt(password, salt=salt, n=n, r=r, p=p, maxmem=2 * _MEMORY, dklen=32)


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(written: str) -> bytes:
    return base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True)
