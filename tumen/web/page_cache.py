"""Answers that were made before, given again while nothing that they show has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from tumen.storage import Archive
from tumen.web.rendering import Made

# A page says what time it is and how many sources answer; what was announced for yesterday is not to come.
LASTS: Final = timedelta(minutes=1)
MOST: Final = 32_000_000  # bytes: some thousand pages, or half a minute's of everybody at once
ONE: Final = 4_000_000  # of a single one; a figure with a thousand statements is one million


class Standing:
    """How the archive stands, in two marks: `of_all` changes with every commit, `of_known` with what is found in it.

    While a run collects there is a commit for each reply, most of which change nothing that a page shows.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = Lock()
        self._last: tuple[Hashable, Hashable] = (object(), None)

    def of_all(self) -> Hashable:
        """A mark of everything in the archive."""
        return self._archive.revision.mark()

    def of_known(self) -> Hashable:
        """A mark of what is known: documents, developments, digests, corrections."""
        with self._lock:
            # In this order: what is written in between is seen at the next question.
            mark = self.of_all()
            if mark != self._last[0]:
                self._last = mark, self._archive.revision.of_known()
            return self._last[1]


class KeptAnswers:
    """Answers by address, each with the state of the archive that it shows; the longest unused ones go first."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._answers: OrderedDict[Hashable, tuple[Hashable, datetime, Made]] = OrderedDict()
        self._size = 0
        self._begun: dict[Hashable, Future[Made]] = {}
        self._lock = Lock()

    def answer(self, address: Hashable, state: Hashable, make: Callable[[], Made]) -> Made:
        """What was answered at an address for this state a minute ago at most, else what is made now.

        Only pages are kept: no redirect, and nothing that was not found. What many ask for at once is made once.
        """
        now = self._now()
        with self._lock:
            found = self._answers.get(address)
            if found and found[0] == state and timedelta(0) <= now - found[1] < LASTS:
                self._answers.move_to_end(address)
                return found[2]
            begun = self._begun.get((address, state))
            if begun is None:
                mine = self._begun[address, state] = Future()
        if begun is not None:
            return begun.result()
        try:
            made = make()
        except BaseException as e:
            mine.set_exception(e)
            raise
        else:
            mine.set_result(made)
            self._keep(address, state, now, made)
            return made
        finally:
            with self._lock:
                del self._begun[address, state]

    def _keep(self, address: Hashable, state: Hashable, now: datetime, made: Made) -> None:
        if made.status != 200 or len(made.body) > ONE:
            return
        with self._lock:
            self._drop(address)
            self._answers[address] = (state, now, made)
            self._size += len(made.body)
            while self._size > MOST:
                self._drop(next(iter(self._answers)))

    def _drop(self, address: Hashable) -> None:
        dropped = self._answers.pop(address, None)
        self._size -= len(dropped[2].body) if dropped else 0
