"""One hash of all that the judgement of a single text rests on: code, tables, watch and libraries."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from tumen.content import PACKAGE, config_folder
from tumen.errors import ConfigError

# The code by which tables and texts are read.
CODE: Final = ("analysis", "catalogue", "model")
# The libraries that it calls; another version may cut or fold a text differently.
LIBRARIES: Final = ("ahocorasick-rs", "courlan", "cronsim", "py3langid", "pystemmer", "sentencex")
# Who is asked and who is told: no text is judged by it, and it is edited most often.
OTHERS: Final = ("readers.toml", "sources.toml")


def load_fingerprint(folder: Path | None = None, package: Path = PACKAGE) -> str:
    """Return the hash of what a text is judged with, `folder` being that of the configuration.

    The same hash means the same judgement of the same text, wherever the installation stands. Whole files are hashed,
    whatever in them counts: reading a text once too often costs seconds, taking yesterday's reading for today's would
    be wrong. Sources and readers are left out: whoever adds one need not have an archive read again. ConfigError when a
    file cannot be read.
    """
    files = [(package, file) for part in CODE for file in sorted((package / part).rglob("*.py"))]
    for root in dict.fromkeys((config_folder(), folder or config_folder())):
        files += [(root, file) for file in sorted(root.rglob("*.toml")) if file.name not in OTHERS]
    whole = sha256("\0".join((sys.version, *(f"{name} {version(name)}" for name in LIBRARIES))).encode())
    for line in _hashes(files):
        whole.update(line)
    return whole.hexdigest()


def _hashes(files: Iterable[tuple[Path, Path]]) -> Iterable[bytes]:
    for root, file in files:
        try:
            name = str(file.relative_to(root)).encode(errors="surrogateescape")
            yield sha256(file.read_bytes()).digest() + name + b"\0"
        except OSError as e:
            raise ConfigError(str(file), "", f"cannot be read: {e.strerror}") from e
