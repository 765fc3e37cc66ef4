"""What one reader does not know yet, cited; and what was left out, with the reason."""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tumen.analysis.clustering.edits import adds_nothing
from tumen.analysis.digest.background import known_before
from tumen.analysis.digest.history.known_to_reader import KnownToReader
from tumen.analysis.digest.history.said_before import is_near, is_told_by, was_said
from tumen.analysis.digest.history.series import charted
from tumen.analysis.digest.history.still_open import still_open
from tumen.analysis.digest.history.threads import joined, threaded, told_now
from tumen.analysis.digest.importance import least
from tumen.analysis.digest.imported_history import begun_by_history, imported, is_history
from tumen.analysis.digest.items import item_of
from tumen.analysis.digest.left_out import bounded, edits, important, untold
from tumen.analysis.digest.lines.wording import spoken
from tumen.analysis.digest.parties import Parties
from tumen.analysis.digest.selection.summary import MOST, SENTENCES
from tumen.analysis.digest.situation import Situation, Window
from tumen.analysis.digest.to_read import to_read, without
from tumen.analysis.digest.twins import twins
from tumen.analysis.digest.week import week_of
from tumen.model import (
    Development,
    Digest,
    DigestKind,
    Document,
    Item,
    ItemKind,
    Judgement,
    LeftOut,
    LeftOutCode,
    OpenPoint,
    Reader,
    ReasonCode,
    Role,
    Schedule,
    Told,
)

NOT_AFTER = timedelta(hours=12)  # a digest that could not be sent by then is old news; a person decides
# Developments of one digest from which on each is told in two sentences: nobody reads more of so many, and to choose a
# third and fourth costs as much as the rest of an item. No day of the archives that this was tried on had half as many.
CROWDED = 100
LATEST = sys.maxsize  # the ingest number of a document whose own is not known: later than everything told

_TOLD_ROLES = frozenset({Role.FIRST, Role.UPDATE, Role.REPEAT})


def compose(reader: Reader, kind: str, window: Window, situation: Situation, *, key: str | None = None) -> Digest:
    """Compose one reader's digest of kind "digest" or "alert". Pure: the same situation gives the same digest.

    `key` names the digest for ever; without one it is made of reader, end of the window and kind. ValueError for
    another kind.

    >>> import datetime, tumen
    >>> watch = tumen.load_watch()
    >>> draft = tumen.read("Lavrov arrives in Wonsan for talks with Choe Son Hui", published="2025-07-11")
    >>> document = tumen.assess(draft, watch)
    >>> judgement, development = tumen.develop(document, tumen.Index(watch))
    >>> evening = datetime.datetime(2025, 7, 11, 18, tzinfo=datetime.UTC)
    >>> window = tumen.Window(since=None, until=evening, since_seq=0, until_seq=1)
    >>> judged, developments = [(document, judgement)], {development.id: development}
    >>> known = tumen.Situation(judged=judged, developments=developments, watch=watch)
    >>> digest = tumen.compose(tumen.Reader(id="desk", name="Desk"), "digest", window, known)
    >>> [(str(item.kind), item.headline) for item in digest.items]
    [('new', 'Lavrov arrives in Wonsan for talks with Choe Son Hui')]
    """
    items, left_out, idle = _sorted_out(reader, window, situation)
    items, minor = important(items, least(reader, kind))
    views = to_read(reader, left_out, situation.judged, situation.developments, situation.publishers)
    reported = _reported(situation, {id: item.development_id for item in items for id in item.also})
    past = KnownToReader(
        watch=situation.watch,
        told=situation.past,
        chronicle=situation.chronicle,
        imported=begun_by_history(situation),
    )
    items = threaded(charted(joined(sorted(items, key=_rank), reported, past, window.until), reported, past))
    told = (*situation.past, *told_now(items, reported, window.until))
    wording = spoken(situation.watch, reader.language)
    parties = Parties((d for one in told for d in one.documents), wording, situation.publishers)
    still = _still_open(reader, kind, window, situation, items, told, parties)
    is_week = reader.schedule == Schedule.WEEKLY and kind != DigestKind.ALERT
    key = key or f"{reader.id}/{window.until:%Y-%m-%dT%H%M%SZ}/{kind}"
    return Digest(
        id=hashlib.sha256(key.encode()).hexdigest()[:20],
        key=key,
        reader_id=reader.id,
        kind=DigestKind(kind),
        language=reader.language,
        since=window.since,
        until=window.until,
        since_seq=window.since_seq,
        until_seq=window.until_seq,
        not_after=window.until + NOT_AFTER,
        items=tuple(map(parties.in_item, items)),
        background=tuple(known_before(entry, situation.watch, reader) for entry in situation.background),
        left_out=(*bounded([*minor, *without(left_out, views), *situation.unrelated]), *edits(idle)),
        coverage=situation.coverage,
        documents_read=len(situation.judged) - len(idle) + sum(one.times for one in situation.unrelated),
        documents_relevant=sum(d.relevant for d, _ in situation.judged) - sum(d.relevant for d in idle),
        still_open=still,
        to_read=views,
        week=week_of(items, reported, situation, window, still, parties, reader.language) if is_week else None,
    )


