"""What a headline or lead says happened: the kind of the happening, how it is known and how far it has come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from tumen.analysis.extraction.event_types import types_of_lead
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.shapes import right_before
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Certainty, Kind, Stage, Via

# The kind that each event type stands for; types that say how something is known stand in VIAS.
KINDS: Final[Mapping[str, Kind]] = {
    "agree": Kind.AGREEMENT,
    "aid": Kind.AID,
    "appoint": Kind.APPOINTMENT,
    "arrest": Kind.ARREST,
    "arrive": Kind.ARRIVAL,
    "award": Kind.AWARD,
    "build": Kind.CONSTRUCTION,
    "buy": Kind.TRADE,
    "call": Kind.CALL,
    "capture": Kind.CAPTURE,
    "celebrate": Kind.CELEBRATION,
    "defect": Kind.DEFECTION,
    "depart": Kind.DEPARTURE,
    "deploy": Kind.DEPLOYMENT,
    "die": Kind.DEATH,
    "exercise": Kind.EXERCISE,
    "fight": Kind.COMBAT,
    "flight": Kind.TRANSPORT,
    "gift": Kind.GIFT,
    "invite": Kind.INVITATION,
    "kill": Kind.LOSS,
    "launch": Kind.LAUNCH,
    "letter": Kind.MESSAGE,
    "memorial": Kind.MEMORIAL,
    "open": Kind.OPENING,
    "parade": Kind.PARADE,
    "perform": Kind.PERFORMANCE,
    "protest": Kind.STATEMENT,
    "ratify": Kind.RATIFICATION,
    "recruit": Kind.LABOUR,
    "return": Kind.RETURN,
    "sanction": Kind.SANCTION,
    "show": Kind.DISPLAY,
    "sign": Kind.SIGNING,
    "strike": Kind.STRIKE,
    "summon": Kind.STATEMENT,
    "supply": Kind.TRANSFER,
    "support": Kind.STATEMENT,
    "swap": Kind.PRISONER_EXCHANGE,
    "talks": Kind.MEETING,
    "thank": Kind.STATEMENT,
    "tour": Kind.TOURISM,
    "trade": Kind.TRADE,
    "train_service": Kind.TRANSPORT,
    "urge": Kind.STATEMENT,
    "veto": Kind.VOTE,
    "visit": Kind.VISIT,
    "vote": Kind.VOTE,
    "warn": Kind.STATEMENT,
    "withdraw": Kind.WITHDRAWAL,
}
VIAS: Final[Mapping[str, Via]] = {
    "accuse": Via.ACCUSATION,
    "confirm": Via.CONFIRMATION,
    "deny": Via.DENIAL,
    "estimate": Via.ESTIMATE,
}
# Acts in which a meeting or visit ends.
OUTCOMES: Final = frozenset(("agree", "sign", "ratify", "invite", "gift", "appoint", "award", "swap"))
PLAN: Final = "plan"
CANCEL: Final = "cancel"

# Nouns of the setting as often as acts ("by train", "arms for aid"): an act beside them is the happening.
_SETTING: Final = frozenset(
    (
        "train_service", "flight", "tour", "trade", "buy", "aid", "celebrate", "exercise", "fight", "strike", "build",
        "return", "show",
    )
)  # fmt: skip
# What may be the setting of a statement or of a further act: see Frame.host.
HOSTS: Final = (Kind.VISIT, Kind.MEETING, Kind.PARADE, Kind.CELEBRATION, Kind.EXERCISE, Kind.MEMORIAL)

# What the tables `stages` and `frames` of a language file may hold; all is read in lower case.
STAGES: Final = (
    "planned", "planned_behind", "planned_form", "under_way", "under_way_behind", "said_of", "may", "announced",
    "present", "vowed",
)  # fmt: skip
FRAMES: Final = (
    "aside", "aside_behind", "beside", "beside_behind", "cause", "condition", "goal", "goal_behind", "receives",
    "setting", "topic", "views", "sends", "office", "office_before",
)  # fmt: skip
# Languages whose verb stands last, behind what it plans.
VERB_LAST: Final = frozenset(("ko", "ja"))
# Languages whose headlines are nouns without tense.
NOMINAL: Final = frozenset(("ko", "ja", "zh"))
_SIGNED: Final = frozenset((Kind.SIGNING, Kind.AGREEMENT, Kind.RATIFICATION))
_CLAUSE = re.compile(r"[;；:：…。!?！？]+|\.{3,}|\s[-–—|]\s|[,，、](?=\D|$)")
_QUOTE = re.compile(
    r"“[^”]{8,}(?:”|$)|«[^»]{8,}(?:»|$)|„[^”“]{8,}(?:[”“]|$)|(?<!\w)\"[^\"]{8,}(?:\"|$)|「[^」]{6,}」"
    r"|[“\"](?=[^”\"]*[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3])[^”\"]{4,}(?:[”\"]|$)"  # a sign says more than a letter
)
_MOSTLY = 0.9  # of a headline that is nothing but a quotation
_ITEM = re.compile(r"\s?[;；]\s?|\s[|•▪■●▲◆]\s?")
_ADJOINS: Final = 2  # characters between an act and the verb that puts it into the future
_BETWEEN = r"(?:[\w'’-]+\s){0,3}"  # words that may stand between "will" and the act
_WHOLE = r"(?![^\W\d_\u2e80-\U0010ffff])"  # not the beginning of a longer word of an alphabet: "to" in "tourists"


class Happening(NamedTuple):
    """An act named at [start, end): its kind, and what stands around it. `aside`: it leads to or hosts another.

    `setting`: 0 for a happening, 1 for what is the setting of one as often, 2 for words that mostly are: a delegation.
    """

    kind: Kind
    start: int
    end: int
    clause: Span
    aside: bool
    setting: int


class Manner(NamedTuple):
    """How far a happening has come and how it is known, each with the words that say so."""

    stage: Stage
    stage_at: Span | None
    certainty: Certainty
    certainty_at: Span | None


def items(text: Text, headline: Span) -> tuple[Span, ...]:
    """The parts of a round-up's headline; the headline itself where it is one item."""
    start, parts = headline[0], []
    for gap in _ITEM.finditer(text.original, *headline):
        parts.append((start, gap.start()))
        start = gap.end()
    parts.append((start, headline[1]))
    return tuple(part for part in parts if part[1] - part[0] > 1)


