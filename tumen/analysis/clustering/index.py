"""What is known while documents are judged: recent reports, the developments they belong to, and the chronicle.

In memory and bounded by a window; the archive fills it again at the next run. Nothing here decides.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tumen.analysis.clustering.known import Known
from tumen.analysis.clustering.near_duplicates import opposites
from tumen.analysis.clustering.profiles import Profile, profile
from tumen.analysis.clustering.rarity import Rarity
from tumen.analysis.clustering.similarity import Comparison
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text import headlines
from tumen.model import Development, Document, EntryKind, Former, Judgement

# Reports of one happening come within days; a month keeps the follow-ups of visits and the re-reported studies.
WINDOW = timedelta(days=30)
# Postings longer than this belong to words that tell nothing; walking them would make the cost grow with the stream.
POSTINGS = 400
ORIGINALS = 6  # documents remembered per shingle: a copy points to the earliest


class Index:
    """What is known: recent documents by shingle and by rare sign, and the developments they report.

    >>> import tumen
    >>> index = tumen.Index(tumen.load_watch())
    >>> index.known
    {}

    The watch tells how much each of its names says, and how it is shown; its vocabulary which words are opposites and
    which happenings can be observed. Documents older than `window` are forgotten.
    """

    def __init__(self, watch: Watch, window: timedelta = WINDOW) -> None:
        self.entries = {entry.id: entry for entry in watch.entries}
        self.weights = {entry.id: entry.weight for entry in watch.entries}
        self.speakers = watch.speakers
        self.labels = {entry.id: entry.label for entry in watch.entries}
        self.opposites = opposites(watch.vocabulary)
        self.observable = watch.vocabulary.observable
        self.window = window
        self.rarity = Rarity()
        self.known: dict[str, Known] = {}
        self._documents: dict[str, Document] = {}
        self._profiles: dict[str, Profile] = {}
        self._belongs: dict[str, str] = {}
        self._shingles: dict[int, list[str]] = defaultdict(list)
        self._headlines: dict[str, list[str]] = defaultdict(list)
        self._keys: dict[str, tuple[str, str]] = {}
        self._postings: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=POSTINGS))
        self._order: deque[tuple[datetime, str]] = deque()
        self._times: list[datetime] = []

    def profile(self, document: Document, at: datetime) -> Profile:
        """Return the comparable form of a document."""
        return profile(document, self.entries, at)

    def sharing(self, document: Document) -> list[Document]:
        """Return the remembered documents that share sampled shingles, most shared first, at most 20."""
        counts: dict[str, int] = defaultdict(int)
        for shingle in document.features.shingles:
            for other in self._shingles.get(shingle, ()):
                counts[other] += 1
        best = sorted(counts, key=lambda other: (-counts[other], self._documents[other].seen or _EVER, other))
        return [self._documents[other] for other in best[:20]]

    def under_headline(self, document: Document) -> list[Document]:
        """Return the remembered originals with the same headline, in the order in which they were seen."""
        headline = self._headline(document)
        return [self._documents[id] for id in self._headlines.get(headline, ())] if headline else []

    def _headline(self, document: Document) -> str:
        """The key of a headline, made once: it is asked for when a document comes, is learned and is let go of."""
        title = document.draft.title
        known = self._keys.get(document.id)
        if known is None or known[0] != title:
            known = self._keys[document.id] = title, headlines.key(title)
        return known[1]

    def near(self, p: Profile, limit: int = 300) -> list[Profile]:
        """Return remembered reports that share rare signs or words with this one, the most promising first."""
        counts: dict[str, float] = defaultdict(float)
        for key, weight in _keys(p, self.rarity):
            for other in self._postings.get(key, ()):
                counts[other] += weight
        found = [(-count, other) for other, count in counts.items() if other in self._profiles]
        if len(found) > limit:
            # Thousands share a word on a busy day; sorting numbers costs a fifth of sorting pairs.
            least = sorted(count for count, _ in found)[limit - 1]
            found = [one for one in found if one[0] <= least]
        return [self._profiles[other] for _, other in sorted(found)[:limit]]

    def development_of(self, document_id: str) -> str | None:
        """Return the development that a remembered document reports."""
        return self._belongs.get(document_id)

    def development(self, id: str) -> Development | None:
        """Return a development that reports of the window belong to, or of the chronicle, as it is known now."""
        known = self.known.get(id)
        return known.development if known else None

    def comparison(self) -> Comparison:
        """Return a comparison under what is rare, and how many reports come at once, as known by now."""
        return Comparison(self.rarity, self._crowd)

    def _crowd(self, at: datetime) -> int:
        """How many dated reports came within half a day of a moment."""
        return bisect_right(self._times, at + _HALF_A_DAY) - bisect_left(self._times, at - _HALF_A_DAY)

    def see(self, document: Document, at: datetime, *, copy: bool) -> Profile:
        """Learn a document before it is judged: as an original for later copies, and what is rare.

        Its profile is found by `near` from now on; return it.
        """
        p = self.profile(document, at)
        self._order.append((at, document.id))
        self._documents[document.id] = _kept(document)
        if not copy:
            for shingle in document.features.shingles:
                holders = self._shingles[shingle]
                if len(holders) < ORIGINALS:
                    holders.append(document.id)
            if headline := self._headline(document):
                self._headlines[headline].append(document.id)
            self.rarity.learn(p)
            if p.dated:
                insort(self._times, p.at)
            self._post(p)
        return p

    def remember(self, document: Document, judgement: Judgement, development: Development | None, at: datetime) -> None:
        """Learn a judged document: as an original for later copies, and as a report of its development."""
        copy = judgement.duplicate_of is not None
        p = self.see(document, at, copy=copy)
        if development is not None:
            self.join(document, p, development, copy=copy)

    def recall(self, document: Document, development: Development, at: datetime, support: int = 0) -> None:
        """Know a report that no window lets go of: an entry of the chronicle, with so many public sources.

        It teaches nothing about what is rare: entries are in our words, with key words of six languages.
        """
        p = self.profile(document, at)
        self._documents[document.id] = _kept(document)
        self._post(p)
        self.join(document, p, development, copy=False)
        self.known[development.id].support = support

    def is_person(self, id: str) -> bool:
        """Tell whether an id of the watch is that of a person."""
        return id in self.entries and self.entries[id].kind == EntryKind.PERSON

    def holds(self, document_id: str) -> bool:
        """Tell whether a document is remembered."""
        return document_id in self._documents

    def hold(
        self,
        documents: Iterable[Document],
        judgement: Callable[[str], Judgement | None],
        development: Callable[[str], Development | None],
    ) -> None:
        """Know older documents from the archive again, so that a copy of them is told as one.

        One that is not judged yet is passed over: it comes later, and a document is no copy of what comes after it.
        """
        for document in documents:
            judged = judgement(document.id)
            if judged is None:
                continue
            self._documents[document.id] = _kept(document)
            for shingle in document.features.shingles:
                holders = self._shingles[shingle]
                if document.id not in holders and len(holders) < ORIGINALS:
                    holders.append(document.id)
            home = development(judged.development_id) if judged.development_id else None
            if home is not None:
                self._belongs[document.id] = home.id
                self.known.setdefault(home.id, Known(home))

    def join(self, document: Document, p: Profile, development: Development, *, copy: bool) -> None:
        """Know a seen document as a report of a development."""
        known = self.known.setdefault(development.id, Known(development))
        known.development = development
        self._belongs[document.id] = development.id
        known.learn(document)
        if not copy:
            known.members.append(p)

    def _post(self, p: Profile) -> None:
        self._profiles[p.id] = p
        for key, _ in _keys(p, self.rarity):
            self._postings[key].append(p.id)

    def know(self, development: Development, former: Former) -> None:
        """Know what an earlier wording of a report said: only what is new since then counts as added."""
        self.known.setdefault(development.id, Known(development)).learn_former(former)

    def drop(self, ids: Collection[str]) -> None:
        """Let go of documents that were edited, before their new wordings are judged; what they said stays known."""
        if not ids:
            return
        self._order = deque(entry for entry in self._order if entry[1] not in ids)
        for id in [id for id in self._documents if id in ids]:
            self._unlearn(self._documents.pop(id))
            if p := self._profiles.pop(id, None):
                self._unpost(p)
                self._lose(p)
            known = self.known.get(self._belongs.pop(id, ""))
            if known is not None:
                known.members = [member for member in known.members if member.id != id]

    def forget(self, now: datetime) -> None:
        """Let go of documents older than the window; developments stay known by name."""
        before = now - self.window
        while self._order and self._order[0][0] < before:
            _, id = self._order.popleft()
            document = self._documents.pop(id, None)
            self._lose(self._profiles.pop(id, None))
            home = self._belongs.pop(id, None)
            if document:
                self._unlearn(document)
            if home and (known := self.known.get(home)):
                known.members = [p for p in known.members if p.id != id]
                if not known.members and not known.development.chronicle:
                    del self.known[home]

    def _unlearn(self, document: Document) -> None:
        for shingle in document.features.shingles:
            holders = self._shingles.get(shingle)
            if holders and document.id in holders:
                holders.remove(document.id)
                if not holders:
                    del self._shingles[shingle]
        same = self._headlines.get(headline := self._headline(document))
        del self._keys[document.id]
        if same and document.id in same:
            same.remove(document.id)
            if not same:
                del self._headlines[headline]

    def _lose(self, p: Profile | None) -> None:
        """Take a report out of the count of those that came at once."""
        if p is not None and p.dated:
            place = bisect_left(self._times, p.at)
            if place < len(self._times) and self._times[place] == p.at:
                del self._times[place]

    def _unpost(self, p: Profile) -> None:
        for key in (*p.concepts, *p.kinds, *(f"{p.language}:{word}" for word in p.words)):
            postings = self._postings.get(key)
            if postings and p.id in postings:
                postings.remove(p.id)


_HALF_A_DAY = timedelta(hours=12)
_EVER = datetime.max.replace(tzinfo=UTC)


def _kept(document: Document) -> Document:
    """What telling copies needs of a document; its words are in its profile, what it says in its development."""
    features = replace(document.features, terms=(), concepts=(), acts=(), numbers=(), dates=(), outside=(), around=())
    return replace(document, features=features, claims=(), frames=(), reasons=(), origins=(), themes=())


def _keys(p: Profile, rarity: Rarity) -> list[tuple[str, float]]:
    """The signs and words that find other reports: the heaviest twelve of each."""
    signs = sorted(((v * rarity.sign(k), k) for k, v in (*p.concepts.items(), *p.kinds.items())), reverse=True)[:12]
    words = sorted(((v * rarity.word(p.language, k), k) for k, v in p.words.items()), reverse=True)[:12]
    return [(key, weight) for weight, key in signs] + [(f"{p.language}:{key}", weight) for weight, key in words]


def joined(development: Development, document: Document, at: datetime, origins: Iterable[str] = ()) -> Development:
    """Return the development with one more report; one that it has already is counted once."""
    have = development.documents
    return replace(
        development,
        last_seen=max(development.last_seen, at),
        documents=have if document.id in have else (*have, document.id),
        themes=tuple(dict.fromkeys((*development.themes, *document.themes)))[:6],
        origins=tuple(dict.fromkeys((*development.origins, *origins))),
        event_date=development.event_date or document.event_date,
    )
