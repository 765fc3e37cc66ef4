"""What shows only over days: gaps, moves, ends, edits without end, and bytes that are let go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.listener import Entry, Listener, listening, rss
from tests.support.web import Ask, Reply
from tumen import pipeline

GOOD = rss(Entry("One thing happened", guid="1"), Entry("Another did", guid="2"))
DAY = timedelta(days=1)


@pytest.fixture
def listener():
    with listening() as made:
        yield made


def numbered(first: int, last: int) -> Reply:
    texts = ("bridge", "harvest", "museum", "railway", "port", "school", "festival", "mine", "clinic", "ferry")
    return rss(
        *(Entry(f"The {texts[n % 10]} number {n} opened", f"It has {n} rooms.", f"g{n}") for n in range(first, last))
    )


def test_a_reply_that_shares_no_item_with_the_last_is_told_and_asked_sooner(listener: Listener) -> None:
    overlap = listener.listen(numbered(0, 8), numbered(4, 12))
    gap = listener.listen(numbered(30, 38))

    assert overlap.notes == []
    assert gap.notes == ["News: no item in common with its last reply; some may have been missed"]
    assert listener.health().possible_gap == listener.clock()
    assert listener.health().next_due == listener.clock() + timedelta(minutes=30)
    assert len(listener.titles()) == 20


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address_and_brings_nothing_twice(listener: Listener) -> None:
    listener.replies["/new"] = GOOD
    for _ in range(5):
        listener.listen(Reply(301, b"", {"Location": "/new"}), hours=25)
    before = listener.site.count("/feed")
    listener.listen(Reply(301, b"", {"Location": "/new"}), hours=25)

    assert listener.site.count("/feed") == before == 3
    assert listener.health().moved_to == listener.site.url("/new")
    assert len(listener.titles()) == 2


def test_a_move_to_a_parked_domain_is_never_believed(listener: Listener) -> None:
    listener.replies["/parked"] = Reply(body=b"<html><body>This domain is for sale</body></html>")
    listener.listen(GOOD)
    for _ in range(6):
        listener.listen(Reply(301, b"", {"Location": "/parked"}), hours=25)
    (before, after) = (listener.health(), listener.listen(GOOD, hours=25))

    assert (before.state, before.moved_to) == ("not_a_feed", None)
    assert "parked" in before.reason
    assert after.reached == 1


def test_gone_twice_is_never_asked_again_until_a_person_does(listener: Listener) -> None:
    listener.listen(GOOD)
    for _ in range(10):
        listener.listen(Reply(410, b""), hours=25)
    asked = listener.site.count("/feed")
    listener.collect(force=True)

    assert asked == 3
    assert listener.site.count("/feed") == 4
    assert listener.health().state == "gone"


def test_a_missing_feed_is_asked_once_a_day_for_ever_and_comes_back(listener: Listener) -> None:
    for _ in range(24 * 8):
        listener.listen(Reply(404, b""), hours=1)
    asked = listener.site.count("/feed")
    done = listener.listen(GOOD, hours=30)

    assert 10 <= asked <= 13
    assert (done.reached, done.new, listener.health().failures) == (1, 2, 0)


def test_tags_that_change_every_time_and_tags_that_never_do_lose_and_repeat_nothing(listener: Listener) -> None:
    changing = [replace(GOOD, headers={**GOOD.headers, "ETag": f'"{n}"'}) for n in range(3)]
    listener.listen(*changing)
    more = replace(rss(Entry("A third", guid="3"), Entry("Another did", guid="2")), headers={"ETag": '"2"'})
    done = listener.listen(more)

    assert (done.new, len(listener.titles())) == (1, 3)


def test_not_modified_to_a_question_that_was_not_asked_is_a_failure(listener: Listener) -> None:
    listener.replies["/feed"] = Reply(304, b"")
    listener.collect()

    assert (listener.health().state, "had no condition" in listener.health().reason) == ("backing_off", True)


def test_validators_of_a_reply_that_could_not_be_read_are_never_sent(listener: Listener) -> None:
    broken = Reply(body=b"<html>log in</html>", headers={"ETag": '"login"'})
    listener.listen(GOOD, broken, GOOD, hours=30)

    assert '"login"' not in {ask.headers.get("if-none-match") for ask in listener.site.asks}


def test_every_reply_is_kept_as_it_came_and_let_go_after_its_time_unless_something_in_it_is_kept_aside(
    listener: Listener,
) -> None:
    odd = Reply(body=b"<rss><channel><item><title>Fine</title></item><item></item></channel></rss>")
    listener.listen(GOOD, odd, hours=30)
    kept = [raw.body for raw in listener.archive.raws.iterate()]
    keep = pipeline.Keep(raws=DAY, raw_bytes=10**9, quarantine=9 * DAY, versions=2)
    gone = pipeline.prune(listener.archive, keep, listener.clock() + 2 * DAY).raws
    left = [raw.body for raw in listener.archive.raws.iterate()]
    (aside,) = listener.archive.sources.quarantined()

    assert kept == [GOOD.body, odd.body]
    assert (gone, left) == (1, [odd.body])
    assert aside.reason == "has neither title nor text"
    assert listener.archive.raws.find(aside.raw_id or "") is not None


def test_the_same_bytes_are_kept_once_however_often_they_come(listener: Listener) -> None:
    listener.listen(*[replace(GOOD, headers={})] * 5, hours=30)

    assert listener.site.count("/feed") == 5
    assert listener.archive.upkeep.count().raws == 1


def test_a_text_that_changes_back_and_forth_fills_no_archive(listener: Listener) -> None:
    """Two servers behind one name, one of them behind the other."""
    a, b = (rss(Entry("One thing happened", text, "1")) for text in ("It rained all day.", "It rained all night."))
    listener.listen(*[a, b] * 10)
    (document,) = listener.documents()

    assert len(listener.archive.documents.versions(document.id)) == 4


def test_a_feed_that_is_asked_at_two_schemes_is_one_source(listener: Listener) -> None:
    def answer(ask: Ask) -> Reply:
        return GOOD

    listener.site.answer = answer
    (news,) = listener.sources
    listener.sources += (replace(news, id="twin", url=news.url + "/"),)
    done = listener.collect()

    assert (done.asked, len(listener.site.asks)) == (1, 1)
    assert listener.health("twin").state == "never_asked"
