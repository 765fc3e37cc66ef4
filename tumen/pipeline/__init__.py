"""The steps of a run and their order: collect, import, develop, digest, deliver.

`run` is where the order is written; the command line and the flows call it or its parts, `gather` and `send`.
"""

from tumen.analysis.digest.due import wakes
from tumen.pipeline.batches import Worked, absorb_all, given_up, queue_sources, under_way, work, work_once
from tumen.pipeline.check import Checked, check_sources
from tumen.pipeline.collect import Collected, Progress, collect, quiet
from tumen.pipeline.content import Content
from tumen.pipeline.correct import merge, split
from tumen.pipeline.develop import Developed, develop_all
from tumen.pipeline.digest import coverage, deliver, preview, preview_all, shown, write_digest
from tumen.pipeline.due_readers import due_readers
from tumen.pipeline.finish import finish, try_again
from tumen.pipeline.importing import Imported, import_files, queue_files, reread
from tumen.pipeline.known import recollect
from tumen.pipeline.operator import forget_what_is_over, operator_channel, run_failed, tell_operator
from tumen.pipeline.outcomes import SourceOutcome, outcomes
from tumen.pipeline.overrule import take_in, take_out
from tumen.pipeline.prune import Keep, Pruned, prune
from tumen.pipeline.run import Done, Gathered, Gathering, Sending, Sent, gather, run, send
from tumen.pipeline.status import NO_RUN, Concern, Status, status
from tumen.pipeline.test_message import send_test
from tumen.pipeline.turn import COLLECT, turn, turn_if_free
from tumen.pipeline.window import look_back
from tumen.pipeline.wording import Budget, Wording

__all__ = [
    "COLLECT",
    "NO_RUN",
    "Budget",
    "Checked",
    "Collected",
    "Concern",
    "Content",
    "Developed",
    "Done",
    "Gathered",
    "Gathering",
    "Imported",
    "Keep",
    "Progress",
    "Pruned",
    "Sending",
    "Sent",
    "SourceOutcome",
    "Status",
    "Wording",
    "Worked",
    "absorb_all",
    "check_sources",
    "collect",
    "coverage",
    "deliver",
    "develop_all",
    "due_readers",
    "finish",
    "forget_what_is_over",
    "gather",
    "given_up",
    "import_files",
    "look_back",
    "merge",
    "operator_channel",
    "outcomes",
    "preview",
    "preview_all",
    "prune",
    "queue_files",
    "queue_sources",
    "quiet",
    "recollect",
    "reread",
    "run",
    "run_failed",
    "send",
    "send_test",
    "shown",
    "split",
    "status",
    "take_in",
    "take_out",
    "tell_operator",
    "try_again",
    "turn",
    "turn_if_free",
    "under_way",
    "wakes",
    "work",
    "work_once",
    "write_digest",
]
