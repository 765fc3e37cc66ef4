"""Statements that are written once: the same rows and the same errors as by SQLAlchemy, in both databases."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import bindparam, select, text

from tests.support.archives import archive_in_memory, empty_archive
from tests.support.values import NOON, document
from tumen.errors import StorageError
from tumen.storage import Archive
from tumen.storage.prepared import Prepared, among
from tumen.storage.schema import documents

pytest_plugins = ["tests.support.postgres"]

SEEN = Prepared(
    select(*documents.c["id", "versioned_at", "judged"])
    .where(among(documents.c.id, "some"), documents.c.versioned_at >= bindparam("since"))
    .order_by(documents.c.seq)
)


def test_rows_have_their_columns_by_name_and_in_the_types_of_the_table(archive_url):
    with Archive.open(archive_url) as archive:
        archive.add([document("a"), document("b"), document("c")], now=NOON)
        with archive._database.reading() as connection:
            rows = SEEN.rows(connection, some=["a", "c", "unknown"], since=NOON)
            later = SEEN.rows(connection, some=["a"], since=NOON + timedelta(seconds=1))
            none = SEEN.first(connection, some=[], since=NOON)

    assert [(row.id, row.versioned_at, row.judged) for row in rows] == [("a", NOON, False), ("c", NOON, False)]
    assert later == []
    assert none is None


def test_more_values_than_one_statement_of_sqlite_takes_are_given_to_one(archive_url):
    with Archive.open(archive_url) as archive:
        archive.add([document("a")], now=NOON)
        with archive._database.reading() as connection:
            assert [row.id for row in SEEN.rows(connection, some=["a", *map(str, range(40_000))], since=NOON)] == ["a"]


def test_numbers_are_found_among_numbers(archive_url):
    seqs = Prepared(select(documents.c.id).where(among(documents.c.seq, "some")).order_by(documents.c.seq))
    with Archive.open(archive_url) as archive:
        archive.add([document("a"), document("b")], now=NOON)
        with archive._database.reading() as connection:
            first, second = Prepared(select(documents.c.seq).order_by(documents.c.seq)).scalars(connection)
            assert seqs.scalars(connection, some=[second, 2**40]) == ["b"]
            assert seqs.scalar(connection, some=[second, first]) == "a"


def test_a_value_that_is_not_given_is_no_null():
    with archive_in_memory() as archive, archive._database.reading() as connection, pytest.raises(KeyError):
        SEEN.rows(connection, some=["a"])


def test_it_is_read_in_the_transaction_of_everything_else(archive_url):
    """What is committed elsewhere meanwhile is not seen, though nothing was asked by SQLAlchemy before."""
    with Archive.open(archive_url) as archive, Archive.open(archive_url) as other:
        archive.add([document("a")], now=NOON)
        with archive.at_one_moment():
            before = archive.documents.find_all(["a", "b"])
            if not archive._database.is_sqlite:  # with SQLite's rollback journal a writer waits for readers
                other.add([document("b")], now=NOON)
            with archive._database.reading() as connection:
                assert connection.in_transaction()
            assert archive.documents.find_all(["a", "b"]) == before


def test_what_its_driver_refuses_is_an_error_of_ours_without_values(archive_url):
    odd = Prepared(text("SELECT secret FROM nowhere WHERE a = :a"))
    with (
        Archive.open(archive_url) as archive,
        pytest.raises(StorageError) as told,
        archive._database.reading() as connection,
    ):
        odd.rows(connection, a="password")

    assert "nowhere" in str(told.value)
    assert "password" not in str(told.value)
    assert not told.value.transient


def test_a_database_that_is_locked_may_be_asked_again(tmp_path):
    url = empty_archive(tmp_path / "tumen.db")
    with Archive.open(url, patience=0.05) as archive:
        archive.documents.find("a")
        writer = sqlite3.connect(tmp_path / "tumen.db", isolation_level=None)
        writer.execute("PRAGMA locking_mode = EXCLUSIVE")
        writer.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError) as told:
            archive.documents.find("a")
        writer.close()

    assert told.value.transient
