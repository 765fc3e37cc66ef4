"""The order of things: collect, bring, develop, digest, deliver. Judgement is below, doors and decorators above."""

from tumen.pipeline.check import Checked, check_sources
from tumen.pipeline.collect import Collected, Progress, collect, quiet
from tumen.pipeline.content import Content
from tumen.pipeline.correct import merge, split
from tumen.pipeline.develop import Developed, develop_all, recollect
from tumen.pipeline.digest import coverage, deliver, preview, preview_all, shown, write_digest
from tumen.pipeline.importing import bring, prune, reread
from tumen.pipeline.outcomes import SourceOutcome, outcomes

__all__ = [
    "Checked",
    "Collected",
    "Content",
    "Developed",
    "Progress",
    "SourceOutcome",
    "bring",
    "check_sources",
    "collect",
    "coverage",
    "deliver",
    "develop_all",
    "merge",
    "outcomes",
    "preview",
    "preview_all",
    "prune",
    "quiet",
    "recollect",
    "reread",
    "shown",
    "split",
    "write_digest",
]