def _still_open(
    reader: Reader,
    kind: str,
    window: Window,
    situation: Situation,
    items: Sequence[Item],
    told: Sequence[Told],
    parties: Parties,
) -> tuple[OpenPoint, ...]:
    """What is open and was not said yet; none in an alert, which comes between two digests: the next one says it."""
    if kind == DigestKind.ALERT:
        return ()

    reports = [{report.document_id for report in item.reports} for item in items]

    def unless(point: OpenPoint) -> bool:
        told_here = is_told_by(point, reports)
        if told_here or reader.schedule == Schedule.WEEKLY:
            return told_here
        return not is_near(point, window.until.date()) or was_said(parties.in_point(point), situation.open_before)

    here = {item.development_id for item in items}
    # What is left out says what has happened, too; an old story told again does not.
    read = (document for document, judgement in situation.judged if judgement.role is not Role.BACKGROUND)
    known = replace(situation.expected, reported=(*situation.expected.reported, *read))
    points = still_open(told, window.since, window.until, known, watch=situation.watch, here=here, unless=unless)
    return tuple(map(parties.in_point, points))


def _reported(situation: Situation, told_with: Mapping[str, str]) -> Mapping[str, Sequence[Document]]:
    """The original reports of this window by development, or by the one that another is told with."""
    found: dict[str, list[Document]] = defaultdict(list)
    for document, judgement in situation.judged:
        if judgement.development_id and judgement.duplicate_of is None and judgement.role in _TOLD_ROLES:
            found[told_with.get(judgement.development_id, judgement.development_id)].append(document)
    return found


def _sorted_out(
    reader: Reader, window: Window, situation: Situation
) -> tuple[list[Item], list[LeftOut], list[Document]]:
    """What is told, what is left out, and the edited documents that are neither because they add nothing."""
    grouped: dict[str, list[tuple[Document, Judgement]]] = defaultdict(list)
    left_out: list[LeftOut] = []
    idle: list[Document] = []
    old: list[tuple[Document, Judgement]] = []
    for document, judgement in situation.judged:
        if document.id in situation.history and judgement.role is not Role.NONE and not adds_nothing(judgement):
            old.append((document, judgement))
        elif judgement.development_id and judgement.role in _TOLD_ROLES:
            grouped[judgement.development_id].append((document, judgement))
        elif adds_nothing(judgement):
            idle.append(document)
        else:
            left_out.append(untold(document, judgement))
    items: list[Item] = []
    also = _joined(grouped, situation)
    most = MOST if len(grouped) < CROWDED else SENTENCES
    for id, pairs in grouped.items():
        told = _decide(reader, situation.developments[id], pairs, situation, window, most)
        if isinstance(told, Item):
            items.append(replace(told, also=also.get(id, ())))
        elif all(adds_nothing(judgement) for _, judgement in pairs):
            idle.extend(document for document, _ in pairs)
        else:
            first = pairs[0][0].draft
            left_out.append(replace(told, title=first.title, url=first.url))
    return items, [*left_out, *imported(old)], idle


