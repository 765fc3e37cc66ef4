"""How important a development is: what kind of thing happened, how far it came, who did it, how many report it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from statistics import median_high
from types import MappingProxyType
from typing import Final

from tumen.model import DigestKind, Document, Frame, Importance, Kind, Metric, Minimum, Reader, Stage


class Level(IntEnum):
    """What a kind of happening changes between two states, the least first."""

    COLOUR = 0
    STATEMENT = 1
    MEETING = 2
    FORCE = 3  # war, troops, weapons, and what binds or punishes: treaties and sanctions


_FORCE: Final = (
    Kind.AGREEMENT, Kind.SIGNING, Kind.RATIFICATION, Kind.SANCTION, Kind.TRANSFER, Kind.DEPLOYMENT, Kind.WITHDRAWAL,
    Kind.COMBAT, Kind.STRIKE, Kind.LOSS, Kind.CAPTURE, Kind.LAUNCH,
)  # fmt: skip
_MEETING: Final = (
    Kind.ARRIVAL, Kind.VISIT, Kind.DEPARTURE, Kind.RETURN, Kind.MEETING, Kind.CALL, Kind.VOTE, Kind.TRADE, Kind.AID,
    Kind.EXERCISE, Kind.PRISONER_EXCHANGE, Kind.CONSTRUCTION, Kind.OPENING, Kind.TRANSPORT, Kind.LABOUR,
    Kind.APPOINTMENT, Kind.ARREST, Kind.DEFECTION, Kind.DEATH,
)  # fmt: skip
_STATEMENT: Final = (Kind.STATEMENT, Kind.MESSAGE, Kind.INVITATION, Kind.PARADE, Kind.DISPLAY)
_COLOUR: Final = (Kind.GIFT, Kind.CELEBRATION, Kind.MEMORIAL, Kind.AWARD, Kind.PERFORMANCE, Kind.TOURISM)

LEVELS: Final[Mapping[Kind, Level]] = MappingProxyType(
    {
        **dict.fromkeys(_FORCE, Level.FORCE),
        **dict.fromkeys(_MEETING, Level.MEETING),
        **dict.fromkeys(_STATEMENT, Level.STATEMENT),
        **dict.fromkeys(_COLOUR, Level.COLOUR),
    }
)
_STEPS: Final = {Stage.DONE: 2, Stage.CALLED_OFF: 2, Stage.UNDER_WAY: 1, Stage.PLANNED: 0}

# A launch or a strike weighs as much whoever is named beside it; a treaty or a meeting weighs what its principals do.
_WHOEVER_ACTS: Final = frozenset(_FORCE) - {Kind.AGREEMENT, Kind.SIGNING, Kind.RATIFICATION}

# Whoever counts these in a headline tells of force, be it a statement or in words that no table of happenings has.
_FORCE_COUNTED: Final = frozenset(
    (
        Metric.TROOPS_DEPLOYED, Metric.TROOPS_KILLED, Metric.CASUALTIES, Metric.PRISONERS, Metric.SHELLS,
        Metric.MISSILES, Metric.ARTILLERY_PIECES, Metric.CONTAINERS,
    )
)  # fmt: skip

# What each fact adds. Set so that a meeting of two heads of state stands above troops that one paper says may be sent,
# and a strike that happened above a meeting of officials, however many report it: tests/test_digest_importance.py has
# twenty days.
_OF_LEVEL: Final = {Level.COLOUR: 0, Level.STATEMENT: 6, Level.MEETING: 11, Level.FORCE: 16}
_PER_STEP: Final = 2
_PER_RANK: Final = 2
_PER_CHANGE: Final = 3
_MOST_CHANGES: Final = 2
_MOST_SPREAD: Final = 5  # thirty publishers say no more than sixty

# Medium is what a meeting has that is only planned, or a statement by somebody of rank; high is what a strike, a
# transfer or a sanction has that was done, and a summit.
LEAST: Final[Mapping[Minimum, int]] = MappingProxyType({Minimum.ANY: 0, Minimum.MEDIUM: 11, Minimum.HIGH: 20})


def least(reader: Reader, kind: str) -> int:
    """Return how many points a development needs to be told to this reader in a digest or alert."""
    return LEAST[reader.alert_minimum if kind == DigestKind.ALERT else reader.minimum]


def importance(
    documents: Iterable[Document], *, changes: int, publishers: int, ranks: Mapping[str, int] = MappingProxyType({})
) -> Importance:
    """Return how important what the documents report is, with the reason in words.

    The kind is that of most main frames, of equally many the weightier; its stage is the latest one told; a headline
    that counts troops, losses or arms is of force whatever its kind. The actors are the two of the highest rank, as
    most of its frames name them. `changes`: what an update adds; `publishers`: independent ones, outlets of one family
    once, each doubling of which adds one; `ranks`: of the offices that principals hold.
    """
    reports = list(documents)
    main = [document.frames[0] for document in reports if document.frames]
    kinds = Counter(frame.kind for frame in main)
    kind = max(kinds, key=lambda k: (kinds[k], LEVELS[k], k), default=None)
    frames = [frame for frame in main if frame.kind is kind]
    stage = max((frame.stage for frame in frames), key=_STEPS.__getitem__, default=None)
    counted = next((metric for document in reports for metric in _counted(document)), None)
    level = Level.FORCE if counted else Level.COLOUR if kind is None else LEVELS[kind]
    actors = 0 if kind in _WHOEVER_ACTS else _actors(frames, ranks)
    points = _OF_LEVEL[level] + _PER_STEP * (_STEPS[stage] if stage else 0) + _PER_RANK * actors
    points += _PER_CHANGE * min(changes, _MOST_CHANGES) + min(max(publishers, 1).bit_length() - 1, _MOST_SPREAD)
    happening = "no happening named" if kind is None else f"{kind}, {stage}".replace("_", " ")
    happening = f"{happening}; counts {counted.replace('_', ' ')}" if counted else happening
    facts = [happening, *_said("rank of actors", actors), *_said("changes", changes), f"publishers: {publishers}"]
    order = (points, int(level), _STEPS[stage] if stage else 0, changes, publishers)
    return Importance(order=order, reason=f"{level.name.lower()}: {'; '.join(facts)}; points: {points}")


def _counted(document: Document) -> Iterator[Metric]:
    """The troops, losses and arms that a headline counts."""
    title = len(document.draft.title)
    yield from (claim.metric for claim in document.claims if claim.start < title and claim.metric in _FORCE_COUNTED)


def _actors(frames: Sequence[Frame], ranks: Mapping[str, int]) -> int:
    """The ranks of the two highest principals together, as the middle one of the frames has them.

    A third one at a meeting of two heads of state adds nothing, nor does one report that names others beside them.
    """
    sums = [sum(sorted((ranks.get(one, 0) for one in frame.principals), reverse=True)[:2]) for frame in frames]
    return median_high(sums) if sums else 0


def _said(what: str, n: int) -> list[str]:
    return [f"{what}: {n}"] if n else []
