"""Relevance: a document is about the subject when both sides act in it."""

from __future__ import annotations

import pytest

from tests.support.documents import document

ABOUT = [
    "Kim Jong Un receives Shoigu in Pyongyang",
    "Шойгу прибыл в Пхеньян с поручением Путина",
    "북러 정상회담, 내달 개최 가능성",
    "朝鲜外相崔善姬抵达莫斯科",
    "北朝鮮兵がロシア西部クルスク州に派遣",
    "Korea Północna wysłała do Rosji kolejnych saperów",
    "Nordkoreanische Soldaten kämpfen für Russland in Kursk",
    "Ukraine says debris of a KN-23 missile was found in Kharkiv",
    "Zelensky shows captured North Korean soldiers to reporters in Kyiv as Moscow stays silent",
]
NOT_ABOUT = [
    "Russia and South Korea agree on fishing quotas",
    "North Korea fires a cruise missile into the Yellow Sea",
    "현대차, 신형 전기차 공개",
    "한강 북러닝 크루 모집",
    "В Южной Корее открылась выставка российских художников",
    "Korea Południowa podpisała umowę z Rosją o połowach",
]


@pytest.mark.parametrize("title", ABOUT)
def test_a_report_on_both_sides_is_about_the_subject(title):
    found = document(title)

    assert found.relevant, found.reasons


@pytest.mark.parametrize("title", NOT_ABOUT)
def test_a_report_on_one_side_or_on_look_alikes_is_not(title):
    found = document(title)

    assert not found.relevant
    assert found.reasons


def test_two_stories_on_one_page_are_kept_as_background():
    filler = "The weather in the mountains stays mild and the harvest is expected early this year. " * 14

    found = document(
        "Bulletin of the day", f"North Korea holds a parade in its capital. {filler}Russia lowers its key rate."
    )

    assert not found.relevant
    assert found.relevance > 0
    assert found.reasons[0].code == "apart"


def test_a_list_of_countries_is_no_report_about_two_of_them():
    text = "The envoy named China, Russia, Iran and North Korea as the countries his office watches."

    found = document("Envoy takes office", text)

    assert not found.relevant
    assert found.reasons[0].code == "list_of_countries"


def test_mojibake_is_never_evidence():
    found = document("Ð¨Ð¾Ð¹Ð³Ñƒ Ð¿Ñ€Ð¸Ð±Ñ‹Ð» Ð² ÐŸÑ…ÐµÐ½ÑŒÑÐ½")

    assert not found.relevant
    assert found.reasons[0].code == "mojibake"


def test_every_document_has_a_reason():
    assert all(document(title).reasons for title in (*ABOUT, *NOT_ABOUT, "", "x"))
