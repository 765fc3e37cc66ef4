"""Who says which quantity: own wire items in ten languages with what a careful reader would note."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.documents import read, shipped_watch
from tests.support.effort import calls, growth
from tumen.analysis.claims import find_claims
from tumen.model import Claim, Counting, Polarity

CASES = [
    json.loads(line)
    for file in ("wire.jsonl", "fresh.jsonl")
    for line in (Path(__file__).parent / "cases/claims" / file).read_text(encoding="utf-8").splitlines()
]


def claims_in(text: str, language: str) -> tuple[Claim, ...]:
    return find_claims(read(text, language), shipped_watch())


def noted(claim: Claim) -> list[object]:
    who = claim.claimant and (shipped_watch().speakers.party_in(claim.claimant) or claim.claimant)
    return [claim.metric, claim.low, claim.high, claim.polarity.value, who]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['title'][:40]}")
def test_a_wire_item_gives_its_claims_and_no_others(case):
    found = claims_in(f"{case['title']}\n\n{case['text']}", case["language"])

    assert [noted(claim) for claim in found] == case["claims"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['title'][:40]}")
def test_a_quotation_is_the_text_at_its_offsets_and_short(case):
    text = f"{case['title']}\n\n{case['text']}"

    for claim in claims_in(text, case["language"]):
        assert claim.quote == text[claim.start : claim.end]
        assert len(claim.quote.split()) <= 12


def test_a_figure_told_in_headline_and_text_is_one_claim_from_the_text():
    text = "NIS: 600 North Korean soldiers dead in Kursk\n\nSome 600 North Korean soldiers died, the NIS said."

    (claim,) = claims_in(text, "en")

    assert claim.start > text.index("\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fires two missiles into the sea\n\nIt came as Russia looked on, the JCS said.",
        "North Korea and Russia\n\nUkraine lost 76,000 soldiers in Kursk, Russia's general staff said.",
        "Kim in Russia\n\nThe train of North Korea's leader has 90 carriages and needs 20 hours to Vladivostok.",
        "North Korean hackers\n\nNorth Korean hackers stole $60 million through Russia, the FBI said.",
        "Ukraine\n\nRussia has lost 1,000 soldiers a day, Kyiv said.",
        "Kim and Putin meet for five hours on 13 September 2023 for the 75th anniversary\n\nThey dined in Russia.",
    ],
)
def test_other_peoples_figures_are_no_claims(text):
    assert claims_in(text, "en") == ()


def test_what_used_to_be_said_is_no_claim_of_today():
    text = "\n\nThe NIS raised its count of North Korean soldiers in Russia from 8,000 to 11,000 soldiers."

    assert [c.low for c in claims_in(text, "en")] == [11_000]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "Of the North Korean soldiers sent to Russia 300 were killed and 2,700 wounded.",
            {"troops_killed", "casualties"},
        ),
        ("Some 3,000 North Korean soldiers have been killed or wounded in Kursk.", {"casualties"}),
        ("North Korea sent 1,000 sappers and 5,000 military builders to Kursk.", {"engineers", "workers"}),
        ("North Korea sent 6,000 sappers and builders to Kursk.", {"other"}),
        ("Six coffins of North Korean soldiers killed for Russia came home.", {"other"}),
        (
            "Seoul puts the North Korean force in Kursk at 15,000 and the dead at 600.",
            {"troops_deployed", "troops_killed"},
        ),
        ("The number of containers with shells from North Korea to Russia is put at 20,000.", {"containers"}),
        ("The train from Moscow to Pyongyang runs twice a month and takes eight days.", {"trains", "other"}),
    ],
)
def test_what_is_counted_decides_the_metric(text, counted):
    assert {c.metric for c in claims_in(f"\n\n{text}", "en")} == counted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "▲10월 북한군 1진 러시아 이동 ▲12.4 조약 발효 ▲2025.3.21 방북"),
        ("ko", "북한은 이르면 7∼8월 러시아에 추가 파병할 수 있다."),
        ("ko", "북한과 러시아는 조약 4조에 따라 돕는다."),
        ("en", "Two soldiers from North Korea sang for Russian guests."),
    ],
)
def test_dates_ranks_articles_and_single_persons_are_no_force(language, text):
    assert claims_in(f"북러\n\n{text}", language) == ()


def test_a_headline_that_gives_one_end_of_the_range_in_the_text_adds_nothing():
    text = (
        "North Korea to send 30,000 more soldiers to Russia\n\n"
        "North Korea will send 25,000 to 30,000 soldiers to Russia, Kyiv said."
    )

    assert [(c.low, c.high) for c in claims_in(text, "en")] == [(25_000, 30_000)]


def test_a_denial_in_another_clause_leaves_the_claim_with_its_claimant():
    text = "\n\nThe NIS said 10,000 North Korean soldiers were in Russia. The Kremlin has denied it."

    (claim,) = claims_in(text, "en")

    assert (claim.polarity, shipped_watch().speakers.party_in(claim.claimant or "")) == (Polarity.ASSERTS, "nis")


def test_the_day_for_which_a_figure_holds_is_kept():
    text = "\n\nAs of 4 December 2024, 4,000 North Korean soldiers had been killed in Russia, HUR said."

    (claim,) = claims_in(text, "en")

    assert claim.as_of == date(2024, 12, 4)


def test_a_figure_that_a_long_round_up_repeats_is_one_claim_at_a_cost_in_proportion_to_its_length():
    said = "The NIS said 10,000 North Korean soldiers were in Russia on Oct. 4, 2024. "

    def cost(times: int) -> int:
        return calls(lambda: claims_in("Round-up\n\n" + said * times, "en"))

    assert len(claims_in("Round-up\n\n" + said * 500, "en")) == 1
    assert growth(cost, 25) < 7


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "북한군",
                "1만명",
                "North",
                "Korea",
                "Russia",
                "killed",
                "600",
                "soldiers",
                ",",
                ".",
                "денег",
                "12",
                "тыс.",
                "朝鲜",
                "名",
            ]
        ),
        max_size=30,
    ),
    st.sampled_from(["en", "ru", "ko", "zh"]),
)
def test_any_text_gives_claims_whose_quotation_stands_in_it(words, language):
    said = "The NIS said North Korea sent 10,000 soldiers to Russia."
    text = f"{said}\n\n" + " ".join(words)

    found = claims_in(text, language)

    assert 10_000 in {claim.low for claim in found} or language != "en"
    for claim in found:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.low <= claim.high


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Rusia recibió 5.000 obreros de Corea del Norte", "Seúl, 23 nov (EFE).- Los obreros llegaron en tren."),
        ("Russia received 5,000 workers from North Korea", "SEOUL, Nov. 23 (Yonhap) -- The workers came by train."),
        ("Россия приняла 5000 рабочих из КНДР", "МОСКВА, 23 ноя - РИА Новости. Рабочие прибыли поездом."),
    ],
)
def test_a_dateline_counts_nothing(title, body):
    assert [claim.low for claim in find_claims(read(f"{title}\n\n{body}"), shipped_watch())] == [5000]


def test_an_amount_without_a_figure_is_a_range_that_is_compared_with_nothing():
    (claim,) = claims_in("Kim and Putin\n\nThousands of North Korean troops are in Russia, the NIS said.", "en")

    assert (claim.metric, claim.low, claim.high, claim.counting) == ("troops_deployed", 2000, 9999, Counting.VAGUE)


def test_an_amount_of_which_the_text_gives_the_figure_is_none_of_its_own():
    text = "Thousands of North Korean builders are in Russia\n\nThere are 5,000 builders from North Korea in Russia."

    assert [claim.low for claim in claims_in(text, "en")] == [5000]
