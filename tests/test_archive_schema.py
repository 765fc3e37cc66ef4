"""The schema: made by migrations alone, checked when an archive is opened, and strict about what is sealed."""

from __future__ import annotations

import sqlite3
import stat
from datetime import timedelta
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, delete, make_url

from tests.support.archives import archive_in_memory
from tests.support.outsider import run
from tests.support.values import NOON, delivery, development, digest, document, judgement
from tumen.errors import SchemaOutdated, StorageError
from tumen.storage import Archive
from tumen.storage.database import Database, journal_mode
from tumen.storage.schema import REVISION, documents, metadata
from tumen.storage.upgrade import MIGRATIONS

pytest_plugins = ["tests.support.postgres"]

# Take the last migrations back, as an archive of the release before is.
NOT_SEARCHED = (
    "DROP TABLE put_aside",
    "DROP TABLE batches",
    "DROP TABLE page_visits",
    "DROP TABLE correction_subjects",
    "DROP TABLE corrections",
    "DROP TABLE search_text",
    "DROP INDEX ix_documents_found",
    "DROP INDEX ix_developments_ahead",
    "ALTER TABLE developments DROP COLUMN first_day",
    *(line for table in ("documents", "developments")
      for line in (f"DROP INDEX ix_{table}_day", f"ALTER TABLE {table} DROP COLUMN day")),
)  # fmt: skip
NOT_KNOWN = (*NOT_SEARCHED, *(f"DROP TABLE known_{name}" for name in ("reports", "developments", "rarity")))
UNNAMED = (
    "CREATE TABLE house (name VARCHAR NOT NULL PRIMARY KEY, number BIGINT DEFAULT 0 NOT NULL, value TEXT)",
    "INSERT INTO house SELECT name, number, value FROM state",
    "DROP TABLE state",
)


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    """Each database has a full-text index of its own make, which tests/test_search.py asks."""
    return kind != "table" or not str(name).startswith("search_text")


def test_the_migrations_make_the_schema_that_the_code_expects(archive_url: str) -> None:
    engine = create_engine(make_url(archive_url.replace("postgresql:", "postgresql+psycopg:")))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_ours})
        differences = compare_metadata(context, metadata)
    engine.dispose()

    assert differences == []


def test_the_code_knows_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_an_empty_database_is_made_ready(empty_url: str) -> None:
    with pytest.raises(SchemaOutdated, match=rf"schema none, this program needs {REVISION}: tumen upgrade$"):
        Archive.open(empty_url, upgrade=False)

    with Archive.open(empty_url) as archive:
        archive.add([document("a")], now=NOON)
    with Archive.open(empty_url, upgrade=False) as archive:
        kept = archive.documents.find("a")

    assert kept == document("a")


def test_a_database_of_a_newer_program_is_refused(archive_url: str) -> None:
    run(archive_url, "UPDATE alembic_version SET version_num = '9999'")

    for upgrade in (True, False):
        with pytest.raises(
            SchemaOutdated, match=f"schema 9999, this program knows up to {REVISION}: update the program"
        ):
            Archive.open(archive_url, upgrade=upgrade)


def test_a_database_of_an_older_program_says_what_to_do(archive_url: str) -> None:
    run(archive_url, "UPDATE alembic_version SET version_num = '0000'")

    with pytest.raises(SchemaOutdated, match=f"schema 0000, this program needs {REVISION}: tumen upgrade"):
        Archive.open(archive_url, upgrade=False)
    with pytest.raises(SchemaOutdated, match="could not be upgraded"):
        Archive.open(archive_url)


