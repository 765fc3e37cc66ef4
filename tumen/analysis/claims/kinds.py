"""The kinds of words around a figure: what is counted, what became of it, what the sentence is about.

Their forms and patterns stand in config/language/, in tables named after the classes here; docs/language.md explains
them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from tumen.model import Metric


class Counted(StrEnum):
    """A counted thing. PERSON and TROOPS are read together with what became of them; APART only looks like one.

    PARTIES are companies, bodies and people whom somebody puts on a list. CIVILIANS are no soldiers of anybody;
    OFFICERS are counted apart from a force, and die with it.
    """

    TROOPS = "troops"
    PERSON = "person"
    WORKERS = "workers"
    ENGINEERS = "engineers"
    OFFICERS = "officers"
    SHELLS = "shells"
    CONTAINERS = "containers"
    MISSILES = "missiles"
    ARTILLERY_PIECES = "artillery_pieces"
    OIL_BARRELS = "oil_barrels"
    TOURISTS = "tourists"
    STUDENTS = "students"
    FLIGHTS = "flights"
    DELEGATION = "delegation"
    CREWS = "crews"
    CARRIAGES = "carriages"
    COFFINS = "coffins"
    TRAINS = "trains"
    SORTIES = "sorties"
    AID = "aid"
    HEADS = "heads"
    VOYAGES = "voyages"
    PARTIES = "parties"
    CIVILIANS = "civilians"
    OTHER = "other"
    APART = "apart"
    DURATION = "duration"
    LENGTH = "length"


class Fate(StrEnum):
    """What became of the people counted.

    The wounded are losses that are told apart: beside "4,700 killed or wounded" their figure would read as another
    count of the same. HELD is captivity of soldiers and an arrest of anybody else.
    """

    CASUALTIES = "casualties"
    WOUNDED = "wounded"
    TROOPS_KILLED = "troops_killed"
    HELD = "held"
    PRISONERS = "prisoners"


class Vehicle(StrEnum):
    """What runs between two countries."""

    RAIL = "rail"
    AIR = "air"
    SEA = "sea"


class Unlisted(StrEnum):
    """What a figure counts where no table says.

    THING: a thing of any kind. TOGETHER: people of two kinds under one figure. SHARE: a percentage. VICTIMS: those whom
    a strike hit. LIMIT: what sanctions allow. TIMES: how many times as much something became.
    """

    THING = "thing"
    TOGETHER = "together"
    SHARE = "share"
    VICTIMS = "victims"
    LIMIT = "limit"
    TIMES = "times"


class Topic(StrEnum):
    """What a sentence is about besides its figures."""

    TEST = "test"
    SUPPLY = "supply"
    CRIME = "crime"
    STRIKE = "strike"
    BRIDGE = "bridge"
    SANCTION = "sanction"
    DRILL = "drill"
    SWAP = "swap"
    TRADE = "trade"


# What the table `claim_words` may hold; each kind is used in the shape of a pattern that stands beside its rule.
CLAIM_WORDS: Final = (
    "about", "after_bare", "allowed", "allowed_behind", "already", "alternative", "amount_end", "and",
    "and_or", "another_phrase", "apiece", "apiece_before", "articles", "as_of", "as_of_behind", "as_well_as",
    "asked", "at_war", "at_work", "auxiliary", "calibre", "cap", "capacity", "changed_by",
    "changed_by_behind", "clause", "clause_behind_comma", "closes_fate", "compared_with", "count_named",
    "counter", "daily", "daily_before", "deployed", "describing", "deserted", "displacing", "each",
    "each_before", "earlier_count", "enough", "enough_behind", "finite_fate", "fraction", "further", "grown",
    "grown_behind", "half_behind", "honoured", "hour_unit", "hours_a_day", "hours_before", "including",
    "informed", "inside", "lasting", "leads_to", "length_unit", "long_unit", "multiple", "new_value",
    "no_thing", "not_this", "not_this_behind", "number_of", "occasions", "of", "of_them", "of_these",
    "old_value", "old_value_about", "or", "out_of", "provisions", "rank", "reckoning", "returned", "ride",
    "right_value", "same", "sent", "share", "share_of", "span", "speaking", "speaking_kind", "square",
    "still_counted", "stint", "stint_before", "studying", "taken_back", "taken_back_behind", "time_unit",
    "times", "times_counter", "tons", "totals", "unnamed", "unseen", "visiting", "whole", "with", "year_unit",
)  # fmt: skip
# The nouns, and the metrics, that count people.
PEOPLE: Final = frozenset[str](
    {
        Counted.TROOPS,
        Counted.OFFICERS,
        Counted.PERSON,
        Counted.WORKERS,
        Counted.ENGINEERS,
        Counted.STUDENTS,
    }
)
PEOPLE_METRICS: Final = frozenset[str](
    {
        Metric.TROOPS_DEPLOYED,
        Metric.TROOPS_KILLED,
        Metric.CASUALTIES,
        Fate.WOUNDED,
        Metric.PRISONERS,
        Metric.ENGINEERS,
        Metric.WORKERS,
    }
)
# What is read apart and told as Metric.OTHER.
OTHERS: Final = frozenset[str](
    {
        Unlisted.THING,
        Unlisted.TOGETHER,
        Unlisted.SHARE,
        Unlisted.VICTIMS,
        Unlisted.LIMIT,
        Unlisted.TIMES,
        Counted.CREWS,
        Counted.DELEGATION,
        Counted.COFFINS,
        Counted.LENGTH,
        Counted.DURATION,
        Counted.HEADS,
        Counted.OFFICERS,
        Counted.PARTIES,
        Counted.VOYAGES,
    }
)
