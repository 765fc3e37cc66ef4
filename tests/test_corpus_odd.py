"""Files as other programs leave them: old tables of letters, other names for columns, broken heads, and no files at all."""

from __future__ import annotations

import csv
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import extractors
from extractors.field_names import KNOWN, folded
from extractors.front_matter import split
from tests.support.installation import installed
from tumen.cli import answer
from tumen.model import Draft

DAY = datetime(2025, 10, 6, tzinfo=UTC)


def read(tmp_path: Path, name: str, body: str | bytes) -> Draft:
    (tmp_path / name).write_bytes(body if isinstance(body, bytes) else body.encode())
    found = extractors.read_corpus([tmp_path / name])
    assert found.quarantined == ()
    return found.drafts[0]


def refused(tmp_path: Path, name: str, body: bytes) -> str:
    (tmp_path / name).write_bytes(body)
    [lost] = extractors.read_corpus([tmp_path / name]).quarantined
    return lost.reason


LETTERS = {
    "ru": "Мост открыт\n\nДвижение по новому мосту началось в понедельник, сообщили в министерстве транспорта.",
    "ko": "다리가 개통되었다\n\n월요일 아침 첫 트럭 사십 대가 새 다리를 건넜다고 교통부가 밝혔다.",
    "ja": "国境の橋が開通した\n\n月曜日の朝、最初のトラック四十台が新しい橋を渡ったと運輸省が発表した。",
    "zh": "边境大桥正式通车\n\n运输部表示，星期一上午首批四十辆卡车驶过新桥，前往对岸的口岸。",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "utf-8-sig"), ("ru", "utf-16"), ("ru", "utf-16-le"), ("ru", "utf-16-be"),
     ("ko", "euc-kr"), ("ja", "shift_jis"), ("zh", "gb2312")],
)  # fmt: skip
def test_a_file_in_any_table_of_letters_is_read(tmp_path: Path, language: str, encoding: str) -> None:
    assert read(tmp_path, "a.txt", LETTERS[language].encode(encoding)).full_text == LETTERS[language]


TABLES = [
    "Titel;Text;Datum;Quelle\nBridge;Lorries crossed.;06.10.2025;Wire\n",
    "Überschrift;Inhalt;Veröffentlicht am;Medium\nBridge;Lorries crossed.;06.10.2025;Wire\n".encode("cp1252"),
    "sep=;\r\ntitle;text;date;source\r\nBridge;Lorries crossed.;2025-10-06;Wire\r\n".encode("utf-16"),
    " Headline , Article Body ,Publication Date, Publisher \nBridge,Lorries crossed.,2025-10-06,Wire\n",
    "Заголовок\tТекст\tДата публикации\tИсточник\nBridge\tLorries crossed.\t06.10.2025\tWire\n",
    "제목,본문,작성일,언론사\nBridge,Lorries crossed.,2025.10.06,Wire\n",
    "標題|內容|日期|來源\nBridge|Lorries crossed.|2025年10月6日|Wire\n",
    "dc:title,og:description,dc:date,dc:source\nBridge,Lorries crossed.,2025-10-06,Wire\n",
]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_read_whatever_its_columns_are_called(tmp_path: Path, table: str | bytes) -> None:
    draft = read(tmp_path, "t.csv", table)

    assert (draft.title, draft.text, draft.published, draft.site) == ("Bridge", "Lorries crossed.", DAY, "Wire")


def test_every_name_of_a_column_can_be_found() -> None:
    assert [name for name in KNOWN if ".".join(map(folded, name.split("."))) != name] == []


def test_a_table_without_names_is_refused_once_and_says_what_is_missing(tmp_path: Path) -> None:
    reason = refused(tmp_path, "t.csv", b'"Bridge opens","Lorries crossed."\n"Ship leaves","With grain."\n')

    assert reason.startswith("the first line has no known column (Bridge opens, Lorries crossed.)")


