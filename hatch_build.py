"""Puts the commit into a wheel, so that `tumen --version` names it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CommitHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds tumen/_content/commit.txt to the wheel where the commit is known."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Write the commit beside what is built and include it."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from tumen.build import commit

        found = commit(root)
        if found:
            file = Path(self.directory) / "commit.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(found + "\n", encoding="utf-8")
            build_data["force_include"][str(file)] = "tumen/_content/commit.txt"
