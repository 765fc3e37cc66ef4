"""The language tables: somebody who knows a language and no Python can add it, and every mistake is named."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType

import pytest

from tests.support.documents import NOON, draft, shipped_watch
from tumen import content
from tumen.analysis.assessment.assess import assess
from tumen.analysis.assessment.genre import is_opinion
from tumen.analysis.attribution.attributions import find_attributions
from tumen.analysis.attribution.patterns import ATTRIBUTION_WORDS
from tumen.analysis.claims import find_claims
from tumen.analysis.claims.kinds import CLAIM_WORDS, Counted, Fate, Topic, Vehicle
from tumen.analysis.extraction.event_date import dates_in, event_date
from tumen.analysis.extraction.event_types import event_types
from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.matching.terms import terms_in
from tumen.analysis.text import language as language_of
from tumen.analysis.text import normalization, sentences
from tumen.analysis.text.text import Text
from tumen.analysis.text.tokens import terms
from tumen.catalogue import load_language
from tumen.errors import ConfigError

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "language.md"
SHIPPED = content.config_folder() / "language"

SWAHILI = """
name = "Swahili"

[stop_words]
words = ["na", "ya", "wa", "kwa"]

[event_types]
sign = ["saini*", "ametia saini"]
arrive = ["amewasili", "wamewasili"]
"plan+visit" = ["atatembelea"]
none = ["saini ya kanda"]

[reporting_verbs]
says = ["alisema"]
preposition = ["kwa mujibu wa"]

[counted]
troops = ["askari"]

[fates]
troops_killed = ["waliuawa"]

[claim_words]
another_phrase = ["kwa"]
no_thing = ["kwa"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "language"))


def test_a_new_language_is_a_new_file(folder: Path) -> None:
    (folder / "sw.toml").write_text(SWAHILI, encoding="utf-8")
    vocabulary = load_language(folder)

    read = [Text(said, vocabulary, language="sw") for said in ("Waziri amewasili Wonsan", "Waziri atatembelea Rason")]

    assert [event_types(text) for text in read] == [("arrive",), ("plan", "visit")]


def test_a_new_language_says_who_says_so(folder: Path) -> None:
    (folder / "sw.toml").write_text(SWAHILI, encoding="utf-8")
    vocabulary = load_language(folder)

    read = [
        Text(said, vocabulary, language="sw")
        for said in ("Meli imeondoka, Peskov alisema.", "Kwa mujibu wa Yonhap, meli imeondoka.")
    ]

    assert [(a.name, a.kind) for text in read for a in find_attributions(text, shipped_watch())] == [
        ("Peskov", "says"),
        ("Yonhap", "cites"),
    ]


def test_a_new_language_says_what_stands_around_a_speaker(folder: Path) -> None:
    words = '[attribution_words]\nnot = ["hakuwa"]\nplace = ["mjini"]\npronoun = ["yeye"]\n'
    said = ("Peskov hakuwa alisema.", "Mjini Moscow alisema.", "Peskov alisema. Yeye alisema.")

    found = []
    for table in ("", words):
        (folder / "sw.toml").write_text(SWAHILI + table, encoding="utf-8")
        vocabulary = load_language(folder)
        texts = [Text(f"\n\n{one}", vocabulary, language="sw") for one in said]
        found.append([[a.who for a in find_attributions(text, shipped_watch())] for text in texts])

    assert found == [[["kremlin"], ["russia"], ["kremlin"]], [[], [], ["kremlin", "kremlin"]]]


def test_a_new_language_says_what_figures_count(folder: Path) -> None:
    (folder / "sw.toml").write_text(SWAHILI, encoding="utf-8")
    vocabulary = load_language(folder)

    read = [
        Text(f"\n\nNorth Korea, Russia: {said}", vocabulary, language="sw")
        for said in ("3000 askari.", "600 askari waliuawa.", "600 kwa askari.")
    ]

    found = [[(claim.metric, claim.low) for claim in find_claims(text, shipped_watch())] for text in read]
    assert found == [[("troops_deployed", 3000)], [("troops_killed", 600)], []]


def test_the_page_on_languages_names_every_kind_of_the_tables_of_claims_and_of_attribution() -> None:
    page = DOCUMENT.read_text(encoding="utf-8")

    missing = {
        kind
        for kind in (*Counted, *Fate, *Vehicle, *Topic, *CLAIM_WORDS, *ATTRIBUTION_WORDS)
        if f"`{kind}`" not in page
    }

    assert missing == set()


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('name = "X"\n[event_tipes]\nsign = ["saini"]', r"sw\.toml: event_tipes: .*event_types"),
        (
            'name = "X"\n[event_types]\nsing = ["saini"]',
            r"sw\.toml: event_types\.sing: no such kind; did you mean 'sign'",
        ),
        ('name = "X"\n[event_types]\n"plan+sing" = ["saini"]', r"sw\.toml: event_types\.plan\+sing"),
        ('name = "X"\n[event_types]\nsign = ["a", "saini"]', r"sw\.toml: event_types\.sign\[1\]: .*too short"),
        ('name = "X"\n[event_types]\nsign = "saini"', r"sw\.toml: event_types\.sign: must be a list"),
        ('name = "X"\n[stop_words]\nwords = ["na ya"]', r"sw\.toml: stop_words\.words\[1\]: must be one word"),
        (
            'name = "X"\n[reporting_verbs]\nprepositions = ["kwa mujibu wa"]',
            r"sw\.toml: reporting_verbs\.prepositions: no such kind; did you mean 'preposition'",
        ),
        ('name = "X"\n[counted]\ntroop = ["askari"]', r"sw\.toml: counted\.troop: no such kind; did you mean 'troops'"),
        (
            'name = "X"\n[attribution_words]\nplaces = ["katika"]',
            r"sw\.toml: attribution_words\.places: no such kind; did you mean 'place'",
        ),
        ('name = "X"\n[claim_words]\nsent = ["ali(tuma"]', r"sw\.toml: claim_words\.sent\[1\]: .*regular expression"),
        ("[event_types]", r"sw\.toml: name"),
        ("name = ", r"sw\.toml"),
    ],
)
def test_a_mistake_is_named_by_file_table_and_key(folder: Path, written: str, named: str) -> None:
    (folder / "sw.toml").write_text(written, encoding="utf-8")

    with pytest.raises(ConfigError, match=named):
        load_language(folder)


