"""Commands for the archive as a whole: reindex."""

from __future__ import annotations

from cyclopts import App

from tumen.cli.search import reindex

archive = App(name="archive", help="The archive as a whole: reindex.")
archive.command(reindex)
