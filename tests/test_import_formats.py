"""Files that people keep: mail, office documents, PDF, books, web archives, and archives of all of them, within bounds."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

import extractors
from extractors.corpus_files import DEEPEST
from tests.support.file_kinds import FILES, MAIL, PAGE, TEXT, TITLE, docx, mbox, pdf, tarred, xlsx, zipped
from tests.support.installation import installed
from tumen.cli import answer

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def read(tmp_path: Path, name: str, body: bytes) -> extractors.Extracted:
    (tmp_path / name).write_bytes(body)
    return extractors.read_corpus([tmp_path / name], now=NOW)


def reasons(found: extractors.Extracted) -> dict[str, str]:
    return {item.excerpt: item.reason for item in found.quarantined}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_each_kind_gives_its_title_and_its_text(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, FILES[name])
    draft = found.drafts[0]

    assert (draft.title, " ".join(draft.text.split())) == (TITLE, TEXT)
    assert found.quarantined == ()


def test_a_date_in_the_facts_of_a_file_is_not_that_of_the_document(tmp_path: Path) -> None:
    assert read(tmp_path, "a.pdf", FILES["a.pdf"]).drafts[0].published is None


def test_a_title_that_a_printer_wrote_is_not_the_title(tmp_path: Path) -> None:
    assert read(tmp_path, "a.pdf", pdf(title="Microsoft Word - Document1")).drafts[0].title == TITLE


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_a_day_that_a_sheet_keeps_as_a_number_is_that_day(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name, FILES[name]).drafts[0].published == datetime(2025, 10, 6, 10, 30, tzinfo=UTC)


def test_numbers_and_a_sheet_of_notes_are_no_documents_and_are_told(tmp_path: Path) -> None:
    notes = "<worksheet><sheetData><row><c t='inlineStr'><is><t>made by hand</t></is></c></row></sheetData></worksheet>"
    body = xlsx(**{"xl/worksheets/sheet2.xml": notes})

    found = read(tmp_path, "a.xlsx", body)

    assert ([draft.title for draft in found.drafts], found.quarantined) == ([TITLE], ())
    assert found.notes == ("a.xlsx: a sheet without known columns was passed over (made by hand)",)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.xls", "save it as .xlsx or .csv"),
        ("a.doc", "save it as .docx, .odt or .txt"),
        ("a.rar", "unpack it, or pack"),
    ],
)
def test_a_form_that_is_not_read_says_which_is(tmp_path: Path, name: str, advice: str) -> None:
    [reason] = reasons(read(tmp_path, name, b"x")).values()

    assert reason.startswith(f"unsupported file type {name[1:]}: {advice}")


def test_a_pdf_of_pictures_is_refused_and_says_what_it_needs(tmp_path: Path) -> None:
    [reason] = reasons(read(tmp_path, "scan.pdf", pdf(lines=("",)))).values()

    assert reason == "the PDF holds pictures of pages and no text: it needs text recognition (OCR) first"


def test_a_mail_says_who_sent_it_when_by_which_list(tmp_path: Path) -> None:
    [draft] = read(tmp_path, "a.eml", MAIL.encode()).drafts

    assert (draft.author, draft.site, draft.key) == ("The Daily", "The Daily letter", "<one@daily.example>")
    assert draft.published == datetime(2025, 10, 6, 1, tzinfo=UTC)


def test_each_mail_of_a_mailbox_is_a_document(tmp_path: Path) -> None:
    drafts = read(tmp_path, "a.mbox", mbox()).drafts

    assert [draft.title for draft in drafts] == [TITLE, "Ship leaves"]
    assert drafts[1].text == "The ship left.\n\nFrom there on."


INSIDE = MAIL.replace("List-Id: The Daily letter <letter.daily.example>\n", "")
DIGESTS = {
    "parts": 'Subject: Digest\nFrom: list@daily.example\nMIME-Version: 1.0\nContent-Type: multipart/digest; boundary="b"\n\n'
    + "".join(f"--b\n\n{INSIDE.replace(TITLE, title).replace('one@', f'{title[:2]}@')}\n" for title in (TITLE, "Ship leaves"))
    + "--b--\n",
    "text": f"Subject: Digest, Vol 1\nFrom: list@daily.example\nContent-Type: text/plain\n\nToday's Topics:\n 1. Bridge\n\n{'-' * 70}\n\n"
    + f"\n{'-' * 30}\n\n".join(["", *(f"Message: {n}\nDate: Mon, 06 Oct 2025 10:00:00 +0900\nFrom: A <a@daily.example>\nSubject: {title}\n\n{TEXT}\n" for n, title in enumerate((TITLE, "Ship leaves"), 1))]),
}  # fmt: skip


@pytest.mark.parametrize("form", DIGESTS)
def test_each_mail_of_a_digest_is_a_document(tmp_path: Path, form: str) -> None:
    drafts = read(tmp_path, "a.eml", DIGESTS[form].encode()).drafts

    assert [(draft.title, draft.text) for draft in drafts] == [(TITLE, TEXT), ("Ship leaves", TEXT)]
    assert {str(draft.published)[:10] for draft in drafts} == {"2025-10-06"}


def test_a_mail_in_an_old_table_of_letters_is_read_and_its_attachment_is_named(tmp_path: Path) -> None:
    text = "Мост открыт, прошли сорок грузовиков, сообщили в министерстве."
    head = "Subject: =?koi8-r?B?7c/T1A==?=\nFrom: a@d.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    parts = [b"--b\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n\n" + text.encode("koi8-r"),
             b"--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=annex.pdf\n\nx", b"--b--\n"]  # fmt: skip
    found = read(tmp_path, "a.eml", head.encode() + b"\n".join(parts))

    assert (found.drafts[0].title, found.drafts[0].text) == ("Мост", text)
    assert found.notes == ("a.eml: the attachment annex.pdf was not read: import it by itself",)


def test_a_page_of_a_web_archive_keeps_its_address(tmp_path: Path) -> None:
    [draft] = read(tmp_path, "a.warc.gz", FILES["a.warc.gz"]).drafts

    assert draft.url == "https://daily.example/bridge"


def test_the_same_document_in_an_archive_and_beside_it_is_one(tmp_path: Path) -> None:
    (tmp_path / "b.docx").write_bytes(docx())
    found = read(tmp_path, "a.zip", zipped({"b.docx": docx()}))
    again = extractors.read_corpus([tmp_path], now=NOW)

    assert {draft.key for draft in again.drafts} == {draft.key for draft in found.drafts}
    assert again.notes == ("b.docx: the same document as in a.zip/b.docx",)


# Within bounds


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.mbox"])
def test_a_large_archive_says_how_far_it_is_read(tmp_path: Path, name: str) -> None:
    noise = random.Random(1)
    parts = {f"{n}.txt": f"Ship {n}\n\n{noise.randbytes(20_000).hex()}".encode() for n in range(8)}
    mails = b"".join(
        b"From a@b.example Mon Oct  6 10:00:00 2025\nSubject: x\n\n" + part + b"\n\n" for part in parts.values()
    )
    (tmp_path / name).write_bytes({"a.zip": zipped(parts), "a.tar.gz": tarred(parts), "a.mbox": mails}[name])
    said: list[tuple[int, int, str]] = []

    extractors.read_corpus([tmp_path / name], now=NOW, progress=lambda *step: said.append(step))

    shares = [int(what.partition("%")[0]) for _, _, what in said if what.endswith(f"% of {name}")]
    assert said[0] == (0, 1, name)
    assert shares == sorted(shares)
    assert len(set(shares)) > 2


def test_a_bad_file_in_an_archive_costs_no_other(tmp_path: Path) -> None:
    parts = {"a.html": PAGE, "b.docx": "no Word", "c.xyz": "?", "d.json": "{", "e.html": PAGE.replace("Forty", "Fifty")}
    found = read(tmp_path, "a.zip", zipped(parts))

    assert len(found.drafts) == 2
    assert {name.split(":")[0] for name in reasons(found)} == {"a.zip/b.docx", "a.zip/c.xyz", "a.zip/d.json"}


def test_a_bomb_is_refused_and_costs_no_other_file(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file, file.open("a.txt", "w", force_zip64=True) as part:
        for _ in range(80):
            part.write(b"0" * 1024 * 1024)
    (tmp_path / "good.html").write_text(PAGE)
    (tmp_path / "b.docx").write_bytes(zipped({"word/document.xml": b"<a>" + b"0" * 80 * 1024 * 1024}))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(b"0" * 80 * 1024 * 1024, compresslevel=1))
    (tmp_path / "a.zip").write_bytes(bomb.getvalue())
    found = extractors.read_corpus([tmp_path], now=NOW)

    assert len(found.drafts) == 1
    assert reasons(found) == {
        "a.zip/a.txt": "the file is larger than 64 MiB",
        "b.docx": "a part of the document is larger than 64 MiB",
        "c.txt.gz/c.txt": "the file is larger than 64 MiB",
    }


def test_archives_are_opened_so_deep_and_no_deeper(tmp_path: Path) -> None:
    body = zipped({"a.html": PAGE})
    for level in range(DEEPEST):
        body = zipped({f"{level}.zip": body})
    found = read(tmp_path, "a.zip", body)

    assert found.drafts == ()
    assert reasons(found) == {"a.zip/2.zip/1.zip/0.zip": "lies in 3 archives inside each other: unpack them"}


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("a.eml", "a.json", "a.rtf", "a.mbox")])
def test_a_file_cut_in_half_is_named_and_ends_nothing(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, FILES[name][: len(FILES[name]) // 2])

    assert found.drafts or all(name in excerpt for excerpt in reasons(found))
    assert found.drafts or reasons(found)


def test_a_name_that_leads_out_of_an_archive_leads_nowhere(tmp_path: Path) -> None:
    found = read(tmp_path, "a.tar.gz", tarred({"../../escaped.html": PAGE.encode()}))

    assert len(found.drafts) == 1
    assert [path.name for path in tmp_path.rglob("*.html")] == []
    assert not (tmp_path.parent.parent / "escaped.html").exists()


def test_an_entity_of_a_document_opens_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of this machine")
    body = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><document><p><r><t>{TITLE}&x;</t></r></p></document>'
    found = read(tmp_path, "a.docx", zipped({"word/document.xml": body}))

    assert "secret" not in "".join(draft.full_text for draft in found.drafts)


@pytest.fixture
def home(tmp_path, monkeypatch):
    installed(tmp_path, monkeypatch)
    return tmp_path


def test_a_folder_with_a_file_of_each_kind_is_imported_as_a_stranger_would_and_once(home: Path, capsys) -> None:
    folder = home / "mine"
    folder.mkdir()
    for name, body in FILES.items():
        (folder / name).write_bytes(body)

    codes = []
    said = []
    for _ in range(2):
        codes.append(answer(["import", str(folder)]))
        said.append(capsys.readouterr().out)

    assert codes == [0, 0]
    # Copies in other kinds of file are one document; what differs is a date, an address, or a second mail.
    assert said[0].startswith(
        "6 documents read: 6 new, 0 edited, 0 already known.\nOf 6 documents, 2 have no date, 5 have"
    )
    assert said[1].startswith("6 documents read: 0 new, 0 edited, 6 already known.\n")
    assert "not read" not in said[0]
