"""What of a headline or a round-up says which happening it is: the part on the subject, and who takes part in it."""

from __future__ import annotations

import pytest

from tests.support.documents import document, judge, read, shipped_watch
from tumen.analysis.assessment.focus import focus
from tumen.analysis.assessment.genre import is_round_up
from tumen.analysis.clustering.profiles import profile
from tumen.model import Document

LIVE = "Ukraine war live: Zelensky flies to Berlin; Lavrov arrives in Pyongyang; oil depot burns in Rostov"


def persons(judged: Document) -> frozenset[str]:
    entries = {entry.id: entry for entry in shipped_watch().entries}
    assert judged.seen is not None
    return profile(judged, entries, judged.seen).persons


def test_a_round_up_is_compared_by_its_items_on_the_subject() -> None:
    features = document(LIVE, "Zelensky met the chancellor. North Korea greets Lavrov with a parade.").features

    assert features.round_up
    assert "zelensky" not in dict(features.concepts)
    assert "lavrov" in dict(features.concepts)
    assert features.outside == ()
    assert "parade" in features.acts
    assert not {"berlin", "burn", "rostov"} & set(features.lead)


def test_a_round_up_that_names_the_rarer_side_nowhere_is_compared_as_a_whole() -> None:
    text = read("Ukraine war live: Zelensky flies to Berlin\n\nRussia protests.")

    assert focus(text, shipped_watch().find(text), shipped_watch()) == ((0, len(text.original)),)


def test_two_items_of_a_live_page_on_others_part_no_development() -> None:
    first = document("Lavrov arrives in Pyongyang", "North Korea greets the Russian minister.")
    live = document(LIVE, hours=1, source="other")

    (_, one), (_, two) = judge(first, live)

    assert one is not None
    assert two is not None
    assert one.id == two.id


@pytest.mark.parametrize(
    "title",
    [
        "Главное к утру пятницы",
        "Головне на ранок п'ятниці",
        "Das Wichtigste am Abend",
        "Les titres du jour",
        "Las claves del día",
        "Podsumowanie dnia",
    ],
)
def test_a_morning_or_evening_letter_is_a_round_up(title: str) -> None:
    assert is_round_up(read(f"{title}\n\n"))


@pytest.mark.parametrize(
    ("title", "taking_part"),
    [
        ("Kim Jong Un arrives in Russia to meet Putin", {"kim-jong-un"}),
        ("Kim Jong Un arrives in Russia as Lavrov warns Washington", {"kim-jong-un"}),
        ("Kim Jong Un to meet Putin", {"kim-jong-un", "putin"}),
        ("Kim Jong Un meets Putin as part of a visit to Russia", {"kim-jong-un", "putin"}),
        ("Kim Jong Un flies home after talks with Putin", {"kim-jong-un"}),
        ("After talks with Putin Kim Jong Un flies home", {"kim-jong-un", "putin"}),
        ("Лавров прибыл в Пхеньян для переговоров с Цой Сон Хи", {"lavrov"}),
        ("Лавров прибыл в Пхеньян, пока Путин принимает Си Цзиньпина", {"lavrov"}),
        ("Лавров прибув до Пхеньяна на зустріч із Цой Сон Хі", {"lavrov"}),
        ("Ławrow przybył do Pjongjangu na rozmowy z Choe Son Hui", {"lavrov"}),
        ("After talks with Putin, Kim Jong Un flies home", {"kim-jong-un"}),
        ("Lawrow besucht Pjöngjang zu Gesprächen mit Choe Son Hui", {"lavrov"}),
        ("Lavrov est arrivé à Pyongyang pour rencontrer Choe Son Hui", {"lavrov"}),
        ("Lavrov llega a Pyongyang para reunirse con Choe Son Hui", {"lavrov"}),
        ("라브로프, 최선희 만나러 평양 도착", {"lavrov"}),
        ("트럼프 회담 앞두고 푸틴, 김정은과 통화", {"putin", "kim-jong-un"}),
        ("ラブロフ氏、崔善姫氏と会談のため平壌到着", {"lavrov"}),
    ],
)
def test_who_stands_beside_the_happening_takes_no_part_in_it(title: str, taking_part: set[str]) -> None:
    assert persons(document(title, "Russia and North Korea said no more.")) == taking_part


def test_a_third_party_that_only_comments_parts_no_arrival() -> None:
    plain = document("Kim Jong Un arrives in Russia", "North Korea's leader crossed the border.")
    busy = document(
        "Kim Jong Un arrives in Russia to meet Putin as US threatens sanctions", "He crossed the border.", source="b"
    )

    (_, one), (_, two) = judge(plain, busy)

    assert one is not None
    assert two is not None
    assert one.id == two.id
    assert busy.features.outside == ()
