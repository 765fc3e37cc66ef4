"""What README and docs say is true: commands, targets, numbers, paths and programs."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

import tumen
from tests.support.pictures import FOLDER, PICTURES, PREFECT
from tests.test_fetch_politeness import MANNERS
from tumen import catalogue, content
from tumen.cli import answer, app

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
WATCH = (ROOT / "docs" / "watch.md").read_text(encoding="utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "deployments" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
KINDS = {
    "persons": "person", "concepts": "concept", "organisations": "organisation", "places": "place",
    "weapons": "weapon", "countries": "country", "pair": "pair", "group": "group",
}  # fmt: skip
LANGUAGES = {
    "English": "en", "Russian": "ru", "Korean": "ko", "Chinese": "zh", "Japanese": "ja", "Polish": "pl",
    "Ukrainian": "uk", "German": "de", "French": "fr", "Spanish": "es", "Italian": "it", "Portuguese": "pt",
    "Dutch": "nl", "Czech": "cs", "Turkish": "tr", "Bulgarian": "bg",
}  # fmt: skip


@cache
def watch():
    return tumen.load_watch()


def figures(page, pattern):
    """The numbers that a page states in these words; every place that states them must say the same."""
    found = {tuple(match) if isinstance(match, tuple) else (match,) for match in re.findall(pattern, page)}
    assert len(found) == 1, (pattern, found)
    return tuple(int(figure.replace(",", "")) for figure in found.pop())


# Commands


def table_commands():
    """Every command of README's table with the options named there: (("developments", "merge"), ("--why",))."""
    rows = re.findall(r"^\| (`tumen .*?) \| .* \|$", README, re.MULTILINE)
    assert rows
    for row in rows:
        group = ()
        for span in re.findall(r"`([^`]+)`", row):
            words = re.findall(r"[^\s\[\]/]+", span.removeprefix("tumen "))
            path = (words[0],)
            if group and words[0] in set(app[group[0]]):
                path = (*group, words[0])
            elif len(words) > 1 and words[1] in set(app[words[0]]):
                group, path = (words[0],), (words[0], words[1])
            yield path, tuple(word for word in words if word.startswith("--"))


def test_every_command_and_option_of_the_readme_exists(capsys):
    for path, options in table_commands():
        assert answer([*path, "--help"]) == 0
        shown = capsys.readouterr().out
        assert f"Usage: tumen {' '.join(path)}" in shown
        assert [option for option in options if not re.search(rf"{option}\b", shown)] == [], path


def test_the_readme_names_every_command():
    named = {path for path, _ in table_commands()}
    special = {"--help", "-h", "--version"}

    for name in set(app) - special:
        inside = set(app[name]) - special
        assert (name,) in named or {(name, sub) for sub in inside} <= named, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_and_target_that_a_page_names_exists(page):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    commands = re.findall(r"(?:`|^)tumen ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?", text, re.MULTILINE)

    assert set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE)) <= set(targets)
    for name, inside in commands:
        assert name in set(app), name
        if inside and len(set(app[name]) - {"--help", "-h", "--version"}) > 0:
            assert inside in set(app[name]), (name, inside)


def test_make_explains_and_the_readme_names_the_targets_that_people_use(capfd):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = re.search(r"`make` has (.*?)\. The command line", README, re.DOTALL)

    assert listed
    for target in re.findall(r"`([a-z]+)`", listed[1]):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
        assert re.search(rf'echo "(?:.*\s)?make {target}\s', makefile), target


# Numbers


def test_the_sources_are_counted_right():
    sources = catalogue.load_sources(content.config_folder() / "sources.toml")
    counted = (len(sources), sum(source.enabled for source in sources))

    assert figures(README, r"lists (\d+) sources, (\d+) switched on") == counted
    assert figures(CHANGES, r"catalogue of (\d+) sources, (\d+) of them switched on") == counted
    assert [source.id for source in sources if not source.enabled and not source.note] == []


def test_the_watch_is_counted_right():
    kinds = Counter(entry.kind for entry in watch().entries)
    languages = {language for entry in watch().entries for language in entry.forms}
    forms = sum(len(forms) for entry in watch().entries for forms in entry.forms.values())

    assert figures(README, r"in up to (\d+) languages") == (len(languages),)
    assert figures(CHANGES, r"watch: (\d+) .* in up to (\d+) languages") == (len(watch().entries), len(languages))
    assert figures(WATCH, r"(\d+) themes and (\d+) entries") == (len(watch().themes), len(watch().entries))
    assert figures(WATCH, r"with ([\d,]+) forms in (\d+) languages") == (forms, len(languages))
    assert {kind: figures(WATCH, rf"(\d+)\s{word}\b")[0] for word, kind in KINDS.items()} == dict(kinds)


