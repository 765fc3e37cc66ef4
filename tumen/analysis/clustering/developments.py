"""Which happening each document reports: the reports of a window are grouped jointly, in any language.

Copies are told from originals first. The others are compared with each other and with what is known, and put together
by average linkage: developments that were told are seeds, reports join them or found new ones, two seeds never merge.
Decisions rest on what came up to the end of the window, so a replay repeats them exactly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, TypeVar

from tumen.analysis.assessment.newsworthiness import aside
from tumen.analysis.clustering import near_duplicates
from tumen.analysis.clustering.grouping import Candidate, Group, group
from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.known_development import joined as with_report
from tumen.analysis.clustering.novelty import changes
from tumen.analysis.clustering.one_sided_joins import is_one_sided, joined
from tumen.analysis.clustering.rarity import shared_names
from tumen.analysis.clustering.storylines import discussed, followed
from tumen.analysis.clustering.thresholds import DIALS, Thresholds
from tumen.errors import DocumentError, TumenError
from tumen.model import Development, Document, Judgement, Reason, ReasonCode, ReasonStep, Role

T = TypeVar("T")


class Judged(NamedTuple):
    """A document as it was judged, its judgement, and the development that it reports as it stands afterwards, if any.

    What turned out to be about the subject by what it joins was read anew: it is this document that is to be kept.
    """

    document: Document
    judgement: Judgement
    development: Development | None


@dataclass(frozen=True, slots=True)
class _Copy:
    """A document that copies an earlier one: how much of it stands there, None when it is known by its headline."""

    source: Document
    share: float | None


def develop(
    document: Document, index: Index, now: datetime | None = None, dials: Thresholds = DIALS
) -> tuple[Judgement, Development | None]:
    """Judge a document against everything known, and learn it.

    `now` is when the document counts as seen (its publication in a replay, else its arrival); left out, `seen` of the
    document. Returns the judgement and the development it reports as it stands afterwards, None when it reports none.
    Changes `index` only. Documents are given in the order in which they were seen.

    >>> import tumen
    >>> watch = tumen.load_watch()
    >>> index = tumen.Index(watch)
    >>> draft = tumen.read("Lavrov arrives in Wonsan for talks with Choe Son Hui", published="2025-07-11")
    >>> judgement, development = tumen.develop(tumen.assess(draft, watch), index)
    >>> judgement.role.value, development.title
    ('first', 'Lavrov arrives in Wonsan for talks with Choe Son Hui')

    Raises ValueError when neither `now` nor the document says when it was seen.
    """
    now = now or document.seen
    if now is None:
        raise ValueError("say when the document was seen: it has no date of its own")
    _, judgement, development = develop_window([(document, now)], index, dials)[0]
    return judgement, development


# Documents judged jointly at most: a window of a busier stream is judged in parts, so that the pairs compared stay few.
TOGETHER = 500


def in_parts(window: Sequence[T]) -> Iterator[Sequence[T]]:
    """A window cut into what is judged jointly."""
    return (window[start : start + TOGETHER] for start in range(0, len(window), TOGETHER))


def develop_window(
    window: Sequence[tuple[Document, datetime]], index: Index, dials: Thresholds = DIALS
) -> list[Judged]:
    """Judge the documents of one window jointly, each given with when it was seen, in that order; learn them.

    Returns one for each of them, in order; its development is as it stands after that document.
    Raises DocumentError where one of them, which it names, cannot be judged; the index is of no use then.
    """
    copies: dict[str, _Copy] = {}
    candidates: list[Candidate] = []
    one_sided: list[tuple[Document, datetime]] = []
    for document, now in window:
        index.forget(now)
        if not document.features.shingles:
            continue
        if is_one_sided(document):
            one_sided.append((document, now))
            continue
        with at_hand(document):
            found = _copied_from(document, index)
            p = index.see(document, now, copy_of=found.source.id if found else None)
        if found is not None:
            copies[document.id] = found
        else:
            candidates.append(Candidate(document, p, now))
    made = group(candidates, index, dials)
    places = {one.document.id: (one, of) for of in made for one in of.members}
    places |= joined(one_sided, made, index)
    return _judged(window, index, copies, places, dials)


@contextmanager
def at_hand(document: Document) -> Iterator[None]:
    """Say of an error in the block which document was being judged."""
    try:
        yield
    except TumenError:
        raise
    except Exception as error:
        raise DocumentError(document.id, f"{type(error).__name__}: {error}") from error


def _copied_from(document: Document, index: Index) -> _Copy | None:
    found = near_duplicates.original(document, index.sharing(document), index.opposites)
    if found is not None:
        return _Copy(*found)
    source = near_duplicates.same_headline(document, index.under_headline(document))
    return _Copy(source, None) if source is not None else None


def _judged(
    window: Sequence[tuple[Document, datetime]],
    index: Index,
    copies: dict[str, _Copy],
    places: dict[str, tuple[Candidate, Group]],
    dials: Thresholds,
) -> list[Judged]:
    """The judgements in order of the window; the report that opens a development is judged before its group."""
    judged: dict[str, Judged] = {}
    for document, now in window:
        one, own = places.get(document.id, (None, None))
        if own is not None and own.development_id is None:
            opener = next((one for one in own.members if aside(one.document, index.observable) is None), None)
            if opener is not None and own.opener is None:
                own.opener = opener
                with at_hand(opener.document):
                    judged[opener.document.id] = _first(opener, own, index, dials)
        if document.id not in judged:
            with at_hand(document):
                judged[document.id] = _judge(document, now, index, copies.get(document.id), one, own)
    return [judged[document.id] for document, _ in window]


def _judge(
    document: Document, now: datetime, index: Index, copy: _Copy | None, one: Candidate | None, own: Group | None
) -> Judged:
    if copy is not None:
        return _copied(document, copy, index, now)
    if one is not None and own is not None and own.development_id is not None and own.development_id in index.known:
        return _report(one, own, index)
    if own is None or is_one_sided(document):
        return Judged(document, Judgement(document_id=document.id, role=Role.NONE, reasons=document.reasons), None)
    stands = aside(document, index.observable)
    if stands is None:
        raise AssertionError(f"{document.id} opens a development and was not judged as one that does")
    judgement = Judgement(document_id=document.id, role=stands[0], reasons=(stands[1],))
    about = discussed(own, index) if stands[0] is Role.ANALYSIS else None
    return _on(document, judgement, index.known[about].development) if about else Judged(document, judgement, None)


def _on(document: Document, judgement: Judgement, about: Development) -> Judged:
    """A view with the known development that it is about; it is no report of it, and so no evidence for others."""
    text = f'is about "{about.title}"'
    reason = Reason(step=ReasonStep.DEVELOPMENTS, code=ReasonCode.STORYLINE, text=text)
    named = replace(
        judgement,
        development_id=about.id,
        storyline_id=about.storyline_id,
        reasons=(*judgement.reasons, reason),
    )
    return Judged(document, named, about)


def _copied(document: Document, copy: _Copy, index: Index, now: datetime) -> Judged:
    source = copy.source
    home = index.development_of(source.id)
    known = index.known.get(home) if home else None
    development = with_report(known.development, document, now) if known else None
    how = f"{copy.share:.0%} of its text is the same as" if copy.share is not None else "its headline is the same as"
    text = f"{how} in {source.draft.source_id}: {source.draft.title}"
    judgement = Judgement(
        document_id=document.id,
        role=Role.REPEAT if development else Role.ANALYSIS if document.opinion else Role.BACKGROUND,
        duplicate_of=source.id,
        development_id=development.id if development else None,
        storyline_id=development.storyline_id if development else None,
        reasons=(Reason(step=ReasonStep.COPIES, code=ReasonCode.COPY, text=text),),
    )
    if development is not None:
        index.join(document, index.profile(document, now), development, copy=True)
    return Judged(document, judgement, development)


def _report(one: Candidate, own: Group, index: Index) -> Judged:
    document, now = one.document, one.now
    known = index.known[own.development_id or ""]
    added = () if document.opinion else changes(document, known, index, document.draft.published)
    told = tuple(change for change in added if change.told)
    development = with_report(known.development, document, now, document.origins)
    nearest = own.nearest_to(one, index)
    names = ", ".join(shared_names(one.profile, nearest, index.rarity)) or "the same words"
    text = f"reports the same as {nearest.id} (both have {names})"
    judgement = Judgement(
        document_id=document.id,
        role=Role.UPDATE if told else Role.ANALYSIS if document.opinion else Role.REPEAT,
        development_id=development.id,
        storyline_id=development.storyline_id,
        changes=tuple(change.text for change in told),
        evidence=tuple(change.span for change in told if change.span),
        additions=told,
        reasons=(
            Reason(step=ReasonStep.DEVELOPMENTS, code=ReasonCode.SAME_HAPPENING, text=text),
            *(Reason(step=ReasonStep.NOVELTY, code=change.code, text=change.text) for change in added),
        ),
    )
    index.join(document, one.profile, development, copy=False)
    return Judged(document, judgement, development)


def _first(one: Candidate, own: Group, index: Index, dials: Thresholds) -> Judged:
    document, now = one.document, one.now
    id = development_id(document)
    own.development_id, storyline = id, id
    reasons = [Reason(step=ReasonStep.DEVELOPMENTS, code=ReasonCode.FIRST, text=_why_first(own))]
    thread = followed(own, index, dials)
    if thread is not None:
        before = index.known[thread[0]].development
        storyline = before.storyline_id or before.id
        text = f'follows on "{before.title}" (log-odds {thread[1]:.1f})'
        reasons.append(Reason(step=ReasonStep.DEVELOPMENTS, code=ReasonCode.STORYLINE, text=text))
    development = Development(
        id=id,
        title=document.draft.title,
        first_seen=now,
        last_seen=now,
        event_date=document.event_date,
        published=document.draft.published,
        documents=(document.id,),
        storyline_id=storyline,
        themes=document.themes[:6],
        origins=document.origins,
    )
    judgement = Judgement(
        document_id=document.id, role=Role.FIRST, development_id=id, storyline_id=storyline, reasons=tuple(reasons)
    )
    index.join(document, one.profile, development, copy=False)
    return Judged(document, judgement, development)


def _why_first(own: Group) -> str:
    if own.likest is None:
        return "nothing known shares its names, acts or words"
    return f"the likest known happening is too unlike it (log-odds {own.likest:.1f})"


def development_id(document: Document) -> str:
    """Return the id of the development that this document begins: its day, if it has one, and a hash of it."""
    published = document.draft.published
    day = document.event_date or (published.date() if published else None)
    return f"{day or 'undated'}-{hashlib.sha256(document.id.encode()).hexdigest()[:8]}"
