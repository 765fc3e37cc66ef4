"""What stands beside a figure: the noun it counts, and what became of those counted."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import CJK_SIGN, Figure
from tumen.analysis.claims.kinds import PEOPLE, Counted, Fate
from tumen.analysis.matching.terms import Term

# Characters between a figure and its noun: English puts "additional North Korean" between, Korean and Chinese a
# counter at most. On labelled and own items nothing changes from 36 to 60; below 30 nouns with two adjectives go.
_REACH = 42
_REACH_BACK = 26
_REACH_CJK = 14
# A noun further behind is not the figure's when another stands before it: a counter and "의" take less.
_REACH_BEHIND_CJK = 5
# Between a figure and a fate a whole predicate may stand: "600 soldiers are believed to have been killed".
_FATE_REACH = 48
_COUNT_REACH = 64
# A relative clause may part them further when the fate is a finite verb: "of the soldiers sent to fight against Ukraine
# have been killed". "To replace those killed" is no such verb.
_FATE_REACH_VERB = 110
# "More than half of the 11,000 sent were killed": the fate is that of half.
_SHARE_OF = r"(?:%(share)s)\s(?:%(share_of)s)\s(?:(?:%(articles)s)\s)?(?:(?:%(about)s)\s)?$"
_HALF_OF = r"[여余多]?[명人名]?(?:の|의|중|中的?|的)\s?(?:うち\s?)?(?:%(half_behind)s)"
_FINITE = r"\b(?:%(auxiliary)s)\s$"
_FINITE_FORM = "%(finite_fate)s"
_FATE_REACH_CJK = 20
# A fate this close to the next figure is that one's: "부상 4700명", "死者约600".
_LEADS_REACH = 4
_CLOSED = "%(closes_fate)s"  # "전사했고": the clause ends with what became of those before it
_CLAUSE = r"[;:。；…]|\.{2}|,\s(?:%(clause_behind_comma)s)\s|\s(?:%(clause)s)\s"
# What may stand between a noun and the figure behind it in Europe: a form of "to be", a verb of reaching, "about".
_LEADS_TO = r"(?:\s(?:%(inside)s)\s\w+)?[\s:,(–—-]*(?:(?:%(leads_to)s)[\s:]*){0,4}$"
# What may not stand between a figure and its noun: from here on another phrase begins.
_APART = r",\s|\b(?:%(another_phrase)s)\b"
_BOTH = r"\s?(?:%(and_or)s|[·,])?\s?(?:(?:%(auxiliary)s)\s){0,2}"
# "sappers and builders", "공병과 건설 인력": two kinds of people under one figure.
_AND = r"\s?(?:%(and)s|[·、])\s?(?:\w+\s){0,1}|,?\s(?:%(as_well_as)s)\s(?:\w+\s){0,1}"
# "the number of containers with shells is put at 20,000": the head of the phrase is counted, over its complement.
_COUNT_OF = r"\b(?:%(number_of)s)\s(?:(?:%(of)s)\s)?(?:\w+\s){0,2}$"
_WITH = r"\s(?:%(with)s)\s(?:\w+\s){0,2}|의\s?|の"
_CYRILLIC, _ENDS = re.compile("[а-яёіїєґ]"), re.compile(r"[.!…]?\s*$")
# Nouns that are a counter's echo in Korean and Chinese: a noun before the figure is the thing.
# Another item of a list begins: "1000名工兵和5000名…".
_LISTED = re.compile(r"[;,、。，]|^\s?(?:[과와및和与與及]|と|や)")
# What is counted in heads: 명, 名, 人, человек.
_COUNTED_AS_PEOPLE = PEOPLE | {Counted.PARTIES, Counted.TOURISTS, Counted.DELEGATION, Counted.HEADS}
# The dead beside the wounded or the losses are one fate.
_ONE_FATE = ({Fate.TROOPS_KILLED, Fate.WOUNDED}, {Fate.TROOPS_KILLED, Fate.CASUALTIES})
_COUNTERS = (Counted.SHELLS, Counted.TRAINS, Counted.OTHER, Counted.FLIGHTS)


# "3 million 152 mm shells": a calibre stands between a figure and its noun.
_CALIBRE = r"\s?\d{2,3}(?:[.,]\d\d?)?[\s-]?(?:%(calibre)s)(?=[\s-])"
# "the containers known to have left the North now number 3,000": the subject of such a verb, however long.
_TOTALS = r"[^;:。]*\s(?:%(totals)s)\s(?:(?:%(about)s)\s)?$"
# "公布阵亡人数, 韩方估计约2000人": the number of the dead is what is told, across the comma.
_COUNT_NAMED = "%(count_named)s"
_WHOLE = "%(whole)s"
_COUNTER = r"[여余多]?\s?(?:%(counter)s)"


def noun(figure: Figure) -> Term | None:
    """Return the noun the figure counts: behind it in Europe; in East Asia before it, or behind its counter."""
    right, left = _right(figure), _left(figure)
    if left and left.kind not in _COUNTED_AS_PEOPLE and _in_heads(figure, right):
        left = None
    if left and is_people(left) and figure.pattern(_COUNTER).match(figure.folded, figure.number.end):
        left = None  # "군사용어 100여개": 개 counts no soldiers
    if right is None or (left and right.kind == Counted.PERSON):
        return left or right
    if left and CJK_SIGN.match(figure.folded[right.start]):
        if re.fullmatch(r"\s?[個개个]\s?", figure.between(right)):
            return right  # "建設部隊2個旅団": the counter leads to its noun
        touching = figure.number.start - left.end <= 1
        if (
            touching
            or right.start - figure.number.end > _REACH_BEHIND_CJK
            or (right.kind in _COUNTERS and right.end - right.start == 1)
        ):
            return left
    return right


def _in_heads(figure: Figure, right: Term | None) -> bool:
    """Whether a counter of people stands right behind the figure: "4개 여단 1만2000명" are men, not brigades."""
    counters = (h for h in figure.clause.nouns if 0 <= h.start - figure.number.end <= 1)
    return (right is not None and right.kind == Counted.PERSON) or any(h.kind == Counted.PERSON for h in counters)


def _right(figure: Figure) -> Term | None:
    number, nouns = figure.number, figure.clause.nouns
    right = next((h for h in nouns if h.start >= number.end), None)
    if right is None or right.start > min(figure.after, number.end + _REACH):
        return None
    gap = figure.pattern(_CALIBRE).sub("", _without_colon(figure, right), count=1)
    if figure.pattern(_CLAUSE).search(gap) or figure.pattern(_APART).search(gap):
        return None
    return (right.kind == Counted.PERSON and _behind_counter(figure, right)) or right


def _without_colon(figure: Figure, right: Term) -> str:
    """What parts a figure from its noun, less the colon of "2,500: more men sent" at the head of a sentence."""
    gap = figure.between(right)
    return gap.removeprefix(":") if figure.number.start == figure.clause.start else gap


def _behind_counter(figure: Figure, counter: Term) -> Term | None:
    """ "2만5천 명의 노동자", "名朝鲜士兵": the noun that the counter leads to."""
    sign = figure.folded[counter.end : counter.end + 2].lstrip()[:1]
    touching = next((h for h in figure.clause.nouns if h.start == counter.end), None)
    if touching:
        return touching
    if not sign or (sign not in "의の的士兵军劳工" and not _names_a_side(figure, counter)):
        return None
    limit = min(figure.after, counter.end + _REACH_CJK)
    return next((h for h in figure.clause.nouns if counter.end <= h.start <= limit), None)


def _names_a_side(figure: Figure, counter: Term) -> bool:
    """Whether a word for a side stands right behind the counter: "3000名朝鲜士兵"."""
    return any(0 <= side.start - counter.end <= 1 for side in figure.clause.sides)


def _left(figure: Figure) -> Term | None:
    left = next((h for h in reversed(figure.clause.nouns) if h.end <= figure.number.start), None)
    if left is None or left.start < figure.before:
        return None
    left, counted = _head(figure, left)
    gap = figure.between(left)
    if counted and len(gap) <= _COUNT_REACH and not re.search(r"[;。]|,\s", gap):
        return left
    if len(gap) <= _COUNT_REACH and figure.pattern(_TOTALS).match(gap):
        return left
    if CJK_SIGN.match(figure.folded[left.start]):
        near = left.kind != Counted.PERSON and len(gap) <= _REACH_CJK and not _LISTED.search(gap)
    else:
        near = len(gap) <= _REACH_BACK and figure.pattern(_LEADS_TO).match(gap) is not None
        near = near or _is_topic(figure, left, gap)
    return left if near else None


def _is_topic(figure: Figure, left: Term, gap: str) -> bool:
    """ "Снарядів КНДР уже передала понад 10 мільйонів": the Slavic noun that opens a sentence which its figure ends."""
    if left.start - figure.clause.start > 1 or _CYRILLIC.match(figure.folded[left.start]) is None:
        return False
    return len(gap) <= _COUNT_REACH and not re.search(r"[;,:—–]", gap) and _ENDS.match(figure.behind) is not None


def _head(figure: Figure, left: Term) -> tuple[Term, bool]:
    """The noun whose complement stands before the figure, and whether the phrase says that it gives a number."""
    before = [h for h in figure.clause.nouns if figure.before <= h.start and h.end < left.start]
    if before and figure.pattern(_WITH).fullmatch(figure.folded, before[-1].end, left.start):
        left = before[-1]
    return left, figure.pattern(_COUNT_OF).search(figure.folded, figure.before, left.start) is not None


def second(figure: Figure, thing: Term) -> bool:
    """Whether the figure counts people of two kinds together, the second without a figure of its own."""
    kinds = PEOPLE - {Counted.PERSON, Counted.STUDENTS, thing.kind}
    behind = thing.start >= figure.number.end
    for other in figure.clause.nouns:
        first, last = (thing, other) if behind else (other, thing)
        if (
            other.kind in kinds
            and first.end <= last.start
            and figure.pattern(_AND).fullmatch(figure.folded, first.end, last.start)
        ):
            return behind or other.start >= figure.before
    return False


def fate(figure: Figure, thing: Term | None) -> Term | None:
    """Return what became of those counted: said behind the figure first, else before it; captivity outweighs a wound.

    "killed or wounded" is one fate, casualties.
    """
    number, fates = figure.number, figure.clause.fates
    if figure.pattern(_SHARE_OF).search(figure.lead(40)) or figure.pattern(_HALF_OF).match(figure.folded, number.end):
        return None
    right = [h for h in fates if number.end <= h.start <= figure.after and _in_reach(figure, h)]
    right = [h for h in right if not _parted(figure, h)]
    left = [h for h in fates if figure.before <= h.start and number.start - _FATE_REACH <= h.end <= number.start]
    left = [h for h in left if _reaches(figure, figure.between(h))]
    near = _held(right + left[-1:], thing)
    taken = [h for h in near if h.kind == Fate.PRISONERS]
    chosen = next(iter(taken or near), None)
    if chosen and chosen.kind in (Fate.TROOPS_KILLED, Fate.WOUNDED) and _counts_both(figure, chosen):
        return chosen._replace(kind=Fate.CASUALTIES)
    return chosen


def _reaches(figure: Figure, gap: str) -> bool:
    """Whether a fate before the figure is the figure's: no other clause between, and no whole that it is a part of."""
    if figure.pattern(_COUNT_NAMED).match(gap):
        return not re.search(r"[;。]", gap)
    if figure.pattern(_CLOSED).match(gap):
        return False
    return not re.search(r"[;。、…]|\.{2}|,(?!\d)", gap) and figure.pattern(_WHOLE).search(gap) is None


