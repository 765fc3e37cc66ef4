"""An upgrade rehearsed: an archive made under each older schema, filled, opened by this program, and gone on with."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, inspect, select

import tumen
from tests.support.outsider import run
from tests.support.values import HOUR, NOON, raw
from tumen import pipeline
from tumen.model import Channel, ChannelForm, Digest, Draft, Quarantined, Reader, SourceHealth
from tumen.pipeline import Content
from tumen.storage import Archive
from tumen.storage.database import Database
from tumen.storage.schema import REVISION
from tumen.storage.upgrade import MIGRATIONS

# The first takes all steps and the last but one only the newest; those between are some of both.
OLDER = [
    pytest.param(f"{number:04}", marks=() if number in {1, int(REVISION) - 1} else pytest.mark.gate)
    for number in range(1, int(REVISION))
]
READER = Reader(
    id="desk", name="The desk", channels=(Channel(id="page", form=ChannelForm.FILE, address="file", recipient="desk"),)
)
REPORTS = (
    ("Kim Jong Un meets Putin in Vladivostok", "North Korea's leader Kim Jong Un met Russian President Putin on Sunday."),
    ("Seoul: 3,000 North Korean soldiers in Russia", "Seoul's spy agency said North Korea had sent 3,000 soldiers to Russia."),
    ("Ferry between Rason and Vladivostok", "A ferry from North Korea's Rason reached Russia's Vladivostok on Friday."),
)  # fmt: skip
LATER = (
    "Seoul: 10,000 North Korean soldiers",
    "Seoul's spy agency said North Korea had sent 10,000 soldiers to Russia.",
)


@pytest.fixture(scope="module")
def judging() -> Content:
    return Content(sources=(), readers=(READER,), watch=tumen.load_watch(), chronicle=())


def told(archive: Archive, judging: Content, *reports: tuple[str, str], day: int) -> Digest | None:
    """Store and judge these reports of a day, and seal the reader's digest of them."""
    now = NOON + timedelta(days=day)
    drafts = [Draft(source_id="wire", key=title, title=title, text=text, published=now) for title, text in reports]
    archive.add([tumen.assess(draft, judging.watch, seen=now) for draft in drafts], now=now)
    pipeline.develop_all(archive, judging, lambda: now)
    return pipeline.write_digest(archive, judging, READER, now + HOUR)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, judging: Content) -> Path:
    """An archive that has lived for two days: replies, quarantine, an edit, digests with deliveries."""
    path = tmp_path_factory.mktemp("lived") / "now.db"
    with Archive.open(f"sqlite:///{path}") as archive:
        archive.adoption.adopt("here")
        archive.raws.keep(raw("r1"))
        broken = Quarantined(source_id="kcna", reason="no title", excerpt="<item/>", raw_id="r1")
        archive.add([], quarantined=[broken], health=SourceHealth(source_id="kcna", last_asked=NOON), now=NOON)
        told(archive, judging, *REPORTS[:2], day=0)
        told(archive, judging, (REPORTS[1][0], REPORTS[1][1] + " It said so twice."), REPORTS[2], day=1)
    return path


def made_under(revision: str, lived: Path, target: Path) -> str:
    """The same archive as a program of that schema would have left it."""
    url = f"sqlite:///{target}"
    old, new = Database(url), Database(f"sqlite:///{lived}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with old.writing("make") as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    with old.writing("fill") as connection, new.reading() as source:
        then, now = MetaData(), MetaData()
        then.reflect(connection)
        now.reflect(source)
        for table in then.sorted_tables:
            twin = now.tables.get("state" if table.name == "house" else table.name)
            if twin is None or table.name.startswith(("alembic", "search_text")):
                continue
            common = [name for name in table.c.keys() if name in twin.c]  # noqa: SIM118  columns, not a dict
            connection.execute(table.delete())
            rows = [dict(row) for row in source.execute(select(*twin.c[tuple(common)])).mappings()]
            if rows:
                connection.execute(table.insert(), rows)
        assert inspect(connection).has_table("house") == (revision < "0006")
    old.close()
    new.close()
    return url


SEALED = ("SELECT id, body FROM digests ORDER BY number", "SELECT id, body FROM messages ORDER BY id")


@pytest.mark.parametrize("revision", OLDER)
def test_an_archive_of_an_older_schema_is_brought_up_to_date_with_every_sealed_byte_and_goes_on_alike(
    revision: str, lived: Path, tmp_path: Path, judging: Content
) -> None:
    twin = tmp_path / "twin.db"
    twin.write_bytes(lived.read_bytes())
    url = made_under(revision, lived, tmp_path / "old.db")
    before = [run(url, question) for question in SEALED]
    with Archive.open(url) as upgraded, Archive.open(f"sqlite:///{twin}") as never:
        next_digests = [told(archive, judging, REPORTS[0], LATER, day=2) for archive in (upgraded, never)]
        counts = [asdict(archive.upkeep.count()) for archive in (upgraded, never)]
        problems, owner = upgraded.upkeep.check(), upgraded.adoption.instance()

    assert [run(url, question)[: len(rows)] for question, rows in zip(SEALED[:1], before[:1], strict=True)] == before[
        :1
    ]
    assert set(before[1]) <= set(run(url, SEALED[1]))
    assert len(before[0]) == 2
    assert (problems, owner, run(url, "SELECT version_num FROM alembic_version")) == ([], "here", [(REVISION,)])
    assert counts[0] == counts[1]
    assert next_digests[0] == next_digests[1]
    assert next_digests[0] is not None
    assert next_digests[0].items
