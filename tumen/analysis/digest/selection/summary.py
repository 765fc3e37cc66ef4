"""Which sentences of which documents tell a development best: centroid, position, and no sentence twice.

Never one that only repeats the headline, is cut off, or is about something else (`quality`): rather none.
Extractive, so that every word of a digest stands in a cited document. Centroid scoring with a prior for the opening
and maximal marginal relevance (Carbonell & Goldstein 1998) for the second sentence; on short news a lead is hard to
beat, so the prior is strong for one report and weaker for many. What comes behind these has to say a fact that nothing
before it said; only such facts are quoted in another language than the reader's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from tumen.analysis.digest.selection.candidates import (
    Candidate,
    Fact,
    beside,
    candidates,
    facts,
    is_repeating,
    names,
    otherwise,
    qualifying,
    telling,
)
from tumen.analysis.digest.selection.headline import overtaken
from tumen.analysis.digest.selection.quality import ADDS, Subject, subject_of
from tumen.analysis.extraction.happenings import KINDS, OUTCOMES
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.datelines import inner
from tumen.analysis.text.language import normal
from tumen.analysis.text.tokens import terms
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Citation, Document, Sentence

SENTENCES: Final = 2  # of every development that has them
MOST: Final = 4  # with those that say one more fact
FOREIGN: Final = 2  # of these, where others are in the reader's language: who cannot read them reads past more
MANY: Final = 5  # new words of a sentence that no table knows a fact in, but that says one
_NEW: Final = 0.5  # of the words of a further sentence: what has fewer new ones is the same in other words
_SAME: Final = 0.6  # a further sentence that shares more with another than this says it again
_FACTS: Final = 2  # that only another language says: a name alone may be another spelling of what was said
# What comes of a meeting or visit: it stands before details, in whatever language it is said.
_OUTCOMES: Final = frozenset(KINDS[act].value for act in OUTCOMES)
_CAPITALS: Final = 3  # letters by which a dateline in the middle of a report is known: "MOSCOW, June 17 (Reuters) -"
_PLAIN: Final = 0.45  # what is left of a loaded sentence's score: told only where nothing plainer tells as much


class _Choice:
    """The sentences chosen so far, and what the reader knows by them and the headline."""

    def __init__(self, headline: str, subject: Subject, documents: Sequence[Document], watch: Watch, language: str):
        self._headline, self._subject, self._watch, self._reader = headline, subject, watch, language
        self._named = next((d for d in documents if headline and headline in d.draft.title), None)
        self.language = self._named.language if self._named else language
        self.terms = set(terms(normal(headline), self.language, watch.vocabulary))
        self.chosen: list[Candidate] = []
        self._found: dict[str, Sequence[Candidate]] = {}
        self._facts: set[Fact] | None = None
        self._counted = 0  # of the chosen ones, those whose facts are among `_facts`

    def of(self, document: Document) -> Sequence[Candidate]:
        """The sentences of a report."""
        if document.id not in self._found:
            self._found[document.id] = candidates(document, self._watch)
        return self._found[document.id]

    @property
    def facts(self) -> set[Fact]:
        """What headline and sentences say; read when it is first asked for, as most developments need not."""
        if self._facts is None:
            self._facts = set(facts(self._headline, self.language, self._watch.vocabulary))
            if self._named:
                self._facts |= names(self._named, 0, len(self._named.draft.title), self._watch)
        for candidate in self.chosen[self._counted :]:
            self._facts |= candidate.facts
        self._counted = len(self.chosen)
        return self._facts

    def is_own(self, candidate: Candidate) -> bool:
        """Whether a sentence is in the reader's language."""
        return candidate.document.language == self._reader

    def add(self, candidate: Candidate) -> None:
        self.chosen.append(candidate)
        self.terms |= candidate.counts.keys()

    def is_said(self, candidate: Candidate) -> bool:
        """Whether a sentence says a chosen one again."""
        return any(_overlap(candidate.counts, other.counts) >= _SAME for other in self.chosen)

    def retells(self, candidate: Candidate) -> bool:
        """Whether a sentence in another language than the headline says what that and the chosen ones say."""
        if candidate.document.language == self.language:
            return False
        return bool(candidate.facts) and candidate.facts <= self.facts

    def stands(self, candidate: Candidate) -> bool:
        """Whether a reader sees whom a sentence is about: where it leans on the one before, that or the headline, which
        says it too, is told."""
        if not candidate.leans:
            return True
        before = self.before(candidate)
        return before is not None and (before in self.chosen or is_repeating(before, self._subject))

    def before(self, candidate: Candidate) -> Candidate | None:
        """The sentence right before one, if it is whole."""
        return next((c for c in self.of(candidate.document) if c.rank == candidate.rank - 1), None)

    def has_outcome(self, candidate: Candidate) -> bool:
        """Whether a sentence says what came of it, or that somebody denies it, and nothing before it did."""
        new = candidate.facts - self.facts
        return any(sort == "via" or (sort == "kind" and said in _OUTCOMES) for sort, said in new)

    def adds(self, candidate: Candidate) -> int:
        """How many facts a sentence says that nothing before it said; 0 where its words are no new ones.

        Of the reader's language many new words are one; of another as many figures and happenings have to be new as
        were said before, and not figures alone; whose word a report is, is no fact.
        """
        language, vocabulary = candidate.document.language, self._watch.vocabulary
        unsaid = len(candidate.counts.keys() - self.terms)
        new = unsaid / (2 if language in vocabulary.spaceless else 1)
        if new < ADDS or unsaid < _NEW * len(candidate.counts):
            return 0
        fresh = candidate.facts - self.facts
        if language == self._reader:
            return len(fresh) + (new >= MANY)
        if all(sort == "figure" for sort, _ in candidate.facts):
            return 0  # it may be a line of the page
        fresh -= candidate.credits
        if all(sort == "kind" and said not in _OUTCOMES for sort, said in fresh):
            return 0  # who reads another language sees no news in one more word for what is done
        again = sum(sort != "name" for sort, _ in candidate.facts & self.facts)
        return len(fresh) if len(fresh) >= again else 0


