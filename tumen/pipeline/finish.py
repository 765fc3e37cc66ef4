"""Judge in full what a collection judged only by its lead, because its source sent too much at once."""

from __future__ import annotations

from datetime import datetime

from tumen.analysis.assessment.assess import assess
from tumen.analysis.matching.watch import Watch
from tumen.model import ReasonCode
from tumen.pipeline.collect import Progress, quiet
from tumen.pipeline.relevance import as_found
from tumen.storage import Archive

AT_ONCE = 100  # documents read and kept together: a minute of a slow machine at most, and that is lost by a kill


def finish(archive: Archive, watch: Watch, now: datetime, progress: Progress = quiet) -> int:
    """Read in full every document of which only the lead was judged; return how many. They wait to be judged again.

    After a kill the next call goes on with those that are left.
    """
    done, after = 0, 0
    while some := archive.documents.with_reason(ReasonCode.LEAD_ONLY, after, AT_ONCE):
        after = some[-1][0]
        short = [one for _, one in some if any(reason.code is ReasonCode.LEAD_ONLY for reason in one.reasons)]
        read = as_found(archive, [assess(one.draft, watch, seen=one.seen or now) for one in short], watch)
        done += archive.documents.replace_readings(read, now)
        progress(done, 0, "read in full")
    return done
