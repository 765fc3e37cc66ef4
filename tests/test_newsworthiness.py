"""Only a report of a happening on the subject opens a development; the rest stands aside, with its reason."""

from __future__ import annotations

import pytest

from tests.support.documents import document, judge
from tumen.model import Role

VIEWS = [
    (
        "The price of friendship",
        "Pyongyang has learnt what its soldiers are worth. Moscow pays in wheat and in silence, and the neighbours pay "
        "for both. Nobody in Seoul wants to say so aloud.",
    ),
    ("Цена дружбы", "Пхеньян понял, чего стоят его солдаты. Москва платит зерном и молчанием."),
    ("The price for Moscow", "North Korea could get engines and sensors from Russia, according to analysts."),
]
ELSEWHERE = [
    (
        "Allies meet in The Hague to agree on spending",
        "The leaders want to raise their budgets. The secretary-general warned of Russia's help from North Korea.",
    ),
    (
        "North Korea opens a beach resort",
        "Kim Jong Un cut the ribbon in Wonsan. The zone has room for 20,000 guests. Russia's ambassador was invited.",
    ),
    (
        "China sends its foreign minister to Moscow for talks",
        "Russia wants more trade. The minister may also hear of shells that North Korea is said to supply.",
    ),
    (
        "EU lists forty tankers of Russia's shadow fleet",
        "Firms in India are hit too. Suppliers in North Korea had been listed in an earlier round.",
    ),
    (
        "North Korea test-fires a new rocket launcher",
        "Analysts guess that it is meant for Russia too.",
    ),
    ("КНДР запустила баллистическую ракету", "В Москве пуск не комментировали."),
    ("北, 동해상으로 탄도미사일 발사", "러시아는 논평하지 않았다."),
]
# Both sides in the headline, one of them only beside what somebody else does.
BESIDE = [
    ("China's envoy flies to Pyongyang amid talk of a Russian arms deal", ""),
    ("Kim Jong Un meets Xi in Beijing ahead of talks with Putin", ""),
    ("Ukraine strikes a Russian depot as Kim Jong Un opens a resort", ""),
    ("Си Цзиньпин прибыл в Москву после визита Ким Чен Ына", ""),
    ("Xi Jinping przyleciał do Moskwy przed wizytą Kim Dzong Una", ""),
]
NEWS = [
    ("Ukraine says North Korean missile launched at Kharkiv", "Prosecutors showed pieces of what Russia had fired."),
    ("Kim Jong Un arrives in Russia to meet Putin as US threatens sanctions", ""),
    ("Putin and Kim Jong Un sign a treaty as Seoul protests", ""),
    ("Seoul verhängt Sanktionen gegen russische Schiffe wegen Waffenhandel mit Nordkorea", ""),
    ("Seoul reagiert nach Putins Besuch in Nordkorea", ""),
    ("США ввели санкции после поставок снарядов КНДР в Россию", ""),
    ("Seul reaguje po wizycie Putina w Korei Północnej", ""),
    ("미국, 북러 무기거래 속 제재 발표", ""),
    ("Japan protests as North Korean troops join Russia's war", ""),
    ("Séoul réagit après la visite de Poutine en Corée du Nord", ""),
    ("Seúl responde tras la visita de Putin a Corea del Norte", ""),
    ("Сеул вызвал российского посла в связи с отправкой солдат КНДР", ""),
    ("Seul wezwał ambasadora Rosji w związku z wysłaniem żołnierzy Korei Północnej", ""),
    ("US warns of sanctions if North Korea arms Russia", ""),
    ("Gerasimov reports the region free", "He singled out North Korean soldiers who fought beside the Russian army."),
    ("Programme of 16 September", "Today: the leader of North Korea ends his visit to Russia; rain in the south."),
    ("Russia and North Korea sign a treaty", "Analysts said Moscow and Pyongyang signed it on Wednesday."),
    ("Seoul: North Korea readies another 3,000 soldiers", "They could leave for Russia by May, the spies believe."),
    ("Court fines a builder for 31 students from Pyongyang", "The firm in Ussuriysk has to pay 12 million roubles."),
]


@pytest.mark.parametrize(("title", "text"), VIEWS)
def test_a_text_that_names_no_act_no_day_and_no_speaker_is_a_view(title, text):
    ((judgement, development),) = judge(document(title, text))

    assert (judgement.role, development) == (Role.ANALYSIS, None)
    assert judgement.reasons


@pytest.mark.parametrize(("title", "text"), [*ELSEWHERE, *BESIDE])
def test_a_report_with_a_story_of_its_own_opens_nothing(title, text):
    ((judgement, development),) = judge(document(title, text))

    assert (judgement.role, development) == (Role.BACKGROUND, None)
    assert "story of its own" in judgement.reasons[0].text


@pytest.mark.parametrize(("title", "text"), NEWS)
def test_a_report_opens_a_development_even_under_a_dull_headline(title, text):
    ((judgement, development),) = judge(document(title, text))

    assert judgement.role is Role.FIRST
    assert development is not None


def test_what_resembles_a_known_happening_is_a_report_of_it_whatever_it_looks_like():
    news = document(
        "Shoigu arrives in Pyongyang", "Russia's security chief was met at the airport of North Korea's capital."
    )
    late = document(
        "Shoigu in Pyongyang", "The Russian security chief is in the North Korean capital.", hours=1, source="other"
    )

    first, second = judge(news, late)

    assert second[0].development_id == first[0].development_id
