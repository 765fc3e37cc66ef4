"""Prefect's database made in one step is the one that its migrations make, and nobody's database is touched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flows.server import new_database


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def statements(written: str) -> list[list[str]]:
    """Each statement with its lines in order: in which order a table has its constraints, is left to chance."""
    return sorted(sorted(line.strip(" ,") for line in one.splitlines()) for one in written.split(";\n"))


@pytest.mark.prefect
def test_what_is_kept_is_what_the_migrations_of_the_installed_prefect_end_with(tmp_path: Path) -> None:
    """Where this fails Prefect was upgraded: `python -m flows.server.new_database` writes the file anew."""
    kept = new_database.SCHEMA.read_text(encoding="utf-8")

    assert statements(new_database.migrated(tmp_path / "prefect.db")) == statements(kept)


def test_on_a_fresh_home_it_is_there_before_the_server_and_for_its_owner_alone(tmp_path: Path) -> None:
    assert new_database.make({"PREFECT_HOME": str(tmp_path)})

    made = tmp_path / "prefect.db"
    assert {"alembic_version", "flow_run", "deployment"} <= tables(made)
    assert made.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["prefect.db"]


def test_a_database_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "prefect.db").write_bytes(b"somebody's")

    assert not new_database.make({"PREFECT_HOME": str(tmp_path)})
    assert (tmp_path / "prefect.db").read_bytes() == b"somebody's"


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"PREFECT_HOME": "HOME", "PREFECT_API_DATABASE_CONNECTION_URL": "postgresql+asyncpg://db/prefect"},
        {"PREFECT_HOME": "HOME", "PREFECT_SERVER_DATABASE_CONNECTION_URL": "sqlite+aiosqlite:////srv/own.db"},
        {"PREFECT_HOME": "HOME/none"},
    ],
    ids=["no home", "PostgreSQL", "another file", "no folder"],
)
def test_nothing_is_made_where_the_database_is_elsewhere(tmp_path: Path, environ: dict[str, str]) -> None:
    given = {name: value.replace("HOME", str(tmp_path)) for name, value in environ.items()}

    assert not new_database.make(given)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("said", ["-- Prefect 3.8.8\n", "-- Prefect 3.9", ""])
def test_another_release_of_prefect_migrates_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept.sql"
    home.mkdir()
    kept.write_text(said + new_database.SCHEMA.read_text(encoding="utf-8").partition("\n")[2])
    monkeypatch.setattr(new_database, "SCHEMA", kept)

    assert not new_database.make({"PREFECT_HOME": str(home)})
    assert list(home.iterdir()) == []


def test_what_cannot_be_made_is_left_to_prefect_without_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.sql"
    kept.write_text(new_database.SCHEMA.read_text(encoding="utf-8").partition("\n")[0] + "\nCREATE TABLE a (\n")
    monkeypatch.setattr(new_database, "SCHEMA", kept)
    (tmp_path / "home").mkdir()

    assert not new_database.make({"PREFECT_HOME": str(tmp_path / "home")})
    assert list((tmp_path / "home").iterdir()) == []
