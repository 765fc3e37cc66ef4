"""What is known while documents are judged: recent reports, the developments they belong to, and the chronicle.

In memory and bounded by a window; the archive fills it again at the next run. Nothing here decides.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from tumen.analysis.clustering.known_development import Known, is_taken_in
from tumen.analysis.clustering.near_duplicates import opposites
from tumen.analysis.clustering.originals import Originals
from tumen.analysis.clustering.postings import Postings, keys
from tumen.analysis.clustering.profiles import Profile, profile
from tumen.analysis.clustering.rarity import Rarity
from tumen.analysis.clustering.remembered import Lazy, Learnt, Report, Store, kept
from tumen.analysis.clustering.similarity import Comparison
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text import headlines
from tumen.model import Development, Document, EntryKind, Former, Judgement

# Reports of one happening come within days; a month keeps the follow-ups of visits and the re-reported studies.
WINDOW = timedelta(days=30)
# Of those that are stored, so many are held in memory from one batch to the next.
DOCUMENTS_HELD, PROFILES_HELD, DEVELOPMENTS_HELD = 2_000, 10_000, 5_000


class Index:
    """What is known: recent documents by shingle and by rare sign, and the developments they report.

    >>> import tumen
    >>> index = tumen.Index(tumen.load_watch())
    >>> len(index.known)
    0

    The watch tells how much each of its names says, and how it is shown; its vocabulary which words are opposites and
    which happenings can be observed. Documents older than `window` are forgotten.
    """

    def __init__(self, watch: Watch, window: timedelta = WINDOW, store: Store | None = None) -> None:
        self.entries = {entry.id: entry for entry in watch.entries}
        self.weights = {entry.id: entry.weight for entry in watch.entries}
        self.speakers = watch.speakers
        self.labels = {entry.id: entry.label for entry in watch.entries}
        self.opposites = opposites(watch.vocabulary)
        self.observable = watch.vocabulary.observable
        self.window, self.watch = window, watch
        self.rarity = Rarity()
        self.known: Lazy[Known] = Lazy(store.known if store else None)
        self._stores = store is not None
        self._documents: Lazy[Document] = Lazy(store.documents if store else None)
        self._profiles: Lazy[Profile] = Lazy(store.profiles if store else None)
        self._members: dict[str, list[str]] = {}
        self._chronicle: set[str] = set()
        self._belongs: dict[str, str] = {}
        self._reports: dict[str, Report] = {}
        self._originals = Originals()
        self._postings = Postings()
        self._order: deque[tuple[datetime, str]] = deque()
        self._times: list[datetime] = []
        self._learnt: dict[str, Report] = {}
        self._touched, self._gone = set[str](), set[str]()

    def profile(self, document: Document, at: datetime) -> Profile:
        """Return the comparable form of a document."""
        return profile(document, self.entries, at)

    def profiles(self, ids: Sequence[str]) -> list[Profile]:
        """Return the profiles of remembered reports."""
        return self._profiles.all(ids)

    def sharing(self, document: Document) -> list[Document]:
        """Return the remembered documents that share sampled shingles, most shared first, at most 20."""
        counts = self._originals.sharing(document.features.shingles)
        sharing = dict(zip(counts, self._documents.all(list(counts)), strict=True))
        best = sorted(counts, key=lambda other: (-counts[other], sharing[other].seen or _EVER, other))
        return [sharing[other] for other in best[:20]]

    def under_headline(self, document: Document) -> list[Document]:
        """Return the remembered originals with the same headline, in the order in which they were seen."""
        return self._documents.all(self._originals.under(_headline(document.draft.title)))

    def near(self, p: Profile, limit: int = 300) -> list[str]:
        """Return the remembered reports that share rare signs or words with this one, the most promising first."""
        return self._postings.near(p, self.rarity, limit)

    def development_of(self, document_id: str) -> str | None:
        """Return the development that a remembered document reports."""
        return self._belongs.get(document_id)

    def development(self, id: str) -> Development | None:
        """Return a development that reports of the window belong to, or of the chronicle, as it is known now."""
        known = self.known.get(id)
        return known.development if known else None

    def members(self, development_id: str) -> Sequence[str]:
        """Return the remembered reports of a development, copies aside, in the order in which they were seen."""
        return self._members.get(development_id, ())

    def is_chronicle(self, development_id: str) -> bool:
        """Tell whether a known development is an entry of the chronicle."""
        return development_id in self._chronicle

    def comparison(self) -> Comparison:
        """Return a comparison under what is rare, and how many reports come at once, as known by now."""
        return Comparison(self.rarity, self._crowd)

    def _crowd(self, at: datetime) -> int:
        """How many dated reports came within half a day of a moment."""
        return bisect_right(self._times, at + _HALF_A_DAY) - bisect_left(self._times, at - _HALF_A_DAY)

    def see(self, document: Document, at: datetime, *, copy_of: str | None) -> Profile:
        """Learn a document before it is judged: as an original for later copies, and what is rare.

        Its profile is found by `near` from now on; return it.
        """
        p = self.profile(document, at)
        self._documents[document.id] = kept(document)
        report = Report(document.id, at, copy_of=copy_of)
        if copy_of is None:
            self._originals.share(document)
            self.rarity.learn(p)
            found_by = tuple(key for key, _ in keys(p, self.rarity))
            headline = _headline(document.draft.title)
            report = Report(document.id, at, p.at if p.dated else None, headline, keys=found_by)
        self._profiles[p.id] = p
        self._place(report)
        if self._stores:
            self._learnt[report.id] = report
        return p

    def _place(self, report: Report) -> None:
        self._order.append((report.seen, report.id))
        # What finds it is in the postings now.
        self._reports[report.id] = replace(report, keys=())
        if report.copy_of is not None:
            return
        self._postings.post(report.id, report.keys)
        self._originals.head(report.id, report.headline)
        if report.at is not None:
            insort(self._times, report.at)

    def remember(self, document: Document, judgement: Judgement, development: Development | None, at: datetime) -> None:
        """Learn a judged document: as an original for later copies (not one that was taken in), and as a report."""
        copy_of = judgement.duplicate_of
        p = self.profile(document, at) if is_taken_in(document) else self.see(document, at, copy_of=copy_of)
        if development is not None:
            self.join(document, p, development, copy=copy_of is not None)

    def recall(self, document: Document, development: Development, at: datetime, support: int = 0) -> None:
        """Know a report that no window lets go of: an entry of the chronicle, with so many public sources.

        It teaches nothing about what is rare: entries are in our words, with key words of six languages.
        """
        p = self.profile(document, at)
        self._documents[document.id] = kept(document)
        self._profiles[p.id] = p
        self._postings.post(p.id, (key for key, _ in keys(p, self.rarity)))
        self._chronicle.add(development.id)
        self.join(document, p, development, copy=False)
        self.known[development.id].support = support
        self._touched.clear()

    def recollect(self, reports: Iterable[tuple[Report, str | None]], rarity: Rarity) -> None:
        """Know the stored reports of the window, in the order in which they were seen, each with its development."""
        self.rarity = rarity
        for report, home in reports:
            self._place(report)
            if home is not None:
                self._belongs[report.id] = home
                self._members.setdefault(home, []).extend([report.id] if report.copy_of is None else [])
        self._documents.expect(self._reports)
        self._profiles.expect(self._reports)
        self.known.expect(home for home in self._members if home not in self._chronicle)

    def learnt(self, now: datetime) -> Learnt | None:
        """Return what was learnt since the index was last settled; None when it stores nothing."""
        if not self._stores:
            return None
        reports = [(report, self._profiles[id]) for id, report in self._learnt.items() if id in self._profiles]
        known = {id: self.known[id] for id in self._touched if id in self.known}
        return Learnt(reports, known, self._gone - self._learnt.keys(), self.rarity, now - self.window)

    def settle(self) -> None:
        """Know that what was learnt is stored, and let go of what is not needed in memory for the next batch."""
        if not self._stores:
            return
        self._documents.settle(self._learnt, DOCUMENTS_HELD)
        self._profiles.settle(self._learnt, PROFILES_HELD)
        self.known.settle(self._touched, DEVELOPMENTS_HELD)
        self.rarity.settle()
        # The archive finds who shares a text; what was found for one batch would only grow.
        self._originals.clear_shingles()
        self._learnt, self._touched, self._gone = {}, set(), set()

    def is_person(self, id: str) -> bool:
        """Tell whether an id of the watch is that of a person."""
        return id in self.entries and self.entries[id].kind == EntryKind.PERSON

    def holds(self, document_id: str) -> bool:
        """Tell whether a document is remembered."""
        return document_id in self._documents

    def hold(self, document: Document, judgement: Judgement, development: Callable[[str], Development | None]) -> None:
        """Know an older document from the archive again, so that a copy of it is told as one.

        `development` gives those of the archive; it is asked only for what is not known here.
        """
        self._documents[document.id] = kept(document)
        self._originals.share(document)
        home = judgement.development_id
        if home is not None and home not in self.known:
            stored = development(home)
            if stored is None:
                return
            self._known(stored)
        if home is not None:
            self._belongs[document.id] = home

    def hold_again(self, id: str) -> None:
        """Have copies of a remembered document told as such, and those of a copy as copies of its original."""
        report = self._reports.get(id)
        original = report.copy_of if report and report.copy_of else id
        self._originals.share(self._documents[original if original in self._documents else id])

    def join(self, document: Document, p: Profile, development: Development, *, copy: bool) -> None:
        """Know a seen document as a report of a development; a copy or one that was taken in is none of its members."""
        known = self._known(development)
        known.development = development
        self._belongs[document.id] = development.id
        known.learn(document)
        self._touched.add(development.id)
        if not copy and not is_taken_in(document):
            self._members.setdefault(development.id, []).append(p.id)

    def _known(self, development: Development) -> Known:
        if development.id not in self.known:
            self.known[development.id] = Known(development)
        return self.known[development.id]

    def know(self, development: Development, former: Former) -> None:
        """Know what an earlier wording of a report said: only what is new since then counts as added."""
        self._known(development).learn_former(former)
        self._touched.add(development.id)

    def drop(self, ids: Collection[str]) -> None:
        """Let go of documents that were edited, before their new wordings are judged; what they said stays known."""
        if not ids:
            return
        self._order = deque(entry for entry in self._order if entry[1] not in ids)
        for id in ids:
            if id in self._postings:
                self._postings.remove(self._profiles[id])
            self._let_go(id)
            self._gone.add(id)

    def forget(self, now: datetime) -> None:
        """Let go of documents older than the window; developments stay known by name."""
        before = now - self.window
        while self._order and self._order[0][0] < before:
            _, id = self._order.popleft()
            home = self._let_go(id)
            if home is not None and not self.members(home) and home not in self._chronicle:
                self.known.pop(home)

    def _let_go(self, id: str) -> str | None:
        """Forget a document; return the development that it reported."""
        document = self._documents.pop(id)
        if document:
            self._originals.unshare(document)
        self._postings.forget(id)
        self._profiles.pop(id)
        if report := self._reports.pop(id, None):
            self._displace(report)
        home = self._belongs.pop(id, None)
        members = self._members.get(home or "", [])
        if id in members:
            members.remove(id)
            if not members:
                del self._members[home or ""]
        return home

    def _displace(self, report: Report) -> None:
        self._originals.unhead(report.id, report.headline)
        if report.at is not None:
            place = bisect_left(self._times, report.at)
            if place < len(self._times) and self._times[place] == report.at:
                del self._times[place]


_HALF_A_DAY = timedelta(hours=12)
# A document's is asked for when it comes and when it is learnt, with the others of its batch between.
_headline = lru_cache(2 * DOCUMENTS_HELD)(headlines.key)
_EVER = datetime.max.replace(tzinfo=UTC)
