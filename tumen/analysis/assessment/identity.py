"""Which document is which: identity by source and key, content by hash, addresses by their canonical form."""

from __future__ import annotations

import hashlib

from courlan import clean_url

from tumen.model import Draft

_DIGITS = 20  # of an id: 80 bits, no two alike among a million million


def document_id(source_id: str, key: str) -> str:
    """Return the stable id of the item that a source calls `key`: 20 hexadecimal digits."""
    return hashlib.sha256(f"{source_id}\n{key}".encode()).hexdigest()[:_DIGITS]


def content_hash(draft: Draft) -> str:
    """Return a hash of what the draft says; another hash under the same id is a new version of the document."""
    return hashlib.sha256(draft.full_text.encode()).hexdigest()


def canonical_url(url: str) -> str:
    """Return the address without trackers, fragment and default port, as https: for identity, never for fetching."""
    cleaned = clean_url(url.split("#", 1)[0]) or url
    return "https://" + cleaned.removeprefix("http://") if cleaned.startswith("http://") else cleaned