def test_a_field_of_five_megabytes_costs_no_other_row(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('title,text\nBig,"' + "word " * 1_000_000 + '"\nSmall,"one, two"\n')

    assert [draft.title for draft in extractors.read_corpus([tmp_path]).drafts] == ["Big", "Small"]


ROWS = [
    '[\n {"title": "Bridge",\n  "text": "Lorries crossed."}\n]',
    '{\n "title": "Bridge",\n "text": "Lorries crossed."\n}',
    '{"title": {"rendered": "Bridge"}, "content": {"rendered": "<p>Lorries crossed.</p>"}}\r\n',
    '{"headline": "Bridge", "articleBody": "Lorries crossed.", "author": [{"name": "A"}], "date": NaN}\n',
]


@pytest.mark.parametrize("rows", ROWS)
def test_json_is_read_as_other_programs_write_it(tmp_path: Path, rows: str) -> None:
    draft = read(tmp_path, "rows.jsonl", rows)

    assert draft.title == "Bridge"
    assert "Lorries crossed." in draft.text


def test_a_line_that_was_cut_off_costs_no_other_line(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps({"title": "Whole"}) + '\n{"title": "Cut o')
    found = extractors.read_corpus([tmp_path])

    assert [draft.title for draft in found.drafts] == ["Whole"]
    [lost] = found.quarantined
    assert lost.reason.startswith("line 2 is not valid JSON (Unterminated string starting at")
    assert lost.reason.endswith("at character 11): correct it and import the file again")


HEADS = [
    ("---\ntitle: >-\n  A folded\n  title\nauthor:\n  - One\n  - Two\nurl: https://n.example/x # seen today\n---\nBody.", "A folded title"),
    ("---\ntitle: \"A title: with a colon\" # and a remark\nauthor: [One, 'Two']\nurl: https://n.example/x\n---\nBody.", "A title: with a colon"),
    ("---\nTitle: Unclosed\nauthor: One, Two\nurl: https://n.example/x\n\nBody.", "Unclosed"),
    ('+++\ntitle = "TOML"\nauthors = ["One", "Two"]\nurl = "https://n.example/x"\n+++\nBody.', "TOML"),
    ('+++\ntitle = "Broken TOML"\nauthor = "One, Two"\nurl = "https://n.example/x"\ndate = 2025-13-45\n+++\nBody.', "Broken TOML"),
    ('{"title": "JSON", "authors": ["One", "Two"], "url": "https://n.example/x"}\n\nBody.', "JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), HEADS)
def test_front_matter_is_read_as_people_write_it(tmp_path: Path, text: str, title: str) -> None:
    draft = read(tmp_path, "note.md", text)

    assert (draft.title, draft.text, draft.author) == (title, "Body.", "One, Two")
    assert draft.url == "https://n.example/x"


@pytest.mark.parametrize(
    "text", ["---\ntitle: [\n---\nBody.", "---\n: : :\n---\nBody.", "+++\n=\n+++\nBody.", "{Body}", "---\n---\nBody."]
)
def test_broken_front_matter_loses_no_text(text: str) -> None:
    _, body = split(text)

    assert "Body" in body


NO_FILES = [
    ("a.txt", b"{\\rtf1\\ansi hello}", "the file is RTF under another name: save it as text, Markdown or HTML"),
    ("a.txt", b"%PDF-1.4 hello", "the file is PDF under another name: save it as text, Markdown or HTML"),
    ("a.csv", b"PK\x03\x04 hello", "the file is a Word, Excel or ZIP file under another name: save it as text, Markdown or HTML"),
    ("a.txt", b"abc\x00\x00\x00def" * 50, "not a text file: no known encoding gives readable text"),
    ("a.json", b"[" * 100_000, "not valid JSON: "),
    ("a.md", b" \n\n", "the file is empty"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "reason"), NO_FILES)
def test_what_is_no_text_is_named_as_what_it_is(tmp_path: Path, name: str, body: bytes, reason: str) -> None:
    assert refused(tmp_path, name, body).startswith(reason)


def test_a_tree_with_links_pipes_and_devices_ends_and_names_each(tmp_path: Path) -> None:
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "good.txt").write_text("Good\n\nText.")
    (folder / "again").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "endless.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    found = extractors.read_corpus([folder])

    assert [draft.title for draft in found.drafts] == ["Good"]
    assert {lost.excerpt: lost.reason.split(":")[0] for lost in found.quarantined} == {
        "again": "a link to a folder is not followed",
        "self.txt": "cannot read the file",
        "gone.txt": "cannot read the file",
        "endless.txt": "not a regular file",
        "pipe.txt": "not a regular file",
    }


def test_a_very_long_text_is_cut_and_the_cut_is_told(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Long\n\n" + "A sentence of a very long text.\n" * 200_000)
    found = extractors.read_corpus([tmp_path])

    assert 1024 * 1024 - 40 < len(found.drafts[0].text) <= 1024 * 1024
    assert found.notes == ("long.txt: only the first 1,048,576 of 6,400,006 characters were kept",)


@pytest.fixture
def home(tmp_path, monkeypatch):
    installed(tmp_path, monkeypatch)
    return tmp_path


def test_a_file_whose_name_is_no_text_is_named_on_the_screen(home, capsys) -> None:
    folder = home / "files"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff\x1b[31m.pdf")).write_bytes(b"x")

    assert answer(["import", str(folder)]) == 1
    shown = capsys.readouterr().out
    assert "0 documents read: 0 new, 0 edited, 0 already known; 1 item quarantined." in shown
    assert "\x1b" not in shown
    shown.encode()


def test_an_import_of_many_documents_in_steps_adds_nothing_the_second_time(home, capsys) -> None:
    rows = [
        json.dumps({"title": f"Headline {n}", "text": f"Text number {n}.", "url": f"https://x.example/{n}"})
        for n in range(1100)
    ]
    (home / "rows.jsonl").write_text("\n".join(rows))

    assert answer(["import", str(home / "rows.jsonl"), "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert answer(["import", str(home / "rows.jsonl"), "--json"]) == 0
    second = json.loads(capsys.readouterr().out)

    assert (first["read"], first["new"], second["new"], second["edited"]) == (1100, 1100, 0, 0)


def test_reading_a_table_leaves_other_readers_of_tables_their_room(tmp_path: Path) -> None:
    read(tmp_path, "t.csv", "title\nShort\n")

    assert csv.field_size_limit() >= 131_072