def sentences(
    documents: Sequence[Document],
    watch: Watch,
    *,
    language: str,
    limit: int = MOST,
    must: Iterable[tuple[str, int, int]] = (),
    headline: str = "",
) -> tuple[Sentence, ...]:
    """Return the sentences that tell what the documents report, those in `language` first, each with its citation.

    Up to SENTENCES of the documents in `language`, else of all; up to `limit` where further ones say one fact more,
    FOREIGN of them in other languages, one of which stands before the reader's last where it has an outcome. `must`:
    spans (document id, start, end) whose sentences are wanted before all others, such as the one with the changed
    figure. `headline`: what the reader reads above them; none where they say nothing beyond it. Of a report that
    announces what many others say has happened only those are read.
    """
    must, behind = list(must), overtaken(documents)
    wished = {id for id, _, _ in must}
    documents = [document for document in documents if document.id not in behind or document.id in wished]
    subject = subject_of(headline, documents if headline else (), watch.vocabulary)
    choice = _Choice(headline, subject, documents, watch, language)
    own = {d.id: telling(choice.of(d), subject) for d in documents if d.language == language}
    for candidate in _wanted(must, documents, choice, language)[:limit]:
        # What it leans on is told with it: "They said that …" alone says not who.
        if not choice.stands(candidate) and (leaned_on := choice.before(candidate)) is not None:
            choice.add(leaned_on)
        choice.add(candidate)
    pool = [c for found in own.values() for c in found]
    _first(choice, pool, 1)
    _qualified(choice, documents, subject, limit)
    _first(choice, pool, min(SENTENCES, limit))
    if not pool or limit > SENTENCES:
        near = (c for d in documents if d.id in own for c in beside(choice.of(d), own[d.id], subject))
        foreign = (c for d in documents if d.language != language for c in telling(choice.of(d), subject))
        _fill(choice, [*pool, *near], foreign, limit)
    if not choice.chosen:
        last = sorted(documents, key=lambda d: d.language != language)
        _first(choice, [c for d in last for c in otherwise(choice.of(d), subject)], min(SENTENCES, limit))
    order = {document.id: (document.language != language, rank) for rank, document in enumerate(documents)}
    told = sorted(choice.chosen, key=lambda c: (order[c.document.id], c.start))
    return tuple(_sentence(c, watch.vocabulary) for c in told)


def _qualified(choice: _Choice, documents: Sequence[Document], subject: Subject, limit: int) -> None:
    """Add the sentence that says that what is told is unconfirmed or contradicted, if one does.

    Rather one in the reader's language, and one right behind a chosen sentence.
    """
    if any(c.is_qualifying for c in choice.chosen) or len(choice.chosen) >= limit:
        return
    found = [c for d in documents for c in qualifying(choice.of(d), telling(choice.of(d), subject), subject)]
    found = [c for c in found if choice.stands(c) and not choice.is_said(c)]
    behind = {(c.document.id, c.rank + 1) for c in choice.chosen}
    first = min(found, key=lambda c: (not choice.is_own(c), (c.document.id, c.rank) not in behind), default=None)
    if first is not None:
        choice.add(first)


