"""The registry of who can stand behind a report: one for names of the watch, of the world and of the unnamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.documents import read, shipped_watch
from tumen import content
from tumen.analysis.attribution.attributions import find_attributions
from tumen.analysis.attribution.origins import origins
from tumen.analysis.matching.speaker_entries import UNNAMED, SpeakerKind
from tumen.analysis.text.text import Text
from tumen.catalogue import load_watch
from tumen.catalogue.speaker_labels import load_speaker_labels
from tumen.errors import ConfigError

RIVERS = """
[subject]
name = "Two rivers"
sides = ["donau", "elbe"]

[[entry]]
id = "donau"
kind = "country"
label = "Donau"
side = "donau"
forms.en = ["Donau", "Donauer*"]

[[entry]]
id = "harbour-board"
kind = "organisation"
label = "Harbour Board"
of = "donau"
forms.en = ["Harbour Board", "Anna Kern"]

[[speaker]]
id = "harbour-board"
kind = "official"
label = "Harbour Board (Donau)"
entries = ["harbour-board"]
forms.en = ["dock office"]

[[speaker]]
id = "donau"
kind = "state"
label = "Donau"
only.donau = ["Donau"]
"""


def rivers(tmp_path: Path, text: str = RIVERS) -> Path:
    file = tmp_path / "watch.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Harbour Board said six ships had left.", "harbour-board"),
        ("Six ships had left, Anna Kern said.", "harbour-board"),
        ("According to the dock office, six ships had left.", "harbour-board"),
        ("Donau denied it.", "donau"),
        ("Six ships had left, Reuters reported.", "reuters"),
        ("Six ships had left, officials said.", "officials"),
    ],
)
def test_another_watch_has_its_own_speakers_and_those_of_the_world(tmp_path: Path, text: str, who: str) -> None:
    watch = load_watch(rivers(tmp_path))

    assert origins(Text(f"\n\n{text}", watch.vocabulary, language="en"), watch) == (who,)


def test_of_an_entry_only_the_forms_that_count_speak(tmp_path: Path) -> None:
    watch = load_watch(rivers(tmp_path))
    text = Text("\n\nA Donauer said so.", watch.vocabulary, language="en")

    assert [mention.concept for mention in watch.find(text)] == ["donau"]
    assert watch.speakers.find(text) == []


@pytest.mark.parametrize(
    ("written", "instead", "named"),
    [
        (
            'entries = ["harbour-board"]',
            'entries = ["harbor-board", "harbour-board"]',
            "'harbour-board'.entries: .*no entry",
        ),
        ('kind = "official"', 'kind = "offical"', "'harbour-board'.*kind.*official"),
        ('"dock office"', '"Anna Kern"', "'harbour-board'.forms.en: .*form of entry 'harbour-board'"),
        ('only.donau = ["Donau"]', 'only.donau = ["Donaus"]', "'donau'.only.donau: .*no form 'Donaus'"),
        (
            'only.donau = ["Donau"]',
            'only.donau = ["Donau"]\nforms.en = ["dock office"]',
            "'donau'.forms.en: .*'harbour-board'",
        ),
        ('only.donau = ["Donau"]', 'entries = ["donau", "harbour-board"]', "'donau'.entries: .*'harbour-board'"),
        ('only.donau = ["Donau"]', 'forms.en = ["Donaustaat"]', "'donau'.entries: .*entry of this id"),
        ('id = "donau"\nkind = "state"', 'id = "reuters"\nkind = "state"', "'reuters'.id: .*already"),
    ],
)
def test_a_mistake_is_named_by_file_speaker_and_key(tmp_path: Path, written: str, instead: str, named: str) -> None:
    assert written in RIVERS

    with pytest.raises(ConfigError, match=rf"watch\.toml: speaker.*{named}"):
        load_watch(rivers(tmp_path, RIVERS.replace(written, instead)))


def test_without_a_subject_the_world_still_speaks() -> None:
    empty = shipped_watch().without_subject()
    text = Text("\n\nThe bridge is open, Reuters reported, citing officials.", empty.vocabulary, language="en")

    assert set(origins(text, empty)) == {"reuters", "officials"}


def test_the_longer_name_wins_and_a_possessive_is_no_part_of_it() -> None:
    speakers = shipped_watch().speakers

    def found(text: str) -> list[tuple[str, str]]:
        return [(term.kind, text[term.start : term.end]) for term in speakers.find(read(text))]

    assert found("러 국방부가 밝혔다") == [("russian-mod", "러 국방부")]
    assert found("Глава Минобороны РФ Белоусов") == [("russian-mod", "Минобороны РФ"), ("russian-mod", "Белоусов")]
    assert found("Putin’s aide spoke") == [("kremlin", "Putin")]
    assert found("СБУ и ГУР") == [("sbu", "СБУ"), ("hur", "ГУР")]
    assert found("태평양 함대") == []


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("ru", "Что меняет визит Путина, рассказывает корреспондент.", ()),
        ("ru", "По словам Путина, договор вступил в силу.", ("kremlin",)),
        ("pl", "Po spotkaniu z Putinem, Kim Jong Un powiedział, że wojska pojadą.", ("kim-jong-un",)),
    ],
)
def test_a_person_in_another_case_than_the_subjects_says_nothing(
    language: str, text: str, who: tuple[str, ...]
) -> None:
    assert tuple(a.who for a in find_attributions(read(f"\n\n{text}", language), shipped_watch())) == who


def test_names_are_shown_without_the_watch_being_compiled() -> None:
    label = load_speaker_labels(content.config_folder() / "watch.toml")

    assert [label(id) for id in ("nis", "reuters", "officials", "anna-kern")] == [
        "NIS (South Korea)",
        "Reuters",
        "officials",
        "anna kern",
    ]


def test_a_folder_without_a_file_of_speakers_shows_the_names_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "watch.toml").write_text("", encoding="utf-8")

    label = load_speaker_labels(tmp_path / "watch.toml")

    assert (label("reuters"), label("nis")) == ("Reuters", "nis")


def test_every_unnamed_speaker_has_words_and_a_kind() -> None:
    words = shipped_watch().vocabulary.merged("unnamed_speakers")

    assert set(words) == {speaker.id for speaker in UNNAMED}
    assert SpeakerKind.UNLISTED not in {speaker.kind for speaker in UNNAMED}


def test_the_label_of_an_unnamed_speaker_covers_all_whom_its_words_name() -> None:
    label = load_speaker_labels(content.config_folder() / "watch.toml")

    assert label("military") == "authorities"
    assert label("defence-minister") == "a ministry or embassy"
