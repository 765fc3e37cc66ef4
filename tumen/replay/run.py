"""Judge a recorded stream with a frozen clock, to tune on one's own history and to measure the project.

Nothing later in the stream influences an earlier decision. Reading and assessing are spread over processes; what
depends on order runs in one.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import IO

from tumen import stream
from tumen.analysis.assessment.assess import assess
from tumen.analysis.clustering.chronicle import remember_chronicle
from tumen.analysis.clustering.developments import TOGETHER, develop_window
from tumen.analysis.clustering.index import Index
from tumen.analysis.digest.compose import compose
from tumen.analysis.digest.history.announcement import CLOCKS, announced, happened, settles
from tumen.analysis.digest.history.still_open import Expected
from tumen.analysis.digest.history.threads import LOOK_BACK, MOST, told_now
from tumen.analysis.digest.left_out import untold
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.digest.situation import Situation, Window
from tumen.analysis.matching.watch import Watch
from tumen.model import (
    Coverage,
    Development,
    Digest,
    DigestKind,
    Document,
    Judgement,
    LeftOut,
    OpenPoint,
    Role,
    Source,
    SourceKind,
    Told,
)
from tumen.replay.files import (
    claim_row,
    development_row,
    document_row,
    empty_digests,
    json_line,
    write_digest,
    write_run,
)
from tumen.replay.plan import Plan, Tally

BATCH = 400  # lines a process assesses at a time: about a tenth of a second
NAMED = 20  # documents about something else that a digest names, to be looked over; the rest is counted
ALONE = 2 * BATCH  # below this a second process costs more than it saves


class _Clock:
    """Adds up the seconds of each stage."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self._seconds, self._last = seconds, time.perf_counter()

    @property
    def total(self) -> float:
        return sum(self._seconds.values())

    def charge(self, stage: str) -> None:
        now = time.perf_counter()
        self._seconds[stage] = self._seconds.get(stage, 0.0) + now - self._last
        self._last = now


