"""Letters in the wrong table are put right where that is certain, real texts stay as they are, the rest is quarantined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractors
from extractors.mojibake import repaired, unreadable
from tests.support.replies import reply, source

RUSSIAN = "Российская делегация прибыла в Пхеньян на переговоры о железной дороге."
UKRAINIAN = "Україна заявила: «російські війська отримали снаряди» — Генштаб."
KOREAN = "북한과 러시아는 화요일 두만강 다리 건설에 합의했다고 조선중앙통신이 전했다."
FRENCH = "Le président a été reçu à Pékin ; l’accord « historique » prévoit un pont."
PORTUGUESE = "A reunião de cúpula não terá declaração, disse o porta-voz da missão."
GERMAN = "Für die Überprüfung größerer Lieferungen fehlen die Mittel."
POLISH = "Władze w Warszawie mówią, że żołnierze z Korei Północnej są w obwodzie kurskim."
VIETNAMESE = "Chủ tịch nước đã đến Bình Nhưỡng hôm thứ Ba để hội đàm về đường sắt."
JAPANESE = "北朝鮮の外相がモスクワを訪問し、ロシア外相と会談した。"
CHINESE = "朝鲜外相访问莫斯科，与俄罗斯外长会谈。"
QUOTES = "Putin’s visit – the first in “24 years” – ended on Wednesday…"

WHOLE = [
    RUSSIAN, UKRAINIAN, KOREAN, FRENCH, PORTUGUESE, GERMAN, POLISH, VIETNAMESE, JAPANESE, CHINESE, QUOTES,
    "SÃO PAULO – Não há acordo, diz o Itamaraty",
    "ÉLYSÉE : « à l’été »",
    "Hà Nội: Ủy ban đã họp",
    "Ünlü Türk gazeteci Çağlar'ın öyküsü",
    "Þjóðaröryggisráð Íslands fundaði í gær",
    "España: ¿qué pasó en Rusia? ¡Atención!",
    "ПУТИН И КИМ ПОДПИСАЛИ ДОГОВОР",
    "В КНДР отреагировали на заявление МИД РФ",
    "■ 북한 ▲ 러시아 │ 사진=조선중앙통신",
    "Covers 120 km² at −5 °C, costs €3 or £2½, by MÜLLER™ & Søn",
    "Škoda a Česko: žádná dohoda",
    "Министарство и Љубљана: њихова порука „Ђердап“",
    "Србија и Россия: съезд в Љубљани, объявили",
    "РосАтом, СевКор и ГлавУпДК подписали бумаги",
    "────────── 속보 ──────────",
    "Kim Jong-un (김정은) met Владимир Путин",
]  # fmt: skip

# What it says, the table it is in, the table it was taken for.
DAMAGED = [
    (RUSSIAN, "utf-8", "latin-1"),
    (RUSSIAN, "utf-8", "cp1251"),
    (RUSSIAN, "utf-8", "cp437"),
    (RUSSIAN, "utf-8", "koi8-r"),
    (RUSSIAN, "cp1251", "latin-1"),
    (RUSSIAN, "cp1251", "cp1252"),
    (RUSSIAN, "cp1251", "koi8-r"),
    (RUSSIAN, "koi8-r", "latin-1"),
    (RUSSIAN, "koi8-r", "cp1251"),
    (UKRAINIAN, "utf-8", "latin-1"),
    (UKRAINIAN, "cp1251", "cp1252"),
    (UKRAINIAN, "cp1251", "koi8-u"),
    (KOREAN, "utf-8", "latin-1"),
    (KOREAN, "cp949", "latin-1"),
    (KOREAN, "cp949", "cp1252"),
    (FRENCH, "utf-8", "latin-1"),
    (FRENCH, "utf-8", "cp1252"),
    (FRENCH, "cp1252", "latin-1"),
    (FRENCH, "cp1252", "cp1251"),
    (PORTUGUESE, "utf-8", "cp1252"),
    (PORTUGUESE, "utf-8", "cp949"),
    (PORTUGUESE, "cp1252", "cp1251"),
    (GERMAN, "utf-8", "cp1250"),
    (GERMAN, "cp1252", "cp1251"),
    (POLISH, "cp1250", "cp1252"),
    (POLISH, "cp1250", "cp1251"),
    (VIETNAMESE, "utf-8", "latin-1"),
    (JAPANESE, "utf-8", "latin-1"),
    (CHINESE, "utf-8", "latin-1"),
    (QUOTES, "utf-8", "latin-1"),
    (QUOTES, "utf-8", "cp1251"),
    (QUOTES, "cp1252", "latin-1"),
    (QUOTES, "cp1252", "koi8-r"),
    (QUOTES, "gb18030", "cp1252"),
    (KOREAN, "utf-8", "koi8-r"),
    (CHINESE, "utf-8", "koi8-r"),
    (JAPANESE, "utf-8", "koi8-u"),
    (UKRAINIAN, "utf-8", "koi8-u"),
    (KOREAN, "utf-8", "cp866"),
    (CHINESE, "utf-8", "cp866"),
    (RUSSIAN, "utf-8", "mac_cyrillic"),
    ("朝鲜外相访问莫斯科并会谈", "utf-8", "gb18030"),
]  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
def test_a_text_that_is_right_is_not_touched(text: str) -> None:
    assert repaired(text) == text
    assert not unreadable(text)


@pytest.mark.parametrize(("text", "table", "taken_for"), DAMAGED)
def test_a_text_taken_for_one_in_another_table_is_put_right(text: str, table: str, taken_for: str) -> None:
    damaged = text.encode(table).decode(taken_for)

    assert damaged != text
    assert repaired(damaged) == text


@pytest.mark.parametrize(
    "lost",
    [
        "Россия".encode().decode("latin-1")[:7] + " и мир — " + "\ufffd\ufffd\ufffd",
        CHINESE.encode("gb18030").decode("latin-1"),
        JAPANESE.encode("cp932").decode("cp949"),
        "МИД России".encode("cp932").decode("cp1252", "replace"),
        KOREAN.encode("cp949").decode("koi8-r"),
        CHINESE.encode("gb18030").decode("koi8-r"),
        CHINESE.encode("gb18030").decode("mac_cyrillic"),
        JAPANESE.encode("big5", "ignore").decode("cp932", "ignore"),
        "锟斤拷锟斤拷图们江大桥锟斤拷",
    ],
)
def test_what_cannot_be_put_right_is_known_as_unreadable_and_quarantined(lost: str) -> None:
    item = f"<item><title>{lost}</title><guid>1</guid></item>"
    body = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>x</title>{item}</channel></rss>"

    found = extractors.extract(reply(body), source())

    assert unreadable(repaired(lost))
    assert found.drafts == ()
    assert "wrong encoding" in found.quarantined[0].reason


def test_a_damaged_item_of_a_feed_arrives_in_its_right_letters() -> None:
    damaged = RUSSIAN.encode("cp1251").decode("cp1252")
    item = f"<item><title>{damaged}</title><guid>1</guid></item>"
    body = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>x</title>{item}</channel></rss>"

    [draft] = extractors.extract(reply(body), source()).drafts

    assert draft.title == RUSSIAN


@given(st.text(max_size=200))
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    assert repaired(repaired(text)) == repaired(text)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_plain_letters_are_never_touched(text: str) -> None:
    assert repaired(text) == text
