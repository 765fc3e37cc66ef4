"""The elements of a large XML file, one after the other, so that it is never in memory as a whole."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import lxml.etree

from tumen.errors import ExtractError
from tumen.model import Raw, Source


def elements(raw: Raw, source: Source, *names: str) -> Iterator[tuple[str, Any]]:
    """Yield local name and element of each with one of these names, when it ends; ExtractError for what is no XML.

    Who has read an element clears it: those inside another one are still needed for it.
    """
    try:
        for _, node in lxml.etree.iterparse(io.BytesIO(raw.body), tag=names, resolve_entities=False):
            yield lxml.etree.QName(node).localname, node
    except lxml.etree.XMLSyntaxError as e:
        raise ExtractError(source.id, f"not valid XML: {e}"[:200]) from e
