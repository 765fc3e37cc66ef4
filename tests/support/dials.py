"""Documents, profiles and comparisons that say exactly what a test of one dial needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from tests.support.documents import NOON, document
from tests.support.documents import index as empty_index
from tumen.analysis.clustering import similarity
from tumen.analysis.clustering.grouping import Candidate
from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.profiles import Profile
from tumen.analysis.clustering.rarity import Rarity
from tumen.analysis.clustering.similarity import Comparison
from tumen.model import Development, Document, Features, Judgement, Role

DAY = timedelta(days=1)
PLAIN = document("Shoigu arrives in Pyongyang", "The secretary was met at the airport of the capital on Tuesday.")
FILLER = "Snow fell on the hills again. "


def made(id: str, at: datetime | None = NOON, **facts: object) -> Document:
    """A document with exactly these features."""
    draft = replace(PLAIN.draft, published=at)
    return replace(
        PLAIN, id=id, draft=draft, claims=(), origins=(), frames=(), event_date=None, features=Features(**facts)
    )  # type: ignore[arg-type]


def report(id: str = "a", **facts: object) -> Profile:
    """A profile that says nothing but these facts."""
    given: dict[str, object] = {
        "id": id, "language": "en", "at": NOON, "dated": True, "happened": None, "words": {}, "title": {},
        "concepts": {}, "kinds": {}, "kind_set": frozenset(), "order": (), "planned": False, "watched": True,
        "opens": "", "stage": None, "statement": False,
        "round_up": False,
    }  # fmt: skip
    sets = (
        "persons", "lead_persons", "places", "things", "numbers", "origins", "outside", "around", "happenings",
        "principals",
    )  # fmt: skip
    return Profile(**{**given, **dict.fromkeys(sets, frozenset()), **facts})  # type: ignore[arg-type]


def comparison(crowd: int = 1, rarity: Rarity | None = None) -> Comparison:
    """A comparison on a day with so many reports."""
    return Comparison(rarity or Rarity(), lambda at: crowd)


class Scored(Comparison):
    """A comparison whose scores are given by the second report, whoever the first is."""

    def __init__(self, scores: Mapping[str, float], other: float = similarity.FLOOR) -> None:
        super().__init__(Rarity(), lambda at: 1)
        self.scores, self.other = scores, other
        self.asked: list[tuple[str, str]] = []

    def score(self, a: Profile, b: Profile) -> float:
        self.asked.append((a.id, b.id))
        return self.scores.get(b.id, self.other)

    thread = score


def compared_by(told: Comparison, index: Index) -> Index:
    """The index, with these scores."""
    index.comparison = lambda: told  # type: ignore[method-assign]
    return index


def happening(id: str = "D", first_seen: datetime = NOON, *, chronicle: bool = False) -> Development:
    return Development(
        id=id, title=id, first_seen=first_seen, last_seen=first_seen, chronicle=chronicle, published=first_seen
    )


def weighted(**weights: float) -> Index:
    """An index of a watch whose names have these weights."""
    index = empty_index()
    index.weights = dict(weights)
    return index


def repeated(document: Document, development: Development, index: Index, at: datetime = NOON) -> None:
    judgement = Judgement(document_id=document.id, role=Role.REPEAT, development_id=development.id)
    index.remember(document, judgement, development, at)


def candidate(document: Document, index: Index) -> Candidate:
    """A report to be grouped, seen at noon."""
    return Candidate(document, index.see(document, NOON, copy_of=None), NOON)


def at_place(place: int, words: str) -> str:
    """A text in which these words begin so many characters after the title."""
    filler = (FILLER * (place // len(FILLER) + 1))[:place]
    return filler[: filler.rfind(". ") + 2].ljust(place, "x")[: place - 1] + " " + words


def seen(title: str, text: str) -> Document:
    return document(title, text)
