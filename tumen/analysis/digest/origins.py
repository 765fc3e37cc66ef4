"""On whose knowledge an item rests: known parties by their names, others as the reports write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tumen.analysis.digest.wording import Wording
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.model import Document

MOST: Final = 8  # of one item


def origin_names(documents: Iterable[Document], wording: Wording) -> tuple[str, ...]:
    """Return the names of the origins of these reports, each once, in the order of the reports.

    One that is not in the registry is named as its report writes it ("CBC's Ann Example"), where that is in the
    reader's language; in another one only where the reports name nobody else, since such words stand in some case.
    """
    named: dict[str, None] = {}
    foreign: list[tuple[str, Document]] = []
    for document in documents:
        own = document.language == wording.language
        for id in document.origins:
            if known := _known(id, wording) or (as_written(id, document.draft.full_text) if own else ""):
                named.setdefault(known)
            else:
                foreign.append((id, document))
    names = named or dict.fromkeys(as_written(id, document.draft.full_text) for id, document in foreign)
    return tuple(names)[:MOST]


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
