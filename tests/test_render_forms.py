"""A digest in every form: what a reader is told, how much of it, in which language, and exactly how it looks."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.digests import (
    BRIDGE,
    DESK,
    EMPTY,
    FULL,
    HOSTILE,
    KNOWN,
    TROOPS,
    WEEK,
    channel,
    crowded,
    digest,
    item,
    report,
    sentence,
)
from tests.support.slack import elements
from tumen.content import template_folder
from tumen.delivery.mail import wire_size
from tumen.delivery.render import FORMS, render
from tumen.delivery.render.labels import PLURAL, load_labels
from tumen.delivery.render.template import plain
from tumen.delivery.render.view import view_of
from tumen.delivery.render.wrapping import columns, wrap
from tumen.delivery.safe_links import safe_url
from tumen.errors import RenderError
from tumen.model import ChannelForm, Coverage, Digest, LeftOut, Message, Reader

GOLDEN = Path(__file__).parent / "golden" / "delivery"
THEMES = {"troops": "Troops", "transport": "Transport"}
PART_SUFFIX = {"html": "html", "text": "txt", "slack": "slack.json", "short": "short.txt", "json": "json"}


def rendered(what: Digest, form: str = "email", language: str = "en", **options: str) -> Message:
    return render(what, channel(form), replace(DESK, language=language), theme_names=THEMES, **options)  # type: ignore[arg-type]


def flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


WEEKS = [
    *(("email", language) for language in ("en", "ru", "ko", "de")),
    ("slack", "en"),
    ("chat", "de"),
    ("json", "en"),
]


def golden_cases() -> list[tuple[str, Digest, str, str]]:
    full = [("full", FULL, form, language) for form in FORMS for language in ("en", "ko", "ru")]
    week = [("week", WEEK, form, language) for form, language in WEEKS]
    return [
        *full,
        *week,
        ("full", FULL, "email", "de"),
        ("empty", EMPTY, "email", "en"),
        ("empty", EMPTY, "slack", "ru"),
    ]


@pytest.mark.parametrize(("name", "what", "form", "language"), golden_cases())
def test_every_form_looks_as_it_was_approved(name: str, what: Digest, form: str, language: str) -> None:
    """With TUMEN_GOLDEN=write the present look becomes the approved one: read the difference before committing it."""
    for part, content in rendered(what, form, language).parts.items():
        path = GOLDEN / f"{name}.{form}.{language}.{PART_SUFFIX[part]}"
        if os.environ.get("TUMEN_GOLDEN") == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

        assert content == path.read_text(encoding="utf-8"), path.name


def test_the_same_digest_gives_the_same_bytes() -> None:
    assert rendered(FULL) == rendered(FULL)


@pytest.mark.parametrize("part", ["html", "text"])
def test_a_mail_tells_what_changed_who_says_so_and_what_is_missing(part: str) -> None:
    content = flat(rendered(FULL).parts[part])

    for told in (
        "13 of 74 sources did not answer.",
        "2 new developments, 1 update, 2 copies; 61 of 74 sources answered; 812 documents read",
        "8,000 (19 Feb) → 11,000",
        "5 reports by 5 publishers, based on 1 origin: NIS",
        "state media, RU",
        "and 2 more: Morning Copy, Copy of a Copy",
        "Known before the first run",
        "told before, nothing new in it",
        "silent for 3 days",
        "Digest d5b0f3a1c2e4",
        "tumen trace d5b0f3a1c2e4",
        "26 Feb 2026, 21:00",
        "(Asia/Seoul)",
    ):
        assert told in content


def test_page_and_text_hold_the_same_links() -> None:
    parts = rendered(digest(TROOPS, BRIDGE), unsubscribe="https://example.org/u?t=1&x=2").parts

    page = {link.replace("&amp;", "&") for link in re.findall(r'href="(https?:[^"]+)"', parts["html"])}
    assert page == set(re.findall(r"https?://\S+", parts["text"]))
    assert len(page) == 6


def test_every_sentence_points_to_a_report_that_stands_below_it() -> None:
    page = rendered(FULL).parts["html"]

    marks = re.findall(r'href="#(i\d+r\d+)"', page)
    assert marks
    assert set(marks) <= set(re.findall(r'id="(i\d+r\d+)"', page))


def left(n: int, reason: str, **fields: object) -> LeftOut:
    given = {"title": f"Title {n}", "url": f"https://paper{n}.example.org/{n}", "document_id": f"doc{n}", **fields}
    return LeftOut(reason=reason, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("part", ["html", "text"])
def test_what_was_left_out_is_counted_by_rule_with_three_titles_and_their_links_and_without_ids(part: str) -> None:
    copies = [left(n, f"a copy of doc{n}x") for n in range(40)]
    unheard = [left(n, f"it names nobody: {n}", title="") for n in range(50, 57)]

    content = flat(rendered(replace(EMPTY, left_out=(*unheard, *copies))).parts[part])

    plain = flat(re.sub(r"<[^>]+>", " ", content)).replace("- ", "").replace("* ", "")
    assert "40 copies of reports told above or before Title 0" in plain
    assert plain.index("40 copies") < plain.index("7 it names nobody")
    assert [n for n in range(60) if f"https://paper{n}.example.org/{n}" in content] == [0, 1, 2]
    assert "doc0" not in content


def test_a_rule_is_told_in_the_language_of_the_reader_whatever_its_particulars() -> None:
    told = [left(n, f"nothing new since it was told on {n} May 2025") for n in range(1, 5)]

    text = rendered(replace(EMPTY, left_out=tuple(told)), language="ko").parts["text"]

    assert "- 4 이미 전했고 그 뒤 새로운 내용 없음" in text


def test_a_sentence_without_a_report_stops_the_mail() -> None:
    uncited = item(1, sentences=(sentence("Nobody said this.", "unheard-of"),))

    with pytest.raises(RenderError, match="dev1"):
        rendered(digest(uncited))


def test_an_empty_digest_says_so_and_how_much_was_read() -> None:
    message = rendered(EMPTY)

    assert message.subject == "Tumen – Nothing new, 27 Feb 2026"
    for part in message.parts.values():
        assert "Nothing new since your last digest." in part
        assert "812 documents read, 4 about the subject" in part


@pytest.mark.parametrize("language", ["en", "ru", "ko", "de"])
@pytest.mark.parametrize("form", ["email", "slack", "chat"])
def test_a_digest_for_which_no_source_answered_does_not_say_that_nothing_happened(form: str, language: str) -> None:
    blind = replace(EMPTY, coverage=Coverage(reached=0, of=55))
    labels = load_labels(language)

    message = rendered(blind, form, language)

    assert message.subject == f"Tumen – {labels.say('none_answered')}, {labels.day(EMPTY.until.date())}"
    told = (labels.say("none_answered"), labels.say("none_answered_long", of=55))
    for part in message.parts.values():
        assert any(words in flat(part) for words in told)
        assert labels.say("nothing_new") not in flat(part)
    assert sum(told[1] in flat(part) for part in message.parts.values()) == (2 if form == "email" else 1)


def test_a_digest_says_at_its_top_how_many_sources_did_not_answer_and_nothing_when_all_did() -> None:
    partly = rendered(crowded(3)).parts["text"]
    whole = rendered(replace(crowded(3), coverage=Coverage(reached=74, of=74))).parts["text"]

    assert partly.splitlines()[2] == "!! 13 of 74 sources did not answer."
    assert "did not answer" not in whole


@pytest.mark.parametrize(("n", "lines"), [(1, 0), (2, 2), (5, 5), (12, 5)])
def test_a_digest_opens_with_the_headlines_of_its_first_five_items_unless_there_is_but_one(n: int, lines: int) -> None:
    parts = rendered(crowded(n)).parts
    blocks = json.loads(rendered(crowded(n), "slack").parts["slack"])["blocks"]

    short = parts["text"].split("-" * 76)[0]
    told = [line for line in short.splitlines() if re.match(r"\d+\. Development number", line)]
    assert len(told) == lines
    assert ("In short" in short) == (lines > 0)
    assert parts["html"].count('href="#i') == lines + n
    listed = [element for element in elements(blocks[:5]) if element.get("style") == "ordered"]
    assert sum(len(element["elements"]) for element in listed) == lines
    assert (f"{n - 5} more below" in short) == (n > 5)


@pytest.mark.parametrize(("n", "more"), [(1, ""), (12, " … and 11 more")])
def test_the_first_line_is_the_subject_of_the_mail_and_what_a_phone_shows_of_slack(n: int, more: str) -> None:
    what = replace(crowded(n), coverage=Coverage(reached=1, of=1))
    first = f"Tumen – {what.items[0].headline}"

    assert rendered(what).subject == first + more
    assert json.loads(rendered(what, "slack").parts["slack"])["text"] == first + more
    assert rendered(what, "chat").parts["short"].splitlines()[0] == first


def test_of_several_changes_the_one_with_a_figure_stands_at_the_top() -> None:
    first = item(1, changes=("the first full report", "outcome: signing", "dead: 4 → 9"))
    second = item(2, changes=("the first full report", "outcome: signing"))

    text = rendered(digest(first, second)).parts["text"].split("-" * 76)[0]

    assert re.findall(r"-> (.*)", text) == ["dead: 4 → 9", "outcome: signing"]


def test_a_long_first_line_ends_with_a_whole_word() -> None:
    subject = rendered(digest(item(1, headline="delegation " * 40))).subject

    assert subject == "Tumen – " + " ".join(["delegation"] * 11) + "…"


def test_a_line_in_another_language_than_the_reader_s_names_it_and_an_update_says_what_changed() -> None:
    text = flat(rendered(FULL).parts["text"].split("-" * 76)[0])

    assert "1. 국정원 “북한군 파병 규모 1만1000명으로 늘어” (Korean) -> Troops, NIS: 8,000 (19 Feb) → 11,000" in text


@pytest.mark.parametrize("form", ["email", "slack", "file"])
def test_an_empty_first_digest_names_no_digest_before_it(form: str) -> None:
    message = rendered(replace(EMPTY, since=None), form=form)

    for part in message.parts.values():
        assert "since your last digest" not in part
    assert any("No new developments so far." in part for part in message.parts.values())


def test_the_foot_of_a_mail_says_how_to_stop_it() -> None:
    with_link = rendered(FULL, unsubscribe="https://example.org/u").parts["html"]
    without = rendered(FULL).parts["html"]

    assert 'href="https://example.org/u"' in with_link
    assert "Stop these messages" not in without
    assert "contact the person who runs Tumen" in without


@pytest.mark.parametrize("n", [1, 12, 60, 200, 1000])
def test_a_mail_is_never_longer_than_a_hundred_kilobytes_and_counts_what_it_cuts(n: int) -> None:
    parts = rendered(crowded(n)).parts

    assert sum(map(wire_size, parts.values())) <= 96_000
    shown = parts["text"].count("Who says so:")
    lines = re.search(r"^(\d+) more in brief", parts["text"], re.M)
    hidden = re.search(r"^(\d+) more (?:is|are) not shown here", parts["text"], re.M)
    assert shown + (int(lines[1]) if lines else 0) + (int(hidden[1]) if hidden else 0) == n
    assert shown >= min(n, 10)


def sized(n: int) -> tuple[int, int]:
    """The size of a mail of so many items as the replays have them, and how many of them it tells in full."""
    usual = digest(
        *(item(k, sentences=(sentence("They met for two hours. " * 12, f"doc{k * 10}"),) * 2) for k in range(1, n + 1))
    )
    parts = rendered(usual).parts
    return sum(map(wire_size, parts.values())), parts["text"].count("Who says so:")


def test_of_a_day_that_is_fuller_than_usual_the_last_items_are_lines_and_the_mail_keeps_to_sixty_kilobytes() -> None:
    sizes = {n: sized(n) for n in (8, 12, 16, 20)}

    assert all(size <= 60_000 for size, _ in sizes.values())
    assert sizes[8][1] == 8
    assert 10 <= sizes[20][1] < 20


@pytest.mark.parametrize("letter", ["한", "<", *(pytest.param(one, marks=pytest.mark.gate) for one in "Щx&𝕏")])
def test_even_the_longest_texts_fit(letter: str) -> None:
    huge = letter * 5000
    reports = tuple(
        report(k, document_id=f"d{k}", title=huge, publisher=huge, url=f"https://example.org/{'a' * 950}{k}")
        for k in range(20)
    )
    bad = item(
        1,
        headline=huge,
        changes=(huge,) * 9,
        origins=(huge,) * 30,
        reports=reports,
        themes=(huge,),
        sentences=(sentence(huge, "d1"),) * 20,
    )
    many = digest(*([bad] * 20), background=(bad,) * 20)

    parts = rendered(many).parts
    blocks = json.loads(rendered(many, "slack").parts["slack"])["blocks"]

    assert sum(map(wire_size, parts.values())) <= 96_000
    assert len(rendered(many, "chat").parts["short"]) <= 1000
    assert len(blocks) <= 50


@pytest.mark.parametrize("what", [FULL, EMPTY, crowded(200), digest(*[HOSTILE] * 60)])
def test_slack_blocks_keep_to_the_limits_of_slack(what: Digest) -> None:
    payload = json.loads(rendered(what, "slack").parts["slack"])

    assert 3 <= len(payload["blocks"]) <= 50
    for block in payload["blocks"]:
        texts = [element["text"] for element in elements(block) if isinstance(element.get("text"), str)]
        assert all(texts)
        assert sum(map(len, texts)) <= 3000
    assert len(payload["blocks"][0]["text"]["text"]) <= 150


@pytest.mark.parametrize("what", [FULL, EMPTY, crowded(200)])
@pytest.mark.parametrize("language", ["en", "ru", "ko", "de"])
def test_a_short_text_fits_any_chat_and_says_how_many_more_there_are(what: Digest, language: str) -> None:
    short = rendered(what, "chat", language).parts["short"]

    assert len(short) <= 1000
    assert not set(short) & set("<>[]`|*~")
    assert not re.search(r"@\w", short)
    if len(what.items) > 100:
        assert str(len(what.items) - 1 - short.count("•")) in short.splitlines()[-2]


@pytest.mark.parametrize("form", ["email", "file"])
def test_what_was_known_before_takes_three_lines_and_the_rest_is_counted(form: str) -> None:
    known = tuple(replace(KNOWN, headline=f"Known {n}") for n in range(8))

    text = rendered(replace(FULL, background=known), form).parts["text"]

    assert re.findall(r"\[KNOWN\] Known (\d)", text) == ["0", "1", "2"]
    assert "5 more earlier developments are not shown." in text


def test_a_file_holds_everything_however_long_it_is() -> None:
    parts = rendered(crowded(200), "file").parts

    assert parts["text"].count("Who says so:") == 200
    assert len(json.loads(parts["json"])["items"]) == 200


def test_the_json_has_every_field_of_a_replayed_digest() -> None:
    record = json.loads(rendered(FULL, "json").parts["json"])

    assert record.keys() >= {"key", "from", "to", "items", "left_out", "sources"}
    first = record["items"][0]
    assert first["sentences"][0]["citations"] == [{"document": "ko1", "start": 0, "end": len(TROOPS.sentences[0].text)}]
    assert record["in_short"][0] == {
        "development": "dev-troops",
        "text": TROOPS.headline,
        "citations": [{"document": "ko1", "start": 0, "end": len(TROOPS.sentences[0].text)}],
    }
    assert (first["kind"], first["reports"], first["origins"], first["documents"][0]) == ("update", 5, 1, "ko1")
    assert record["left_out"][0] == {
        "document": "doc-a",
        "reason": "told before, nothing new in it",
        "title": "A tour of the bridge",
        "url": "https://paper12.example.org/tour",
        "times": 1,
    }
    assert record["sources"]["reached"] == 61


def test_every_form_that_a_channel_may_have_can_be_written() -> None:
    assert list(FORMS) == list(ChannelForm)


def test_a_language_without_furniture_gets_english() -> None:
    assert rendered(FULL, language="fi") == rendered(FULL, language="en")


def test_every_language_has_every_word_and_every_plural_form_it_needs() -> None:
    words = load_labels("en").words
    for language in ("en", "ru", "ko", "de"):
        labels = load_labels(language)
        forms = {PLURAL.get(language, lambda n: "one" if n == 1 else "other")(n) for n in range(200)}

        assert labels.language == language
        assert labels.words.keys() == words.keys()
        assert labels.words["languages"].keys() == words["languages"].keys()
        assert labels.words["metrics"].keys() == words["metrics"].keys()
        assert len(labels.words["months"]) == 12
        for key, word in words.items():
            fields = set(
                re.findall(r"\{(\w+)\}", str(word["other"] if isinstance(word, dict) and "other" in word else word))
            )
            if isinstance(word, dict) and key not in ("languages", "metrics"):
                mine = labels.words[key]
                assert mine.keys() >= forms | {"other"}, (language, key)
                assert all(set(re.findall(r"\{(\w+)\}", text)) == fields for text in mine.values()), (language, key)
            elif isinstance(word, str):
                assert set(re.findall(r"\{(\w+)\}", labels.words[key])) == fields, (language, key)


@pytest.mark.parametrize(
    ("n", "counted"),
    [
        (1, "1 обновление"),
        (2, "2 обновления"),
        (5, "5 обновлений"),
        (11, "11 обновлений"),
        (21, "21 обновление"),
        (112, "112 обновлений"),
    ],
)
def test_russian_counts_as_russian_does(n: int, counted: str) -> None:
    assert load_labels("ru").count("updates", n) == counted


def test_the_window_is_told_in_the_time_of_the_reader() -> None:
    winter = replace(
        EMPTY, since=datetime(2026, 1, 1, 23, 30, tzinfo=UTC), until=datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    )

    text = render(winter, channel(), replace(DESK, timezone="Europe/Berlin")).parts["text"]

    assert "2 Jan 2026, 00:30 – 2 Jul 2026, 01:30 (Europe/Berlin)" in text


def test_a_first_digest_covers_everything_up_to_its_end() -> None:
    assert "up to 27 Feb 2026, 21:00" in rendered(replace(EMPTY, since=None)).parts["text"]


def test_sources_that_were_not_asked_are_not_said_to_have_answered() -> None:
    text = flat(rendered(replace(EMPTY, coverage=Coverage())).parts["text"])
    sound = flat(rendered(replace(EMPTY, coverage=Coverage(reached=3, of=3))).parts["text"])

    assert "No sources were checked" in text
    assert "did not answer" not in text
    assert "No source failed" not in text
    assert "No source failed" in sound


def test_an_item_shows_three_reports_of_three_publishers_and_counts_the_others_with_their_publishers() -> None:
    ring = item(
        1,
        sentences=(sentence("Said once.", "d5"), sentence("Said twice.", "d7", "d8")),
        reports=(
            report(1, document_id="d1", language="ru"),
            report(2, document_id="d2", publisher="Paper 5"),
            report(3, document_id="d3", duplicate_of="d5"),
            report(4, document_id="d4", duplicate_of="d3"),
            report(5, document_id="d5"),
            report(6, document_id="d6"),
            report(7, document_id="d7"),
            report(8, document_id="d8"),
        ),
    )

    text = rendered(digest(ring)).parts["text"]
    record = json.loads(rendered(digest(ring), "json").parts["json"])

    assert re.findall(r"^ \[(\d)\] (Paper \d)", text, re.M) == [("1", "Paper 5"), ("2", "Paper 6"), ("3", "Paper 7")]
    assert "and 5 more: Paper 1, Paper 3, Paper 4, Paper 8" in text
    assert len(record["items"][0]["sources"]) == 8


def test_what_is_cited_is_shown_even_where_it_is_more_than_three_reports() -> None:
    said = tuple(sentence(f"Said {n}.", f"d{n}") for n in range(1, 6))
    reports = tuple(report(n, document_id=f"d{n}", publisher="One Paper") for n in range(1, 9))

    text = rendered(digest(item(1, sentences=said, reports=reports))).parts["text"]

    assert len(re.findall(r"^ \[\d\] One Paper", text, re.M)) == 5
    assert re.search(r"^ +and 3 more$", text, re.M)


def test_a_title_that_repeats_the_headline_is_not_shown_again() -> None:
    one = item(1, headline="Bridge opened", reports=(report(10, title="Bridge opened - Paper 10", url=None),))

    text = rendered(digest(one)).parts["text"]

    assert text.count("Bridge opened") == 1
    assert " [1] Paper 10 (27 Feb 2026)" in text


def test_an_address_longer_than_a_line_stands_at_the_end_of_the_text() -> None:
    far = "https://example.org/" + "a" * 300
    near = "https://example.org/" + "b" * 51
    one = item(1, reports=(report(10, url=near), report(11, url=far)))

    text = rendered(digest(one)).parts["text"]

    assert f"     {near}\n" in text
    assert "     link (1) at the end\n" in text
    assert text.endswith(f"Links\n\n(1) {far}\n")
    assert all(columns(line) <= 80 for line in text.splitlines()[:-1])


def test_plain_text_keeps_to_its_columns_except_for_addresses() -> None:
    for language in ("en", "ru", "ko", "de"):
        for line in rendered(FULL, "email", language).parts["text"].splitlines():
            assert columns(line) <= 76 or "://" in line, line


@pytest.mark.parametrize(
    "text", ["one two three " * 20, "한국어 문장은 넓다 " * 20, "中文没有空格" * 30, "слово " * 40, "x" * 300]
)
def test_wrapped_text_says_the_same(text: str) -> None:
    wrapped = wrap(text, 4)

    assert re.sub(r"\s", "", wrapped) == re.sub(r"\s", "", text)
    assert all(columns(line) <= 76 for line in wrapped.splitlines()) or text.startswith("x")


def test_a_reader_without_a_known_zone_gets_utc() -> None:
    odd = Reader(id="odd", name="Odd", timezone="Mars/Olympus")

    assert "27 Feb 2026, 12:00 (Mars/Olympus)" in render(EMPTY, channel(), odd).parts["text"]


def test_templates_quote_every_attribute_and_never_switch_escaping_off() -> None:
    for path in template_folder().glob("*.j2"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*(safe|xmlattr|tojson|format)\b|\{%-?\s*(autoescape|import|include|from)", source), (
            path.name
        )
        if path.name.endswith(".html.j2"):
            assert not re.search(r"<[a-z0-9]+[^<>]*\s(href|lang|class|id|dir|style)=(?!\")", source), path.name


def test_a_template_that_names_what_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "email.txt.j2").write_text("fine\n\n{{ view.no_such_thing }}\n")
    labels = load_labels("en")

    with pytest.raises(RenderError) as caught:
        plain("email.txt.j2", view_of(FULL, DESK, labels, {}), labels, tmp_path)

    assert (caught.value.template, caught.value.line) == ("email.txt.j2", 3)


def test_a_template_that_is_no_template_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "email.txt.j2").write_text("fine\n{% if %}\n")
    labels = load_labels("en")

    with pytest.raises(RenderError) as caught:
        plain("email.txt.j2", view_of(FULL, DESK, labels, {}), labels, tmp_path)

    assert (caught.value.template, caught.value.line) == ("email.txt.j2", 2)


def test_addresses_of_the_fixture_are_the_ones_shown() -> None:
    page = rendered(FULL).parts["html"].replace("&amp;", "&")

    assert all(safe_url(found.url) in page for found in TROOPS.reports[:3])
