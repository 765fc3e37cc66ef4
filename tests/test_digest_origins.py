"""On whose knowledge an item rests, as its readers are told it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.documents import document, shipped_watch
from tumen.analysis.digest import origin_names as origins
from tumen.analysis.digest.lines.wording import Wording
from tumen.analysis.digest.origin_names import as_written, origin_names
from tumen.model import Document, Via


def names(language: str, *documents: Document) -> tuple[str, ...]:
    return origin_names(documents, Wording(shipped_watch(), language))


def report(text: str, *origins: str, language: str = "en") -> Document:
    return replace(document("Headline", text), origins=origins, language=language)


@pytest.mark.parametrize(
    ("slug", "text", "written"),
    [
        ("cbc-s-ann-example", "CBC’s Ann Example reports from Seoul.", "CBC’s Ann Example"),
        ("western-sanctions-moni", "Western sanctions monitors said so.", "Western sanctions monitors"),
        ("도로청", "도로청은 밝혔다.", "도로청"),
        ("мид-японии", "В МИД Японии сообщили об этом.", "МИД Японии"),
        ("gone-from-the-text", "Nothing of the kind.", "gone from the text"),
    ],
)
def test_an_unlisted_origin_is_named_as_its_report_writes_it(slug: str, text: str, written: str):
    assert as_written(slug, text) == written


def test_a_known_party_is_named_in_the_readers_language():
    said = report("", "nis", "satellite-images")

    assert names("en", said) == ("NIS (South Korea)", "satellite images")
    assert names("ru", said) == ("разведка Южной Кореи", "спутниковые снимки")
    assert names("ko", said) == ("국정원", "위성사진")
    assert names("de", said) == ("NIS", "Satellitenbilder")


def test_words_of_another_language_stand_only_where_nobody_else_is_named():
    foreign = report("По словам официальных лиц области, всё спокойно.", "официальных-лиц-области", language="ru")

    assert names("en", foreign, report("", "nis")) == ("NIS (South Korea)",)
    assert names("en", foreign) == ("официальных лиц области",)
    assert names("ru", foreign, report("", "nis")) == ("официальных лиц области", "разведка Южной Кореи")


def test_the_words_of_a_foreign_report_are_looked_for_only_where_nobody_else_is_named(monkeypatch: pytest.MonkeyPatch):
    sought: list[str] = []
    monkeypatch.setattr(origins, "as_written", lambda slug, text: sought.append(slug) or slug)
    foreign = report("По словам официальных лиц области, всё спокойно.", "официальных-лиц-области", language="ru")

    names("en", *[foreign] * 40, report("", "nis"))
    assert not sought

    names("en", foreign)
    assert sought == ["официальных-лиц-области"]


def test_eight_origins_of_an_item_are_named() -> None:
    spoke = [f"{letter}orba-institute" for letter in "bcdfghklmn"]

    assert names("en", report("Nobody is named.", *spoke)) == tuple(slug.replace("-", " ") for slug in spoke[:8])


@pytest.mark.parametrize(
    ("origins", "named"),
    [
        (("kcna-org", "state-media"), ("KCNA (North Korea)",)),
        (("hur", "ukraine"), ("HUR (Ukraine)",)),
        (("ukraine", "hur"), ("HUR (Ukraine)",)),
        (("kim-jong-un", "kcna-org"), ("Kim Jong Un",)),
        (("nis", "rok-lawmakers", "spy-agency"), ("NIS (South Korea)",)),
        (("officials", "us-officials"), ("US officials",)),
        (("russian-mfa", "kcna-org"), ("Foreign Ministry (Russia)", "KCNA (North Korea)")),
        (("nis", "sources"), ("NIS (South Korea)", "unnamed sources")),
        (("officials",), ("officials",)),
        (("nis", "ukraine"), ("NIS (South Korea)", "Ukraine")),
    ],
)
def test_origins_that_are_one_are_counted_once(origins: tuple[str, ...], named: tuple[str, ...]):
    assert names("en", report("", *origins)) == named


def test_lawmakers_of_another_state_and_who_only_denies_swallow_nobody():
    lawmakers, hur = report("South Korean lawmakers said so.", "rok-lawmakers"), report("HUR said so.", "hur")
    denial = replace(document("Kremlin denies sending workers to North Korea"), origins=("kremlin",))
    assert denial.frames[0].via is Via.DENIAL

    assert len(names("en", lawmakers, hur)) == 2
    assert len(names("en", report("Officials said so.", "officials"), denial)) == 2


@pytest.mark.parametrize(
    ("body", "origins_found"),
    [
        ("A unit met them in October. Ukrainian officials have not confirmed it.", ()),
        ("Бой был в октябре. Минобороны Украины не подтвердило эти сведения.", ()),
        ("교전은 10월에 있었다. 우크라이나 국방부는 이를 확인하지 않았다.", ()),
        ("Es gab ein Gefecht. Das ukrainische Verteidigungsministerium hat das nicht bestätigt.", ()),
        ("Des combats ont eu lieu. Le ministère ukrainien de la Défense n'a pas confirmé.", ()),
        ("Hubo combates. El Ministerio de Defensa de Ucrania no confirmó la noticia.", ()),
        ("Do walk doszło w październiku. Ministerstwo Obrony Ukrainy nie potwierdziło tych doniesień.", ()),
        ("Бій був у жовтні. Міноборони України не підтвердило цього.", ()),
        ("戦闘は10月にあった。韓国国防省は確認していない。", ()),
        ("战斗发生在十月。乌克兰国防部未证实这一消息。", ()),
        ("A unit met them in October, Ukrainian officials said.", ("ua-officials",)),
    ],
)
def test_who_does_not_confirm_a_report_is_no_origin_of_it(body: str, origins_found: tuple[str, ...]):
    assert document("North Koreans in Kursk", body).origins == origins_found
