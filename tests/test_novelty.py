"""What a further report adds to a development: each kind of difference, from both sides, in several languages."""

from __future__ import annotations

import pytest

from tests.support.documents import NOON, document, index, shipped_watch
from tumen.analysis.clustering.known_development import Known
from tumen.analysis.clustering.novelty import changes
from tumen.analysis.digest.compose import compose
from tumen.analysis.digest.situation import Situation, Window
from tumen.model import Change, Development, Document, Judgement, Reader, ReasonCode, Role

CALL = document("Putin and Kim Jong Un speak on the telephone", "The Kremlin reported the call on Tuesday.")


def told(report: Document, *earlier: Document) -> list[Change]:
    """What a report adds to a development with these earlier reports."""
    known = Known(Development(id="D", title="D", first_seen=NOON, last_seen=NOON))
    for one in earlier:
        known.learn(one)
    return [change for change in changes(report, known, index(), NOON) if change.told]


def texts(report: Document, *earlier: Document) -> list[str]:
    return [change.text for change in told(report, *earlier)]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Putin and Kim Jong Un discuss the harvest by telephone", "KCNA said on Wednesday that the call was warm."),
        ("Путин и Ким Чен Ын поговорили по телефону", "Об этом сообщило ЦТАК."),
        ("푸틴, 김정은과 전화 통화", "조선중앙통신이 18일 보도했다."),
    ],
)
def test_the_first_word_of_the_other_sides_agency_is_told(title, text):
    report = document(title, text, hours=3, source="b")

    assert "first word from KCNA" in texts(report, CALL)
    assert "first word from KCNA" not in texts(report, CALL, report)


@pytest.mark.parametrize(
    "title",
    [
        "Lavrov says Russia and North Korea will answer the drills together",
        "Лавров заявил, что Россия и КНДР вместе ответят на учения",
        "Ławrow: Rosja i Korea Północna wspólnie odpowiedzą na ćwiczenia",
    ],
)
def test_a_statement_is_told_once_for_each_who_makes_it(title):
    report = document(title, hours=3, source="b")

    assert texts(report, CALL) == ["first word from Sergei Lavrov"]
    assert texts(report, CALL, report) == []


def test_who_confirms_a_visit_that_is_planned_does_not_say_that_it_took_place():
    planned = document("Lavrov to visit North Korea on June 19", "The ministry announced it.")
    known = Known(Development(id="D", title="D", first_seen=NOON, last_seen=NOON))
    known.learn(planned)
    confirmed, done = (
        changes(document(title, hours=3, source="b"), known, index(), NOON)
        for title in ("МИД подтвердил поездку Лаврова в КНДР", "Лавров посетил КНДР")
    )

    assert "visit: planned → done" not in [change.text for change in confirmed]
    assert "visit: planned → done" in [change.text for change in done]


def test_what_a_party_confirms_is_told_as_its_confirmation():
    letter = document("Kim Jong Un sends Putin a letter, KCNA says", "It was handed over in Moscow.")
    report = document("Kremlin confirms letter from North Korea's Kim Jong Un", hours=3, source="b")

    assert texts(report, letter) == ["confirmed by Kremlin (Russia)"]
    assert texts(report, letter, report) == []


@pytest.mark.parametrize(
    ("title", "text", "change"),
    [
        ("North Korea sends sappers to Russia's Kursk", "There are 1,000 sappers in the group.", "engineers: 1,000"),
        ("КНДР отправила сапёров в Курскую область России", "В группе 1000 сапёров.", "engineers: 1,000"),
    ],
)
def test_a_figure_is_told_where_it_stands(title, text, change):
    report = document(title, text, hours=3, source="b")
    added = told(report, document(title))

    assert [one.text for one in added] == [change]
    assert added[0].span is not None
    assert "000" in report.draft.full_text[slice(*added[0].span)]
    assert told(report, report) == []


@pytest.mark.parametrize(
    ("title", "text", "change"),
    [
        ("Kim Jong Un meets Lavrov in Wonsan", "The beach there has room for 20,000 people.", None),
        ("金正恩在元山会见拉夫罗夫", "海滨旅游区可容纳2万人。", None),
        ("Ким Чен Ын принял Лаврова в Вонсане", "Курорт рассчитан на 20 000 человек.", None),
        ("김정은, 원산서 라브로프 접견", "해변은 2만 명을 수용할 수 있다.", None),
        (
            "Kim Jong Un meets Lavrov in Wonsan",
            "The beach there has 58 suspected landmines.",
            "suspected landmines: 58",
        ),
        ("Ким Чен Ын принял Лаврова в Вонсане", "На пляже 240 чёрных зонтов.", "чёрных зонтов: 240"),
    ],
)
def test_a_figure_that_does_not_say_what_it_counts_adds_nothing(title: str, text: str, change: str | None):
    added = told(document(title, text, hours=3, source="b"), document(title))

    assert [one.text for one in added if one.code is ReasonCode.FIGURE] == ([change] if change else [])


