"""An event frame in words."""

from __future__ import annotations

from collections.abc import Callable

from tumen.model import Frame


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
