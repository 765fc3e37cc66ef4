"""How the archive stands, told by marks: a page that was made is given again only while nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import event

from tests.support.archives import archive_in_memory, empty_archive
from tests.support.values import NOON, development, digest, document, judgement
from tumen.errors import StorageError
from tumen.model import SourceHealth
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]


def test_the_mark_is_another_one_after_every_commit_and_the_same_between_them(archive_url):
    with Archive.open(archive_url) as archive, Archive.open(archive_url) as other:
        marks = [archive.revision.mark(), archive.revision.mark()]
        for write in (
            lambda: archive.add([document("a")], now=NOON),
            lambda: other.sources.keep_healths([SourceHealth(source_id="kcna")]),
            lambda: archive.digests.seal(digest("G1"), []),
        ):
            write()
            marks.append(archive.revision.mark())

    assert marks[0] == marks[1]
    assert len(set(marks)) == len(marks) - 1


def test_an_archive_in_memory_gives_no_mark_twice():
    with archive_in_memory() as archive:
        assert archive.revision.mark() != archive.revision.mark()


def test_a_revision_that_cannot_be_read_is_an_error_of_ours(tmp_path):
    with Archive.open(empty_archive(tmp_path / "tumen.db"), patience=0.1) as archive:
        archive.revision.mark()
        (tmp_path / "tumen.db").write_bytes(b"not a database " * 1000)

        with pytest.raises(StorageError):
            archive.revision.mark()


def test_the_state_of_what_is_known_follows_every_change_of_it(archive_url):
    edited = replace(document("a"), draft=replace(document("a").draft, text="Another wording"))
    writes: list[Callable[[Archive], object]] = [
        lambda archive: archive.add([document("a"), document("b")], now=NOON),
        lambda archive: archive.add([edited], now=NOON),
        lambda archive: archive.developments.record([judgement("a")], []),
        lambda archive: archive.developments.record([judgement("b", "D1")], [development("D1", "b")]),
        lambda archive: archive.digests.seal(digest("G1"), []),
    ]
    with Archive.open(archive_url) as archive:
        states = [archive.revision.of_known()]
        for write in writes:
            write(archive)
            states.append(archive.revision.of_known())

        assert len(set(states)) == len(writes) + 1
        archive.sources.keep_healths([SourceHealth(source_id="kcna")])
        assert archive.revision.of_known() == states[-1]


def test_all_that_one_thread_reads_at_one_moment_is_read_in_one_transaction(tmp_path):
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as archive:
        database, elsewhere = archive._database, []

        def read() -> None:
            with database.reading() as connection:
                elsewhere.append(connection)

        with archive.at_one_moment():
            with database.reading() as first, archive.at_one_moment(), database.reading() as second:
                thread = Thread(target=read)
                thread.start()
                thread.join()
            with database.reading() as third:
                assert first is second is third is not elsewhere[0]
        with database.reading() as after:
            assert after is not first


@pytest.mark.postgres
def test_what_is_committed_meanwhile_is_not_seen_at_one_moment(postgres):
    with postgres.archive() as url, Archive.open(url) as archive, Archive.open(url) as other:
        with archive.at_one_moment():
            counts = [archive.upkeep.count().documents]
            other.add([document("a")], now=NOON)
            counts.append(archive.upkeep.count().documents)
        counts.append(archive.upkeep.count().documents)

    assert counts == [0, 0, 1]


def test_what_waits_to_be_judged_is_found_without_looking_through_every_document(tmp_path):
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as archive:
        asked: list[tuple[str, Any]] = []
        engine = archive._database._engine
        event.listen(engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
        archive.revision.of_known()
        archive.documents.unjudged()
        archive.documents.latest_seq()
        archive.upkeep.count()
        archive.digests.seal(digest("G1"), [])
        list(archive.edits.withdrawn(NOON))
        waiting = [one for one in asked if "NOT documents.judged" in one[0] or "says_more" in one[0].lower()]
        with engine.connect() as connection:
            plans = [
                row[3]
                for sql, values in waiting
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
                if "documents" in row[3] or "former_judgements" in row[3]
            ]

    assert len(waiting) >= 6
    assert [plan for plan in plans if "SCAN" in plan and "INDEX" not in plan] == []


def test_where_a_reader_s_digest_begins_is_found_without_looking_through_every_document(tmp_path):
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as archive:
        asked: list[tuple[str, Any]] = []
        engine = archive._database._engine
        event.listen(engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
        archive.documents.first_seq(seen_from=NOON)
        archive.documents.last_seen(before=NOON)
        list(archive.developments.recent(NOON))
        seen = [one for one in asked if "documents.seen" in one[0]]
        with engine.connect() as connection:
            plans = [
                row[3]
                for sql, values in seen
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            ]

    assert len(seen) == 3
    assert [plan for plan in plans if "ix_documents_seen" not in plan] == []