def test_a_total_that_is_the_sum_of_two_replaced_ones_is_news_and_the_sum_of_parts_is_none():
    def count(number: str, hours: float, what: str = "troops") -> Document:
        title = f"North Korea has sent {number} {what} to Russia, NIS says"
        return document(title, f"The NIS said North Korea had sent {number} {what} to Russia.", hours=hours, source="b")

    totals = [count("1,500", 0), count("3,000", 24)]
    assert any("4,500" in text for text in texts(count("4,500", 48), *totals))

    parts = [count("1,000", 0, "sappers"), count("5,000", 1, "workers")]
    assert not any("6,000" in text for text in texts(count("6,000", 2, "workers"), *parts))


def test_what_is_counted_in_a_text_on_another_subject_is_no_figure_of_the_development():
    text = (
        "24 people were injured in the port. Putin also spoke with Kim Jong Un of North Korea about Russia's harvest."
    )
    report = document("Fire in the harbour of Sevastopol", text, hours=3, source="b")

    assert texts(report, CALL) == []


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Putin and Kim Jong Un speak on the telephone", "They spoke of the harvest, the river and the winter. "),
        ("Путин и Ким Чен Ын поговорили по телефону", "Речь шла об урожае, о реке и о зиме. "),
        ("푸틴, 김정은과 전화 통화", "두 사람은 농사와 강과 겨울에 대해 이야기를 나누었다. "),
    ],
)
def test_the_first_report_that_says_more_than_its_headline_is_told(title, sentence):
    flash, short = document(title), document(title, sentence)
    full = document(title, sentence * 5, hours=3, source="b")

    assert texts(short, flash) == []
    assert texts(full, flash) == ["the first full report"]
    assert texts(full, flash, full) == []


def test_a_plan_that_has_come_true_at_a_place_that_was_open_is_told():
    plan = document("Lavrov will visit North Korea, Russia says")
    report = document("Lavrov visits North Korea's Wonsan", hours=3, source="b")
    found = texts(report, plan)

    assert "visit: planned → done" in found
    assert texts(report, plan, report) == []


def test_a_capital_that_a_statement_or_letter_speaks_of_is_no_place():
    meeting = document("Putin meets Kim Jong Un", "They spoke.")
    known = Known(Development(id="D", title="D", first_seen=NOON, last_seen=NOON))
    known.learn(meeting)
    spoken, sent, met = (
        [change.text for change in changes(document(title, text, hours=3, source="b"), known, index(), NOON)]
        for title, text in (
            ("Putin reaffirms 'friendship' with North Korea", "Kim Jong Un provides Moscow with artillery."),
            ("Putin sends Kim Jong Un a letter", "It praises friendship with Moscow."),
            ("Putin meets Kim Jong Un in Moscow", ""),
        )
    )

    assert "place: Moscow" not in spoken + sent
    assert "place: Moscow" in met


@pytest.mark.parametrize(
    ("title", "hours"),
    [
        ("Lavrov cancels trip to Pyongyang, Russia says", 3),
        ("Lavrov calls off visit to North Korea", 3),
        ("Lavrov calls off visit to North Korea", 24 * 9),
    ],
)
def test_that_a_plan_is_called_off_is_told_however_late(title, hours):
    plan = document("Lavrov will visit North Korea, Russia says")
    off = document(title, hours=hours, source="b")

    assert [text for text in texts(off, plan) if text.endswith("planned → called off")]
    assert not [text for text in texts(off, plan, off) if text.endswith("called off")]


def test_an_outcome_alone_is_on_record_and_with_a_new_name_it_is_told():
    talks = document("Russian and North Korean ministers hold talks in Pyongyang")
    alone = document("Russian and North Korean ministers sign a protocol in Pyongyang", hours=3, source="b")
    named = document("Russia's Kozlov and a North Korean minister sign a protocol in Pyongyang", hours=3, source="b")

    assert texts(alone, talks) == []
    assert texts(named, talks) == ["names Alexander Kozlov", "outcome: signing"]


