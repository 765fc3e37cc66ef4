"""Keeps addresses with their passwords and tokens out of everything that is written or shown."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, unquote, unquote_plus, urlsplit

HIDDEN = "***"

# Shorter words would blank out ordinary text ("to", "bot"); a secret this short protects nothing.
SHORTEST_SECRET = 4
SHORTEST_TOKEN = 6

# Parameters of mail addresses that say how, not who: hiding "starttls" would hide the reason of a failure.
_PLAIN_PARAMETERS = frozenset(
    {"mode", "from", "to", "name", "reply", "smtp", "format", "overflow", "verify", "cto", "rto", "retry", "domain"}
)

# Libraries that write addresses into their own logs (apprise at DEBUG, urllib3 with the path of every POST).
NOISY_LOGGERS = ("apprise", "urllib3", "urllib3.connectionpool")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def secrets_of(url: str) -> frozenset[str]:
    """Every part of an address that must not be seen, quoted and unquoted, and the address itself."""
    found = {url}
    try:
        parts = urlsplit(url)
        password, user = parts.password or "", parts.username or ""
    except ValueError:
        return frozenset(found)
    mail = parts.scheme in {"tumenmail", "tumenmails", "mailto", "mailtos"}
    found |= _forms([password], SHORTEST_SECRET)
    if password:
        found |= _basic(unquote(user), unquote(password))
    if not mail:
        host = parts.netloc.rpartition("@")[2]
        found |= _forms([user, *([] if "." in host or ":" in host else [host])], SHORTEST_TOKEN)
        found |= _forms(parts.path.split("/"), SHORTEST_TOKEN)
    found |= _forms(_parameters(parts.query), SHORTEST_SECRET)
    return frozenset(found)


def _parameters(query: str) -> list[str]:
    return [value for name, value in parse_qsl(query) if name.lower() not in _PLAIN_PARAMETERS]


def _forms(words: Iterable[str], shortest: int) -> set[str]:
    forms = set()
    for word in words:
        forms |= {
            form for form in (word, unquote(word), unquote_plus(word), quote(word, safe="")) if len(form) >= shortest
        }
    return forms


def _basic(user: str, password: str) -> set[str]:
    """How a login looks on the wire; servers like to repeat it in their complaint."""
    plain = f"\0{user}\0{password}", f"{user}:{password}", password
    return {base64.b64encode(form.encode()).decode() for form in plain}


class Redaction(logging.Filter):
    """Knows the secrets in use and blanks them out: in texts by `clean`, in log records as a logging filter."""

    def __init__(self) -> None:
        super().__init__()
        self._secrets: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def __repr__(self) -> str:
        return f"Redaction({len(self._secrets)} secrets)"

    def learn(self, url: str) -> None:
        """Hide this address from now on."""
        new = secrets_of(url) - self._secrets
        if new:
            self._secrets |= new
            longest_first = sorted(self._secrets, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(re.escape, longest_first)))

    def clean(self, text: str, limit: int = 300) -> str:
        """One printable line without any known secret, at most `limit` characters."""
        line = _CONTROL.sub(" ", self._blank(text)).strip()
        return line if len(line) <= limit else line[: limit - 1] + "…"

    def filter(self, record: logging.LogRecord) -> bool:
        """Blank the secrets in a record's message and traceback; never hold a record back."""
        if self._pattern is not None:
            record.msg, record.args = self._blank(record.getMessage()), None
            if record.exc_info:
                record.exc_text = self._blank(logging.Formatter().formatException(record.exc_info))
                record.exc_info = None
        return True

    def attach(self, loggers: Iterable[str] = NOISY_LOGGERS) -> None:
        """Stand at the loggers that print addresses, and keep them from speaking below WARNING."""
        for name in loggers:
            logger = logging.getLogger(name)
            if logger.level < logging.WARNING:
                logger.setLevel(logging.WARNING)
            if self not in logger.filters:
                logger.addFilter(self)

    def _blank(self, text: str) -> str:
        return self._pattern.sub(HIDDEN, text) if self._pattern else text


# One for the whole process: whoever opens channels again and again must not pile filters up at the loggers.
SHARED = Redaction()
