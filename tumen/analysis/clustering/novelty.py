"""What exactly a further report adds to a known development: a figure, a name, a denial, a confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tumen.analysis.clustering.index import Index, Known, same_figure
from tumen.analysis.extraction.amounts import amount
from tumen.analysis.matching.speaker_entries import BODIES, SpeakerKind
from tumen.model import Claim, Document, Polarity


@dataclass(frozen=True, slots=True)
class Change:
    """One material addition: a code for machines and the words for the reader.

    `told`: worth telling a reader who knows the development already; the rest is on record only.
    """

    code: str
    text: str
    told: bool = True


# Quantities that are no measure of the relationship: how long a bridge is, how often a train runs.
_PASSING = frozenset({"other", "duration"})

_PARTIES = BODIES | {SpeakerKind.STATE}
_OUTCOMES = {"confirm": "confirmed", "deny": "denied"}


# Who appears for the first time days after a happening is its background or its echo, no part of it.
UNFOLDS = timedelta(days=3)
TELLING = 1.0  # weight of a name from which on it tells something: ministers, places, weapons; not the states
# Of the names that were new in a lead a quarter to two thirds were material (feeds of 2023, wire items of 2025); of
# the rare ones in a headline half to four fifths. Only these are put before a reader who was told the rest.
RARE = 1.2
_IN_TITLE, _IN_LEAD = 1.0, 0.6
_NAMES = 3


def changes(document: Document, known: Known, index: Index, now: datetime) -> tuple[Change, ...]:
    """Return what the document adds to the development as known before it; empty when it adds nothing material."""
    return (*_figures(document, known), *_outcomes(document, known, index), *_names(document, known, index, now))


def _names(document: Document, known: Known, index: Index, now: datetime) -> list[Change]:
    """Who or what no report named before, while the happening unfolds; of the chronicle everything is told."""
    if known.development.chronicle or now - known.development.first_seen > UNFOLDS:
        return []
    weights = index.weights
    fresh = tuple(
        (concept, place)
        for concept, place in document.features.concepts
        if place >= _IN_LEAD and weights.get(concept, 0.0) >= TELLING and concept not in known.concepts
    )
    if not fresh:
        return []
    told = any(place >= _IN_TITLE and weights[concept] >= RARE for concept, place in fresh)
    shown = ", ".join(index.labels.get(concept, concept) for concept, _ in fresh[:_NAMES])
    return [Change("name", f"names {shown}", told)]


def _figures(document: Document, known: Known) -> list[Change]:
    # One quantity is counted as workers here and as engineers there: the number was known either way.
    heard = [(low, high) for figures in known.figures.values() for low, high, _ in figures]
    found = []
    for claim in document.claims:
        if (
            claim.metric in _PASSING
            or any(same_figure(claim, low, high) for low, high in heard)
            or _adds_up(claim, heard)
        ):
            continue
        found.append(Change("figure", _told(claim, known.figures.get(claim.metric, []))))
    return found


def _adds_up(claim: Claim, heard: list[tuple[float, float]]) -> bool:
    """Tell whether the figure is the sum of two known ones: a thousand sappers and five thousand builders are 6,000."""
    exact = [low for low, high in heard if low == high]
    return any(same_figure(claim, a + b, a + b) for n, a in enumerate(exact) for b in exact[n + 1 :])


def _told(claim: Claim, earlier: list[tuple[float, float, str | None]]) -> str:
    what = claim.metric.replace("_", " ")
    who = shown(claim.claimant)
    denied = "denied: " if claim.polarity is Polarity.DENIES else ""
    told = f"{denied}{amount(claim.low, claim.high)}{f' ({who})' if who else ''}"
    if not earlier:
        return f"{what}: {told}"
    # The same party's earlier figure is the one that changed; another party's stands beside it.
    low, high, by = next((e for e in reversed(earlier) if e[2] and e[2] == claim.claimant), earlier[-1])
    before = shown(by)
    return f"{what}: {amount(low, high)}{f' ({before})' if before and before != who else ''} → {told}"


def shown(claimant: str | None) -> str:
    """Return a claimant as readers know it: the display name where the claim holds the text's own name too."""
    return (claimant or "").rsplit(" / ", 1)[-1]


def _outcomes(document: Document, known: Known, index: Index) -> list[Change]:
    found = []
    kind_of = index.speakers.kind_of
    new_voices = [o for o in document.origins if o not in known.origins and kind_of(o) in _PARTIES]
    for act, word in _OUTCOMES.items():
        if act in document.features.acts[:2] and act not in known.acts and new_voices:
            found.append(Change(act, f"{word} by {index.speakers.label(new_voices[0])}"))
    return found
