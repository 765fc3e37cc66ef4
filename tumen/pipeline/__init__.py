"""The order of things: collect, bring, develop, digest, deliver. Judgement is below, doors and decorators above."""

from tumen.pipeline.bringing import bring, prune, reread
from tumen.pipeline.checking import Checked, check_sources
from tumen.pipeline.collecting import Collected, Progress, collect, quiet
from tumen.pipeline.content import Content
from tumen.pipeline.correcting import merge, split
from tumen.pipeline.judging import Developed, develop_all, recollect
from tumen.pipeline.telling import coverage, deliver, preview, preview_all, shown, write_digest

__all__ = [
    "Checked",
    "Collected",
    "Content",
    "Developed",
    "Progress",
    "bring",
    "check_sources",
    "collect",
    "coverage",
    "deliver",
    "develop_all",
    "merge",
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
