"""Read again what was not read as it should be: by its lead alone, or not at all."""

from __future__ import annotations

from datetime import datetime

from tumen.analysis.matching.watch import Watch
from tumen.model import ReasonCode
from tumen.pipeline.collect import Progress, quiet
from tumen.pipeline.put_aside import assessed, unread
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
        read = as_found(archive, [assessed(one.draft, watch, one.seen or now, id=one.id) for one in short], watch)
        done += archive.documents.replace_readings(read, now)
        progress(done, 0, "read in full")
    return done


def try_again(archive: Archive, watch: Watch, now: datetime, progress: Progress = quiet) -> int:
    """Read every document again that was put aside; return how many can be read. They wait to be judged again."""
    ids = archive.put_aside.ids()
    done = 0
    for n in range(0, len(ids), AT_ONCE):
        found = archive.documents.find_all(ids[n : n + AT_ONCE])
        read = as_found(archive, [assessed(one.draft, watch, one.seen or now, id=one.id) for one in found], watch)
        able = [one for one in read if not unread(one)]
        done += archive.documents.judge_again(able)
        progress(n + len(found), len(ids), "read again")
    return done