def happenings(text: Text, region: Span, *, within_quotes: bool = False) -> list[Happening]:
    """The acts named in a region, the one that the report is about first; those of a quotation are left out."""
    table, quotes = tables(text), [] if within_quotes else quotations(text, region)
    found = [
        Happening(KINDS[name], start, end, clause, _is_aside(text, table, clause, (start, end)), setting)
        for name, start, end in acts(text, region)
        if name in KINDS
        for clause in (clause_around(text, region, start),)
        if not any(quote[0] <= start < quote[1] for quote in quotes)
        and not right_before(table["condition"], text.lowered, start, clause[0])
        for setting in (2 if is_worded(text, "setting", start, end) else int(name in _SETTING),)
    ]
    return sorted(found, key=_order)


def quotations(text: Text, region: Span) -> list[Span]:
    """What a region quotes beside words of its own."""
    found = [match.span() for match in _QUOTE.finditer(text.original, *region)]
    return found if sum(end - start for start, end in found) < _MOSTLY * (region[1] - region[0]) else []


def says(text: Text, name: str, region: Span) -> Span | None:
    """Where a pattern of the tables `stages` and `frames` stands in a region."""
    match = tables(text)[name].search(text.lowered, *region)
    return match.span() if match else None


def is_worded(text: Text, name: str, start: int, end: int) -> bool:
    """Whether the words of [start, end) themselves match a pattern of the tables."""
    return tables(text)[name].search(text.lowered[start:end]) is not None


def acts(text: Text, region: Span) -> list[tuple[str, int, int]]:
    """The event types named in a region, in order."""
    return [act for act in types_of_lead(text) if region[0] <= act[1] and act[2] <= region[1]]


def clause_around(text: Text, region: Span, at: int) -> Span:
    """The clause of a region in which a place lies."""
    start, end = region
    for gap in _CLAUSE.finditer(text.original, *region):
        if gap.start() >= at:
            return start, gap.start()
        start = gap.end()
    return start, end


def _order(one: Happening) -> tuple[bool, int, int]:
    return one.aside, one.setting, one.start


