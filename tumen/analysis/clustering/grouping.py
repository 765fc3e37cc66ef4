"""Groups the reports of a window with each other and with the developments known before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tumen.analysis.clustering.index import WINDOW, Index
from tumen.analysis.clustering.linkage import Linkage
from tumen.analysis.clustering.profiles import Profile
from tumen.analysis.clustering.similarity import FLOOR, Comparison
from tumen.analysis.clustering.thresholds import Thresholds
from tumen.model import Document

# A report is weighed against so many developments, and so many of their reports, the first and the latest ones: enough
# for the busiest day seen (nine developments, 42 reports of one), and a bound for any other.
HOMES = 16
EARLIEST, LATEST = 6, 12
# Other reports of the window that a report is weighed against: what was not compared counts as ruled out, and with
# sixty a large happening of a busy day falls apart (decision 3).
FELLOWS = 150
# Days within which a dated report is of what the chronicle has of another day: as long as reports are compared. Of
# eleven later ones on ten streams all told another happening.
NEWS = WINDOW.days
EQUAL = 0.2  # log-odds that differ by less are the same for a report without a date


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report to be grouped: no copy, and seen at `now`."""

    document: Document
    profile: Profile
    now: datetime


@dataclass(slots=True)
class Group:
    """Reports of one happening, in the order in which they were seen.

    `development_id`: the known development that they report, None until they found one. `opener`: the report that
    founds it. `likest`: the mean log-odds that they report the known development most like them.
    """

    members: list[Candidate]
    comparison: Comparison
    development_id: str | None = None
    opener: Candidate | None = None
    likest: float | None = None
    scores: dict[tuple[str, str], float] = field(default_factory=dict)

    def nearest_to(self, one: Candidate, index: Index) -> Profile:
        """The report of the development that is most like this one."""

        def likeness(p: Profile) -> tuple[float, str]:
            score = self.scores.get((one.profile.id, p.id))
            return self.comparison.score(one.profile, p) if score is None else score, p.id

        return max(sampled(self.development_id or "", index), key=likeness)


def group(candidates: Sequence[Candidate], index: Index, dials: Thresholds) -> list[Group]:
    """Group the candidates jointly, in the order of their first members; every candidate is in one group."""
    if not candidates:
        return []
    comparison = index.comparison()
    pairs = _Pairs(candidates, index, comparison)
    sizes = [len(_sample(index.members(home))) for home in pairs.homes] + [1] * len(candidates)
    linkage = Linkage(sizes, len(pairs.homes), pairs.sums(), bar=dials.join, floor=FLOOR)
    groups: dict[int, Group] = {}
    for number, root in enumerate(linkage.clusters()):
        if number < len(pairs.homes):
            continue
        made = groups.setdefault(root, Group([], comparison))
        made.members.append(candidates[number - len(pairs.homes)])
        if root < len(pairs.homes):
            made.development_id = pairs.homes[root]
    for made in groups.values():
        made.scores = pairs.scores
        if made.development_id is None:
            made.likest = max((pairs.mean(made.members, home) for home in pairs.homes_of(made.members)), default=None)
    return list(groups.values())


