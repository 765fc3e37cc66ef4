"""The figures of a digest: what each counts, which can be set against each other, and which a reader has to be told."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.documents import NOON, document, judge, shipped_watch
from tumen.analysis.digest.changes import told_in
from tumen.analysis.digest.history.contradiction import contradict
from tumen.analysis.digest.history.figures import totals
from tumen.analysis.digest.history.still_open import still_open
from tumen.analysis.digest.key_figures import key_figures
from tumen.analysis.digest.lines.line import line
from tumen.analysis.digest.lines.wording import spoken
from tumen.analysis.digest.selection.headline import best_headline
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.model import (
    Amount,
    Change,
    Citation,
    Counting,
    Document,
    Figure,
    Metric,
    Polarity,
    Reader,
    ReasonCode,
    Sentence,
    Told,
)

DESK = Reader(id="desk", name="Desk")


def counted(text: str, *, title: str = "A word on North Korea and Russia") -> dict[float, Counting]:
    """What the troops of a report count, by their number."""
    made = document(title, text)
    troops = (claim for claim in made.claims if claim.metric is Metric.TROOPS_DEPLOYED)
    return {claim.high: claim.counting for claim in troops}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea sent another 3,000 soldiers to Russia, the NIS said.", Counting.MORE),
        ("An additional 3,000 North Korean soldiers arrived in Russia, the NIS said.", Counting.MORE),
        ("The NIS raised its count of North Korean soldiers in Russia from 3,000 last week.", Counting.BEFORE),
        ("Were 3,000 North Korean soldiers sent to Russia?", Counting.OTHER),
        ("North Korea will send 3,000 soldiers to Russia, the NIS said.", Counting.PLANNED),
        ("North Korea is preparing to send 3,000 soldiers to Russia, the NIS said.", Counting.PLANNED),
        ("North Korea sent 3,000 soldiers to Russia, the NIS said.", Counting.TOTAL),
        ("North Korea has sent 3,000 soldiers who will fight in Ukraine to Russia, the NIS said.", Counting.TOTAL),
        ("국정원은 북한군 3천명이 러시아로 더 건너갔다고 밝혔다.", Counting.MORE),
        ("국정원은 북한이 러시아에 병력 3천명 파병을 결정했다고 밝혔다.", Counting.PLANNED),
        ("국정원은 북한군 3천명이 러시아로 건너갔다고 밝혔다.", Counting.TOTAL),
        ("КНДР направила в Россию ещё 3000 военных, сообщили в НИС.", Counting.MORE),
        ("КНДР готовится отправить в Россию 3000 военных, сообщили в НИС.", Counting.PLANNED),
        ("КНДР направила в Россию 3000 военных, сообщили в НИС.", Counting.TOTAL),
        ("North Korea has two brigades in Russia, 3,000 soldiers each, the NIS said.", Counting.EACH),
        ("КНДР держит в России две бригады по 3000 военных, сообщили в НИС.", Counting.EACH),
        ("Zwei Brigaden mit je 3000 nordkoreanischen Soldaten sind laut NIS in Russland.", Counting.EACH),
        ("Weitere 3000 nordkoreanische Soldaten sind laut NIS in Russland.", Counting.MORE),
        ("Nordkorea will laut NIS 3000 Soldaten nach Russland schicken.", Counting.PLANNED),
        ("Laut NIS hat Nordkorea 3000 Soldaten nach Russland geschickt.", Counting.TOTAL),
        ("In January the NIS spoke of 3,000 North Korean soldiers in Russia.", Counting.BEFORE),
        ("В январе разведка НИС говорила о 3000 военных КНДР в России.", Counting.BEFORE),
        ("국정원이 지난달 공개한 3천명의 북한군이 러시아에 있다.", Counting.BEFORE),
        ("A camp in Russia has room for 3,000 North Korean soldiers, the NIS said.", Counting.OTHER),
        ("За неделю в Россию прибыли 3000 военных КНДР, сообщили в НИС.", Counting.OTHER),
        ("A third deployment of 3,000 North Korean soldiers to Russia has begun, the NIS said.", Counting.MORE),
        ("North Korea sent 3,000 soldiers to Russia in a second wave, the NIS said.", Counting.MORE),
        ("국정원은 북한이 러시아에 3차 파병 3천명을 보냈다고 밝혔다.", Counting.MORE),
        ("국정원은 북한이 러시아에 1·2차 파병 3천명을 보냈다고 밝혔다.", Counting.TOTAL),
        ("국정원은 북한이 러시아에 2차 파병까지 3천명을 보냈다고 밝혔다.", Counting.TOTAL),
        ("КНДР направила в Россию вторую партию из 3000 военных, сообщили в НИС.", Counting.MORE),
        ("КНДР направила до Росії другу групу з 3000 військових, повідомили в НІС.", Counting.MORE),
        ("韩国国情院表示，朝鲜向俄罗斯派出第三批3000名士兵。", Counting.MORE),
        ("韓国国情院は、北朝鮮がロシアに第3陣3000人の兵士を送ったと発表した。", Counting.MORE),
        ("Nordkorea hat laut NIS eine zweite Welle von 3000 Soldaten nach Russland geschickt.", Counting.MORE),
        ("Korea Północna wysłała do Rosji drugą grupę 3000 żołnierzy, podał NIS.", Counting.MORE),
        ("La Corée du Nord a envoyé en Russie un deuxième contingent de 3000 soldats, selon le NIS.", Counting.MORE),
        ("Corea del Norte envió a Rusia un segundo contingente de 3000 soldados, según el NIS.", Counting.MORE),
    ],
)
def test_a_figure_counts_all_there_is_or_what_is_to_come_or_something_else(text: str, expected: Counting) -> None:
    assert counted(text) == {3_000: expected}


def test_a_part_is_one_where_its_whole_is_counted_too() -> None:
    both = "The NIS said 11,000 North Korean soldiers were in Russia, some 3,000 of whom had moved to the front."

    assert counted(both) == {11_000: Counting.TOTAL, 3_000: Counting.OTHER}


def test_only_what_counts_all_there_is_by_now_can_be_compared() -> None:
    reports = [
        document("North Korea sent 8,000 soldiers to Russia, NIS says"),
        document("North Korea sent another 3,000 soldiers to Russia, NIS says"),
        document("North Korea will send 20,000 soldiers to Russia, NIS says"),
    ]

    assert [figure.high for figure in totals(reports)] == [8_000]


def further(*reports: str) -> list[list[str]]:
    """What each report adds to those before it of what the force in Russia counts."""
    made = [document(text, f"{text}.", hours=n, source=f"outlet-{n}") for n, text in enumerate(reports)]
    judged = [judgement for judgement, _ in judge(*made)]
    return [[change.text for change in one.additions if change.what == "troops_deployed"] for one in judged]


def test_what_comes_on_top_and_what_each_of_several_has_replaces_no_total_and_is_told_as_such() -> None:
    told = further(
        "NIS: 11,000 North Korean soldiers are in Russia's Kursk region",
        "NIS: another 3,000 North Korean soldiers are in Russia's Kursk region",
        "NIS: North Korean brigades in Russia's Kursk region have 6,000 soldiers each",
        "NIS: 12,500 North Korean soldiers are in Russia's Kursk region",
    )

    assert [change for changes in told for change in changes] == [
        "troops deployed: +3,000 (NIS (South Korea))",
        "troops deployed: 6,000 each (NIS (South Korea))",
        "troops deployed: 11,000 → 12,500 (NIS (South Korea))",
    ]


@pytest.mark.parametrize(
    ("language", "counting", "said"),
    [
        ("en", Counting.MORE, "Troops: +3,000"),
        ("en", Counting.EACH, "Troops: 3,000 each"),
        ("de", Counting.EACH, "Truppen: je 3.000"),
    ],
)
def test_a_change_says_what_its_figure_counts(language: str, counting: Counting, said: str) -> None:
    now = Amount(low=3000, high=3000, counting=counting)
    change = Change(ReasonCode.FIGURE, "", what="troops_deployed", now=now)

    assert told_in(change, spoken(shipped_watch(), language), 2025) == said


def disputed(*titles: str) -> list[list[float]]:
    """The figures of each dispute that these reports of one storyline leave open."""
    told = [
        Told(development_id=f"d{n}", storyline_id="s", headline=title, at=NOON, documents=(document(title),))
        for n, title in enumerate(titles)
    ]
    points = still_open(told, NOON, NOON, watch=shipped_watch())
    return [sorted(figure.high for figure in point.figures) for point in points]


def test_figures_of_two_places_are_no_dispute_and_two_of_one_place_are() -> None:
    russia = "Pentagon: 10,000 North Korean troops sent to Russia"
    kursk = "NIS: 6,000 North Korean troops sent to Kursk"

    assert disputed(russia, kursk) == []
    assert disputed("Pentagon: 10,000 North Korean troops sent to Kursk", kursk) == [[6_000, 10_000]]


def test_an_increment_is_no_total_that_others_dispute() -> None:
    assert disputed("Pentagon: 8,000 North Korean troops sent to Russia", "NIS: another 4,000 sent to Russia") == []


def told_figures(*reports: Document, language: str = "en", sentences: tuple[Sentence, ...] = ()) -> list[str]:
    """The lines of figures beneath the line of these reports."""
    watch, outlets = shipped_watch(), Publishers(())
    head = best_headline(reports, watch.vocabulary, outlets, language=language, latest=False)
    named = line(head, watch, language=language)
    lines = key_figures(
        reports,
        spoken(watch, language),
        told=(named,) if named else (),
        sentences=sentences,
        publishers=outlets,
    )
    assert all(one.citations for one in lines)
    return [one.text for one in lines]


KOREAN = document(
    "국정원 “북한 4개 여단 1만2000명 러시아 파병 결정”", "국정원은 북한군 1500명이 러시아로 이동했다고 밝혔다."
)
ENGLISH = document("North Korean soldiers are on Russian soil, Seoul's spies say")


def test_a_figure_that_only_reports_in_another_language_give_is_told_with_its_claimant() -> None:
    assert told_figures(ENGLISH, KOREAN) == ["Troops (planned): 12,000 (NIS)", "Troops: 1,500 (NIS)"]


def test_readers_of_russian_are_told_figures_in_russian() -> None:
    assert (
        told_figures(ENGLISH, KOREAN, language="ru")[0]
        == "Военные (план): 12\N{NO-BREAK SPACE}000 (разведка Южной Кореи)"
    )


def test_a_figure_that_the_line_or_a_sentence_in_the_readers_language_says_is_not_told_again() -> None:
    whole = document(
        "North Korean soldiers are in Russia", "The NIS said 12,000 soldiers from North Korea were sent to Russia."
    )
    (claim,) = (one for one in whole.claims if one.metric is Metric.TROOPS_DEPLOYED)
    sentence = Sentence(text=claim.quote, citations=(Citation(document_id=whole.id, start=claim.start, end=claim.end),))

    assert told_figures(document("NIS: North Korea sent 12,000 troops to Russia"), KOREAN) == ["Troops: 1,500 (NIS)"]
    assert told_figures(whole) == ["Troops: 12,000 (NIS)"]
    assert told_figures(whole, sentences=(sentence,)) == []


@pytest.mark.parametrize(
    ("later", "hours", "told"),
    [
        ("국정원 “북한군 3000명 러시아로 이동”", 5, ["Troops: 3,000 (NIS)"]),
        ("국정원 “북한군 3000명 러시아로 이동”", -5, ["Troops: 1,500 (NIS)"]),
        (
            "합참 “북한군 3000명 러시아로 이동”",
            5,
            ["Troops: 3,000 (South Korea's Joint Chiefs of Staff)", "Troops: 1,500 (NIS)"],
        ),
    ],
)
def test_a_figure_that_its_party_has_replaced_is_no_line(later: str, hours: float, told: list[str]) -> None:
    earlier = document("국정원 “북한군 1500명 러시아로 이동”")

    assert sorted(told_figures(ENGLISH, earlier, document(later, hours=hours))) == sorted(told)


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        (
            "국정원 “북한군 2000명 전사 추산”",
            "국정원은 지난 4월에는 북한군 600명이 전사했다고 밝혔다.",
            ["Soldiers killed: 2,000 (NIS)"],
        ),
        ("국정원 “북한군 2000명 전사 추산”: 오늘의 주요 뉴스", "국정원이 밝혔다.", []),
    ],
    ids=["the first of a report", "none of a round-up"],
)
def test_one_figure_of_a_quantity_is_told_of_each_report_and_none_of_a_round_up(
    title: str, text: str, told: list[str]
) -> None:
    assert told_figures(ENGLISH, document(title, text, source="paper")) == told


def test_a_figure_that_nobody_is_named_for_is_no_line() -> None:
    assert told_figures(ENGLISH, document("Из КНДР в Россию прибыли 5000 рабочих")) == []


def test_a_figure_of_somebody_whom_the_report_only_recalls_is_no_line() -> None:
    recalled = document(
        "합참 “북한군 3000명 러시아 파병”", "국정원은 1월에 북한군 300명이 러시아에서 사망했다고 밝혔다."
    )

    assert told_figures(ENGLISH, recalled) == ["Troops: 3,000 (South Korea's Joint Chiefs of Staff)"]


def test_a_figure_that_the_line_gives_in_other_words_is_not_told_again() -> None:
    korean = document(
        "국정원 “북한, 포탄 100만발 러시아에 보내”", "국정원은 북한이 포탄 100만발을 러시아에 보냈다고 밝혔다."
    )

    assert told_figures(document("NIS: North Korea sent 1 million shells to Russia"), korean) == []


def test_for_a_party_that_the_readers_language_has_no_word_for_the_outlet_stands() -> None:
    report = document("У Росії 5000 робітників з КНДР", "За даними Офісу генпрокурора, у Росії 5000 робітників з КНДР.")

    (line,) = told_figures(ENGLISH, report)

    assert line == "Workers: 5,000 (yonhap)"


def test_the_wounded_beside_the_dead_are_no_count_of_all_losses_that_others_dispute() -> None:
    assert (
        disputed(
            "NIS: 300 North Korean soldiers killed and 2,700 wounded in Kursk",
            "Pentagon: 1,500 North Korean casualties in Kursk",
        )
        == []
    )


def test_prisoners_taken_since_are_no_dispute() -> None:
    def figure(low: float, day: int, claimant: str) -> Figure:
        return Figure(
            metric=Metric.PRISONERS,
            low=low,
            high=low,
            claimant=claimant,
            polarity=Polarity.ASSERTS,
            said=date(2025, 1, day),
            document_id="d",
            start=0,
            end=0,
        )

    assert not contradict(figure(1, 1, "NIS"), figure(2, 9, "SBU"))
    assert contradict(figure(2, 1, "NIS"), figure(1, 9, "SBU"))
