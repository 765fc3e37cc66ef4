"""Texts that hold many documents are parted: exports of press databases, of reference managers and of wikis."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import extractors
from extractors import front_matter
from tumen.model import Draft

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
FACTIVA = """HD  Bridge opens
WC  120 words
PD  6 October 2025
SN  The Daily
LP  Forty lorries crossed
the new bridge.
TD  A second lane follows.
AN  Document DAILY00020251006

HD
Ship leaves
PD
7 October 2025
SN
The Daily
LP
The ship left.
AN
Document DAILY00020251007
"""
LEXIS = """                    1 of 2 DOCUMENTS

                        The Daily

                October 6, 2025 Monday

Bridge opens

BYLINE: A. Author

LENGTH: 120 words

DATELINE: SEOUL

 Forty lorries crossed
the new bridge.

 A second lane follows.

LOAD-DATE: October 7, 2025

LANGUAGE: ENGLISH

                    2 of 2 DOCUMENTS

           Copyright 2025 The Daily
                        The Daily

                October 7, 2025 Tuesday

HEADLINE: Ship leaves

LENGTH: 12 words

BODY:
The ship left.

LOAD-DATE: October 8, 2025
"""
NEXIS = """Bridge opens
The Daily
October 6, 2025 Monday

Copyright 2025 The Daily All Rights Reserved

Section: NEWS; Pg. 3
Length: 120 words
Byline: A. Author
Body

Forty lorries crossed
the new bridge.

A second lane follows.

Load-Date: October 7, 2025

End of Document

Ship leaves
The Daily
October 7, 2025 Tuesday

Length: 12 words
Body

The ship left.

Load-Date: October 8, 2025

End of Document
"""
PROQUEST = """____________________________________________________________

Document 1 of 2

Bridge opens

Author: Author, A.

Full text: Forty lorries crossed
the new bridge.

A second lane follows.

Subject: Bridges

Title: Bridge opens

Publication title: The Daily

Publication date: Oct 6, 2025

____________________________________________________________

Document 2 of 2

Ship leaves

Full text: The ship left.

Title: Ship leaves

Publication title: The Daily

