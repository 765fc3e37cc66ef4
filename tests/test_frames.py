"""Event frames: what a report says happened, slot by slot, never by what feeds and desks hang on it."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.documents import document, shipped_watch
from tumen.analysis.assessment.assess import assess
from tumen.analysis.extraction.happenings import KINDS, PLAN, VIAS
from tumen.model import Certainty, Document, Draft, Kind, Slot, Stage, Via
from tumen.replay.files import frame_row
from tumen.storage.columns import DOCUMENT

CASES = Path(__file__).parent / "cases" / "frames" / "headlines.jsonl"
# Kinds that reports of one happening interchange.
SOFT = (
    {"visit", "arrival"},
    {"statement", "message"},
    {"transfer", "deployment"},
    {"meeting", "call"},
    {"departure", "return"},
    {"combat", "loss"},
    {"signing", "agreement", "ratification"},
)
# The least share of right slots, by language: (kind, stage, principals, claimant). Raise them when they are exceeded.
FLOORS = {
    "en": (0.80, 0.94, 0.66, 0.94),
    "ru": (0.91, 1.0, 0.83, 1.0),
    "ko": (0.92, 1.0, 0.85, 0.78),
    "zh": (1.0, 1.0, 1.0, 0.66),
    "pl": (1.0, 0.83, 1.0, 1.0),
    "uk": (1.0, 1.0, 1.0, 1.0),
    "de": (0.75, 0.5, 0.75, 1.0),
    "ja": (1.0, 1.0, 1.0, 0.66),
    "fr": (1.0, 1.0, 1.0, 0.5),
    "es": (1.0, 1.0, 1.0, 1.0),
}


@cache
def cases() -> tuple[tuple[dict[str, Any], Document], ...]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return tuple((row, _assessed(row)) for row in rows)


def _assessed(row: dict[str, Any]) -> Document:
    at = datetime.fromisoformat(row["published"]).replace(hour=18, tzinfo=UTC)
    draft = Draft(
        source_id="cases",
        key=row["title"],
        title=row["title"],
        text=row["text"],
        published=at,
        language=row["language"],
    )
    return assess(draft, shipped_watch())


def _right(row: dict[str, Any], judged: Document) -> tuple[bool, bool, bool, bool]:
    if not judged.frames:
        return False, False, False, False
    frame = judged.frames[0]
    kinds = {frame.kind.value, row["kind"]}
    return (
        len(kinds) == 1 or any(kinds <= group for group in SOFT),
        frame.stage == row["stage"],
        _leading(frame.principals) == _leading(row["principals"]),
        frame.claimant == row.get("claimant"),
    )


def _leading(ids: Any) -> set[str]:
    """Persons where there are any, else all."""
    watch = shipped_watch()
    return {one for one in ids if watch.entry(one).kind == "person"} or set(ids)


@pytest.mark.parametrize("language", FLOORS)
def test_the_slots_of_headlines_and_leads_are_as_right_in_each_language_as_they_were(language: str) -> None:
    marks = [_right(row, judged) for row, judged in cases() if row["language"] == language]

    shares = tuple(sum(column) / len(marks) for column in zip(*marks, strict=True))

    assert all(share >= least for share, least in zip(shares, FLOORS[language], strict=True)), shares


def test_every_language_of_the_cases_has_its_floor() -> None:
    counted: dict[str, int] = defaultdict(int)
    for row, _ in cases():
        counted[row["language"]] += 1

    assert set(counted) == set(FLOORS)
    assert sum(counted.values()) >= 60


def test_every_event_type_is_a_kind_or_says_how_something_is_known_or_how_far_it_has_come() -> None:
    known = {*KINDS, *VIAS, PLAN, "cancel", "report"}

    assert known == set(shipped_watch().vocabulary.event_types)


def test_each_filler_stands_where_its_span_says() -> None:
    judged = document("Seoul: North Korea to send 10,000 more troops to Russia")
    frame = judged.frames[0]

    def words(slot: Slot) -> list[str]:
        return [judged.draft.full_text[start:end] for start, end in frame.spans_of(slot)]

    assert (frame.kind, frame.stage, frame.certainty) == (Kind.DEPLOYMENT, Stage.PLANNED, Certainty.CLAIMED)
    assert (words(Slot.AGENT), words(Slot.COUNTERPART)) == (["North Korea"], ["Russia"])
    assert (frame.claimant, words(Slot.CLAIMANT)) == ("rok", ["Seoul"])


@pytest.mark.parametrize(
    ("headline", "stage", "certainty"),
    [
        ("Nordkorea soll 3000 weitere Soldaten nach Russland geschickt haben", Stage.DONE, Certainty.MAY),
        ("Putin soll Kim Jong Un nach Moskau eingeladen haben", Stage.DONE, Certainty.MAY),
        ("Nordkoreanische Soldaten sollen in der russischen Region Kursk gefallen sein", Stage.DONE, Certainty.MAY),
        ("Kim Jong Un soll im September nach Russland reisen", Stage.PLANNED, Certainty.CERTAIN),
        ("Putin soll Kim Jong Un im Herbst empfangen", Stage.PLANNED, Certainty.CERTAIN),
        ("North Korea said to have sent 3,000 more troops to Russia", Stage.DONE, Certainty.MAY),
        ("North Korea is to send 3,000 more troops to Russia", Stage.PLANNED, Certainty.CERTAIN),
        ("Corea del Norte habría enviado 3.000 soldados a Rusia", Stage.DONE, Certainty.MAY),
        ("Korea Północna miała wysłać do Rosji 3 tys. żołnierzy", Stage.DONE, Certainty.MAY),
        ("Kim Dzong Un ma odwiedzić Rosję we wrześniu", Stage.PLANNED, Certainty.CERTAIN),
    ],
)
def test_what_somebody_is_said_to_have_done_is_no_plan_and_not_certain(
    headline: str, stage: Stage, certainty: Certainty
) -> None:
    frame = document(headline).frames[0]

    assert (frame.stage, frame.certainty) == (stage, certainty)


def test_a_confirmation_is_how_the_happening_is_known_and_not_what_happened() -> None:
    frame = document("NATO confirms deployment of North Korean troops in Russia").frames[0]

    assert (frame.kind, frame.via, frame.claimant) == (Kind.DEPLOYMENT, Via.CONFIRMATION, "nato")


def test_neither_outlet_nor_tag_nor_dateline_fills_a_slot() -> None:
    text = (
        "MOSCOW, June 17 (Example) - The minister came to Pyongyang for talks with Kim Jong Un on North Korea's side."
    )
    judged = document("(LEAD) Lavrov arrives in Wonsan - Vladivostok Times", text)
    title_end = len(judged.draft.title)
    dateline = title_end + 2 + len("MOSCOW, June 17 (Example)")

    filled = [span for span in judged.frames[0].spans if span.slot != Slot.DAY]

    assert filled
    assert not [s for s in filled if title_end < s.start < dateline]
    assert not [s for s in filled if judged.draft.title.index(" - Vlad") < s.start < title_end]


CONDITIONS = [
    "Putin and Kim Jong Un vow to act together if attacked",
    "Путин и Ким Чен Ын помогут друг другу, если начнётся обстрел",
    "Putin i Kim Dzong Un pomogą sobie w razie ataku",
    "Putin und Kim Jong Un helfen sich im Falle eines Angriffs",
]
OPINIONS = [
    ("Захарова о дронах над Пхеньяном: Сеулу стоит задуматься о последствиях запуска", "zakharova"),
    ("Lavrov on North Korean missile launches: a response to drills", "lavrov"),
    ("Захарова назвала новые санкции против КНДР нелегитимными", "zakharova"),
    ('北 박정천 "러, 어떤 대응도 할 권리 있어"…세바스토폴 공격 비난', "pak-jong-chon"),
]


@pytest.mark.parametrize("title", CONDITIONS)
def test_what_would_only_happen_under_a_condition_has_not_happened(title: str) -> None:
    assert Kind.STRIKE not in {frame.kind for frame in document(title).frames}


@pytest.mark.parametrize(("title", "who"), OPINIONS)
def test_what_somebody_calls_or_says_of_a_happening_is_his_statement(title: str, who: str) -> None:
    frame = document(title).frames[0]

    assert (frame.kind, frame.claimant) == (Kind.STATEMENT, who)


def test_a_denial_that_calls_a_happening_something_keeps_the_happening() -> None:
    frame = document("Песков назвал фейком сообщения об отправке солдат КНДР в Россию").frames[0]

    assert (frame.kind, frame.via) == (Kind.DEPLOYMENT, Via.DENIAL)


def test_a_round_up_has_a_frame_for_each_item_that_names_the_sides() -> None:
    title = "Lavrov arrives in Pyongyang; oil prices fall; Putin congratulates Kim Jong Un"

    found = document(title).frames

    assert [frame.kind for frame in found] == [Kind.ARRIVAL, Kind.MESSAGE]


def test_a_report_without_a_happening_has_no_frame() -> None:
    assert document("What North Korea wants from Russia").frames == ()


def test_what_is_called_off_is_the_visit_and_not_the_calling_off() -> None:
    frame = document("Lavrov cancels visit to North Korea").frames[0]

    assert (frame.kind, frame.stage) == (Kind.VISIT, Stage.CALLED_OFF)


@pytest.mark.parametrize("title", ["김정은, 러 파병부대 지휘관 격려", "김정은, 러 파병된 병사 접견"])
def test_who_was_deployed_is_no_deployment(title: str) -> None:
    frame = document(title).frames[0]

    assert (frame.kind, frame.principals) == (Kind.MEETING, ("kim-jong-un",))


@pytest.mark.parametrize(
    "title",
    [
        "김정은, 러 쿠르스크 전사자 앞에서 지휘관 표창",
        "김정은, 러 파병군에 훈장 수여",
        "Fallen soldiers of North Korea decorated in Russia",
        "Павших солдат КНДР наградили в России",
        "Poległych żołnierzy Korei Północnej odznaczono w Rosji",
        "Gefallene Soldaten Nordkoreas in Russland mit Orden geehrt",
    ],
)
def test_who_fell_or_was_deployed_is_decorated(title: str) -> None:
    assert document(title).frames[0].kind is Kind.AWARD


def test_what_is_quoted_in_a_few_korean_signs_is_no_act() -> None:
    frame = document('러 외무 라브로프 "파병 안 잊어"', "라브로프 러시아 외무장관이 북한에 말했다.").frames[0]

    assert (frame.kind, frame.principals) == (Kind.STATEMENT, ("lavrov",))


def test_who_shows_off_something_says_nothing() -> None:
    judged = document("Kim Jong Un shows off lanterns to Shoigu")

    assert (judged.frames[0].kind, judged.frames[0].claimant, judged.origins) == (Kind.DISPLAY, None, ())


@pytest.mark.parametrize(
    "title", ["Kim Jong Un counts on Russia for lanterns", "North Korea finds new friend in Russia"]
)
def test_phrases_that_only_hold_a_reporting_verb_name_no_speaker(title: str) -> None:
    assert document(title).origins == ()


def test_a_delegation_that_comes_home_has_returned() -> None:
    assert document("북한 합창 대표단, 러시아서 귀국").frames[0].kind == Kind.RETURN


def test_the_day_of_a_plan_is_the_day_to_come() -> None:
    frame = document("Shoigu to visit North Korea on June 19").frames[0]

    assert (frame.stage, frame.day) == (Stage.PLANNED, date(2025, 6, 19))


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("Лавров прибывает в Пхеньян завтра", Stage.PLANNED),
        ("라브로프, 19일 방북", Stage.PLANNED),  # in two days
        ("라브로프, 18일 방북", Stage.DONE),  # one day may lie between the clocks of two countries
        ("라브로프, 16일 방북", Stage.DONE),
        ("Lavrov arrives in Pyongyang ahead of tomorrow's talks", Stage.DONE),
        ("라브로프, 30일 방북", Stage.PLANNED),
        ("라브로프, 7월 1일 방북", Stage.PLANNED),
        ("라브로프, 7월 2일 방북", Stage.DONE),
    ],
)
def test_a_journey_on_a_day_to_come_is_planned(title: str, stage: Stage) -> None:
    assert document(title).frames[0].stage == stage


@pytest.mark.parametrize(
    "title",
    [
        "Talks between Lavrov and Choe Son Hui will resume in July",
        "New train to enter service between Moscow and Pyongyang",
        "Russia-North Korea bridge will open in June",
        "Прямые рейсы из Москвы в Пхеньян начнутся в июле",
        "Прямі рейси з Москви до Пхеньяна розпочнуться в липні",
        "Zug von Moskau nach Pjöngjang soll ab Juni fahren",
        "Most między Rosją a Koreą Północną zostanie otwarty w czerwcu",
    ],
)
def test_a_noun_whose_verb_is_a_future_is_planned(title: str) -> None:
    assert document(title).frames[0].stage is Stage.PLANNED


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("МИД подтвердил поездку Лаврова в КНДР", "Глава МИД РФ посетит КНДР 25 июня, подтвердили в министерстве."),
        ("Kremlin confirms Lavrov visit to North Korea", "The minister will visit Pyongyang on June 25."),
        ("Kreml bestätigt Lawrow-Besuch in Nordkorea", "Der Minister soll Pjöngjang am 25. Juni besuchen."),
    ],
)
def test_a_headline_that_only_confirms_a_visit_leaves_it_to_the_lead_whether_it_was(title: str, text: str) -> None:
    assert document(title, text).frames[0].stage is Stage.PLANNED


@pytest.mark.parametrize(
    "title",
    [
        "Putin ready to visit North Korea, Pyongyang says",
        '북 "푸틴, 이른 시일 내 방북 용의 표명"',
        "Путин готов посетить КНДР",
        "Путін готовий відвідати КНДР",
        "普京有意访朝",
        "普京愿早日访朝",
        "Putin bereit zu Besuch in Nordkorea",
        "Putin gotów odwiedzić Koreę Północną",
        "Poutine prêt à se rendre en Corée du Nord",
        "Putin, dispuesto a visitar Corea del Norte",
    ],
)
def test_who_is_willing_to_travel_has_not_travelled(title: str) -> None:
    assert document(title).frames[0].stage is Stage.PLANNED


@pytest.mark.parametrize(
    ("lead", "stage"),
    [
        ("김정은 국무위원장이 16일 라브로프 장관을 만나 합의를 이행하겠다고 밝혔다고 통신이 전했다.", Stage.DONE),
        ("김정은 국무위원장이 라브로프 장관을 만나 합의 이행을 논의할 예정이다.", Stage.PLANNED),
    ],
)
def test_what_somebody_vows_at_a_meeting_does_not_put_it_off(lead: str, stage: Stage) -> None:
    assert document("김정은, 라브로프 접견", lead).frames[0].stage is stage


@pytest.mark.parametrize(
    "title",
    [
        "North Korean foreign minister arrives in Moscow as US says 10,000 soldiers are in Russia",
        "Choe Son Hui lands in Vladivostok while Seoul warns of more troops",
    ],
)
def test_what_somebody_says_meanwhile_is_not_what_a_headline_tells(title: str) -> None:
    assert document(title).frames[0].kind is Kind.ARRIVAL


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Three North Korean delegations fly to Russia at once", Kind.DEPARTURE),
        ("Кожемяко полетел в Пхеньян", Kind.DEPARTURE),
        ("Губернатор Приморʼя Кожемяко полетів до Пхеньяна", Kind.DEPARTURE),
        ("Treasury acts against shell firms that moved money between Moscow and Pyongyang", Kind.SANCTION),
        ("러 장관 평양 도착…북러 경제공동위 참석", Kind.ARRIVAL),
        ("김정은, 평양국제공항서 쇼이구 영접", Kind.MEETING),
    ],
)
def test_words_that_hold_another_act_by_chance_or_name_it_in_their_own_way(title: str, kind: Kind) -> None:
    assert document(title).frames[0].kind is kind


@pytest.mark.parametrize(
    "title",
    [
        '"Washington Post": statki z Korei Północnej płyną do Rosji',
        "Washington Post: North Korean ships sail to Russia",
        "Washington Post: северокорейские суда идут в Россию",
    ],
)
def test_the_city_in_a_papers_name_takes_no_part(title: str) -> None:
    told = document(title)

    assert "usa" not in told.features.outside
    assert not any("usa" in (*frame.principals, frame.claimant) for frame in told.frames)


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        ("Lavrov to visit North Korea", "The minister will travel on June 25, his ministry said Monday.", date(2025, 6, 25)),
        ("New train to enter service between Moscow and Pyongyang", "The railway said so on Monday.", None),
        ("Lavrov to visit North Korea", "The Kremlin told reporters on Monday that he would fly soon.", None),
        ("Ławrow odwiedzi Koreę Północną", "Kreml poinformował w poniedziałek o planach.", None),
        ("Lawrow will nach Nordkorea reisen", "Der Kreml teilte am Montag mit, er werde bald reisen.", None),
        ("Лавров посетит КНДР", "Кремль сообщил в понедельник о визите.", None),
        ("Лавров посетит КНДР", "Визит состоится 25 июня, сообщили в понедельник в МИД.", date(2025, 6, 25)),
        ("라브로프, 25일 방북 예정", "외무부가 16일 밝혔다.", date(2025, 6, 25)),
    ],
)  # fmt: skip
def test_the_day_of_a_plan_is_not_the_day_on_which_it_was_said(title: str, text: str, day: date | None) -> None:
    assert document(title, text).event_date == day


def test_frames_are_kept_with_the_document() -> None:
    judged = document("Kim Jong Un meets Lavrov in Wonsan", "They spoke on Tuesday, the Russian Foreign Ministry said.")

    assert judged.frames
    assert DOCUMENT.read(DOCUMENT.write(judged)) == judged


def test_a_replay_writes_the_slots_with_their_places() -> None:
    judged = document("Kim Jong Un meets Lavrov in Wonsan", "The minister came to North Korea on Monday.")

    row = frame_row(judged.frames[0], judged)

    assert (row["kind"], row["agent"], row["place"]) == ("meeting", ["kim-jong-un", "lavrov"], "wonsan-kalma")
    assert row["spans"]["agent"] == [[0, 11], [18, 24]]
    assert row["spans"]["kind"] == [12, 17]


def test_a_concept_that_is_no_thing_is_no_object_and_a_case_of_another_is_that_other() -> None:
    (sent,) = document("North Korea sends more troops to Russia after a summit").frames

    assert sent.objects == ("troops",)
