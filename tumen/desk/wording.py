"""An event frame in words, and which changes say something."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tumen.analysis.matching.names import Names
from tumen.model import EntryKind, Frame, Judgement, ReasonCode

_BETWEEN_WORDS: Final = re.compile(r"(?<!\d)-|-(?!\d)")
_IDEAS: Final = frozenset({EntryKind.CONCEPT, EntryKind.PAIR, EntryKind.GROUP})


def frame_words(frame: Frame, named: Callable[[str], str]) -> str:
    """A frame in words: "visit (planned): Lavrov → Choe Son Hui, in Wonsan, on 2025-07-11, by the word of Kremlin"."""
    state = [frame.stage.value.replace("_", " ")] if frame.stage.value != "done" else []
    state += [frame.via.value] if frame.via.value != "report" else []
    said = frame.kind.value.replace("_", " ") + (f" ({', '.join(state)})" if state else "")
    who = [", ".join(map(named, names)) for names in (frame.agents, frame.counterparts) if names]
    said += f": {' → '.join(who)}" if who else ""
    said += f"; {', '.join(map(named, frame.objects))}" if frame.objects else ""
    said += f", in {named(frame.place)}" if frame.place else ""
    said += f", on {frame.day}" if frame.day else ""
    return said + (f", by the word of {named(frame.claimant)}" if frame.claimant else "")


def telling(judgement: Judgement, names: Names) -> tuple[str, ...]:
    """What a report changed, without the ideas of the watch that it was the first to name: "parades" is no news."""
    first = [change for change in judgement.additions if change.code is ReasonCode.NAME]
    if not first:
        return judgement.changes
    kinds = {entry.id: entry.kind for entry in names.entries()}
    ideas = {change.text for change in first if all(kinds.get(id) in _IDEAS for id in change.names)}
    return tuple(text for text in judgement.changes if text not in ideas)


def storyline_name(id: str) -> str:
    """What the chronicle calls a storyline, "2023-07 shoigu visit"; "" of one that grew by itself and has a number."""
    return _BETWEEN_WORDS.sub(" ", id) if "-" in id else ""
