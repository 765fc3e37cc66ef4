"""Bytes off the wire to the body they stand for, never more than the cap whatever they inflate to."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Callable, Iterable

from tumen.errors import FailureCode
from tumen.fetch.limits import MIB, Budget

# Inflated in steps, so that a kilobyte which stands for a gigabyte costs one step and not a gigabyte.
STEP = 64 * 1024

# Real feeds shrink to a tenth, the emptiest page to a thirtieth; only bombs pass a hundred on a body of this size.
RATIO = 100
RATIO_FROM = MIB

# Each piece of a chunked body costs time whatever its size: the largest feed, flushed line by line, has fewer, and a
# body of single bytes would keep a core busy until the deadline.
PIECES = 100_000

GZIP = 16 + zlib.MAX_WBITS
RAW_DEFLATE = -zlib.MAX_WBITS

NAMES = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
# Encodings that exist and that nobody asked for. Other labels ("none", "utf-8", "binary", "aws-chunked") are mistakes
# of servers that send the body as it is.
UNREAD = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip"})
GZIP_MAGIC = b"\x1f\x8b\x08"
# How a body begins that is not compressed, whatever label it came under; no compressed one was seen to.
READABLE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[a-zA-Z?!]|[{\[]\s*[\"{\[])")
LAYERS = 2  # of gzip: a file compressed on its way; more is no mistake of a server


def body(chunks: Iterable[bytes], encoding: str, budget: Budget) -> bytes:
    """The decoded body; raises FetchError: bad_encoding, truncated, too_large (with `cut`: the beginning of it).

    A file that is gzip itself, such as feed.xml.gz, is decoded too, whatever its type says, and so is one compressed
    twice; a body that is text is taken as it is, whatever its label says.
    """
    labels = [label.strip().lower() for label in encoding.split(",")]
    named = [NAMES[label] for label in labels if label in NAMES]
    first, chunks = _begun(chunks)
    if READABLE.match(first):
        named = []
    elif UNREAD & set(labels) or len(set(named)) > 1:
        raise budget.error(FailureCode.BAD_ENCODING, f"unsupported content encoding {encoding!r}")
    kept = Decoded(budget)
    try:
        _decode(chunks, named[0] if named else "", kept, budget)
        for _ in range(LAYERS - bool(named)):
            if not kept.taken().startswith(GZIP_MAGIC):
                break
            inner, kept = kept, Decoded(budget)
            kept.came(inner.wire)
            _inflate([inner.taken()], "gzip", kept, budget, counted=True)
    except CapReachedError:
        pass
    return kept.taken()


def _begun(chunks: Iterable[bytes]) -> tuple[bytes, Iterable[bytes]]:
    """The first bytes of a body, and the whole of it."""
    rest = iter(chunks)
    first = next(filter(None, rest), b"")
    return first, itertools.chain([first], rest)


def _decode(chunks: Iterable[bytes], name: str, kept: Decoded, budget: Budget) -> None:
    if name:
        _inflate(chunks, name, kept, budget)
        return
    for chunk in chunks:
        kept.came(len(chunk))
        kept.add(chunk)


class CapReachedError(Exception):
    """The cap is reached and the rest is not wanted."""


class Decoded:
    """What was decoded so far, and whether it may go on."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._body = bytearray()
        self.wire = 0
        self._pieces = 0

    def came(self, count: int) -> None:
        """Count a piece of the body off the wire; raises FetchError (too_large, timeout)."""
        self.wire += count
        self._pieces += 1
        if self._pieces > PIECES:
            raise self._budget.error(FailureCode.TOO_LARGE, f"the body has more than {PIECES} chunks")
        self._budget.seconds()

    def add(self, data: bytes) -> None:
        """Keep; raises FetchError(too_large) past the cap or the ratio."""
        room = self._budget.caps.decoded - len(self._body)
        self._body += data[:room]
        if len(data) > room:
            if self._budget.caps.cut:
                raise CapReachedError
            raise self._budget.error(
                FailureCode.TOO_LARGE, f"the decoded body is larger than {self._budget.caps.decoded} bytes"
            )
        if len(self._body) > RATIO_FROM and len(self._body) > RATIO * self.wire:
            raise self._budget.error(
                FailureCode.TOO_LARGE, f"the body expands to more than {RATIO} times its compressed size"
            )

    def taken(self) -> bytes:
        """The body."""
        return bytes(self._body)


def _inflate(chunks: Iterable[bytes], name: str, kept: Decoded, budget: Budget, *, counted: bool = False) -> None:
    inflater = Inflater(name, kept)
    try:
        for chunk in chunks:
            if not counted:
                kept.came(len(chunk))
            inflater.feed(chunk)
    except zlib.error as e:
        raise budget.error(FailureCode.BAD_ENCODING, f"invalid {name} data: {e}") from e
    if not inflater.complete:
        raise budget.error(FailureCode.TRUNCATED, f"the {name} data is truncated")


class Inflater:
    """gzip (several members, as RFC 1952 allows) or deflate (with or without the zlib header servers forget)."""

    def __init__(self, name: str, kept: Decoded) -> None:
        self._name = name
        self._kept = kept
        self._start: Callable[[bytes], zlib._Decompress] = _gzip if name == "gzip" else _deflate
        self._stream: zlib._Decompress | None = None
        self._held = b""
        self._ended = False
        self._seen = False

    @property
    def complete(self) -> bool:
        """Whether the body ended where it should; no bytes at all are an empty body."""
        return self._ended or not self._seen

    def feed(self, data: bytes) -> None:
        """Inflate what came; bytes after the end that start no new member are padding."""
        data = self._held + data
        self._held = b""
        while data:
            self._seen = True
            if self._stream is None:
                if len(data) < 2:
                    self._held = data
                    return
                if self._ended and not (self._name == "gzip" and data.startswith(b"\x1f\x8b")):
                    return
                self._stream, self._ended = self._start(data), False
            data = self._step(self._stream, data)

    def _step(self, stream: zlib._Decompress, data: bytes) -> bytes:
        self._kept.add(stream.decompress(data, STEP))
        if stream.eof:
            self._stream, self._ended = None, True
            return stream.unused_data
        return stream.unconsumed_tail


def _gzip(_: bytes) -> zlib._Decompress:
    return zlib.decompressobj(GZIP)


def _deflate(start: bytes) -> zlib._Decompress:
    with_header = start[0] & 0x0F == 8 and (start[0] * 256 + start[1]) % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if with_header else RAW_DEFLATE)
