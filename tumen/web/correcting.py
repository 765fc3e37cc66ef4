"""Carries out what a form corrects, as the commands do, under the name of who is signed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import quote, unquote

from tumen import pipeline
from tumen.errors import ConfigError
from tumen.pipeline import Content
from tumen.storage import Archive
from tumen.web.signing import Form


@dataclass(slots=True)
class Corrector:
    """Corrects what is in an archive; the watch is loaded when somebody does."""

    archive: Archive
    load: Callable[[], Content]
    clock: Callable[[], datetime]
    _content: Content | None = field(default=None)

    def __call__(self, form: Form, by: str) -> str:
        """Correct what a form says; return the page that shows it. ConfigError for what makes no sense."""
        action = _ACTIONS.get(_one(form, "action"))
        if action is None:
            raise ConfigError("form", "action", "press one of the buttons")
        return action(self, form, _one(form, "why"), by)

    def content(self) -> Content:
        """The watch and the chronicle."""
        if self._content is None:
            self._content = self.load()
        return self._content


def _merge(here: Corrector, form: Form, why: str, by: str) -> str:
    other = _one(form, "other")
    if not other:
        raise ConfigError("form", "other", "name the other development: its id or the address of its page")
    into = _one(form, "development")
    made = pipeline.merge(here.archive, here.content(), into, [_named(other)], why, here.clock, by=by)
    return _page("development", made.id)


def _split(here: Corrector, form: Form, why: str, by: str) -> str:
    into, marked = _one(form, "development"), _marked(form)
    made = pipeline.split(here.archive, here.content(), into, marked, why, here.clock, by=by)
    return _page("development", made.id)


def _not_about(here: Corrector, form: Form, why: str, by: str) -> str:
    made = pipeline.take_out(here.archive, _marked(form), why, here.clock, by=by)
    return _page("development", _one(form, "development")) if form.get("development") else _document(made.documents[0])


def _about(here: Corrector, form: Form, why: str, by: str) -> str:
    made = pipeline.take_in(here.archive, here.content(), _marked(form), why, here.clock, by=by)
    return _document(made.documents[0])


_ACTIONS: Final[Mapping[str, Callable[[Corrector, Form, str, str], str]]] = {
    "merge": _merge,
    "split": _split,
    "not-about": _not_about,
    "about": _about,
}


def _one(form: Form, name: str) -> str:
    return (form.get(name) or [""])[0].strip().replace("\x00", "")


def _marked(form: Form) -> list[str]:
    marked = [id.replace("\x00", "") for id in form.get("report", []) if id]
    if not marked:
        raise ConfigError("form", "report", "mark the reports that are meant")
    return marked


def _named(other: str) -> str:
    """The id in the address of a development's page, or the id itself."""
    return unquote(other.rstrip("/").rpartition("/development/")[2]).removesuffix(".html")


def _page(kind: str, id: str) -> str:
    return f"/{kind}/{quote(id, safe='')}"


def _document(id: str) -> str:
    return _page("document", id)
