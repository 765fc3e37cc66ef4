"""Our words: one frozen type per station of a document's journey, from Source to Receipt.

Every time is aware and in UTC, every offset counts characters of `Draft.full_text`, every id is a short text
that is stable for ever.
"""

from tumen.model.knowing import (
    ChronicleEntry,
    Claim,
    Development,
    Document,
    Features,
    Judgement,
    Mention,
    Polarity,
    Reason,
    Reference,
    Role,
)
from tumen.model.listening import (
    Draft,
    Quarantined,
    Raw,
    Source,
    SourceHealth,
    SourceKind,
    Validators,
)
from tumen.model.telling import (
    Channel,
    Citation,
    Coverage,
    Delivery,
    DeliveryState,
    Digest,
    Item,
    LeftOut,
    Message,
    Reader,
    Receipt,
    Report,
    Sentence,
    Trouble,
)

__all__ = [
    "Channel",
    "ChronicleEntry",
    "Citation",
    "Claim",
    "Coverage",
    "Delivery",
    "DeliveryState",
    "Development",
    "Digest",
    "Document",
    "Draft",
    "Features",
    "Item",
    "Judgement",
    "LeftOut",
    "Mention",
    "Message",
    "Polarity",
    "Quarantined",
    "Raw",
    "Reader",
    "Reason",
    "Receipt",
    "Reference",
    "Report",
    "Role",
    "Sentence",
    "Source",
    "SourceHealth",
    "SourceKind",
    "Trouble",
    "Validators",
]
