"""From developments to sealed digests with their deliveries, and to receipts."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from tumen.analysis.clustering.chronicle import remember_chronicle
from tumen.analysis.clustering.developments import develop_window, in_parts
from tumen.analysis.clustering.index import Index
from tumen.analysis.digest.background import of_subject
from tumen.analysis.digest.compose import compose
from tumen.analysis.digest.due import quiet_until
from tumen.analysis.digest.history.contradiction import STANDS
from tumen.analysis.digest.history.threads import LOOK_BACK, MOST
from tumen.analysis.digest.imported_history import is_old
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.digest.situation import Situation, Window
from tumen.delivery.copies import Mailbox
from tumen.delivery.dispatch import deliver as dispatch
from tumen.delivery.graceful_stop import graceful_stop
from tumen.delivery.plan import plan as plan_deliveries
from tumen.delivery.protocols import Sender
from tumen.delivery.render import Rendering, render
from tumen.model import (
    Channel,
    ChannelForm,
    ChronicleEntry,
    Coverage,
    Development,
    Digest,
    DigestKind,
    Document,
    Judgement,
    Message,
    Reader,
    Receipt,
    Source,
    Trouble,
)
from tumen.pipeline.content import Content
from tumen.pipeline.due_readers import due_readers
from tumen.pipeline.expected import expected
from tumen.pipeline.put_aside import assessed
from tumen.pipeline.todays_readers import TodaysReaders
from tumen.pipeline.turn import COLLECT, turn
from tumen.pipeline.window import Beginning, beginning, look_back
from tumen.pipeline.wording import Wording, worded
from tumen.storage import Archive

log = logging.getLogger("tumen")

BACKGROUND = 8  # entries of the chronicle that a reader's very first digest shows as the state of affairs
SOON = timedelta(hours=1)
_EVER = timedelta(days=36_500)


def coverage(archive: Archive, sources: Iterable[Source]) -> Coverage:
    """Return how many of the enabled sources answer, and which do not, with the reason."""
    healths = archive.sources.healths()
    enabled = [source for source in sources if source.enabled]
    troubles = []
    for source in enabled:
        health = healths.get(source.id)
        if health is None or not health.state.answers:
            reason = (health.reason or health.state) if health else "not asked yet"
            troubles.append(Trouble(source_id=source.id, name=source.name, reason=reason))
    return Coverage(reached=len(enabled) - len(troubles), of=len(enabled), troubles=tuple(troubles))


def preview(
    archive: Archive, content: Content, reader: Reader, now: datetime, kind: DigestKind = DigestKind.DIGEST
) -> Digest:
    """Compose what is new for a reader since the last digest; nothing is written."""
    return _composed(archive, content, reader, now, kind, beginning(archive, reader, now))


def _composed(
    archive: Archive,
    content: Content,
    reader: Reader,
    now: datetime,
    kind: DigestKind,
    begins: Beginning,
    wording: Wording | None = None,
) -> Digest:
    mark, latest = begins.since_seq, archive.documents.latest_seq()
    judged = archive.developments.judged_between(mark, latest)
    developments = _developments(archive, judged)
    situation = Situation(
        judged=judged,
        developments=developments,
        told=archive.digests.told(reader.id),
        watch=content.watch,
        numbers=archive.developments.numbers_between(mark, latest),
        told_to=archive.digests.told_until(reader.id, developments),
        publishers=Publishers(content.sources),
        coverage=coverage(archive, content.sources),
        known=begins.known,
        background=_background(content) if kind == DigestKind.DIGEST and _is_beginning(begins) else (),
        chronicle=content.chronicle,
        expected=expected(archive, reader.id, begins.since, now),
        open_before=archive.past.open_points(reader.id, now - STANDS),
        past=archive.past.told(reader.id, now - LOOK_BACK, _storylines(developments), limit=MOST),
        history=_history(archive, reader, judged, developments.values()),
    )
    window = Window(since=begins.since, until=now, since_seq=mark, until_seq=latest)
    digest = compose(reader, kind, window, situation)
    if wording is None or not digest.items:
        return digest
    return worded(digest, (document for document, _ in judged), content.watch, wording)


def _history(
    archive: Archive,
    reader: Reader,
    judged: Iterable[tuple[Document, Judgement]],
    developments: Iterable[Development],
) -> dict[str, Document]:
    """The documents of this digest, and those that began its developments, that were imported as history."""
    read = {document.id: document for document, _ in judged}
    first = {development.documents[0] for development in developments if development.documents}
    begun = archive.documents.imported(first - read.keys())
    old = (one for one in (*read.values(), *begun) if is_old(one, look_back(reader)))
    return {document.id: document for document in old}


def _is_beginning(begins: Beginning) -> bool:
    """Whether this is a reader's first digest, or the first after a long absence: it shows the state of affairs."""
    return begins.since is None or begins.newly is not None


def _background(content: Content) -> tuple[ChronicleEntry, ...]:
    """The latest entries of the chronicle on the watched subject, the last one first."""
    return of_subject(content.chronicle, content.watch)[: -BACKGROUND - 1 : -1]


