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
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tumen.analysis.digest.candidates import (
    Candidate,
    Fact,
    beside,
    candidates,
    facts,
    names,
    repeating,
    telling,
)
from tumen.analysis.digest.quality import ADDS, subject_of
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.language import normal
from tumen.analysis.text.tokens import terms
from tumen.model import Citation, Document, Sentence

SENTENCES: Final = 2  # of every development that has them
MOST: Final = 4  # with those that say one more fact
FOREIGN: Final = 2  # of these, where others are in the reader's language: who cannot read them reads past more
MANY: Final = 5  # new words of a sentence that no table knows a fact in, but that says one
_NEW: Final = 0.5  # of the words of a further sentence: what has fewer new ones is the same in other words
_SAME: Final = 0.6  # a further sentence that shares more with another than this says it again
_FACTS: Final = 2  # that only another language says: a name alone may be another spelling of what was said
_PLAIN: Final = 0.45  # what is left of a loaded sentence's score: told only where nothing plainer tells as much


class _Choice:
    """The sentences chosen so far, and what the reader knows by them and the headline."""

    def __init__(self, headline: str, documents: Sequence[Document], watch: Watch, language: str) -> None:
        named = next((d for d in documents if headline and headline in d.draft.title), None)
        self.language = named.language if named else language
        self.facts: set[Fact] = set(facts(headline, self.language, watch.vocabulary))
        if named:
            self.facts |= names(named, 0, len(named.draft.title), watch)
        self.terms = set(terms(normal(headline), self.language, watch.vocabulary))
        self.chosen: list[Candidate] = []
        self.told: set[tuple[str, int]] = set()  # the sentences, by report and rank, that are chosen or in the headline
        self._reader, self._spaceless = language, watch.vocabulary.spaceless

    def add(self, candidate: Candidate) -> None:
        self.chosen.append(candidate)
        self.told.add((candidate.document.id, candidate.rank))
        self.facts |= candidate.facts
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
        """Whether a reader sees whom a sentence is about: the one before it is told where it leans on that."""
        return not candidate.leans or (candidate.document.id, candidate.rank - 1) in self.told

    def adds(self, candidate: Candidate) -> int:
        """How many facts a sentence says that nothing before it said; 0 where its words are no new ones.

        Of the reader's language many new words are one; of another as many figures and happenings have to be new as
        were said before.
        """
        language, fresh = candidate.document.language, candidate.facts - self.facts
        unsaid = len(candidate.counts.keys() - self.terms)
        new = unsaid / (2 if language in self._spaceless else 1)
        if new < ADDS or unsaid < _NEW * len(candidate.counts):
            return 0
        if language == self._reader:
            return len(fresh) + (new >= MANY)
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
    FOREIGN of them in other languages. `must`: spans (document id, start, end) whose sentences are wanted before all
    others, such as the one with the changed figure. `headline`: what the reader reads above them; none where they say
    nothing beyond it.
    """
    spans = list(must)
    subject = subject_of(headline, documents if headline else (), watch.vocabulary)
    whole = {document.id: candidates(document, watch) for document in documents}
    told = {id: telling(found, subject) for id, found in whole.items()}
    own = [c for document in documents if document.language == language for c in told[document.id]]
    near = [c for d in documents if d.language == language for c in beside(whole[d.id], told[d.id], subject)]
    foreign = [c for document in documents if document.language != language for c in told[document.id]]
    choice = _Choice(headline, documents, watch, language)
    choice.told |= {(id, c.rank) for id, found in whole.items() for c in repeating(found, subject)}
    wanted = sorted(_wanted(spans, whole), key=lambda c: c.document.language != language)
    for candidate in wanted[:limit]:
        choice.add(candidate)
    _first(choice, own or foreign, min(SENTENCES, limit))
    if own:
        _further(choice, [*own, *near], limit, least=1)
    most = min(limit, len(choice.chosen) + FOREIGN) if own else limit
    _further(choice, foreign, most, least=_FACTS)
    order = {document.id: (document.language != language, rank) for rank, document in enumerate(documents)}
    return tuple(_sentence(c) for c in sorted(choice.chosen, key=lambda c: (order[c.document.id], c.start)))


def _first(choice: _Choice, pool: Sequence[Candidate], most: int) -> None:
    """Add up to `most` in all, the sentences that tell most of what the reports have in common."""
    scores = _scores(pool)
    left = sorted(pool, key=lambda c: (-scores[c.document.id, c.start], c.document.id, c.start))
    while len(choice.chosen) < most:
        # One that leans on a sentence can be told once that is.
        best = next((c for c in left if choice.stands(c) and not choice.is_said(c) and not choice.retells(c)), None)
        if best is None:
            return
        choice.add(best)


def _further(choice: _Choice, pool: Sequence[Candidate], most: int, *, least: int) -> None:
    """Add up to `most` in all, each the one with the most facts that nothing before it said, `least` or more."""
    scores = _scores(pool)
    left = [c for c in pool if not c.is_loaded]
    while len(choice.chosen) < most:
        found = {
            n: added
            for n, c in enumerate(left)
            if choice.stands(c) and not choice.is_said(c) and (added := choice.adds(c)) >= least
        }
        if not found:
            return
        best = max(found, key=lambda n: (min(found[n], _FACTS), scores[left[n].document.id, left[n].start], -n))
        choice.add(left.pop(best))


def _wanted(spans: Iterable[tuple[str, int, int]], whole: Mapping[str, Sequence[Candidate]]) -> list[Candidate]:
    """The sentences in which these spans begin: what proves a change is told whether it adds to the headline or not."""
    found: list[Candidate] = []
    for id, start, _ in spans:
        for candidate in whole.get(id, ()):
            if candidate.start <= start < candidate.end and candidate not in found:
                found.append(candidate)
    return found


def _scores(pool: Sequence[Candidate]) -> dict[tuple[str, int], float]:
    """How much of what these sentences have in common each tells, by report and place."""
    centroid: Counter[str] = Counter()
    for candidate in pool:
        centroid.update(candidate.counts.keys())
    documents = len({candidate.document.id for candidate in pool})
    return {(c.document.id, c.start): _score(c, centroid, documents) for c in pool}


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


def _sentence(candidate: Candidate) -> Sentence:
    citation = Citation(document_id=candidate.document.id, start=candidate.start, end=candidate.end)
    return Sentence(text=candidate.text, citations=(citation,))
