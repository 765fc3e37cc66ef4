"""What a further report adds to a development, slot by slot, so that it can be told in any language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tumen.model.event import Kind, Stage
from tumen.model.metric import Counting
from tumen.model.reason import ReasonCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity as a party put it in a report of a day; `claimant` and `said` are None where they are not known.

    `unit`: the currency of a sum. `counting`: what it counts.
    """

    low: float
    high: float
    claimant: str | None = None
    said: date | None = None
    denied: bool = False
    unit: str = ""
    counting: Counting = Counting.TOTAL


@dataclass(frozen=True, slots=True)
class Change:
    """One addition: a code for machines, the words for the record, and where in the full text it stands.

    `told`: worth telling a reader who knows the development already; the rest is on record only. What a line in
    another language is made of: `what` is counted (a metric, else a word of the report, which is in `language`) or how
    full the report is, `now` and `before`; `names`: ids of the watch or of speakers; `kinds`: what came of it, or what
    went on from one of the `stages` to the other; `report`: the document that was changed, taken away or put
    back, so many `hours` after it appeared.
    """

    code: ReasonCode
    text: str
    told: bool = True
    span: tuple[int, int] | None = None
    what: str = ""
    language: str = ""
    now: Amount | None = None
    before: Amount | None = None
    names: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    stages: tuple[Stage, ...] = ()
    report: str = ""
    hours: int = 0