def test_a_file_is_named_by_its_language(folder: Path) -> None:
    (folder / "swahili.toml").write_text(SWAHILI, encoding="utf-8")

    with pytest.raises(ConfigError, match=r"swahili\.toml.*two letters"):
        load_language(folder)


@pytest.fixture
def vietnamese(folder: Path) -> Callable[[str], Text]:
    """Reads a sentence under a headline with the language file that docs/language.md shows."""
    (example,) = re.findall(r"```toml\n(name = .*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    (folder / "vi.toml").write_text(example, encoding="utf-8")
    vocabulary = load_language(folder)
    return lambda body: Text.of("Tin", body, vocabulary, declared="vi")


def test_the_language_that_the_documents_add_is_recognised(vietnamese: Callable[[str], Text]) -> None:
    assert vietnamese("Hai bên đã ký hiệp ước.").language == "vi"


def test_event_types_are_read_in_a_language_added_by_its_file(vietnamese: Callable[[str], Text]) -> None:
    said = ("Ông Choe đã ký hiệp ước.", "Đoàn sẽ thăm Wonsan.", "Chữ ký của ông Kim.")

    assert [event_types(vietnamese(body)) for body in said] == [("sign",), ("plan", "visit"), ()]


def test_dates_are_read_in_a_language_added_by_its_file(vietnamese: Callable[[str], Text]) -> None:
    published = date(2024, 6, 20)
    said = ("Hiệp ước được ký ngày 19 tháng 6 năm 2024.", "Đoàn đến nơi hôm qua.", "Đoàn sẽ đi ngày 21 tháng 6.")

    assert [dates_in(vietnamese(body), published) for body in said] == [
        (date(2024, 6, 19),),
        (date(2024, 6, 19),),
        (date(2024, 6, 21),),
    ]
    assert event_date(vietnamese("Đoàn sẽ đi hôm nay."), published) is None
    assert event_date(vietnamese("Đoàn có mặt từ ngày 19 tháng 6."), published) is None


def test_numbers_are_read_in_a_language_added_by_its_file(vietnamese: Callable[[str], Text]) -> None:
    said = "khoảng 12 nghìn binh sĩ, hai mươi ba công nhân, hàng nghìn tấn, 1,5 triệu đồng và 54 phần trăm"

    found = [(n.low, n.approximate, n.vague, n.unit) for n in find_numbers(vietnamese(said))]

    assert found == [
        (12_000, True, False, ""),
        (23, False, False, ""),
        (2_000, True, True, ""),
        (1.5e6, False, False, "vnd"),
        (54, False, False, "%"),
    ]


def test_reporting_verbs_and_views_are_read_in_a_language_added_by_its_file(
    vietnamese: Callable[[str], Text],
) -> None:
    text = vietnamese("Bộ Ngoại giao phủ nhận. Ông Choe tuyên bố như vậy.")
    view = Text.of("Bình luận: cây cầu", "", text.vocabulary, declared="vi")

    assert [term.kind for term in terms_in(text, "reporting_verbs")] == ["denies", "says"]
    assert is_opinion(view, None)[0]
    assert not is_opinion(text, None)[0]


def test_a_language_may_write_words_without_spaces(folder: Path) -> None:
    (folder / "th.toml").write_text('name = "Thai"\nspaces = false', encoding="utf-8")
    vocabulary = load_language(folder)

    assert set(terms("ลงนามแล้ว", "th", vocabulary)) > {"ลง", "นา"}
    assert set(terms("signed it", "sw", vocabulary)) == {"signed"}


def test_a_text_is_read_once() -> None:
    text = Text("Ракеты\n\nПутин прибыл.", shipped_watch().vocabulary)
    found = []

    for _ in range(3):
        text.once("counted", lambda: found.append("read"))

    assert found == ["read"]
    assert text.folded is text.folded
    assert text.sentences is text.sentences
    assert text.language == "ru"


READINGS = (normalization.fold, normalization.lower, sentences.split, language_of.language)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Lavrov arrives in Pyongyang", "Russia's foreign minister met Choe Son Hui, who said 12,000 troops had gone."),
        ("Лавров прибыл в Пхеньян", "МИД России сообщил, что в КНДР побывали 1,5 тыс. туристов. Песков опроверг это."),
        ("김정은, 라브로프 접견", "조선중앙통신은 러시아 외무상이 17일 평양에서 김정은을 만났다고 밝혔다."),
    ],
)
def test_assessing_a_document_reads_its_text_once(title: str, body: str) -> None:
    written = draft(title, body)
    assess(written, shipped_watch(), seen=NOON)  # compiles the tables, which folds their forms
    codes = {reading.__code__: reading.__name__ for reading in READINGS}
    calls: Counter[str] = Counter()

    def count(frame: FrameType, event: str, arg: object) -> None:
        if event == "call" and frame.f_code in codes:
            calls[codes[frame.f_code]] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        assess(written, shipped_watch(), seen=NOON)
    finally:
        sys.setprofile(before)

    assert calls == {"fold": 1, "lower": 1, "split": 1, "language": 1}
