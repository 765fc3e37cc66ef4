"""Developments: one happening, all its reports, in any language; and what each adds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.documents import NOON, document, index, judge, shipped_watch
from tests.support.installation import assessed_chronicle
from tumen import catalogue
from tumen.analysis.clustering.chronicle import remember_chronicle
from tumen.model import Role

EN = document(
    "Shoigu arrives in Pyongyang with a message from Putin",
    "The secretary of Russia's Security Council was met at the airport of the North Korean capital on Tuesday.",
)
SAME = {
    "ru": (
        "Шойгу прибыл в Пхеньян по поручению Путина",
        "Секретаря Совета безопасности России встретили в аэропорту столицы КНДР во вторник.",
    ),
    "ko": ("쇼이구, 푸틴 친서 들고 평양 도착", "러시아 안보회의 서기 쇼이구가 화요일 북한 평양에 도착했다."),
    "pl": (
        "Szojgu przybył do Pjongjangu z wiadomością od Putina",
        "Sekretarz Rady Bezpieczeństwa Rosji przyleciał we wtorek do stolicy Korei Północnej.",
    ),
    "zh": ("绍伊古抵达平壤 带来普京口信", "俄罗斯联邦安全会议秘书绍伊古周二抵达朝鲜首都平壤。"),
}


@pytest.mark.parametrize("language", SAME)
def test_the_same_arrival_in_another_language_is_the_same_development(language):
    title, text = SAME[language]

    first, second = judge(EN, document(title, text, hours=1, source="other"))

    assert second[0].development_id == first[0].development_id
    assert second[0].role in {Role.REPEAT, Role.UPDATE}


def test_the_first_report_is_first_and_names_its_development():
    ((judgement, development),) = judge(EN)

    assert judgement.role is Role.FIRST
    assert development is not None
    assert development.documents == (EN.id,)
    assert judgement.reasons


@pytest.mark.parametrize(
    "other",
    [
        (
            "Kozhemyako says a ferry from Vladivostok to Rason will start in July",
            "The governor of Primorye told reporters about the line to North Korea.",
        ),
        (
            "Seoul imposes sanctions on two Russian ships carrying North Korean coal",
            "The foreign ministry named the ships on Tuesday.",
        ),
        ("First Russian tourists reach the Wonsan-Kalma resort in North Korea", "Thirteen people came by train."),
    ],
)
def test_another_happening_of_the_same_day_is_another_development(other):
    first, second = judge(EN, document(*other, hours=2, source="other"))

    assert second[0].role is Role.FIRST
    assert second[0].development_id != first[0].development_id


def test_happenings_that_share_nothing_but_the_countries_are_no_storyline():
    first, second = judge(
        EN, document("Ferry from Vladivostok to Rason sinks", "Nobody was hurt on the way to North Korea.", hours=2)
    )

    assert first[0].storyline_id != second[0].storyline_id


def test_a_visit_of_the_same_man_a_fortnight_later_is_another_development():
    first, second = judge(
        EN,
        document(
            "Shoigu arrives in Pyongyang for talks with Kim Jong Un",
            "Russia's Security Council secretary is in the North Korean capital.",
            hours=24 * 14,
            source="other",
        ),
    )

    assert second[0].development_id != first[0].development_id


def test_a_new_figure_makes_an_update_that_says_what_changed():
    first = document(
        "NIS says 100 North Korean soldiers were killed in Kursk",
        "South Korea's National Intelligence Service told lawmakers that 100 North Korean soldiers were killed fighting for Russia.",
    )
    more = document(
        "NIS now counts 300 North Korean soldiers killed in Kursk",
        "South Korea's National Intelligence Service told lawmakers that 300 North Korean soldiers were killed fighting for Russia.",
        hours=4,
        source="b",
    )

    _, (judgement, _) = judge(first, more)

    assert judgement.role is Role.UPDATE
    assert any("100" in change and "300" in change for change in judgement.changes)


def test_a_view_reports_nothing_of_its_own():
    ((judgement, development),) = judge(
        document("Opinion: why the pact between Russia and North Korea will not last", "A marriage of convenience.")
    )

    assert judgement.role is Role.ANALYSIS
    assert development is None


def test_what_the_chronicle_knows_is_never_first():
    known = index()
    remember_chronicle(known, catalogue.load_chronicle(), shipped_watch(), assessed_chronicle())
    undated = replace(
        document(
            "Putin and Kim Jong Un sign a treaty on comprehensive strategic partnership in Pyongyang",
            "Russia and North Korea promise each other help in case of attack under the mutual defence clause of the treaty signed on 19 June 2024.",
        ).draft,
        published=None,
    )

    from tumen.analysis.assessment.assess import assess

    ((judgement, development),) = judge(assess(undated, shipped_watch(), seen=NOON), into=known)

    assert judgement.role in {Role.REPEAT, Role.UPDATE}
    assert development is not None
    assert development.chronicle
    assert development.id.startswith("2024-06-19")


def test_later_documents_change_no_earlier_judgement():
    stream = [EN, *(document(*SAME[language], hours=n, source=language) for n, language in enumerate(SAME, 1))]

    short = judge(*stream[:3])
    long = judge(*stream)

    assert [judgement for judgement, _ in long[:3]] == [judgement for judgement, _ in short]


def _found(*documents):
    return judge(
        document(
            "Putin receives a North Korean delegation", "The Russian president spoke with officers from Pyongyang."
        ),
        *documents,
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Putin receives Kim Yong Bok and a North Korean delegation", ""),
        ("Putin receives a North Korean delegation", " Belousov stood beside him."),
    ],
)
def test_a_name_alone_is_on_record_and_no_update(title, text):
    _, (judgement, _) = _found(
        document(title, f"The Russian president spoke with officers from Pyongyang.{text}", hours=5, source="b")
    )

    assert judgement.role is Role.REPEAT
    assert judgement.changes == ()
    assert any(reason.code == "name" for reason in judgement.reasons)


def test_a_name_that_comes_days_later_adds_nothing():
    _, (judgement, _) = _found(
        document(
            "Putin received Kim Yong Bok and a North Korean delegation",
            "The Russian president spoke with officers from Pyongyang.",
            hours=100,
            source="b",
        )
    )

    assert judgement.changes == ()


def test_the_sum_of_two_known_figures_is_no_new_figure():
    _, (judgement, _) = judge(
        document(
            "Shoigu: North Korea will send 1,000 sappers and 5,000 builders to Kursk",
            "Russia's security chief told reporters in Pyongyang on Tuesday.",
        ),
        document(
            "Shoigu says North Korea will send 6,000 sappers and builders to Kursk",
            "Russia's security chief told reporters in Pyongyang on Tuesday.",
            hours=2,
            source="b",
        ),
    )

    assert judgement.role is Role.REPEAT
    assert judgement.changes == ()


def test_a_view_that_joins_a_development_is_no_report_of_it():
    _, (judgement, _) = _found(
        document(
            "Opinion: Putin receives a North Korean delegation",
            "Officers from Pyongyang in the Kremlin: the Russian president knows what such a picture is worth.",
            hours=5,
            source="b",
        )
    )

    assert judgement.role is Role.ANALYSIS
    assert judgement.changes == ()


@pytest.mark.parametrize(
    ("told", "confirmed"),
    [
        ("Putin gives Kim Jong Un a Russian-made limousine", "Peskov confirms gift of a limousine to Kim Jong Un"),
        ("Putin gives Kim Jong Un a Russian-made limousine", "Песков подтвердил: Ким Чен Ыну подарили автомобиль"),
        ("푸틴, 김정은에 승용차 선물", "Peskow bestätigt: Kim Jong Un bekam ein Auto geschenkt"),
        ("푸틴, 김정은에 승용차 선물", "Pieskow potwierdził: Kim Dzong Un dostał w prezencie samochód"),
    ],
)
def test_a_sides_spokesman_who_confirms_what_others_did_makes_no_other_happening_of_it(told, confirmed):
    (first, _), (second, _) = judge(document(told), document(confirmed, hours=3, source="b"))

    assert second.development_id == first.development_id
    assert second.role is Role.UPDATE


def test_the_word_of_a_third_party_on_the_same_matter_is_a_happening_of_its_own():
    (first, _), (second, _) = judge(
        document("Zelensky: North Korean troops are fighting in Kursk"),
        document("Austin: North Korean troops are in Russia", hours=3, source="b"),
    )

    assert second.development_id != first.development_id