def test_the_event_types_are_counted_right():
    types = watch().vocabulary.event_types
    full = {code for code, tables in watch().vocabulary.languages.items() if len(tables["event_types"]) > 50}
    sentence = re.search(r"words in (.*?), and the main ones\s+in (.*?) \(", WATCH, re.DOTALL)

    assert sentence
    assert figures(WATCH, r"(\d+) classes such as") == (len(types),)
    assert figures(CHANGES, r"one of (\d+) acts") == (len(types),)
    assert {LANGUAGES[name] for name in re.findall(r"[A-Z]\w+", sentence[1])} == full
    assert {LANGUAGES[name] for name in re.findall(r"[A-Z]\w+", sentence[2])} == set(
        watch().vocabulary.languages
    ) - full


def test_the_chronicle_is_counted_right():
    entries = tumen.load_chronicle()
    first, last = (f"{entry.date:%B %Y}" for entry in (entries[0], entries[-1]))

    for page in (README, CHANGES):
        assert figures(page, r"(\d+) developments from \w+ \d{4} to \w+") == (len(entries),)
        assert f"from {first} to {last}" in page
    assert all(entry.date <= date(2100, 1, 1) and entry.references for entry in entries)


def test_the_rules_and_languages_of_the_labels_are_counted_right():
    labels = tomllib.loads((content.template_folder() / "labels.toml").read_text(encoding="utf-8"))
    (named,) = re.findall(r"language of the labels \(([^)]*)\)", README.replace("\n", " "))

    assert figures(README, r"all (\d+) rules") == (len(MANNERS),)
    assert set(named.split(", ")) == set(labels)


# Paths and programs


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_programs_in_the_page_on_the_watch_give_what_is_shown():
    space, shown, given = {}, [], []
    for line in "\n".join(re.findall(r"```python\n(.*?)```", WATCH, re.DOTALL)).splitlines():
        code, _, answer_shown = line.partition("  # ")
        if re.match(r"[\['(T\d]", answer_shown):
            shown.append(re.split(r"; |, the ", answer_shown)[0])
            given.append(repr(eval(code, space)))
        else:
            exec(code, space)

    assert len(shown) == 5
    assert given == shown


def test_the_changelog_of_the_first_release_tells_of_nothing_that_nobody_had():
    (release,) = re.findall(r"^## \[(.*?)\]", CHANGES, re.MULTILINE)

    assert release == tumen.__version__
    assert re.findall(r"^### (\w+)", CHANGES, re.MULTILINE) == ["Added", "Changed", "Fixed"]
    assert [line for line in CHANGES.splitlines() if re.search(r"\bused to\b|\bno longer\b", line)] == []


# Benchmarks


def test_every_benchmark_is_on_its_page_by_the_command_that_it_names_itself():
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    told = {
        name
        for path in re.findall(r"^\| `python (\S+ ?\S*)", page, re.MULTILINE)
        for name in re.findall(r"benchmarks[./](\w+)", path)
    }
    modules = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "benchmarks").glob("[a-z]*.py")}

    assert told == set(modules)
    for name, code in modules.items():
        way = re.search(rf"python (-m benchmarks\.{name}|benchmarks/{name}\.py)", code)
        assert way, name
        assert f"`{way[0]}" in page


# Where is what


def test_what_the_page_of_questions_points_at_is_there():
    rows = re.findall(
        r"^\| .+\? \| `(\S+)` \| `(\S+)` \|$", (ROOT / "docs" / "where.md").read_text("utf-8"), re.MULTILINE
    )

    assert len(rows) >= 25
    lost = [(file, name) for file, name in rows if not re.search(rf"\b{name}\b", _file_of(file).read_text("utf-8"))]
    assert lost == []


def _file_of(file: str) -> Path:
    """The file in the checkout; one of our packages as it is installed, which may be elsewhere."""
    package = file.partition("/")[0]
    if package not in ("tumen", "extractors", "flows"):
        return ROOT / file
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parents[1] / file


def test_the_pictures_of_the_readme_are_those_that_are_taken_anew():
    shown = re.findall(r"\(docs/pictures/([\w-]+)\.png\)", README)

    assert shown == [picture.name for picture in PICTURES]


def test_every_picture_is_shown_somewhere_can_be_taken_anew_and_is_small():
    operations = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    of_prefect = re.findall(r"\(pictures/([\w-]+)\.png\)", operations)

    assert sorted(of_prefect) == sorted(PREFECT)
    assert {path.stem for path in FOLDER.iterdir()} == {*PREFECT, *(picture.name for picture in PICTURES)}
    assert [path.name for path in FOLDER.iterdir() if path.stem in PREFECT and path.stat().st_size > 150_000] == []
