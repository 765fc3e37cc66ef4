"""Views are named to read, in a line each, and are never news; what matters too little to a reader is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.digests import item
from tests.support.newsroom import Desk
from tumen import pipeline
from tumen.analysis.digest.importance import LEAST, least
from tumen.analysis.digest.left_out import important
from tumen.model import Digest, DigestKind, Importance, LeftOutCode, Minimum, Reader

ENGLISH = [
    (f"Analysis: what {what} means for Russia and North Korea", f"The pact between Moscow and Pyongyang and {what}.")
    for what in ("the bridge", "the treaty", "the labour deal", "the wheat", "the summit", "the railway")
]
KOREAN = (
    "[칼럼] 북한과 러시아의 밀착이 뜻하는 것",
    "김정은과 푸틴의 밀착은 북한과 러시아 모두에 이롭다는 것이 필자의 생각이다.",
)
NEWS = (
    "Russia delivers 2,000 tonnes of wheat to North Korea",
    "The agriculture ministry in Moscow said the wheat arrived in Rason on Sunday by train.",
)
TROOPS = (
    "NIS says North Korean soldiers were sent to Kursk",
    "South Korea's National Intelligence Service told lawmakers that 8,000 North Korean soldiers were sent to Russia.",
)
SONGS = (
    "Bolshoi dancers perform Swan Lake in Pyongyang",
    "Dancers of the Russian theatre performed the ballet on Saturday in North Korea's capital, KCNA said.",
)


def digest_of(reader: Reader, *texts: tuple[str, str], kind: DigestKind = DigestKind.DIGEST) -> Digest:
    with Desk() as desk:
        for number, text in enumerate(texts):
            desk.keep(f"d{number}", *text)
        desk.judge()
        return pipeline.preview(desk.archive, desk.content, reader, desk.now, kind)


def test_five_views_are_named_to_read_and_the_rest_is_counted_and_none_is_news() -> None:
    made = digest_of(Reader(id="desk", name="Desk"), KOREAN, *ENGLISH, NEWS)

    assert [one.headline for one in made.items] == [NEWS[0]]
    assert len(made.to_read) == 5
    assert {one.title for one in made.to_read} < {title for title, _ in ENGLISH}
    assert [entry.code for entry in made.left_out] == [LeftOutCode.VIEWS] * 2


def test_a_view_in_the_readers_language_stands_first() -> None:
    made = digest_of(Reader(id="desk", name="Desk", language="ko"), *ENGLISH[:2], KOREAN)

    assert made.to_read[0].title == KOREAN[0]


def test_a_reader_of_other_topics_gets_no_views() -> None:
    made = digest_of(Reader(id="desk", name="Desk", topics=("tourism",)), *ENGLISH)

    assert made.to_read == ()
    assert {entry.code for entry in made.left_out} == {LeftOutCode.VIEWS}


@pytest.mark.parametrize(("minimum", "told"), [(Minimum.ANY, 2), (Minimum.MEDIUM, 1)])
def test_what_matters_too_little_is_left_out_with_its_title(minimum: Minimum, told: int) -> None:
    made = digest_of(Reader(id="desk", name="Desk", minimum=minimum), TROOPS, SONGS)
    minor = [entry for entry in made.left_out if entry.code is LeftOutCode.MINOR]

    assert len(made.items) == told
    assert [entry.title for entry in minor] == [SONGS[0]][: 2 - told]


def test_an_alert_asks_for_its_own_importance_and_what_it_leaves_out_is_told_by_the_digest() -> None:
    reader = Reader(id="desk", name="Desk", alert_minimum=Minimum.HIGH)

    alert, later = (digest_of(reader, SONGS, kind=kind) for kind in (DigestKind.ALERT, DigestKind.DIGEST))

    assert alert.items == ()
    assert [one.kind for one in later.items] == ["new"]


def test_as_many_points_as_asked_for_are_enough() -> None:
    eleven, twenty = (replace(item(n), importance=Importance(order=(n,))) for n in (11, 20))
    below = [replace(item(n), importance=Importance(order=(n,))) for n in (10, 19)]

    assert important([eleven, below[0]], LEAST[Minimum.MEDIUM])[0] == [eleven]
    assert important([twenty, below[1]], LEAST[Minimum.HIGH])[0] == [twenty]
    assert least(Reader(id="a", name="A", minimum=Minimum.HIGH), DigestKind.ALERT) == 0
