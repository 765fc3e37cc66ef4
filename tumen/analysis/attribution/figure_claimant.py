"""Whose word a figure is: the attribution that governs a place in a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from tumen.analysis.attribution.also_called import also_called
from tumen.analysis.attribution.attributions import find_attributions, subject_before
from tumen.analysis.attribution.governing import governing
from tumen.analysis.attribution.patterns import compiled
from tumen.analysis.attribution.phrases import Attribution
from tumen.analysis.attribution.reporting_verbs import AttributionKind, Cue, reporting_verbs
from tumen.analysis.attribution.speaking_phrases import instead_of_state, speaking_phrase
from tumen.analysis.attribution.unattributed import (
    actor,
    headline_speaker,
    headline_subject,
    points_back,
    points_to_body,
    points_to_person,
    says_this,
    subject,
)
from tumen.analysis.attribution.without_verb import without_verb
from tumen.analysis.matching.speaker_entries import BODIES, SpeakerKind
from tumen.analysis.matching.speakers import Speakers
from tumen.analysis.matching.terms import within
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text

# Of the unnamed speakers those that are one office or body, and what they may turn out to be.
_OFFICES = frozenset(("defence-minister", "spy-agency"))
_HOLDERS = frozenset((SpeakerKind.OFFICIAL, SpeakerKind.AGENCY))
_THAT = r"\S+,?\s(?:%(that)s)\s(?:\w+\s){0,2}"
_STATE_SIGN = re.compile(r"[美英法德日俄乌韩韓朝北米仏独露伊印中]")
_REPORT = "report"  # of the unnamed speakers: a report passes on what its authors were told

_TAG = re.compile(r"[(\[【][^)\]】]{1,12}[)\]】]\s*(?=\w)")  # "(LEAD) Spy agency"
# So many sentences of a paragraph a speaker goes on without being named again.
_GOES_ON = 3
_FIRST = 2  # sentences behind a headline that say whose word it is
_SHORT = 3  # sentences, the headline too: of so short a text the one behind says it as well


class Speaker(NamedTuple):
    """Who stands behind a figure.

    `name`: as the text calls them, with the known name where it adds something; "" when only the denial is told.
    `denies`: they speak against it.
    """

    name: str
    denies: bool


def speaker_of(text: Text, watch: Watch, sentence: Span, figure: Span) -> Speaker | None:
    """Return who stands behind the figure, None when the text does not say.

    In its sentence first; else who goes on speaking from the sentence before in the same paragraph; for a headline
    whoever the first sentences name; else the headline's speaker; else the only party that the whole text rests on.
    "The ministry" is the body that spoke before.
    """
    speaker = _speaker_of(text, watch, sentence, figure)
    if speaker is not None and speaker.name.startswith("«") and "»" not in speaker.name:
        whole = re.search(rf"{re.escape(speaker.name)}[^»\n]{{0,40}}»", text.original)
        speaker = speaker._replace(name=whole[0] if whole else speaker.name[1:])
    if speaker is None:
        return None
    if points_to_body(text, speaker.name):
        at = max(0, bisect_right(text.sentences, sentence[0], key=lambda span: span[0]) - 1)
        name = _before(find_attributions(text, watch), text, watch, at, body=True) or speaker.name
    else:
        name = _labelled(speaker.name, watch.speakers)
    return speaker._replace(name=also_called(name, text, watch))


def _speaker_of(text: Text, watch: Watch, sentence: Span, figure: Span) -> Speaker | None:
    found, speakers = find_attributions(text, watch), watch.speakers
    spans = text.sentences
    at = max(0, bisect_right(spans, sentence[0], key=lambda span: span[0]) - 1)
    denials = [c.start for c in within(reporting_verbs(text), *spans[at]) if c.kind in (Cue.DENIES, Cue.FINAL_DENIES)]
    denied = any(c not in {a.cue for a in found} for c in denials)
    opens = headline_subject(text, spans[0]) if at == 0 else None
    if opens:
        return Speaker(opens[1], bool(denials))
    verbless = without_verb(text, watch, sentence, figure)
    if verbless:
        return Speaker(text.original[verbless.start : verbless.end], False)
    for part in (sentence, spans[at]):  # a clause between semicolons, else the sentence that it is a part of
        own = [a for a in _inside(found, part) if a.cue <= part[1] and not _is_told_of(a, text, speakers)]
        if own:
            chosen = governing(own, figure, part, text, speakers)
            other = speakers.kind_of(chosen.who) is SpeakerKind.STATE and instead_of_state(text, spans[at], chosen)
            if other:
                return Speaker(other, denied)
            said = _spoken(chosen, own, text.original, figure, speakers)
            said = said._replace(denies=said.denies or denied)
            if at == 0 and chosen.who in _OFFICES:
                said = _with_holder(said, found, text, speakers)
            return _with_source(chosen, said, own, found, text, watch)
    if at and points_back(text, spans[at]):
        goes_on = _before(found, text, watch, at)
        if goes_on:
            return Speaker(goes_on, denied)
    own_name = _unattributed(text, watch, spans[at], at, denied=denied) or speaking_phrase(text, spans[at])
    if own_name:
        return Speaker(own_name, denied)
    around = _around(text, watch, figure, at)
    if denied and at == 0:
        return Speaker(around.name if around else "", True)
    return around


def _around(text: Text, watch: Watch, figure: Span, at: int) -> Speaker | None:
    """Who speaks in the sentences around one that names nobody, else the only party of the whole text."""
    found, speakers, spans = find_attributions(text, watch), watch.speakers, text.sentences
    around = _neighbours(spans, at, text.original)
    if at + 1 < len(spans) and says_this(text, spans[at + 1]):
        around.insert(0, at + 1)
    for n in around:
        here = [a for a in _inside(found, spans[n]) if a.kind is not AttributionKind.DENIES]
        if here:
            chosen = governing(here, figure, spans[n], text, speakers)
            return _behind(chosen, Speaker(_name(chosen, speakers), False), found, text, speakers)
        name = _unattributed(text, watch, spans[n], n) if n == 0 else ""
        if n == at + 1 and says_this(text, spans[n]):
            name = speaking_phrase(text, spans[n])
        if name:
            return Speaker(name, False)
    if not found:  # nobody whom a table knows speaks in the whole text
        name = next((name for n in around if (name := speaking_phrase(text, spans[n]))), "")
        return Speaker(name, False) if name else None
    alone = all(a.who == found[0].who for a in found)
    return Speaker(_name(found[0], speakers), False) if alone else None


def _unattributed(text: Text, watch: Watch, span: Span, at: int, *, denied: bool = False) -> str:
    title = headline_speaker(text, watch, span, denied=denied) if at == 0 else ""
    return title or subject(text, watch, span) or actor(text, watch, span)


def _before(found: tuple[Attribution, ...], text: Text, watch: Watch, at: int, *, body: bool = False) -> str:
    """The speaker to whom "he said" points back: the last body or person before, else the last of all.

    `body`: what points back is the noun of a body, "the ministry", and stands for no medium, state or lawmaker.

    Where nobody spoke yet, whom the sentence before is about: "Zelensky visited Sumy. He said …". "" when nobody.
    """
    speakers, spans = watch.speakers, text.sentences
    earlier = [a for a in found if a.start < spans[at][0]]
    relays = {SpeakerKind.MEDIA, SpeakerKind.STATE}
    if body:
        relays |= {SpeakerKind.RELAY, SpeakerKind.GROUP, SpeakerKind.EVIDENCE}
    if points_to_person(text, spans[at]):
        relays.add(SpeakerKind.AGENCY)
        earlier = [a for a in earlier if speakers.kind_of(a.who) is not SpeakerKind.AGENCY]
    bodies = [a for a in earlier if speakers.kind_of(a.who) not in relays]
    last = next(reversed(bodies or ([] if body else earlier)), None)
    if last:
        return _name(last, speakers)
    for span in reversed(spans[:at]):
        for party in within(speakers.find(text), *span):
            name = text.original[party.start : party.end]
            if speakers.kind_of(party.kind) in BODIES - relays and not speakers.is_oblique(name):
                known = speakers.label(party.kind)
                return known if known.lower().startswith(name.lower()) else f"{name} / {known}"
    return ""


def _with_source(
    a: Attribution, said: Speaker, own: list[Attribution], found: tuple[Attribution, ...], text: Text, watch: Watch
) -> Speaker:
    """The speaker with whom it leans on: pictures with who read them, lawmakers with the body that told them."""
    speakers = watch.speakers
    kind = speakers.kind_of(a.who)
    if kind is SpeakerKind.EVIDENCE:  # pictures say nothing by themselves
        reader = next((b for b in own if b.who != a.who and speakers.kind_of(b.who) is not SpeakerKind.EVIDENCE), None)
        return said._replace(name=f"{_name(reader, speakers)} / {speakers.label(a.who)}") if reader else said
    if kind is SpeakerKind.GROUP:
        relay = next((b for b in own if speakers.kind_of(b.who) is SpeakerKind.RELAY), None)
        return said._replace(name=f"{relay.name} / {said.name}") if relay else said
    behind = _behind(a, said, found, text, speakers)
    if kind is SpeakerKind.RELAY and behind.name == said.name:
        part = next(span for span in text.sentences if span[0] <= a.start < span[1])
        body = next((p for p in within(speakers.find(text), *part) if speakers.kind_of(p.kind) in BODIES), None)
        return said._replace(name=f"{a.name} / {speakers.label(body.kind)}") if body else said
    return behind


def _is_told_of(a: Attribution, text: Text, speakers: Speakers) -> bool:
    """Whether a state only opens what somebody else says: "the ministry believes that North Korea has sent"."""
    if speakers.kind_of(a.who) is not SpeakerKind.STATE or a.start <= a.cue:
        return False
    return compiled(text.vocabulary, _THAT).fullmatch(text.lowered, a.cue, a.start) is not None


def _with_holder(said: Speaker, found: tuple[Attribution, ...], text: Text, speakers: Speakers) -> Speaker:
    """The minister or service of a headline with the one body that speaks in the text below: it is that one."""
    below = {a.who for a in found if a.start >= text.title_end and speakers.kind_of(a.who) in _HOLDERS}
    return said._replace(name=f"{said.name} / {speakers.label(below.pop())}") if len(below) == 1 else said


def _inside(found: tuple[Attribution, ...], span: Span) -> list[Attribution]:
    low = bisect_left(found, span[0], key=lambda a: a.start)
    high = bisect_left(found, span[1], key=lambda a: a.start)
    return list(found[low:high])


def _neighbours(spans: tuple[Span, ...], at: int, text: str) -> list[int]:
    """The sentences that may speak for one that names nobody."""
    if at == 0:
        return list(range(1, min(_FIRST + 1, len(spans))))
    back: list[int] = []
    while at - len(back) > 1 and len(back) < _GOES_ON and "\n" not in text[spans[at - len(back) - 1][1] : spans[at][0]]:
        back.append(at - len(back) - 1)
    short = len(spans) <= _SHORT and at + 1 < len(spans)
    return back + [at + 1] * short + [0] + [at + 1] * (at == 1 and not short and len(spans) > at + 1)


def _released_by(a: Attribution, text: Text, speakers: Speakers) -> str:
    """The body that the sentence before a "the report says" is about: it released the report; "" when there is none."""
    at = bisect_right(text.sentences, a.start, key=lambda span: span[0]) - 1
    body = subject_before(text.sentences[:at], text, speakers)
    if body is None:
        return ""
    name = text.original[body.start : body.end]
    return _name(Attribution(body.kind, AttributionKind.SAYS, body.start, body.end, name=name), speakers)


def _behind(
    a: Attribution, speaker: Speaker, found: tuple[Attribution, ...], text: Text, speakers: Speakers
) -> Speaker:
    """Look behind a medium or a lawmaker for the body that the text named before as speaking: theirs is the word."""
    kind = SpeakerKind.RELAY if a.who == _REPORT else speakers.kind_of(a.who)
    if kind not in (SpeakerKind.MEDIA, SpeakerKind.RELAY):
        return speaker
    asserted = (b for b in found if b.start < a.start and b.kind is not AttributionKind.DENIES)
    earlier = (b for b in asserted if speakers.kind_of(b.who) in BODIES)
    body = next(earlier, None)
    if body is None and a.who == _REPORT:
        released = _released_by(a, text, speakers)
        return speaker._replace(name=released) if released else speaker
    if body is None:
        return speaker
    return Speaker(
        _name(body, speakers) if kind is SpeakerKind.MEDIA else f"{a.name} / {speakers.label(body.who)}", speaker.denies
    )


def _spoken(a: Attribution, own: list[Attribution], text: str, figure: tuple[int, int], speakers: Speakers) -> Speaker:
    """ "Moscow denied that 10,000 …" denies; "10,000 …, which Moscow denied" is somebody else's figure denied."""
    denies = a.kind is AttributionKind.DENIES or any(b.kind is AttributionKind.DENIES and b.who == a.who for b in own)
    apart = a.cue >= figure[1] and text[figure[1] : a.cue].isascii() and "," in text[figure[1] : a.cue]
    return Speaker(_name(a, speakers), denies and not apart)


def _labelled(name: str, speakers: Speakers) -> str:
    """A name without the tag of its headline, with the known name where it is that of one party and nothing else."""
    name = _TAG.sub("", name)
    found = speakers.in_name(name) if " / " not in name else []
    sign = _STATE_SIGN.match(name)  # "俄安全会议秘书"
    if len(found) != 1 or found[0].end != len(name) or found[0].start > (sign.end() if sign else 0):
        return name
    return _name(Attribution(found[0].kind, AttributionKind.SAYS, 0, len(name), name=name), speakers)


def _name(a: Attribution, speakers: Speakers) -> str:
    kind = speakers.kind_of(a.who)
    known = speakers.label(a.who) if kind not in (SpeakerKind.UNLISTED, SpeakerKind.GROUP) else ""
    if kind is SpeakerKind.STATE and len({state.kind for state in speakers.in_name(a.name)}) > 1:
        return a.name  # "Seoul and Washington" are no country's name
    if not known or known.lower().startswith(a.name.lower()):
        return known or a.name
    if a.name.lower().startswith(known.lower()):
        return a.name  # "Ukraine's spy chief"
    return f"{a.name} / {known}"
