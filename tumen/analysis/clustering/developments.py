"""Which happening a document reports, and what it adds: one development for all reports, in any language.

An online single pass: each document is compared with the recent reports, and joins the development whose reports
resemble it most, or begins a new one. Decisions rest on what came before only, so a replay repeats them exactly.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from tumen.analysis.assessment.assess import UBIQUITOUS
from tumen.analysis.assessment.newsworthiness import aside
from tumen.analysis.clustering import near_duplicates
from tumen.analysis.clustering.index import Index, joined
from tumen.analysis.clustering.novelty import changes
from tumen.analysis.clustering.similarity import Likeness, Profile, likeness
from tumen.model import Development, Document, Judgement, Reason, Role

# A report is weighed against so many developments, and against so many latest reports of each: enough for the busiest
# day seen (nine developments, 42 reports of one), and a bound for any other.
HOMES = 16
MEMBERS = 60
IN_COMMON = 0.6  # weight of shared names from which on two happenings may be one thread: one usual name
# What Seoul or Washington says of a visit is a happening of its own, though it says the same words. Of a third party
# that no headline of a development has named, the likelihood counts less: 0.02 more B-cubed F1 and 0.04 more first
# reports on the feeds of 2023, nothing lost elsewhere; 0.5 to 0.7 give the same.
COMMENT = 0.7
EQUAL = 0.05  # likelihoods that differ by less are the same for a document without a date


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The dials of the pass; docs/decisions has how each was found and how sensitive the result is to it."""

    join: float = 0.33
    storyline: float = 0.03
    best: int = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A development that a document may report, how likely that is, and the report most like it."""

    development_id: str
    score: float
    best: Likeness
    member: str


def develop(
    document: Document, index: Index, now: datetime | None = None, dials: Thresholds = Thresholds()
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
    index.forget(now)
    if not document.features.shingles:
        return _nothing(document), None
    source = near_duplicates.original(document, index.sharing(document), index.opposites)
    if source is not None:
        return _copy(document, source[0], source[1], index, now)
    p = index.profile(document, now)
    best = _best(p, match(p, index, dials), index)
    if best is not None and best.score >= dials.join:
        return _report(document, best, index, now)
    stands = aside(document, index.observable)
    if stands is not None:
        judgement = Judgement(document_id=document.id, role=stands[0], reasons=(stands[1],))
        index.remember(document, judgement, None, now)
        return judgement, None
    return _first(document, best, index, now, dials)


def _best(p: Profile, matches: list[Match], index: Index) -> Match | None:
    """The likeliest; of an undated document, the best known among the equally likely of one storyline.

    Without a date, the signing of a treaty, the order to sign it and its ratification look the same: the one that
    most have reported is the one that people write about later.
    """
    if not matches or p.dated:
        return matches[0] if matches else None
    storyline = index.known[matches[0].development_id].development.storyline_id
    equal = [
        m
        for m in matches
        if m.score >= matches[0].score - EQUAL and index.known[m.development_id].development.storyline_id == storyline
    ]
    return max(equal, key=lambda m: (index.known[m.development_id].support, m.score, m.development_id))


def match(p: Profile, index: Index, dials: Thresholds = Thresholds()) -> list[Match]:
    """Return the developments that a report may belong to, the likeliest first."""
    matches = []
    for home in _homes(p, index):
        known = index.known[home]
        pairs = [(likeness(p, other, index.rarity), other.id) for other in known.members[-MEMBERS:]]
        pairs.sort(key=lambda pair: (-pair[0].score, pair[1]))
        score = _belongs([pair[0].score for pair in pairs], dials)
        if p.comments and not any(p.outside & other.outside for other in known.members):
            score *= COMMENT
        matches.append(Match(home, score, pairs[0][0], pairs[0][1]))
    return sorted(matches, key=lambda m: (-m.score, m.development_id))


def _homes(p: Profile, index: Index) -> list[str]:
    """The developments worth weighing, the most promising first; those of the chronicle for themselves.

    Its entries name so much, in six languages, that two hundred of them would crowd out what was told an hour ago.
    """
    near = dict.fromkeys(home for other in index.near(p) if (home := index.development_of(other.id)))
    homes = [home for home in near if home in index.known and index.known[home].members]
    told = [home for home in homes if index.known[home].development.chronicle]
    return [home for home in homes if not index.known[home].development.chronicle][:HOMES] + told[:HOMES]


def _belongs(scores: list[float], dials: Thresholds) -> float:
    """Half the mean of the best few reports, half that of all: one alike report must not chain two happenings."""
    best = scores[: dials.best]
    return (sum(best) / len(best) + sum(scores) / len(scores)) / 2


def _nothing(document: Document) -> Judgement:
    return Judgement(document_id=document.id, role=Role.NONE, reasons=document.reasons)


def _copy(
    document: Document, source: Document, share: float, index: Index, now: datetime
) -> tuple[Judgement, Development | None]:
    home = index.development_of(source.id)
    known = index.known.get(home) if home else None
    development = joined(known.development, document, now) if known else None
    text = f"{share:.0%} of its text is the same as in {source.draft.source_id}: {source.draft.title}"
    judgement = Judgement(
        document_id=document.id,
        role=Role.REPEAT if development else Role.ANALYSIS if document.opinion else Role.BACKGROUND,
        duplicate_of=source.id,
        development_id=development.id if development else None,
        storyline_id=development.storyline_id if development else None,
        reasons=(Reason(step="copies", code="copy", text=text),),
    )
    index.remember(document, judgement, development, now)
    return judgement, development


def _report(document: Document, best: Match, index: Index, now: datetime) -> tuple[Judgement, Development]:
    known = index.known[best.development_id]
    added = () if document.opinion else changes(document, known, index, now)
    development = joined(known.development, document, now, document.origins)
    names = ", ".join(best.best.shared) or "the same words"
    text = f"reports the same as {best.member} (similarity {best.score:.2f}; in common: {names})"
    role = Role.UPDATE if added else Role.ANALYSIS if document.opinion else Role.REPEAT
    judgement = Judgement(
        document_id=document.id,
        role=role,
        development_id=development.id,
        storyline_id=development.storyline_id,
        changes=tuple(change.text for change in added if change.told),
        reasons=(
            Reason(step="developments", code="same_happening", text=text),
            *(Reason(step="novelty", code=change.code, text=change.text) for change in added),
        ),
    )
    index.remember(document, judgement, development, now)
    return judgement, development


def _first(
    document: Document, best: Match | None, index: Index, now: datetime, dials: Thresholds
) -> tuple[Judgement, Development]:
    id = development_id(document, now)
    storyline = id
    reasons = [Reason(step="developments", code="first", text=_why_first(best))]
    if best is not None and best.score >= dials.storyline and _follows(document, best, index):
        earlier = index.known[best.development_id].development
        storyline = earlier.storyline_id or earlier.id
        text = f'follows on "{earlier.title}" (similarity {best.score:.2f})'
        reasons.append(Reason(step="developments", code="storyline", text=text))
    development = Development(
        id=id,
        title=document.draft.title,
        first_seen=now,
        last_seen=now,
        event_date=document.event_date,
        documents=(document.id,),
        storyline_id=storyline,
        themes=document.themes[:6],
        origins=document.origins,
    )
    judgement = Judgement(
        document_id=document.id,
        role=Role.FIRST,
        development_id=id,
        storyline_id=storyline,
        reasons=tuple(reasons),
    )
    index.remember(document, judgement, development, now)
    return judgement, development


def _follows(document: Document, best: Match, index: Index) -> bool:
    """Tell whether a new happening may continue a known one: the same act, or names that not every report has."""
    known = index.known[best.development_id]
    if set(document.features.acts[:3]) & known.acts:
        return True
    weights = (
        index.weights.get(concept, 1.0) for concept, _ in document.features.concepts if concept in known.concepts
    )
    return sum(weight for weight in weights if weight > UBIQUITOUS) >= IN_COMMON


def _why_first(best: Match | None) -> str:
    if best is None:
        return "no known development shares its names, event types or words"
    return f"the most similar known development is too different (similarity {best.score:.2f})"


def development_id(document: Document, now: datetime) -> str:
    """Return the id of the development that this document begins: its day and a hash of the document."""
    day = document.event_date or (document.draft.published or now).date()
    return f"{day.isoformat()}-{hashlib.sha256(document.id.encode()).hexdigest()[:8]}"