def replay(plan: Plan, progress: Callable[[int, int], None] | None = None) -> Tally:
    """Replay the stream and write the files of the replay contract; `progress` is called with done and of.

    Raises ConfigError when the stream cannot be read or names an id twice.
    """
    tally = Tally()
    clock = _Clock(tally.seconds)
    lines, tally.rejected = stream.read(plan.path)
    clock.charge("read")
    index = Index(plan.watch)
    if lines:
        day = lines[0].at.date()
        plan = replace(plan, chronicle=[entry for entry in plan.chronicle if entry.date < day])
        remember_chronicle(index, plan.chronicle, plan.watch)
    clock.charge("chronicle")
    plan.out.mkdir(parents=True, exist_ok=True)
    began = clock.total
    with _Run(plan, index, tally) as run:
        for done, document in enumerate(_assessed(plan, lines), start=1):
            clock.charge("assess")
            run.take(document)
            clock.charge("develop")
            if done in (len(lines) // 2, len(lines)):
                tally.halves.append(clock.total - began - sum(tally.halves))
            if progress and done % 500 == 0:
                progress(done, len(lines))
        run.finish()
        clock.charge("digest")
    if progress:
        progress(len(lines), len(lines))
    write_run(plan, tally)
    return tally


def _assessed(plan: Plan, lines: Sequence[stream.Line]) -> Iterator[Document]:
    batches = [lines[i : i + BATCH] for i in range(0, len(lines), BATCH)]
    work = partial(_assess_batch, plan.watch)
    if len(lines) < ALONE or plan.processes < 2:
        for batch in batches:
            yield from work(batch)
        return
    with ProcessPoolExecutor(plan.processes, initializer=_begin, initargs=(plan.watch,)) as pool:
        waiting = iter(batches)
        # A few batches ahead, so that results never pile up in memory.
        ahead = [pool.submit(_assess_here, batch) for batch in islice(waiting, plan.processes * 3)]
        while ahead:
            ready = ahead.pop(0).result()
            for next_batch in islice(waiting, 1):
                ahead.append(pool.submit(_assess_here, next_batch))
            yield from ready


_HERE: dict[str, Watch] = {}


def _begin(watch: Watch) -> None:
    _HERE["watch"] = watch


def _assess_here(lines: Sequence[stream.Line]) -> list[Document]:
    return _assess_batch(_HERE["watch"], lines)


def _assess_batch(watch: Watch, lines: Sequence[stream.Line]) -> list[Document]:
    found = []
    for line in lines:
        row = stream.parse(line.body)
        document = assess(stream.draft(row, line.at if line.dated else None), watch, seen=line.at, id=row["id"])
        # Of an irrelevant document only its id, its title and the reason are passed on.
        found.append(document if document.mentions or not watch else _emptied(document))
    return found


def _emptied(document: Document) -> Document:
    if document.relevance > 0.0:
        return document
    return replace(document, draft=replace(document.draft, text=""))


class _Run:
    """One pass over the documents: judge, write, and compose a digest whenever one is due."""

    def __init__(self, plan: Plan, index: Index, tally: Tally) -> None:
        self._plan, self._index, self._tally = plan, index, tally
        self._developments: dict[str, Development] = {}
        self._told: dict[str, datetime] = {}
        self._past: dict[str, Told] = {}
        self._open: list[OpenPoint] = []
        self._settling: list[Document] = []
        self._window: list[tuple[Document, Judgement]] = []
        self._unrelated: list[LeftOut] = []
        self._seq = 0
        self._sources: set[str] = set()
        self._from: datetime | None = None
        self._due: datetime | None = None
        self._waiting: list[tuple[Document, datetime]] = []
        self._files: dict[str, IO[str]] = {}

    def __enter__(self) -> _Run:
        for name in ("documents", "claims"):
            self._files[name] = (self._plan.out / f"{name}.jsonl").open("w", encoding="utf-8")
        empty_digests(self._plan)
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def take(self, document: Document) -> None:
        at = document.seen
        if at is None:
            raise ValueError("a replayed document must have a time of arrival")
        if self._due is None:
            self._from = at.replace(hour=0, minute=0, second=0, microsecond=0)
            self._due = self._from + self._plan.every
        while at >= self._due:
            self._judge()
            self._digest(self._due)
            self._due += self._plan.every
        self._waiting.append((document, at))
        if len(self._waiting) >= TOGETHER:
            self._judge()

    def _judge(self) -> None:
        """Judge what has come since the last time, jointly."""
        waiting, self._waiting = self._waiting, []
        for judged in develop_window(waiting, self._index):
            self._learn(*judged)

    def _learn(self, document: Document, judgement: Judgement, development: Development | None) -> None:
        self._seq += 1
        self._tally.documents += 1
        self._tally.relevant += document.relevant
        self._sources.add(document.draft.source_id)
        if development is not None:
            self._developments[development.id] = development
        if judgement.role is Role.NONE:
            self._set_aside(untold(document, judgement))
        else:
            self._window.append((document, judgement))
        self._write(document, judgement)

    def _set_aside(self, entry: LeftOut) -> None:
        """Keep the first documents about something else by name, and count the rest."""
        if len(self._unrelated) < NAMED:
            self._unrelated.append(entry)
        else:
            last = self._unrelated[-1]
            self._unrelated[-1] = replace(last, times=last.times + 1)

    def finish(self) -> None:
        if self._due is not None:
            self._judge()
            self._digest(self._due)
        with (self._plan.out / "developments.jsonl").open("w", encoding="utf-8") as file:
            for id in sorted(self._developments, key=lambda id: (self._developments[id].first_seen, id)):
                development = self._developments[id]
                if development.documents:
                    self._tally.developments += 1
                    file.write(json_line(development_row(development, self._plan.watch.speakers)))

    def _write(self, document: Document, judgement: Judgement) -> None:
        self._files["documents"].write(json_line(document_row(document, judgement)))
        for claim in document.claims:
            self._tally.claims += 1
            self._files["claims"].write(json_line(claim_row(document, claim)))

    def _digest(self, until: datetime) -> None:
        if not self._window and not self._unrelated:
            return
        window = Window(since=self._from, until=until, since_seq=self._seq, until_seq=self._seq)
        situation = Situation(
            judged=self._window,
            developments={j.development_id: self._known(j.development_id) for _, j in self._window if j.development_id},
            told=self._told,
            watch=self._plan.watch,
            publishers=Publishers(_source(name) for name in sorted(self._sources)),
            past=tuple(self._past.values()),
            chronicle=self._plan.chronicle,
            open_before=tuple(self._open),
            expected=Expected(reported=self._settling),
            coverage=Coverage(),  # a recorded stream says nothing about sources that did not answer
            unrelated=tuple(self._unrelated),
        )
        start = self._from or until
        key = f"{start:%Y-%m-%d}" if self._plan.every >= timedelta(days=1) else f"{start:%Y-%m-%dT%H%M}"
        digest = compose(self._plan.reader, DigestKind.DIGEST, window, situation, key=key)
        self._remember(digest)
        self._open += digest.still_open
        self._tally.digests += 1
        write_digest(self._plan, digest)
        self._window, self._unrelated, self._from = [], [], until

    def _remember(self, digest: Digest) -> None:
        """What was told, with the reports that began it or added to it, for the digests after this one."""
        adding: dict[str, list[Document]] = defaultdict(list)
        for document, judgement in self._window:
            if judgement.development_id and judgement.role in (Role.FIRST, Role.UPDATE):
                adding[judgement.development_id].append(document)
        for told in told_now(digest.items, adding, digest.until):
            before = self._past.pop(told.development_id, None)
            documents = (*(before.documents if before else ()), *told.documents)
            self._past[told.development_id] = replace(told, documents=documents)
            self._told[told.development_id] = told.at
        self._settling = self._outcomes(digest.until)
        lately = [told for told in self._past.values() if told.at >= digest.until - LOOK_BACK]
        self._past = {told.development_id: told for told in lately[-MOST:]}

    def _outcomes(self, until: datetime) -> list[Document]:
        """The reports that say what became of what is still announced; most are repeats, which are not told."""
        plans = [plan for plan in announced(self._past.values()) if plan.day >= until.date() - CLOCKS]
        news = (document for document, judgement in self._window if judgement.role is not Role.BACKGROUND)
        return [d for d in (*self._settling, *news) if any(settles(one, plan) for one in happened(d) for plan in plans)]

    def _known(self, id: str) -> Development:
        return self._developments[id]


def _source(name: str) -> Source:
    """A source made of the name that the stream gives."""
    shown = name.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.") or name
    return Source(id=name, name=shown, kind=SourceKind.FEED, url=name)
