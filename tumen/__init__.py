"""Tumen watches the Russia–North Korea relationship: what is new, what changed, who says so, on what evidence.

For programs of one's own it offers the judgement, each part imported when it is first used:

>>> import tumen
>>> watch = tumen.load_watch()
>>> document = tumen.assess(tumen.read("Putin receives Choe Son Hui in the Kremlin", published="2025-11-01"), watch)
>>> judgement, development = tumen.develop(document, tumen.Index(watch))
>>> judgement.role.value
'first'
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

# Type checkers and editors read these lines; the same names are imported by `__getattr__`, each when it is first used,
# so that `tumen --version` waits for none of them.
if TYPE_CHECKING:
    from tumen.analysis.assessment.assess import assess
    from tumen.analysis.assessment.read import read
    from tumen.analysis.clustering.chronicle import remember_chronicle
    from tumen.analysis.clustering.developments import develop
    from tumen.analysis.clustering.index import Index
    from tumen.analysis.digest.compose import compose
    from tumen.analysis.digest.selection.publishers import Publishers
    from tumen.analysis.digest.situation import Situation, Window
    from tumen.analysis.matching.watch import Watch
    from tumen.analysis.text.text import Text
    from tumen.catalogue.chronicle import load_chronicle
    from tumen.catalogue.watch import load_watch
    from tumen.errors import ConfigError, TumenError
    from tumen.model import (
        ChronicleEntry,
        Claim,
        Development,
        Digest,
        Document,
        Draft,
        Item,
        Judgement,
        Reader,
        Reason,
        Role,
        Source,
    )
else:
    _WHERE = {
        "assess": "tumen.analysis.assessment.assess",
        "read": "tumen.analysis.assessment.read",
        "remember_chronicle": "tumen.analysis.clustering.chronicle",
        "develop": "tumen.analysis.clustering.developments",
        "Index": "tumen.analysis.clustering.index",
        "Situation": "tumen.analysis.digest.situation",
        "Window": "tumen.analysis.digest.situation",
        "compose": "tumen.analysis.digest.compose",
        "Publishers": "tumen.analysis.digest.selection.publishers",
        "Watch": "tumen.analysis.matching.watch",
        "Text": "tumen.analysis.text.text",
        "load_chronicle": "tumen.catalogue.chronicle",
        "load_watch": "tumen.catalogue.watch",
        "ConfigError": "tumen.errors",
        "TumenError": "tumen.errors",
    }

    def __getattr__(name):
        if name.startswith("_") or name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(_WHERE.get(name, "tumen.model")), name)
        globals()[name] = found
        return found

    def __dir__():
        return sorted({*globals(), *__all__})


__all__ = [
    "ChronicleEntry",
    "Claim",
    "ConfigError",
    "Development",
    "Digest",
    "Document",
    "Draft",
    "Index",
    "Item",
    "Judgement",
    "Publishers",
    "Reader",
    "Reason",
    "Role",
    "Situation",
    "Source",
    "Text",
    "TumenError",
    "Watch",
    "Window",
    "__version__",
    "assess",
    "compose",
    "develop",
    "load_chronicle",
    "load_watch",
    "read",
    "remember_chronicle",
]
