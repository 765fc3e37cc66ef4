"""What a claim counts."""

from __future__ import annotations

from enum import StrEnum


class Metric(StrEnum):
    """The quantities that are told apart. Claims of different metrics are never compared; OTHER is all the rest."""

    AID = "aid"
    ARTILLERY_PIECES = "artillery_pieces"
    CASUALTIES = "casualties"
    CONTAINERS = "containers"
    ENGINEERS = "engineers"
    FLIGHTS = "flights"
    MISSILES = "missiles"
    MONEY = "money"
    OIL_BARRELS = "oil_barrels"
    OTHER = "other"
    PRISONERS = "prisoners"
    SHELLS = "shells"
    SORTIES = "sorties"
    STUDENTS = "students"
    TOURISTS = "tourists"
    TRADE_VALUE = "trade_value"
    TRAINS = "trains"
    TROOPS_DEPLOYED = "troops_deployed"
    TROOPS_KILLED = "troops_killed"
    WORKERS = "workers"


class Counting(StrEnum):
    """What a figure counts: all there is by now, what is to come, what came on top, or so many of each of several.

    BEFORE: what was said until now. VAGUE: an amount without a figure. OTHER: a part, or what is asked about. Only
    totals can be set against each other.
    """

    TOTAL = "total"
    PLANNED = "planned"
    MORE = "more"
    EACH = "each"
    BEFORE = "before"
    VAGUE = "vague"
    OTHER = "other"
