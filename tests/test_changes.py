"""What changed, as readers of four languages are told it: before → after, with who says so and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.support.documents import NOON, document, index, shipped_watch
from tumen.analysis.clustering.chronicle import remember_chronicle
from tumen.analysis.clustering.known_development import Known
from tumen.analysis.clustering.novelty import changes
from tumen.analysis.digest.changes import told_in, worded
from tumen.analysis.digest.lines.wording import Wording, check_change, spoken
from tumen.model import (
    Amount,
    Change,
    ChronicleEntry,
    Claim,
    Development,
    Document,
    Judgement,
    Kind,
    Polarity,
    ReasonCode,
    Role,
    Stage,
)

LANGUAGES = ("en", "ru", "ko", "de")
NIS = "국정원 / NIS (South Korea)"


def told(change: Change, language: str) -> str:
    return told_in(change, Wording(shipped_watch(), language), 2025)


def in_each(change: Change) -> dict[str, str]:
    return {language: told(change, language) for language in LANGUAGES}


def added(report: Document, *earlier: Document, chronicle: bool = False) -> list[Change]:
    known = Known(Development(id="D", title="D", first_seen=NOON, last_seen=NOON, chronicle=chronicle))
    for one in earlier:
        known.learn(one)
    return [change for change in changes(report, known, index(), NOON) if change.told]


def test_a_figure_that_the_same_party_raised_is_told_before_and_after_with_both_days():
    change = Change(
        ReasonCode.FIGURE,
        "troops",
        what="troops_deployed",
        language="ko",
        now=Amount(low=11_000, high=11_000, claimant=NIS, said=date(2025, 3, 4)),
        before=Amount(low=8_000, high=8_500, claimant="NIS (South Korea)", said=date(2024, 2, 26)),
    )

    assert in_each(change) == {
        "en": "Troops, NIS: 8,000–8,500 (26 Feb 2024) → 11,000 (4 Mar)",
        "ru": "Военные, разведка Южной Кореи: 8 000–8 500 (26 фев. 2024) → 11 000 (4 мар.)",
        "ko": "병력, 국정원: 8,000–8,500 (2024년 2월 26일) → 11,000 (3월 4일)",
        "de": "Truppen, NIS: 8.000–8.500 (26. Feb. 2024) → 11.000 (4. März)",
    }


def test_another_partys_figure_stands_beside_the_first():
    now = Amount(low=600, high=600, claimant="HUR (Ukraine)", said=date(2025, 3, 4))
    before = Amount(low=300, high=300, claimant=NIS, said=date(2025, 3, 4))
    change = Change(ReasonCode.FIGURE, "x", what="troops_killed", now=now, before=before)

    assert told(change, "en") == "Soldiers killed: 300 (NIS) → 600 (HUR, 4 Mar)"


def test_a_denied_figure_is_told_as_denied():
    now = Amount(low=600, high=600, claimant="Kremlin (Russia)", said=date(2025, 3, 5), denied=True)
    change = Change(ReasonCode.FIGURE, "x", what="troops_killed", now=now)

    assert in_each(change) == {
        "en": "Soldiers killed: denied: 600 (the Kremlin, 5 Mar)",
        "ru": "Погибшие военные: опровергнуто: 600 (Кремль, 5 мар.)",
        "ko": "전사자: 부인: 600 (크렘린, 3월 5일)",
        "de": "Getötete Soldaten: dementiert: 600 (der Kreml, 5. März)",
    }


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (
            Change(ReasonCode.STAGE, "x", kinds=(Kind.VISIT,), stages=(Stage.PLANNED, Stage.DONE)),
            ["Visit: planned → done", "Визит: планируется → состоялось", "방문: 예정 → 완료", "Besuch: geplant → erfolgt"],
        ),
        (
            Change(ReasonCode.OUTCOME, "x", kinds=(Kind.SIGNING, Kind.INVITATION)),
            [
                "Outcome: signing, invitation",
                "Итог: подписание, приглашение",
                "결과: 서명, 초청",
                "Ergebnis: Unterzeichnung, Einladung",
            ],
        ),
        (
            Change(ReasonCode.VOICE, "x", names=("kim-yo-jong",)),
            ["First word from Kim Yo Jong", "Впервые высказались: Ким Ё Чжон", "첫 입장: 김여정", "Erste Äußerung: Kim Yo Jong"],
        ),
        (
            Change(ReasonCode.CONFIRM, "x", names=("ua-general-staff",)),
            [
                "Confirmed: Ukraine's General Staff",
                "Подтверждение: Генштаб Украины",
                "확인: 우크라이나군 총참모부",
                "Bestätigung: der ukrainische Generalstab",
            ],
        ),
        (
            Change(ReasonCode.PLACE, "x", names=("wonsan-kalma",)),
            ["Place: Wonsan", "Место: Вонсан", "장소: 원산", "Ort: Wonsan"],
        ),
        (
            Change(ReasonCode.FULLER, "x", what="fuller"),
            ["More detail", "Больше подробностей", "추가 내용", "Mehr Einzelheiten"],
        ),
        (
            Change(ReasonCode.FULLER, "x", what="corrected"),
            [
                "Corrected: earlier reports of it were wrong",
                "Исправлено: прежние сообщения были неточны",
                "정정 보도",
                "Berichtigt: frühere Meldungen waren ungenau",
            ],
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Change) else "",
)  # fmt: skip
def test_each_sort_of_change_is_told_in_each_language(change: Change, lines: list[str]):
    assert [told(change, language) for language in LANGUAGES] == lines


def test_an_idea_of_the_watch_is_no_name_that_a_reader_is_told():
    change = Change(ReasonCode.NAME, "x", names=("choe-son-hui", "workers"))

    assert told(change, "en") == "Also named: Choe Son Hui"
    assert told(Change(ReasonCode.NAME, "x", names=("workers",)), "en") == ""


@pytest.mark.parametrize(
    ("what", "language", "line"),
    [
        ("트럭", "ko", "Trucks: 42"),
        ("козами", "ru", "Goats: 42"),
        ("oficerów", "pl", "Officers: 42"),
        ("대", "ko", ""),
        ("%", "en", ""),
        ("чёрных точек", "ru", ""),
    ],
)
def test_what_a_report_counts_is_named_in_the_readers_language_or_not_told(what: str, language: str, line: str):
    now = Amount(low=42, high=42, claimant="러시아 도로청")
    change = Change(ReasonCode.FIGURE, "x", what=what, language=language, now=now)

    own = f"{what[:1].upper()}{what[1:]}: 42 (러시아 도로청)" if what != "%" else ""
    assert told(replace(change, language="en"), "en") == own
    assert told(change, "en") == line


def test_a_reader_whose_language_has_no_lines_is_told_changes_in_english():
    change = Change(ReasonCode.FULLER, "x", what="full")

    assert told_in(change, spoken(shipped_watch(), "fr"), 2025) == "First full report"


def test_changes_of_an_archive_that_has_only_their_words_are_told_as_they_are():
    old = Judgement(document_id="d", role=Role.UPDATE, changes=("place: Moscow",))

    assert worded(old.changes, [old], spoken(shipped_watch(), "ru"), year=2025) == ("place: Moscow",)


def test_that_people_without_a_name_spoke_is_told_where_nothing_else_is():
    nobody = Change(ReasonCode.VOICE, "a", names=("officials",))
    somebody = Change(ReasonCode.VOICE, "b", names=("kim-yo-jong",))
    judged = Judgement(document_id="d", role=Role.UPDATE, additions=(nobody, somebody))
    wording = Wording(shipped_watch(), "en")

    assert worded(("a", "b"), [judged], wording, year=2025) == ("First word from Kim Yo Jong",)
    assert worded(("a",), [judged], wording, year=2025) == ("First word from officials",)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("North Korea sends more sappers to Russia's Kursk", "The NIS said 3,000 sappers had left."),
        ("КНДР отправила ещё сапёров в Курскую область России", "В разведке Южной Кореи сообщили о 3000 сапёров."),
    ],
)
def test_a_figure_of_the_chronicle_is_what_was_known_before(title: str, text: str):
    claim = Claim(
        metric="engineers", low=1_000, high=1_000, unit="", claimant="NIS (South Korea)",
        polarity=Polarity.ASSERTS, quote="", start=0, end=0,
    )  # fmt: skip
    entry = ChronicleEntry(
        id="2025-02-26-sappers", date=date(2025, 2, 26), title="North Korea sends sappers to Kursk",
        summary="The NIS says so.", storyline="kursk", claims=(claim,),
    )  # fmt: skip
    remembered = index()
    remember_chronicle(remembered, [entry], shipped_watch())
    known = remembered.known[entry.id]
    report = document(title, text, hours=3, source="b")

    change = next(one for one in changes(report, known, remembered, NOON) if one.code is ReasonCode.FIGURE)

    assert change.before is not None
    assert (change.before.low, change.before.said) == (1_000, date(2025, 2, 26))
    day = (report.draft.published or datetime(1, 1, 1, tzinfo=UTC)).date()
    assert told_in(change, Wording(shipped_watch(), "en"), day.year).startswith(
        "Engineers, NIS: 1,000 (26 Feb) → 3,000 ("
    )


def test_the_templates_of_changes_have_only_slots_that_are_filled():
    with pytest.raises(ValueError, match="must have no slots but"):
        check_change("{who}: {value}")


def figure(before: float, now: float, day: int, by: str = NIS) -> Change:
    amounts = (Amount(low=n, high=n, claimant=by, said=date(2025, 3, d)) for n, d in ((before, day - 1), (now, day)))
    then, since = amounts
    return Change(ReasonCode.FIGURE, f"{by} {now}", what="troops_deployed", now=since, before=then)


def lines(*added: Change) -> tuple[str, ...]:
    judgement = Judgement(document_id="d", role=Role.UPDATE, additions=added)
    return worded([change.text for change in added], [judgement], spoken(shipped_watch(), "en"), year=2025)


def test_a_figure_that_its_party_replaced_twice_is_one_line_that_ends_with_the_last():
    told = lines(figure(8_000, 11_000, 4), figure(11_000, 12_000, 5))

    assert told == ("Troops, NIS: 8,000 (3 Mar) → 11,000 (4 Mar) → 12,000 (5 Mar)",)


def test_figures_of_two_parties_and_figures_that_do_not_follow_each_other_are_lines_of_their_own():
    assert len(lines(figure(8_000, 11_000, 4), figure(11_000, 12_000, 5, "HUR (Ukraine)"))) == 2
    assert len(lines(figure(8_000, 11_000, 4), figure(300, 600, 5))) == 2
