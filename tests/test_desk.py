"""Questions about what is known, as people ask them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.support.archives import empty_archive
from tests.support.values import NOON, development, document, judgement
from tumen import catalogue, content
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.matching import names as module
from tumen.analysis.matching.names import terms_of
from tumen.cli import answer
from tumen.cli.days import day
from tumen.desk import Asked, Desk
from tumen.desk.figures import stated
from tumen.desk.timeline import Timeline, timeline
from tumen.errors import ConfigError
from tumen.model import Change, ReasonCode, Role
from tumen.storage import Archive

SAID = {
    "en": ("Shoigu visits Pyongyang", "The minister Shoigu brought a letter to Kim Jong Un."),
    "ru": ("Шойгу прибыл в Пхеньян", "Министр передал письмо Ким Чен Ыну."),
    "ko": ("쇼이구 평양 도착", "장관은 김정은에게 편지를 전했다."),
    "xx": ("A harvest report", "Nothing about a minister in it."),
}


@pytest.fixture(scope="module")
def names():
    return catalogue.load_names(content.config_folder() / "watch.toml")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as archive:
        for n, (id_, (title, text)) in enumerate(SAID.items(), start=1):
            made = document(id_, title=title, text=text, language=id_)
            archive.add([replace(made, draft=replace(made.draft, published=NOON.replace(day=n)))], now=NOON)
        archive.developments.record(
            [judgement("en", "D1"), judgement("ru", "D1"), judgement("ko", "D2"), judgement("xx", "D3")],
            [development("D1", "en", "ru", storyline_id="visit"), development("D2", "ko", storyline_id="visit"),
             development("D3", "xx")],
        )  # fmt: skip
    return tmp_path


@pytest.fixture
def desk(home, names):
    with Archive.open(f"sqlite:///{home / 'tumen.db'}") as archive:
        yield Desk(archive, names, Publishers([]))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Shoigu visit", [("Shoigu", "shoigu"), ("visit", "visit")]),
        ("kim jong un ШОЙГУ", [("kim jong un", "kim-jong-un"), ("ШОЙГУ", "shoigu")]),
        ("путина", [("путина", "putin")]),
        ('"Shoigu visit" harvest', [("Shoigu visit", None), ("harvest", None)]),
        ("쇼이구", [("쇼이구", "shoigu")]),
        ('""', []),
    ],
)
def test_names_are_known_in_any_language_the_longest_first_and_not_in_quotation_marks(names, typed, parts):
    assert [(part.written, part.entry and part.entry.id) for part in names.parts(typed)] == parts


def test_a_form_is_compared_with_as_many_words_only(names, monkeypatch):
    compared = []
    fits = module._fits
    monkeypatch.setattr(
        module, "_fits", lambda form, words: compared.append((len(form), len(words))) or fits(form, words)
    )

    assert [part.entry for part in names.parts("nobody named here so far")] == [None] * 5
    assert names.find("путиным").id == "putin"
    assert compared
    assert [pair for pair in compared if pair[0] != pair[1]] == []


def test_a_form_that_needs_other_words_beside_it_is_not_looked_for_alone(names):
    (part,) = names.parts("Kim Jong Un")
    guarded = {form for guard in part.entry.guards for form in guard.forms}

    assert guarded
    assert ("kim",) not in {term.tokens for term in terms_of(part)}


@pytest.mark.parametrize("typed", ["Shoigu", "Шойгу", "쇼이구", "shoigu"])
def test_one_spelling_finds_all(desk, typed):
    page = desk.developments(Asked(words=typed))

    assert [(hit.development.id, hit.day, hit.found) for hit in page.items] == [
        ("D2", "2026-03-03", 1), ("D1", "2026-03-01", 2)]  # fmt: skip


def test_a_hit_quotes_the_place_and_names_the_report(desk):
    (hit,) = desk.developments(Asked(words="letter")).items

    assert hit.quote == "The minister Shoigu brought a letter to Kim Jong Un."
    assert [(r.document_id, r.language, r.url) for r in hit.reports] == [
        ("en", "en", "https://kcna.example/en"), ("ru", "ru", "https://kcna.example/ru")]  # fmt: skip


def test_a_quotation_of_a_long_text_begins_and_ends_between_words(desk):
    long = "before " * 40 + "the signature " + "after " * 40
    desk.archive.add([document("long", text=long)], now=NOON)
    (paper,) = desk.documents(Asked(words="signature")).items

    assert paper.quote.startswith("…before ")
    assert "the signature after" in paper.quote
    assert paper.quote.endswith(" after…")
    assert len(paper.quote) < 200


@pytest.mark.parametrize(
    "asked",
    [Asked(words="?!"), Asked(actor="nobody at all"), Asked(theme="cookery"), Asked(place="Shangri-La")],
)
def test_a_question_that_cannot_be_meant_says_why(desk, asked):
    with pytest.raises(ConfigError):
        desk.developments(asked)


@pytest.mark.parametrize(
    ("written", "last", "meant"),
    [("2023-07-25", False, date(2023, 7, 25)), ("2023-07", False, date(2023, 7, 1)), ("2024-02", True, date(2024, 2, 29)),
     ("2023", True, date(2023, 12, 31)), ("2023", False, date(2023, 1, 1)), ("", True, None)],
)  # fmt: skip
def test_a_day_is_written_as_short_as_one_likes(written, last, meant):
    assert day(written, "--since", last=last) == meant


@pytest.mark.parametrize("written", ["soon", "2023-13", "2023-02-30", "12.07.2023"])
def test_what_is_no_day_is_refused(written):
    with pytest.raises(ConfigError, match="--since"):
        day(written, "--since")


def test_the_command_shows_day_title_quotation_and_link(home, capsys):
    assert answer(["search", "Шойгу"]) == 0

    out = capsys.readouterr().out
    assert "2026-03-01  Title of D1" in out
    assert "2 reports" in out
    assert "https://kcna.example/ru" in out
    assert " id " not in out
    assert "1 to 2 of 2 developments." in out


def test_the_command_answers_programs(home, capsys):
    assert answer(["search", "Shoigu", "--since", "2026-03-02", "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert (said["total"], [item["id"] for item in said["items"]]) == (1, ["D2"])
    assert said["items"][0]["first"][0]["published"] == datetime.isoformat(NOON.replace(day=3))


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--among", "documents", "--ids", "harvest"], "id xx  development D3"),
        (["--among", "storylines"], "2026-03-01 to 2026-03-03  visit  2 developments"),
        (["minister letter"], "1 development."),
        (["--ids", "harvest"], "id D3"),
        (["nonexistent"], "Nothing found."),
        (["--limit", "1", "--page", "2"], "2 to 2 of 3 developments. More: the same with --page N."),
        (["--language", "ko"], "Title of D2"),
        (["--source", "kcna", "harvest"], "Title of D3"),
    ],
)
def test_the_command_finds_by_its_options(home, options, shown, capsys):
    code = answer(["search", *(["The", "minister", "letter"] if options == ["minister letter"] else options)])

    assert code == 0
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--limit", "0"], ["--page", "0"], ["--since", "soon"], ["--theme", "cookery"]])
def test_wrong_options_are_exit_code_2(home, wrong, capsys):
    assert answer(["search", "Shoigu", *wrong]) == 2
    assert capsys.readouterr().err.startswith("tumen: ")


def test_the_index_is_made_anew_on_demand(home, capsys):
    assert answer(["archive", "reindex"]) == 0

    assert "4 documents entered" in capsys.readouterr().out


def test_a_timeline_tells_no_idea_that_a_report_named_first(desk):
    archive = desk.archive
    idea = Change(ReasonCode.NAME, "names Flights", names=("flights",))
    person = Change(ReasonCode.NAME, "names Sergei Shoigu", names=("shoigu",))
    archive.add([document("i1"), document("i2"), document("i3")], now=NOON)
    archive.developments.record(
        [
            judgement("i1", "DI"),
            judgement("i2", "DI", role=Role.UPDATE, changes=(idea.text,), additions=(idea,)),
            judgement("i3", "DI", role=Role.UPDATE, changes=(idea.text, person.text), additions=(idea, person)),
        ],
        [development("DI", "i1", "i2", "i3", storyline_id="DI", title="A parade")],
    )
    found = timeline(desk, "DI", Asked())

    assert [added.changes for added in found.entries[0].added] == [("names Sergei Shoigu",)]
    assert found.title == "A parade"


def test_a_storyline_with_a_name_of_its_own_is_called_by_it():
    assert Timeline(of="2023-07-shoigu-visit", entries=()).title == "2023-07 shoigu visit"


def test_the_desk_says_where_more_is_found_than_is_counted(desk, monkeypatch):
    for name in ("developments", "documents", "claims"):
        found = getattr(desk.archive.search, name)
        monkeypatch.setattr(
            desk.archive.search, name, lambda *given, found=found, **more: replace(found(*given, **more), more=True)
        )

    pages = [ask(desk, Asked(words="Shoigu")) for ask in (Desk.developments, Desk.documents)]

    assert [(page.more, page.goes_on) for page in pages] == [(True, True)] * 2
    assert stated(desk, Asked()).more


def test_reports_are_read_only_where_they_are_shown(desk):
    (with_report, *_), (bare, *_) = (desk.developments(Asked(words="letter"), shown=n).items for n in (1, 0))

    assert (len(with_report.reports), bool(with_report.quote)) == (1, True)
    assert (bare.development, bare.day) == (with_report.development, with_report.day)
    assert (bare.reports, bare.quote) == ((), with_report.quote)
    assert {(one.reports, one.quote, one.found) for one in desk.developments(Asked(), shown=0).items} == {((), "", 0)}
