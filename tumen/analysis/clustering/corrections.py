"""Developments merged and split by a person: what each consists of afterwards. Pure; ids stay for ever."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import count

from tumen.analysis.clustering.developments import development_id
from tumen.analysis.clustering.known_development import earliest
from tumen.model import Development, Document, Judgement, Reason, ReasonCode, ReasonStep, Role


def merged(into: Development, others: Sequence[Development], documents: Sequence[Document]) -> list[Development]:
    """Return the development with the reports of the others, and the others without any, pointing to it.

    `documents` are all their reports in the order in which they were seen.
    """
    together = (into, *others)
    target = replace(
        into,
        first_seen=min(one.first_seen for one in together),
        last_seen=max(one.last_seen for one in together),
        event_date=next((one.event_date for one in together if one.event_date), None),
        published=earliest(one.published for one in together),
        documents=tuple(document.id for document in documents),
        themes=_each_once(theme for one in together for theme in one.themes)[:6],
        origins=_each_once(origin for one in together for origin in one.origins),
    )
    emptied = [replace(one, documents=(), merged_into=into.id, storyline_id=into.storyline_id) for one in others]
    return [target, *emptied]


def parted(
    development: Development, stay: Sequence[Document], leave: Sequence[Document], id: str
) -> tuple[Development, Development]:
    """Return the development with the reports that stay, and a new one of this id with those that leave it.

    Both in the order in which they were seen. They stay one storyline: who took them for one saw a thread.
    """
    titles = {document.draft.title for document in leave}
    renamed = development.title in titles and development.title not in {document.draft.title for document in stay}
    rest = replace(consisting_of(stay, development), title=stay[0].draft.title if renamed else development.title)
    begun = replace(
        consisting_of(leave, development),
        id=id,
        title=leave[0].draft.title,
        event_date=next((document.event_date for document in leave if document.event_date), None),
    )
    return rest, begun


def consisting_of(documents: Sequence[Document], development: Development) -> Development:
    """The development with these reports only."""
    seen = [document.seen for document in documents if document.seen]
    return replace(
        development,
        documents=tuple(document.id for document in documents),
        first_seen=min(seen, default=development.first_seen),
        last_seen=max(seen, default=development.last_seen),
        published=earliest(document.draft.published for document in documents),
        themes=_each_once(theme for document in documents for theme in document.themes)[:6],
        origins=_each_once(origin for document in documents for origin in document.origins),
    )


def free_id(documents: Sequence[Document], taken: Container[str]) -> str:
    """Return the id of a development that these reports begin, made like any other, that was never given out.

    The first report may have begun the development that it now leaves; then the id is made of a later one, or of its
    own with a number.
    """
    for number in count(1):
        for document in documents:
            named = document if number == 1 else replace(document, id=f"{document.id}#{number}")
            id = development_id(named)
            if id not in taken:
                return id
    raise AssertionError("counting never ends")


def moved(judgement: Judgement, to: Development, why: str, role: Role) -> Judgement:
    """Return the judgement of a report that a person moved to another development."""
    reason = Reason(step=ReasonStep.HAND, code=ReasonCode.MOVED, text=f"moved by hand: {why}")
    return replace(
        judgement,
        role=role,
        development_id=to.id,
        storyline_id=to.storyline_id,
        reasons=(*judgement.reasons, reason),
    )


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
