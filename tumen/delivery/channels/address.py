"""From what a reader's channel says to the address itself: read from the environment or a file, mapped onto ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tumen.errors import ConfigError

FILE = "file"

_HOOK = re.compile(r"https://hooks\.slack\.com/services/([A-Z0-9]+/[A-Z0-9]+/[A-Za-z0-9]+)/?", re.I)
# Stock plugins that lose the outcome or pass mentions on, and our own that do not.
_OURS = {"mailto": "tumenmail", "mailtos": "tumenmails", "slack": "tumenslack"}


def resolve(address: str, environ: Mapping[str, str]) -> str:
    """The address itself: of `env:NAME` the variable, of `secret:PATH` the file's content, anything else as it is.

    ConfigError names the variable or the file, never what is in it.
    """
    kind, _, name = address.partition(":")
    if kind == "env":
        value = environ.get(name, "").strip()
        if not value:
            raise ConfigError("environment", name, "is not set, but the address of a channel refers to it")
        return value
    if kind == "secret":
        return _read(Path(name))
    return address.strip()


def _read(path: Path) -> str:
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as e:
        raise ConfigError(str(path), "", f"cannot read the secret ({type(e).__name__})") from e
    if not value:
        raise ConfigError(str(path), "", "is empty, but the address of a channel refers to it")
    return value


def ours(url: str) -> str:
    """The same address for our own sender where we have one; a Slack workflow stays with the stock one."""
    hook = _HOOK.fullmatch(url)
    if hook:
        return f"tumenslack://{hook[1]}"
    scheme, separator, rest = url.partition("://")
    mapped = _OURS.get(scheme.lower())
    if not separator or mapped is None or (mapped == "tumenslack" and re.search(r"[?&]mode=(w|tr)", rest)):
        return url
    return f"{mapped}://{rest}"
