"""Guests stay in their room: whatever the database does, the archive raises StorageError and tells no secret."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.outsider import lose_all_tables, run
from tests.support.things import HOUR, NOON, development, digest, document, judgement, raw
from tumen.errors import StorageError
from tumen.model import Circuit, DeliveryState, Receipt, SourceHealth
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]

LEASE = timedelta(minutes=10)

WRITES: dict[str, Callable[[Archive], object]] = {
    "keep_raw": lambda archive: archive.keep_raw(raw("r1")),
    "keep_healths": lambda archive: archive.keep_healths([SourceHealth(source_id="s1")]),
    "prune_raws": lambda archive: archive.prune_raws(NOON),
    "add": lambda archive: archive.add([document("a")], now=NOON),
    "record": lambda archive: archive.record([judgement("a")], []),
    "regroup": lambda archive: archive.regroup([judgement("a")], [], [], {}),
    "seal": lambda archive: archive.seal(digest("G1"), []),
    "lease": lambda archive: archive.lease("m1", NOON, LEASE),
    "commit_point": lambda archive: archive.commit_point("m1", "token", NOON),
    "settle": lambda archive: archive.settle(Receipt(delivery_id="m1", state=DeliveryState.SENT), "token", NOON, None),
    "settle_and_lease": lambda archive: archive.settle_and_lease(
        Receipt(delivery_id="m1", state=DeliveryState.SENT), "token", NOON, None, "m2", LEASE
    ),
    "postpone": lambda archive: archive.postpone(["m1"], NOON, "down"),
    "open_circuit": lambda archive: archive.open_circuit(
        Circuit(route="mail", since=NOON, until=NOON, failures=1, detail="down")
    ),
    "close_circuit": lambda archive: archive.close_circuit("mail"),
    "hurry": lambda archive: archive.hurry(NOON),
    "reconcile": lambda archive: archive.reconcile("m1", True, NOON),
    "recover": lambda archive: archive.recover(NOON),
    "expire": lambda archive: archive.expire(NOON),
    "resolve": lambda archive: archive.resolve("m1", "sent", NOON),
    "adopt": lambda archive: archive.adopt("here"),
    "claim": lambda archive: archive.claim({}, [SourceHealth(source_id="kcna", last_asked=NOON)]),
    "take_turn": lambda archive: archive.take_turn("judging", NOON, HOUR),
    "end_turn": lambda archive: archive.end_turn("judging", "token"),
}
READS: dict[str, Callable[[Archive], object]] = {
    "raw": lambda archive: archive.raw("r1"),
    "newest_raw": lambda archive: archive.newest_raw("kcna", "https://kcna.example/feed", NOON),
    "raws": lambda archive: list(archive.raws()),
    "quarantine_list": lambda archive: archive.quarantine_list(),
    "health": lambda archive: archive.health("kcna"),
    "healths": lambda archive: archive.healths(),
    "find": lambda archive: archive.find("a"),
    "find_by_url": lambda archive: archive.find_by_url("https://kcna.example"),
    "at_addresses": lambda archive: archive.at_addresses("kcna", ["https://kcna.example"]),
    "documents": lambda archive: archive.documents(["a"]),
    "versions": lambda archive: archive.versions("a"),
    "edited": lambda archive: archive.edited(NOON),
    "unjudged": lambda archive: archive.unjudged(),
    "latest_seq": lambda archive: archive.latest_seq(),
    "claims": lambda archive: archive.claims(),
    "sharing": lambda archive: archive.sharing([1]),
    "recent": lambda archive: list(archive.recent(NOON)),
    "judged_between": lambda archive: archive.judged_between(0, 1),
    "numbers_between": lambda archive: archive.numbers_between(0, 1),
    "judgement": lambda archive: archive.judgement("a"),
    "judgements": lambda archive: archive.judgements("D1"),
    "development": lambda archive: archive.development("D1"),
    "developments": lambda archive: archive.developments(),
    "pending_edits": lambda archive: archive.pending_edits(["a"]),
    "edits": lambda archive: archive.edits("a"),
    "said_before": lambda archive: archive.said_before(NOON),
    "developments_of": lambda archive: archive.developments_of(["D1"]),
    "events": lambda archive: archive.events("D1"),
    "trace": lambda archive: archive.trace("a"),
    "mark": lambda archive: archive.mark("desk"),
    "told_to": lambda archive: archive.told_to("desk", ["D1"]),
    "told": lambda archive: archive.told("desk"),
    "digest": lambda archive: archive.digest("G1"),
    "digests": lambda archive: archive.digests(),
    "last_digest": lambda archive: archive.last_digest("desk"),
    "due": lambda archive: archive.due(NOON, 1),
    "circuits": lambda archive: archive.circuits(),
    "unknowns": lambda archive: archive.unknowns(),
    "handed_over": lambda archive: archive.handed_over(),
    "deliveries": lambda archive: archive.deliveries(),
    "attempts": lambda archive: archive.attempts("m1"),
    "count": lambda archive: archive.count(),
    "instance": lambda archive: archive.instance(),
}


def test_no_error_of_a_guest_leaves_the_archive(archive_url: str) -> None:
    """Every table is gone, so every call fails inside the database."""
    raised = set()
    with Archive.open(archive_url) as archive:
        lose_all_tables(archive_url)
        for name, call in (WRITES | READS).items():
            with pytest.raises(StorageError) as caught:
                call(archive)
            assert caught.value.__cause__ is not None
            raised.add(name)
        problems = archive.check()

    offered = {name for name in vars(archive) if not name.startswith("_")} | {"add"}
    assert raised == offered - {"check", "backup"}
    assert len(problems) == 1


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    (tmp_path / "garbage.db").write_bytes(b"not a database " * 1000)
    refused = {}
    for url in (
        f"sqlite:///{tmp_path / 'garbage.db'}",
        f"sqlite:///{tmp_path / 'missing' / 'archive.db'}",
        f"sqlite:///{tmp_path}",
        "mysql://localhost/tumen",
        "no address",
        "postgresql://127.0.0.1:9/tumen",
    ):
        with pytest.raises(StorageError) as caught:
            Archive.open(url, patience=2)
        refused[url.replace(str(tmp_path), "").split(":", maxsplit=1)[0]] = str(caught.value)

    assert refused["mysql"] == "the archive lives in SQLite or PostgreSQL, not in mysql"
    assert set(refused) == {"sqlite", "mysql", "no address", "postgresql"}


def test_a_row_that_cannot_be_read_is_a_storage_error(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        archive.add([document("a"), document("b")], now=NOON)
        archive.keep_raw(raw("r1"))
        bytes_ = "x'00'" if archive_url.startswith("sqlite") else r"'\x00'"
        run(
            archive_url,
            "UPDATE documents SET body = '{' WHERE id = 'a'",
            "UPDATE documents SET body = '{}' WHERE id = 'b'",
            f"UPDATE raws SET body = {bytes_}",
        )

        for read in (lambda: archive.find("a"), lambda: archive.find("b"), lambda: archive.raw("r1")):
            with pytest.raises(StorageError, match=r"a stored Document cannot be read|stored bytes are damaged"):
                read()


def test_an_error_tells_nothing_of_what_was_to_be_kept(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        lose_all_tables(archive_url)
        with pytest.raises(StorageError) as caught:
            archive.adopt("canary-4711")

    told = [str(caught.value), repr(caught.value), str(caught.value.__cause__), repr(caught.value.__cause__)]
    assert not [text for text in told if "canary-4711" in text]


def test_third_party_text_is_never_a_statement(archive: Archive) -> None:
    evil = "'); DROP TABLE documents; --"
    archive.add([document(evil, title=evil, text=evil)], now=NOON)
    archive.record([judgement(evil, evil)], [development(evil, evil, title=evil)])

    assert archive.find(evil) == document(evil, title=evil, text=evil)
    assert archive.find_by_url(evil) == []
    assert archive.development(evil) == development(evil, evil, title=evil)
    assert archive.check() == []
