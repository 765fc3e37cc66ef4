"""Quantities in ten languages, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.documents import read
from tumen.analysis.extraction.numbers import find_numbers

QUANTITIES = [
    ("en", "10,000 troops", 10_000, 10_000),
    ("en", "1.5 million shells", 1.5e6, 1.5e6),
    ("en", "between 8,000 and 10,000 men", 8_000, 10_000),
    ("en", "8,000–10,000 men", 8_000, 10_000),
    ("en", "25 to 30 thousand men", 25_000, 30_000),
    ("en", "twelve thousand workers", 12_000, 12_000),
    ("en", "two dozen guns", 24, 24),
    ("en", "half a thousand troops", 500, 500),
    ("en", "two and a half thousand men", 2_500, 2_500),
    ("es", "medio millar de soldados", 500, 500),
    ("es", "un millón y medio de proyectiles", 1.5e6, 1.5e6),
    ("es", "decenas de miles de obreros", 20_000, 99_999),
    ("pl", "pół tysiąca żołnierzy", 500, 500),
    ("pl", "kilkanaście tysięcy żołnierzy", 11_000, 19_000),
    ("uk", "півсотні бійців", 50, 50),
    ("uk", "пів тисячі солдатів", 500, 500),
    ("ru", "полтысячи солдат", 500, 500),
    ("ru", "две с половиной тысячи рабочих", 2_500, 2_500),
    ("fr", "une dizaine de milliers d'obus", 10_000, 10_000),
    ("fr", "des centaines de milliers d'obus", 200_000, 999_999),
    ("de", "ein halbes Tausend Soldaten", 500, 500),
    ("de", "zwei Dutzend Offiziere", 24, 24),
    ("ko", "열두 명의 장교", 12, 12),
    ("ko", "서른다섯 명", 35, 35),
    ("ja", "五十万発", 500_000, 500_000),
    ("en", "1K containers", 1_000, 1_000),
    ("en", "an 850m bridge", 850, 850),
    ("en", "a bridge 850 m long", 850, 850),
    ("en", "850 m roubles, long promised", 850e6, 850e6),
    ("ko", "트럭 40대", 40, 40),
    ("ja", "小麦粉2000トン", 2_000, 2_000),
    ("en", "2000 North Korean soldiers", 2_000, 2_000),
    ("ru", "10 000 военных", 10_000, 10_000),
    ("ru", "12 тыс. солдат", 12_000, 12_000),
    ("ru", "от 25 до 30 тысяч человек", 25_000, 30_000),
    ("ru", "полторы тысячи солдат", 1_500, 1_500),
    ("ru", "1,5 млн снарядов", 1.5e6, 1.5e6),
    ("ru", "двое военных", 2, 2),
    ("uk", "близько 12 тисяч робітників", 12_000, 12_000),
    ("pl", "ponad 10 tys. żołnierzy", 10_000, 10_000),
    ("pl", "tysiąc kontenerów", 1_000, 1_000),
    ("de", "über 10.000 Mann", 10_000, 10_000),
    ("es", "mil zapadores", 1_000, 1_000),
    ("ko", "북한군 1만2천명", 12_000, 12_000),
    ("ko", "포탄 1천200만 발", 12e6, 12e6),
    ("ko", "1만~1만2천명", 10_000, 12_000),
    ("ko", "1만 3천여 개", 13_000, 13_000),
    ("ko", "포로 두 명", 2, 2),
    ("zh", "约1.2万名士兵", 12_000, 12_000),
    ("zh", "一千五百名士兵", 1_500, 1_500),
    ("ja", "8千～1万人", 8_000, 10_000),
    ("ja", "１万２０００人", 12_000, 12_000),
    ("en", "twice a month", 2, 2),
    ("ru", "раз в неделю", 1, 1),
    ("ru", "более тысячи солдат", 1_000, 1_000),
    ("ko", "매달 두 차례", 2, 2),
    ("zh", "每月两次", 2, 2),
    ("ja", "4割", 40, 40),
]
NOT_QUANTITIES = [
    ("ko", "▲12.4 조약 발효"),
    ("ko", "7∼8월 5박6일"),
    ("ko", "조약 4조에"),
    ("en", "in 2024 and 2025"),
    ("en", "the KN-23, a Su-35 and the Hwasong-17"),
    ("en", "152 mm and 122-mm guns"),
    ("en", "under Article 4 and resolution 1718"),
    ("en", "a 70-year-old ambassador"),
    ("ko", "40대 북한 노동자"),
    ("ko", "50대 초반"),
    ("ko", "포로 백모(21)씨는 한국행을 원한다"),
    ("en", "Private Ri (26) was taken near Kursk"),
    ("ja", "兵士のリさん(20)は"),
    ("en", "on July 12, at 21:00 or 7 p.m."),
    ("en", "one of them"),
    ("en", "once more"),
    ("ru", "152-мм снаряды, статья 4"),
    ("ru", "12 июля 2024 года"),
    ("ko", "제4조와 결의 1718호"),
    ("ko", "지난 4일, 10월 18일, 2월"),
    ("ko", "화성-17형과 KN-23"),
    ("zh", "2024年10月18日"),
    ("pl", "w 2023 roku"),
    ("pl", "ten sam"),
]


@pytest.mark.parametrize(("language", "text", "low", "high"), QUANTITIES)
def test_a_quantity_is_read_in_its_language(language, text, low, high):
    (number,) = find_numbers(read(text, language))

    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize(("language", "text"), NOT_QUANTITIES)
def test_dates_names_calibres_and_articles_are_no_quantities(language, text):
    assert find_numbers(read(text, language)) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "the 12th package"), ("ko", "제13차 회의"), ("ru", "77-й годовщины"), ("pl", "75. rocznica")],
)
def test_a_rank_is_marked_as_ordinal(language, text):
    (number,) = find_numbers(read(text, language))

    assert number.ordinal


def test_amounts_without_a_figure_are_vague_ranges():
    found = find_numbers(read("dozens of guns, several hundred men and tens of thousands of shells", "en"))

    assert [(n.low, n.high, n.vague) for n in found] == [(20, 99, True), (200, 999, True), (20_000, 99_999, True)]


def test_money_and_shares_carry_their_unit():
    found = find_numbers(read("$2.50 an hour, 20억 달러, 2 млрд долларов and 54%", "en"))

    assert [(n.low, n.unit) for n in found] == [(2.5, "usd"), (20e8, "usd"), (2e9, "usd"), (54, "%")]


def test_a_change_from_one_figure_to_another_stays_two_figures():
    found = find_numbers(read("raised its estimate from 8,000 to 11,000", "en"))

    assert [(n.low, n.high) for n in found] == [(8_000, 8_000), (11_000, 11_000)]


def test_english_keeps_the_decimal_point_where_german_groups_with_it():
    english, german = find_numbers(read("1.500 units", "en")), find_numbers(read("1.500 Soldaten", "de"))

    assert (english[0].low, german[0].low) == (1.5, 1_500)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.000 troops", 12_000),
        ("about 12.000 of them", 12_000),
        ("12.500 soldiers", 12_500),
        ("1.200 North Korean workers", 1_200),
        ("450.000 shells", 450_000),
        ("2.375 soldiers 3 km away", 2_375),
        ("1.500 units and 2,5 million dollars", 1_500),
        ("1.500 units of 1.200.000", 1_500),
    ],
)
def test_a_point_before_three_digits_groups_where_nothing_has_thousandths(text, value):
    assert find_numbers(read(text, "en"))[0].low == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.525 million shells", 1_525_000),
        ("a trade of 2.375 tonnes", 2.375),
        ("2.375 metric tonnes of troops' rations", 2.375),
        ("4.125 percent", 4.125),
        ("1.500 units", 1.5),
        ("1.500 units, 2,500 in all and 2,5 more", 1.5),
        ("1.500 units and 0.5 more, 2,5 in all", 1.5),
        ("0.125 of them", 0.125),
        ("12.5 soldiers on average", 12.5),
    ],
)
def test_a_point_before_three_digits_of_what_is_measured_stands_before_decimals(text, value):
    assert find_numbers(read(text, "en"))[0].low == value


@settings(max_examples=80)
@given(st.text(max_size=200), st.sampled_from(["en", "ru", "ko", "zh", "ja", "pl"]), st.text(max_size=200))
@example("#", "en", "")
@example("PAGE", "en", "")
def test_a_figure_is_found_between_any_two_texts_and_all_stand_in_it_in_order(before, language, after):
    text = f"{before}\n\n7321 x\n\n{after}"

    found = find_numbers(read(text, language))

    assert 7321 in {n.low for n in found}
    assert all(0 <= n.start < n.end <= len(text) and n.low <= n.high for n in found)
    assert all(found[i].end <= found[i + 1].start for i in range(len(found) - 1))


@given(st.integers(min_value=10_000, max_value=99_999_999))
def test_every_grouping_of_digits_reads_as_the_same_figure(value):
    grouped = f"{value:,}"

    for separator, language in ((",", "en"), (" ", "ru"), (".", "de"), ("\u00a0", "pl"), ("\u202f", "fr")):
        (number,) = find_numbers(read(f"{grouped.replace(',', separator)} people", language))
        assert number.low == value