class _Pairs:
    """What was compared: each candidate with the promising developments and with the promising others."""

    def __init__(self, candidates: Sequence[Candidate], index: Index, comparison: Comparison) -> None:
        self._number = {one.profile.id: n for n, one in enumerate(candidates)}
        self._index = index
        self.scores: dict[tuple[str, str], float] = {}
        self._to_homes: list[dict[str, tuple[float, int]]] = []
        self._to_fellows: dict[tuple[int, int], float] = {}
        for n, one in enumerate(candidates):
            near = index.near(one.profile)
            self._to_homes.append(self._homes(one, near, comparison))
            for other in self._fellows(one, near):
                m = self._number[other]
                if (min(n, m), max(n, m)) not in self._to_fellows:
                    self._to_fellows[min(n, m), max(n, m)] = comparison.score(one.profile, candidates[m].profile)
        self.homes = sorted({home for homes in self._to_homes for home in homes})

    def _homes(self, one: Candidate, near: Iterable[str], comparison: Comparison) -> dict[str, tuple[float, int]]:
        """The developments worth weighing, each with the sum of its scores; those of the chronicle for themselves.

        Its entries name so much, in six languages, that two hundred of them would crowd out what was told an hour ago.
        """
        index = self._index
        homes = dict.fromkeys(home for id in near if (home := index.development_of(id)))
        known = [home for home in homes if index.members(home)]
        chronicle = [home for home in known if index.is_chronicle(home) and self._may_be_of(one, home, comparison)]
        told = [home for home in known if not index.is_chronicle(home)]
        found = {}
        for home in told[:HOMES] + chronicle[:HOMES]:
            members = sampled(home, index)
            scores = [comparison.score(one.profile, member) for member in members[:EARLIEST]]
            if max(scores) > FLOOR:  # else its latest would not change that, and half of all pairs are such
                scores += [comparison.score(one.profile, member) for member in members[EARLIEST:]]
                self.scores |= {(one.profile.id, m.id): score for m, score in zip(members, scores, strict=True)}
                found[home] = sum(scores), len(members)
        return found if one.profile.dated else self._best_known(found)

    def _may_be_of(self, one: Candidate, home: str, comparison: Comparison) -> bool:
        """Whether a report may be of what the chronicle knows: one of its days, or one without a date that tells the
        same.

        Who acts, in what kind of act and by whose word fits dozens of ten years: "Budanov on the North's shells".
        """
        p, members = one.profile, sampled(home, self._index)
        if p.dated:
            return any(abs((p.at - member.at).days) <= NEWS for member in members)
        return any(comparison.same_content(p, member) for member in members)

    def _best_known(self, found: dict[str, tuple[float, int]]) -> dict[str, tuple[float, int]]:
        """Of an undated report, only the best known among the equally likely of one storyline.

        Without a date, the signing of a treaty, the order to sign it and its ratification look the same: the one that
        most have reported is the one that people write about later.
        """
        if not found:
            return found
        known = self._index.known
        means = {home: total / compared for home, (total, compared) in found.items()}
        best = max(means, key=lambda home: (means[home], home))
        thread = known[best].development.storyline_id
        equal = [
            home
            for home in means
            if means[home] >= means[best] - EQUAL and known[home].development.storyline_id == thread
        ]
        chosen = max(equal, key=lambda home: (known[home].support, means[home], home))
        return {home: link for home, link in found.items() if home == chosen or home not in equal}

    def _fellows(self, one: Candidate, near: Iterable[str]) -> list[str]:
        return [id for id in near if id in self._number and id != one.profile.id][:FELLOWS]

    def sums(self) -> dict[tuple[int, int], tuple[float, int]]:
        """The links as Linkage wants them: homes first, then candidates."""
        place = {home: n for n, home in enumerate(self.homes)}
        first = len(self.homes)
        links = {
            (place[home], first + n): link for n, homes in enumerate(self._to_homes) for home, link in homes.items()
        }
        return links | {(first + a, first + b): (score, 1) for (a, b), score in self._to_fellows.items()}

    def homes_of(self, members: Sequence[Candidate]) -> set[str]:
        """The developments that some of these were weighed against."""
        return {home for one in members for home in self._to_homes[self._number[one.profile.id]]}

    def mean(self, members: Sequence[Candidate], home: str) -> float:
        """The mean score between a group and a development, FLOOR for what was not compared."""
        links = [self._to_homes[self._number[one.profile.id]].get(home) for one in members]
        means = [link[0] / link[1] if link else FLOOR for link in links]
        return sum(means) / len(means)


def sampled(home: str, index: Index) -> list[Profile]:
    """The reports of a known development that others are weighed against."""
    return index.profiles(_sample(index.members(home)))


def _sample(members: Sequence[str]) -> Sequence[str]:
    if len(members) <= EARLIEST + LATEST:
        return members
    return [*members[:EARLIEST], *members[-LATEST:]]
