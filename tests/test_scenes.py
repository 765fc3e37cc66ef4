"""A third state that is only where something is, or whose name a war or a past rule has, is no party of a report."""

from __future__ import annotations

import pytest

from tests.support.documents import NOON, shipped_watch
from tumen.analysis.assessment.assess import assess
from tumen.model import Draft, Features

ABROAD = (
    ("en", "Russia-Ukraine war live: Kim Jong Un lands in Vladivostok"),
    ("en", "Ukraine live briefing: Kim Jong Un dines with Putin"),
    ("en", "North Korea lends Russia mules for use in Ukraine"),
    ("en", "Putin greets Kim on the day of liberation from Japanese rule"),
    ("ru", "Путин и Ким Чен Ын вспомнили освобождение от японского колониального господства"),
    ("ru", "КНДР одолжит России мулов для войны на Украине"),
    ("pl", "Korea Północna pożyczy Rosji muły na wojnę w Ukrainie"),
    ("uk", "КНДР позичить Росії мулів для війни проти України"),
    ("de", "Nordkorea leiht Russland Maultiere für den Ukraine-Krieg"),
    ("fr", "La Corée du Nord prête des mulets à la Russie en Ukraine"),
    ("es", "Corea del Norte presta mulas a Rusia en Ucrania"),
    ("ko", "북한, 우크라이나 전쟁에 쓸 노새 러시아에 빌려줘"),
    ("ja", "北朝鮮、ウクライナ侵攻のロシアにラバを貸す"),
    ("zh", "朝鲜把骡子借给俄罗斯参加乌克兰战争"),
)
ACTING = (
    ("en", "Ukraine counts North Korea's mules in Russia"),
    ("en", "Japan frowns as Putin dines with Kim Jong Un"),
    ("ru", "Украина сосчитала мулов КНДР в России"),
    ("pl", "Ukraina policzyła muły Korei Północnej w Rosji"),
    ("ko", "우크라이나, 러시아의 북한 노새 집계"),
    ("ja", "ウクライナ、ロシアの北朝鮮ラバを数える"),
    ("zh", "乌克兰清点俄罗斯的朝鲜骡子"),
)


def read(language: str, title: str) -> Features:
    draft = Draft(source_id="invented", key=title, title=title, language=language)
    return assess(draft, shipped_watch(), seen=NOON).features


@pytest.mark.parametrize(("language", "title"), ABROAD)
def test_a_state_that_names_a_scene_a_war_or_a_past_rule_takes_no_part(language: str, title: str) -> None:
    features = read(language, title)

    assert not {"ukraine", "japan"} & {*features.outside, features.opens}


@pytest.mark.parametrize(("language", "title"), ACTING)
def test_a_state_that_acts_takes_part(language: str, title: str) -> None:
    assert {"ukraine", "japan"} & set(read(language, title).outside)


def test_the_sides_take_part_wherever_they_are_named() -> None:
    assert read("en", "In Russia, North Korea's mules sing").opens == "russia"
