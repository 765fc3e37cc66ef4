"""Pages from templates/web/: everything in them is escaped, and only plain web addresses become links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from tumen import content
from tumen.delivery.safe_links import safe_url
from tumen.desk.wording import storyline_name
from tumen.errors import RenderError
from tumen.invisible_characters import plain

# Marks that stand on one letter: four on a Hebrew one with its points and accents. Hundreds of them cannot be broken
# into lines, and cover what stands above and below.
_MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_PILED: Final = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of pages: of a server ("/development/ID"), or of files beside each other."""

    root: str = "/"
    files: bool = False

    def to(self, page: str = "", id: str = "") -> str:
        """The address of a page, of one thing where an id is given; the first page without a name."""
        if not self.files:
            if not id:
                return self.root + page
            return f"{self.root}{page}/{id if id.isascii() and id.isalnum() else quote(id, safe='')}"
        return self.root + file_of(page, id)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at a page: their name, the token of their forms, whether they may correct."""

    user: str = ""
    form: str = ""
    may_correct: bool = False


NOBODY: Final = Visitor()


def file_of(page: str, id: str = "") -> str:
    """The file of a page in a folder of static pages."""
    if "." in page:
        return page
    return f"{page or 'index'}/{re.sub(r'[^A-Za-z0-9._-]', '_', id)}.html" if id else f"{page or 'index'}.html"


def environment(folder: Path | None = None) -> Environment:
    """The templates of the pages."""
    made = Environment(
        loader=FileSystemLoader(folder or content.template_folder() / "web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["address"] = safe_url
    made.filters["minute"] = _minute
    made.filters["number"] = lambda value: f"{value:,.10g}"
    made.filters["storyline"] = storyline_name
    made.filters["words"] = lambda value: str(value).replace("_", " ")
    return made


def _shown(value: object) -> object:
    """A value as a page shows it: no character that nobody sees, no more marks on a letter than a language has."""
    # Most of a page is this: plain letters, which have nothing to be taken out.
    if type(value) is str and value.isascii() and value.isprintable():
        return value
    if isinstance(value, Markup):
        return value
    said = plain(value) if value is not None else ""
    return said if said.isascii() else _PILED.sub(r"\1", said)


def style_of(made: Environment) -> str:
    """The style sheet of all pages."""
    source, _, _ = made.loader.get_source(made, "style.css") if made.loader else ("", None, None)
    return source


def render(
    made: Environment,
    template: str,
    facts: Mapping[str, Any],
    links: Links,
    named: Callable[[str], str],
    visitor: Visitor = NOBODY,
) -> str:
    """One page; RenderError when its template fails."""
    try:
        return made.get_template(template).render(
            **facts, to=links.to, static=links.files, named=named, visitor=visitor
        )
    except TemplateError as e:
        raise RenderError(template, str(e), line=getattr(e, "lineno", None)) from e


def drawing(svg: str) -> Markup:
    """A drawing of ours, whose texts are escaped where it is made."""
    return Markup(svg)  # noqa: S704


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "never"
