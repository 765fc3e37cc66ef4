"""Developments as Atom and as JSON Feed, announced dates as iCalendar: for readers, calendars and other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from tumen.delivery.safe_links import safe_url
from tumen.desk.calendar import Announced, Outcome
from tumen.desk.desk import Hit
from tumen.invisible_characters import plain
from tumen.model import Development, Report

ATOM: Final = "http://www.w3.org/2005/Atom"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE: Final = 73  # octets of an iCalendar line before the next one begins with a space (RFC 5545: 75)


def entry_id(development_id: str) -> str:
    """The id of a development in feeds: it never changes, on whatever site the feed stands."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'tumen:development:{development_id}')}"


def atom(title: str, hits: Sequence[Hit], site: str = "") -> str:
    """An Atom feed, the development last reported on first; an entry is updated when a report joins it.

    `site`: where the pages of the developments are; without it an entry links to its first report.
    """
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(feed, "title", title)
    _add(feed, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'tumen:feed:{title}')}")
    _add(
        feed,
        "updated",
        _time(max((hit.development.last_seen for hit in hits), default=datetime(1970, 1, 1, tzinfo=UTC))),
    )
    author = ElementTree.SubElement(feed, f"{{{ATOM}}}author")
    _add(author, "name", "Tumen")
    for hit in _latest(hits):
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "title", hit.development.title)
        _add(entry, "id", entry_id(hit.development.id))
        _add(entry, "updated", _time(hit.development.last_seen))
        _add(entry, "published", _time(_begun(hit)))
        for theme in hit.development.themes:
            ElementTree.SubElement(entry, f"{{{ATOM}}}category", term=_xml(theme))
        if link := _link(hit, site):
            ElementTree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=link)
        _add(entry, "summary", _summary(hit))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def json_feed(title: str, hits: Sequence[Hit], site: str = "") -> str:
    """The same as JSON Feed 1.1."""
    items = [
        {
            "id": entry_id(hit.development.id),
            "title": hit.development.title,
            "content_text": _summary(hit),
            "date_published": _time(_begun(hit)),
            "date_modified": _time(hit.development.last_seen),
            "tags": list(hit.development.themes),
            **({"url": link} if (link := _link(hit, site)) else {}),
        }
        for hit in _latest(hits)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}, indent=1) + "\n"


def icalendar(title: str, dates: Iterable[Announced], now: datetime, site: str = "") -> str:
    """Announced dates as events of whole days (RFC 5545)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tumen//Announced dates//EN", f"X-WR-CALNAME:{_text(title)}"]
    for one in dates:
        uid = uuid5(NAMESPACE_URL, f"tumen:announced:{one.development_id}:{one.day}")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(_with_outcome(one))}",
            *(["STATUS:CANCELLED"] if one.outcome is Outcome.CALLED_OFF else []),
            f"DESCRIPTION:{_text(f'{one.title} ({one.report.publisher})')}",
            *([f"URL:{url}"] if (url := page_of(site, one.development_id) or safe_url(one.report.url)) else []),
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _with_outcome(one: Announced) -> str:
    return one.what if one.outcome is Outcome.AHEAD else f"{one.what} ({one.outcome})"


def _latest(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (hit.development.last_seen, hit.development.id), reverse=True)


def _begun(hit: Hit) -> datetime:
    return datetime.fromisoformat(f"{hit.day}T00:00:00+00:00") if hit.day else hit.development.first_seen


def page_of(site: str, development_id: str) -> str:
    """The page of a development; "" without a site."""
    return f"{site}/development/{quote(development_id, safe='')}" if site else ""


def _link(hit: Hit, site: str) -> str:
    return page_of(site, hit.development.id) or next(
        (address for report in hit.reports if (address := safe_url(report.url))), ""
    )


def _summary(hit: Hit) -> str:
    one: Development = hit.development
    reports = "; ".join(_said(report) for report in hit.reports)
    number = len(one.documents)
    return f"{hit.day or 'undated'}. {number} report{'' if number == 1 else 's'}: {reports}"


def _said(report: Report) -> str:
    return f"{report.publisher}: {report.title}"


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _xml(text: str) -> str:
    return _NOT_XML.sub("", plain(text))


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = _xml(text)


def _text(text: str) -> str:
    """Text as iCalendar escapes it; no line of it is a property."""
    line = plain(re.sub(r"\s+", " ", text))
    return line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line in pieces of at most _LINE octets, none of which cuts a character."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > _LINE:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
