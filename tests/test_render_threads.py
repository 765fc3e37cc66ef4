"""What an item joins on to and what is open, as readers of each language see it."""

from __future__ import annotations

import html
import re
from datetime import UTC, timedelta

import pytest

from tests.support.digests import DESK, FULL, NIS_FEB, NOON, PESKOV_FEB, channel
from tumen.delivery.render import render
from tumen.delivery.render.labels import load_labels
from tumen.delivery.render.threads import earlier_line
from tumen.model import Earlier, EarlierPlace, Item, ItemKind, Metric, Relation


def flat(text: str) -> str:
    """The words of a part on one line, without tags."""
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("part", ["html", "text"])
def test_what_an_item_joins_on_to_and_what_is_open_stand_in_the_readers_words(part: str) -> None:
    content = flat(render(FULL, channel(), DESK, theme_names={}).parts[part])

    for told in (
        "Announced before, told on 3 May 2025: Tumen road bridge to open for traffic in spring",
        "Sources disagree, troops sent: denied: 11,000 (Peskov, 27 Feb 2026); 12,000–14,000 (HUR (Ukraine), 25 Feb 2026); "
        "11,000 (NIS, 26 Feb 2026)",
        "Announced for 2 Apr 2026: Lavrov to visit Wonsan in spring",
        "Announced for 26 Feb 2026, no report that it happened: Second weekly flight",
    ):
        assert told in content


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Denies what you were told on 26 Feb 2026, troops sent: 11,000 (NIS); denied: 11,000 (Peskov)"),
        (
            "de",
            "Bestreitet, was am 26. Feb. 2026 gemeldet wurde, entsandte Soldaten: 11.000 (NIS); bestritten: 11.000 (Peskov)",
        ),
        (
            "ru",
            "Опровергает сообщённое 26 фев. 2026, отправленные военные: 11 000 (NIS); опровергнуто: 11 000 (Peskov)",
        ),
        ("ko", "2026년 2월 26일 전해 드린 내용을 부인, 파병 병력: 11,000 (NIS); 부인: 11,000 (Peskov)"),
    ],
)
def test_a_denial_names_the_figure_it_denies_with_both_parties(language: str, said: str) -> None:
    denial = Earlier(
        development_id="dev-troops",
        headline="11,000 troops",
        told=NOON - timedelta(days=1),
        relation=Relation.DENIES,
        figure=NIS_FEB,
        now=PESKOV_FEB,
    )

    item = Item(development_id="dev-denial", kind=ItemKind.NEW, headline="Peskov: nobody was sent", earlier=denial)
    assert earlier_line(item, load_labels(language), UTC).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("language", "place", "before", "said"),
    [
        ("en", EarlierPlace.TOLD, "Talks begin", "You were told on 26 Feb 2026: Talks begin"),
        ("en", EarlierPlace.TOLD, "Talks end", "Told before on 26 Feb 2026"),
        ("en", EarlierPlace.KNOWN, "Talks begin", "Known since 26 Feb 2026: Talks begin"),
        ("ru", EarlierPlace.TOLD, "Talks begin", "Вам сообщалось 26 фев. 2026: Talks begin"),
        ("ko", EarlierPlace.TOLD, "Talks begin", "2026년 2월 26일 전해 드린 소식: Talks begin"),
        ("de", EarlierPlace.TOLD, "Talks begin", "Gemeldet wurde am 26. Feb. 2026: Talks begin"),
    ],
)
def test_an_update_names_what_it_adds_to_and_no_headline_twice(
    language: str, place: EarlierPlace, before: str, said: str
) -> None:
    at = NOON - timedelta(days=1)
    earlier = Earlier(development_id="dev-talks", headline=before, told=at, relation=Relation.ADDS, place=place)
    item = Item(development_id="dev-talks", kind=ItemKind.UPDATE, headline="Talks end", earlier=earlier)

    assert earlier_line(item, load_labels(language), UTC).replace("\u00a0", " ") == said


def test_no_item_without_anything_before_has_such_a_line() -> None:
    item = Item(development_id="dev-talks", kind=ItemKind.NEW, headline="Talks end")

    assert earlier_line(item, load_labels("en"), UTC) == ""


def test_every_metric_has_a_name_in_every_language() -> None:
    for language in ("en", "ru", "ko", "de"):
        labels = load_labels(language)
        assert {metric for metric in Metric if metric not in labels.words["metrics"]} == {Metric.OTHER}
