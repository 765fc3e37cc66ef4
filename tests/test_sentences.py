"""Where sentences end: offsets that fit the text, in every script."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumen.analysis.text.sentences import split

TEXTS = {
    "en": ("U.S. officials spoke on Sept. 12. Mr. Kirby left.", 2),
    "ru": ("До 12 тыс. солдат прибыло. Об этом заявил А. Песков.", 2),
    "pl": ("Około 12 tys. żołnierzy przybyło. Tak ocenia wywiad.", 2),
    "ko": ("국정원은 4일 밝혔다. 북한군 1만2천명이 왔다.", 2),
    "zh": ("朝鲜派兵1.2万人。俄方否认。", 2),
    "ja": ("兵士を派遣した。ロシアは否定した。", 2),
}


@pytest.mark.parametrize("language", TEXTS)
def test_each_language_is_split_at_its_own_marks(language):
    text, count = TEXTS[language]

    spans = split(text, language)

    assert len(spans) == count
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")


def test_headlines_new_lines_and_bullets_end_a_sentence():
    text = "A headline without a stop\n\nFirst line\nsecond line • third point • fourth point"

    pieces = [text[a:b] for a, b in split(text, "en")]

    assert pieces == ["A headline without a stop", "First line", "second line", "• third point", "• fourth point"]


def test_an_abbreviation_before_a_figure_does_not_end_a_sentence():
    text = "Talks on Oct. 18 took place near No. 5 gate. They ended."

    assert len(split(text, "en")) == 2


@settings(max_examples=60)
@given(st.text(max_size=300), st.sampled_from(["en", "ru", "ko", "zh", "xx", ""]))
def test_spans_are_ordered_and_lose_no_letter(text, language):
    spans = split(text, language)

    covered = {at for a, b in spans for at in range(a, b)}
    assert all(a < b for a, b in spans)
    assert all(spans[n][1] <= spans[n + 1][0] for n in range(len(spans) - 1))
    assert all(at in covered for at, sign in enumerate(text) if sign.isalnum())


def test_half_a_pair_of_characters_is_no_end_of_the_world():
    text = "Shoigu \ud800 came. He left."

    assert [text[start:end] for start, end in split(text, "x\ud800")] == ["Shoigu \ud800 came.", "He left."]
