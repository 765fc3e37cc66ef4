"""On whose knowledge an item rests: known parties by their names, others as the reports write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from tumen.analysis.digest.lines.wording import Wording
from tumen.analysis.matching.speaker_entries import UNNAMED, SpeakerKind
from tumen.model import Document, Via

MOST: Final = 8  # of one item
_SPEAKING: Final = (SpeakerKind.OFFICIAL, SpeakerKind.AGENCY)
# Nobody by name, but who may be others than the parties named: sources and analysts.
_NAMELESS: Final = frozenset(one.id for one in UNNAMED) - {"sources", "analysts"}


def origin_names(documents: Iterable[Document], wording: Wording) -> tuple[str, ...]:
    """Return the names of the origins of these reports, each once, in the order of the reports.

    What one knows is counted once: of a state and its bodies the bodies, of who speaks and the state agency or the
    lawmakers that pass it on the speaker; people without a name count where no party is named.
    One that is not in the registry is named as its report writes it ("CBC's Ann Example"), where that is in the
    reader's language; in another one only where the reports name nobody else, since such words stand in some case.
    """
    named: dict[str, None] = {}
    foreign: list[tuple[str, Document]] = []
    reports = list(documents)
    again = _again(reports, wording)
    for document in reports:
        own = document.language == wording.language
        for id in document.origins:
            if id in again:
                continue
            if known := _known(id, wording) or (as_written(id, document.draft.full_text) if own else ""):
                named.setdefault(known)
            else:
                foreign.append((id, document))
    names = named or dict.fromkeys(as_written(id, document.draft.full_text) for id, document in foreign)
    return tuple(names)[:MOST]


def _again(reports: Sequence[Document], wording: Wording) -> frozenset[str]:
    """Those origins of a development that are others of them by another name."""
    kinds = {id: wording.watch.speakers.kind_of(id) for document in reports for id in document.origins}
    telling = {id for document in reports if not _denies(document) for id in document.origins}
    bodies = {_party(id, wording) for id, kind in kinds.items() if kind in _SPEAKING}
    speak = {_party(id, wording) for id, kind in kinds.items() if kind is SpeakerKind.OFFICIAL}
    # Who only denies it is none of the officials who say it.
    is_named = any(kinds[id] in (*_SPEAKING, SpeakerKind.STATE) for id in telling - _NAMELESS)

    def is_passed_on(id: str) -> bool:
        """Whether who passes on what officials say stands beside one, or is of the state of one."""
        beside = [document.origins for document in reports if id in document.origins]
        return _party(id, wording) in speak or all(
            any(kinds[other] is SpeakerKind.OFFICIAL for other in origins) for origins in beside
        )

    def is_again(id: str, kind: SpeakerKind) -> bool:
        if id in _NAMELESS:
            return is_named or any(other not in _NAMELESS and kinds[other] is kind for other in kinds)
        if kind is SpeakerKind.STATE:
            return _party(id, wording) in bodies
        if kind is SpeakerKind.AGENCY:
            return _party(id, wording) in speak
        return kind is SpeakerKind.RELAY and is_passed_on(id)

    return frozenset(id for id, kind in kinds.items() if is_again(id, kind))


def _denies(document: Document) -> bool:
    return bool(document.frames) and document.frames[0].via is Via.DENIAL


def _party(id: str, wording: Wording) -> str:
    """The state of a body, person or agency; its own id where it is nobody's."""
    entries = wording.watch.speakers.entries_of(id) or ((id,) if wording.watch.knows(id) else ())
    return next((party for entry in entries if (party := wording.watch.party(entry))), id)


def _known(id: str, wording: Wording) -> str:
    """The name of a known party; "" of one that is not in the registry."""
    speakers = wording.watch.speakers
    if speakers.kind_of(id) is SpeakerKind.UNLISTED:
        return wording.name(id) if wording.watch.knows(id) else ""
    # The English label says whose a body is: "HUR (Ukraine)".
    return speakers.label(id) if wording.language == "en" else wording.speaker(id) or speakers.label(id)


def as_written(slug: str, text: str) -> str:
    """The words of a text that a slug was made of; the slug with spaces where they do not stand there."""
    # A slug is cut at some length: its last word may go on; a Korean particle is none of it.
    found = re.search(r"[\W_]{1,3}".join(map(re.escape, slug.split("-"))) + r"[^\W\d_가-힣]*", text, re.IGNORECASE)
    return " ".join(found[0].split()) if found else slug.replace("-", " ")