def _in_reach(figure: Figure, hit: Term) -> bool:
    gap = hit.start - figure.number.end
    if gap <= _FATE_REACH:
        return True
    auxiliary = figure.pattern(_FINITE).search(figure.folded, hit.start - 12, hit.start)
    verb = auxiliary or figure.pattern(_FINITE_FORM).match(figure.folded, hit.start)
    return gap <= _FATE_REACH_VERB and verb is not None


def _held(fates: list[Term], thing: Term | None) -> list[Term]:
    """Read "seized" and "detained" as captivity of soldiers only."""
    soldiers = thing is not None and thing.kind in (Counted.TROOPS, Counted.PERSON)
    return [
        h._replace(kind=Fate.PRISONERS) if h.kind == Fate.HELD else h for h in fates if soldiers or h.kind != Fate.HELD
    ]


def _parted(figure: Figure, hit: Term) -> bool:
    """Whether a fate behind the figure belongs to something else: a new clause, or the next figure."""
    gap = figure.between(hit)
    if figure.pattern(_CLAUSE).search(gap) or re.search(r"[,、，·]", gap):
        return True
    asian = CJK_SIGN.match(figure.folded[hit.start]) is not None
    if not asian and _is_next_ones(figure, hit, gap):
        return True
    if figure.folded[hit.end : figure.after] == " " and figure.after < figure.clause.end:
        return True  # "killed 12 soldiers and captured two"
    leads_on = (
        figure.after - hit.end <= _LEADS_REACH
        and figure.pattern(_CLOSED).match(figure.folded, hit.end) is None
        and not re.search(r"[,、，·…]|\.{2}", figure.folded[hit.end : figure.after])
        and gap != ""  # "百死千伤": it touches its own
        and figure.after < figure.clause.end
    )
    return asian and (len(gap) > _FATE_REACH_CJK or leads_on)


