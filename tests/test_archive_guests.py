"""Guests stay in their room: whatever the database does, the archive raises StorageError and tells no secret."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.outsider import lose_all_tables, run
from tests.support.values import HOUR, NOON, development, digest, document, judgement, raw
from tumen.analysis.clustering.rarity import Rarity
from tumen.analysis.clustering.remembered import Learnt
from tumen.errors import StorageError
from tumen.model import (
    Batch,
    BatchKind,
    Circuit,
    Correction,
    CorrectionKind,
    DeliveryState,
    DigestKind,
    ReasonCode,
    Receipt,
    SourceHealth,
    Visit,
)
from tumen.storage import Archive
from tumen.storage.search import Sought

pytest_plugins = ["tests.support.postgres"]

LEASE = timedelta(minutes=10)
LEARNT = Learnt(reports=(), known={}, gone=("a",), rarity=Rarity(), before=NOON)

VISIT = Visit(document_id="a", source_id="s1", address="https://example.org/a", stood=NOON, due=NOON)
CORRECTION = Correction(kind=CorrectionKind.ABOUT, at=NOON, who="desk", why="it is", documents=("a",))
BATCH = Batch(number=1, kind=BatchKind.SOURCES, made_at=NOON, token="t")

WRITES: dict[str, Callable[[Archive], object]] = {
    "chronicle.keep": lambda archive: archive.chronicle.keep([], {}, "f"),
    "documents.add": lambda archive: archive.documents.add([document("a")], now=NOON),
    "raws.keep": lambda archive: archive.raws.keep(raw("r1")),
    "sources.keep_healths": lambda archive: archive.sources.keep_healths([SourceHealth(source_id="s1")]),
    "batches.put_documents": lambda archive: archive.batches.put_documents([[document("a").draft]], NOON),
    "batches.put_sources": lambda archive: archive.batches.put_sources([["kcna"]], NOON),
    "batches.take": lambda archive: archive.batches.take(NOON, LEASE),
    "batches.renew": lambda archive: archive.batches.renew(BATCH, NOON, LEASE),
    "batches.release": lambda archive: archive.batches.release(BATCH, tried=True),
    "batches.end": lambda archive: archive.batches.end(BATCH),
    "batches.hand_in": lambda archive: archive.batches.hand_in(BATCH, [document("a")]),
    "batches.retry": lambda archive: archive.batches.retry(NOON),
    "pruning.raws": lambda archive: archive.pruning.raws(NOON, 1),
    "pruning.quarantine": lambda archive: archive.pruning.quarantine(NOON),
    "pruning.texts": lambda archive: archive.pruning.texts(NOON),
    "pruning.versions": lambda archive: archive.pruning.versions(2),
    "documents.replace_readings": lambda archive: archive.documents.replace_readings([document("a")], NOON),
    "documents.judge_again": lambda archive: archive.documents.judge_again([document("a")]),
    "add": lambda archive: archive.add([document("a")], now=NOON),
    "developments.record": lambda archive: archive.developments.record([judgement("a")], []),
    "developments.regroup": lambda archive: archive.developments.regroup([judgement("a")], [], [], {}),
    "digests.seal": lambda archive: archive.digests.seal(digest("G1"), []),
    "ledger.lease": lambda archive: archive.ledger.lease("m1", NOON, LEASE),
    "ledger.commit_point": lambda archive: archive.ledger.commit_point("m1", "token", NOON),
    "ledger.settle": lambda archive: archive.ledger.settle(
        Receipt(delivery_id="m1", state=DeliveryState.SENT), "token", NOON, None
    ),
    "ledger.settle_and_lease": lambda archive: archive.ledger.settle_and_lease(
        Receipt(delivery_id="m1", state=DeliveryState.SENT), "token", NOON, None, "m2", LEASE
    ),
    "ledger.postpone": lambda archive: archive.ledger.postpone(["m1"], NOON, "down"),
    "circuits.open": lambda archive: archive.circuits.open(
        Circuit(route="mail", since=NOON, until=NOON, failures=1, detail="down")
    ),
    "circuits.close": lambda archive: archive.circuits.close("mail"),
    "circuits.reset": lambda archive: archive.circuits.reset(NOON),
    "handovers.reconcile": lambda archive: archive.handovers.reconcile("m1", True, NOON),
    "ledger.recover": lambda archive: archive.ledger.recover(NOON),
    "redirects.redirect": lambda archive: archive.redirects.redirect({}, lambda digest_id, channel: digest_id),
    "ledger.hold": lambda archive: archive.ledger.hold("desk", list(DigestKind), NOON),
    "corrections.take_up": lambda archive: archive.corrections.take_up([document("a")], CORRECTION),
    "visits.keep": lambda archive: archive.visits.keep([VISIT]),
    "search.merge": lambda archive: archive.search.merge(),
    "search.reindex": lambda archive: archive.search.reindex(),
    "ledger.expire": lambda archive: archive.ledger.expire(NOON),
    "ledger.resolve": lambda archive: archive.ledger.resolve("m1", "sent", NOON),
    "adoption.begin": lambda archive: archive.adoption.begin(),
    "adoption.notice_copy": lambda archive: archive.adoption.notice_copy("elsewhere"),
    "adoption.adopt": lambda archive: archive.adoption.adopt("here"),
    "sources.claim": lambda archive: archive.sources.claim({}, [SourceHealth(source_id="kcna", last_asked=NOON)]),
    "known.begin": lambda archive: archive.known.begin("f"),
    "known.keep": lambda archive: archive.known.keep(LEARNT),
    "turns.take": lambda archive: archive.turns.take("judging", NOON, HOUR),
    "concerns.begin": lambda archive: archive.concerns.begin(["source kcna"], NOON),
    "concerns.end": lambda archive: archive.concerns.end(["source kcna"]),
    "turns.renew": lambda archive: archive.turns.renew("judging", "token", NOON, HOUR),
    "turns.end": lambda archive: archive.turns.end("judging", "token"),
}
READS: dict[str, Callable[[Archive], object]] = {
    "batches.absorb": lambda archive: archive.batches.absorb(NOON),
    "batches.counts": lambda archive: archive.batches.counts(NOON),
    "batches.documents": lambda archive: archive.batches.documents(),
    "batches.sources": lambda archive: archive.batches.sources(),
    "put_aside.count": lambda archive: archive.put_aside.count(),
    "put_aside.ids": lambda archive: archive.put_aside.ids(),
    "put_aside.first": lambda archive: archive.put_aside.first(1),
    "documents.imported": lambda archive: archive.documents.imported(["a"]),
    "documents.with_reason": lambda archive: archive.documents.with_reason(ReasonCode.LEAD_ONLY),
    "raws.find": lambda archive: archive.raws.find("r1"),
    "raws.newest": lambda archive: archive.raws.newest("kcna", "https://kcna.example/feed", NOON),
    "raws.nearest": lambda archive: archive.raws.nearest("kcna", "https://kcna.example/feed", NOON),
    "raws.iterate": lambda archive: list(archive.raws.iterate()),
    "sources.quarantined": lambda archive: archive.sources.quarantined(),
    "sources.health": lambda archive: archive.sources.health("kcna"),
    "sources.healths": lambda archive: archive.sources.healths(),
    "documents.seq": lambda archive: archive.documents.seq("a"),
    "documents.find": lambda archive: archive.documents.find("a"),
    "documents.first_seq": lambda archive: archive.documents.first_seq(seen_from=NOON),
    "documents.last_seen": lambda archive: archive.documents.last_seen(before=NOON),
    "concerns.known": lambda archive: archive.concerns.known(),
    "outbox.oldest": lambda archive: archive.outbox.oldest(list(DeliveryState)),
    "turns.taken": lambda archive: archive.turns.taken("judging", NOON),
    "digests.begins": lambda archive: archive.digests.begins("desk"),
    "adoption.is_new": lambda archive: archive.adoption.is_new(),
    "known.key": lambda archive: archive.known.key(),
    "known.reports": lambda archive: list(archive.known.reports(NOON)),
    "known.profiles": lambda archive: archive.known.profiles(["a"]),
    "known.developments": lambda archive: archive.known.developments(["D1"]),
    "known.rarity": lambda archive: archive.known.rarity(),
    "documents.relevant_since": lambda archive: archive.documents.relevant_since(NOON),
    "past.open_points": lambda archive: archive.past.open_points("desk", NOON),
    "past.told_of": lambda archive: archive.past.told_of("desk", ["D1"]),
    "past.told": lambda archive: archive.past.told("desk", NOON, ["S1"], limit=9),
    "documents.find_by_url": lambda archive: archive.documents.find_by_url("https://kcna.example"),
    "documents.at_addresses": lambda archive: archive.documents.at_addresses("kcna", ["https://kcna.example"]),
    "documents.find_all": lambda archive: archive.documents.find_all(["a"]),
    "documents.versions": lambda archive: archive.documents.versions("a"),
    "documents.edited": lambda archive: archive.documents.edited(NOON),
    "documents.unjudged": lambda archive: archive.documents.unjudged(),
    "documents.latest_seq": lambda archive: archive.documents.latest_seq(),
    "documents.claims": lambda archive: archive.documents.claims(),
    "shingles.sharing": lambda archive: archive.shingles.sharing([1]),
    "developments.recent": lambda archive: list(archive.developments.recent(NOON)),
    "developments.judged_between": lambda archive: archive.developments.judged_between(0, 1),
    "developments.numbers_between": lambda archive: archive.developments.numbers_between(0, 1),
    "developments.judgements_of": lambda archive: archive.developments.judgements_of(["a"]),
    "developments.judgement": lambda archive: archive.developments.judgement("a"),
    "developments.judgements": lambda archive: archive.developments.judgements("D1"),
    "developments.judgements_by_development": lambda archive: archive.developments.judgements_by_development(["D1"]),
    "developments.find": lambda archive: archive.developments.find("D1"),
    "developments.latest": lambda archive: archive.developments.latest(),
    "edits.pending": lambda archive: archive.edits.pending(["a"]),
    "edits.of": lambda archive: archive.edits.of("a"),
    "edits.withdrawn": lambda archive: archive.edits.withdrawn(NOON),
    "developments.find_all": lambda archive: archive.developments.find_all(["D1"]),
    "developments.events": lambda archive: archive.developments.events("D1"),
    "search.developments": lambda archive: archive.search.developments(Sought()),
    "search.documents": lambda archive: archive.search.documents(Sought()),
    "search.storylines": lambda archive: archive.search.storylines(Sought()),
    "search.claims": lambda archive: archive.search.claims(Sought()),
    "search.digests": lambda archive: archive.search.digests(Sought()),
    "search.matching": lambda archive: archive.search.matching(Sought(), ["D1"]),
    "search.naming": lambda archive: archive.search.naming(["actor:kim"]),
    "revision.of_known": lambda archive: archive.revision.of_known(),
    "corrections.about": lambda archive: archive.corrections.about(["a"]),
    "corrections.all": lambda archive: archive.corrections.all(),
    "corrections.of": lambda archive: archive.corrections.of(["a"]),
    "developments.moved": lambda archive: archive.developments.moved(),
    "visits.due": lambda archive: archive.visits.due(NOON, ["s1"], each=1, limit=1),
    "visits.find": lambda archive: archive.visits.find("a"),
    "search.thread": lambda archive: archive.search.thread("D1", limit=1),
    "search.telling": lambda archive: archive.search.telling("D1", limit=1),
    "search.days": lambda archive: archive.search.days(["D1"]),
    "trace": lambda archive: archive.trace("a"),
    "digests.mark": lambda archive: archive.digests.mark("desk"),
    "digests.told_until": lambda archive: archive.digests.told_until("desk", ["D1"]),
    "digests.told": lambda archive: archive.digests.told("desk"),
    "digests.find": lambda archive: archive.digests.find("G1"),
    "digests.latest": lambda archive: archive.digests.latest(),
    "digests.last": lambda archive: archive.digests.last("desk"),
    "ledger.due": lambda archive: archive.ledger.due(NOON, 1),
    "circuits.all": lambda archive: archive.circuits.all(),
    "handovers.unknowns": lambda archive: archive.handovers.unknowns(),
    "handovers.accepted": lambda archive: archive.handovers.accepted(),
    "outbox.deliveries": lambda archive: archive.outbox.deliveries(),
    "outbox.attempts": lambda archive: archive.outbox.attempts("m1"),
    "upkeep.count": lambda archive: archive.upkeep.count(),
    "adoption.instance": lambda archive: archive.adoption.instance(),
    "chronicle.find": lambda archive: archive.chronicle.find([], "f"),
}


def test_no_error_of_a_library_leaves_the_archive(archive_url: str) -> None:
    """Every table is gone, so every call fails inside the database."""
    raised = set()
    with Archive.open(archive_url) as archive:
        lose_all_tables(archive_url)
        for name, call in (WRITES | READS).items():
            with pytest.raises(StorageError) as caught:
                call(archive)
            assert caught.value.__cause__ is not None
            raised.add(name)
        problems = archive.upkeep.check()

    offered = {
        f"{namespace}.{name}"
        for namespace, held in vars(archive).items()
        if not namespace.startswith("_")
        for name in vars(type(held))
        if not name.startswith("_")
    }
    # A revision is told without any table.
    untold = {"upkeep.check", "upkeep.backup", "revision.mark", "revision.close"}
    assert raised == (offered | {"add", "trace"}) - untold
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

    assert refused["mysql"] == "unsupported database mysql: use SQLite or PostgreSQL"
    assert set(refused) == {"sqlite", "mysql", "no address", "postgresql"}


def test_a_row_that_cannot_be_read_is_a_storage_error(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        archive.add([document("a"), document("b")], now=NOON)
        archive.raws.keep(raw("r1"))
        bytes_ = "x'00'" if archive_url.startswith("sqlite") else r"'\x00'"
        run(
            archive_url,
            "UPDATE documents SET body = '{' WHERE id = 'a'",
            "UPDATE documents SET body = '{}' WHERE id = 'b'",
            f"UPDATE raws SET body = {bytes_}",
        )

        for read in (
            lambda: archive.documents.find("a"),
            lambda: archive.documents.find("b"),
            lambda: archive.raws.find("r1"),
        ):
            with pytest.raises(StorageError, match=r"a stored Document cannot be read|stored bytes are damaged"):
                read()


def test_an_error_tells_nothing_of_what_was_to_be_kept(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        lose_all_tables(archive_url)
        with pytest.raises(StorageError) as caught:
            archive.adoption.adopt("canary-4711")

    told = [str(caught.value), repr(caught.value), str(caught.value.__cause__), repr(caught.value.__cause__)]
    assert not [text for text in told if "canary-4711" in text]


def test_third_party_text_is_never_a_statement(archive: Archive) -> None:
    evil = "'); DROP TABLE documents; --"
    archive.add([document(evil, title=evil, text=evil)], now=NOON)
    archive.developments.record([judgement(evil, evil)], [development(evil, evil, title=evil)])

    assert archive.documents.find(evil) == document(evil, title=evil, text=evil)
    assert archive.documents.find_by_url(evil) == []
    assert archive.developments.find(evil) == development(evil, evil, title=evil)
    assert archive.upkeep.check() == []
