"""tumen judge: judge what waits, and in full what was judged only in part."""

from __future__ import annotations

from tumen import pipeline
from tumen.cli import screen
from tumen.cli.arguments import Flag, Json
from tumen.counts import counted
from tumen.installation import Absent
from tumen.report.lines import SHOWN, put_aside_lines
from tumen.report.rows import of_put_aside
from tumen.wiring import open_runtime


def judge(*, unfinished: Flag = False, retry: Flag = False, json: Json = False) -> int:
    """Judge what waits: is it about the subject, which development does it report, what does it add?

    Every tumen run does this; here it is done by itself. Exit code 1 when a document is put aside, or stays so.

    Parameters
    ----------
    unfinished
        First read in full what a collection judged by its lead alone, because its source sent too much at once.
    retry
        First read again the documents that were put aside, because reading or judging them failed.
    """
    with open_runtime(absent=Absent.REFUSE) as runtime:
        archive, content = runtime.archive, runtime.content
        finished = again = 0
        if unfinished:
            with screen.progress("Reading") as step:
                finished = pipeline.finish(archive, content.watch, runtime.now(), step)
        if retry:
            with screen.progress("Reading") as step:
                again = pipeline.try_again(archive, content.watch, runtime.now(), step)
        with screen.progress("Judging") as step:
            done = pipeline.develop_all(archive, content, runtime.now, step)
        judged = done.judged
        in_batches = archive.batches.documents()
        aside = of_put_aside(archive.put_aside.first(SHOWN + 1))
    if json:
        screen.as_json(
            {"finished": finished, "read_again": again, "judged": judged, "in_batches": in_batches, "put_aside": aside}
        )
    else:
        also = (f", {finished} read in full" if unfinished else "") + (f", {again} read again" if retry else "")
        waiting = [f"{counted(in_batches, 'document')} in batches are not read yet: tumen work"] if in_batches else []
        screen.say("\n".join((f"{counted(judged, 'document')} judged{also}.", *waiting, *put_aside_lines(aside))))
    return 1 if aside and (retry or done.put_aside) else 0
