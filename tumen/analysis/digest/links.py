"""What one development does to an earlier one, by the event frames of both: it denies, answers, carries out, calls off
or is the next stage of it. Names alone are no link: in one subject everything shares them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from tumen.analysis.clustering.known import reported_on
from tumen.analysis.clustering.profiles import happening
from tumen.analysis.extraction.principals import TRAVEL
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Certainty, Document, EntryKind, Frame, Kind, Relation, Slot, Stage, Via

# A word is answered within days; what is denied later is denied anew, and what was announced has had its day.
ANSWERED: Final = timedelta(days=7)
DENIED: Final = timedelta(days=14)
CARRIED_OUT: Final = timedelta(days=30)
# A journey of these days is one: Moscow and Pyongyang are a day's train apart, a delegation stays a week.
JOURNEY: Final = timedelta(days=8)
# The order of a journey; what is done at its end is one stage.
_STAGES: Final = {Kind.DEPARTURE: 0, Kind.ARRIVAL: 1, Kind.VISIT: 2, Kind.MEETING: 2, Kind.RETURN: 3}
_SELVES: Final = (EntryKind.PERSON, EntryKind.ORGANISATION)
_WORDS: Final = frozenset((Kind.STATEMENT, Kind.MESSAGE, Kind.SANCTION))  # what a party says or threatens to another


def relation(ours: Sequence[Document], theirs: Sequence[Document], watch: Watch) -> Relation | None:
    """Return what a development does to one that was reported before it; None where it only shares names with it."""
    us, them = main_frames(ours), main_frames(theirs)
    on, before = reported_on(ours[0]) if ours else None, reported_on(theirs[0]) if theirs else None
    if not us or not them or on is None or before is None or on < before:
        return None
    apart = on - before
    pairs = [(a, b) for a in us for b in them]
    if apart <= DENIED and any(_is_denied(a, b, len(ours[0].draft.title)) for a, b in pairs):
        return Relation.DENIES
    if apart <= ANSWERED and _is_answered(ours[0], us[0], theirs[0], them[0], watch):
        return Relation.ANSWERS
    if apart <= CARRIED_OUT and any(_was_planned(a, b, on, watch) for a, b in pairs):
        return Relation.CALLS_OFF if us[0].stage is Stage.CALLED_OFF else Relation.CARRIES_OUT
    if apart <= JOURNEY and any(_goes_on(a, b, watch) for a, b in pairs):
        return Relation.GOES_ON
    return None


def main_frames(documents: Iterable[Document]) -> list[Frame]:
    """The main frames, as headlines have them, of the kind that most reports tell."""
    main = [document.frames[0] for document in documents if document.frames and _is_headed(document)]
    kinds = Counter(happening(frame.kind) for frame in main)
    return [frame for frame in main if happening(frame.kind) is kinds.most_common(1)[0][0]]


def _is_headed(document: Document) -> bool:
    """Whether the headline itself tells the main happening; that of a round-up or a programme does not."""
    title = len(document.draft.title)
    headed = any(start < title for start, _ in document.frames[0].spans_of(Slot.KIND))
    return headed and not document.features.round_up


def _is_denied(ours: Frame, theirs: Frame, title: int) -> bool:
    """Whether ours is the denial, in its headline, of what theirs asserts."""
    headed = any(start < title for start, _ in ours.spans_of(Slot.VIA))
    alike = happening(ours.kind) is happening(theirs.kind) and not set(ours.principals).isdisjoint(theirs.principals)
    return ours.via is Via.DENIAL and theirs.via is not Via.DENIAL and headed and alike


def _is_answered(ours: Document, us: Frame, theirs: Document, them: Frame, watch: Watch) -> bool:
    """Whether a headline says that its speaker answers, names another party, and that one spoke of the speaker."""
    speaker, other = _party(us, watch), _party(them, watch)
    if not speaker or not other or speaker == other or them.kind not in _WORDS:
        return False
    named = other in _named(ours, watch) and speaker in _named(theirs, watch)
    return named and _answers(ours, watch.vocabulary).search(ours.draft.title.lower()) is not None


def _answers(document: Document, vocabulary: Vocabulary) -> re.Pattern[str]:
    entries = vocabulary.table("line_cues", document.language).get("answers", ())
    return vocabulary.once(
        ("answers", document.language), lambda: re.compile("|".join(entries) if entries else r"(?!)")
    )


def _party(frame: Frame, watch: Watch) -> str:
    """The state or body for which somebody speaks."""
    who = frame.claimant or next(iter(frame.agents), "")
    return watch.party(who) if watch.knows(who) else ""


def _named(document: Document, watch: Watch) -> set[str]:
    """The parties that a headline names."""
    title = len(document.draft.title)
    return {watch.party(m.concept) for m in document.mentions if m.start < title} - {""}


def _was_planned(ours: Frame, theirs: Frame, on: date, watch: Watch) -> bool:
    """Whether theirs announced, by nobody else's word, what ours tells as done, under way or called off."""
    if theirs.stage is not Stage.PLANNED or ours.stage is Stage.PLANNED or ours.kind is Kind.STATEMENT:
        return False
    if Certainty.MAY in (ours.certainty, theirs.certainty) or not _is_own_word(theirs, watch):
        return False
    due = theirs.day is None or theirs.day <= (ours.day or on) + timedelta(days=1) or ours.stage is Stage.CALLED_OFF
    one = happening(ours.kind) is happening(theirs.kind) or {ours.kind, theirs.kind} <= TRAVEL
    return due and one and _same_persons(ours, theirs, watch)


def _is_own_word(frame: Frame, watch: Watch) -> bool:
    """Whether nobody stands behind a plan but those whose it is: what others expect is no announcement."""
    if frame.claimant is None:
        return True
    parties = {watch.party(one) for one in frame.principals if watch.knows(one)}
    return frame.claimant in frame.principals or (_party(frame, watch) or frame.claimant) in parties


def _goes_on(ours: Frame, theirs: Frame, watch: Watch) -> bool:
    """Whether both are stages of one journey, theirs the earlier one."""
    if ours.kind not in _STAGES or theirs.kind not in _STAGES or not {ours.kind, theirs.kind} & TRAVEL:
        return False
    happened = Stage.PLANNED not in (ours.stage, theirs.stage) and Certainty.MAY not in (
        ours.certainty,
        theirs.certainty,
    )
    return happened and _STAGES[ours.kind] > _STAGES[theirs.kind] and _same_persons(ours, theirs, watch)


def _same_persons(ours: Frame, theirs: Frame, watch: Watch) -> bool:
    """Whether the persons and bodies of one are among those of the other; states alone make no happening."""
    a, b = (_selves(frame, watch) for frame in (ours, theirs))
    return bool(a and b) and (a <= b or b <= a)


def _selves(frame: Frame, watch: Watch) -> set[str]:
    return {one for one in frame.principals if watch.knows(one) and watch.entry(one).kind in _SELVES}