def _is_next_ones(figure: Figure, hit: Term, gap: str) -> bool:
    """ "the force at 15,000 and the dead at about 600": the fate behind "and" leads to the next figure."""
    if re.match(r"\s(?:and|и|та|і|i|und|et|y)\s", gap) is None or figure.after >= figure.clause.end:
        return False
    return figure.pattern(_LEADS_TO).match(figure.folded[hit.end : figure.after]) is not None


def _counts_both(figure: Figure, one: Term) -> bool:
    """Whether the dead and the wounded stand side by side: "killed or wounded", "ранены и убиты"."""
    # "100명 사망·부상 1천명": the second leads to a figure of its own.
    fates = [h for h in figure.clause.fates if h.start < figure.number.start or not _leads(figure, h)]
    pairs = [(one, h) for h in fates if h.start >= one.end][:1] + [(h, one) for h in fates if h.end <= one.start][-1:]
    return any(
        {a.kind, b.kind} in _ONE_FATE and figure.pattern(_BOTH).fullmatch(figure.folded, a.end, b.start) is not None
        for a, b in pairs
    )


def _leads(figure: Figure, hit: Term) -> bool:
    """Whether nothing but a space stands between a fate and the next figure."""
    return figure.after < figure.clause.end and not figure.folded[hit.end : figure.after].strip()


def is_people(hit: Term) -> bool:
    """Whether a noun counts people who can be killed, wounded or captured."""
    return hit.kind in PEOPLE and hit.kind != Counted.STUDENTS
