"""Every error Tumen raises, split by what the caller does next: stop, skip, keep, retry.

TumenError                      .transient = False
 ├─ ConfigError                 STOP: a person must fix something     (file, key, reason)
 ├─ SourceError                 SKIP: count it, the others go on      (source_id, reason)
 │   ├─ FetchError              .transient from the status: none, 408, 425, 429, 5xx  (status)
 │   └─ ExtractError            the response cannot be parsed; the Raw is kept for a look
 ├─ DocumentError               SKIP: put this document aside, the others go on   (document_id, reason)
 ├─ StorageError                STOP: nothing may be lost
 │   └─ SchemaOutdated          says the command to run
 ├─ RenderError                 STOP before anything was sent         (template, line)
 └─ DeliveryError               KEEP: stays in the outbox             .transient = True  (channel)
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

TRANSIENT_STATUS = frozenset({408, 425, 429})


class FailureCode(StrEnum):
    """Why a source failed: first where asking ended, then what was wrong with what came."""

    FETCH_FAILED = "fetch_failed"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    DNS = "dns"
    TLS = "tls"
    TRUNCATED = "truncated"
    BLOCKED_ADDRESS = "blocked_address"
    BLOCKED_REDIRECT = "blocked_redirect"
    ROBOTS = "robots"
    TOO_LARGE = "too_large"
    BAD_ENCODING = "bad_encoding"
    HTTP = "http"
    INTERNAL = "internal"
    NOT_ASKED = "not_asked"
    CUT_OFF = "cut_off"
    UNREADABLE = "unreadable"
    NOT_A_FEED = "not_a_feed"
    NOT_A_PAGE = "not_a_page"
    NO_TEXT = "no_text"
    BLOCKED = "blocked"
    PARKED = "parked"
    LOGIN = "login"
    MAINTENANCE = "maintenance"
    EMPTY = "empty"
    UNKNOWN_ENDING = "unknown_ending"
    PARSE_TIMEOUT = "parse_timeout"
    PARSE_DIED = "parse_died"


class TumenError(Exception):
    """Any error of ours; `transient` says whether trying again later may help."""

    transient = False


class ConfigError(TumenError):
    """A file a person edits is wrong: names the file, the table or key, and the reason."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}" if key else f"{file}: {reason}")
        self.file = file
        self.key = key
        self.reason = reason


class SourceError(TumenError):
    """One source failed; the others go on. `failure` is how its message begins."""

    failure = "error in source"

    def __init__(self, source_id: str, reason: str) -> None:
        super().__init__(f"{self.failure} {source_id}: {reason}")
        self.source_id = source_id
        self.reason = reason


class FetchError(SourceError):
    """No usable reply came. `code` names the kind of failure (timeout, refused, too_large, http, …).

    `retry_after` is what the server asked to wait.
    """

    failure = "fetch failed for"

    def __init__(
        self,
        source_id: str,
        reason: str,
        *,
        code: FailureCode = FailureCode.FETCH_FAILED,
        status: int | None = None,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(source_id, reason)
        self.code = code
        self.status = status
        self.retry_after = retry_after
        self.transient = status is None or status in TRANSIENT_STATUS or status >= 500


class ExtractError(SourceError):
    """The response cannot be parsed; the Raw is kept so that a person can look. `code` as in FetchError."""

    failure = "cannot parse the response of"

    def __init__(self, source_id: str, reason: str, *, code: FailureCode = FailureCode.UNREADABLE) -> None:
        super().__init__(source_id, reason)
        self.code = code


class DocumentError(TumenError):
    """One document cannot be judged; it is put aside, and the others go on."""

    def __init__(self, document_id: str, reason: str) -> None:
        super().__init__(f"cannot judge {document_id}: {reason}")
        self.document_id = document_id
        self.reason = reason


class StorageError(TumenError):
    """The archive cannot keep or find something; going on could lose documents."""


class Busy(StorageError):
    """Another process does what only one may do at a time; the text tells whoever asked what to do."""


class SchemaOutdated(StorageError):
    """The database has another schema than this version of the runtime."""


class RenderError(TumenError):
    """A template failed before anything was sent."""

    def __init__(self, template: str, reason: str, *, line: int | None = None) -> None:
        super().__init__(f"{template}{f':{line}' if line else ''}: {reason}")
        self.template = template
        self.reason = reason
        self.line = line


class DeliveryError(TumenError):
    """A message was not handed over; the delivery stays in the ledger."""

    transient = True

    def __init__(self, channel: str, reason: str) -> None:
        super().__init__(f"{channel}: {reason}")
        self.channel = channel
        self.reason = reason
