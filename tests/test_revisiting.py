"""Pages asked again after they were read: silent edits and removals are told once, small ones are only kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.documents import shipped_watch
from tests.support.listener import Entry, Listener, listening, page, rss
from tests.support.values import document
from tests.support.web import NOON, Reply
from tumen import pipeline
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.desk import Desk
from tumen.desk.versions import MOST, edits
from tumen.model import Digest, Reader, Role, Visit
from tumen.pipeline import revisit
from tumen.pipeline.revisit import FAILURES, IN_A_RUN, OF_A_SOURCE
from tumen.storage import DocumentVersion
from tumen.web import pages
from tumen.web.pages import Rooms

pytest_plugins = ["tests.support.postgres"]

FIGURE = "The National Intelligence Service said that North Korea had sent 12,000 troops to Russia by the end of May."
NO_FIGURE = "The National Intelligence Service said that North Korea had sent troops to Russia by the end of May."
NAMED = "Defence minister No Kwang Chol saw them off at the station of Rason, the service told lawmakers in Seoul."
UNNAMED = "A minister saw them off at the station of Rason, the service told the lawmakers in Seoul on that day."
REST = "They would be trained for some weeks before they went to the front, two members of the committee said later."
COOKIES = "We and our 842 partners store and read information on your device, such as cookies, and process it further."
CHOICES = "You may accept or reject all purposes at any time, or make your choices on the page of our privacy settings."
CONSENT = "What you choose is valid for this site and for the sites of all our partners, on each of your own devices."
SUBSCRIBE = "Subscribe now to read the rest of this report: from one euro a month, cancel at any time, for all devices."
HEADLINE = "NIS on the troops that North Korea sent to Russia"


@pytest.fixture
def listener():
    with listening(full_text=True) as made:
        made.watch = shipped_watch()
        made.replies["/feed"] = rss(Entry(HEADLINE, "The service spoke in Seoul.", "v", made.site.url("/visit")))
        says(made, FIGURE, NAMED, REST)
        made.collect()
        made.develop()
        yield made


def says(listener: Listener, *paragraphs: str, tag: str = "") -> None:
    reply = page(HEADLINE, *paragraphs)
    listener.replies["/visit"] = replace(reply, headers={**reply.headers, **({"ETag": tag} if tag else {})})


def after(listener: Listener, hours: float) -> None:
    """Collect and judge so many hours after noon."""
    listener.clock.later(hours=(NOON + timedelta(hours=hours) - listener.clock()) / timedelta(hours=1))
    listener.collect()
    listener.develop()


def tell(listener: Listener) -> Digest:
    listener.clock.later(hours=2)
    who = Reader(id="desk", name="Desk")
    shown = pipeline.preview(listener.archive, listener.content, who, listener.clock())
    return pipeline.write_digest(listener.archive, listener.content, who, listener.clock()) or shown


def changes(digest: Digest) -> list[str]:
    return [change for item in digest.items for change in item.changes]


def versions(listener: Listener) -> int:
    (kept,) = listener.documents()
    return len(listener.archive.documents.versions(kept.id))


def test_a_page_is_asked_again_at_6_24_and_72_hours_and_never_afterwards(listener):
    asked = []
    for hour in (1, 5, 6, 12, 23, 24, 48, 71, 72, 80, 200):
        before = listener.site.count("/visit")
        after(listener, hour)
        asked += [hour] * (listener.site.count("/visit") - before)

    assert asked == [6, 24, 72]


def test_hours_in_which_nobody_asked_are_not_made_up_for(listener):
    after(listener, 30)
    after(listener, 31)

    assert listener.site.count("/visit") == 2


def test_a_page_is_asked_conditionally(listener):
    says(listener, FIGURE, NAMED, REST, tag='"one"')
    after(listener, 6)
    listener.replies["/visit"] = Reply(304, b"")
    after(listener, 24)

    given = [ask.headers.get("if-none-match") for ask in listener.site.asks if ask.target == "/visit"]
    assert given == [None, None, '"one"']
    assert versions(listener) == 1


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ((NO_FIGURE, NAMED, REST), ["roops: News removed the figure 12,000 (NIS), noticed 6 h after publishing"]),
        ((FIGURE, UNNAMED, REST), ["removed the name No Kwang Chol"]),
        ((FIGURE.replace("12,000", "3,000"), NAMED, REST), ["12,000", "→ 3,000"]),
        ((FIGURE, NAMED, REST, "Kim Yo Jong denied it and spoke of 400 engineers in Kursk."), ["400"]),
    ],
    ids=["a figure removed", "a name removed", "a figure changed", "a figure added"],
)
def test_a_silent_edit_is_told_once(listener, now, told):
    tell(listener)
    listener.clock.later(hours=-2)
    says(listener, *now)
    after(listener, 6)
    first, second = tell(listener), tell(listener)

    assert [item.kind for item in first.items] == ["update"]
    for piece in told:
        assert piece in "; ".join(changes(first))
    assert second.items == ()
    assert versions(listener) == 2


def test_who_published_it_is_named(listener):
    tell(listener)
    says(listener, NO_FIGURE, NAMED, REST)
    after(listener, 24)
    (item,) = tell(listener).items

    assert f"{item.reports[0].publisher} removed" in item.changes[0]


@pytest.mark.parametrize(
    "now",
    [
        (FIGURE, NAMED, REST.replace("some weeks", "several weeks")),
        (FIGURE, NAMED, REST + " Reporting by our staff."),
        (FIGURE.replace("12,000", "12 000"), NAMED, REST),
    ],
)
def test_a_small_edit_is_kept_and_not_told(listener, now):
    tell(listener)
    says(listener, *now)
    after(listener, 24)
    judged = listener.archive.developments.judgement(listener.documents()[0].id)

    assert versions(listener) == 2
    assert judged.role is Role.REPEAT
    assert tell(listener).items == ()


@pytest.mark.parametrize(
    "now",
    [
        page("Sign in", *["Subscribe now for unlimited access to all articles of this site."] * 9),
        page(HEADLINE, "Read on with a subscription."),
        page(HEADLINE, COOKIES, CHOICES, CONSENT),
        page(HEADLINE, FIGURE, SUBSCRIBE, CONSENT),
        Reply(503, b""),
        Reply(403, b""),
    ],
    ids=["a wall", "a stub", "a wall of cookies", "a paywall", "down", "forbidden"],
)
def test_a_page_that_does_not_show_the_report_takes_nothing_back(listener, now):
    tell(listener)
    listener.replies["/visit"] = now
    for hour in (6, 7, 8, 9, 24):
        after(listener, hour)

    assert versions(listener) == 1
    assert tell(listener).items == ()


def test_a_page_that_keeps_more_than_half_of_the_words_was_edited(listener):
    says(listener, NO_FIGURE, UNNAMED)
    after(listener, 6)

    assert versions(listener) == 2


def test_a_server_that_fails_is_asked_three_times_and_then_at_the_next_hour(listener):
    listener.replies["/visit"] = Reply(503, b"")
    for hour in range(6, 25):
        after(listener, hour)

    assert FAILURES == 3
    assert listener.site.count("/visit") == 1 + FAILURES + 1


@pytest.mark.parametrize(
    ("now", "how"),
    [
        (Reply(404, b""), "HTTP 404"),
        (Reply(410, b""), "HTTP 410"),
        (Reply(302, b"", {"Location": "/en/"}), "redirected"),
        (Reply(302, b"", {"Location": "/en/index.html"}), "redirected"),
        (Reply(302, b"", {"Location": "/index.php"}), "redirected"),
        (Reply(302, b"", {"Location": "/?from=visit"}), "redirected"),
        (Reply(302, b"", {"Location": "/en-US/Home.aspx?utm_source=x#top"}), "redirected"),
    ],
)
def test_a_page_that_is_gone_twice_is_told_once_as_taken_away(listener, now, how):
    tell(listener)
    front = page("Front page", "All the news of the day and of the night.")
    listener.replies |= {"/visit": now, (now.headers or {}).get("Location", "/en/").partition("#")[0]: front}
    after(listener, 6)
    once = tell(listener)
    after(listener, 9)
    gone = tell(listener)
    after(listener, 24)

    assert once.items == ()
    assert [change.partition(" took")[2] for change in changes(gone)] == [
        " its report away, noticed 9 h after publishing"
    ]
    assert listener.documents()[0].draft.gone.startswith(how)
    assert tell(listener).items == ()
    assert listener.site.count("/visit") == 4


@pytest.mark.parametrize("back", [page(HEADLINE, FIGURE, NAMED, REST), Reply(304, b"")], ids=["whole", "unchanged"])
def test_a_page_that_comes_back_later_is_told_to_be_back_and_takes_nothing_back(listener, back):
    says(listener, FIGURE, NAMED, REST, tag='"one"')
    after(listener, 6)
    tell(listener)
    listener.replies["/visit"] = Reply(404, b"")
    after(listener, 24)
    after(listener, 26)
    tell(listener)
    was = listener.documents()[0].draft.gone
    listener.replies["/visit"] = back
    after(listener, 72)

    assert (was, listener.documents()[0].draft.gone) == ("HTTP 404", "")
    assert listener.archive.developments.judgement(listener.documents()[0].id).role is Role.UPDATE
    assert [change.partition(" put back")[2] for change in changes(tell(listener))] == [
        " what it had taken away, noticed 72 h after publishing"
    ]
    assert tell(listener).items == ()


def test_a_page_that_is_back_after_an_hour_was_not_taken_away(listener):
    tell(listener)
    listener.replies["/visit"] = Reply(404, b"")
    after(listener, 6)
    says(listener, FIGURE, NAMED, REST)
    after(listener, 7)
    listener.replies["/visit"] = Reply(404, b"")
    after(listener, 24)

    assert listener.documents()[0].draft.gone == ""
    assert tell(listener).items == ()


@pytest.mark.parametrize(
    ("there", "away", "taken"),
    [
        (page(HEADLINE, FIGURE, NAMED, REST), page(HEADLINE, NO_FIGURE, NAMED, REST), "removed the figure 12,000"),
        (page(HEADLINE, FIGURE, NAMED, REST), page(HEADLINE, FIGURE, UNNAMED, REST), "removed the name No Kwang Chol"),
        (page(HEADLINE, FIGURE, NAMED, REST), Reply(404, b""), "took its report away"),
    ],
    ids=["a figure", "a name", "the whole page"],
)
def test_a_page_that_alternates_is_told_once_as_changed_back_and_forth(listener, monkeypatch, there, away, taken):
    monkeypatch.setattr(revisit, "AFTER", tuple(timedelta(hours=hour) for hour in range(6, 60, 6)))
    says(listener, FIGURE, NAMED, REST)
    tell(listener)
    told = []
    for n, hour in enumerate(range(6, 42, 6)):
        listener.replies["/visit"] = there if n % 2 else away
        after(listener, hour)
        after(listener, hour + 1)  # a page that is not there is asked a second time
        told.append(" ".join(changes(tell(listener))))

    assert taken in told[0]
    assert "put back what it had taken away" in told[1]
    assert "keeps changing its report" in told[2]
    assert told[3:] == [""] * 3


def test_what_is_taken_away_for_the_first_time_is_told_of_a_page_that_keeps_changing_too(listener, monkeypatch):
    monkeypatch.setattr(revisit, "AFTER", tuple(timedelta(hours=hour) for hour in range(6, 60, 6)))
    told = []
    for hour, figure, name in (
        (6, NO_FIGURE, NAMED),
        (12, FIGURE, NAMED),
        (18, NO_FIGURE, NAMED),
        (24, NO_FIGURE, UNNAMED),
        (30, FIGURE, NAMED),
    ):
        says(listener, figure, name, REST)
        after(listener, hour)
        told.append(" ".join(changes(tell(listener))))

    assert "keeps changing" in told[2]
    assert "removed the name No Kwang Chol" in told[3]
    assert told[4] == ""


@pytest.mark.parametrize("facts", [{"enabled": False}, {"full_text": False}])
def test_a_source_that_is_switched_off_is_not_asked_again(listener, facts):
    listener.sources = tuple(replace(source, **facts) for source in listener.sources)
    after(listener, 24)

    assert listener.site.count("/visit") == 1


def test_so_many_of_a_source_and_of_a_run_are_asked_and_the_longest_due_first(archive):
    archive.add([document(f"{source}{n}") for source in "abc" for n in range(4)], now=NOON)
    archive.visits.keep(
        Visit(document_id=f"{source}{n}", source_id=source, address="https://x.example/1", stood=NOON,
              due=NOON + timedelta(minutes=n))
        for source in "abc" for n in range(4)
    )  # fmt: skip
    found = archive.visits.due(NOON + timedelta(hours=1), "ab", each=2, limit=3)

    assert [visit.document_id for visit in found] == ["a0", "b0", "a1"]
    assert (OF_A_SOURCE, IN_A_RUN) == (20, 200)


def test_wordings_stand_side_by_side_sentence_by_sentence(listener):
    says(listener, NO_FIGURE, NAMED, "The committee meets again on Friday.", REST)
    after(listener, 6)
    (kept,) = listener.documents()
    (edit,) = edits(listener.archive.documents.versions(kept.id), "en")
    _, facts = pages.document(Rooms(Desk(listener.archive, None, Publishers([])), [], NOON), kept.id)

    assert [(one.before, one.after) for one in edit.changed] == [
        (FIGURE, NO_FIGURE), ("", "The committee meets again on Friday.")]  # fmt: skip
    assert edit.at == listener.clock()
    assert facts["edits"] == (edit,)


def test_only_so_many_sentences_are_compared():
    text = "\n".join(f"Sentence number {n} is here." for n in range(MOST + 50))
    first = DocumentVersion(document_id="a", number=1, at=NOON, title="T", text=text)
    last = replace(first, number=2, text=text + "\nAnother one.")

    assert edits([first, last], "en")[0].changed == ()


@pytest.mark.parametrize(
    ("address", "is_front"),
    [
        ("https://a.example", True), ("https://a.example/", True), ("https://a.example/en/", True),
        ("https://a.example/index.html", True), ("https://a.example/zh-hans/index.php", True),
        ("https://a.example/news/", False), ("https://a.example/123", False), ("https://a.example/index.html/7", False),
        ("https://a.example/en/visit", False), ("https://a.example/home/visit.html", False),
    ],
)  # fmt: skip
def test_the_first_page_of_a_site_is_told_from_its_other_pages(address, is_front):
    assert revisit._is_front(address) is is_front


def test_a_report_that_moved_to_an_address_with_a_query_is_not_taken_away(listener):
    tell(listener)
    listener.replies |= {
        "/visit": Reply(302, b"", {"Location": "/?p=123"}),
        "/?p=123": page(HEADLINE, FIGURE, NAMED, REST),
    }
    after(listener, 6)
    after(listener, 9)

    assert listener.site.count("/?p=123") > 0
    assert listener.documents()[0].draft.gone == ""
    assert tell(listener).items == ()
