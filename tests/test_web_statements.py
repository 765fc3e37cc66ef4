"""What a page asks the database: each thing once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from tests.support.archives import empty_archive
from tests.support.values import NOON, development, document, judgement
from tumen import catalogue, content
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.desk import Desk
from tumen.desk.development import story
from tumen.storage import Archive
from tumen.storage.prepared import Prepared
from tumen.web.pages import Rooms
from tumen.web.pages import document as document_page


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked meanwhile, without the transactions."""
    asked: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    def asks(self: Prepared, connection: Connection, **values: object) -> Sequence[object]:
        asked.append(str(self))
        return rows(self, connection, **values)

    event.listen(Engine, "before_cursor_execute", hear)
    rows, Prepared.rows = Prepared.rows, asks  # type: ignore[method-assign]
    try:
        yield asked
    finally:
        Prepared.rows = rows  # type: ignore[method-assign]
        event.remove(Engine, "before_cursor_execute", hear)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as archive:
        archive.add([document("a"), document("b")], now=NOON)
        archive.developments.record(
            [judgement("a", "D1"), judgement("b", "D2")],
            [development("D1", "a", storyline_id="S"), development("D2", "b", storyline_id="S")],
        )
        yield Desk(archive, catalogue.load_names(content.config_folder() / "watch.toml"), Publishers([]))


def test_a_development_is_read_with_each_statement_once(desk: Desk) -> None:
    with statements() as asked:
        found = story(desk, "D1")

    assert found is not None
    assert [one.id for _, one in found.siblings] == ["D2"]
    assert len([one for one in asked if "FROM developments" in one]) == 2
    # The development, its storyline, reports, judgements, history and corrections.
    assert len([one for one in asked if one != "BEGIN"]) == 6


def test_a_document_is_traced_with_its_wordings_read_once(desk: Desk) -> None:
    with statements() as asked:
        assert desk.archive.trace("a")

    assert len([one for one in asked if "FROM document_versions" in one]) == 1


def test_the_page_of_a_document_reads_no_reply_which_it_does_not_show(desk: Desk) -> None:
    with statements() as asked:
        assert document_page(Rooms(desk, [], NOON), "a")

    assert not [one for one in asked if "FROM raws" in one]
