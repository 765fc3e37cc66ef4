"""Templates filled in: the only jinja2 and css_inline. Escaping is never off; plain text undoes it once, at the end."""

from __future__ import annotations

import html
import re
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import css_inline
from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tumen.content import template_folder
from tumen.delivery.render.chat import Short
from tumen.delivery.render.labels import Labels
from tumen.delivery.render.view import View, sentence
from tumen.delivery.render.wrapping import wrap
from tumen.errors import RenderError

_SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_NAMED_CLASS = re.compile(r"\.([a-z][a-z0-9-]*)")
# In a text < is always escaped, in an attribute the quotation mark is: what looks like a tag of ours is one.
_TAG = re.compile(r"<[a-z][a-z0-9]*(?: [a-z-]+=\"[^\"<>]*\")+>")
_CLASSES = re.compile(r" class=\"([^\"]*)\"")


def page(template: str, view: View, labels: Labels, folder: Path | None = None) -> str:
    """The HTML of a digest with its styles inline; RenderError with the template's line when it cannot be made.

    `folder`: where the templates are, by default the project's own.
    """
    try:
        inlined = css_inline.inline(
            _fill(template, view, labels, folder),
            load_remote_stylesheets=False,
            keep_at_rules=True,
            minify_css=True,
        )
    except css_inline.InlineError as e:
        raise RenderError(template, str(e)) from e
    return _without_idle_classes(inlined)


def _without_idle_classes(page: str) -> str:
    """The page without the classes whose styles are all written into the tags: no rule that is left names them."""
    named = set(_NAMED_CLASS.findall("".join(_SHEET.findall(page))))

    def kept(attribute: re.Match[str]) -> str:
        classes = " ".join(name for name in attribute[1].split() if name in named)
        return f' class="{classes}"' if classes else ""

    return _TAG.sub(lambda tag: _CLASSES.sub(kept, tag[0]), page)


def plain(template: str, view: View | Short, labels: Labels, folder: Path | None = None) -> str:
    """A digest as plain text: what the template gives, with its escaping undone once."""
    text = html.unescape(_fill(template, view, labels, folder))
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n") + "\n"


def _fill(template: str, view: View | Short, labels: Labels, folder: Path | None) -> str:
    try:
        source = _environment(folder or template_folder()).get_template(template)
        return source.render(view=view, say=labels.say, count=labels.count)
    except TemplateSyntaxError as e:
        raise RenderError(e.name or template, e.message or "syntax", line=e.lineno) from e
    except TemplateError as e:
        raise RenderError(template, str(e), line=_line_of(e)) from e


def _line_of(error: TemplateError) -> int | None:
    """The line in the template: Jinja puts it into the traceback as the last frame of a .j2 file."""
    line, frame = None, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename.endswith(".j2"):
            line = frame.tb_lineno
        frame = frame.tb_next
    return line


# Values that cannot be called, of which there is nothing more to ask than whether they may be read.
_PLAIN = frozenset({str, int, bool, tuple})


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which asks once for each type whether its attributes may be read, not for each value."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may read this attribute; what decides is the type and the name."""
        asked = type(obj), attr
        if asked not in self._asked:
            self._asked[asked] = super().is_safe_attribute(obj, attr, value)
        return self._asked[asked]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute of a value, or its item where it has no such attribute; undefined where it may not be read."""
        if self._asked.get((type(obj), attribute)):
            value = getattr(obj, attribute, None)
            if type(value) in _PLAIN:
                return value
        return super().getattr(obj, attribute)

    @cached_property
    def _asked(self) -> dict[tuple[type, str], bool]:
        return {}


@cache
def _environment(folder: Path) -> _Sandbox:
    environment = _Sandbox(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"wrap": wrap, "sentence": sentence}
    return environment