def _joined(
    grouped: dict[str, list[tuple[Document, Judgement]]], situation: Situation
) -> Mapping[str, tuple[str, ...]]:
    """Join the reports of developments that say the same and are both new; return which others each of them tells."""
    reports = {
        id: originals
        for id, pairs in grouped.items()
        if _is_new(situation.developments[id], situation)
        and (originals := [d for d, judgement in pairs if d.relevant and judgement.duplicate_of is None])
    }
    also: dict[str, tuple[str, ...]] = {}
    for id, first in twins(reports, situation.developments, situation.watch).items():
        grouped[first] += grouped.pop(id)
        also[first] = (*also.get(first, ()), id)
    return also


def _is_new(development: Development, situation: Situation) -> bool:
    """Whether a reader was not told of a development and does not know it otherwise."""
    known = development.chronicle or _was_before(development, situation) or is_history(development, situation)
    return development.id not in situation.told and not known


def _was_before(development: Development, situation: Situation) -> bool:
    """Whether a development began before what a new reader is told of."""
    return situation.known is not None and development.first_seen < situation.known


def _decide(
    reader: Reader,
    development: Development,
    pairs: list[tuple[Document, Judgement]],
    situation: Situation,
    window: Window,
    most: int,
) -> Item | LeftOut:
    """An item of at most so many sentences, or why there is none."""
    if reader.topics and not set(reader.topics) & set(development.themes):
        why = "none of this reader's topics"
        return LeftOut(development_id=development.id, reason=why, code=LeftOutCode.TOPICS)
    if not any(document.relevant for document, _ in pairs):
        why = "mentioned only in reports about something else"
        return LeftOut(development_id=development.id, reason=why, code=LeftOutCode.OTHER)
    before = situation.told.get(development.id)
    if _is_new(development, situation):
        return item_of(reader, ItemKind.NEW, development, pairs, situation, window, most=most)
    added = _added(pairs, situation.numbers, max(window.since_seq, situation.told_to.get(development.id, 0)))
    if added:
        return item_of(reader, ItemKind.UPDATE, development, pairs, situation, window, added, most=most)
    when = f"told on {before:%-d %B %Y}" if before else _known(development, situation)
    named = dict.fromkeys(reason.text for _, j in pairs for reason in j.reasons if reason.code is ReasonCode.NAME)
    aside = f"; a report {next(iter(named))}" if named else ""
    why = f"nothing new since it was {when}{aside}"
    return LeftOut(development_id=development.id, reason=why, code=LeftOutCode.TOLD)


def _known(development: Development, situation: Situation) -> str:
    """Since when a development is known that a reader was never told of."""
    if is_history(development, situation):
        return "known from an import"
    if _was_before(development, situation):
        return "known before this reader's first digest"
    return "known before the first run (chronicle)"


def _added(
    pairs: Iterable[tuple[Document, Judgement]], numbers: Mapping[str, int], told_to: int
) -> dict[str, tuple[str, ...]]:
    """What was added since the reader was told, by document: also by earlier wordings that no digest reached."""
    added = {}
    for document, judgement in pairs:
        by_number = (*judgement.carried, (numbers.get(document.id, LATEST), judgement.changes))
        changes = tuple(change for number, told in by_number for change in told if number > told_to)
        if changes:
            added[document.id] = changes
    return added


def _rank(item: Item) -> tuple[tuple[int, ...], int, int, str]:
    """The most important first; of equals the new before the changed, then by the number of reports."""
    order = tuple(-n for n in item.importance.order)
    return (order, 0 if item.kind == ItemKind.NEW else 1, -len(item.reports), item.development_id)
