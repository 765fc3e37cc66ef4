"""Which sentences of which documents tell a development best: centroid, position, and no sentence twice.

Never one that only repeats the headline, is cut off, or is about something else (`quality`): rather none.
Extractive, so that every word of a digest stands in a cited document. Centroid scoring with a prior for the opening
and maximal marginal relevance (Carbonell & Goldstein 1998) for the second sentence; on short news a lead is hard to
beat, so the prior is strong for one report and weaker for many.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tumen.analysis.digest.quality import Subject, is_about, is_broken_off, subject_of
from tumen.analysis.text.furniture import furniture
from tumen.analysis.text.language import normal
from tumen.analysis.text.text import Text
from tumen.analysis.text.tokens import terms
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Citation, Document, Metric, Sentence, Slot

SENTENCES = 2
LONGEST = 420  # characters; a longer one is a paragraph without full stops
SHORT = 2  # sentences of a report that has room for nothing but the subject of its headline
OPENING = 2  # names in an opening sentence that shares none with its headline
_SAME = 0.6  # a second sentence that shares more with the first than this says it again
_READ = 6_000  # characters of a document in which its sentences are looked for

_ACTING = (Slot.AGENT, Slot.COUNTERPART, Slot.CLAIMANT)

# What the table `summary` may hold. A line that is a page's and not the report's: invitations, links and picture
# captions. A loaded sentence judges, asks, guesses or speaks as "we": it tells its author's mind, not what happened.
SUMMARY = ("furniture", "loaded")
_PLAIN = 0.45  # what is left of a loaded sentence's score: told only where nothing plainer tells as much


@dataclass(frozen=True)
class _Candidate:
    document: Document
    start: int
    end: int
    rank: int
    counts: Counter[str]

    @cached_property
    def named(self) -> frozenset[str]:
        """What of the watch the sentence names."""
        return frozenset(m.concept for m in self.document.mentions if self.start <= m.start < self.end)

    @cached_property
    def facts(self) -> int:
        """How many claims stand in it."""
        return sum(self.start <= claim.start < self.end for claim in self.document.claims)

    @property
    def text(self) -> str:
        return self.document.draft.full_text[self.start : self.end]


def sentences(
    documents: Sequence[Document],
    vocabulary: Vocabulary,
    *,
    language: str,
    limit: int = SENTENCES,
    must: Iterable[tuple[str, int, int]] = (),
    headline: str = "",
) -> tuple[Sentence, ...]:
    """Return up to `limit` sentences that tell what the documents report, in reading order, each with its citation.

    Documents in `language` alone are read where they tell something, else all of them. `must`: spans (document id,
    start, end) whose sentences are wanted before all others, such as the one with the changed figure. `headline`: what
    the reader reads above them; none where they say nothing beyond it.
    """
    spans = list(must)
    wanted = {id for id, _, _ in spans}
    subject = subject_of(headline, documents if headline else (), vocabulary)
    pool = [d for d in documents if d.language == language]
    whole = {d.id: _candidates(d, vocabulary) for d in documents if d.language == language or d.id in wanted}
    candidates = [c for document in pool for c in _telling(whole[document.id], subject)]
    if not candidates:
        pool = list(documents)
        whole |= {d.id: _candidates(d, vocabulary) for d in documents if d.id not in whole}
        candidates = [c for document in pool for c in _telling(whole[document.id], subject)]
    chosen = _wanted(spans, whole)[:limit]
    centroid: Counter[str] = Counter()
    for candidate in candidates:
        centroid.update(candidate.counts.keys())
    loaded = _loaded(vocabulary)
    scored = sorted(candidates, key=lambda c: (-_score(c, centroid, len(pool), loaded), c.document.id, c.start))
    for candidate in scored:
        if len(chosen) >= limit:
            break
        if all(_overlap(candidate.counts, other.counts) < _SAME for other in chosen):
            chosen.append(candidate)
    order = {document.id: rank for rank, document in enumerate(documents)}
    chosen.sort(key=lambda c: (order.get(c.document.id, 0), c.start))
    return tuple(_sentence(c) for c in chosen)


def _candidates(document: Document, vocabulary: Vocabulary) -> list[_Candidate]:
    """The whole sentences of the body that are the report's and not the page's."""
    full_text, offset = document.draft.full_text, len(document.draft.title) + 2
    body = full_text[offset : offset + _READ]
    shortest = 12 if document.language in vocabulary.spaceless else 30
    of_the_page = furniture(vocabulary)
    opens = document.features.said[0] if document.features.said else 0  # behind the dateline
    found = []
    whole = Text(body, vocabulary, language=document.language)
    for rank, (begin, end) in enumerate(whole.sentences):
        start = max(begin, min(opens, end))
        if not shortest <= end - start <= LONGEST or of_the_page.search(whole.lowered, start, end):
            continue
        if is_broken_off(body, start, end):
            continue
        counts = terms(normal(body[start:end]), document.language, vocabulary)
        found.append(_Candidate(document, offset + start, offset + end, rank, counts))
    return found


def _telling(candidates: Sequence[_Candidate], subject: Subject) -> list[_Candidate]:
    """The sentences that are on the subject of the headline, or go on with it, and say something beyond it.

    A sentence goes on with the one right before it where that shares a name with the headline, and has a name of the
    watch itself or a figure that is a claim: who else was there, where, how many. The opening goes on with the headline
    where it has two names: other pages' texts that begin a stored page seldom do. Only one in a row goes on. Of a
    short report each in which somebody acts is on its headline; of a round-up each has to hold a happening of it.
    """
    about = {c.rank for c in candidates if is_about(c.named, c.counts, subject)}
    named = {c.rank for c in candidates if not subject.concepts.isdisjoint(c.named)}
    going_on = {c.rank for c in candidates if c.rank - 1 in named and (c.named or c.facts)}
    opening = {c.rank for c in candidates if c.rank == 0 and len(c.named) >= OPENING}
    telling = {c.rank for c in candidates if _tells(c)} if _is_short(candidates) else set()
    on_subject = about | going_on | opening | telling
    if candidates and candidates[0].document.features.round_up:
        on_subject = {c.rank for c in candidates if c.named and _happens(c)}
    return [c for c in candidates if c.rank in on_subject and not _repeats(c, subject)]


def _tells(candidate: _Candidate) -> bool:
    """Whether somebody acts or speaks in a sentence, or it counts what can be compared."""
    document = candidate.document
    spans = [span for frame in document.frames for slot in _ACTING for span in frame.spans_of(slot)]
    spans += [(claim.start, claim.end) for claim in document.claims if claim.metric is not Metric.OTHER]
    return any(candidate.start <= start < candidate.end for start, _ in spans)


def _happens(candidate: _Candidate) -> bool:
    """Whether a sentence holds the word of a happening on the subject, as the other items of a round-up do not."""
    kinds = (span for frame in candidate.document.frames for span in frame.spans_of(Slot.KIND))
    return any(candidate.start <= start < candidate.end for start, _ in kinds)


def _is_short(candidates: Sequence[_Candidate]) -> bool:
    """Whether these are all the sentences of a report that has room for nothing but its headline's subject."""
    if not candidates or len(candidates) > SHORT:
        return False
    document = candidates[0].document
    return document.relevant and not document.features.round_up and len(document.draft.text) <= SHORT * LONGEST


