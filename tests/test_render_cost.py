"""What a crowded digest costs to render: what is alike is worked on once, and the short ways write what the long do."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tests.support.digests import DESK, FULL, HOSTILE, WEEK, channel, crowded, digest, figure, item, report
from tumen.content import template_folder
from tumen.delivery.render import Rendering, json_of, record_of
from tumen.delivery.render.template import _environment
from tumen.delivery.render.wrapping import _NARROW, columns, wrap
from tumen.delivery.safe_links import safe_url
from tumen.model import Digest

DAY = date(2026, 2, 26)


def test_an_address_is_made_honest_once_however_many_forms_and_reports_have_it() -> None:
    same = tuple(report(n, url="https://paper.example.org/2026/one") for n in range(20))
    one = item(1, reports=(*same, report(30, url="https://paper.example.org/2026/two")))
    safe_url.cache_clear()

    rendering = Rendering(digest(one, replace(one, development_id="other")), DESK)
    for form in ("email", "file", "json", "slack"):
        rendering.message(channel(form))

    assert safe_url.cache_info().misses == 2


@pytest.mark.parametrize("one", [FULL, WEEK, crowded(3), digest(HOSTILE), digest()])
def test_the_json_of_a_digest_is_indented_as_the_library_indents_it(one: Digest) -> None:
    assert json_of(one) == json.dumps(record_of(one), ensure_ascii=False, indent=2) + "\n"


def test_an_endless_figure_is_written_as_the_library_writes_it() -> None:
    one = digest(item(1, series=(figure(float("inf"), "NIS", DAY), figure(1e16, "NIS", DAY), figure(0.1, "NIS", DAY))))

    assert json_of(one) == json.dumps(record_of(one), ensure_ascii=False, indent=2) + "\n"


def greedy(text: str, room: int, width: int) -> list[str]:
    """Word after word, a new line for each that does not fit."""
    lines: list[str] = []
    for word in text.split():
        fits = lines and len(lines[-1]) + 1 + len(word) <= (width if len(lines) > 1 else room)
        lines[-1:] = [f"{lines[-1]} {word}"] if fits else [*lines[-1:], word]
    return lines or [""]


@pytest.mark.parametrize(
    "text",
    [
        "", "word", "x" * 30, "a b c d e f g h i j k l m n o p", "Лавров – в Пхеньяне…  для «переговоров»",
        f"short {'y' * 25} and {'z' * 9} more words\nthan one line holds", f"{'w' * 40} first, then others",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("indent", "hang"), [(0, 0), (2, 0), (3, 12)])
def test_a_text_of_narrow_letters_breaks_where_the_next_word_does_not_fit(text: str, indent: int, hang: int) -> None:
    expected = greedy(text, 20 - indent - hang, 20 - indent)

    assert wrap(text, indent, hang=hang, width=20).split("\n" + " " * indent) == expected


def test_every_letter_that_counts_as_narrow_takes_one_column() -> None:
    narrow = [letter for letter in map(chr, range(0x20, 0x3000)) if _NARROW.fullmatch(letter)]

    assert len(narrow) > 1_000
    assert all(unicodedata.east_asian_width(letter) not in {"W", "F"} for letter in narrow)
    assert {columns(f"ж{letter}") for letter in narrow} == {2}


@dataclass(frozen=True)
class Shown:
    name: Any
    _own: str = "secret"


@pytest.mark.parametrize("shown", [Shown("a"), Shown("b"), Shown(None), Shown({"k": 1}), Shown(print)])
def test_the_templates_read_what_the_sandbox_lets_them_read_and_nothing_else(shown: Shown) -> None:
    ours, theirs = _environment(template_folder()), ImmutableSandboxedEnvironment()

    for _ in range(2):
        assert ours.getattr(shown, "name") is theirs.getattr(shown, "name")
        for hidden in ("_own", "__class__", "__init__"):
            with pytest.raises(SecurityError):
                ours.from_string(f"{{{{ one.{hidden} }}}}").render(one=shown)
        with pytest.raises(SecurityError):
            ours.from_string("{{ one.format.__globals__ }}").render(one="{}")