def test_a_digest_cites_the_sentence_in_which_an_addition_stands():
    report = document(
        "Putin and Kim Jong Un speak on the telephone",
        "Russia and North Korea are neighbours. Snow fell in Moscow. KCNA said that the call was warm.",
        hours=3,
        source="b",
    )
    change = next(change for change in told(report, CALL) if change.code == "voice")
    home = Development(id="D", title="D", first_seen=NOON, last_seen=NOON)
    judged = Judgement(
        document_id=report.id,
        role=Role.UPDATE,
        development_id="D",
        changes=(change.text,),
        evidence=(change.span,) if change.span else (),
    )
    digest = compose(
        Reader(id="desk", name="Desk"),
        "digest",
        Window(since=None, until=NOON, since_seq=0, until_seq=2),
        Situation(judged=[(report, judged)], developments={"D": home}, told={"D": NOON}, watch=shipped_watch()),
    )

    assert digest.items[0].changes == ("first word from KCNA",)
    assert any("KCNA" in sentence.text for sentence in digest.items[0].sentences)


@pytest.mark.parametrize(
    ("before", "again"),
    [
        ("KCNA said on Wednesday that the call was warm.", "State media said the call was warm."),
        ("조선중앙통신이 18일 보도했다.", "State media said the call was warm."),
        ("Об этом сообщило ЦТАК.", "北 관영매체가 통화 소식을 보도했다."),
    ],
)
def test_state_media_are_no_first_word_after_the_states_agency(before, again):
    call = "Putin and Kim Jong Un speak on the telephone"
    heard, report = document(call, before), document(call, again, hours=3, source="b")

    assert "state-media" in report.origins
    assert texts(report, heard) == []
    assert "first word from state media" in texts(report, document(call))


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("N. Korea sent 5,000 containers to Russia: Seoul", "The minister gave the figure, up from the 3,000 cited in May."),
        ("Сеул: КНДР отправила в Россию 5000 контейнеров", "Число выросло с 3000 контейнеров до 5000, сказал министр."),
        ("Seoul: Nordkorea schickte Russland 5000 Container", "Die Zahl stieg von 3000 auf 5000 Container."),
        ("Seúl: Corea del Norte envió 5.000 contenedores a Rusia", "La cifra subió de 3.000 contenedores a 5.000."),
    ],
)  # fmt: skip
def test_the_figure_of_before_that_a_report_repeats_is_no_news(headline, text):
    known = document("North Korea has shipped 5,000 containers to Russia, Seoul says")
    repeated = texts(document(headline, text, hours=3, source="b"), known)

    assert not any("3,000" in told for told in repeated)


def test_a_lower_figure_is_news_where_nothing_says_that_it_is_the_older_one():
    known = document("North Korea has shipped 5,000 containers to Russia, Seoul says")
    lower = document("North Korea has shipped 3,000 containers to Russia, Kyiv says", hours=3, source="b")

    assert any("3,000" in told for told in texts(lower, known))


@pytest.mark.parametrize(
    "title",
    [
        "Putin and Kim Jong Un speak on the telephone (CORRECTED)",
        "CORRECTED: Putin and Kim Jong Un speak on the telephone",
        "Путин и Ким Чен Ын поговорили по телефону (исправлено)",
        "Путін і Кім Чен Ин поговорили телефоном (виправлено)",
        "[정정] 푸틴·김정은 전화 통화",
        "【訂正】プーチン氏と金正恩氏が電話会談",
        "（更正）普京与金正恩通电话",
        "Korrektur: Putin und Kim Jong Un telefonieren",
        "Rectificatif : Poutine et Kim Jong-un se parlent au téléphone",
        "Corrección: Putin y Kim Jong-un hablan por teléfono",
        "Sprostowanie: Putin i Kim Dzong Un rozmawiali przez telefon",
    ],
)
def test_a_corrected_report_is_an_update_though_it_repeats(title: str):
    assert "a corrected report" in texts(document(title), CALL)


@pytest.mark.parametrize(
    "title",
    [
        "Putin and Kim Jong Un correct the record on the telephone",
        "푸틴·김정은, 개정 조약 통화",
        "Putin corrected Kim Jong Un",
    ],
)
def test_a_report_on_somebody_who_corrects_is_none(title: str):
    assert "a corrected report" not in texts(document(title), CALL)
