"""Column types and conversions: times, counters, hashes, text that both databases accept, domain values as JSON."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from typing import Final, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import BigInteger, DateTime, Dialect, Index, Integer, TypeDecorator
from sqlalchemy import text as sql

from tumen.analysis.clustering.known_development import Known
from tumen.analysis.clustering.profiles import Profile
from tumen.errors import StorageError
from tumen.model import (
    Channel,
    Claim,
    Correction,
    Development,
    Digest,
    Document,
    Draft,
    Former,
    Judgement,
    Message,
    Quarantined,
    Raw,
    SourceHealth,
)

T = TypeVar("T")

# How indexes and constraints are called, the same in both databases.
NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLite gives out numbers by itself only for a column of exactly its INTEGER type.
Number = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware time, stored in UTC in both databases; ValueError for a time without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def partial_index(name: str, column: str, condition: str) -> Index:
    """An index of only the rows that meet the condition: small however large the table grows."""
    index = Index(name, column, sqlite_where=sql(condition))
    _PARTIAL.append((index, condition))
    return index


# What PostgreSQL is told of them loads its dialect, which SQLite need not wait for: a tenth of a command's start.
_PARTIAL: list[tuple[Index, str]] = []


def complete_for_postgresql() -> None:
    """Tell PostgreSQL too which rows the partial indexes hold."""
    for index, condition in _PARTIAL:
        index.dialect_options["postgresql"]["where"] = sql(condition)


# As the partial indexes have them: "judged = 0", as SQLAlchemy writes for SQLite, looks through every document.
UNJUDGED: Final = sql("NOT documents.judged")
SAYS_MORE: Final = sql("former_judgements.says_more")


class Json(Generic[T]):
    """Writes one kind of domain value as JSON text and reads it back equal, whatever text is inside it."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        # Made when it is first used: all of them take a quarter of a second, and most commands read one or two.
        return TypeAdapter(self._kind)

    def write(self, value: T) -> str:
        """The value as JSON. Infinite figures and lone surrogates survive, which pydantic's own JSON refuses."""
        plain = self._adapter.dump_python(value, mode="json")
        written = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        try:
            written.encode()
        except UnicodeEncodeError:
            return json.dumps(plain, separators=(",", ":"))
        return written

    def read(self, written: str) -> T:
        """Parse a stored value; StorageError when it is not valid."""
        try:
            # In one step, which shares what is repeated; it refuses lone surrogates, which are read below.
            return self._adapter.validate_json(written)
        except ValidationError:
            pass
        try:
            return self._adapter.validate_python(json.loads(written))
        except (ValidationError, ValueError) as e:
            raise StorageError(f"a stored {self._kind.__name__} cannot be read: {e}") from e


CHANNEL: Final = Json(Channel)
CLAIM: Final = Json(Claim)
CORRECTION: Final = Json(Correction)
DEVELOPMENT: Final = Json(Development)
DIGEST: Final = Json(Digest)
DOCUMENT: Final = Json(Document)
DOCUMENTS: Final = Json(tuple[Document, ...])
DRAFTS: Final = Json(tuple[Draft, ...])
FORMER: Final = Json(Former)
HEALTH: Final = Json(SourceHealth)
IDS: Final = Json(tuple[str, ...])
JUDGEMENT: Final = Json(Judgement)
KNOWN: Final = Json(Known)
MESSAGE: Final = Json(Message)
PROFILE: Final = Json(Profile)
QUARANTINED: Final = Json(Quarantined)
RAW: Final = Json(Raw)


def clean(text: str) -> str:
    """Return text that a look-up column accepts: PostgreSQL refuses NUL, both refuse lone surrogates."""
    return text.replace("\0", "\ufffd").encode(errors="replace").decode()


def key_of(*parts: str) -> str:
    """A fixed-length key for texts of any length, to be indexed or made unique."""
    return sha256("\0".join(parts).encode(errors="backslashreplace")).hexdigest()


def content_key(document: Document) -> str:
    """The key of what a document says, and of whether its page stands: a different key is a new version."""
    gone = (document.draft.gone,) if document.draft.gone else ()
    return key_of(document.draft.title, document.draft.text, *gone)


def url_key(url: str) -> str:
    """The key by which a document or raw reply is found by address."""
    return key_of(url)[:32]


def signed(number: int) -> int:
    """A 64-bit hash as the signed integer that a database column holds."""
    number &= 0xFFFF_FFFF_FFFF_FFFF
    return number - (1 << 64) if number >= 1 << 63 else number


def pack(body: bytes) -> bytes:
    """Compress bytes for storage."""
    return zlib.compress(body)


def unpack(packed: bytes) -> bytes:
    """Decompress stored bytes; StorageError when they are damaged."""
    try:
        return zlib.decompress(packed)
    except zlib.error as e:
        raise StorageError(f"stored bytes are damaged: {e}") from e
