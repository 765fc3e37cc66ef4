"""Without a watch any news is grouped, by words and by the names that capitals give away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.documents import NOON, draft, shipped_watch
from tumen.analysis.assessment.assess import assess
from tumen.analysis.clustering.developments import develop
from tumen.analysis.clustering.index import Index
from tumen.analysis.extraction.proper_names import names
from tumen.analysis.matching.watch import Watch

EMPTY = Watch.empty(shipped_watch().vocabulary)


def grouped(*items: tuple[str, str]) -> list[str | None]:
    """The development of each (title, text), published a few minutes apart."""
    index = Index(EMPTY)
    found = []
    for n, (title, text) in enumerate(items):
        made = draft(title, text, hours=n / 20, source=f"s{n}")
        document = assess(made, EMPTY, seen=NOON + timedelta(hours=n / 20))
        found.append(develop(document, index, document.seen or NOON)[0].development_id)
    return found


def test_unrelated_news_of_one_hour_stays_apart():
    found = grouped(
        ("Fire destroys warehouse in Gdansk", "Firefighters fought the blaze for six hours on Wednesday."),
        ("Court sentences former mayor of Lyon", "The judges found that he had taken bribes for years."),
        ("Police arrest two men after bank robbery", "The pair had fled on a motorcycle on Wednesday morning."),
        ("Pożar lasu pod Radomiem", "Strażacy walczyli z ogniem przez całą środę."),
        ("Суд отложил заседание", "Адвокат попросил время, чтобы изучить новые материалы дела."),
        ("Storm delays flights in Lisbon", "More than forty aircraft could not land on Wednesday."),
    )

    assert len(set(found)) == len(found)


def test_the_same_news_in_other_words_is_one_development():
    found = grouped(
        (
            "Trudeau and his wife announce separation",
            "Canada's prime minister Justin Trudeau wrote on Instagram that they part.",
        ),
        (
            "Justin Trudeau separates from wife after 18 years",
            "The Canadian prime minister Justin Trudeau said it on Instagram.",
        ),
        ("Bank of England raises its rate", "The committee in London voted by seven to two."),
    )

    assert found[0] == found[1] != found[2]


def test_names_join_languages_and_common_acts_do_not():
    found = grouped(
        ("Scholz shows photo with eye patch", "The German chancellor Olaf Scholz fell while jogging in Potsdam."),
        ("Kanclerz pokazał zdjęcie z opaską", "Kanclerz Olaf Scholz przewrócił się podczas biegu w mieście Potsdam."),
        ("Minister pokazał nowy dworzec", "Pociągi ruszą w marcu, mówił minister w środę w Poznaniu."),
    )

    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize(
    ("title", "lead", "expected"),
    [
        (
            "Moscow and what comes next",
            "Talks with Путин and with Emmanuel Macron went on.",
            {"putin": 0.6, "emman": 0.6, "macro": 0.6},
        ),
        ("Fitch Downgrades American Debt", "The agency Fitch said so.", {"fitch": 1.0}),
        ("президент принял Орбана", "", {"orban": 1.0}),
        ("金正恩会见绍伊古", "会谈持续一小时。", {}),
        ("", "", {}),
    ],
)
def test_names_are_capitalised_words_inside_sentences(title, lead, expected):
    assert names(title, lead) == expected
