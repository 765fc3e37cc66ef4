"""Whose word a figure is where the text says so in another sentence, by a pronoun, a noun or the shape of a headline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_claims_kinds import is_same, rates, said_by

REPORTS = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases/claims/speakers.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        (
            "pl",
            "Nauseda wrócił. Prezydent Zełenski przyjął gości. Jego zdaniem Rosja ma 900 robotników z KRLD.",
            "Zełenski",
        ),
        ("de", "Selenskyj besuchte ein Werk. Er sagte, 900 nordkoreanische Arbeiter seien in Russland.", "Selenskyj"),
        ("fr", "Zelensky a visité une usine. Il a affirmé que 900 ouvriers nord-coréens sont en Russie.", "Zelensky"),
        ("es", "Zelenski visitó una fábrica. Según él, 900 obreros norcoreanos están en Rusia.", "Zelenski"),
        ("zh", "泽连斯基参观工厂。他说，俄罗斯有900名朝鲜工人。", "泽连斯基"),
        (
            "ko",
            "김정은이 참석했다고 조선중앙통신이 보도했다. 그는 러시아에서 북한 병사 90명이 숨졌다고 말했다.",
            "김정은",
        ),
    ],
)
def test_a_pronoun_points_back_to_whom_the_sentence_before_is_about(language, text, who):
    claimant, _ = said_by(text, language)[0]

    assert is_same(who, claimant)


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "A human rights group in Oslo said Russia had 900 North Korean workers.", "human rights group"),
        ("pl", "W Rosji jest 900 robotników z KRLD, poinformowało ministerstwo pracy.", "ministerstwo"),
        (
            "de",
            "In Russland sind 900 Arbeiter aus Nordkorea. Das teilte das Arbeitsministerium mit.",
            "Arbeitsministerium",
        ),
        ("fr", "Le parquet a précisé que 900 ouvriers nord-coréens travaillaient en Russie.", "parquet"),
        ("es", "En Rusia trabajan 900 obreros norcoreanos, informó el Ministerio de Trabajo.", "Ministerio"),
        ("ru", "В России 900 рабочих из КНДР, рассказали в турклубе «Пик».", "турклубе"),
        ("uk", "У Росії 900 робітників із КНДР, повідомив Кравець.", "Кравець"),
        ("de", "Die Zeitung berichtet unter Berufung auf den XYZ, Russland habe 900 Arbeiter aus Nordkorea.", "XYZ"),
    ],
)
def test_a_speaker_whom_no_table_lists_is_found_by_noun_name_or_letters(language, text, who):
    claimant, _ = said_by(text, language)[0]

    assert is_same(who, claimant)


@pytest.mark.parametrize(
    ("language", "title", "who"),
    [
        ("ko", '[속보] 탈북민 단체 "북한 노동자 900명 러시아로"', "탈북민 단체"),
        ("ja", "官房長官「北朝鮮の労働者900人がロシアに」", "官房長官"),
        ("ja", "英軍情報部門トップ、北朝鮮兵900人がロシアに渡ったと指摘", "英軍情報部門トップ"),
        ("ja", "ロシア、北朝鮮労働者900人の受け入れを否定", "ロシア"),
        ("es", "Shoigú, tras reunirse con Kim Jong-un: 900 obreros norcoreanos irán a Rusia", "Shoigú"),
        ("fr", "Lavrov, reçu par Kim Jong Un, annonce 900 ouvriers nord-coréens en Russie", "Lavrov"),
        ("zh", "俄远东有900名朝鲜工人：韩国统一部", "韩国统一部"),
    ],
)
def test_a_headline_is_by_whom_it_opens_or_ends_with_and_never_by_what_holds_the_figure(language, title, who):
    claimant, _ = said_by(f"{title}\n\n", language)[0]

    assert is_same(who, claimant)


def test_a_pronoun_may_deny():
    assert said_by("朝鲜与俄罗斯\n\n普京会见记者。他否认有900名朝鲜士兵。", "zh")[0][1] == "denies"


def test_invented_reports_in_ten_languages_give_most_figures_with_whose_word_they_are():
    """The half the rules were mended on; the bars are what readers need."""
    figures, claimants = rates([case for case in REPORTS if not case["held_back"]])

    assert figures >= 0.8
    assert claimants >= 0.8


def test_the_half_that_no_rule_was_mended_on_stays_where_it_was_measured():
    """Measured once, at the end: 0.85 and 0.74; a claimant still fails for one figure in four."""
    figures, claimants = rates([case for case in REPORTS if case["held_back"]])

    assert figures >= 0.83
    assert claimants >= 0.72
