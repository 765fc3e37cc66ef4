"""Whether every name and every word of a sentence stands in the spans that it cites, in whatever language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tumen.analysis.digest.gate.roles import Role, roles
from tumen.analysis.digest.gate.senses import cue, is_hangul, stemmed
from tumen.analysis.digest.gate.statement import Place, Statement, Word
from tumen.analysis.digest.gate.transliteration import sound, sounds_alike
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.model import EntryKind, Mention

_MANNERS: Final = frozenset(("plan_noun", "want"))  # what only says how far something has come
_BEFORE: Final = 8  # characters between a figure and the words that bound it: "at least some 300"
# Syllables: what is longer is neither, and would be tried in every way to part it.
_LONGEST_ENDING, _LONGEST_NAME = 8, 10
_NOUNS: Final = frozenset(("de",))  # languages that write every noun with a capital
_DESIGNATOR: Final = 3  # letters before the figure in the name of a weapon
_BESIDE: Final = 25  # characters between a person or body and the state that only says whose they are
_SHARED: Final = 2  # syllables that a Korean word shares with one of the span
_PREFIX: Final = 4  # letters from which on two words of one script with the same beginning are one name
_ENDING: Final = 3  # letters by which the cases of a name differ


def unnamed(sentence: Statement, spans: Sequence[Statement]) -> str:
    """A name of the sentence that no span names; "" where there is none."""
    named = frozenset[str]().union(*(span.concepts for span in spans))
    acting = frozenset(one for span in spans for one, parts in roles(span).items() if Role.ACTS in parts)
    for mention in sentence.mentions:
        if not _is_named(mention, sentence, named, acting):
            return sentence.original[mention.start : mention.end]
    return ""


def _is_named(mention: Mention, sentence: Statement, named: frozenset[str], acting: frozenset[str]) -> bool:
    watch, concept = sentence.watch, mention.concept
    kind = sentence.kind(concept)
    if concept in named:
        return True
    if kind in (EntryKind.PAIR, EntryKind.GROUP):
        return kind is EntryKind.PAIR and named.issuperset(watch.sides_watched)
    if kind is EntryKind.COUNTRY:
        return _is_whose(mention, sentence, named) or _speaks(mention, sentence, _capitals(sentence, concept, acting))
    if kind is EntryKind.PLACE and watch.party(concept):
        return _speaks(mention, sentence, {watch.party(concept)} & acting)
    # "North Korean troops" where the span has troops and the North: its words are looked at one by one.
    return kind is EntryKind.ORGANISATION and bool(_states(mention, sentence) & named)


def _is_whose(mention: Mention, sentence: Statement, named: frozenset[str]) -> bool:
    """Whether a state stands beside a person or body of its own that the span names: "Russia's Lavrov"."""
    return any(
        other.concept in named
        and other.concept != mention.concept
        and sentence.watch.party(other.concept) == mention.concept
        and max(other.start - mention.end, mention.start - other.end) <= _BESIDE
        for other in sentence.mentions
    )


def _capitals(sentence: Statement, state: str, named: frozenset[str]) -> set[str]:
    watch = sentence.watch
    return {one for one in named if watch.entry(one).kind is EntryKind.PLACE and watch.party(one) == state}


def _speaks(mention: Mention, sentence: Statement, stand_in: set[str]) -> bool:
    """Whether a capital acts for its state, or the state for its capital: it opens a clause."""
    return bool(stand_in) and any(
        not any(word.end <= mention.start for word in sentence.within(clause))
        for clause in sentence.clauses
        if clause[0] <= mention.start < clause[1]
    )


def _states(mention: Mention, sentence: Statement) -> set[str]:
    """The states that stand inside a longer name."""
    inside = (m for m in sentence.watch.readings(sentence.text) if mention.start <= m.start and m.end <= mention.end)
    return {m.concept for m in inside if m.concept and sentence.kind(m.concept) is EntryKind.COUNTRY}


def unheard(sentence: Statement, spans: Sequence[Statement]) -> str:
    """A word of the sentence that stands in no span, says nothing that one says, and names nothing in one."""
    named = frozenset[str]().union(*(span.concepts for span in spans))
    covered = [
        *((m.start, m.end) for m in sentence.mentions if m.concept in named or not _states(m, sentence)),
        *((m.start, m.end) for m in sentence.states),
        *((number.start, number.end) for number in sentence.numbers),
        *(place for _, place in sentence.days),
        *(place for _, place in sentence.months),
        *sentence.quotes,
        *_known_speakers(sentence, spans),
    ]
    meant = frozenset[str]().union(*(span.senses for span in spans))
    for n, word in enumerate(sentence.words):
        following = sentence.words[n + 1] if n + 1 < len(sentence.words) else None
        if not _stands(word, following, sentence, spans, covered, meant):
            return sentence.original[word.start : word.end]
    return ""


def _known_speakers(sentence: Statement, spans: Sequence[Statement]) -> list[Place]:
    """Where parties of the registry stand to whom a span hands something too."""
    theirs = {who for span in spans for who, _ in span.speakers}
    unlisted = SpeakerKind.UNLISTED
    kind_of = sentence.watch.speakers.kind_of
    return [place for who, place in sentence.speakers if who in theirs and kind_of(who) is not unlisted]


def _stands(
    word: Word,
    following: Word | None,
    sentence: Statement,
    spans: Sequence[Statement],
    covered: Iterable[Place],
    meant: frozenset[str],
) -> bool:
    rest = _uncovered(word, covered)
    if rest.isdigit():
        return any(other.text.startswith(rest) for span in spans for other in span.words)
    if not rest or _is_manner(word, sentence) or (len(rest) == 1 and not is_hangul(rest)):
        return True
    joined = following is not None and sentence.original[word.end : following.start] in ("-", "‑", "–")
    if joined and following and following.text.isdigit() and len(rest) <= _DESIGNATOR:
        return True  # "Tu" of "Tu-95": the figure behind it is compared
    if (value := sentence.numeral(word)) is not None:
        if any(value in (n.low, n.high) for span in spans for n in span.numbers):
            return True
        if any(value == span.numeral(w) for span in spans for w in span.words):
            return True
    if is_hangul(rest):
        return _counts(rest, word, sentence) or _hangul_stands(rest, sentence, spans, meant)
    return _means(word, following, sentence, spans, meant) or _is_called(word, sentence, spans)


def _counts(rest: str, word: Word, sentence: Statement) -> bool:
    """Whether a Korean word, behind a figure, only counts people or things."""
    counted = rest.lstrip("0123456789.,")
    after = any(0 <= word.start - n.end <= 1 or word.start < n.end < word.end for n in sentence.numbers)
    return (counted != rest or after) and _ends(_uncounted(counted, sentence), sentence.lexicon.behind)


def _means(
    word: Word, following: Word | None, sentence: Statement, spans: Sequence[Statement], meant: frozenset[str]
) -> bool:
    """Whether a word says nothing by itself, or means or repeats what a span says."""
    if word.text in sentence.lexicon.plain or (word.parts and all(part & meant for part in word.parts)):
        return True
    if "say" in word.senses and any(span.is_handed for span in spans):
        return True  # by whose word it is told, and that it is, is compared elsewhere
    together = sentence.lexicon.pair(word.text, following.text) if following else frozenset[str]()
    if (together | sentence.parted(word)) & meant:
        return True
    own = [span for span in spans if span.language == sentence.language]
    return any(stemmed(word.text, span.language) in span.stems for span in own)


def _uncounted(rest: str, sentence: Statement) -> str:
    """What is left behind the word that counts people or things after a figure."""
    counter = cue(sentence.watch.vocabulary, sentence.language, "counter").match(rest)
    return rest[counter.end() :] if counter else rest


def _is_manner(word: Word, sentence: Statement) -> bool:
    """Whether a word only says how: whether it is so, when, how surely. Other checks compare that."""
    lowered, vocabulary = sentence.text.lowered, sentence.watch.vocabulary
    starts = [number.start for number in sentence.numbers]
    for kind in ("lower", "upper", "about"):
        for match in cue(vocabulary, sentence.language, kind).finditer(lowered):
            if match.start() <= word.start < match.end() and any(0 <= at - match.end() <= _BEFORE for at in starts):
                return True
    if word.senses - _MANNERS:
        return False
    return any(
        match.start() < word.end and word.start < match.end()
        for kind in ("not", "planned", "may", "lower", "upper", "about", "turn", "that")
        for match in cue(vocabulary, sentence.language, kind).finditer(lowered)
    )


def _uncovered(word: Word, covered: Iterable[Place]) -> str:
    """What is left of a word behind the names, numbers and days that it begins with; "" where it is all of them."""
    start, end = word.start, word.end
    for a, b in sorted(covered):
        if a <= start < b:
            start = max(start, b)
        elif a < end <= b:
            end = min(end, a)
    if start >= end:
        return ""
    return word.text[start - word.start : end - word.start] or ""


def _hangul_stands(rest: str, sentence: Statement, spans: Sequence[Statement], meant: frozenset[str]) -> bool:
    """Whether a Korean word, or what is left of it behind a name, is an ending, means or repeats something."""
    lexicon = sentence.lexicon
    if rest in lexicon.plain or rest in lexicon.behind:
        return True
    senses, left = lexicon.inside(rest)
    if senses & meant and _ends(left, lexicon.behind):
        return True
    for span in spans:
        if is_hangul(span.original) and _repeats(rest, span, lexicon.behind):
            return True
    longest = min(len(rest), _LONGEST_NAME)
    return any(_sounds_in(rest[:n], sentence, span) for span in spans for n in range(longest, 1, -1))


def _ends(left: str, endings: frozenset[str]) -> bool:
    """Whether what no sense covers is made of endings and of single syllables that join words."""
    if not left or left in endings:
        return True
    if len(left) > _LONGEST_ENDING:
        return False
    return any(left.endswith(ending) and _ends(left[: -len(ending)], endings) for ending in endings)


def _repeats(rest: str, span: Statement, endings: frozenset[str]) -> bool:
    for end in range(len(rest), 0, -1):
        if (end >= _SHARED or len(rest) <= _SHARED) and rest[:end] in span.original and _ends(rest[end:], endings):
            return True
    return False


def _is_called(word: Word, sentence: Statement, spans: Sequence[Statement]) -> bool:
    """Whether a capitalised word is a name that a span has, in its own or in another script."""
    if not sentence.original[word.start].isupper() or (word.senses and sentence.language in _NOUNS):
        return False
    party = sentence.watch.speakers.party_in(sentence.original[word.start : word.end])
    return any(
        any(word.text == other.text for other in span.words)
        or (party is not None and any(party == who for who, _ in span.speakers))
        or _same_script(word, span)
        or _sounds_in(word.text, sentence, span)
        for span in spans
    )


def _same_script(word: Word, span: Statement) -> bool:
    return any(
        len(word.text) >= _PREFIX
        and abs(len(word.text) - len(other.text)) <= _ENDING
        and min(len(word.text), len(other.text)) - _shared(word.text, other.text) < _ENDING
        and _shared(word.text, other.text) >= _PREFIX
        for other in span.words
    )


def _shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _sounds_in(name: str, sentence: Statement, span: Statement) -> bool:
    if span.language == sentence.language:
        return False
    own = sound(name, sentence.language)
    others = (w for w in span.words if is_hangul(w.text) or span.original[w.start].isupper())
    return any(
        sounds_alike(own, sound(w.text[:n] if is_hangul(w.text) else w.text, span.language))
        for w in others
        for n in (range(len(w.text), 1, -1) if is_hangul(w.text) else (0,))
    )
