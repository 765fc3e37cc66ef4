"""The marks by which channels set off words and name links are no part of what a reader is shown."""

from __future__ import annotations

import pytest

from tumen.delivery.clean import clean


@pytest.mark.parametrize(
    ("post", "shown"),
    [
        ("**Троих** наградили", "Троих наградили"),
        ("в сети появилось [фото](https://example.org/a_(1)/b?c=1) орудия", "в сети появилось фото орудия"),
        ("[сообщения ](https://example.org/x)от разведки", "сообщения от разведки"),
        ("__Курсив__ и ~~зачёркнуто~~ и `код`", "Курсив и зачёркнуто и код"),
        ("начало **полужирного куска без конца", "начало полужирного куска без конца"),
        ("snake_case__name stays, 2*3 too, [sic] too", "snake_case__name stays, 2*3 too, [sic] too"),
    ],
)
def test_a_post_is_shown_without_its_marks(post: str, shown: str):
    assert clean(post) == shown


def test_what_a_link_hides_stays_as_harmless_as_any_other_text():
    assert clean("[a\u202eb](https://example.org)") == "ab"