def manner(text: Text, region: Span, one: Happening) -> Manner:
    """How far the happening has come, as the words around it say."""
    planned = None if one.kind == Kind.STATEMENT else _planned(text, region, one)  # said is done
    under_way = None if planned else _around(text, one, "under_way", "under_way_behind")
    stage = Stage.PLANNED if planned else Stage.UNDER_WAY if under_way else Stage.DONE
    may = tables(text)["may"].search(text.lowered, *one.clause)
    return Manner(stage, planned or under_way, Certainty.MAY if may else Certainty.CERTAIN, may.span() if may else None)


def _planned(text: Text, region: Span, one: Happening) -> Span | None:
    """The words that put the happening into the future, if any."""
    table, last = tables(text), text.language in VERB_LAST
    for name, start, end in acts(text, region):
        if name != PLAN or table["announced"].search(text.lowered, start, end):
            continue
        same = one.clause[0] <= start and end <= one.clause[1]
        if last and one.kind in _SIGNED and 0 <= one.start - end <= 1:
            continue  # a plan that is signed
        if last and start - one.end > _ADJOINS and table["vowed"].match(text.lowered, start):
            continue  # what somebody said there that he would do
        if same and (last or start <= one.start):
            return start, end
    if is_worded(text, "planned_form", one.start, one.end):
        return one.start, one.end
    found = _around(text, one, "planned", "planned_behind")
    said = (
        says(text, "said_of", one.clause) if found else None
    )  # "soll geschickt haben": what somebody is said to have done
    return None if found and said and said[0] <= found[0] < said[1] else found


def _around(text: Text, one: Happening, before: str, behind: str) -> Span | None:
    table = tables(text)
    match = right_before(table[before], text.lowered, one.start, one.clause[0])
    if match is None:
        match = table[behind].match(text.lowered, one.end, one.clause[1])
    return match.span() if match and match.end() > match.start() else None


def via(text: Text, region: Span, denied: bool) -> tuple[Via, Span | None]:
    """How the happening of a region is known, with the word that says so. `denied`: by whom it is attributed to."""
    table = tables(text)
    for name, start, end in acts(text, region):
        if name in VIAS:
            return VIAS[name], (start, end)
        if name == PLAN and table["announced"].search(text.lowered, start, end):
            return Via.ANNOUNCEMENT, (start, end)
    return (Via.DENIAL if denied else Via.REPORT), None


def called_off(text: Text, region: Span) -> Span | None:
    """Where a region says that something was called off or put off."""
    return next(((start, end) for name, start, end in acts(text, region) if name == CANCEL), None)


def _is_aside(text: Text, table: Mapping[str, re.Pattern[str]], clause: Span, act: Span) -> bool:
    """Whether an act only leads to another one: "after talks", or stands in what somebody is quoted with."""
    before = right_before(table["aside"], text.lowered, act[0], clause[0])
    return before is not None or table["aside_behind"].match(text.lowered, act[1], clause[1]) is not None


def tables(text: Text) -> Mapping[str, re.Pattern[str]]:
    """The patterns of the tables `stages` and `frames` in the language of a text, by name."""
    vocabulary, language = text.vocabulary, text.language
    return vocabulary.once(("stages", language), lambda: _compiled(vocabulary, language))


def _compiled(vocabulary: Vocabulary, language: str) -> Mapping[str, re.Pattern[str]]:
    # "@" stands for the alternation of the entries.
    shapes = {
        "planned": rf"@{_WHOLE}\s?{_BETWEEN}$",
        "under_way": rf"@{_WHOLE}\s?{_BETWEEN}$",
        "aside": r"@\s?[^,;:]*$",
        "planned_behind": r"\s?@",
        "under_way_behind": r"\s?@",
        "aside_behind": r"\s?@",
        "beside": r"@\s?[^,;:]*$",
        "cause": r"@\s?[^,;:]*$",
        "condition": r"@\s?[^,;:]*$",
        "topic": r"\s(?:[—–-]\s)?@\s",
        "goal": r"@\s?[^,;:]*$",
        "office_before": r"@\s?$",
    }
    return {
        name: _shaped(shapes.get(name, "@"), vocabulary.table(table, language).get(name, ()))
        for table, names in (("stages", STAGES), ("frames", FRAMES))
        for name in names
    }


def _shaped(shape: str, entries: Iterable[str]) -> re.Pattern[str]:
    source = "|".join(entries)
    return re.compile(shape.replace("@", f"(?:{source})") if source else r"(?!)")
