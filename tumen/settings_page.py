"""docs/settings.md: a table of every setting, made from the code. `python -m tumen.settings_page` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator

from tumen import content
from tumen.errors import ConfigError
from tumen.settings import ELSEWHERE, Settings

_HEAD = """\
# Settings

Each is an environment variable, written in capitals. It may stand in a file `.env` beside `var/` (in the checkout, or
the current folder of an installed wheel) or in the home; what the environment says comes first, and the home's own file
cannot name another home. A secret is better kept apart: where an address is asked for, `env:NAME` and
`secret:/path/to/file` name where it stands. A mistake stops with the variable's name. This page is made from the code
by `python -m tumen.settings_page`.

| variable | what it says | default |
| --- | --- | --- |
"""


def page() -> str:
    """The page, with one row for each setting in the order of the code."""
    return _HEAD + "".join(f"| `{name}` | {text} | {default} |\n" for name, text, default in _rows())


def _rows() -> Iterator[tuple[str, str, str]]:
    for name, field in Settings.model_fields.items():
        default = "" if field.default_factory or field.default in ("", None) else f"`{field.default}`"
        yield f"TUMEN_{name.upper()}", (field.description or "").replace("|", "\\|"), default
    for name, text in ELSEWHERE.items():
        yield name, text, ""


def main() -> None:
    """Write the page into the checkout; ConfigError where there is none."""
    checkout = content.checkout_folder()
    if checkout is None:
        raise ConfigError("docs/settings.md", "", "is part of a checkout, and this is an installed wheel")
    (checkout / "docs" / "settings.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