def test_what_was_kept_under_the_first_schema_is_there_under_this_one(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        archive.digests.seal(digest("G1"), [delivery("m1", "G1")])
        archive.ledger.lease("m1", NOON, timedelta(hours=1))
        before = archive.outbox.attempts("m1")
        archive.add([document("a")], now=NOON)
        archive.developments.record([judgement("a", "D1")], [development("D1", "a")])
    back = [
        "DROP TABLE circuits",
        "ALTER TABLE attempts DROP COLUMN reference",
        "DROP TABLE former_judgements",
        "ALTER TABLE developments DROP COLUMN merged_into",
        "DROP TABLE chronicle_documents",
        *NOT_KNOWN,
        *UNNAMED,
    ]
    run(archive_url, *back, "UPDATE alembic_version SET version_num = '0001'")

    with Archive.open(archive_url) as archive:
        assert archive.outbox.attempts("m1") == before
        assert archive.circuits.all() == []
        assert archive.developments.latest() == [development("D1", "a")]
        assert archive.upkeep.check() == []


def test_an_archive_of_the_release_before_goes_on_counting_and_keeps_its_owner(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        archive.add([document("a"), document("b")], now=NOON)
        archive.adoption.adopt("desk")
    run(archive_url, *NOT_KNOWN, *UNNAMED, "UPDATE alembic_version SET version_num = '0005'")

    with Archive.open(archive_url) as archive:
        owner = archive.adoption.instance()
        kept = archive.documents.find_all(["a", "b"])
        archive.add([document("c")], now=NOON)
        faults = archive.upkeep.check()
    numbers = run(archive_url, "SELECT seq FROM documents ORDER BY seq")

    assert (owner, kept, faults) == ("desk", [document("a"), document("b")], [])
    assert [number for (number,) in numbers] == [1, 2, 3]


def test_origins_that_were_kept_under_other_ids_are_those_of_the_watch_now(archive_url: str) -> None:
    old = ("kcna", "white-house", "us-treasury", "natalia-primorskaya", "kcna-org")
    new = ("kcna-org", "white-house", "ofac", "natalia-primorskaya")
    with Archive.open(archive_url) as archive:
        archive.add([document("a", origins=old), document("b", origins=("nis",), title="\ud83d half")], now=NOON)
        archive.developments.record([judgement("a", "D1")], [development("D1", "a", origins=old)])
        archive.add([document("a", text="edited", origins=("ru-mfa",))], now=NOON + timedelta(hours=1))
        archive.developments.record([judgement("a", "D1")], [development("D1", "a", origins=old)])
    back = *UNNAMED, *NOT_KNOWN, "DROP TABLE chronicle_documents", "UPDATE alembic_version SET version_num = '0003'"
    run(archive_url, *back)

    with Archive.open(archive_url) as archive:
        documents = archive.documents.find_all(["a", "b"])
        [opened] = archive.developments.latest()
        [edit] = archive.edits.of("a")

    assert [kept.origins for kept in documents] == [("russian-mfa",), ("nis",)]
    assert documents[1].draft.title == "\ud83d half"
    assert (opened.origins, edit.former.origins) == (new, new)


def test_an_upgrade_that_breaks_off_leaves_nothing_behind(empty_url: str) -> None:
    def break_off(_: str) -> None:
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        Archive.open(empty_url, on_commit=break_off)
    with pytest.raises(SchemaOutdated, match="schema none"):
        Archive.open(empty_url, upgrade=False)

    with Archive.open(empty_url) as archive:
        assert archive.upkeep.check() == []


def test_two_that_open_an_empty_database_at_once_both_can_use_it(empty_url: str) -> None:
    opened: list[Archive] = []
    threads = [Thread(target=lambda: opened.append(Archive.open(empty_url))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts = [archive.upkeep.count().documents for archive in opened]
    for archive in opened:
        archive.close()

    assert counts == [0, 0]


def test_archives_are_made_ready_by_several_threads_at_once(tmp_path: Path) -> None:
    opened: list[Archive] = []
    urls = [f"sqlite:///{tmp_path / name}.db" for name in "abcdefgh"]
    threads = [Thread(target=lambda url=url: opened.append(Archive.open(url))) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    problems = [archive.upkeep.check() for archive in opened]
    for archive in opened:
        archive.close()

    assert problems == [[]] * 8


def test_no_row_points_to_one_that_is_missing(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        archive.add([document("a")], now=NOON)
        archive.developments.record([judgement("a")], [])
    database = Database(archive_url)
    with pytest.raises(StorageError, match=r"(?i)foreign key"), database.writing("forget") as connection:
        connection.execute(delete(documents))
    database.close()


def test_what_is_sealed_cannot_be_rewritten_by_anybody(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        archive.digests.seal(digest("G1", told=("D1",)), [delivery("m1", "G1")])
    refused = 0
    for change in (
        "UPDATE digests SET body = 'other'",
        "UPDATE digest_entries SET reason = 'other'",
        "UPDATE told SET development_id = 'D2'",
        "UPDATE messages SET id = 'other'",
        "UPDATE deliveries SET channel = 'other'",
        "UPDATE deliveries SET recipient = 'other'",
        "UPDATE deliveries SET message_id = 'other'",
    ):
        with pytest.raises((sqlite3.IntegrityError, psycopg.errors.RaiseException), match="is sealed"):
            run(archive_url, change)
        refused += 1

    assert refused == 7


def test_a_delivery_has_a_named_state(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        archive.digests.seal(digest("G1"), [delivery("m1", "G1")])

    with pytest.raises((sqlite3.IntegrityError, psycopg.errors.CheckViolation)):
        run(archive_url, "UPDATE deliveries SET state = 'limbo'")


def test_an_archive_in_a_file_is_for_its_owner_only(tmp_path: Path) -> None:
    modes: dict[str, int] = {}

    def look(_: str) -> None:
        modes.update({path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()})

    with Archive.open(f"sqlite:///{tmp_path / 'archive.db'}", on_commit=look) as archive:
        archive.add([document("a")], now=NOON)

    assert len(modes) > 1
    assert set(modes.values()) == {0o600}


def test_an_archive_in_memory_is_shared_by_threads() -> None:
    with Archive.open("sqlite://") as archive:
        threads = [Thread(target=archive.add, args=([document(id_)],), kwargs={"now": NOON}) for id_ in "abcdefgh"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert archive.upkeep.count().documents == 8


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "WAL"),
    ],
)
def test_the_write_ahead_log_is_used_only_where_it_is_safe(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode(version) == mode


def test_the_file_has_the_journal_that_is_safe_here(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    with Archive.open(url):
        found = run(url, "PRAGMA journal_mode")

    # Outside WAL the mode belongs to a connection, not to the file, and a new one begins with "delete".
    safe = journal_mode(sqlite3.sqlite_version_info) == "WAL"
    assert found == [("wal" if safe else "delete",)]


def test_a_sound_archive_has_no_problems(archive: Archive) -> None:
    archive.add([document("a")], now=NOON)
    archive.digests.seal(digest("G1"), [delivery("m1", "G1")])

    assert archive.upkeep.check() == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE state SET number = 0", "a document has a number that was not given out yet"),
        ("INSERT INTO marks VALUES ('desk', 99)", "a reader's mark lies behind the last document"),
        ("UPDATE documents SET judged = true", "a document counts as judged without a judgement"),
        (
            "INSERT INTO judgements (seq, document_id, role, body) VALUES (1, 'a', 'none', '')",
            "a document has a judgement and counts as not judged",
        ),
    ],
)
def test_a_check_names_the_promise_that_is_broken(archive_url: str, change: str, problem: str) -> None:
    with Archive.open(archive_url) as archive:
        archive.add([document("a")], now=NOON)
        run(archive_url, change)

        assert archive.upkeep.check() == [problem]


def test_a_check_sees_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(f"sqlite:///{path}") as archive:
        archive.add([document(f"d{number}", text="x" * 5000) for number in range(100)], now=NOON)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 40_000] = bytes(40_000)
    path.write_bytes(content)

    with Archive.open(f"sqlite:///{path}") as archive:
        assert archive.upkeep.check() != []


def test_a_check_sees_a_row_that_points_nowhere(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    with Archive.open(url) as archive:
        archive.digests.seal(digest("G1"), [delivery("m1", "G1")])
        run(url, "PRAGMA foreign_keys = OFF", "DELETE FROM messages")

        assert archive.upkeep.check() == ["row 1 of deliveries points to a row of messages that is missing"]


def test_a_backup_is_an_archive_with_all_of_it(tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with Archive.open(f"sqlite:///{tmp_path / 'archive.db'}") as archive:
        archive.adoption.adopt("here")
        archive.add([document(f"d{number}") for number in range(100)], now=NOON)
        archive.upkeep.backup(copy)
        archive.add([document("later")], now=NOON)
    with Archive.open(f"sqlite:///{copy}", upgrade=False) as restored:
        counts, problems, owner = restored.upkeep.count(), restored.upkeep.check(), restored.adoption.instance()

    assert (counts.documents, problems, owner) == (100, [], "a backup of here")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert not (tmp_path / "copy.db.part").exists()


def test_a_backup_overwrites_nothing_but_its_own_leftovers(tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    (tmp_path / "copy.db.part").write_text("broken off")
    with archive_in_memory() as archive:
        archive.upkeep.backup(copy)
        with pytest.raises(StorageError, match="already exists"):
            archive.upkeep.backup(copy)
        with pytest.raises(StorageError, match="backup"):
            archive.upkeep.backup(tmp_path / "missing" / "copy.db")
