"""While serving: a changed readers.toml or sources.toml is checked at once, and the schedules follow the readers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from flows.server.terminal import say
from tumen import operator
from tumen.counts import counted
from tumen.errors import ConfigError
from tumen.model import Reader
from tumen.settings import load_settings
from tumen.wiring import load_content

EVERY: Final = 30.0  # seconds between two looks: who edits a file hears of a mistake before doing something else
AT_REST: Final = 1.0  # seconds for which a changed file has not changed again
FILES: Final = ("readers.toml", "sources.toml")
RUN: Final = "reading the changed configuration"

Contents = Mapping[str, bytes | None]
Reschedule = Callable[[Sequence[Reader]], tuple[Sequence[str], Sequence[str]]]


class Following:
    """Looks at the files every half a minute; `reschedule` makes the schedules and returns which came and which went.

    `seen`: what the files said when the deployments were made. What is wrong is said once, here and to the operator,
    and everything stays as it was until it is right.
    """

    def __init__(
        self, folder: Path, seen: Contents, reschedule: Reschedule, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder, self._followed, self._reschedule, self._clock = folder, seen, reschedule, clock
        self._next = clock() + EVERY
        self._changed: Contents | None = None
        self._said = ""

    def look(self) -> None:
        """Take up what has changed since the last look, if one is due."""
        if self._clock() < self._next:
            return
        self._next = self._clock() + EVERY
        now = contents(self._folder)
        if now == self._followed:
            self._taken_back()
        elif now != self._changed:
            # An editor or a copy may write in several steps: what has come to rest is followed.
            self._changed, self._next = now, self._clock() + AT_REST
        else:
            self._follow(now)

    def _follow(self, now: Contents) -> None:
        changed = [name for name in FILES if now[name] != self._followed[name]]
        try:
            readers = load_content(load_settings()).readers
            came, went = self._reschedule(readers) if "readers.toml" in changed else ((), ())
        except Exception as error:  # noqa: BLE001 - the server goes on with the schedules it has, and tries again
            self._not_followed(changed, error)
            return
        self._followed, self._changed, self._said = now, None, ""
        say(f"{' and '.join(changed)} changed: {_what(changed, readers, came, went)}")
        operator.look_after(RUN)

    def _taken_back(self) -> None:
        if self._said:
            operator.look_after(RUN)
        self._changed, self._said = None, ""

    def _not_followed(self, changed: Iterable[str], error: Exception) -> None:
        reason = str(error) if isinstance(error, ConfigError) else f"{type(error).__name__}: {error}"
        reason = " ".join(reason.split())
        if reason != self._said:
            self._said = reason
            say(f"{' and '.join(changed)} changed and cannot be used, so the schedules stay as they were: {reason}")
            operator.run_failed(RUN, reason)


def _what(changed: Sequence[str], readers: Sequence[Reader], came: Sequence[str], went: Sequence[str]) -> str:
    moved = [*(f"+ {one}" for one in came), *(f"- {one}" for one in went)]
    schedules = f"schedules {', '.join(moved)}" if moved else "no schedule had to change"
    said = [f"{counted(len(readers), 'reader')}, {schedules}"] if "readers.toml" in changed else []
    return "; ".join([*said, *(["the next collection asks its sources"] if "sources.toml" in changed else [])]) + "."


def contents(folder: Path) -> Contents:
    """What the files say; None for one that cannot be read."""
    found: dict[str, bytes | None] = {}
    for name in FILES:
        try:
            found[name] = (folder / name).read_bytes()
        except OSError:
            found[name] = None
    return found
