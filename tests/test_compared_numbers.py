"""Quantities are compared by their value, whatever the language writes; dates and times are no quantities."""

from __future__ import annotations

import pytest

from tests.support.documents import document


@pytest.mark.parametrize(
    "title",
    [
        "North Korea sends Russia 12,000 lanterns",
        "КНДР отправила России 12 тысяч фонарей",
        "КНДР отправила России 12 000 фонарей",
        "Korea Północna wysłała Rosji 12 tys. latarni",
        "북한, 러시아에 등불 1만2천개 보내",
        "北朝鮮がロシアに提灯1万2000個を送った",
        "朝鲜向俄罗斯运送1.2万盏灯笼",
    ],
)
def test_one_quantity_is_one_number_in_every_language(title: str) -> None:
    assert document(title).features.numbers == ("12000",)


@pytest.mark.parametrize(
    "title",
    [
        "North Korea's choir sings in Russia on June 14 at 21:30",
        "Хор КНДР спел в России 14 июня в 21:30",
        "북한 합창단, 14일 러시아서 공연",
    ],
)
def test_days_and_hours_are_no_quantities(title: str) -> None:
    assert document(title).features.numbers == ()


def test_which_anniversary_it_is_tells_one_from_another() -> None:
    assert document("Russia and North Korea sing for the 75th anniversary").features.numbers == ("75",)
