"""Page furniture goes, what the author wrote stays."""

from __future__ import annotations

import time

import pytest

from extractors import furniture

STORY = (
    "The two foreign ministers met in Wonsan on Saturday and signed a plan of consultations.\n\n"
    "Neither side said what the plan holds. What does that leave open? Officials would not comment."
)

FURNITURE = [
    ("comment counter", "Comments 2"),
    ("comment counter", "14 comments"),
    ("comment counter", "Leave a Reply"),
    ("comment counter", "Комментарии (12)"),
    ("comment counter", "댓글 3"),
    ("comment counter", "评论 18"),
    ("read more", "Read more"),
    ("read more", "Read More »"),
    ("read more", "Also read: Bridge over the river opens to lorries"),
    ("read more", "The post Ministers meet in Wonsan first appeared on The Example Post."),
    ("read more", "Читайте также: Мост открыт для движения"),
    ("read more", "관련기사: 두만강 다리 개통"),
    ("read more", "Zobacz też: Most otwarty"),
    ("subscription", "Subscribe to our newsletter"),
    ("subscription", "Sign up for our weekly briefing and never miss a story!"),
    ("subscription", "Get the day's news delivered to your inbox."),
    ("subscription", "Подписывайтесь на наш канал в Telegram"),
    ("sharing buttons", "Share"),
    ("sharing buttons", "Facebook Twitter WhatsApp Email"),
    ("sharing buttons", "Share this article"),
    ("banner", "Our Privacy Policy has been updated to support the latest regulations.Click to learn more.×"),
    ("banner", "This website uses cookies to improve your experience."),
    ("banner", "×"),
    ("advertisement", "ADVERTISEMENT"),
    ("advertisement", "Реклама"),
    ("copyright", "© 2025 Example Media. All rights reserved."),
    ("copyright", "저작권자 ⓒ 보기신문, 무단전재 및 재배포 금지"),
    ("navigation", "Back to top"),
    ("plug", "Check out our friends at Example Finder and follow us at Parler and Gab."),
    ("plug", "Like us on Facebook for more stories like this."),
]

PROSE = [
    "Comments by 2 ministers drew a protest from Tokyo.",
    "Read more widely, the treaty is a promise of arms.",
    "Subscribers to the state telephone network now number six million, the ministry said.",
    "Share prices in Seoul fell two per cent after the launch.",
    "Facebook removed the accounts, the company said on Monday.",
    "The ministry wrote on Telegram that twelve people were hurt.",
    "Follow-up talks are planned for May.",
    "Copyright law does not exist there in practice, a lawyer in Seoul said, and nobody has sued.",
    "Kim was the editor of the paper until 2019.",
    "Home to 30,000 people, Rason is a special economic zone.",
    "Реклама российских курортов появилась в Пхеньяне, пишет газета.",
    "광고는 평양 시내에도 등장했다고 신문은 전했다.",
    "Will Russia return the favour?",
    "The post of ambassador has been vacant since December.",
]


@pytest.mark.parametrize(("kind", "line"), FURNITURE)
def test_furniture_is_taken_out_and_named(kind: str, line: str) -> None:
    text, removed = furniture.clear(f"{STORY}\n\n{line}")

    assert text == STORY
    assert [(piece.kind, piece.text) for piece in removed] == [(kind, line)]


@pytest.mark.parametrize("line", PROSE)
def test_prose_that_uses_the_same_words_stays(line: str) -> None:
    before = f"Russia and its neighbour signed a treaty.\n\n{line}\n\nTalks go on."

    text, removed = furniture.clear(before)

    assert text == before
    assert removed == ()


def test_an_embedded_post_goes_with_its_signature() -> None:
    post = "The guest left by plane. #Wonsan pic.twitter.com/AbCdEf123\n— Example Daily (@example_daily) June 21, 2024"

    text, removed = furniture.clear(f"{STORY}\n{post}\nTalks go on.")

    assert text == f"{STORY}\nTalks go on."
    assert {piece.kind for piece in removed} == {"embedded post"}


