"""Copies in a Maildir folder on this machine."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tumen.errors import DeliveryError

# The headers of a mail of ours take 2 kB; relays add a few more.
LONGEST_HEAD = 65_536

_MESSAGE_ID = re.compile(rb"^message-id:[ \t]*(?:\r?\n[ \t]+)?(<[\x21-\x7e]{1,900}>)[ \t]*\r?$", re.I | re.M)
_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Maildir:
    """One folder with `new` and `cur` in it."""

    folder: Path

    def holds(self, references: Collection[str], since: datetime) -> set[str]:
        """Those of which there is a copy; DeliveryError when the folder cannot be read."""
        wanted, found = set(references), set[str]()
        try:
            for path in self._files(since.timestamp()):
                found |= _message_ids(path) & wanted
                if found == wanted:
                    break
        except OSError as e:
            raise DeliveryError("copies", f"cannot read {self.folder}: {e.strerror or type(e).__name__}") from e
        return found

    def _files(self, since: float) -> Iterator[Path]:
        for name in ("new", "cur"):
            for path in (self.folder / name).iterdir():
                if path.stat().st_mtime >= since:
                    yield path


def _message_ids(path: Path) -> set[str]:
    with path.open("rb") as file:
        head = file.read(LONGEST_HEAD)
    return {found.decode("ascii") for found in _MESSAGE_ID.findall(_END.split(head, maxsplit=1)[0] + b"\n")}
