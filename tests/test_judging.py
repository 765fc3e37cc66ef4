"""Judging what the archive holds: in the order of arrival, each document against what came before it."""

from __future__ import annotations

from tests.support.documents import NOON, document, shipped_watch
from tumen import pipeline
from tumen.model import Role
from tumen.pipeline import Content
from tumen.storage import Archive

CONTENT = Content(sources=(), readers=(), watch=shipped_watch(), chronicle=())
ARRIVAL = (
    "Shoigu arrives in Pyongyang with a message from Putin",
    "The secretary of Russia's Security Council was met at the airport of the North Korean capital on Tuesday by the "
    "head of the general staff; both laid flowers at the Liberation Tower before the talks.",
)


def test_of_two_copies_that_come_together_the_first_begins_a_development_and_the_other_is_its_copy():
    first, second = document(*ARRIVAL, source="a"), document(*ARRIVAL, source="b")
    with Archive.open("sqlite://") as archive:
        archive.add([first, second], now=NOON)
        pipeline.develop_all(archive, CONTENT, lambda: NOON)
        judged = [judgement for _, judgement in archive.judged_between(0, 2)]

    assert [judgement.role for judgement in judged] == [Role.FIRST, Role.REPEAT]
    assert [judgement.duplicate_of for judgement in judged] == [None, first.id]
    assert judged[0].development_id == judged[1].development_id
