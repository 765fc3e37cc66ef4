"""Is the document about the subject: do both sides act in it, or is one only mentioned in passing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Mention, Reason

# From here on a document is about the subject; with less, but more than nothing, it is background: kept, judged, not
# told. The kinds of evidence below are worth 0.45 at most where the sides only pass each other, 0.6 at least where not.
ABOUT = 0.5

# What the table `lists` may hold: what joins the members of a list, and what may stand before one.
LISTS = ("joint", "article")
_LEAD = 400  # characters after the title in which a report says what it is about, in every language measured


def relevance(text: Text, mentions: Iterable[Mention], watch: Watch) -> tuple[float, Reason]:
    """Return how much the document is about the subject (0..1), with the evidence in plain words.

    Both sides in the title, or one there and the other in the lead, is a report about the subject. Both sides in one
    sentence of a short text is too; in one sentence of a long round-up it is a mention. Sides that never meet in a
    sentence are two stories on one page.
    """
    found = tuple(mentions)
    wanted = frozenset(watch.sides_watched)
    named = watch.sides(found)
    if not wanted <= named:
        missing = ", ".join(sorted(wanted - named))
        return 0.0, Reason(step="relevance", code="one_side_only", text=f"does not mention {missing}")
    full_text, title_end = text.original, text.title_end
    in_title = watch.sides([m for m in found if m.end <= title_end])
    if wanted <= in_title:
        return 1.0, _because("both_in_title", full_text, found, watch, "the title")
    meeting = _meeting_sentences(text, found, wanted, watch)
    lead_end = title_end + 2 + _LEAD
    in_lead = watch.sides([m for m in found if m.end <= lead_end])
    if in_title and wanted <= in_lead:
        late = _sentences_until(wanted - in_title, text, found, watch, title_end) > 2
        code = "title_and_late" if late else "title_and_lead"
        return 0.6 if late else 0.85, _because(code, full_text, found, watch, "title and lead")
    if not meeting:
        # A character of Korean, Chinese or Japanese says as much as three Latin letters.
        length = (len(full_text) - title_end - 2) * (3 if text.language in text.vocabulary.spaceless else 1)
        return _apart(full_text, found, watch, in_lead=wanted <= in_lead, length=length)
    listed = [span for span in meeting if _is_list(text, span, found, wanted, watch)]
    if len(listed) == len(meeting):
        shown = f"both sides appear only in a list of countries: {_cut(full_text, meeting[0])}"
        return 0.4, Reason(step="relevance", code="list_of_countries", text=shown)
    first = meeting[0]
    share = len(meeting) / max(1, len(text.sentences))
    if first[0] < lead_end or share >= 0.25:
        code = "many_sentences"
        if first[0] < lead_end:
            later = _sentences_until(wanted, text, found, watch, title_end) > 1
            code = "later_sentence" if later else "lead_sentence"
        # In a bulletin of many items one of them is on the subject: the lead counts only where the text stays with it.
        score = 0.7 if share >= 0.08 or len(meeting) > 2 else 0.45
        return score, Reason(step="relevance", code=code, text=f"mentions both sides in: {_cut(full_text, first)}")
    return 0.35, Reason(
        step="relevance", code="in_passing", text=f"mentions both sides only in passing: {_cut(full_text, first)}"
    )


def _apart(
    full_text: str, found: tuple[Mention, ...], watch: Watch, *, in_lead: bool, length: int
) -> tuple[float, Reason]:
    if in_lead and length < 2 * _LEAD:
        return 0.6, _because("short_text", full_text, found, watch, "a short text")
    text = "mentions both sides, but never in one sentence: two stories on one page"
    return 0.2, Reason(step="relevance", code="apart", text=text)


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
    begin: int,
) -> int:
    """How many sentences of the text one has to read until all these sides are named."""
    spans = [span for span in text.sentences if span[1] > begin + 2]
    for number, (_, end) in enumerate(spans, start=1):
        if wanted <= watch.sides([m for m in found if begin <= m.start < end]):
            return number
    return len(spans)


def _is_list(
    text: Text, span: tuple[int, int], found: tuple[Mention, ...], wanted: frozenset[str], watch: Watch
) -> bool:
    """Tell whether the sides meet only in an enumeration: three or more countries with nothing but joints between."""
    inside = [m for m in found if span[0] <= m.start < span[1]]
    countries = [m for m in inside if watch.entry(m.concept).kind in ("country", "place")]
    if wanted - watch.sides(countries) or any(watch.entry(m.concept).kind == "pair" for m in inside):
        return False
    joint = text.vocabulary.once("joint", lambda: _joint(text.vocabulary))
    run: list[Mention] = []
    for mention in countries:
        if run and not joint.fullmatch(text.original, run[-1].end, mention.start):
            run = []
        run.append(mention)
        if len({m.concept for m in run}) >= 3 and wanted <= watch.sides(run):
            return not wanted <= watch.sides([m for m in inside if m not in run])
    return False


def _joint(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What stands between the members of a list of countries."""
    joint, article = (vocabulary.alternatives("lists", kind, bounded=False) for kind in LISTS)
    return re.compile(rf"[\s,、,，·/]*{joint}?\s*(?:{article} )?", re.IGNORECASE)


def _because(code: str, full_text: str, found: tuple[Mention, ...], watch: Watch, where: str) -> Reason:
    """The reason with the first name of each side; a side that is only meant is told by what implies it."""
    named = [next((m for m in found if side in watch.sides([m])), found[0]) for side in watch.sides_watched]
    quoted = dict.fromkeys(f'"{full_text[m.start : m.end]}"' for m in named)
    return Reason(step="relevance", code=code, text=f"mentions both sides in {where}: {' and '.join(quoted)}")


def _cut(full_text: str, span: tuple[int, int]) -> str:
    sentence = full_text[span[0] : span[1]]
    return sentence if len(sentence) <= 160 else f"{sentence[:157]}…"
