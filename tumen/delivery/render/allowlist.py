"""The last look at an HTML page before it is sealed: only tags, attributes, styles and addresses we know."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html.parser import HTMLParser

from tumen.errors import RenderError

_ANY = frozenset({"class", "style", "lang", "dir", "id"})
_TABLE = _ANY | {"role", "width", "cellpadding", "cellspacing", "border", "align", "valign", "colspan"}
TAGS: Mapping[str, frozenset[str]] = {
    "html": frozenset({"lang", "dir"}),
    "head": frozenset(),
    "meta": frozenset({"charset", "name", "content", "http-equiv"}),
    "title": frozenset(),
    "style": frozenset({"type"}),
    "body": _ANY,
    "a": _ANY | {"href"},
    "table": _TABLE,
    "tbody": _TABLE,
    "tr": _TABLE,
    "td": _TABLE,
    **dict.fromkeys(("div", "p", "h1", "h2", "h3", "span", "strong", "em", "sup", "ul", "ol", "li", "br", "hr"), _ANY),
}
_VOID = frozenset({"meta", "br", "hr"})

# What our own mark-up looks like, character by character; whatever a browser might read otherwise is not in it.
_START = re.compile(r"<[a-z][a-z0-9]*(?: [a-z-]+=\"[^\"<>`]*\")*>")
_TOKEN = re.compile(r"<!DOCTYPE html>|</[a-z][a-z0-9]*>|" + _START.pattern)
_STYLE = re.compile(r"[A-Za-z0-9 #%(),.:;!'\"/_-]*")
_SHEET = re.compile(r"[A-Za-z0-9\s#%(),.:;!'\"/_{}@>-]*")
_LOADING = re.compile(r"url\s*\(|@import|expression|javascript|behaviou?r|-moz-binding|src\s*:", re.I)
_META = frozenset(
    {("name", "viewport"), ("name", "color-scheme"), ("name", "supported-color-schemes"), ("charset", "utf-8")}
)


def audit(page: str, links: Collection[str], template: str = "email.html.j2") -> None:
    """RenderError for anything unexpected; `links` are the only addresses the page may point to."""
    Audit(frozenset(links), template).check(page)


class Audit(HTMLParser):
    """Reads a page and stops at the first thing that is not on the list."""

    def __init__(self, links: frozenset[str], template: str) -> None:
        super().__init__(convert_charrefs=True)
        self._links = links
        self._template = template
        self._open: list[str] = []

    def check(self, page: str) -> None:
        """Read the whole page."""
        if not page.startswith("<!DOCTYPE html>"):
            self._refuse("the page does not begin with the doctype")
        if "<" in _TOKEN.sub("", page):
            self._refuse("a < that does not begin a known tag")
        self.feed(page)
        self.close()
        if self._open:
            self._refuse(f"<{self._open[-1]}> is never closed")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = TAGS.get(tag)
        if allowed is None or _START.fullmatch(self.get_starttag_text() or "") is None:
            self._refuse(f"tag {self.get_starttag_text()!r:.80}")
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names) or not set(names) <= (allowed or set()):
            self._refuse(f"attributes {names} in <{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag == "meta" and not _META & set(attrs):
            self._refuse("an unknown <meta>")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self._refuse(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        in_sheet = self._open[-1:] == ["style"]
        if in_sheet and (not _SHEET.fullmatch(data) or _LOADING.search(data)):
            self._refuse("a style sheet that loads or hides something")

    def handle_comment(self, data: str) -> None:
        self._refuse(f"a comment {data!r:.40}")

    def handle_pi(self, data: str) -> None:
        self._refuse(f"an instruction {data!r:.40}")

    def unknown_decl(self, data: str) -> None:
        self._refuse(f"a declaration {data!r:.40}")

    def handle_decl(self, decl: str) -> None:
        if decl != "DOCTYPE html" or self._open:
            self._refuse("a declaration")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if (tag, name) == ("a", "href") and not (value in self._links or re.fullmatch(r"#[a-z0-9-]{1,20}", value)):
            self._refuse(f"a link to {value!r:.80}")
        if name == "style" and (not _STYLE.fullmatch(value) or _LOADING.search(value)):
            self._refuse(f"a style {value!r:.80}")
        if name in {"class", "id", "lang", "dir", "role"} and not re.fullmatch(r"[A-Za-z0-9 -]*", value):
            self._refuse(f"{name}={value!r:.80}")

    def _refuse(self, what: str) -> None:
        raise RenderError(self._template, f"not allowed in a page: {what}", line=self.getpos()[0])
