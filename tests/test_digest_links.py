"""What one development does to an earlier one by the frames of both, and what is no link."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest

from tests.support.documents import NOON, document, shipped_watch
from tests.support.effort import calls, growth
from tumen.analysis.digest.compose import compose
from tumen.analysis.digest.history.known_to_reader import KnownToReader
from tumen.analysis.digest.history.links import Side, relation
from tumen.analysis.digest.history.threads import joined
from tumen.analysis.digest.situation import Situation, Window
from tumen.model import Development, Document, EarlierPlace, Item, ItemKind, Judgement, Reader, Relation, Role

DAY = 24


def sides(later: str, earlier: str, days: float = 1) -> tuple[Side, Side]:
    watch = shipped_watch()
    return Side([document(later, hours=days * DAY, source="b")], watch), Side([document(earlier)], watch)


def between(later: str, earlier: str, days: float = 1) -> Relation | None:
    """What the later headline does to the one that was reported so many days before."""
    return relation(*sides(later, earlier, days))


@pytest.mark.parametrize(
    ("later", "earlier", "found"),
    [
        ("Kim Jong Un arrives in Russia", "Kim Jong Un departs Pyongyang for Russia", Relation.GOES_ON),
        ("Ким Чен Ын прибыл в Россию", "Kim Jong Un departs Pyongyang for Russia", Relation.GOES_ON),
        ("김정은, 러시아 도착", "Kim Jong Un departs Pyongyang for Russia", Relation.GOES_ON),
        ("Lavrov arrives in Pyongyang", "Lavrov to visit Pyongyang", Relation.CARRIES_OUT),
        ("Лавров прибыл в Вонсан", "Lavrov to visit Wonsan", Relation.CARRIES_OUT),
        ("Lavrov cancels visit to Wonsan", "Lavrov to visit Wonsan", Relation.CALLS_OFF),
        ("North Korea denies arms transfers to Russia", "North Korea transfers arms to Russia, US says", Relation.DENIES),
        ("КНДР опровергла поставки оружия России", "North Korea transfers arms to Russia, US says", Relation.DENIES),
        (
            "Peskov says Russia will not heed US warnings on North Korea",
            "Blinken says US warns Russia and North Korea",
            Relation.ANSWERS,
        ),
    ],
)  # fmt: skip
def test_a_development_says_what_it_does_to_the_one_before_and_shares_a_key_of_it(
    later: str, earlier: str, found: Relation
):
    us, them = sides(later, earlier)

    assert relation(us, them) is found
    assert found in {kind for kind, *_ in us.keys(later=True) & them.keys(later=False)}


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("Kim Jong Un and Putin meet in Vladivostok", "Kim Jong Un and Putin meet in Moscow"),
        ("Shoigu arrives in Pyongyang", "Lavrov departs Moscow for Pyongyang"),
        ("Lavrov arrives in Pyongyang", "Shoigu to visit Pyongyang"),
        ("Kim Jong Un departs Pyongyang for Russia", "Kim Jong Un arrives in Russia"),
        ("North Korea sends workers to Russia", "North Korea and Russia sign treaty"),
        ("North Korea denies arms transfers to Russia", "Kim Jong Un visits Russia"),
        ("Peskov says Russia values its ties with North Korea", "Blinken says US warns North Korea and Russia"),
        ("Peskov denies North Korea sent troops to Russia", "North Korea sends geologists to Russia, NIS says"),
        ("North Korea denies US claims of arms transfers to Russia", "North Korea transfers arms to Russia, HUR says"),
    ],
)
def test_what_only_shares_names_with_it_does_nothing_to_it(later: str, earlier: str):
    assert between(later, earlier) is None


@pytest.mark.parametrize(
    ("later", "earlier", "days"),
    [
        ("Kim Jong Un arrives in Russia", "Kim Jong Un departs Pyongyang for Russia", 8),
        ("Lavrov arrives in Pyongyang", "Lavrov to visit Pyongyang", 30),
        ("North Korea denies arms transfers to Russia", "North Korea transfers arms to Russia, US says", 14),
        (
            "Peskov says Russia will not heed US warnings on North Korea",
            "Blinken says US warns Russia and North Korea",
            7,
        ),
    ],
)
def test_a_link_reaches_back_so_many_days_and_no_further(later: str, earlier: str, days: int):
    assert between(later, earlier, days) is not None
    assert between(later, earlier, days + 1) is None


def items_of(documents: Iterable[Document]) -> dict[str, Item]:
    """The items of a digest over these documents, each a development of its own, by the id of its document."""
    documents = list(documents)
    judged = [
        (d, Judgement(document_id=d.id, role=Role.FIRST, development_id=d.id, storyline_id=d.id)) for d in documents
    ]
    developments = {
        d.id: Development(id=d.id, title=d.draft.title, first_seen=NOON, last_seen=NOON, documents=(d.id,), storyline_id=d.id)
        for d in documents
    }  # fmt: skip
    situation = Situation(judged=judged, developments=developments, watch=shipped_watch())
    window = Window(since=None, until=NOON + timedelta(days=1), since_seq=0, until_seq=9)
    digest = compose(Reader(id="desk", name="Desk"), "digest", window, situation)
    return {item.development_id: item for item in digest.items}


def test_a_denial_stands_with_what_it_denies_in_one_digest():
    said = document("North Korea transfers arms to Russia, US says")
    denied = document("North Korea denies arms transfers to Russia", hours=3, source="b")
    other = document("Lavrov departs Moscow for Pyongyang", hours=1, source="c")

    items = items_of([said, denied, other])
    earlier = items[denied.id].earlier

    assert earlier is not None
    assert (earlier.relation, earlier.place, earlier.development_id) == (Relation.DENIES, EarlierPlace.HERE, said.id)
    assert items[said.id].earlier is None
    assert items[other.id].earlier is None


def test_stages_of_a_journey_in_one_digest_stand_beside_each_other_without_a_line():
    items = items_of(
        [document("Lavrov departs Moscow for Pyongyang"), document("Lavrov arrives in Pyongyang", hours=3, source="b")]
    )

    assert [item.earlier for item in items.values()] == [None, None]


def test_joining_a_digest_on_to_itself_costs_in_proportion_to_it():
    kinds = [document("North Korea transfers arms to Russia, US says"), document("Lavrov departs Moscow for Pyongyang")]
    watch = shipped_watch()

    def cost(size: int) -> int:
        reports = {f"d{n}": [kinds[n % 2]] for n in range(size)}
        items = [Item(development_id=id, kind=ItemKind.NEW, headline=id, storyline_id=id) for id in reports]
        return calls(lambda: joined(items, reports, KnownToReader(watch=watch), NOON))

    assert growth(cost, 50) < 5  # all with all would be sixteen times as much
