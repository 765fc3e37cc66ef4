"""Is the document about the subject: do both sides act in it, or is one only mentioned in passing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tumen.analysis.assessment.focus import headline_items
from tumen.analysis.assessment.genre import is_round_up
from tumen.analysis.assessment.incidental import incidental
from tumen.analysis.attribution.attributions import find_attributions
from tumen.analysis.extraction.bystanders import beside
from tumen.analysis.extraction.event_types import find_event_types
from tumen.analysis.extraction.happenings import clause_around, tables
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.datelines import inner
from tumen.analysis.text.shapes import right_before
from tumen.analysis.text.text import Text
from tumen.model import Mention, Reason, ReasonCode, ReasonStep

# From here on a document is about the subject; with less, but more than nothing, it is background: kept, judged, not
# told. The kinds of evidence below are worth 0.45 at most where the sides only pass each other, 0.6 at least where not.
ABOUT = 0.5
_IN_TITLE, _IN_LEAD, _MET, _JUST = 1.0, 0.85, 0.7, 0.6
_IN_BULLETIN, _IN_LIST, _IN_PASSING, _IN_COMPARISON, _APART = 0.45, 0.4, 0.35, 0.3, 0.2
_ROW = 3  # items of a headline that tells several stories; two parts may be one story with its other side
_LATE = 2  # sentences of the text: where the second side comes later, the report has come to it from elsewhere
# Shares of the sentences in which the sides meet: a text that meets them late is about them from a quarter on; a
# bulletin stays with them from a twelfth on, or for more than two sentences.
_OFTEN, _STAYS, _FEW = 0.25, 0.08, 2
_DENSE = 3  # letters of Latin that say as much as a character of Korean, Chinese or Japanese
_SHORT = 800  # characters; a text so short is one story
_SHOWN, _CUT = 160, 157  # characters of a sentence in a reason; of a longer one so many and a mark

# What a side that is named without doing anything is worth, the code of the reason and its words.
_IN_NAME = {
    "furniture": (0.0, ReasonCode.FURNITURE, "mentions a side only in a dateline, a credit or an outlet's name"),
    "language": (0.0, ReasonCode.LANGUAGE, "mentions a side only as a language"),
    "comparison": (_IN_COMPARISON, ReasonCode.COMPARISON, "mentions a side only in a comparison"),
    "list": (_IN_LIST, ReasonCode.LIST_OF_COUNTRIES, "both sides appear only in a list of countries"),
}
# How a side answers somebody: what a third party did is what it is about, and no story of its own.
_ANSWERS = frozenset(("deny", "protest", "accuse", "urge"))
_LEAD = 400  # characters after the title in which a report says what it is about, in every language measured


def relevance(text: Text, mentions: Iterable[Mention], watch: Watch) -> tuple[float, Reason]:
    """Return how much the document is about the subject (0..1), with the evidence in plain words.

    Both sides in the title, or one there and the other in the lead, is a report about the subject. Both sides in one
    sentence of a short text is too; in one sentence of a long round-up it is a mention. Sides that never meet in a
    sentence are two stories on one page.
    """
    every = tuple(mentions)
    wanted = frozenset(watch.sides_watched)
    missing = wanted - watch.sides(every)
    if missing:
        shown = ", ".join(sorted(missing))
        return 0.0, _reason(ReasonCode.ONE_SIDE_ONLY, f"does not mention {shown}")
    aside = incidental(text, every, watch)
    found = tuple(mention for mention in every if mention not in aside)
    missing = wanted - watch.sides(found)
    if missing:
        return _in_name_only(text, every, aside, missing, watch)
    score, reason = _evidence(text, found, wanted, watch)
    if score >= ABOUT and _has_another_story(text, found, watch):
        return _JUST, _because(ReasonCode.THIRD_PARTY, text.original, found, watch, "a report headed by a third party")
    return score, reason


def _evidence(text: Text, found: tuple[Mention, ...], wanted: frozenset[str], watch: Watch) -> tuple[float, Reason]:
    """Where in the text the sides meet."""
    full_text, title_end = text.original, text.title_end
    in_title = watch.sides([m for m in found if m.end <= title_end])
    side_by_side = wanted <= in_title and _is_parted(text, found, wanted, watch)
    if wanted <= in_title and not side_by_side:
        return _IN_TITLE, _because(ReasonCode.BOTH_IN_TITLE, full_text, found, watch, "the title")
    lead_end = text.body_start + _LEAD
    in_lead = watch.sides([m for m in found if m.end <= lead_end])
    meeting = _meeting_sentences(text, found, wanted, watch)
    if side_by_side:
        meeting = [span for span in meeting if span[0] >= text.body_start]
    # What a round-up's headline and its next item name are two stories, however near they stand.
    one_story = wanted <= in_lead and not side_by_side and not is_round_up(text)
    if in_title and (one_story or (wanted <= in_lead and meeting and not side_by_side)):
        late = _sentences_until(wanted - in_title, text, found, watch) > _LATE
        code = ReasonCode.TITLE_AND_LATE if late else ReasonCode.TITLE_AND_LEAD
        return _JUST if late else _IN_LEAD, _because(code, full_text, found, watch, "title and lead")
    if not meeting:
        length = (len(full_text) - text.body_start) * (_DENSE if text.language in text.vocabulary.spaceless else 1)
        return _apart(full_text, found, watch, one_story=one_story, length=length)
    return _met(text, meeting, found, watch)


def _is_parted(text: Text, found: Iterable[Mention], wanted: frozenset[str], watch: Watch) -> bool:
    """Whether the headline is a row of items, none of which names all sides: "Kremlin on …; Pyongyang tests …; …"."""
    items = headline_items(text, is_round_up(text))
    return len(items) >= _ROW and not any(
        wanted <= watch.sides([m for m in found if start <= m.start and m.end <= end]) for start, end in items
    )


def _has_another_story(text: Text, found: Iterable[Mention], watch: Watch) -> bool:
    """Whether the headline is about a third party and lacks the side that fewer reports name.

    Where it has both sides it has another story if one only stands beside it: "meets Xi ahead of talks with Putin".
    Both of them beside it are what a third party reacts to: "protests after Putin's visit to Pyongyang".
    """
    headed, wanted = [m for m in found if m.end <= text.title_end], frozenset(watch.sides_watched)
    if is_round_up(text) or not watch.rarer:
        return False
    lacking = watch.rarer not in watch.sides(headed)
    if wanted <= watch.sides(headed):
        apart = {m for m in beside(text, headed, ()) if not _is_cause(text, m)}
        headed = [m for m in headed if m not in apart and not _only_says(text, m, watch)]
        lacking = not wanted <= watch.sides(headed) and not wanted <= watch.sides(apart)
    third = {watch.party(m.concept) for m in headed} - {"", *watch.sides_watched}
    return lacking and bool(third) and not _answers(text, headed, watch)


def _only_says(text: Text, mention: Mention, watch: Watch) -> bool:
    """Whether a headline only hands its story to a third party: "leaves for Russia, a South Korean official says"."""
    if watch.party(mention.concept) in watch.sides_watched:
        return False
    return any(a.start <= mention.start and mention.end <= a.end for a in find_attributions(text, watch))


def _answers(text: Text, headed: Sequence[Mention], watch: Watch) -> bool:
    """Whether a side that opens the headline rejects what a third party did: why it is of both sides the lead says."""
    first = next((m for m in headed if watch.party(m.concept)), None)
    if first is None or watch.party(first.concept) not in watch.sides_watched:
        return False
    clause = clause_around(text, (0, text.title_end), first.start)
    acts = find_event_types(text, until=text.title_end)
    return any(name in _ANSWERS and clause[0] <= start < clause[1] for name, start, _ in acts)


def _is_cause(text: Text, mention: Mention) -> bool:
    """Whether somebody stands beside a happening as what it is about: "sanctions ships because of …"."""
    return right_before(tables(text)["cause"], text.lowered, mention.start) is not None


def _in_name_only(
    text: Text, every: tuple[Mention, ...], aside: dict[Mention, str], missing: frozenset[str], watch: Watch
) -> tuple[float, Reason]:
    """All sides are named, one of them only where it does nothing."""
    first = next((m for m in every if m in aside and missing & watch.sides([m])), every[0])
    why = aside.get(first, "list")
    return _IN_NAME[why][0], _reason(
        _IN_NAME[why][1],
        f"{_IN_NAME[why][2]}: {_cut(text.original, _sentence_of(text, first))}",
    )


def _sentence_of(text: Text, mention: Mention) -> tuple[int, int]:
    return next((span for span in text.sentences if span[1] > mention.start), (0, len(text.original)))


def _met(text: Text, meeting: list[tuple[int, int]], found: tuple[Mention, ...], watch: Watch) -> tuple[float, Reason]:
    """The sides meet in sentences of the text, not in its headline."""
    title_end, first = text.title_end, meeting[0]
    lead_end = text.body_start + _LEAD
    share = len(meeting) / max(1, len(text.sentences))
    shown = _cut(text.original, first)
    if first[0] >= lead_end and share < _OFTEN:
        return _IN_PASSING, _reason(
            ReasonCode.IN_PASSING,
            f"mentions both sides only in passing: {shown}",
        )
    code = ReasonCode.MANY_SENTENCES
    if first[0] < lead_end:
        told = tuple(m for m in found if m.start >= title_end)
        later = _sentences_until(frozenset(watch.sides_watched), text, told, watch) > 1
        code = ReasonCode.LATER_SENTENCE if later else ReasonCode.LEAD_SENTENCE
    # In a bulletin of many items one of them is on the subject: the lead counts only where the text stays with it.
    score = _MET if share >= _STAYS or len(meeting) > _FEW else _IN_BULLETIN
    return score, _reason(code, f"mentions both sides in: {shown}")


def _apart(
    full_text: str, found: tuple[Mention, ...], watch: Watch, *, one_story: bool, length: int
) -> tuple[float, Reason]:
    if one_story and length < _SHORT:
        return _JUST, _because(ReasonCode.SHORT_TEXT, full_text, found, watch, "a short text")
    text = "mentions both sides, but never in one sentence: two stories on one page"
    return _APART, _reason(ReasonCode.APART, text)


def _meeting_sentences(
    text: Text, found: tuple[Mention, ...], wanted: frozenset[str], watch: Watch
) -> list[tuple[int, int]]:
    meeting = []
    for start, end in text.sentences:
        inside = [m for m in found if start <= m.start < end]
        if len(inside) and wanted <= watch.sides(inside):
            meeting.append((start, end))
    return meeting


def _sentences_until(
    wanted: frozenset[str],
    text: Text,
    found: tuple[Mention, ...],
    watch: Watch,
) -> int:
    """How many sentences behind headline and dateline one has to read until all these sides are named.

    What the headline names counts for what is only meant: shells "in Kharkiv" in it, and that they are North Korea's.
    """
    begin = text.body_start + inner(text.original[text.body_start :], text.vocabulary)[0]
    spans = [span for span in text.sentences if span[1] > begin]
    for number, (_, end) in enumerate(spans, start=1):
        if wanted <= watch.sides([m for m in found if m.start < end]):
            return number
    return len(spans)


def _because(code: ReasonCode, full_text: str, found: tuple[Mention, ...], watch: Watch, where: str) -> Reason:
    """The reason with the first name of each side; a side that is only meant is told by what implies it."""
    named = [next((m for m in found if side in watch.sides([m])), found[0]) for side in watch.sides_watched]
    quoted = dict.fromkeys(f'"{full_text[m.start : m.end]}"' for m in named)
    return _reason(code, f"mentions both sides in {where}: {' and '.join(quoted)}")


def _reason(code: ReasonCode, text: str) -> Reason:
    return Reason(step=ReasonStep.RELEVANCE, code=code, text=text)


def _cut(full_text: str, span: tuple[int, int]) -> str:
    sentence = full_text[span[0] : span[1]]
    return sentence if len(sentence) <= _SHOWN else f"{sentence[:_CUT]}…"