def _fill(choice: _Choice, own: Sequence[Candidate], others: Iterable[Candidate], limit: int) -> None:
    """Add up to `limit` in all: what adds a fact, `own` sentences before those of `others` but for one outcome."""
    if not own:
        foreign = list(others)
        _first(choice, foreign, min(SENTENCES, limit))
        _further(choice, foreign, limit, least=_FACTS)
        return
    _further(choice, own, limit - 1, least=1)
    if len(choice.chosen) >= limit:
        return
    before, foreign = len(choice.chosen), list(others)
    _further(choice, [c for c in foreign if choice.has_outcome(c)], before + 1, least=1)
    quoted = len(choice.chosen) - before
    _further(choice, own, limit, least=1)
    _further(choice, foreign, min(limit, len(choice.chosen) + FOREIGN - quoted), least=_FACTS)


def _first(choice: _Choice, pool: Sequence[Candidate], most: int) -> None:
    """Add up to `most` in all, the sentences that tell most of what the reports have in common."""
    scores = _scores(pool) if len(choice.chosen) < most else {}
    left = sorted(pool, key=lambda c: (-scores.get(c, 0.0), c.document.id, c.start))
    while len(choice.chosen) < most:
        # One that leans on a sentence can be told once that is.
        best = next((c for c in left if choice.stands(c) and not choice.is_said(c) and not choice.retells(c)), None)
        if best is None:
            return
        choice.add(best)


def _further(choice: _Choice, pool: Sequence[Candidate], most: int, *, least: int) -> None:
    """Add up to `most` in all, each the one with the most facts that nothing before it said, `least` or more."""
    left = [c for c in pool if c not in choice.chosen and not c.is_loaded]
    scores = _scores(pool) if left and len(choice.chosen) < most else {}
    while len(choice.chosen) < most:
        found = {
            n: added
            for n, c in enumerate(left)
            if choice.stands(c) and not choice.is_said(c) and (added := choice.adds(c)) >= least
        }
        if not found:
            return
        best = max(found, key=lambda n: (min(found[n], _FACTS), scores[left[n]], -n))
        choice.add(left.pop(best))


def _wanted(
    spans: Iterable[tuple[str, int, int]], documents: Sequence[Document], choice: _Choice, language: str
) -> list[Candidate]:
    """The sentences in which these spans begin, those in `language` first: what proves a change is told whether it adds
    to the headline or not."""
    found: list[Candidate] = []
    known = {document.id: document for document in documents}
    for id, start, _ in spans:
        for candidate in choice.of(known[id]) if id in known else ():
            if candidate.start <= start < candidate.end and candidate not in found:
                found.append(candidate)
    return sorted(found, key=lambda c: c.document.language != language)


def _scores(pool: Sequence[Candidate]) -> dict[Candidate, float]:
    """How much of what these sentences have in common each tells."""
    centroid: Counter[str] = Counter()
    for candidate in pool:
        centroid.update(candidate.counts.keys())
    documents = len({candidate.document.id for candidate in pool})
    return {c: _score(c, centroid, documents) for c in pool}


def _score(candidate: Candidate, centroid: Counter[str], documents: int) -> float:
    if not candidate.counts:
        return 0.0
    weight = sum(math.log1p(centroid[term]) for term in candidate.counts) / math.sqrt(len(candidate.counts) + 4)
    prior = 1.0 if documents == 1 else 0.5
    named, counted = len(candidate.named), candidate.counted
    score = weight * (1.0 + prior / (1 + candidate.rank)) * (1.0 + 0.1 * min(named, 5) + 0.1 * min(counted, 2))
    return score * _PLAIN if candidate.is_loaded else score


def _overlap(a: Counter[str], b: Counter[str]) -> float:
    smaller = min(len(a), len(b))
    return len(a.keys() & b.keys()) / smaller if smaller else 0.0


def _sentence(candidate: Candidate, vocabulary: Vocabulary) -> Sentence:
    """The sentence, behind a dateline that stands in the middle of a report: below a list, say."""
    text = candidate.text
    # The dateline of a report's first sentence is no part of it already.
    start = candidate.start + (inner(text, vocabulary)[0] if candidate.rank and text[:_CAPITALS].isupper() else 0)
    citation = Citation(document_id=candidate.document.id, start=start, end=candidate.end)
    return Sentence(text=candidate.document.draft.full_text[start : candidate.end], citations=(citation,))
