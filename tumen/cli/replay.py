"""tumen replay: judge a recorded stream with a frozen clock."""

from __future__ import annotations

import os
from pathlib import Path

from tumen.cli import screen
from tumen.cli.arguments import Json, Language, Shipped
from tumen.cli.days import span
from tumen.counts import counted
from tumen.replay import Plan, Tally
from tumen.replay import replay as replay_stream
from tumen.report.rows import newest
from tumen.settings import load_settings
from tumen.wiring import load_content


def replay(
    stream: Path,
    /,
    *,
    out: Path,
    every: str = "24h",
    language: Language = "en",
    watch: Shipped = "shipped",
    chronicle: Shipped = "shipped",
    json: Json = False,
) -> int:
    """Judge a recorded stream (JSON Lines) with a frozen clock and write the results.

    Parameters
    ----------
    stream
        The stream: one document a line, with id, title, text, url, published, source and language.
    out
        Folder for documents.jsonl, developments.jsonl, claims.jsonl, digests/ and run.json.
    every
        Time between digests: 24h, 12h, 7d; from seven days on they are those of a weekly reader.
    language
        The reader's language.
    watch
        "none" switches the subject off: every document counts.
    chronicle
        "none" leaves out what was known before the stream's first document.
    """
    content = load_content(load_settings(), chronicle=chronicle != "none", watch=watch != "none")
    plan = Plan(
        path=stream,
        out=out,
        watch=content.watch,
        chronicle=content.chronicle,
        every=span(every, "--every"),
        language=language,
        processes=min(2, os.cpu_count() or 1),
    )
    with screen.progress("Replaying") as step:
        tally = replay_stream(plan, step)
    if json:
        screen.as_json(tally)
        return 0 if tally.documents else 1
    if not tally.documents:
        screen.say(_unread(tally))
        return 1
    seconds = sum(tally.seconds.values())
    screen.say(
        f"{counted(tally.documents, 'document')}, {tally.relevant} relevant, "
        f"{counted(tally.developments, 'development')}, {counted(tally.digests, 'digest')} "
        f"in {seconds:.1f} s ({tally.documents / seconds if seconds else 0:.0f} a second)."
    )
    for rejected in tally.rejected[:10]:
        screen.say(f"  line {rejected.number} skipped: {rejected.reason}")
    screen.say(f"Next: open {newest(out / 'digests') or out}")
    return 0


def _unread(tally: Tally) -> str:
    first = "; ".join(f"line {line.number}: {line.reason}" for line in tally.rejected[:1]) or "the stream is empty"
    more = len(tally.rejected) - 1
    return f"no document could be read: {first}" + (f"; {counted(more, 'more line')} skipped" if more > 0 else "")