def write_digest(
    archive: Archive,
    content: Content,
    reader: Reader,
    now: datetime,
    *,
    kind: DigestKind = DigestKind.DIGEST,
    unsubscribe: str = "",
    site: str = "",
    if_due: bool = False,
    wording: Wording | None = None,
) -> Digest | None:
    """Compose what is new for a reader since the last digest, and seal it with its deliveries in one transaction.

    None in the reader's quiet hours, and when there is nothing to seal: an alert without items, a digest for a moment
    that is sealed already, or one with nothing read since the last that is an hour old at most (two runs by hand) or
    while another run collects.

    Digests and alerts of one reader are composed one after the other: two at once would tell the same twice. With
    `if_due` the reader's clock is asked when the turn has come: of two runs woken at once one writes. With `wording` a
    language model may word its lines; what is sealed is sent and shown again as it is, and nobody is asked twice.
    """
    if if_due and not due_readers(archive, [reader], now):
        return None
    if quiet := quiet_until(reader, now, kind):
        log.warning("quiet hours of %s until %s: what is new comes afterwards", reader.id, f"{quiet:%H:%M} UTC")
        return None
    began = monotonic()
    with turn(archive, f"write {reader.id}", lambda: now + timedelta(seconds=monotonic() - began)):
        if if_due and not due_readers(archive, [reader], now):
            return None
        return _write(archive, content, reader, now, kind, unsubscribe, site, wording)


def _write(
    archive: Archive,
    content: Content,
    reader: Reader,
    now: datetime,
    kind: DigestKind,
    unsubscribe: str,
    site: str,
    wording: Wording | None,
) -> Digest | None:
    begins = beginning(archive, reader, now)
    needless = _just_sealed(archive, reader, now) or archive.turns.taken(COLLECT, now)
    # Composing asks for the watch, which nothing else of a run without a new document does.
    if needless and not archive.developments.numbers_between(begins.since_seq, archive.documents.latest_seq()):
        return None
    digest = _composed(archive, content, reader, now, kind, begins, wording)
    if kind == DigestKind.ALERT and not digest.items:
        return None
    if not digest.documents_read and needless:
        return None
    themes = content.watch.theme_names(reader.language)
    rendering = partial(Rendering, theme_names=themes, unsubscribe=unsubscribe, site=site)
    deliveries = plan_deliveries(digest, reader, rendering, sealed_at=now)
    if not archive.digests.seal(digest, deliveries, newly=begins.newly):
        return None
    counts = {"items": len(digest.items), "read": digest.documents_read, "deliveries": len(deliveries)}
    log.info("sealed", extra={"reader": reader.id, "kind": str(kind), **counts})
    return digest


def _just_sealed(archive: Archive, reader: Reader, now: datetime) -> bool:
    """Whether the reader's last digest is less than an hour old; one from the future was sealed by a wrong clock."""
    last = archive.digests.last(reader.id)
    return last is not None and timedelta(0) <= now - last.until < SOON


def _developments(archive: Archive, judged: Iterable[tuple[Document, Judgement]]) -> dict[str, Development]:
    ids = dict.fromkeys(judgement.development_id for _, judgement in judged if judgement.development_id)
    return {development.id: development for development in archive.developments.find_all(ids)}


def _storylines(developments: Mapping[str, Development]) -> set[str]:
    return {development.storyline_id for development in developments.values() if development.storyline_id}


def preview_all(archive: Archive, content: Content, reader: Reader, now: datetime) -> Digest:
    """Compose a digest of everything in the archive, judged anew with this content; nothing is written."""
    index = Index(content.watch, window=_EVER)
    remember_chronicle(index, content.chronicle, content.watch)
    developments: dict[str, Development] = {}
    judged = []
    everything = [document for document, _ in archive.developments.judged_between(0, archive.documents.latest_seq())]
    for some in in_parts(everything):
        together = [(assessed(d.draft, content.watch, d.seen or now, id=d.id), d.seen or now) for d in some]
        for document, judgement, development in develop_window(together, index):
            judged.append((document, judgement))
            if development is not None:
                developments[development.id] = development
    situation = Situation(
        judged=judged,
        developments=developments,
        told={},
        watch=content.watch,
        publishers=Publishers(content.sources),
        coverage=coverage(archive, content.sources),
    )
    window = Window(since=None, until=now, since_seq=0, until_seq=archive.documents.latest_seq())
    return compose(reader, DigestKind.PREVIEW, window, situation)


def deliver(
    archive: Archive,
    channels: Sender,
    now: Callable[[], datetime],
    mailbox: Mailbox | None = None,
    *,
    readers: Iterable[Reader],
) -> list[Receipt]:
    """Send every delivery that is due; return a receipt for each that changed.

    What waits for somebody who is no longer among the readers, or for a channel or recipient they no longer have, is
    abandoned; a channel that has another address now is reached there. What waits for a reader in quiet hours goes on
    waiting until they end.
    Asked to stop (Ctrl-C, SIGTERM, an alarm) it waits for the replies to what is being sent and sends nothing more.
    """
    todays = TodaysReaders(archive, channels, list(readers), now)
    with graceful_stop() as stop:
        receipts = dispatch(
            archive, channels, now, stop=stop, mailbox=mailbox, prepare=todays.prepare, addressed=todays.addressed
        )
    if receipts:
        log.info("delivered", extra=dict(Counter(receipt.state.value for receipt in receipts)))
    return receipts


def shown(digest: Digest, reader: Reader, themes: Mapping[str, str]) -> Message:
    """Render a digest as plain text, page and JSON, for the terminal."""
    channel = Channel(id="preview", form=ChannelForm.FILE, address="file", recipient=reader.id)
    return render(digest, channel, reader, theme_names=themes)
