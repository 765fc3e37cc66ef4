"""Which quantity a figure is: the metric, by its unit, its noun and what became of those counted."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import Clause, Figure
from tumen.analysis.claims.counted import fate, is_people, noun, second
from tumen.analysis.claims.equal_figures import is_same_again
from tumen.analysis.claims.kinds import PEOPLE, PEOPLE_METRICS, Counted, Topic, Unlisted
from tumen.analysis.claims.listed import acting, became, deserted, listed
from tumen.analysis.claims.open_nouns import open_thing
from tumen.analysis.claims.persons import SENT, apiece, at_work, compared, continued, of_guests, who
from tumen.analysis.claims.rates import (
    is_allowed,
    is_daily,
    is_each,
    is_multiple,
    is_on_a_line,
    is_ride,
    is_room,
    is_stint,
    is_time,
    is_unseen,
    is_workday,
    length,
    rate,
    run,
    weight,
)
from tumen.analysis.claims.shares import ARMS, FORCE
from tumen.analysis.claims.topical import lost, topical
from tumen.analysis.matching.roles import Role
from tumen.analysis.matching.terms import Term
from tumen.model import Metric

Reading = tuple[str, Term | None]
_NOTHING: Reading = ("", None)
# Without a noun the fate must stand close to the figure: "600 killed", "the number killed is put at around 600".
_CLOSE = 34
_LASTING = r"\b(?:%(lasting)s)\s(?:(?:%(about)s|%(already)s)\s)?$"
# Fewer soldiers than this, with nothing said to have become of them, are persons in a story, no force.
_FEW = 20
_AREA = r"\s?(?:%(square)s)"
# What sanctions allow is no delivery.
_CAP = "%(cap)s"
# Two people of whom nothing else is said are those just named.
_TWO = 2
# Below this companies and bodies on no list are parts of a story.
_SEVERAL = 10
# From here on a figure without a noun counts no people: "the shells: over 10 million" behind soldiers.
_NO_PEOPLE = 1_000_000
# Honours tell of persons, not of a force.
_MANY = 1000
# A share is one of arms: "40% of the artillery shells", "포탄의 40%".
_ARMS_BEHIND, _ARMS_BEFORE = 30, 3
# "10여 차례에 걸쳐 탄약을": how often arms were sent.
_OCCASIONS = r"[여余多]?\s?(?:%(occasions)s)"
_ENOUGH_BEHIND = r"\s?(?:%(enough_behind)s)"
_INFORMED = r"\s(?:%(informed)s)"
_HONOURED = "%(honoured)s"
# Whose people are: "50,000 men – Russians and North Koreans", "including some North Koreans".
_OWNERS_BEHIND = 45
_BEHIND_DASH = re.compile(r"\s?[–—(:-]")
_INCLUDING = r",?\s?(?:%(including)s)\s?"
_NEXT = 20
_BY = 4  # "launched by Russia"
_OF_THESE = r"(?:%(of_these)s)\s?$|(?:%(of_these)s)\s"
_COUNTED_ALONE = r"\s?(?:[^\w\s]|$)|\s(?:%(after_bare)s)\b"


def metric(figure: Figure, clauses: list[Clause], before: list[str]) -> Reading:
    """Return what a figure counts, and the noun or fate that says so; an empty kind when the figure is no claim.

    What it counts is a metric or a kind that is told as OTHER. `before`: what was found so far in this and the
    previous sentence.
    """
    if figure.number.unit:
        return _of_unit(figure, clauses)
    often = rate(figure, clauses)
    if often[0]:
        return often
    if is_time(figure):
        return _lasting(figure, clauses)
    thing = length(figure) or weight(figure) or noun(figure)
    if _is_how_often(figure, thing):
        return Unlisted.THING, None
    if thing and thing.kind == Counted.OIL_BARRELS and is_allowed(figure):
        return Unlisted.LIMIT, thing
    if figure.pattern(_CAP).search(figure.lead(24)) and not (thing and is_people(thing)):
        return _NOTHING
    if is_multiple(figure):
        return Unlisted.TIMES, None
    end = None if figure.whole else fate(figure, thing)
    if end and _holds_ours(figure):
        return _NOTHING
    if end and _is_fates(figure, thing, end):
        kind = became(figure, thing, end, clauses)
        return kind, (thing if thing and is_people(thing) and thing.kind != Counted.PERSON else end)
    if thing is None:
        return _bare(figure, clauses, before)
    what = listed(figure, thing, clauses)
    if not what:
        of_people = thing.kind == Counted.PERSON
        what = apiece(figure, thing) or (_persons if of_people else _things)(figure, thing, clauses, before)
    return acting(figure, what) or what, thing


def _holds_ours(figure: Figure) -> bool:
    """Whether the dead of the side counted are only some of the figure: "20 soldiers, of them six North Koreans"."""
    part = figure.pattern(_OF_THESE).search(figure.folded, figure.number.end, figure.clause.end)
    if part is None or part.end() > figure.after:
        return False
    ours = [s for s in figure.clause.sides if s.kind == Role.COUNTED and figure.before <= s.start]
    return bool(ours) and ours[0].start > figure.after and ours[0].start - figure.after <= _OWNERS_BEHIND


def _bare(figure: Figure, clauses: list[Clause], before: list[str]) -> Reading:
    """A figure with no known noun: it goes on counting, or counts what no table lists."""
    if before and is_same_again(figure):
        return before[-1], None
    going_on = continued(figure, clauses, before) or topical(figure, clauses, before)
    if going_on in PEOPLE_METRICS and figure.number.low >= _NO_PEOPLE:
        return _NOTHING
    if going_on:
        return acting(figure, going_on) or going_on, None
    what, word = open_thing(figure)
    if word and at_work(figure, word.end):
        own = [s for s in figure.clause.sides if figure.number.end <= s.start and s.end <= word.start]
        if any(s.kind in figure.roles.counted for s in own):
            what = Metric.WORKERS  # "90 North Korean seamstresses work at"
    return what, word


def _persons(figure: Figure, thing: Term, clauses: list[Clause], before: list[str]) -> str:
    if is_daily(figure, thing):
        return Unlisted.THING
    if _of_both(figure, thing):
        return Unlisted.TOGETHER
    if figure.pattern(_INFORMED).match(figure.folded, thing.end):
        return ""  # "six people familiar with the matter": they speak
    if figure.number.high == 1:
        return ""  # "one of them is 20"
    people = compared(figure, before) or lost(figure, clauses, before) or who(figure, clauses, thing.end)
    if people or figure.clause.fates or figure.number.high <= _TWO:
        return people
    return Unlisted.THING


def _things(figure: Figure, thing: Term, clauses: list[Clause], before: list[str]) -> str:
    if thing.kind == Counted.SHELLS and thing.end - thing.start == 1 and before and before[-1] == Metric.MISSILES:
        return Metric.MISSILES  # 발, a counter of both
    if is_people(thing) and (second(figure, thing) or _of_both(figure, thing)):
        return Unlisted.TOGETHER
    if (
        thing.kind == Counted.TROOPS
        and figure.number.high < _MANY
        and figure.pattern(_HONOURED).search(figure.sentence)
    ):
        return Unlisted.THING
    return "" if _is_lone(figure, thing) else _of_noun(figure, thing, clauses)


def _of_both(figure: Figure, thing: Term) -> bool:
    """ "50,000 Russian and North Korean troops", "50,000 men, North Koreans among them": they are of both sides."""
    end = max(figure.number.end, thing.end)
    behind = min(figure.after, end + _OWNERS_BEHIND)
    sides = [s for s in figure.clause.sides if figure.number.end <= s.start < behind]
    if figure.roles.peoples(s.kind for s in sides if s.start < thing.start or _BEHIND_DASH.match(figure.folded, end)):
        return True
    included = figure.pattern(_INCLUDING).match(figure.folded, end, figure.clause.end)
    return included is not None and any(0 <= s.start - included.end() <= _NEXT for s in sides if s.kind == Role.COUNTED)


def _is_lone(figure: Figure, thing: Term) -> bool:
    """ "one passenger in mind" is a turn of speech, a lone captive is news, and so is a thing counted in digits."""
    if figure.number.high != 1:
        return False
    if thing.kind in (Counted.FLIGHTS, Counted.TRAINS) and is_each(figure, thing.end):
        return False
    if thing.kind in PEOPLE:
        return True  # without a fate: "one escaped worker said"
    if thing.kind in ARMS and figure.number.approximate:
        return False  # "at least one missile"
    return thing.kind != Counted.LENGTH and not figure.folded[figure.number.start].isdigit()


def _is_fates(figure: Figure, thing: Term | None, became: Term) -> bool:
    """Whether the figure counts the fate: of the people named, or of nobody named but close by."""
    if thing is not None and (is_people(thing) or thing.kind == Counted.CIVILIANS):
        return True
    behind = became.start >= figure.number.end
    if thing is None and figure.number.high < _SEVERAL and became.end <= figure.number.start:
        return figure.pattern(_COUNTED_ALONE).match(figure.behind) is not None  # "the losses: two versions"
    nearer = thing is None or (behind and (thing.start > became.start or thing.end <= figure.number.start))
    gap = figure.between(became)
    return nearer and len(gap) <= _CLOSE and not re.search(r"[,;.]\s", gap)


def _of_noun(figure: Figure, thing: Term, clauses: list[Clause]) -> str:
    if thing.kind == Counted.TROOPS:
        sent = figure.number.high >= _FEW or figure.pattern(SENT).search(figure.sentence) or deserted(figure)
        return Metric.TROOPS_DEPLOYED if sent else ""
    if thing.kind == Counted.LENGTH and figure.pattern(_AREA).match(figure.folded, figure.number.end):
        return Unlisted.THING
    if thing.kind == Counted.LENGTH:
        return Counted.LENGTH if _bridge(figure, clauses) or is_on_a_line(figure, clauses) else ""
    if thing.kind == Counted.CIVILIANS and of_guests(figure, clauses):
        return Metric.TOURISTS  # "22 residents of Primorye are back from Rason"
    if thing.kind in (Counted.CARRIAGES, Counted.CIVILIANS):
        return ""  # what a train is made of; people of a place
    if thing.kind == Counted.PARTIES:
        return Unlisted.THING if figure.number.low >= _SEVERAL else ""
    if thing.kind == Counted.TOURISTS and is_room(figure):
        return Unlisted.THING
    if thing.kind == Counted.FLIGHTS:
        return run(figure, thing, clauses)
    if thing.kind == Counted.MISSILES and _is_test(figure.clause, clauses[0]):
        return ""
    return thing.kind


def _of_unit(figure: Figure, clauses: list[Clause]) -> Reading:
    """Money and shares: trade by the words of the sentence, shares of arms, other shares."""
    if figure.number.unit == "%" and not figure.folded[figure.number.start].isdigit():
        # "half of the shells", "a third of the force"
        return Metric.OTHER, next((h for h in figure.clause.nouns if h.kind in ARMS | FORCE), None)
    trade = figure.clause.about(Topic.TRADE) or _goes_on_with_trade(figure, clauses)
    if figure.number.unit != "%":
        return (Metric.TRADE_VALUE if trade else Metric.MONEY), None
    end = figure.number.end
    arms = [h for h in figure.clause.nouns if h.kind in ARMS]
    near = next((h for h in arms if end <= h.start <= min(figure.after, end + _ARMS_BEHIND)), None)
    near = near or next((h for h in arms if 0 <= figure.number.start - h.end <= _ARMS_BEFORE), None)
    return (Metric.OTHER, near) if near else (Unlisted.SHARE, None)


def _goes_on_with_trade(figure: Figure, clauses: list[Clause]) -> bool:
    """Whether a sentence that names nothing itself follows one on trade: "Trade grew. It came to $34 million"."""
    here = figure.clause
    return figure.place > 0 and not here.nouns and not here.topics and clauses[figure.place - 1].about(Topic.TRADE)


def _lasting(figure: Figure, clauses: list[Clause]) -> Reading:
    """How long deliveries last or a ride takes; other spans of time are no claims."""
    thing = noun(figure)
    if is_ride(figure, clauses) or is_stint(figure) or is_unseen(figure) or is_workday(figure) or _is_enough(figure):
        return Counted.DURATION, None
    lasts = (
        thing
        and thing.kind == Counted.DURATION
        and figure.clause.about(Topic.SUPPLY)
        and figure.pattern(_LASTING).search(figure.lead(20))
    )
    return (Counted.DURATION, thing) if lasts else _NOTHING


def _is_enough(figure: Figure) -> bool:
    """Whether the span is how long supplies last: "enough for two months of fighting", "두 달가량 쓸 수 있는"."""
    behind = figure.pattern(_ENOUGH_BEHIND).match(figure.folded, figure.number.end)
    return behind is not None or figure.pattern("%(enough)s").search(figure.lead(90)) is not None


def _is_how_often(figure: Figure, thing: Term | None) -> bool:
    """Whether the figure is how often something was sent, and no number of what was."""
    if figure.pattern(_OCCASIONS).match(figure.folded, figure.number.end) is None:
        return False
    arms = (*ARMS, Counted.CONTAINERS)
    sent = figure.clause.about(Topic.SUPPLY) or any(h.kind in arms for h in figure.clause.nouns)
    return sent and (thing is None or thing.kind in (*arms, *PEOPLE))


def _bridge(figure: Figure, clauses: list[Clause]) -> bool:
    return any(clauses[j].about(Topic.BRIDGE) for j in {figure.place, max(0, figure.place - 1), 0})


def _is_test(clause: Clause, title: Clause) -> bool:
    """Missiles fired into the sea are a side's own tests, unless the sentence hands them to somebody or names a war.

    Nor are those that the other side fires, here or in the title: "Russia has launched 20 North Korean missiles".
    """
    if clause.names(Role.THEATRE) or clause.about(Topic.SUPPLY):
        return False
    return clause.about(Topic.TEST) and not (_is_fired_by_others(clause) or _is_fired_by_others(title))


def _is_fired_by_others(clause: Clause) -> bool:
    """Whether the side that is not counted opens the sentence, or stands behind the verb: "launched by Russia"."""
    others = [side for side in clause.sides if side.kind == Role.COUNTERPART]
    if not others or not clause.about(Topic.TEST):
        return False
    tests = [topic for topic in clause.topics if topic.kind == Topic.TEST]
    return clause.sides[0] == others[0] or any(0 <= s.start - t.end <= _BY for s in others for t in tests)
