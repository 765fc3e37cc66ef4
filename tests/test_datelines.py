"""Datelines and credits are no part of what a report says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.documents import document, judge, shipped_watch
from tests.support.effort import growth, processor_seconds
from tumen.analysis.text.datelines import inner

VOCABULARY = shipped_watch().vocabulary
EN = "The two ministers met in the coastal city and agreed on a plan for the next two years."
RU = "Министры встретились в приморском городе и согласовали план на следующие два года."
KO = "두 장관은 해안 도시에서 만나 앞으로 2년간의 계획에 합의했다고 외무성이 밝혔다. 회담은 한 시간 넘게 이어졌다."
ZH = (
    "两位部长在海滨城市会面，就今后两年的合作计划达成一致，会谈持续了一个多小时，双方没有公布细节，随后共同出席了晚宴。"
)


@pytest.mark.parametrize(
    ("before", "body", "after"),
    [
        ("SEOUL, July 13 (Reuters) - ", EN, ""),
        ("SEOUL, Sept. 2 (Yonhap) -- ", EN, " (Yonhap)"),
        ("Pyongyang, April 28 (KCNA) -- ", EN, ""),
        ("SEOUL, South Korea (AP) — ", EN, ""),
        ("SEOUL, Nov. 20 -- ", EN, ""),
        ("MOSCOW, Oct 16 - ", EN, ""),
        ("Pyongyang, January 21 -- ", EN, ""),
        ("(MENAFN) ", EN, " REUTERS"),
        ("Seúl, 23 nov (EFE).- ", EN, ""),
        ("Moscú, 3 dic (EFE).- ", EN, ""),
        ("MOSCOW, June 4. /TASS/. ", EN, ""),
        ("", EN, "\n\nMore on this topic\nAnother headline"),
        ("ПЕКИН, 3 сен - РИА Новости. ", RU, ""),
        ("МОСКВА, 26 апреля. /ТАСС/. ", RU, ""),
        ("Москва. 26 апреля. INTERFAX.RU - ", RU, ""),
        ("", RU, " Об этом сообщает ТАСС."),
        ("(서울=연합뉴스) 홍길동 기자 = ", KO, " <저작권자(c) 연합뉴스, 무단 전재-재배포 금지>"),
        ("[서울=뉴시스] ", KO, " 제보는 카카오톡 abcdef"),
        ("新华社平壤7月13日电（记者张三）", ZH, ""),
        ("【ソウル共同】", ZH, ""),
        ("央视网消息：", ZH, ""),
    ],
)
def test_what_stands_before_and_after_a_report_is_left_out(before, body, after):
    text = before + body + after

    start, end = inner(text, VOCABULARY)

    assert text[start:end].strip(" .") == body.strip(" .")


@pytest.mark.parametrize(
    "text",
    [
        EN,
        RU,
        KO,
        "Kim (41) and Putin (72) - the two leaders who have met five times - will meet again in Moscow next year.",
        "NATO (the alliance) says 12,000 soldiers (some of them elite) have arrived in the region since October.",
        "(Reuters) -",
        "",
    ],
)
def test_a_text_without_a_dateline_stays_whole(text):
    start, end = inner(text, VOCABULARY)

    assert text[start:end] == text


def test_the_same_agency_text_under_another_dateline_is_a_copy():
    story = (
        "Kim Jong Un told the Russian foreign minister that his country was ready to back every step Moscow takes in "
        "Ukraine, state media said on Sunday. The two met in the eastern coastal city of Wonsan."
    )

    first, second = judge(
        document("North Korea's Kim backs Lavrov", f"SEOUL, July 13 (Reuters) - {story}"),
        document("Kim Pledges Backing To Moscow", f"(MENAFN) {story} REUTERS", hours=3, source="b"),
    )

    assert second[0].duplicate_of == first[0].document_id


@given(st.text(max_size=400))
def test_any_text_has_an_inner_part(text):
    start, end = inner(text, VOCABULARY)

    assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize("piece", ["(", "A", "[a=", "А. 1 ", " ", "(a b c d "])
def test_a_hostile_text_costs_no_more_than_its_length(piece):
    assert growth(lambda size: processor_seconds(lambda: inner(piece * (size // len(piece)), VOCABULARY)), 20_000) < 9
