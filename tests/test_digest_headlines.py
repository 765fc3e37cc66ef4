"""Which headline names a development: the one that says what happened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.documents import document, shipped_watch
from tumen.analysis.digest.selection.headline import CROWD, best_headline, overtaken
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.model import Certainty, Document, Stage

EXPECTED = "Shoigu expected to meet Kim Jong Un in Pyongyang"
MET = "Shoigu meets Kim Jong Un in Pyongyang"
MET_RU = "Шойгу встретился с Ким Чен Ыном в Пхеньяне"


def best(*titles: str, language: str = "en", latest: bool = False) -> str:
    reports = [
        document(title, "The report goes on.", hours=n, source=f"s{n}", url=f"https://paper{n}.example/{n}")
        for n, title in enumerate(titles)
    ]
    return named(reports, language=language, latest=latest)


def named(reports: list[Document], *, language: str = "en", latest: bool = False) -> str:
    found = best_headline(reports, shipped_watch().vocabulary, Publishers(()), language=language, latest=latest)
    return found.text if found else ""


def test_the_frames_of_these_headlines_say_what_the_tests_below_need() -> None:
    expected, met = document(EXPECTED).frames[0], document(MET).frames[0]

    assert (expected.kind, expected.stage, met.kind, met.stage) == ("meeting", Stage.PLANNED, "meeting", Stage.DONE)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
@pytest.mark.parametrize("latest", [True, False])
def test_what_is_done_names_a_development_and_not_what_was_expected(order: tuple[int, ...], latest: bool) -> None:
    titles = (EXPECTED, MET, "Shoigu to hold talks with Kim Jong Un in Pyongyang")

    assert best(*(titles[n] for n in order), latest=latest) == MET


def test_a_headline_in_the_readers_language_goes_before_one_that_tells_more() -> None:
    assert best(MET_RU, EXPECTED) == EXPECTED
    assert best(EXPECTED, MET_RU, language="ru") == MET_RU
    assert best(EXPECTED, MET_RU, language="ko") == MET_RU


def test_a_newsletter_that_names_nothing_of_the_watch_goes_behind_a_report_in_any_language() -> None:
    assert best("Morning Briefing: shares soar in the harbour", MET_RU) == MET_RU
    assert best("Morning Briefing: shares soar in the harbour") == "Morning Briefing: shares soar in the harbour"


@pytest.mark.parametrize(
    "weaker",
    [
        "Harbour News at Nine",
        "Did Shoigu meet Kim Jong Un in Pyongyang?",
        "Shoigu may meet Kim Jong Un",
        f"{MET} and g…",
    ],
)
def test_a_programme_a_question_a_guess_and_a_cut_headline_go_behind_a_whole_one_that_says_what_happened(
    weaker: str,
) -> None:
    assert best(weaker, MET) == MET
    assert best(MET, weaker, latest=True) == MET


CROWDED = [
    "Shoigu greets Kim Jong Un at a remote airfield before sunrise",
    "Shoigu and Kim Jong Un meet in Pyongyang",
    "Kim Jong Un and Shoigu meet in Pyongyang palace",
    "Kim Jong Un meets Shoigu, state media say",
]


def test_of_a_crowd_the_headline_names_a_development_that_shares_most_with_all_instead_of_the_first_one() -> None:
    assert len(CROWDED) == CROWD
    assert best(*CROWDED) == CROWDED[1]
    assert best(*CROWDED[: CROWD - 1]) == CROWDED[0]
    assert best(*CROWDED, latest=True) == CROWDED[-1]  # what is added stands in the last one


MEETINGS = [MET, "Kim Jong Un meets Shoigu in Pyongyang", "Shoigu met Kim Jong Un", "Kim Jong Un and Shoigu meet"]


def reports(*titles: str) -> list[Document]:
    return [document(title, "The report goes on.", source=f"s{title}") for title in titles]


def test_an_announcement_is_overtaken_once_a_crowd_says_that_it_happened() -> None:
    plan, done = reports(EXPECTED), reports(*MEETINGS)

    assert overtaken([*plan, *done]) == {plan[0].id}
    assert overtaken([*plan, *done[1:]]) == frozenset()
    assert overtaken(plan) == frozenset()


@pytest.mark.parametrize(
    "plan",
    [
        "Shoigu to meet Choe Son Hui in Pyongyang",
        "Shoigu to meet Kim Jong Un in Moscow",
        "Shoigu to meet Kim Jong Un in Pyongyang on 3 September 2026",
    ],
)
def test_a_plan_with_another_person_place_or_later_day_is_not_overtaken(plan: str) -> None:
    assert overtaken(reports(plan, *MEETINGS)) == frozenset()


def test_one_publisher_with_many_headlines_and_a_stuffed_one_do_not_name_a_development() -> None:
    loud = [
        document(
            f"Shoigu meets Kim Yo Jong over a secret reactor {n}", "…", source="loud", url=f"https://loud.example/{n}"
        )
        for n in range(6)
    ]
    stuffed = document(
        "Shoigu meets Kim Jong Un in Pyongyang, Kim Jong Un meets Shoigu, best casino bonus visas dinner yacht",
        "…",
        source="stuffed",
        url="https://stuffed.example/1",
    )
    others = [
        document(title, "…", hours=n, source=f"s{n}", url=f"https://paper{n}.example/1")
        for n, title in enumerate(MEETINGS)
    ]

    assert named([*loud, stuffed, *others]) in MEETINGS


def test_a_fact_names_a_development_before_its_denial() -> None:
    assert best("Kremlin denies that Shoigu met Kim Jong Un in Pyongyang", MET) == MET


def test_a_live_page_names_a_development_only_where_nothing_else_does() -> None:
    live = f"Ukraine war live: {MET}"

    assert document(live).features.round_up
    assert best(live, "Kim Jong Un receives Shoigu in Pyongyang") == "Kim Jong Un receives Shoigu in Pyongyang"


def test_the_happening_that_most_reports_tell_goes_before_another() -> None:
    award = "Kim Jong Un awards a medal to Shoigu"

    assert best(award, MET, "Shoigu met Kim Jong Un in the capital") == MET


def test_a_happening_that_only_the_text_tells_makes_no_headline() -> None:
    one = document("Harbour News at Nine", f"{MET}.")
    assert one.frames

    told = document(MET, hours=1)
    assert named([one, told]) == MET


def test_of_equal_headlines_a_new_development_takes_the_first_and_a_change_the_last() -> None:
    later = "Shoigu meets Kim Jong Un at Pyongyang palace"

    assert (best(MET, later), best(MET, later, latest=True)) == (MET, later)


def test_reports_without_titles_give_no_headline() -> None:
    untitled = document(MET)
    untitled = replace(untitled, draft=replace(untitled.draft, title=" "), frames=())

    assert named([untitled], latest=True) == ""


def test_what_was_called_off_is_the_last_word_on_a_plan() -> None:
    plan = document(EXPECTED)
    off = document("Shoigu's meeting with Kim Jong Un in Pyongyang called off", hours=1)
    off = replace(
        off, frames=tuple(replace(f, stage=Stage.CALLED_OFF, certainty=Certainty.CERTAIN) for f in off.frames)
    )

    assert named([plan, off]) == off.draft.title


RAISED = "NIS says North Korea sent 11,000 troops to Russia"
FIRST = "NIS says North Korea sent 8,000 troops to Russia"


@pytest.mark.parametrize("beside", [[], ["North Korean troops fight in Kursk, NIS says"]])
@pytest.mark.parametrize("latest", [True, False])
def test_a_headline_gives_what_a_party_said_last_and_not_the_figure_it_replaced(
    beside: list[str], latest: bool
) -> None:
    assert best(FIRST, RAISED, *beside, latest=latest) == RAISED


def test_the_latest_figure_in_another_language_goes_before_one_in_the_readers_that_was_replaced() -> None:
    raised = "국정원 “북한, 러시아에 병력 1만1000명 파병”"

    assert best(FIRST, raised) == raised
    assert best(raised, FIRST) == FIRST


@pytest.mark.parametrize(
    "other",
    [
        "HUR says North Korea sent 11,000 troops to Russia",  # another party's word stands beside it
        "NIS says North Korea sent 9,000 troops to Russia",  # a rounding
        "NIS says North Korea sent 80,000 troops to Russia",  # something else is counted
    ],
)
def test_a_figure_that_replaces_none_leaves_the_first_headline(other: str) -> None:
    assert best(FIRST, other) == FIRST


@pytest.mark.parametrize(("dead", "headline"), [(399, "later"), (400, "first")])
def test_a_figure_below_four_times_the_first_replaces_it(dead: int, headline: str) -> None:
    first = "NIS says 100 North Korean soldiers were killed in Kursk"
    later = f"NIS says {dead} North Korean soldiers were killed in Kursk"

    assert best(first, later) == {"first": first, "later": later}[headline]
