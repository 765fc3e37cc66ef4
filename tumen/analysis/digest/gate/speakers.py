"""Whether a sentence hands what it says to whom the spans that it cites do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tumen.analysis.digest.gate.roles import Role, roles
from tumen.analysis.digest.gate.senses import is_hangul
from tumen.analysis.digest.gate.statement import SPEECH, Place, Statement, Word
from tumen.analysis.digest.gate.transliteration import sound, sounds_alike
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.analysis.text.language import normal
from tumen.model import EntryKind

_TOGETHER: Final = 60  # characters within which a speaker's name, state and office stand
_STEM: Final = 5  # letters by which a name is known in any case
_SYLLABLES: Final = 2
_OWNED: Final = 20  # characters between a body and the state whose it is: "Министерство обороны Южной Кореи"
_GENERIC: Final = frozenset(("ministry", "minister", "agency", "service", "group", "department"))
_APPOSED: Final = 20  # characters between an office and the name of who holds it
_BESIDE: Final = 20  # characters between a name and the word that says that it speaks


def misattributed(sentence: Statement, spans: Sequence[Statement]) -> str:
    """What is wrong with by whose word a sentence says it is told; "" where nothing is."""
    for who, place in sentence.speakers:
        if not any(_is_speaker(who, place, sentence, span) for span in spans):
            return f"not the word of {sentence.original[slice(*place)]}"
    handed = [span for span in spans if span.is_handed]
    if not handed or sentence.speakers or sentence.leading:
        return ""
    if any(_acts_alike(sentence, span) for span in handed):
        return ""
    if sentence.says and any(_speaks_in(sentence, span) for span in handed):
        return ""
    return "does not say whose word it is"


def _acts_alike(sentence: Statement, span: Statement) -> bool:
    """Whether who acts by speech in a span does so in the sentence, and nobody but a medium passes it on."""
    kind_of = span.watch.speakers.kind_of
    relayed = all(kind_of(who) in (SpeakerKind.MEDIA, SpeakerKind.RELAY, SpeakerKind.STATE) for who, _ in span.speakers)
    shared = span.senses & sentence.senses & SPEECH
    speaking = {m.concept for _, at in span.speakers for m in span.mentions if at[0] <= m.start < at[1]}
    if shared and speaking & _acting(sentence):
        return True
    if not shared or (span.says and not relayed):
        return False
    theirs, own = _acting(span), _acting(sentence)
    if theirs and own:
        return bool(theirs & own)
    verb = min((w.start for w in span.words if w.senses & SPEECH), default=0)
    names = [w for w in span.within((0, verb)) if _is_name(w, span)]
    named = {m.concept for m in span.mentions if m.start < verb} & {m.concept for m in sentence.mentions}
    what = [w.senses for w in span.within((0, verb)) if w.senses]
    if not names and not named:
        return any(one & sentence.senses for one in what)
    return bool(named) or any(_is_same_name(w, span, o, sentence) for w in names for o in sentence.words)


def _acting(said: Statement) -> set[str]:
    return {one for one, parts in roles(said).items() if Role.ACTS in parts}


def _is_speaker(who: str, place: Place, sentence: Statement, span: Statement) -> bool:
    """Whether a span hands something to the party that stands at a place of the sentence."""
    own = _parties(who, place, sentence)
    for other, at in span.speakers:
        if who == other or own & _parties(other, at, span):
            return True
    names = [w for w in sentence.within(place) if _is_name(w, sentence)]
    if own:
        spoken = bool(span.senses & SPEECH) and bool(own & _acting(span))
        beside = (m.start - at[1] for _, at in span.speakers for m in span.mentions if m.concept in own)
        if any(0 <= gap <= _APPOSED for gap in beside):
            return True  # "the governor of the region, Oleg Kozhemyako"
        if spoken or (not span.speakers and own & span.concepts and span.says):
            return True
    return _is_described(place, names, sentence, span) or _says(sentence.original[slice(*place)], span)


_BODIES: Final = (EntryKind.PERSON, EntryKind.ORGANISATION)


def _is_name(word: Word, said: Statement) -> bool:
    inside = any(m.start <= word.start < m.end for m in said.mentions)
    return not inside and not word.senses and word.text not in said.lexicon.plain and said.numeral(word) is None


def _parties(who: str, place: Place, said: Statement) -> set[str]:
    """The person or body that speaks, as the watch knows it."""
    named = [m.concept for m in said.mentions if place[0] <= m.start < place[1]]
    if said.watch.knows(who):
        named.append(who)
    bodies = [one for one in named if said.kind(one) in _BODIES]
    return set(bodies[:1])


def _is_described(place: Place, names: Sequence[Word], sentence: Statement, span: Statement) -> bool:
    """Whether all that calls a speaker stands close together in a span: its name, its state, what it is."""
    found = [[w.start for w in span.words if _is_same_name(word, sentence, w, span)] for word in names]
    for state in (m for m in sentence.states if place[0] <= m.start < place[1]):
        found.append([m.start for m in span.states if m.concept == state.concept])
    bodies = [w for w in sentence.within(place) if w.senses and w not in names]
    for word in (w for w in bodies if not any(m.start <= w.start < m.end for m in sentence.states)):
        told = word.senses - _GENERIC or word.senses
        alike = [w for w in span.words if w.senses & told]
        states = {m.concept for m in sentence.states if place[0] <= m.start < place[1]}
        if states:  # "North Korea's Foreign Ministry" is not Russia's
            own = [m for m in span.states if m.concept in states]
            alike = [w for w in alike if any(_is_beside(m.start, m.end, w) for m in own)]
        found.append([w.start for w in alike])
    if not found or not all(found):
        return False
    states = {m.concept for m in sentence.states if place[0] <= m.start < place[1]}
    if len(found) == len(states) and not states & _acting(span):
        return False  # only a state, which does not act in the span
    saying = [[w.start for w in span.words if "say" in w.senses or w.senses & SPEECH]] if span.says else []
    return any(_is_close([*found, *saying], at) for at in found[0])


def _is_beside(start: int, end: int, word: Word) -> bool:
    return start <= word.start < end or 0 <= word.start - end <= _OWNED or 0 <= start - word.end <= _OWNED


def _is_close(found: Sequence[Sequence[int]], at: int) -> bool:
    return all(any(abs(other - at) <= _TOGETHER for other in some) for some in found)


def _is_same_name(word: Word, sentence: Statement, other: Word, span: Statement) -> bool:
    if word.text == other.text:
        return True
    if sentence.language == span.language:
        shared = min(len(word.text), len(other.text), _STEM)
        return word.text == other.text or (shared == _STEM and word.text[:shared] == other.text[:shared])
    return sounds_alike(sound(word.text, sentence.language), sound(other.text, span.language))


def _says(name: str, span: Statement) -> bool:
    """Whether a name stands in a span as it is, beside a word of saying."""
    at = normal(span.original).find(normal(name))
    saying = [w for w in span.words if "say" in w.senses or w.senses & SPEECH]
    return at >= 0 and any(0 <= w.start - at - len(name) <= _BESIDE or 0 <= at - w.end <= _BESIDE for w in saying)


def _speaks_in(sentence: Statement, span: Statement) -> bool:
    """Whether who speaks in a span is named in the sentence: "마오닝은 … 말했다"."""
    for _, (start, end) in span.speakers:
        concepts = {m.concept for m in span.mentions if start <= m.start < end}
        if concepts & {m.concept for m in sentence.mentions}:
            return True
        names = [w for w in span.within((start, end)) if _is_name(w, span)]
        if any(_is_same_name(w, span, other, sentence) or _begins(w, other) for w in names for other in sentence.words):
            return True
    return not span.speakers


def _begins(one: Word, other: Word) -> bool:
    """Whether two Korean words begin with the same syllables, before their particles."""
    return is_hangul(one.text) and one.text[:_SYLLABLES] == other.text[:_SYLLABLES]
