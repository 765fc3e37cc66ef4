"""The parser process: reads a reply from standard input, extracts, answers on standard output."""

from __future__ import annotations

import io
import json
import os
import pickle
from pathlib import Path
from typing import BinaryIO

from extractors import process_limits, protocol, unpacking
from extractors.kinds import extract
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source


def main() -> None:
    """Serve until standard input ends."""
    # Whatever a library prints goes nowhere; only we write to the pipe.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    requests = os.fdopen(os.dup(0), "rb")
    own = process_limits.own_memory()
    process_limits.leave_no_core()
    _say(answers, b"ready")
    while header := requests.read(protocol.HEADER):
        asked, of, limits = pickle.loads(requests.read(protocol.size(header)))  # noqa: S301  written by our own process
        process_limits.bind(limits, own)
        if isinstance(asked, Raw):
            _say(answers, _answer(asked, of))
        else:
            _unpack(answers, asked, of)


def _answer(raw: Raw, source: Source) -> bytes:
    try:
        return protocol.packed(extract(raw, source))
    except ExtractError as e:
        return protocol.failed(e.reason, e.code)
    except MemoryError:
        return protocol.failed("the parser exceeded its memory limit", FailureCode.PARSE_DIED)
    except Exception as e:  # noqa: BLE001  whatever a parser raises must be reported, not lost
        return protocol.failed(f"{type(e).__name__}: {e}"[:300], FailureCode.UNREADABLE)


def _unpack(answers: BinaryIO, file: Path | bytes, name: str) -> None:
    """Say each member, what it is and then its bytes, and null behind the last."""
    try:
        with file.open("rb") if isinstance(file, Path) else io.BytesIO(file) as opened:
            for member in unpacking.members(opened, name):
                said = {"name": member.name, "url": member.url, "wrong": member.wrong, "share": member.share}
                _say(answers, json.dumps(said).encode())
                _say(answers, member.body)
        _say(answers, b"null")
    except ExtractError as e:
        _say(answers, protocol.failed(e.reason, e.code))
    except MemoryError:
        _say(answers, protocol.failed("the parser exceeded its memory limit", FailureCode.PARSE_DIED))
    except Exception as e:  # noqa: BLE001  whatever a library raises must be reported, not lost
        _say(answers, protocol.failed(f"{type(e).__name__}: {e}"[:300], FailureCode.UNREADABLE))


def _say(answers: BinaryIO, message: bytes) -> None:
    for piece in protocol.framed(message):
        view = memoryview(piece)
        while view:
            view = view[answers.write(view) :]


if __name__ == "__main__":
    main()
