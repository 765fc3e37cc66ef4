"""What is sent: its kind in ten languages, and two reports of different things."""

from __future__ import annotations

import pytest

from tests.support.documents import document, judge, read, shipped_watch
from tumen.analysis.extraction.goods import SENDING, WIDER, Goods, differ, goods_in
from tumen.model import Kind

PAIRS = [
    ("North Korea sends shells to Russia", "North Korea sends workers to Russia", False),
    ("Russia gives North Korea helicopters", "Russia gives North Korea ammunition", False),
    ("Russia and North Korea sign deal on timber", "Russia and North Korea sign deal on coal", False),
    ("Russia delivers oil to Rajin, North Korea", "North Korea deploys troops to Russia", False),
    ("North Korea sends weapons to Russia", "North Korea supplies Russia with missiles", True),
    ("КНДР отправила в Россию снаряды", "КНДР отправила в Россию лекарства", False),
    ("КНДР отправит в Россию рабочих", "КНДР отправит в Россию саперов и строителей", True),
    ("Росія поставила КНДР нафту", "Росія поставила КНДР гелікоптери", False),
    ("КНДР відправила Росії снаряди", "КНДР передала Росії боєприпаси", True),
    ("北, 러에 포탄 공급", "北, 러에 노동자 파견", False),
    ("朝鲜向俄罗斯运送炮弹", "朝鲜向俄罗斯派遣工人", False),
    ("朝鲜向俄罗斯提供炮弹", "平壤向莫斯科提供弹药", True),
    ("ロシア、北朝鮮に石油を供給", "ロシア、北朝鮮に小麦を供給", False),
    ("Korea Północna wysyła pociski do Rosji", "Korea Północna wysyła robotników do Rosji", False),
    ("Nordkorea liefert Granaten an Russland", "Nordkorea schickt Arbeiter nach Russland", False),
    ("La Russie fournit du pétrole à la Corée du Nord", "La Russie fournit du blé à la Corée du Nord", False),
    ("КНДР получила от России вертолеты", "КНДР получила от России бензин", False),
    ("Nordkorea erhält Öl aus Russland", "Nordkorea erhält Weizen aus Russland", False),
    ("North Korea's workers arrive in Russia", "North Korean soldiers arrive in Russia", False),
    ("Russian missiles seen as Shoigu arrives in Pyongyang", "Shoigu arrives in Pyongyang, sees workers", True),
    ("Corea del Norte envía proyectiles a Rusia", "Corea del Norte envía trabajadores a Rusia", False),
]


@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_two_reports_of_one_hour_are_one_development_unless_they_name_other_things(
    one: str, other: str, same: bool
) -> None:
    (_, first), (_, second) = judge(document(one), document(other, hours=1, source="other"))

    assert first is not None
    assert second is not None
    assert (first.id == second.id) is same


@pytest.mark.parametrize("language", ["en", "ru", "uk", "ko", "zh", "ja", "pl", "de", "fr", "es"])
def test_nearly_every_kind_has_words_in_ten_languages(language: str) -> None:
    filled = shipped_watch().vocabulary.table("goods", language)

    assert len(filled) >= len(Goods) - 2


def test_a_kind_is_found_once_where_the_text_first_names_it() -> None:
    text = read("Wheat and oil, oil and coal go to Rason\n\nBuses came too.", "en")

    assert goods_in(text, (0, text.title_end)) == (Goods.GRAIN, Goods.FUEL, Goods.COAL)


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ({"coal"}, {"grain"}, True),
        ({"coal"}, {"grain", "coal"}, False),
        ({"ammunition"}, {"arms"}, False),
        ({"arms"}, {"ammunition"}, False),
        ({"ammunition"}, {"drones"}, True),
        ({"coal"}, set(), False),
    ],
)
def test_kinds_differ_unless_one_may_be_meant_by_the_other(ours: set[str], theirs: set[str], apart: bool) -> None:
    assert differ(ours, theirs) is apart
    assert differ(theirs, ours) is apart


def test_no_wider_kind_is_wider_than_itself() -> None:
    assert all(kind not in wider for kind, wider in WIDER.items())


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Russia sends horses to North Korea", Kind.TRANSFER),
        ("Russia ships buses to North Korea", Kind.TRANSFER),
        ("North Korea sends sappers to Russia", SENDING[Goods.ENGINEERS]),
        ("North Korea sends doctors to Russia", SENDING[Goods.SPECIALISTS]),
    ],
)
def test_sending_what_a_table_names_is_a_happening(title: str, kind: Kind) -> None:
    assert [frame.kind for frame in document(title).frames] == [kind]


def test_ships_that_carry_or_call_send_nothing() -> None:
    assert document("Russian ships carrying coal call at Rason, North Korea").frames == ()
