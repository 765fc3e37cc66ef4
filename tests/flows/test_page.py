"""Third-party text on a page or in a table of the web UI stays text."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest

from flows.artifacts import ROWS, page, plain, result, sources_table
from flows.tasks import artifact_key
from tumen.logs import Fields
from tumen.model import Coverage, Digest, DigestKind, Item, ItemKind, Reader, Trouble
from tumen.report.rows import SourceRow, of_digest

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOSTILE = [
    "[press](javascript:alert(1))",
    "![](https://tracker.example/x.png)",
    "<script>alert(1)</script>",
    "one\n\n# two",
    "| a | b |\n|---|---|",
    "`code` $x$ ~~gone~~ **bold**",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_a_headline_is_markup(words: str) -> None:
    shown = plain(words)

    assert "\n" not in shown
    assert "<" not in shown
    assert not any(mark in shown.replace(f"\\{mark}", "") for mark in "[]()!`*$~|#")


def test_a_page_shows_its_reader_items_sources_not_reached_and_deliveries(tmp_path) -> None:
    item = Item(development_id="d", kind=ItemKind.NEW, headline="Treaty <signed>")
    coverage = Coverage(reached=1, of=2, troubles=(Trouble(source_id="t", name="TASS", reason="timed out"),))
    digest = Digest(
        id="1", key="desk-1", reader_id="desk", kind=DigestKind.DIGEST, language="en", since=None, until=NOON, since_seq=0,
        until_seq=1, not_after=NOON, items=(item,), coverage=coverage,
    )  # fmt: skip

    summary = of_digest(digest, Reader(id="desk", name="The desk"), tmp_path)
    shown = page(digest, summary, [{"delivery": "x", "state": "failed", "detail": "550 no such user"}])

    assert shown.startswith("# The desk\n")
    assert "1 new, 0 changed" in shown
    assert "* **new** Treaty &lt;signed&gt;" in shown
    assert "1 of 2 sources reached" in shown
    assert "## Not reached\n\n* TASS: timed out\n" in shown
    assert shown.endswith("## Deliveries\n\n* failed: 550 no such user")


def row(source: str, reason: str = "") -> SourceRow:
    return {
        "source": source, "name": source, "state": "ok", "reached": not reason, "new": 3, "reason": reason,
        "fell_silent": False,
    }  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_the_table_of_sources_is_markup(words: str) -> None:
    (shown,) = sources_table([{**row("tass", words), "name": words, "state": "backing_off"}])

    assert shown == {
        "source": "tass", "name": plain(words), "state": "backing off", "reached": "no", "new": 3, "reason": plain(words),
    }  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_the_result_of_a_run_is_markup_and_what_is_indented_belongs_to_the_line_before(words: str) -> None:
    shown = result(["Reached 0 of 1 source; 0 new documents.", f"  not reached: TASS: {words}", "Next: tumen status"])

    first, second, third = shown.split("\n")
    assert first.startswith("* Reached 0 of 1 source")
    assert second == f"  * {plain(f'not reached: TASS: {words}')}"
    assert third == f"* {plain('Next: tumen status')}"


def test_the_table_of_sources_is_bounded() -> None:
    assert len(sources_table([row(f"s{n}") for n in range(ROWS + 1)])) == ROWS


def test_a_readers_page_has_a_name_that_prefect_takes() -> None:
    assert artifact_key("north_desk.2") == "digest-north-desk-2"


def test_a_log_line_carries_its_fields_in_its_text() -> None:
    record = logging.makeLogRecord({"msg": "source failed", "source": "tass", "reason": "timed out"})

    Fields().filter(record)

    assert record.getMessage() == "source failed: source=tass reason=timed out"
