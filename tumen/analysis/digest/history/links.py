"""What one development does to an earlier one, by the event frames of both: it denies, answers, carries out, calls off
or is the next stage of it. Names alone are no link: in one subject everything shares them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from tumen.analysis.clustering.known_development import reported_on
from tumen.analysis.clustering.profiles import happening
from tumen.analysis.extraction.participants import TRAVEL
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

Key = tuple[Relation, str, str]


@dataclass(frozen=True)
class Side:
    """One of two developments between which a link is looked for: what its reports say, read once."""

    documents: Sequence[Document]
    watch: Watch

    @cached_property
    def frames(self) -> Sequence[Frame]:
        """The main frames, as headlines have them, of the kind that most reports tell."""
        main = [document.frames[0] for document in self.documents if document.frames and _is_headed(document)]
        usual = Counter(happening(frame.kind) for frame in main).most_common(1)
        return [frame for frame in main if happening(frame.kind) is usual[0][0]]

    @cached_property
    def on(self) -> date | None:
        """The day of its first report."""
        return reported_on(self.documents[0]) if self.documents else None

    @cached_property
    def party(self) -> str:
        """For which state or body the first main frame speaks."""
        return _party(self.frames[0], self.watch) if self.frames else ""

    @cached_property
    def named(self) -> set[str]:
        """The parties that the first headline names."""
        return _named(self.documents[0], self.watch)

    @property
    def title(self) -> str:
        """The first headline."""
        return self.documents[0].draft.title

    @cached_property
    def answers(self) -> bool:
        """Whether the first headline says that its speaker answers somebody."""
        return _answers(self.documents[0], self.watch.vocabulary).search(self.title.lower()) is not None

    def keys(self, *, later: bool) -> set[Key]:
        """What two sides have in common between which there is a relation, for the later or the earlier of the two.

        Few pairs that share a key are linked, but no others are: with them a digest need not compare all with all.
        """
        keys = set(_answer_keys(self, later))
        for frame in self.frames:
            keys.update(_denial_keys(frame, later), _step_keys(frame, self, later))
            keys.update(_journey_keys(frame, self.watch, later))
        return keys


def relation(us: Side, them: Side) -> Relation | None:
    """Return what a development does to one that was reported before it; None where it only shares names with it."""
    if not us.frames or not them.frames or us.on is None or them.on is None or us.on < them.on:
        return None
    apart, on, watch = us.on - them.on, us.on, us.watch
    pairs = [(a, b) for a in us.frames for b in them.frames]
    if apart <= DENIED and _may_deny(us, them) and any(_is_denied(a, b, len(us.title)) for a, b in pairs):
        return Relation.DENIES
    if apart <= ANSWERED and _is_answered(us, them):
        return Relation.ANSWERS
    if apart <= CARRIED_OUT and any(_was_planned(a, b, on, watch) for a, b in pairs):
        return _step(us)
    if apart <= JOURNEY and any(_goes_on(a, b, watch) for a, b in pairs):
        return Relation.GOES_ON
    return None


def _step(us: Side) -> Relation:
    """What becomes of a plan."""
    return Relation.CALLS_OFF if us.frames[0].stage is Stage.CALLED_OFF else Relation.CARRIES_OUT


def _denial_keys(frame: Frame, later: bool) -> Iterator[Key]:
    if (frame.via is Via.DENIAL) is later:
        yield from ((Relation.DENIES, happening(frame.kind), who) for who in frame.principals)


def _answer_keys(side: Side, later: bool) -> Iterator[Key]:
    """Of a side that answers the others that it names, of one that speaks itself."""
    if later and side.frames and side.party and side.answers:
        yield from ((Relation.ANSWERS, other, "") for other in side.named - {side.party})
    if not later and side.party and side.frames[0].kind in _WORDS:
        yield Relation.ANSWERS, side.party, ""


def _step_keys(frame: Frame, side: Side, later: bool) -> Iterator[Key]:
    if (frame.stage is Stage.PLANNED) is later or frame.certainty is Certainty.MAY:
        return
    what = "travel" if frame.kind in TRAVEL else happening(frame.kind)
    for step in (_step(side),) if later else (Relation.CALLS_OFF, Relation.CARRIES_OUT):
        yield from ((step, what, who) for who in _selves(frame, side.watch))


def _journey_keys(frame: Frame, watch: Watch, later: bool) -> Iterator[Key]:
    if frame.kind not in _STAGES or frame.stage is Stage.PLANNED or frame.certainty is Certainty.MAY:
        return
    own = _STAGES[frame.kind]
    for stage in range(own) if later else (own,):
        yield from ((Relation.GOES_ON, str(stage), who) for who in _selves(frame, watch))


def _is_headed(document: Document) -> bool:
    """Whether the headline itself tells the main happening; that of a round-up or a programme does not."""
    title = len(document.draft.title)
    headed = any(start < title for start, _ in document.frames[0].spans_of(Slot.KIND))
    return headed and not document.features.round_up


def _may_deny(us: Side, them: Side) -> bool:
    """Whether a headline that names a third party, whose word it denies, meets what that party said."""
    others = us.named - {us.party} - set(us.watch.sides_watched)
    return not others or bool(others & {them.party, *them.named})


def _is_denied(ours: Frame, theirs: Frame, title: int) -> bool:
    """Whether ours is the denial, in its headline, of what theirs asserts."""
    headed = any(start < title for start, _ in ours.spans_of(Slot.VIA))
    alike = happening(ours.kind) is happening(theirs.kind) and not set(ours.principals).isdisjoint(theirs.principals)
    if ours.objects and theirs.objects and set(ours.objects).isdisjoint(theirs.objects):
        return False  # who denies that soldiers were sent says nothing of geologists
    return ours.via is Via.DENIAL and theirs.via is not Via.DENIAL and headed and alike


def _is_answered(us: Side, them: Side) -> bool:
    """Whether a headline says that its speaker answers, names another party, and that one spoke of the speaker."""
    speaker, other = us.party, them.party
    if not speaker or not other or speaker == other or them.frames[0].kind not in _WORDS:
        return False
    return other in us.named and speaker in them.named and us.answers


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