Publication date: Oct 7, 2025
"""


# Factiva without its codes, and Lexis with paper, date and edition in the middle of the page.
FACTIVA_ARTICLES = "\n\n".join(
    f"{title}\n\nA. Kim\n512 words\n{day} October 2025\n03:15 AM\nThe Daily\nDAIL\nEnglish\n© 2025. The Daily.\n\n{text}\n\n"
    f"Document DAIL000020251006ea6{day}00001\n"
    for title, day, text in (
        ("Bridge opens", 6, "Forty lorries crossed\nthe new bridge.\n\nA second lane follows."),
        ("Ship leaves", 7, "The ship left."),
    )
)
LEXIS_CENTRED = "".join(
    f"{' ' * 30}{day - 5} of 2 DOCUMENTS\n\n{' ' * 34}The Daily\n\n{' ' * 28}October {day}, 2025 Monday\n{' ' * 33}Main Edition\n\n"
    f"{title}\n\nBYLINE: A. Kim\n\nLENGTH: 512 words\n\n{text}\n\nLOAD-DATE: October 9, 2025\n\nLANGUAGE: ENGLISH\n\n"
    for title, day, text in (
        ("Bridge opens", 6, "Forty lorries crossed\nthe new bridge.\n\nA second lane follows."),
        ("Ship leaves", 7, "The ship left."),
    )
)
NEXIS_CLASSIFIED = NEXIS.replace("End of Document", "Classification\n\n\nLanguage: ENGLISH\n\nEnd of Document")


def read(tmp_path: Path, name: str, body: str) -> tuple[Draft, ...]:
    (tmp_path / name).write_text(body, encoding="utf-8")
    found = extractors.read_corpus([tmp_path / name], now=NOW)
    assert found.quarantined == ()
    return found.drafts


@pytest.mark.parametrize("body", [FACTIVA, FACTIVA_ARTICLES, LEXIS, LEXIS_CENTRED, NEXIS, NEXIS_CLASSIFIED, PROQUEST])
def test_the_text_of_a_press_database_is_parted_into_its_documents(tmp_path: Path, body: str) -> None:
    bridge, ship = read(tmp_path, "export.txt", body)

    assert (bridge.title, bridge.site, str(bridge.published)[:10]) == ("Bridge opens", "The Daily", "2025-10-06")
    assert (
        bridge.text.replace("\n\n", "|").replace("\n", " ")
        == "Forty lorries crossed the new bridge.|A second lane follows."
    )
    assert (ship.title, ship.text, ship.site) == ("Ship leaves", "The ship left.", "The Daily")
    assert str(ship.published)[:10] == "2025-10-07"


def test_the_address_of_a_reference_keeps_every_sign(tmp_path: Path) -> None:
    body = '@misc{a, title = "Bridge {Opens}", year = 2025, howpublished = "\\url{https://s.example/~kim/u--v_1}", author = "Jos\\\'e"}'

    [draft] = read(tmp_path, "a.bib", body)

    assert (draft.title, draft.url, draft.author) == ("Bridge Opens", "https://s.example/~kim/u--v_1", "José")


CHAT = (
    '<html><body><div class="page_wrap"><div class="page_header"><div class="text bold">Port</div></div><div class="page_body '
    'chat_page"><div class="message service"><div class="body details">6 October 2025</div></div><div class="message default '
    'clearfix"><div class="body"><div class="pull_right date details" title="06.10.2025 10:00:00 UTC+09:00">10:00</div>'
    '<div class="from_name">A</div><div class="text">Forty lorries crossed. They carried grain.</div></div></div></div></div>'
)
BOOKMARKS = (
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n<DT><A HREF='https://s.example/1' "
    "ADD_DATE=\"1759712400\">Bridge opens</A>\n<DD>Forty lorries crossed.\n<DT><A HREF='https://s.example/2' "
    'ADD_DATE="1759712400">Ship leaves</A>\n</DL>'
)


def test_a_chat_that_was_saved_as_a_page_gives_its_messages(tmp_path: Path) -> None:
    [draft] = read(tmp_path, "messages.html", CHAT)

    assert (draft.full_text.strip(), draft.site) == ("Forty lorries crossed. They carried grain.", "Port")
    assert draft.published == datetime(2025, 10, 6, 1, tzinfo=UTC)


def test_a_list_of_bookmarks_gives_their_pages(tmp_path: Path) -> None:
    first, second = read(tmp_path, "bookmarks.html", BOOKMARKS)

    assert (first.title, first.text, first.url) == ("Bridge opens", "Forty lorries crossed.", "https://s.example/1")
    assert (second.title, second.text, str(second.published)[:10]) == ("Ship leaves", "", "2025-10-06")


def test_a_note_with_a_ruled_line_stays_one_document(tmp_path: Path) -> None:
    assert len(read(tmp_path, "note.txt", f"Bridge opens\n\nLorries: many.\n{'_' * 30}\nSource: my own notes.\n")) == 1


REFERENCES = {
    "a.ris": "TY  - NEWS\nTI  - Bridge opens\nAU  - Author, A.\nDA  - 2025/10/06/\nT2  - The Daily\nUR  - https://s.example/1\nAB  - Forty lorries.\nER  - \n\nTY  - NEWS\nTI  - Ship leaves\nER  - \n",
    "a.bib": '@article{one,\n  title = {{Bridge} opens},\n  author = "A. Author", year = 2025, month = oct, day = {6},\n  journal = {The Daily}, url = {https://s.example/1}, abstract = {Forty lorries.},\n}\n@misc{two, title={Ship leaves}}\n',
}  # fmt: skip


@pytest.mark.parametrize("name", REFERENCES)
def test_the_references_of_a_file_are_documents(tmp_path: Path, name: str) -> None:
    bridge, ship = read(tmp_path, name, REFERENCES[name])

    assert (bridge.title, bridge.text, bridge.site) == ("Bridge opens", "Forty lorries.", "The Daily")
    assert (bridge.url, str(bridge.published)[:10]) == ("https://s.example/1", "2025-10-06")
    assert ship.title == "Ship leaves"


def test_pages_of_a_wiki_are_read_without_its_marks(tmp_path: Path) -> None:
    dump = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><siteinfo><base>https://w.example/wiki/Main</base></siteinfo>
    <page><title>New Bridge</title><ns>0</ns><revision><timestamp>2025-10-06T10:00:00Z</timestamp>
    <text>{{Infobox|a={{b}}}}'''Forty''' lorries crossed the [[Old Bridge|bridge]].&lt;ref>x&lt;/ref> [[File:a.jpg|thumb|No]]</text></revision></page>
    <page><title>Talk:New Bridge</title><ns>1</ns><revision><text>No.</text></revision></page></mediawiki>"""
    [page] = read(tmp_path, "dump.xml", dump)

    assert (page.title, page.text) == ("New Bridge", "Forty lorries crossed the bridge.")
    assert (page.url, str(page.published)[:10]) == ("https://w.example/wiki/New_Bridge", "2025-10-06")


def test_of_a_site_of_wordpress_what_was_published_is_read(tmp_path: Path) -> None:
    item = "<item><title>{title}</title><link>https://s.example/{title}</link><content:encoded>{text}</content:encoded><excerpt:encoded>A longer summary than the text itself is.</excerpt:encoded><wp:post_date>2025-10-07 01:00:00</wp:post_date><wp:post_date_gmt>2025-10-06 16:00:00</wp:post_date_gmt><wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status></item>"
    items = (("Bridge", "post", "publish"), ("photo", "attachment", "inherit"), ("Draft", "post", "draft"))
    body = "".join(item.format(title=t, text="&lt;p>Forty lorries.&lt;/p>", kind=k, status=s) for t, k, s in items)
    spaces = (
        "".join(f' xmlns:{name}="http://{name}/"' for name in ("content",))
        + ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/"'
    )
    [post] = read(tmp_path, "site.xml", f"<rss{spaces}><channel><title>Site</title>{body}</channel></rss>")

    assert (post.title, post.text, post.site) == ("Bridge", "Forty lorries.", "Site")
    assert post.published == datetime(2025, 10, 6, 16, tzinfo=UTC)


@pytest.mark.parametrize("piece", ["<http://a", "[", "![", "[a](", "<!--", "[a]["])
def test_marks_that_never_close_stay_in_the_text(piece: str) -> None:
    title, text = front_matter.plain(piece * 8000)

    assert title == ""
    assert text.startswith(piece)
