"""Digests as files: DIR/READER/KEY.html, .txt and .json, each whole or not there."""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
from pathlib import Path

from tumen.delivery.outcome import BeforeCommit, Outcome, failed, pending, sent
from tumen.failpoint import failpoint
from tumen.model import Delivery

SUFFIXES = {"html": ".html", "text": ".txt", "json": ".json"}


def write(folder: Path, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
    """Write the parts of a message; a file that is there is replaced by the same content."""
    target = folder / _plain(delivery.reader_id) / _key(delivery)
    parts = {
        suffix: delivery.message.parts[part] for part, suffix in SUFFIXES.items() if part in delivery.message.parts
    }
    if not parts:
        return failed(f"form {delivery.channel.form!r} cannot be written to a file: use form 'file'")
    if not before_commit():
        return pending("stopped before writing: another worker has taken over this delivery")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix, content in parts.items():
            _replace(target.with_name(target.name + suffix), content)
            failpoint("file.written")
    except OSError as e:
        return pending(f"cannot write {target}: {e.strerror or type(e).__name__}", down=True)
    return sent(f"{target}{next(iter(parts))}")


def _key(delivery: Delivery) -> str:
    """The digest's key, which its JSON part carries; its id when there is none."""
    with contextlib.suppress(KeyError, ValueError, TypeError):
        return _plain(str(json.loads(delivery.message.parts["json"])["key"]))
    return _plain(delivery.digest_id)


def _plain(name: str) -> str:
    """A file name that stays in its folder, whatever the name is."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-")[:120] or "digest"


def _replace(path: Path, content: str) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".tumen-", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    temporary.chmod(0o644)
    temporary.replace(path)
