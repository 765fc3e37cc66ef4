"""A run knows what the run before knew: what is judged after a restart is what one unbroken process judges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

import pytest

from benchmarks.analysis import WIRE, assessed, load
from tests.support.archives import archive_in_memory
from tests.support.databases import POSTGRES_LATER
from tests.support.documents import NOON, document, shipped_watch
from tests.support.outsider import run
from tumen import pipeline
from tumen.analysis.clustering.developments import develop_window
from tumen.analysis.clustering.index import WINDOW, Index
from tumen.model import Development, Document, Judgement
from tumen.pipeline import Content, Developed
from tumen.pipeline.develop import develop_batch
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]

CONTENT = Content(sources=(), readers=(), watch=shipped_watch(), chronicle=(), fingerprint="f1")
Told = dict[str, tuple[Judgement, Development | None]]


@pytest.fixture(scope="module")
def stream() -> list[Document]:
    """The wire reports of a winter, every fifth sent again an hour later, in order of arrival."""
    reports = [d for d in assessed(load(WIRE / "winter-2026.jsonl"), shipped_watch()) if d.relevant]
    again = [replace(d, id=f"{d.id}-again", seen=(d.seen or NOON) + timedelta(hours=1)) for d in reports[::5]]
    return sorted((*reports, *again), key=lambda d: (d.seen or NOON, d.id))


def days(documents: Sequence[Document]) -> Iterator[tuple[datetime, list[Document]]]:
    """The documents of each day, and when it is over."""
    for _, some in groupby(documents, key=lambda d: (d.seen or NOON).date()):
        day = list(some)
        yield max(d.seen or NOON for d in day), day


def told(archive: Archive) -> Told:
    """What was judged, with the developments as they stand."""
    judged = archive.developments.judged_between(0, archive.documents.latest_seq())
    return {d.id: (j, archive.developments.find(j.development_id or "")) for d, j in judged}


@pytest.fixture(scope="module")
def in_one_process(stream: list[Document]) -> Told:
    """What a process judges that begins once."""
    with archive_in_memory() as archive:
        index = pipeline.recollect(archive, CONTENT, stream[0].seen or NOON)
        for now, day in days(stream):
            archive.add(day, now=now)
            develop_batch(archive, index, archive.documents.unjudged(), Developed(), now)
        return told(archive)


@pytest.fixture(scope="module")
def replayed(stream: list[Document]) -> list[Judgement]:
    """What a replay judges, which keeps nothing."""
    index = Index(shipped_watch())
    return [
        judgement
        for _, day in days(stream)
        for _, judgement, _ in develop_window([(d, d.seen or NOON) for d in day], index)
    ]


@pytest.mark.parametrize("archive_url", POSTGRES_LATER, indirect=True)
def test_a_run_a_day_judges_as_one_process_and_as_a_replay_does(
    archive: Archive, stream: list[Document], in_one_process: Told, replayed: list[Judgement]
) -> None:
    for now, day in days(stream):
        archive.add(day, now=now)
        pipeline.develop_all(archive, CONTENT, lambda now=now: now)
    judged = told(archive)

    assert judged == in_one_process
    assert [judgement for judgement, _ in judged.values()] == replayed
    assert len({judgement.role for judgement in replayed}) >= 4
    assert (stream[-1].seen or NOON) - (stream[0].seen or NOON) > WINDOW


@pytest.fixture
def begun(archive: Archive, stream: list[Document]) -> Archive:
    """An archive in which the first half of the stream is judged."""
    half = stream[: len(stream) // 2]
    archive.add(half, now=NOON)
    pipeline.develop_all(archive, CONTENT, lambda: half[-1].seen or NOON)
    return archive


def test_a_start_reads_no_text_again(begun: Archive, archive_url: str, stream: list[Document]) -> None:
    run(archive_url, "UPDATE documents SET body = 'unreadable'")

    index = pipeline.recollect(begun, CONTENT, stream[len(stream) // 2].seen or NOON)

    assert sum(index.holds(d.id) for d in stream) > len(stream) / 3


def test_an_archive_in_which_nothing_is_kept_is_read_again_and_judged_on_alike(
    begun: Archive, stream: list[Document], in_one_process: Told
) -> None:
    said: list[tuple[int, int, str]] = []
    before = begun.known.key()
    begun.known.begin(None)
    rest = stream[len(stream) // 2 :]
    begun.add(rest, now=NOON)
    pipeline.develop_all(begun, CONTENT, lambda: rest[-1].seen or NOON, lambda *done: said.append(done))
    roles = [judgement.role for judgement, _ in told(begun).values()]
    expected = [judgement.role for judgement, _ in in_one_process.values()]

    assert begun.known.key() == before is not None
    assert sum(a is b for a, b in zip(roles, expected, strict=True)) > 0.9 * len(stream)


def test_under_another_judgement_every_report_of_the_window_is_read_again(
    begun: Archive, stream: list[Document]
) -> None:
    now = stream[len(stream) // 2].seen or NOON
    other = replace(CONTENT, fingerprint="f2")
    since = now - WINDOW
    kept = {report.id: keys for report, keys in begun.known.reports(since)}

    pipeline.recollect(begun, other, now)

    assert {report.id: keys for report, keys in begun.known.reports(since)} == kept
    assert begun.known.key() != pipeline.recollect(begun, CONTENT, now) is not None


def test_what_left_the_window_is_kept_no_more(archive: Archive) -> None:
    for days_on in (0, 31):
        now = NOON + timedelta(days=days_on)
        archive.add([document("Lavrov arrives in Wonsan", hours=24 * days_on)], now=now)
        pipeline.develop_all(archive, CONTENT, lambda now=now: now)
    kept = [report.seen for report, _ in archive.known.reports(NOON - WINDOW)]

    assert kept == [NOON + timedelta(days=31)]


def test_developments_merged_by_hand_are_known_with_what_both_said(archive: Archive) -> None:
    arrival = document("Lavrov arrives in Wonsan for talks with Choe Son Hui", "He brought 300 engineers with him.")
    launch = document(
        "Russia ships 5,000 tonnes of flour to North Korea", "The ship left Vladivostok on Monday.", hours=1
    )
    archive.add([arrival, launch], now=NOON)
    pipeline.develop_all(archive, CONTENT, lambda: NOON)
    into, other = (archive.developments.judgement(d.id).development_id for d in (arrival, launch))
    pipeline.merge(archive, CONTENT, into, [other], "one journey", lambda: NOON, by="desk")

    index = pipeline.recollect(archive, CONTENT, NOON + timedelta(hours=2))
    known = index.known[into]

    assert other not in index.known
    assert list(index.members(into)) == [arrival.id, launch.id]
    assert known.development == archive.developments.find(into)
    assert {concept for d in (arrival, launch) for concept, _ in d.features.concepts} == known.concepts
    assert {claim.metric for d in (arrival, launch) for claim in d.claims} == set(known.figures) != set()
