"""What is sent, by kind: two reports of things of different kinds tell of two deliveries.

The words of each kind are the table `goods` of the language files.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final

from tumen.analysis.matching.terms import Term, Terms
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text
from tumen.model import Kind


class Goods(StrEnum):
    """A kind of things or people that are sent."""

    ARMS = "arms"
    AMMUNITION = "ammunition"
    MISSILES = "missiles"
    ARTILLERY = "artillery"
    DRONES = "drones"
    ARMOUR = "armour"
    AIRCRAFT = "aircraft"
    HELICOPTERS = "helicopters"
    AIR_DEFENCE = "air_defence"
    SHIPS = "ships"
    FUEL = "fuel"
    GAS = "gas"
    COAL = "coal"
    FOOD = "food"
    GRAIN = "grain"
    MEAT = "meat"
    FISH = "fish"
    ANIMALS = "animals"
    MEDICINES = "medicines"
    VEHICLES = "vehicles"
    TRAINS = "trains"
    TIMBER = "timber"
    METALS = "metals"
    MACHINERY = "machinery"
    ELECTRONICS = "electronics"
    FERTILISER = "fertiliser"
    TEXTILES = "textiles"
    MONEY = "money"
    TROOPS = "troops"
    ENGINEERS = "engineers"
    WORKERS = "workers"
    SPECIALISTS = "specialists"
    PUPILS = "pupils"
    PRISONERS = "prisoners"


_PEOPLE: Final = (Goods.TROOPS, Goods.WORKERS, Goods.SPECIALISTS)
# Kinds that a report may name instead: shells are arms, sappers are soldiers here and builders there.
WIDER: Final[Mapping[Goods, tuple[Goods, ...]]] = {
    Goods.AMMUNITION: (Goods.ARMS, Goods.ARTILLERY),
    Goods.MISSILES: (Goods.ARMS, Goods.AIR_DEFENCE, Goods.AMMUNITION),
    Goods.ARTILLERY: (Goods.ARMS,),
    Goods.DRONES: (Goods.ARMS,),
    Goods.ARMOUR: (Goods.ARMS,),
    Goods.AIRCRAFT: (Goods.ARMS,),
    Goods.HELICOPTERS: (Goods.ARMS, Goods.AIRCRAFT),
    Goods.AIR_DEFENCE: (Goods.ARMS,),
    Goods.SHIPS: (Goods.ARMS,),
    Goods.ELECTRONICS: (Goods.ARMS,),
    Goods.GRAIN: (Goods.FOOD,),
    Goods.MEAT: (Goods.FOOD,),
    Goods.FISH: (Goods.FOOD,),
    Goods.ANIMALS: (Goods.FOOD,),
    Goods.GAS: (Goods.FUEL,),
    Goods.ENGINEERS: _PEOPLE,
    Goods.SPECIALISTS: (Goods.WORKERS,),
    Goods.PRISONERS: (Goods.TROOPS,),
}
# What sending them is; of anything else it is a transfer.
SENDING: Final[Mapping[Goods, Kind]] = {
    Goods.TROOPS: Kind.DEPLOYMENT,
    Goods.ENGINEERS: Kind.DEPLOYMENT,
    Goods.WORKERS: Kind.LABOUR,
    Goods.SPECIALISTS: Kind.LABOUR,
}


def goods_in(text: Text, region: Span) -> tuple[Goods, ...]:
    """The kinds of things that a region names, each once, in order."""
    vocabulary, language = text.vocabulary, text.language
    terms = vocabulary.once(("goods", language), lambda: Terms(vocabulary.table("goods", language), vocabulary))
    found: list[Term] = text.once("goods", lambda: terms.find(text))
    return tuple(dict.fromkeys(Goods(one.kind) for one in found if region[0] <= one.start and one.end <= region[1]))


def differ(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Whether both name things, and nothing that one names could be meant by the other."""
    return bool(ours and theirs) and _with_wider(ours).isdisjoint(theirs) and _with_wider(theirs).isdisjoint(ours)


def _with_wider(kinds: Collection[str]) -> set[str]:
    return {wider for kind in kinds for wider in (kind, *WIDER.get(Goods(kind), ()))}
