"""Which items of a reply are stored documents, whatever guid they have today. Pure.

Guids are unreliable: a move to another system gives every item a new one, a counter restarts, two items share one. So
an item is identified by its guid only while address or wording agree, and under a new guid by its address or wording.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from tumen.analysis.assessment.identity import canonical_url, content_hash
from tumen.analysis.text.language import normal, words
from tumen.model import Draft

# Of the shorter text's word pairs: two reports of one agency share a tenth of them, an edit keeps nearly all, and a
# summary that became an excerpt of the whole text keeps half.
ALIKE = 0.4
# Characters from which on a text identifies an item by itself; shorter ones are phrases that a source repeats.
DISTINCTIVE = 200
# Characters of a headline that two items do not share by chance on the same day.
DISTINCTIVE_TITLE = 20
# A move to another system keeps the dates or rounds them to the day.
SAME_DAY = timedelta(days=1)
# Documents an item is compared with, and characters of each: a feed that gives all its items one headline must not
# take long.
CANDIDATES, COMPARED = 5, 1_500
KEY_CAP = 400
CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def matched(drafts: Sequence[Draft], known: Iterable[Draft], homepage: str = "") -> list[Draft]:
    """Return the drafts in order, stored ones under the key of their document, each document once.

    `known`: stored drafts of this source that may be among them. An item that is not the document under its key gets
    a key of its own. Two items of a reply with the same address and wording are one document.
    """
    return _Reply(drafts, list(known), homepage).resolved()


class _Reply:
    """One reply and the stored drafts of its source."""

    def __init__(self, drafts: Sequence[Draft], known: Sequence[Draft], homepage: str) -> None:
        self._drafts = drafts
        self._by_key = {draft.key: draft for draft in known}
        self._by_place: dict[str, list[Draft]] = defaultdict(list)
        self._by_title: dict[str, list[Draft]] = defaultdict(list)
        for draft in self._by_key.values():
            self._by_place[place(draft)].append(draft)
            self._by_title[folded(draft.title)].append(draft)
        items = Counter(where for where, _ in {(place(draft), _says(draft)) for draft in drafts})
        # An address identifies an item when no other item of the reply and no other document has it.
        self._own = {
            where
            for where, count in items.items()
            if count == 1 and len(self._by_place[where]) <= 1 and not _is_front(where, homepage)
        }
        self._claimed: set[str] = set()
        self._seen: set[tuple[str, tuple[str, str]]] = set()

    def resolved(self) -> list[Draft]:
        """The drafts under the keys of their documents; those still under their own key are matched first."""
        keys: dict[int, str] = {}
        for number, draft in enumerate(self._drafts):
            stored = self._by_key.get(draft.key)
            if stored is not None and (self._at_one_place(draft, stored) or same(draft, stored)):
                keys[number] = self._claim(draft, draft.key)
        for number, draft in enumerate(self._drafts):
            if number not in keys and (place(draft), _says(draft)) not in self._seen:
                keys[number] = self._claim(draft, self._found(draft))
        return [replace(self._drafts[number], key=key) for number, key in sorted(keys.items())]

    def _claim(self, draft: Draft, key: str) -> str:
        self._claimed.add(key)
        self._seen.add((place(draft), _says(draft)))
        return key

    def _found(self, draft: Draft) -> str:
        """The key of the document that this item is, else one of its own that no other document has."""
        for stored in self._free(self._by_place[place(draft)] if place(draft) in self._own else ()):
            if same(draft, stored) or _titled(draft, stored):
                return stored.key
        for stored in self._free(self._by_title[folded(draft.title)]):
            if (place(draft) == place(stored) and same(draft, stored)) or same_elsewhere(draft, stored):
                return stored.key
        return own_key(draft) if draft.key in self._by_key or draft.key in self._claimed else draft.key

    def _free(self, stored: Iterable[Draft]) -> Iterable[Draft]:
        return islice((draft for draft in stored if draft.key not in self._claimed), CANDIDATES)

    def _at_one_place(self, draft: Draft, stored: Draft) -> bool:
        return place(draft) in self._own and place(draft) == place(stored)


def same(draft: Draft, stored: Draft) -> bool:
    """Whether an item is an edition of a document by its wording; the same headline over another text is not."""
    if not (draft.text and stored.text):
        return alike(draft.title, stored.title) and _near(draft, stored)
    if not alike(draft.text, stored.text):
        return False
    return alike(draft.title, stored.title) or min(len(draft.text), len(stored.text)) >= DISTINCTIVE


def same_elsewhere(draft: Draft, stored: Draft) -> bool:
    """Whether an item under another guid and at another address is a document: its wording has to be the same."""
    if not draft.url and not stored.url and _says(draft) == _says(stored):
        return True
    if draft.text and stored.text:
        long = max(len(draft.title), min(len(draft.text), len(stored.text)) - DISTINCTIVE) >= DISTINCTIVE_TITLE
        return long and alike(draft.text, stored.text) and _near(draft, stored)
    dated = draft.published is not None and draft.published == stored.published
    return dated and len(draft.title) >= DISTINCTIVE_TITLE


def _titled(draft: Draft, stored: Draft) -> bool:
    """Whether two texts at one address have one headline, and are not two days' texts under a standing one."""
    both = bool(draft.text and stored.text)
    return alike(draft.title, stored.title) and (not both or _near(draft, stored))


def _near(draft: Draft, stored: Draft) -> bool:
    """Whether their dates allow them to be one item."""
    if draft.published is None or stored.published is None:
        return True
    return abs(draft.published - stored.published) <= SAME_DAY


def alike(one: str, other: str) -> bool:
    """Whether most of the shorter text is in the longer one, by pairs of words."""
    if one == other:
        return True
    a, b = _pairs(one), _pairs(other)
    smaller = min(len(a), len(b))
    return smaller > 0 and len(a & b) >= ALIKE * smaller


def _pairs(text: str) -> set[tuple[str, str]]:
    found = tokens(text[:COMPARED])
    return set(zip(["", *found], found, strict=False))


def tokens(text: str) -> list[str]:
    """Return the words of a text, and the letters of scripts that write without spaces."""
    found: list[str] = []
    for word in words(normal(text)):
        found.extend(word if CJK.search(word) else [word])
    return found


def own_key(draft: Draft) -> str:
    """Return a key of address and wording, for an item whose guid belongs to another document."""
    key = f"{draft.url or ''}#{content_hash(draft)[:24]}"
    return key if len(key) <= KEY_CAP else content_hash(replace(draft, text=key))


def place(draft: Draft) -> str:
    """Return the canonical address; empty when there is none."""
    return _canonical(draft.url) if draft.url else ""


@lru_cache(maxsize=4096)
def _canonical(url: str) -> str:
    return canonical_url(url)


def folded(title: str) -> str:
    """Return a headline without case, accents and punctuation, which two systems may write differently."""
    return " ".join(words(normal(title)))


def _says(draft: Draft) -> tuple[str, str]:
    return draft.title, draft.text


def _is_front(where: str, homepage: str) -> bool:
    """Whether an address is that of a whole site, which some feeds give every item."""
    parts = urlsplit(where)
    return not (parts.path.strip("/") or parts.query) or where == (_canonical(homepage) if homepage else None)
