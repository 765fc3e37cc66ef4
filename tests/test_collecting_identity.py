"""Which item is which document, whatever a source calls it from one reply to the next: nothing lost, no flood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.listener import Entry, Listener, listening, rss
from tests.support.web import NOON
from tumen.model import Role

BRIDGE = Entry(
    "Bridge over the border river opens to lorries",
    "The first forty lorries crossed the new bridge on Monday, the ministry of transport said in a statement.",
    "a1",
    "https://news.example/2026/bridge",
)
GRAIN = Entry(
    "Grain ship leaves the eastern port",
    "A ship with four thousand tonnes of wheat left for the north, port officials told a local paper.",
    "a2",
    "https://news.example/2026/grain",
)
ENVOY = Entry(
    "Envoy meets the foreign minister",
    "The two spoke for an hour about an exchange of teachers and doctors, and about a railway.",
    "a3",
    "https://news.example/2026/envoy",
)
COAL = Entry(
    "Coal exports through the port double",
    "Customs figures for the third quarter show twice as much coal as a year ago, a trade group found.",
    "a4",
    "https://news.example/2026/coal",
)
ALL = (BRIDGE, GRAIN, ENVOY, COAL)


@pytest.fixture
def listener():
    with listening() as made:
        yield made


def moved(entry: Entry) -> Entry:
    return replace(entry, guid=f"https://cms.example/?p={entry.guid}")


def test_a_feed_whose_guids_all_change_at_once_brings_nothing_new(listener: Listener) -> None:
    listener.listen(rss(*ALL))
    done = listener.listen(rss(*map(moved, ALL)))

    assert (done.new, done.edited) == (0, 0)
    assert len(listener.titles()) == 4
    assert listener.health().possible_gap is None


def test_after_a_migration_new_items_are_new_and_edits_are_editions_of_the_old_document(listener: Listener) -> None:
    more = replace(moved(BRIDGE), text=BRIDGE.text + " By the evening there were sixty.")
    listener.listen(rss(BRIDGE, GRAIN, ENVOY), rss(*map(moved, (GRAIN, ENVOY, BRIDGE))))
    done = listener.listen(rss(moved(COAL), more, moved(GRAIN), moved(ENVOY)))

    assert (done.new, done.edited) == (1, 1)
    (bridge,) = [d for d in listener.documents() if "Bridge" in d.draft.title]
    versions = listener.archive.documents.versions(bridge.id)
    assert [version.text for version in versions] == [BRIDGE.text, more.text]


def test_a_site_that_moves_to_another_system_with_other_addresses_too_brings_nothing_new(listener: Listener) -> None:
    elsewhere = [replace(moved(e), link=f"https://www.news.example/article/{n}") for n, e in enumerate(ALL)]
    listener.listen(rss(*ALL))
    done = listener.listen(rss(*elsewhere), rss(*elsewhere))

    assert (done.new, done.edited) == (0, 0)
    assert len(listener.titles()) == 4


def test_headlines_without_texts_are_known_again_by_their_addresses(listener: Listener) -> None:
    bare = [replace(entry, text="") for entry in ALL]
    listener.listen(rss(*bare))
    done = listener.listen(rss(*map(moved, bare)))

    assert (done.new, len(listener.titles())) == (0, 4)


def test_a_guid_that_is_used_again_for_another_item_loses_neither(listener: Listener) -> None:
    reused = replace(GRAIN, guid=BRIDGE.guid)
    listener.listen(rss(BRIDGE))
    first = listener.listen(rss(reused))
    again = listener.listen(rss(reused))

    assert (first.new, first.edited) == (1, 0)
    assert (again.new, again.edited) == (0, 0)
    assert listener.titles() == [BRIDGE.title, GRAIN.title]


def test_guids_that_only_count_the_places_in_a_feed_lose_nothing_and_repeat_nothing(listener: Listener) -> None:
    def numbered(*entries: Entry) -> list[Entry]:
        return [replace(entry, guid=str(place)) for place, entry in enumerate(entries)]

    replies = [(BRIDGE,), (GRAIN, BRIDGE), (ENVOY, GRAIN, BRIDGE), (COAL, ENVOY, GRAIN), (COAL, ENVOY, GRAIN)]
    for reply in replies:
        done = listener.listen(rss(*numbered(*reply)))

    assert (done.new, done.edited) == (0, 0)
    assert listener.titles() == [BRIDGE.title, GRAIN.title, ENVOY.title, COAL.title]


def test_places_for_guids_and_no_addresses_lose_nothing_and_repeat_nothing(listener: Listener) -> None:
    def numbered(*entries: Entry) -> list[Entry]:
        return [replace(entry, guid=str(place), link="") for place, entry in enumerate(entries)]

    for reply in [(BRIDGE,), (GRAIN, BRIDGE), (ENVOY, GRAIN, BRIDGE), (COAL, ENVOY, GRAIN), (COAL, ENVOY, GRAIN)]:
        listener.listen(rss(*numbered(*reply)))

    assert listener.titles() == [BRIDGE.title, GRAIN.title, ENVOY.title, COAL.title]


def test_one_guid_for_all_items_keeps_them_apart_also_when_only_one_is_left(listener: Listener) -> None:
    same = [replace(entry, guid="news") for entry in ALL]
    listener.listen(rss(*same[:1]), rss(*same[:3]), rss(*same))
    done = listener.listen(rss(same[2]))

    assert (done.new, done.edited) == (0, 0)
    assert listener.titles() == [entry.title for entry in ALL]


def test_items_without_guids_are_known_by_their_addresses(listener: Listener) -> None:
    bare = [replace(entry, guid="") for entry in ALL]
    edited = replace(bare[0], title="Bridge over the river is open", text=BRIDGE.text.replace("forty", "fifty"))
    listener.listen(rss(*bare))
    done = listener.listen(rss(edited, *bare[1:]))

    assert (done.new, done.edited) == (0, 1)
    assert len(listener.titles()) == 4


def test_guids_that_come_or_go_change_nothing(listener: Listener) -> None:
    bare = [replace(entry, guid="") for entry in ALL]
    listener.listen(rss(*bare))
    with_guids = listener.listen(rss(*ALL))
    without = listener.listen(rss(*bare))

    assert (with_guids.new, without.new, len(listener.titles())) == (0, 0, 4)


def test_a_feed_with_one_address_for_all_its_items_keeps_them_apart(listener: Listener) -> None:
    front = [replace(entry, guid="", link="https://news.example/") for entry in ALL]
    for reply in [front[:1], front[1:2], front[2:], front[3:], front[:1]]:
        listener.listen(rss(*reply))

    assert listener.titles() == [entry.title for entry in ALL]


def test_todays_text_under_a_standing_headline_is_a_document_of_its_own(listener: Listener) -> None:
    def briefing(day: int, text: str) -> Entry:
        at = NOON.replace(day=day)
        return Entry("Briefing of the ministry", text, f"b{day}", "https://ministry.example/briefing", at)

    first = briefing(1, "The minister spoke about a bridge, two ships and the harvest in the eastern provinces.")
    later = briefing(4, "Questions from the press concerned the railway, visas for workers and a museum.")
    listener.listen(rss(first))
    done = listener.listen(rss(later), hours=96)

    assert (done.new, done.edited) == (1, 0)


def test_an_edited_item_is_a_new_version_kept_with_the_old_one(listener: Listener) -> None:
    rewritten = replace(BRIDGE, title="UPDATE: Bridge opens, lorries queue", text="Two hundred lorries now wait.")
    listener.listen(rss(BRIDGE, GRAIN))
    done = listener.listen(rss(rewritten, GRAIN), rss(rewritten, GRAIN))
    (document,) = [d for d in listener.documents() if d.draft.key == "a1"]

    assert (done.new, done.edited) == (0, 0)
    assert [version.title for version in listener.archive.documents.versions(document.id)] == [
        BRIDGE.title,
        rewritten.title,
    ]
    assert listener.archive.documents.edited(NOON) == [document]


def test_one_item_twice_in_a_reply_is_one_document(listener: Listener) -> None:
    listener.listen(rss(BRIDGE, replace(BRIDGE, guid="z9"), GRAIN))
    done = listener.listen(rss(replace(BRIDGE, guid="z9"), BRIDGE, GRAIN))

    assert (done.new, listener.titles()) == (0, [BRIDGE.title, GRAIN.title])


def test_a_new_item_that_resembles_one_still_shown_is_its_own(listener: Listener) -> None:
    second = replace(GRAIN, guid="a9", link="https://news.example/2026/grain-2")
    listener.listen(rss(GRAIN))
    done = listener.listen(rss(second, GRAIN))

    assert (done.new, len(listener.titles())) == (1, 2)


def test_two_sources_with_the_same_guid_and_address_are_two_documents(listener: Listener) -> None:
    other = replace(listener.sources[0], id="other", url=listener.site.url("/other"))
    listener.sources += (other,)
    listener.replies["/other"] = rss(BRIDGE)
    listener.listen(rss(BRIDGE))

    assert [d.draft.source_id for d in listener.documents()] == ["news", "other"]


def test_a_migration_floods_no_digest() -> None:
    visit = Entry(
        "Shoigu arrives in Pyongyang with a message from Putin",
        "Russia's Security Council secretary was met at the airport of the North Korean capital.",
        "v",
        "https://news.example/visit",
    )
    coal = Entry(
        "Seoul sanctions two Russian ships over North Korean coal",
        "The foreign ministry named the ships and their owner in Vladivostok.",
        "c",
        "https://news.example/coal",
    )
    with listening(subject=True) as listener:
        listener.listen(rss(visit, coal))
        listener.develop()
        known = len(listener.developments())
        listener.listen(rss(moved(visit), moved(coal)))
        listener.develop()

        roles = [judgement.role for _, judgement in listener.archive.developments.judged_between(0, 100)]

    assert known == 2
    assert roles == [Role.FIRST, Role.FIRST]
