"""What exactly a further report adds to a known development: a figure, a name, a denial, a confirmation."""

from __future__ import annotations

from dataclasses import dataclass

from tumen.analysis.attribution import kind_of, label
from tumen.analysis.memory import Known, same_figure
from tumen.model import Claim, Document, Polarity


@dataclass(frozen=True, slots=True)
class Change:
    """One material addition: a code for machines and the words for the reader."""

    code: str
    text: str


_OUTCOMES = {"confirm": "confirmed", "deny": "denied"}


def changes(document: Document, known: Known) -> tuple[Change, ...]:
    """Return what the document adds to the development as known before it; empty when it adds nothing material."""
    return (*_figures(document, known), *_outcomes(document, known))


def _figures(document: Document, known: Known) -> list[Change]:
    found = []
    for claim in document.claims:
        earlier = known.figures.get(claim.metric, [])
        if any(same_figure(claim, low, high) for low, high, _ in earlier):
            continue
        found.append(Change("figure", _told(claim, earlier)))
    return found


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


def _outcomes(document: Document, known: Known) -> list[Change]:
    found = []
    new_voices = [o for o in document.origins if o not in known.origins and kind_of(o) in {"official", "state"}]
    for act, word in _OUTCOMES.items():
        if act in document.features.acts[:2] and act not in known.acts and new_voices:
            found.append(Change(act, f"{word} by {label(new_voices[0])}"))
    return found


def amount(low: float, high: float) -> str:
    """Return a quantity as people write it: 11,000 or 8,000–10,000."""
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
