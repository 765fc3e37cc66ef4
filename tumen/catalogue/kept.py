"""Keeps what was loaded from files, by what they say: every command and flow of a process asks for it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")

# What an installation, a copy of it and what is shipped say; nobody works with more of them in one process.
KEPT = 3


class Kept(Generic[T]):
    """What was asked for last, so many at most, not to be changed by whoever gets it."""

    def __init__(self, most: int = KEPT) -> None:
        self._found: dict[str, T] = {}
        self._most = most

    def get(self, content: str, load: Callable[[], T]) -> T:
        """Return what was loaded from this content, else load it; an error is not kept."""
        found = self._found.pop(content, None)
        if found is None:
            found = load()
        self._found[content] = found
        for oldest in list(self._found)[: -self._most]:
            self._found.pop(oldest, None)
        return found


def content_of(files: Iterable[tuple[str, Path]], *also: str) -> str:
    """Return a hash of what the files say under these names, wherever they lie; one not readable is like none."""
    whole = sha256("\0".join(also).encode())
    for name, file in files:
        whole.update(f"\0{name}\0".encode(errors="surrogateescape"))
        try:
            whole.update(sha256(file.read_bytes()).digest())
        except OSError:  # loading says why
            continue
    return whole.hexdigest()
