"""Extraction in a subprocess that can be killed: no page and no feed hangs us, fills our memory or sees a secret.

libxml2 cannot be interrupted from Python, and 400 KB of attributes keep it busy for half a minute. A parser process
serves many replies and is replaced now and then; it has neither our environment nor our open files, and answers in
JSON, so that nothing it could say runs here.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from extractors import protocol
from extractors.extracted import Extracted, ExtractLimits
from extractors.unpacking import MEMBER, PIECE, Member
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source

TASKS = 500  # replies a process serves; lxml and trafilatura keep some memory for good
USUAL = ExtractLimits()
# A gibibyte takes some ten seconds to unpack. By the clock each member has its own: we may be slow to take it.
UNPACKING = ExtractLimits(cpu=120)
START = 30.0  # seconds a process may take to load its libraries on a busy machine
LARGEST = 64 * 1024 * 1024  # bytes of an answer: four times the largest feed that is fetched
GROWTH = 8  # times a request, where that is more: a Cyrillic letter has two bytes, and six in the answer

_idle: list[ParserProcess] = []
_all: set[ParserProcess] = set()
_lock = threading.Lock()


class ParserProcess:
    """One subprocess: takes a reply, answers with drafts, or is killed."""

    def __init__(self) -> None:
        self.served = 0
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "extractors.parser_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=_environment(),
            start_new_session=True,  # Ctrl-C ends the run, which ends the process
        )
        try:
            self._receive(START)
        except BaseException:
            self.kill()
            raise

    def extract(self, raw: Raw, source: Source, limits: ExtractLimits) -> Extracted:
        """Return what the process read; ExtractError as the extractor raised it, TimeoutError, EOFError or OSError."""
        self.served += 1
        self._send(pickle.dumps((raw, source, limits), protocol=pickle.HIGHEST_PROTOCOL))
        answer = self._receive(limits.wall, max(LARGEST, GROWTH * len(raw.body)))
        return protocol.opened(json.loads(answer), source.id)

    def unpack(self, file: Path | bytes, name: str, limits: ExtractLimits) -> Iterator[Member]:
        """Yield what a file holds; ExtractError as the unpacking raised it, TimeoutError, EOFError or OSError."""
        self.served += 1
        self._send(pickle.dumps((file, name, limits), protocol=pickle.HIGHEST_PROTOCOL))
        while (said := json.loads(self._receive(limits.wall))) is not None:
            if "code" in said:
                raise ExtractError("", said["reason"], code=FailureCode(said["code"]))
            body = self._receive(limits.wall, MEMBER + PIECE)
            yield Member(said["name"], body, said["url"], said["wrong"], said["share"])

    def kill(self) -> int:
        """End the process now; returns how it ended."""
        with contextlib.suppress(OSError):
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        return self._process.wait()

    def _send(self, message: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101  for mypy: we asked for a pipe
        for piece in protocol.framed(message):
            view = memoryview(piece)
            while view:
                view = view[os.write(self._process.stdin.fileno(), view) :]

    def _receive(self, seconds: float, largest: int = LARGEST) -> bytes:
        assert self._process.stdout is not None  # noqa: S101  as above
        until = time.monotonic() + seconds
        size = protocol.size(self._read(protocol.HEADER, until))
        if size > largest:
            raise EOFError("the parser process sent too large an answer")
        return self._read(size, until)

    def _read(self, count: int, until: float) -> bytes:
        assert self._process.stdout is not None  # noqa: S101  as above
        out = self._process.stdout.fileno()
        pieces = bytearray()
        while len(pieces) < count:
            ready, _, _ = select.select([out], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise TimeoutError
            piece = os.read(out, min(count - len(pieces), 1024 * 1024))
            if not piece:
                raise EOFError("the parser process exited")
            pieces += piece
        return bytes(pieces)


def _environment() -> dict[str, str]:
    """What a process needs to find its libraries, and nothing of ours beside it."""
    places = os.pathsep.join(str(Path(place).absolute()) for place in sys.path)
    needed = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "PYTHONHOME") if name in os.environ}
    return {**needed, "PYTHONPATH": places, "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}


def extract_safely(raw: Raw, source: Source, *, limits: ExtractLimits = USUAL) -> Extracted:
    """Return what `extract` returns, read in a subprocess under limits of time and memory.

    ExtractError as `extract`; also parse_timeout (10 s of processor or 15 s by the clock) and parse_died (more than
    512 MiB, or a crash in a parser). Safe to call from several threads; each has a process of its own meanwhile.
    """
    with _process_for(source) as process, _guarded(process, source):
        return process.extract(raw, source, limits)


def unpack_safely(file: Path | bytes, name: str, source: Source) -> Iterator[Member]:
    """Yield what an archive, a mailbox or a web archive holds, unpacked in a subprocess; ExtractError when it fails.

    `name` says by its ending which of these it is.
    """
    with _process_for(source) as process, _guarded(process, source):
        yield from process.unpack(file, name, UNPACKING)


@contextlib.contextmanager
def _guarded(process: ParserProcess, source: Source) -> Iterator[None]:
    """Turn the end of a process into an error of this source."""
    try:
        yield
    except ExtractError as e:
        raise ExtractError(source.id, e.reason, code=e.code) from e
    except TimeoutError as e:
        process.kill()
        raise _timeout(source) from e
    except (OSError, EOFError, ValueError) as e:
        ended = process.kill()
        if ended == -signal.SIGXCPU:
            raise _timeout(source) from e
        raise ExtractError(source.id, "the parser process crashed", code=FailureCode.PARSE_DIED) from e


def close() -> None:
    """End all parser processes; the next extraction starts new ones."""
    with _lock:
        processes = list(_all)
        _all.clear()
        _idle.clear()
    for process in processes:
        process.kill()


def rest() -> None:
    """End all parser processes but one that is idle, so that the next run of this process need not load another."""
    with _lock:
        kept = _idle[-1:]
        processes = _all.difference(kept)
        _all.intersection_update(kept)
        _idle[:] = kept
    for process in processes:
        process.kill()


atexit.register(close)


@contextlib.contextmanager
def _process_for(source: Source) -> Iterator[ParserProcess]:
    """A process for one reply: an idle one that still lives, else a new one; ExtractError when none can be had."""
    try:
        process = _borrowed()
    except (OSError, EOFError) as e:  # TimeoutError is an OSError
        raise ExtractError(source.id, f"could not start the parser process: {e}", code=FailureCode.PARSE_DIED) from e
    good = False
    try:
        yield process
        good = True
    except ExtractError as e:
        good = e.code not in (FailureCode.PARSE_TIMEOUT, FailureCode.PARSE_DIED)
        raise
    finally:
        _returned(process, good=good and process.served < TASKS)


def _borrowed() -> ParserProcess:
    with _lock:
        while _idle:
            process = _idle.pop()
            if process._process.poll() is None:
                return process
            _all.discard(process)
            process.kill()
    process = ParserProcess()
    with _lock:
        _all.add(process)
    return process


def _returned(process: ParserProcess, *, good: bool) -> None:
    with _lock:
        if good and process in _all:
            _idle.append(process)
            return
        _all.discard(process)
    process.kill()


def _timeout(source: Source) -> ExtractError:
    return ExtractError(source.id, "parsing took too long and was stopped", code=FailureCode.PARSE_TIMEOUT)


atexit.register(close)
