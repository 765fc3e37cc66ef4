"""What judging may cost: a bound for one document and for one collection, with the reason in the trace."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest

import tumen
from tests.support.effort import calls
from tests.support.listener import Entry, listening, rss
from tumen.analysis.assessment.assess import READ, assess
from tumen.analysis.claims.find import MOST_FIGURES, find_claims
from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.text.normalization import bounded
from tumen.analysis.text.text import Text
from tumen.model import Document, Draft, ReasonCode
from tumen.pipeline.allowance import LEAD, MOST_IN_A_RUN, MOST_OF_A_SOURCE, Allowance

NOON = datetime(2026, 2, 27, 12, tzinfo=UTC)
HEAD = "North Korea sends troops to Russia"
# Signs that cost nothing more to read than their number.
FULL = (HEAD + ". " + "= " * READ)[:READ]


@pytest.fixture(scope="module")
def watch():
    return tumen.load_watch()


def draft(number: int, source: str = "s", title: str = HEAD, text: str = FULL) -> Draft:
    return Draft(source_id=source, key=f"{source}{number}", title=title, text=text, published=NOON)


def in_part(document: Document) -> list[str]:
    return [
        reason.text for reason in document.reasons if reason.code in {ReasonCode.READ_IN_PART, ReasonCode.LEAD_ONLY}
    ]


def figures(count: int, first: int = 1000) -> str:
    return HEAD + ". " + " ".join(f"Moscow got {first + n * 7} North Korean soldiers." for n in range(count))


def test_a_sign_that_stands_for_a_sentence_is_no_way_around_the_bound_of_a_text(watch):
    document = assess(draft(1, text="\ufdfa" * READ), watch, seen=NOON)

    assert len(unicodedata.normalize("NFKC", bounded("\ufdfa" * READ))) <= 2 * READ
    assert document.relevant
    assert "only its beginning was judged" in in_part(document)[0]


@pytest.mark.parametrize("text", ["plain", "Ein Wort … und ein ﬁ, ½", "가나다 ㄱ", "ｆｕｌｌ", "…" * 50])
def test_a_text_that_grows_a_little_is_read_whole(text, watch):
    assert bounded(text) == text or len(unicodedata.normalize("NFKC", text)) > 2 * len(text)


def test_a_text_is_read_whole_up_to_twice_its_length():
    assert bounded("½" + "a") == "½a"
    assert bounded("\ufdfa" + "a" * 16) == "\ufdfa" + "a" * 16
    assert bounded("\ufdfa" + "a" * 15) == ("\ufdfa" + "a" * 15)[:15]


def test_of_a_table_the_first_hundred_figures_are_judged_and_the_trace_says_so(watch):
    fits = assess(draft(1, text=figures(MOST_FIGURES)), watch, seen=NOON)
    table = assess(draft(2, text=figures(MOST_FIGURES + 50)), watch, seen=NOON)

    assert (MOST_FIGURES, in_part(fits)) == (100, [])
    assert in_part(table) == ["it is a table: only its first 100 figures were judged"]
    assert len(fits.claims) == len(table.claims) == MOST_FIGURES


def test_a_text_of_figures_alone_costs_no_more_than_its_first_hundred(watch):
    def cost(count: int) -> int:
        text = Text.of(HEAD, "10,000 to 12,000 troops " * count, watch.vocabulary)
        find_numbers(text), watch.roles.find(text), text.sentences
        return calls(lambda: find_claims(text, watch))

    cost(1)  # compiles the patterns

    assert cost(480) < 2 * cost(120)


def test_a_title_longer_than_a_text_is_cut_and_nothing_is_cited_behind_it(watch):
    document = assess(draft(1, title=HEAD + " " + "a" * READ, text=figures(3)), watch, seen=NOON)

    assert document.relevant
    assert in_part(document)
    assert all(mention.end <= READ for mention in document.mentions)


def test_what_a_source_sends_beyond_its_allowance_is_judged_by_title_and_lead_and_no_other_source_suffers(watch):
    allowance, full = Allowance(), MOST_OF_A_SOURCE // (len(HEAD) + READ) + 1
    judged = [allowance.assess(draft(n), watch, NOON) for n in range(full + 1)]
    short = allowance.assess(draft(9001, text=figures(2)), watch, NOON)
    other = allowance.assess(draft(1, source="t"), watch, NOON)

    assert [bool(in_part(document)) for document in judged] == [False] * full + [True]
    assert "its source sent more" in in_part(judged[-1])[0]
    assert judged[-1].relevant
    assert judged[-1].draft.text == FULL
    assert (in_part(short), len(short.claims)) == ([], 2)
    assert in_part(other) == []


def test_what_all_sources_send_together_has_a_bound_too(watch):
    allowance = Allowance(read=MOST_IN_A_RUN - 1)
    last, over = (allowance.assess(draft(1, source=source), watch, NOON) for source in "ab")

    assert in_part(last) == []
    assert "all sources together" in in_part(over)[0]


def test_the_bounds_hold_what_their_reasons_say():
    assert MOST_OF_A_SOURCE // 150 == 3_333  # characters of a report
    assert MOST_IN_A_RUN == 6 * MOST_OF_A_SOURCE
    assert LEAD == 1_000


def test_what_is_not_about_the_subject_uses_nothing_up(watch):
    allowance = Allowance()
    for n in range(3):
        allowance.assess(draft(n, title="A library opens", text="Two floors. " * 900), watch, NOON)

    assert allowance.read == 0


def test_a_feed_of_hundreds_of_long_items_is_kept_whole_and_judged_within_its_allowance():
    with listening() as listener:
        items = [Entry(f"{HEAD}: part {n}", FULL[: 11_000 + n], f"k{n}", f"https://x.example/{n}") for n in range(60)]
        collected = listener.listen(rss(*items))
        kept = list(listener.archive.documents.unjudged(100))

    assert collected.new == len(kept) == 60
    assert all(document.relevant for document in kept)
    partly = [document for document in kept if in_part(document)]
    assert 10 <= len(partly) <= 20
    assert all(len(document.draft.text) >= 10_000 for document in partly)
