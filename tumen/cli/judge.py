"""tumen judge: judge what waits, and in full what was judged only in part."""

from __future__ import annotations

from tumen import pipeline
from tumen.cli import screen
from tumen.cli.arguments import Flag, Json
from tumen.counts import counted
from tumen.wiring import open_runtime


def judge(*, unfinished: Flag = False, json: Json = False) -> int:
    """Judge the documents that are not judged yet.

    Parameters
    ----------
    unfinished
        First read in full what a collection judged by its lead alone, because its source sent too much at once.
    """
    with open_runtime() as runtime:
        archive, content = runtime.archive, runtime.content
        finished = 0
        if unfinished:
            with screen.progress("Reading") as step:
                finished = pipeline.finish(archive, content.watch, runtime.now(), step)
        with screen.progress("Judging") as step:
            judged = pipeline.develop_all(archive, content, runtime.now, step).judged
    if json:
        screen.as_json({"finished": finished, "judged": judged})
    else:
        screen.say(f"{counted(judged, 'document')} judged" + (f", {finished} read in full." if unfinished else "."))
    return 0
