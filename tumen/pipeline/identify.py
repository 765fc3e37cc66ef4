"""Match the items of a reply with the documents that the archive has from the same source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tumen.analysis.assessment.identity import document_id
from tumen.model import Draft, Source
from tumen.pipeline.item_identity import matched
from tumen.storage import Archive


def identified(
    archive: Archive, source: Source, drafts: Sequence[Draft], recent: Sequence[str] = ()
) -> tuple[list[Draft], dict[str, Draft]]:
    """Return the drafts under the keys of the documents they are, and what is stored under these keys.

    `recent`: the keys of the source's last reply, by which the items of a feed that changed all its guids are matched.
    """
    own = _stored(archive, source, [draft.key for draft in drafts])
    odd = [draft for draft in drafts if not _settled(draft, own.get(draft.key))]
    known = dict(own)
    if odd:
        known |= _stored(archive, source, [key for key in recent if key not in own])
        at_places = archive.documents.at_addresses(source.id, [draft.url for draft in odd if draft.url])
        known |= {document.draft.key: document.draft for document in at_places}
    resolved = matched(drafts, known.values(), source.homepage)
    return resolved, {draft.key: known[draft.key] for draft in resolved if draft.key in known}


def _settled(draft: Draft, stored: Draft | None) -> bool:
    """Whether the draft can only be the document under its key."""
    return stored is not None and (draft.title, draft.url) == (stored.title, stored.url)


def _stored(archive: Archive, source: Source, keys: Iterable[str]) -> dict[str, Draft]:
    documents = archive.documents.find_all(document_id(source.id, key) for key in keys)
    return {document.draft.key: document.draft for document in documents}
