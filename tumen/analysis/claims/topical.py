"""What somebody's figure without a noun counts: what its report is about.

"North Korea's losses: two counts. Seoul speaks of 1,100, Kyiv of 3,000."
"""

from __future__ import annotations

from collections.abc import Iterable

from tumen.analysis.claims.clauses import Clause, Figure
from tumen.analysis.claims.kinds import Counted, Fate
from tumen.analysis.claims.persons import SENT, is_compared, is_out_of
from tumen.analysis.matching.terms import Term
from tumen.model import Metric

# Below this a figure without a noun is seldom a count of what a report is about: "in 12 and more towns".
_SOME = 20
# A speaker, or the word that hands the figure over, may stand so close behind it: "1,100 – says Seoul".
_BESIDE = 4
# "Seoul says 1,100": a verb of saying, with "of" or "about", behind the speaker.
_VERB = 16
_LED_TO = r"(?:^|[^\w\s]\s?|[\u3040-\u9fff\uac00-\ud7a3]\s?|\b(?:%(about)s|%(leads_to)s|%(of)s|%(further)s)\s)$"
_ENDS = r"(?:[여余多]?\s?(?:%(counter)s)\S{0,4})?\s?(?:[,.;:)»”\"、，。・·!?…–—-]|$|\s(?:%(after_bare)s)\b)"
# "1만명 국경 경계", "1만 명이 국경을": what they do follows, and not how they are counted or what became of them.
_DOING = r"여?\s?[명인](?:이|은)?\s(?!%(still_counted)s)[가-힣]{2,}"
# "15,000 North Koreans sent": they are the force, whatever became of some.
_SENT = r"[^,.;。、，]{0,24}\s(?:%(deployed)s)\b"
_TOPICS = {
    Counted.TROOPS: Metric.TROOPS_DEPLOYED,
    Counted.WORKERS: Metric.WORKERS,
    Counted.ENGINEERS: Metric.ENGINEERS,
    Counted.SHELLS: Metric.SHELLS,
    Counted.CONTAINERS: Metric.CONTAINERS,
    Counted.MISSILES: Metric.MISSILES,
    Counted.ARTILLERY_PIECES: Metric.ARTILLERY_PIECES,
    Counted.TOURISTS: Metric.TOURISTS,
}
_ARMS = frozenset[str]({Counted.SHELLS, Counted.CONTAINERS, Counted.MISSILES, Counted.ARTILLERY_PIECES})
_LOSSES = (Metric.CASUALTIES, Metric.TROOPS_KILLED, Fate.WOUNDED)


def topical(figure: Figure, clauses: list[Clause], before: list[str]) -> str:
    """Return the metric of a figure without a noun that somebody gives; "" when nobody does or the topic is open.

    What the sentence has counted or named so far, else the one before, else the title.
    """
    if not _is_said(figure) or not _stands_alone(figure) or is_compared(figure):
        return ""
    counted = [m for m in before if m in _LOSSES or m in _TOPICS.values()]
    return counted[-1] if counted else _named_before(figure, clauses)


def lost(figure: Figure, clauses: list[Clause], before: list[str]) -> str:
    """Return the loss that "1,100 people", given by somebody, are counted under; "" when the topic is none.

    Of whom more is said, "1만명 국경 경계", ten thousand guarding the border, are no loss.
    """
    if figure.pattern(_DOING).match(figure.behind):
        return ""
    if not _is_said(figure) or figure.pattern(SENT).search(figure.folded, figure.before, figure.after):
        return ""
    topic = next((m for m in reversed(before) if m in _LOSSES), "") or _named_before(figure, clauses)
    return topic if topic in _LOSSES else ""


def _is_said(figure: Figure) -> bool:
    """Whether somebody gives the figure, and not as the whole of another: "600 of the 15,000 sent"."""
    if figure.number.low < _SOME or not figure.clause.voices or figure.whole or is_out_of(figure):
        return False
    return figure.pattern(_SENT).match(figure.behind) is None


def _stands_alone(figure: Figure) -> bool:
    """Whether the figure is named by no word on either side: not "school 131", nor "1,100 villages"."""
    start, end = figure.number.start, figure.number.end
    spoken = any(0 <= start - voice.end <= _VERB for voice in figure.clause.voices)
    if not spoken and figure.pattern(_LED_TO).search(figure.folded[figure.clause.start : start]) is None:
        return False
    if figure.pattern(_ENDS).match(figure.folded[end : figure.clause.end]):
        return True
    return any(0 <= voice.start - end <= _BESIDE for voice in figure.clause.voices)


def _named_before(figure: Figure, clauses: list[Clause]) -> str:
    """The topic of the sentence up to the figure, else of the one before and of the title, where a side is named."""
    place, start = figure.place, figure.number.start
    own = _topic((h for h in figure.clause.fates if h.end <= start), (h for h in figure.clause.nouns if h.end <= start))
    if own or place == 0:
        return own
    for clause in (clauses[place - 1], clauses[0]):
        if clause.names(*figure.roles.counted):
            topic = _topic(clause.fates, clause.nouns)
            if topic:
                return topic
    return ""


def _topic(fates: Iterable[Term], nouns: Iterable[Term]) -> str:
    lost = {fate.kind for fate in fates}
    if Fate.CASUALTIES in lost or {Fate.TROOPS_KILLED, Fate.WOUNDED} <= lost:
        return Metric.CASUALTIES
    for kind in (Fate.TROOPS_KILLED, Fate.WOUNDED):
        if kind in lost:
            return kind
    kinds = list(dict.fromkeys(noun.kind for noun in nouns if noun.kind in _TOPICS))
    alone = len(kinds) == 1 or (bool(kinds) and set(kinds) <= _ARMS)  # "containers of shells": what holds them
    return _TOPICS[Counted(kinds[0])] if alone and not lost else ""
