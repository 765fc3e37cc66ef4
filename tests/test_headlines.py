"""Headlines without what feeds and desks hang on them, and copies that are known by them."""

from __future__ import annotations

import pytest

from tests.support.documents import document, judge
from tumen.analysis.text.headlines import bare, key

PLAIN = "Shoigu arrives in Wonsan for talks on a bridge"


@pytest.mark.parametrize(
    "title",
    [
        f"{PLAIN} - Reuters",
        f"{PLAIN} | The Example Times",
        f"(LEAD) {PLAIN}",
        f"[속보] {PLAIN}",
        f"(URGENT) {PLAIN} (2nd LD)",
        f"UPDATE 2-{PLAIN}",
        f"❗️{PLAIN}",
        PLAIN,
    ],
)
def test_tags_and_outlets_are_no_part_of_a_headline(title: str) -> None:
    assert bare(title) == PLAIN
    assert key(title) == key(PLAIN)


@pytest.mark.parametrize(
    "title",
    [
        "Kim - Putin",
        "Putin–Kim summit: talks over, no statement",
        "“Brothers in arms” - Kim praises Russian army again",
    ],
)
def test_what_says_something_stays(title: str) -> None:
    assert bare(title) == title


@pytest.mark.parametrize("title", ["Briefing", "平壤", "Morning news"])
def test_a_headline_too_short_to_identify_a_report_has_no_key(title: str) -> None:
    assert key(title) == ""


def test_a_headline_again_without_a_text_is_a_copy_within_three_days() -> None:
    text = (
        "The secretary of the Security Council was met in the port by the governor of the province on Tuesday morning."
    )

    first, soon, late = judge(
        document(PLAIN, text),
        document(f"{PLAIN} - Example", "Read on.", hours=70, source="b"),
        document(f"{PLAIN} - Example", "Read on.", hours=75, source="c"),
    )

    assert soon[0].duplicate_of == first[0].document_id
    assert late[0].duplicate_of is None


def test_a_fuller_text_under_a_known_headline_is_no_copy() -> None:
    text = (
        "The secretary of the Security Council was met in the port by the governor of the province on Tuesday morning."
    )

    _, second = judge(document(PLAIN, ""), document(PLAIN, text, hours=1, source="b"))

    assert second[0].duplicate_of is None
