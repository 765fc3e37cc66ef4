"""An archive is copied whole into another database, checked, and gone on with after an interruption."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.values import NOON, delivery, development, digest, document, judgement, raw
from tumen.errors import StorageError
from tumen.storage import Archive, copy_archive

pytest_plugins = ["tests.support.postgres"]


@pytest.fixture
def source(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    with Archive.open(url) as archive:
        archive.adoption.adopt("here")
        archive.raws.keep(raw("r1"))
        archive.add([document(f"d{n}") for n in range(1_100)], now=NOON)
        archive.developments.record([judgement("d1", "D1")], [development("D1", "d1")])
        archive.digests.seal(digest("G1"), [delivery("m1", "G1")])
    return url


def test_everything_is_copied_and_the_copy_sends_nothing_until_it_is_adopted(source: str, empty_url: str) -> None:
    copied = {one.table: one.rows for one in copy_archive(source, empty_url)}

    assert (copied["documents"], copied["deliveries"], copied["raws"]) == (1_100, 1, 1)
    with Archive.open(source) as old, Archive.open(empty_url) as new:
        assert new.upkeep.count() == old.upkeep.count()
        assert new.documents.find("d7") == old.documents.find("d7")
        assert new.adoption.instance() not in (None, "here")
        assert new.adoption.adopt("there", moved=True) == 0
        new.add([document("later")], now=NOON)
        new.digests.seal(digest("G2"), [delivery("m2", "G2")])
        assert [one.id for one in new.outbox.deliveries()] == ["m2", "m1"]
        assert new.upkeep.check() == []


def test_what_another_copy_sealed_itself_is_held_too_when_it_is_copied(source: str, empty_url: str) -> None:
    with Archive.open(source) as archive:
        archive.adoption.notice_copy("elsewhere")
        archive.add([document("later")], now=NOON)
        archive.digests.seal(digest("G2"), [delivery("m2", "G2")])

    copy_archive(source, empty_url)
    with Archive.open(empty_url) as archive:
        assert archive.adoption.adopt("elsewhere") == 2


def test_an_interrupted_copy_is_gone_on_with(source: str, empty_url: str) -> None:
    def interrupt(_number: int, _of: int, table: str) -> None:
        if table == "deliveries":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_archive(source, empty_url, interrupt)

    assert {one.table: one.rows for one in copy_archive(source, empty_url)}["deliveries"] == 1


def test_a_database_that_holds_another_archive_is_left_alone(source: str, archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        archive.add([document("mine")], now=NOON)

    with pytest.raises(StorageError, match="holds an archive already"):
        copy_archive(source, archive_url)
    with Archive.open(archive_url) as archive:
        assert archive.upkeep.count().documents == 1


def test_a_row_that_differs_in_the_copy_is_found(source: str, empty_url: str) -> None:
    def spoil(_number: int, _of: int, table: str) -> None:
        if table == "deliveries":
            with Archive.open(empty_url) as target:
                target.sources.keep_healths([])
                target.adoption.begin()

    with pytest.raises(StorageError, match="differs"):
        copy_archive(source, empty_url, lambda n, of, table: spoil(n, of, "deliveries" if n == 1 else table))
