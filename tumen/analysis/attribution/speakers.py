"""Who can stand behind a report: states, bodies, spokespeople, media and unnamed officials, with their names."""

from __future__ import annotations

from typing import NamedTuple

from tumen.analysis.attribution.speaker_names import GROUPS, NAMED
from tumen.analysis.matching.lexicon import Lexicon


class Party(NamedTuple):
    """`kind`: official, state (a capital or country speaking), study, evidence, relay, group or media."""

    id: str
    label: str
    kind: str


def _parsed(table: str) -> tuple[dict[str, Party], dict[str, list[str]]]:
    parties: dict[str, Party] = {}
    forms: dict[str, list[str]] = {}
    for row in table.strip().replace("\n ", " ").split("\n"):
        party_id, label, kind, names = (part.strip() for part in row.split("|"))
        parties[party_id] = Party(party_id, label, kind)
        forms[party_id] = [name.strip() for name in names.split(",") if name.strip()]
    return parties, forms


_NAMED, _NAMED_FORMS = _parsed(NAMED)
_GROUP, _GROUP_FORMS = _parsed(GROUPS)
PARTIES: dict[str, Party] = _NAMED | _GROUP
NAMES = Lexicon(_NAMED_FORMS | _GROUP_FORMS)


def label(origin_id: str) -> str:
    """Return the display name of an origin: "NIS (South Korea)"; a slug without entry is shown with spaces."""
    party = PARTIES.get(origin_id)
    return party.label if party else origin_id.replace("-", " ")


def kind_of(origin_id: str) -> str:
    """Return official, state, study, evidence, relay, group or media; free for an origin that the table lacks."""
    party = PARTIES.get(origin_id)
    return party.kind if party else "free"
