"""What judgement knows at the start of a run: the chronicle, and the reports of the window."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from tumen.analysis.clustering.chronicle import assess_entry, remember_chronicle
from tumen.analysis.clustering.index import WINDOW, Index
from tumen.analysis.clustering.known_development import Known
from tumen.analysis.clustering.profiles import Profile
from tumen.analysis.clustering.remembered import kept
from tumen.errors import TumenError
from tumen.model import Development, Document, Former, Judgement, put_aside_for
from tumen.pipeline.collect import Progress, quiet
from tumen.pipeline.content import Content
from tumen.pipeline.put_aside import READING_SECONDS
from tumen.pipeline.time_limit import time_limit
from tumen.storage import Archive

log = logging.getLogger("tumen")

AT_ONCE = 500  # reports that are learnt anew between two commits


def recollect(archive: Archive, content: Content, now: datetime, progress: Progress = quiet) -> Index:
    """Return the index as at the end of the last run: the chronicle, and the reports of the window.

    What an earlier run learnt under the same judgement is taken from the archive as it is asked for; under another one
    every report of the window is read again.
    """
    key = _key(content)
    index = Index(content.watch, store=_Stored(archive, now - WINDOW) if key else None)
    remember_chronicle(index, content.chronicle, content.watch, _assessed(archive, content))
    entries = [entry.id for entry in content.chronicle]
    for stored in archive.developments.find_all(entries):
        # With its reports, however old they are: the next one joins these.
        index.known[stored.id].development = stored
    if key and archive.known.key() == key:
        _take(archive, index, entries, now)
    else:
        _learn_anew(archive, index, key, now, progress)
    return index


def current(archive: Archive, id: str | None, known: Callable[[str], Development | None]) -> Development | None:
    """Return the development with this id as it is known now, or the one it was merged into."""
    while id is not None:
        development = known(id) or archive.developments.find(id)
        if development is None or development.merged_into is None:
            return development
        id = development.merged_into
    return None


class _Stored:
    """What the index does not hold in memory, in the archive."""

    def __init__(self, archive: Archive, since: datetime) -> None:
        self._archive, self._since = archive, since

    def documents(self, ids: Sequence[str]) -> Mapping[str, Document]:
        return {document.id: kept(document) for document in self._archive.documents.find_all(ids)}

    def profiles(self, ids: Sequence[str]) -> Mapping[str, Profile]:
        return self._archive.known.profiles(ids)

    def known(self, ids: Sequence[str]) -> Mapping[str, Known]:
        found = self._archive.known.developments(ids)
        for development in self._archive.developments.find_all(id for id in ids if id not in found):
            found[development.id] = self._regrouped(development)
        return found

    def _regrouped(self, development: Development) -> Known:
        """What is known of a development that was put together anew by hand."""
        known = Known(development)
        for former in _withdrawn(self._archive, self._since).get(development.id, ()):
            known.learn_former(former)
        ids = [judgement.document_id for judgement in self._archive.developments.judgements(development.id)]
        for document in self._archive.documents.find_all(ids):
            if document.seen is None or document.seen >= self._since:
                known.learn(document)
        return known


def _take(archive: Archive, index: Index, entries: Sequence[str], now: datetime) -> None:
    for id, known in archive.known.developments(entries).items():
        known.support, known.development = index.known[id].support, index.known[id].development
        index.known[id] = known
    index.recollect(archive.known.reports(now - WINDOW), archive.known.rarity())


def _learn_anew(archive: Archive, index: Index, key: str, now: datetime, progress: Progress) -> None:
    archive.known.begin(key)
    developments = {development.id: development for development in archive.developments.latest(since=now - WINDOW)}
    for id, formers in _withdrawn(archive, now - WINDOW).items():
        for former in formers:
            if id in developments:
                index.know(developments[id], former)
    total = archive.documents.relevant_since(now - WINDOW)
    for done, (document, judgement) in enumerate(archive.developments.recent(now - WINDOW), start=1):
        _remember(index, document, judgement, developments.get(judgement.development_id or ""), now)
        if done % AT_ONCE == 0:
            _settle(archive, index, now)
            progress(done, total, "reading again what is known")
    _settle(archive, index, now)


def _remember(
    index: Index, document: Document, judgement: Judgement, development: Development | None, now: datetime
) -> None:
    """Learn a judged report anew; one for which that fails stays judged, and nothing is compared with it."""
    if put_aside_for(judgement.reasons):
        return
    try:
        with time_limit(READING_SECONDS):
            index.remember(document, judgement, development, document.seen or now)
    except TumenError:
        raise
    except Exception:
        log.exception("a known report cannot be read again", extra={"document": document.id})


def _settle(archive: Archive, index: Index, now: datetime) -> None:
    learnt = index.learnt(now)
    if learnt is not None:
        archive.known.keep(learnt)
        index.settle()


def _withdrawn(archive: Archive, since: datetime) -> dict[str, list[Former]]:
    """What earlier wordings said and the present ones do not, the oldest first, by development."""
    found: dict[str, list[Former]] = {}
    for edit in archive.edits.withdrawn(since):
        judged = archive.developments.judgement(edit.document_id) or edit.former.judgement
        development = current(archive, judged.development_id, archive.developments.find)
        if development is not None:
            found.setdefault(development.id, []).append(edit.former)
    return found


def _assessed(archive: Archive, content: Content) -> dict[str, Document]:
    """The entries of the chronicle as reports; what an earlier run made of them under the same judgement is kept."""
    if not content.fingerprint:
        return {}
    found = archive.chronicle.find(content.chronicle, content.fingerprint)
    missing = {entry.id: assess_entry(entry, content.watch) for entry in content.chronicle if entry.id not in found}
    if missing:
        found |= missing
        archive.chronicle.keep(content.chronicle, found, content.fingerprint)
    return found


def _key(content: Content) -> str:
    """Of all that judgement rests on, the chronicle among it; empty when nothing is to be kept from run to run."""
    if not content.fingerprint:
        return ""
    return sha256("\0".join((content.fingerprint, *map(repr, content.chronicle))).encode(errors="replace")).hexdigest()