def _repeats(candidate: _Candidate, subject: Subject) -> bool:
    document = candidate.document
    return subject.headline.repeated_by(candidate.text, candidate.counts, document.language, document.draft.site)


def _wanted(spans: Iterable[tuple[str, int, int]], whole: Mapping[str, Sequence[_Candidate]]) -> list[_Candidate]:
    """The sentences in which these spans begin: what proves a change is told whether it adds to the headline or not."""
    found: list[_Candidate] = []
    for id, start, _ in spans:
        for candidate in whole.get(id, ()):
            if candidate.start <= start < candidate.end and candidate not in found:
                found.append(candidate)
    return found


def _score(candidate: _Candidate, centroid: Counter[str], documents: int, loaded: re.Pattern[str]) -> float:
    if not candidate.counts:
        return 0.0
    weight = sum(math.log1p(centroid[term]) for term in candidate.counts) / math.sqrt(len(candidate.counts) + 4)
    prior = 1.0 if documents == 1 else 0.5
    named, facts = len(candidate.named), candidate.facts
    score = weight * (1.0 + prior / (1 + candidate.rank)) * (1.0 + 0.1 * min(named, 5) + 0.1 * min(facts, 2))
    return score * _PLAIN if loaded.search(candidate.text) else score


def _loaded(vocabulary: Vocabulary) -> re.Pattern[str]:
    return vocabulary.once(
        "loaded words", lambda: re.compile(rf"\?\s*$|{vocabulary.alternatives('summary', 'loaded')}")
    )


def _overlap(a: Counter[str], b: Counter[str]) -> float:
    smaller = min(len(a), len(b))
    return len(a.keys() & b.keys()) / smaller if smaller else 0.0


def _sentence(candidate: _Candidate) -> Sentence:
    citation = Citation(document_id=candidate.document.id, start=candidate.start, end=candidate.end)
    return Sentence(text=candidate.text, citations=(citation,))
