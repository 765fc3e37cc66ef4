"""Store replies as they arrive and extract them: while one is assessed, the next are extracted in child processes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import extractors
from extractors import Extracted
from tumen.errors import ExtractError, FailureCode, FetchError
from tumen.fetch import Fetched
from tumen.model import Raw, Source
from tumen.storage import Archive

# Each has a child process; more of them than processors only wait for each other.
READERS = max(2, min(4, os.cpu_count() or 2))

Answer = Fetched | FetchError
Read = Extracted | ExtractError | None


def read_ahead(archive: Archive, answers: Iterable[tuple[Source, Answer]]) -> Iterator[tuple[Source, Answer, Read]]:
    """Yield each answer with what was extracted from it, in order of arrival; None where there are no bytes.

    The bytes are stored before they are parsed. StorageError stops everything: nothing may be lost.
    """
    waiting: deque[tuple[Source, Answer, Future[Read] | None]] = deque()
    with ThreadPoolExecutor(READERS, thread_name_prefix="read") as pool:
        for source, answer in answers:
            if isinstance(answer, Fetched) and answer.raw is not None:
                raw = _kept(archive, answer.raw)
                waiting.append((source, replace(answer, raw=raw), pool.submit(_extracted, raw, source)))
            else:
                waiting.append((source, answer, None))
            if len(waiting) > READERS:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())


def _kept(archive: Archive, raw: Raw) -> Raw:
    """The reply as stored: under the id of the last one, if that was identical byte for byte."""
    last = archive.raws.newest(raw.source_id, raw.url)
    if last is not None and last.body == raw.body:
        return replace(raw, id=last.id)
    archive.raws.keep(raw)
    return raw


def _extracted(raw: Raw, source: Source) -> Read:
    try:
        return extractors.extract_safely(raw, source)
    except ExtractError as error:
        return error
    except Exception as e:  # noqa: BLE001 - one reply must not end the run of the others
        return ExtractError(source.id, f"internal error: {type(e).__name__}: {e}"[:300], code=FailureCode.INTERNAL)


def _result(source: Source, answer: Answer, reading: Future[Read] | None) -> tuple[Source, Answer, Read]:
    return source, answer, reading.result() if reading is not None else None
