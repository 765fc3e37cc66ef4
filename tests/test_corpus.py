"""Files and folders of one's own become documents; none is lost without a word, none is there twice."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import extractors
from extractors.titles import split_title
from tumen.model import Draft

FOLDER = Path(__file__).parent / "cases" / "corpus" / "folder"


def by_title(drafts: tuple[Draft, ...]) -> dict[str, Draft]:
    return {draft.title: draft for draft in drafts}


def test_a_folder_tree_is_read_whole_and_every_bad_file_is_named_with_its_reason() -> None:
    found = extractors.read_corpus([FOLDER])

    assert set(by_title(found.drafts)) == {
        "Two Rivers Sign a Pact: What It Means",
        "The envoy made a second visit in a week, only days after a surprising call between the two capitals about a "
        "ceasefire that nobody had announced.",
        "Freight returns",
        "Ferry to Rason",
        "Teachers arrive",
        "HTML row",
        "Ship leaves port",
        "Saved page",
    }
    again = "correct it and import the file again"
    assert {(item.excerpt.split(":")[0], item.reason) for item in found.quarantined} == {
        ("2025/binary.txt", "not a text file: no known encoding gives readable text"),
        ("2025/empty.txt", "the file is empty"),
        ("2025/report.docx", "the file is damaged, or not what its ending says: File is not a zip file"),
        ("2025/rows.jsonl", f"line 3 is not valid JSON (Expecting value at character 1): {again}"),
        ("2025/rows.jsonl", "line 4 has neither title nor text: it needs one of them"),
        ("2025/rows.jsonl", 'line 5 is not an object with named values: write it as {"title": "…", "text": "…"}'),
        ("2025/table.csv", "line 3 has neither title nor text: it needs one of them"),
    }


def test_a_second_reading_gives_the_same_keys_whatever_lies_beside_a_file() -> None:
    whole = {draft.key for draft in extractors.read_corpus([FOLDER]).drafts}
    alone = {draft.key for draft in extractors.read_corpus([FOLDER / "titled.txt"]).drafts}

    assert whole == {draft.key for draft in extractors.read_corpus([FOLDER]).drafts}
    assert alone < whole


def test_plain_text_has_the_title_of_its_first_line_and_no_invented_facts() -> None:
    [draft] = extractors.read_corpus([FOLDER / "titled.txt"]).drafts

    assert draft.title == "Two Rivers Sign a Pact: What It Means"
    assert draft.text.startswith("When the ministers met last spring")
    assert draft.text.endswith("telephone was not answered.")
    assert (draft.published, draft.url, draft.author, draft.language) == (None, None, "", None)


def test_page_furniture_is_taken_out_and_told() -> None:
    found = extractors.read_corpus([FOLDER / "titled.txt", FOLDER / "untitled.txt"])

    whole = "\n".join(draft.full_text for draft in found.drafts)
    for piece in (
        "MeWe",
        "Jane Example",
        "Related Articles",
        "Privacy Policy",
        "living memory",
        "pic.twitter",
        "@example",
        "Comments 2",
    ):
        assert piece not in whole
    assert "But what does it really mean?" in whole
    assert "The hosts published photographs" in whole
    assert [note.split(":")[0] for note in found.notes] == ["titled.txt", "untitled.txt"]
    assert "comment counter “Comments 2”" in found.notes[1]


def test_a_long_first_sentence_is_the_title_and_is_not_said_twice() -> None:
    [draft] = extractors.read_corpus([FOLDER / "untitled.txt"]).drafts

    assert draft.title.endswith("that nobody had announced.")
    assert draft.text.startswith("Observers saw a pattern in it.\nAt a glance:")


def test_facts_of_front_matter_rows_tables_and_saved_pages_are_kept() -> None:
    drafts = by_title(extractors.read_corpus([FOLDER]).drafts)

    freight, teachers, ship, page = (
        drafts[title] for title in ("Freight returns", "Teachers arrive", "Ship leaves port", "Saved page")
    )
    assert freight.url == "https://notes.example/freight"
    assert freight.published == datetime(2025, 10, 6, 15, 15, tzinfo=UTC)
    assert freight.text == "Freight trains cross the border again.\n\nThe first carried coal."
    assert (freight.author, freight.language) == ("A. Writer", "en")
    assert teachers.text == "Twelve teachers of Russian arrived.\n\nThey stay a year."
    assert (teachers.site, teachers.published) == ("Rows", datetime(2025, 9, 1, tzinfo=UTC))
    assert ship.text == "It carried grain; four thousand tonnes."
    assert ship.published == datetime(2025, 10, 6, tzinfo=UTC)
    assert page.published == datetime(2025, 10, 1, 8, tzinfo=UTC)
    assert page.url is None


def test_the_same_text_in_two_files_is_one_document_and_the_copy_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nText of the document.")
    (tmp_path / "b.txt").write_text("Title\n\nText of the document.\n")

    found = extractors.read_corpus([tmp_path])

    assert [draft.title for draft in found.drafts] == ["Title"]
    assert found.notes == ("b.txt: the same document as in a.txt",)


def test_lines_that_many_files_share_go_and_a_copy_of_an_article_is_no_such_line(tmp_path: Path) -> None:
    for number, body in enumerate(["One thing happened.", "Another did.", "A third thing came.", "And a fourth."]):
        text = f"Headline {number}\n\n{body} It was reported from the north on day {number}.\n\nBrought to you by readers\n"
        (tmp_path / f"{number}.txt").write_text(text)

    drafts = extractors.read_corpus([tmp_path]).drafts

    assert len(drafts) == 4
    assert not [draft for draft in drafts if "Brought to you" in draft.text]


def test_one_address_with_two_texts_is_two_documents(tmp_path: Path) -> None:
    rows = '{"title": "A", "text": "one", "url": "https://x.example/"}\n{"title": "A", "text": "two", "url": "https://x.example/"}\n'
    (tmp_path / "rows.jsonl").write_text(rows)

    assert [draft.text for draft in extractors.read_corpus([tmp_path]).drafts] == ["one", "two"]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    [lost] = extractors.read_corpus([tmp_path / "nowhere"]).quarantined

    assert lost.excerpt.endswith("nowhere")
    assert lost.reason == "no such file or folder"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16", "utf-8-sig"])
def test_a_text_file_in_an_old_table_of_letters_is_read(tmp_path: Path, encoding: str) -> None:
    text = "Мост открыт\n\nАвтомобильный мост через пограничную реку открыт для грузовиков, сообщили в министерстве."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))

    [draft] = extractors.read_corpus([tmp_path]).drafts

    assert draft.full_text == text


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("Headline\nText.", "Headline", "Text."),
        ("Headline only", "Headline only", ""),
        ("", "", ""),
        (
            "Gen. Kim and Mr. Lee met in the U.S. on Monday for talks, " + "and so on, " * 8 + "they said. The rest.",
            "Gen. Kim and Mr. Lee met in the U.S. on Monday for talks, " + "and so on, " * 8 + "they said.",
            "The rest.",
        ),
        (
            "“We came, " + "we saw, " * 14 + "we left.” That was all.",
            "“We came, " + "we saw, " * 14 + "we left.”",
            "That was all.",
        ),
        ("国境の橋が開通した" * 20 + "。次の文。", "国境の橋が開通した" * 20 + "。", "次の文。"),
    ],
)
def test_a_text_is_parted_into_title_and_rest(text: str, title: str, rest: str) -> None:
    assert split_title(text) == (title, rest)


def test_a_sentence_too_long_for_a_title_stays_whole_in_the_text() -> None:
    endless = "and another thing " * 40

    title, rest = split_title(endless)

    assert title.endswith("…")
    assert len(title) <= 300
    assert rest == endless.strip()
