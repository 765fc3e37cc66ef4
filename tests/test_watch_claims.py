"""Whose figures count is written in the watch; without a word on it, figures of either side do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.documents import shipped_watch
from tumen.analysis.claims import find_claims
from tumen.analysis.matching.roles import Role
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.text import Text
from tumen.catalogue import load_watch
from tumen.errors import ConfigError

PAIR = """
[subject]
name = "Freedonia and Sylvania"
sides = ["freedonia", "sylvania"]

[[entry]]
id = "freedonia"
kind = "country"
side = "freedonia"
label = "Freedonia"
forms.en = ["Freedonia", "Freedonian", "Freedonians"]

[[entry]]
id = "sylvania"
kind = "country"
side = "sylvania"
label = "Sylvania"
forms.en = ["Sylvania", "Sylvanian", "=Syl"]

[[entry.guard]]
forms = ["=Syl"]
needs = ["@freedonia"]

[[entry]]
id = "osterlich"
kind = "country"
label = "Osterlich"
forms.en = ["Osterlich"]
"""
CLAIMS = """
[claims]
of = "freedonia"

[[claims.role]]
id = "counterpart_people"
forms.en = ["Sylvanian*"]

[[claims.role]]
id = "third_party"
entries = ["osterlich"]
"""
TEXTS = {
    "freedonian": "Freedonia sent 3,000 Freedonian soldiers to Sylvania.",
    "sylvanian": "In Freedonia that week the border guards captured 40 Sylvanian soldiers.",
    "third": "Freedonia and Sylvania met. At the border stood 900 Osterlich soldiers.",
    "alone": "Sylvania sent 500 soldiers home.",
    "mixed": "Some 7,000 Freedonian and Sylvanian soldiers marched.",
}


def written(folder: Path, text: str) -> Watch:
    file = folder / "watch.toml"
    file.write_text(text, encoding="utf-8")
    return load_watch(file)


def figures(watch: Watch, text: str) -> list[tuple[str, float]]:
    found = find_claims(Text(f"\n\n{text}", shipped_watch().vocabulary, title_end=0), watch)
    return [(claim.metric, claim.low) for claim in found]


def test_without_a_word_on_it_figures_of_either_side_count(tmp_path: Path) -> None:
    watch = written(tmp_path, PAIR)

    found = {name: figures(watch, text) for name, text in TEXTS.items()}

    assert found["freedonian"] == [("troops_deployed", 3000)]
    assert found["sylvanian"] == [("prisoners", 40)]
    assert found["mixed"] == [("other", 7000)]


def test_where_one_side_is_counted_the_others_own_figures_are_not(tmp_path: Path) -> None:
    watch = written(tmp_path, PAIR + CLAIMS)

    found = {name: figures(watch, text) for name, text in TEXTS.items()}

    assert found == {
        "freedonian": [("troops_deployed", 3000)],
        "sylvanian": [],
        "third": [],
        "alone": [],
        "mixed": [("other", 7000)],
    }


def test_a_form_listed_takes_what_it_covers_from_the_entries(tmp_path: Path) -> None:
    watch = written(tmp_path, PAIR + CLAIMS)

    found = watch.roles.find(Text("Sylvania, the Sylvanian envoy, Syl and Osterlich", watch.vocabulary))

    assert [term.kind for term in found] == [Role.COUNTERPART, Role.COUNTERPART_PEOPLE, Role.THIRD_PARTY]


def test_a_pair_names_both_sides() -> None:
    watch = shipped_watch()

    found = watch.roles.find(Text("북러 회담", watch.vocabulary))

    assert [(term.kind, term.start) for term in found] == [(Role.COUNTED, 0), (Role.COUNTERPART, 0)]


def test_a_subject_of_one_side_counts_its_figures(tmp_path: Path) -> None:
    watch = written(tmp_path, PAIR.replace(', "sylvania"]', "]").replace('side = "sylvania"\n', ""))

    assert figures(watch, TEXTS["freedonian"]) == [("troops_deployed", 3000)]


def test_without_a_subject_no_figure_counts() -> None:
    assert figures(Watch.empty(shipped_watch().vocabulary), TEXTS["freedonian"]) == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('of = "freedonia"', 'of = "osterlich"', "claims.of"),
        ('of = "freedonia"', 'off = "freedonia"', "claims.off"),
        ('id = "third_party"', 'id = "third_parties"', "claims.role[2].id"),
        ('id = "third_party"', 'id = "counterpart_people"', "claims.role[2].id"),
        ('entries = ["osterlich"]', 'entries = ["ostrich"]', "claims.role 'third_party'.entries"),
        ('entries = ["osterlich"]', 'forms.en = ["sylvanian*"]', "claims.role 'third_party'.forms"),
        ('entries = ["osterlich"]', 'forms.en = ["a"]', "claims.role[2].forms.en[1]"),
        ('[[claims.role]]\nid = "third_party"', '[[claims.place]]\nid = "home"', "claims.place[1].id"),
        ('[[claims.role]]\nid = "third_party"\nentries', '[[claims.noun]]\nid = "troops"\nentries', "claims.noun[1]"),
    ],
)
def test_a_mistake_names_table_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(ConfigError) as caught:
        written(tmp_path, PAIR + CLAIMS.replace(old, new, 1))

    assert key in caught.value.key
    assert caught.value.file.endswith("watch.toml")
