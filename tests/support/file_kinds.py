"""One small file of each kind that people keep documents in, all with the same words."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping

TITLE = "Bridge opens for lorries"
TEXT = "Forty lorries crossed the new bridge on Monday. They carried grain."
PAGE = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{TEXT}</p></article></body></html>"
MAIL = f"""From: The Daily <desk@daily.example>
To: reader@example.org
Subject: {TITLE}
Date: Mon, 06 Oct 2025 10:00:00 +0900
Message-ID: <one@daily.example>
List-Id: The Daily letter <letter.daily.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

{TEXT}
"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return out.getvalue()


def tarred(parts: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    """A tar archive of these parts."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as file:
        for name, body in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            file.addfile(info, io.BytesIO(body))
    return out.getvalue()


def docx(title: str = TITLE, text: str = TEXT) -> bytes:
    """A Word document with a deleted and a quoted piece, which are no part of its text."""
    body = (
        f'<w:document xmlns:w="{WORD}"><w:body>'
        f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p>'
        f"<w:p><w:r><w:t>{text[:10]}</w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        f'<w:r><w:t xml:space="preserve">{text[10:]}</w:t></w:r></w:p></w:body></w:document>'
    )
    return zipped({"word/document.xml": body})


def odt() -> bytes:
    """An OpenDocument text with a comment, which is no part of its text."""
    body = (
        f'<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0"><office:body><office:text>'
        f"<text:h>{TITLE}</text:h><text:p>{TEXT[:10]}<office:annotation><text:p>never</text:p></office:annotation>"
        f"{TEXT[10:]}</text:p></office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": body})


def xlsx(rows: str = "", **parts: str) -> bytes:
    """An Excel file of one document: shared texts, one of them in pieces, and a day that is kept as a number."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = ["Headline", "Story", "Posted", f"{TITLE[:6]}</t></r><r><t xml:space='preserve'>{TITLE[6:]}", TEXT]
    cells = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="C2" t="s"><v>4</v></c><c r="D2" s="1"><v>45936.4375</v></c></row>'
    )
    return zipped({
        "xl/workbook.xml": f'<workbook xmlns="{main}"><workbookPr/></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">' + "".join(f"<si><r><t>{text}</t></r></si>" for text in shared) + "</sst>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows or cells}</sheetData></worksheet>',
        **parts,
    })  # fmt: skip


def ods() -> bytes:
    """An OpenDocument sheet of one document."""
    row = "<table:table-row>{}</table:table-row>".format
    cell = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>".format
    day = 'office:value-type="date" office:date-value="2025-10-06T10:30:00"'
    body = (
        f'<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" xmlns:table="{ODF}:table:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="1">'
        + row(
            cell("", "Headline")
            + '<table:table-cell table:number-columns-repeated="2"/>'
            + cell("", "Story")
            + cell("", "Posted")
        )
        + row(
            cell("", TITLE)
            + '<table:table-cell table:number-columns-repeated="2"/>'
            + cell("", TEXT)
            + cell(day, "06.10.25")
        )
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"content.xml": body})


def epub() -> bytes:
    """A book of two chapters."""
    container = '<container><rootfiles><rootfile full-path="OPS/a.opf"/></rootfiles></container>'
    package = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>{TITLE}</dc:title><dc:date>2025-10-06</dc:date></metadata><manifest>"
        '<item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    half = TEXT.index("They")
    chapters = [f"<html><body><p>{part}</p></body></html>" for part in (TEXT[:half], TEXT[half:])]
    return zipped({"META-INF/container.xml": container, "OPS/a.opf": package,
                   "OPS/a.xhtml": chapters[0], "OPS/b.xhtml": chapters[1]})  # fmt: skip


def pdf(lines: tuple[str, ...] = (TITLE, "", TEXT), *, title: str = TITLE) -> bytes:
    """A PDF of one page."""
    shown = " ".join(f"({line}) Tj 0 -16 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) /CreationDate (D:20200101000000Z) >>".encode(),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def warc() -> bytes:
    """A web archive of a page, a picture and a page that was not found."""
    answers = [
        ("https://daily.example/bridge", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
        ("https://daily.example/a.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://daily.example/gone", "404 Not Found", "text/html", b"<html><body>Not found</body></html>"),
    ]
    out = b""
    for url, status, kind, body in answers:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-10-07T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        out += head.encode() + http + b"\r\n\r\n"
    return out


def mbox() -> bytes:
    """A mailbox of two mails."""
    second = (
        MAIL.replace(TITLE, "Ship leaves").replace("one@", "two@").replace(TEXT, "The ship left.\n\n>From there on.")
    )
    return b"".join(f"From desk@daily.example Mon Oct  6 10:00:00 2025\n{mail}\n".encode() for mail in (MAIL, second))


def rtf() -> bytes:
    """A document in Rich Text Format."""
    return rf"{{\rtf1\ansi\ansicpg1252{{\fonttbl{{\f0 Arial;}}}}\f0 {TITLE}\par\par {TEXT}\par}}".encode()


FILES: Mapping[str, bytes] = {
    "a.eml": MAIL.encode(),
    "a.docx": docx(),
    "a.odt": odt(),
    "a.xlsx": xlsx(),
    "a.ods": ods(),
    "a.epub": epub(),
    "a.pdf": pdf(),
    "a.rtf": rtf(),
    "a.mbox": mbox(),
    "a.warc": warc(),
    "a.warc.gz": gzip.compress(warc()),
    "a.zip": zipped({"2025/a.html": PAGE, "__MACOSX/._a": "x", "2025/": ""}),
    "a.tar.gz": tarred({"2025/a.html": PAGE.encode()}),
    "a.tgz": tarred({"a.docx": docx()}),
    "a.txt.gz": gzip.compress(f"{TITLE}\n\n{TEXT}".encode()),
    "a.pdf.bz2": bz2.compress(pdf()),
    "mail.mbox.gz": gzip.compress(mbox()),
    "a.json": json.dumps([{"headline": TITLE, "story_text": TEXT, "when": "2025-10-06"}]).encode(),
}