def test_an_author_box_goes_and_a_person_in_the_story_stays() -> None:
    story = f"{STORY}\n\nChoe Son Hui\n\nChoe Son Hui is the minister, and rarely travels."
    box = "Jane Example\n\nJane Example is a columnist for the Example Post. She lives in Seoul."

    text, removed = furniture.clear(f"{story}\n\n{box}")

    assert text == story
    assert [piece.kind for piece in removed] == ["author box", "author box"]


def test_a_list_of_related_headlines_goes_up_to_the_next_sentence() -> None:
    text, removed = furniture.clear(
        f"{STORY}\n\nRelated Articles\n\nBridge opens to lorries\n\nPort deal nears\n\nThe talks lasted an hour."
    )

    assert text == f"{STORY}\n\nThe talks lasted an hour."
    assert len(removed) == 3


def test_a_poll_about_something_else_goes_and_a_question_on_the_subject_stays() -> None:
    poll = "Should daylight saving time be abolished everywhere next year?"
    asked = "Will the two ministers sign another plan of consultations soon?"

    text, removed = furniture.clear(f"{STORY}\n\n{poll}\n\n{asked}")

    assert text == f"{STORY}\n\n{asked}"
    assert [piece.text for piece in removed] == [poll]


def test_lines_that_several_different_pages_share_are_furniture() -> None:
    pages = [
        f"Title {n}\n\nWhat page {n} says is long enough to be its own text.\n\nThe Example Post, since 1921"
        for n in range(3)
    ]

    repeated = furniture.repeated_lines(pages)
    text, removed = furniture.clear(pages[0], repeated)

    assert repeated == {"The Example Post, since 1921"}
    assert text == "Title 0\n\nWhat page 0 says is long enough to be its own text."
    assert [piece.kind for piece in removed] == ["the same on several pages"]


def test_copies_of_one_text_do_not_make_it_furniture() -> None:
    assert furniture.repeated_lines([STORY] * 5) == frozenset()


def test_a_text_of_furniture_only_becomes_empty() -> None:
    text, removed = furniture.clear("Share\n\nComments 2\n")

    assert text == ""
    assert len(removed) == 2


HOSTILE = [
    "a " * 200_000,
    "Read more " * 50_000,
    "\n" * 300_000,
    "?" * 200_000,
    "follow us " * 50_000,
    "— " + "(" * 200_000,
    "© " + " " * 200_000,
    ("x" * 59 + "\n") * 5_000,
    "1" * 200_000,
    "share " * 50_000,
    "." * 200_000 + "all rights",
]


@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_no_text_makes_the_rules_slow(place: int) -> None:
    began = time.process_time()

    furniture.clear(HOSTILE[place], furniture.repeated_lines([HOSTILE[place]] * 3))

    assert time.process_time() - began < 2


def test_an_article_on_one_line_loses_the_plug_at_its_end_and_nothing_else() -> None:
    told = "The ministers met in Wonsan and posted a picture on Instagram. Tell us what you think, and check out our notes. "
    story = told + "They signed a plan. " * 30

    text, removed = furniture.clear(f"{story}Follow us on Facebook and Twitter. Like us, and check out our friends.")

    assert text == story.strip()
    assert [piece.text for piece in removed] == [
        "Follow us on Facebook and Twitter.",
        "Like us, and check out our friends.",
    ]


def test_an_article_on_one_line_is_no_embedded_post() -> None:
    story = "The ministers met in Wonsan. pic.twitter.com/AbCd " + "They signed a plan. " * 30

    assert furniture.clear(story) == (story.strip(), ())


def test_a_line_that_few_of_many_texts_share_is_no_furniture() -> None:
    texts = [
        f"{'A fire burns on the island.' if n < 4 else 'Headline'}\nBody {n} that is longer than that."
        for n in range(1200)
    ]

    assert "A fire burns on the island." not in furniture.repeated_lines(texts)
    assert "Headline" in furniture.repeated_lines(texts)
