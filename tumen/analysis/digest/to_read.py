"""What a digest recommends to read and does not tell: analyses, explainers, podcasts, in one line each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from tumen.analysis.digest.selection.publishers import Publishers
from tumen.model import Development, Document, Judgement, LeftOut, LeftOutCode, Reader, ToRead

MOST: Final = 5  # one line each: what more there is, is counted with what is left out


def to_read(
    reader: Reader,
    left_out: Sequence[LeftOut],
    judged: Iterable[tuple[Document, Judgement]],
    developments: Mapping[str, Development],
    publishers: Publishers,
) -> tuple[ToRead, ...]:
    """Return the views of a digest most worth reading: in the reader's language first, then the most relevant.

    Only relevant ones count, in the reader's topics, each title once.
    """
    views = {entry.document_id for entry in left_out if entry.code is LeftOutCode.VIEWS}
    worth = [
        (document, judgement)
        for document, judgement in judged
        if document.id in views
        and document.relevant
        and document.draft.title
        and _of_topics(reader, document, judgement, developments)
    ]
    worth.sort(key=lambda pair: (not _readable(pair[0], reader), -pair[0].relevance, pair[0].id))
    chosen: dict[str, ToRead] = {}
    for document, judgement in worth:
        report = publishers.report(document, judgement)
        chosen.setdefault(
            document.draft.title.casefold(),
            ToRead(
                document_id=document.id,
                title=document.draft.title,
                publisher=report.publisher,
                url=report.url,
                language=document.language,
            ),
        )
    return tuple(list(chosen.values())[:MOST])


def without(left_out: Iterable[LeftOut], chosen: Collection[ToRead]) -> list[LeftOut]:
    """Return what is left out without what is recommended to read."""
    read = {one.document_id for one in chosen}
    return [entry for entry in left_out if entry.document_id not in read]


def _of_topics(
    reader: Reader, document: Document, judgement: Judgement, developments: Mapping[str, Development]
) -> bool:
    if not reader.topics:
        return True
    about = developments.get(judgement.development_id or "")
    return not set(reader.topics).isdisjoint((*document.themes, *(about.themes if about else ())))


def _readable(document: Document, reader: Reader) -> bool:
    return document.language.split("-")[0] == reader.language
