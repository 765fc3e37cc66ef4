"""The last look at an HTML page before it is sealed: only tags, attributes, styles and addresses we know."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html import unescape
from typing import Never

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
# A lone < is none of it.
_TOKEN = re.compile(r"<(?:!DOCTYPE html>|/[a-z][a-z0-9]*>|[a-z][a-z0-9]*(?: [a-z-]+=\"[^\"<>`]*\")*>)?")
_ATTRIBUTE = re.compile(r" ([a-z-]+)=\"([^\"]*)\"")
_STYLE = re.compile(r"[A-Za-z0-9 #%(),.:;!'\"/_-]*")
_SHEET = re.compile(r"[A-Za-z0-9\s#%(),.:;!'\"/_{}@>-]*")
_LOADING = re.compile(r"url\s*\(|@import|expression|javascript|behaviou?r|-moz-binding|src\s*:", re.I)
_META = frozenset(
    {("name", "viewport"), ("name", "color-scheme"), ("name", "supported-color-schemes"), ("charset", "utf-8")}
)


def audit(page: str, links: Collection[str], template: str = "email.html.j2") -> None:
    """RenderError for anything unexpected; `links` are the only addresses the page may point to."""
    _Audit(page, frozenset(links), template).check()


class _Audit:
    """Reads a page and stops at the first thing that is not on the list.

    No parser of HTML is needed: whatever one might read in another way than it is read here is refused before.
    """

    def __init__(self, page: str, links: Collection[str], template: str) -> None:
        self._page, self._links, self._template = page, links, template
        self._open: list[str] = []
        self._checked: dict[str, str] = {}  # start tags that are alike, by far most, are looked at once
        self._at = 0

    def check(self) -> None:
        """Read the whole page."""
        if not self._page.startswith("<!DOCTYPE html>"):
            self._refuse("the page does not begin with the doctype")
        end = 0  # of the last tag
        for found in _TOKEN.finditer(self._page):
            self._at, token = found.start(), found[0]
            if len(token) == 1:
                self._refuse("a < that does not begin a known tag")
            if self._open[-1:] == ["style"]:
                self._sheet(self._page[end : self._at], token)
            self._tag(token)
            end = found.end()
        if self._open:
            self._refuse(f"<{self._open[-1]}> is never closed")

    def _tag(self, token: str) -> None:
        if token.startswith("<!"):
            if self._at:
                self._refuse("a declaration")
        elif token.startswith("</"):
            if not self._open or self._open.pop() != token[2:-1]:
                self._refuse(f"{token} closes nothing")
        else:
            tag = self._checked.get(token) or self._start(token)
            if tag not in _VOID:
                self._open.append(tag)

    def _start(self, token: str) -> str:
        """Check a start tag with its attributes; return its name."""
        tag = token[1:-1].partition(" ")[0]
        allowed = TAGS.get(tag)
        if allowed is None:
            self._refuse(f"tag {token!r:.80}")
        attributes = [(name, unescape(value)) for name, value in _ATTRIBUTE.findall(token)]
        names = [name for name, _ in attributes]
        if len(set(names)) != len(names) or not set(names) <= allowed:
            self._refuse(f"attributes {names} in <{tag}>")
        for name, value in attributes:
            self._attribute(tag, name, value)
        if tag == "meta" and not _META & set(attributes):
            self._refuse("an unknown <meta>")
        self._checked[token] = tag
        return tag

    def _sheet(self, text: str, behind: str) -> None:
        if behind != "</style>" or not _SHEET.fullmatch(text) or _LOADING.search(text):
            self._refuse("a style sheet that loads or hides something")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if (tag, name) == ("a", "href") and not (value in self._links or re.fullmatch(r"#[a-z0-9-]{1,20}", value)):
            self._refuse(f"a link to {value!r:.80}")
        if name == "style" and (not _STYLE.fullmatch(value) or _LOADING.search(value)):
            self._refuse(f"a style {value!r:.80}")
        if name in {"class", "id", "lang", "dir", "role"} and not re.fullmatch(r"[A-Za-z0-9 -]*", value):
            self._refuse(f"{name}={value!r:.80}")

    def _refuse(self, what: str) -> Never:
        line = self._page.count("\n", 0, self._at) + 1
        raise RenderError(self._template, f"not allowed in a page: {what}", line=line)
