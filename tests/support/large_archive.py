"""An archive of any size, each document of which follows from its number: as a desk would have it after years."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tumen.model import (
    Claim,
    Development,
    Document,
    Draft,
    Features,
    Frame,
    Judgement,
    Kind,
    Mention,
    Metric,
    Polarity,
    Role,
    Stage,
)
from tumen.storage import Archive

START = datetime(2025, 1, 1, 12, tzinfo=UTC)
BATCH = 500
OF_ONE = 5  # reports of a development
OF_A_STORY = 20  # developments of a storyline
WHO = ("lavrov", "choe-son-hui", "putin", "kim-jong-un", "shoigu", "peskov")
WORDS = (
    "troops", "visit", "railway", "bridge", "workers", "missile", "letter", "parade", "harvest", "harbour", "station",
    "soldiers", "exercise", "tourism",
)  # fmt: skip
VOCABULARY = 20_000  # words of a language that reports use; a few are in most texts, most in few


def word(chance: random.Random) -> str:
    """A word as often as words are: the n-th one n times as seldom as the first."""
    rank = int(VOCABULARY ** chance.random())
    return WORDS[rank] if rank < len(WORDS) else f"word{rank}"


def document(number: int) -> Document:
    """The report with this number: its words, parties and figure follow from it."""
    chance = random.Random(number)
    day = START + timedelta(minutes=5 * number)
    who = tuple(chance.sample(WHO, 2))
    said = " ".join(word(chance) for _ in range(60))
    title = f"{who[0].title()} speaks of {chance.choice(WORDS)} and {chance.choice(WORDS)} {number}"
    plan = number % 7 == 0
    ahead = date.fromordinal(day.date().toordinal() + chance.randint(2, 60)) if plan else None
    frame = Frame(
        kind=chance.choice((Kind.MEETING, Kind.VISIT, Kind.STATEMENT, Kind.TRANSFER)),
        stage=Stage.PLANNED if plan else Stage.DONE,
        agents=who[:1],
        counterparts=who[1:],
        place="pyongyang",
        day=ahead,
    )
    figure = Claim(
        metric=chance.choice((Metric.WORKERS, Metric.TROOPS_DEPLOYED, Metric.SHELLS)),
        low=float(chance.randint(1, 200) * 100),
        high=float(chance.randint(1, 200) * 100),
        unit="people",
        claimant=chance.choice(("nis / NIS", "kremlin / Kremlin", "hur / HUR")),
        polarity=Polarity.ASSERTS,
        quote=said[:60],
        start=len(title) + 2,
        end=len(title) + 62,
    )
    return Document(
        id=f"{number:016x}",
        draft=Draft(
            source_id=f"s{number % 70}", key=str(number), title=title, text=said, published=day,
            url=f"https://e{number % 70}.example/{number}",
        ),
        language="en",
        relevant=True,
        relevance=0.9,
        themes=("military",),
        mentions=tuple(Mention(concept=one, start=0, end=len(who[0])) for one in who),
        claims=(figure,) if number % 3 == 0 else (),
        frames=(frame,),
        features=Features(shingles=tuple(chance.getrandbits(64) for _ in range(4))),
        seen=day,
    )  # fmt: skip


def judged(batch: list[Document]) -> tuple[list[Judgement], list[Development]]:
    """Five reports after each other are one development, twenty of those a storyline."""
    homes: dict[str, list[Document]] = defaultdict(list)
    for one in batch:
        homes[name(int(one.id, 16) // OF_ONE)].append(one)
    judgements = [
        Judgement(
            document_id=one.id,
            role=Role.UPDATE if n else Role.FIRST,
            development_id=home,
            storyline_id=story(int(one.id, 16) // OF_ONE),
            changes=("8,000 → 11,000",) if n == 1 else (),
        )
        for home, reports in homes.items()
        for n, one in enumerate(reports)
    ]
    developments = [
        Development(
            id=home,
            title=reports[0].draft.title,
            first_seen=reports[0].seen or START,
            last_seen=reports[-1].seen or START,
            documents=tuple(one.id for one in reports),
            storyline_id=story(int(reports[0].id, 16) // OF_ONE),
            themes=("military",),
        )
        for home, reports in homes.items()
    ]
    return judgements, developments


def name(number: int) -> str:
    return f"D{number}"


def story(number: int) -> str:
    return name(number - number % OF_A_STORY)


def fill(home: Path, size: int) -> None:
    """Make the archive, or go on with one that has fewer documents."""
    with Archive.open(f"sqlite:///{home / 'tumen.db'}") as archive:
        fill_on(archive, archive.upkeep.count().documents, size)


def fill_on(archive: Archive, held: int, size: int) -> int:
    """Add the documents from a number on, up to another one; return that."""
    for first in range(held, size, BATCH):
        batch = [document(number) for number in range(first, min(first + BATCH, size))]
        archive.add(batch, now=START)
        archive.developments.record(*judged(batch))
    return size
