"""What a collection judged by its lead alone is judged in full when somebody asks for it."""

from __future__ import annotations

import pytest

import tumen
from tests.support.values import HOUR, NOON
from tumen.model import Document, Draft, ReasonCode
from tumen.pipeline import Content, develop_all, finish
from tumen.pipeline.allowance import MOST_IN_A_RUN, Allowance
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]

LATE = "Seoul's spy agency said on Friday that North Korea had sent 3,000 soldiers to Russia."
TEXT = f"North Korea and Russia signed nothing. {'The hall was full. ' * 80}{LATE}"


@pytest.fixture(scope="module")
def watch():
    return tumen.load_watch()


def in_part(watch) -> Document:
    draft = Draft(source_id="s", key="a", title="Moscow and Pyongyang", text=TEXT, published=NOON)
    return Allowance(read=MOST_IN_A_RUN).assess(draft, watch, NOON)


def codes(document: Document | None) -> set[ReasonCode]:
    assert document is not None
    return {reason.code for reason in document.reasons}


@pytest.mark.parametrize("judged_before", [True, False])
def test_what_was_read_by_its_lead_is_read_whole_and_judged_once_more(archive: Archive, watch, judged_before) -> None:
    content = Content(sources=(), readers=(), watch=watch, chronicle=())
    short = in_part(watch)
    archive.add([short], now=NOON)
    if judged_before:
        develop_all(archive, content, lambda: NOON)
    before = archive.documents.find(short.id)

    assert (ReasonCode.LEAD_ONLY in codes(before), short.claims) == (True, ())
    assert finish(archive, watch, NOON + HOUR) == 1
    assert develop_all(archive, content, lambda: NOON + HOUR).judged == 1
    after = archive.documents.find(short.id)
    assert ReasonCode.LEAD_ONLY not in codes(after)
    assert [claim.low for claim in after.claims] == [3000]
    assert after.seen == NOON
    assert finish(archive, watch, NOON + HOUR) == 0
    assert archive.upkeep.check() == []


def test_an_edit_after_it_was_read_whole_is_a_further_version(archive: Archive, watch) -> None:
    content = Content(sources=(), readers=(), watch=watch, chronicle=())
    short = in_part(watch)
    for step in (lambda: archive.add([short], now=NOON), lambda: finish(archive, watch, NOON + HOUR)):
        step()
        develop_all(archive, content, lambda: NOON)
    edited = tumen.assess(
        Draft(source_id="s", key="a", title="Moscow and Pyongyang", text=TEXT.replace("3,000", "4,000")),
        watch,
        seen=NOON,
    )

    assert archive.add([edited], now=NOON + 2 * HOUR).versions == (short.id,)
    assert develop_all(archive, content, lambda: NOON).judged == 1
    assert len(archive.edits.of(short.id)) == 2
