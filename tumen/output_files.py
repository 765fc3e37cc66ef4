"""Files that somebody asked for by an option, to be read by others: a web server, a colleague, another program."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

_PRIVATE: Final = 0o077
_callers: dict[str, int] = {}  # the umask before the first time it was made private


def keep_private() -> None:
    """From now on no other user may read a file that this process makes."""
    before = os.umask(_PRIVATE)
    if before != _PRIVATE:
        _callers["umask"] = before


def write_for_others(path: Path, parts: Iterable[str | bytes]) -> int:
    """Write a file, text in UTF-8, as readable as its caller's umask has them; return how many parts those were.

    It is written beside and takes the place of what is there in one step, also of a symbolic link; what is no file,
    as a pipe or /dev/stdout, is written to. OSError when it cannot be written.
    """
    if path.absolute().parts[1:2] in (("dev",), ("proc",)) or (path.exists() and not path.is_file()):
        return _put(path.open("wb"), parts)
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        written = _put(os.fdopen(opened, "wb"), parts)
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return written


def _put(file: BinaryIO, parts: Iterable[str | bytes]) -> int:
    with file:
        return sum(
            file.write(part if isinstance(part, bytes) else part.encode(errors="replace")) >= 0 for part in parts
        )


def make_folder_for_others(folder: Path) -> None:
    """Make a folder, and those above it, that its caller's umask lets others enter; OSError when it cannot be made."""
    if folder.is_dir():
        return
    make_folder_for_others(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o777 & ~_umask())


def _umask() -> int:
    now = os.umask(_PRIVATE)
    os.umask(now)
    return _callers.get("umask", now) if now == _PRIVATE else now
