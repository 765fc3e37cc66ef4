"""Copies told from originals: containment, and the veto of figures, names and opposites."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.documents import NOON, document, index, judge
from tumen.analysis.clustering import near_duplicates

WIRE = (
    "Russian Security Council Secretary Sergei Shoigu told reporters in Pyongyang on Tuesday that North Korea will send "
    "1,000 sappers and 5,000 military builders to the Kursk region, where they will clear mines and rebuild roads. "
    "He said the decision was taken at a meeting with Kim Jong Un and called it brotherly help."
)


def test_a_wire_text_inside_a_longer_page_is_a_copy():
    page = f"{WIRE} Our correspondent adds that the region has waited for such help for many months, and that local people welcome it."

    first, second = judge(
        document("Shoigu: sappers for Kursk", WIRE), document("Sappers go to Kursk", page, hours=3, source="b")
    )

    assert second[0].duplicate_of == first[0].document_id
    assert second[0].development_id == first[0].development_id


def test_a_trivial_edit_is_a_copy():
    edited = WIRE.replace("brotherly help", "brotherly aid")

    first, second = judge(
        document("Shoigu: sappers for Kursk", WIRE), document("Shoigu: sappers for Kursk", edited, hours=1, source="b")
    )

    assert second[0].duplicate_of == first[0].document_id


@pytest.mark.parametrize(
    ("was", "now"),
    [("1,000 sappers", "2,000 sappers"), ("Sergei Shoigu", "Sergei Lavrov"), ("rebuild roads", "rebuild 30 roads")],
)
def test_another_figure_or_name_is_no_copy(was, now):
    _, second = judge(
        document("Sappers for Kursk", WIRE), document("Sappers for Kursk", WIRE.replace(was, now), hours=1, source="b")
    )

    assert second[0].duplicate_of is None


def test_opposites_are_no_copies():
    text = "Customs figures show that {} of coal from North Korea to Russia through the port of Rajin doubled in the first half of this year, the ministry in Moscow said."

    _, second = judge(
        document("Coal", text.format("exports")), document("Coal", text.format("imports"), hours=1, source="b")
    )

    assert second[0].duplicate_of is None


def test_three_hundred_identical_items_are_one_development():
    results = judge(*(document("Shoigu: sappers for Kursk", WIRE, hours=n / 100, source=f"s{n}") for n in range(300)))

    assert len({judgement.development_id for judgement, _ in results}) == 1
    assert {judgement.duplicate_of for judgement, _ in results[1:]} == {results[0][0].document_id}


def test_copies_are_found_in_languages_without_spaces():
    text = "러시아 안보회의 서기 세르게이 쇼이구는 화요일 평양에서 북한이 쿠르스크 지역에 공병 1천명과 군사건설자 5천명을 파견할 것이라고 밝혔다. 그는 이 결정이 김정은과의 회담에서 내려졌다고 말했다."

    first, second = judge(
        document("쇼이구, 공병 파견 발표", text),
        document("북한 공병 쿠르스크로", f"{text} 무단 전재 금지", hours=2, source="b"),
    )

    assert second[0].duplicate_of == first[0].document_id


def test_a_document_is_found_under_the_headline_it_has_now():
    known = index()
    old = document("Shoigu promises sappers for the Kursk region", WIRE)
    new = replace(old, draft=replace(old.draft, title="Thousands of builders to come to Kursk region"))
    other = replace(new, id="other")
    known.see(old, NOON, copy_of=None)
    assert (known.under_headline(other), len(known.under_headline(old))) == ([], 1)

    known.drop({old.id})
    known.see(new, NOON, copy_of=None)

    assert (len(known.under_headline(other)), known.under_headline(replace(old, id="third"))) == (1, [])


SAME_LEAD = "Przedstawiciele Rosji i Korei Północnej spotkali się we wtorek w stolicy na rozmowach."


@pytest.mark.parametrize(
    ("one", "other", "copied"),
    [
        ("Szojgu i No Kwang Chol spotkali się w Pjongjangu", "Ławrow i No Kwang Chol spotkali się w Pjongjangu", False),
        ("Szojgu i No Kwang Chol spotkali się w Pjongjangu", "No Kwang Chol spotkał się z Szojgu", True),
        ("Szojgu i No Kwang Chol spotkali się w Pjongjangu", "Szojgu na rozmowach w Pjongjangu", True),
    ],
)
def test_one_line_under_headlines_on_different_people_is_no_copy(one: str, other: str, copied: bool) -> None:
    found = near_duplicates.original(document(one, SAME_LEAD), [document(other, SAME_LEAD, source="b")])

    assert (found is not None) is copied
