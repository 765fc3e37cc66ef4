"""Digests of our own making for tests of rendering and delivery: three languages, hostile strings, any size."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tumen.model import (
    Channel,
    ChannelForm,
    Citation,
    Coverage,
    Digest,
    DigestKind,
    Earlier,
    Figure,
    Item,
    ItemKind,
    LeftOut,
    Line,
    Metric,
    OpenKind,
    OpenPoint,
    Polarity,
    Quiet,
    Reader,
    Relation,
    Report,
    Revision,
    Sentence,
    Step,
    Storyline,
    ToRead,
    Trouble,
    Week,
)

NOON = datetime(2026, 2, 27, 12, 0, tzinfo=UTC)

DESK = Reader(id="desk", name="Korea desk", language="en", timezone="Asia/Seoul")


def channel(form: str = "email", address: str = "file", recipient: str = "desk@example.org") -> Channel:
    """One way to reach the desk."""
    return Channel(id=f"desk-{form}", form=ChannelForm(form), address=address, recipient=recipient)


def report(number: int, **fields: object) -> Report:
    """A report with a number for a name."""
    given = {
        "document_id": f"doc{number}",
        "publisher": f"Paper {number}",
        "title": f"Report number {number}",
        "url": f"https://paper{number}.example.org/2026/02/{number}",
        "published": NOON - timedelta(hours=number),
        "language": "en",
        **fields,
    }
    return Report(**given)  # type: ignore[arg-type]


def sentence(text: str, *documents: str) -> Sentence:
    """A sentence cited to the documents."""
    return Sentence(text=text, citations=tuple(Citation(document_id=d, start=0, end=len(text)) for d in documents))


def item(number: int, **fields: object) -> Item:
    """A new development with two reports."""
    first, second = report(number * 10), report(number * 10 + 1)
    given = {
        "development_id": f"dev{number}",
        "kind": ItemKind.NEW,
        "headline": f"Development number {number}",
        "sentences": (sentence(f"Something numbered {number} happened.", first.document_id),),
        "reports": (first, second),
        "publishers": 2,
        "origins": ("NIS",),
        "themes": ("troops",),
        "event_date": date(2026, 2, 26),
        **fields,
    }
    return Item(**given)  # type: ignore[arg-type]


def digest(*items: Item, **fields: object) -> Digest:
    """A daily digest of the desk."""
    given = {
        "id": "d5b0f3a1c2e4",
        "key": "desk/2026-02-27",
        "reader_id": "desk",
        "kind": DigestKind.DIGEST,
        "language": "en",
        "since": NOON - timedelta(days=1),
        "until": NOON,
        "since_seq": 0,
        "until_seq": 0,
        "not_after": NOON + timedelta(hours=12),
        "items": items,
        "coverage": Coverage(reached=61, of=74),
        "documents_read": 812,
        "documents_relevant": 37,
        **fields,
    }
    return Digest(**given)  # type: ignore[arg-type]


TROOPS = Item(
    development_id="dev-troops",
    kind=ItemKind.UPDATE,
    headline="국정원 “북한군 파병 규모 1만1000명으로 늘어”",
    sentences=(
        sentence("국가정보원은 26일 북한이 러시아에 보낸 병력이 약 1만1000명으로 늘었다고 밝혔다.", "ko1"),
        sentence(
            "South Korea's spy agency put the number of North Korean troops in Russia at about 11,000.", "en1", "en2"
        ),
    ),
    changes=(
        "Troops, NIS: 8,000 (19 Feb) → 11,000 (26 Feb)",
        "Place: Kursk",
    ),
    reports=(
        report(
            1,
            document_id="ko1",
            publisher="Hangyore Ilbo",
            language="ko",
            title="국정원 “북한군 1만1000명”",
            url="https://news.example.kr/a?id=1&p=2",
        ),
        report(
            2,
            document_id="en1",
            publisher="Han River Herald",
            title="Spy agency: 11,000 North Korean troops now in Russia",
        ),
        report(3, document_id="en2", publisher="Pacific Wire", title="N. Korea troops in Russia at 11,000, Seoul says"),
        report(
            4,
            document_id="en3",
            publisher="Morning Copy",
            title="N. Korea troops in Russia at 11,000, Seoul says",
            duplicate_of="en2",
        ),
        report(5, document_id="en4", publisher="Copy of a Copy", title="Troops at 11,000", duplicate_of="en3"),
    ),
    publishers=5,
    origins=("NIS",),
    themes=("troops",),
    storyline_id="story-troops",
    event_date=date(2026, 2, 26),
)


def figure(low: float, claimant: str, day: date, polarity: Polarity = Polarity.ASSERTS, high: float = 0) -> Figure:
    """A figure of troops, as a claimant gave it on that day."""
    return Figure(
        metric=Metric.TROOPS_DEPLOYED,
        low=low,
        high=high or low,
        claimant=claimant,
        polarity=polarity,
        said=day,
        document_id="en1",
        start=0,
        end=9,
    )


NIS_FEB = figure(11_000, "국가정보원 / NIS", date(2026, 2, 26))
SERIES = (
    figure(8_000, "HUR (Ukraine)", date(2026, 1, 9)),
    figure(8_000, "NIS", date(2026, 2, 4)),
    figure(8_000, "Pentagon", date(2026, 2, 11), high=10_000),
    NIS_FEB,
)
PESKOV_FEB = figure(11_000, "Peskov", date(2026, 2, 27), Polarity.DENIES)

BRIDGE = Item(
    development_id="dev-bridge",
    kind=ItemKind.NEW,
    headline="Автомобильный мост через Туманную открыт для движения",
    sentences=(
        sentence("Первые грузовики прошли по мосту через реку Туманную в пятницу утром, сообщили в Минтрансе.", "ru1"),
    ),
    reports=(
        report(
            6,
            document_id="ru1",
            publisher="Вестник Приморья",
            language="ru",
            title="По мосту через Туманную пошли грузовики",
            state="ru",
        ),
        report(
            7,
            document_id="ko2",
            publisher="Choson Sinbo",
            language="ko",
            title="두만강자동차다리 개통",
            state="kp",
            published=None,
        ),
    ),
    publishers=2,
    origins=("Минтранс России", "KCNA"),
    themes=("transport", "trade"),
    event_date=date(2026, 2, 27),
    earlier=Earlier(
        development_id="dev-deck",
        headline="Tumen road bridge to open for traffic in spring",
        told=NOON - timedelta(days=300),
        relation=Relation.CARRIES_OUT,
    ),
)

HOSTILE = Item(
    development_id="dev-hostile",
    kind=ItemKind.NEW,
    headline="<script>alert(1)</script> <!channel> {{7*7}} \u202eevil\u202c =?utf-8?q?=0D=0ABcc=3A_x=40evil?= [a](javascript:x)",
    sentences=(sentence("\u200bHidden <img src=x onerror=alert(1)> <@U123> & \x1b[31mred\x07 text", "bad1"),),
    changes=("1 → 2 <b>bold</b> {% include '/etc/passwd' %}",),
    further=(
        Line(
            text="<img src=x onerror=alert(2)> *bold* <@U123> {{7*7}} \u202egnp.exe",
            language="en",
            citations=(Citation(document_id="bad1", start=0, end=4),),
        ),
    ),
    earlier=Earlier(
        development_id="dev-before",
        headline="<script>alert(3)</script> [a](javascript:x) <!here>",
        told=NOON - timedelta(days=1),
        relation=Relation.GOES_ON,
    ),
    reports=(
        report(
            8,
            document_id="bad1",
            publisher="<https://evil.example|nknews.org>",
            title='"><svg/onload=alert(1)>',
            url="javascript:alert(1)",
            language='en" onmouseover="x',
        ),
        report(
            9,
            document_id="bad2",
            publisher="Good name @everyone",
            title="user in the address",
            url="https://nknews.org@evil.example/",
        ),
        report(
            10, document_id="bad3", publisher="Mixed letters", title="a Cyrillic a", url="https://nknеws.org/a\"b'<c>"
        ),
    ),
    publishers=3,
    origins=(),
    themes=("<i>",),
)

KNOWN = Item(
    development_id="dev-known",
    kind=ItemKind.BACKGROUND,
    headline="Treaty on comprehensive strategic partnership signed in Pyongyang",
    reports=(report(11, document_id="old1", publisher="Kremlin", title="Treaty", state="ru"),),
    publishers=1,
    event_date=date(2024, 6, 19),
)

FULL = digest(
    replace(TROOPS, series=SERIES),
    BRIDGE,
    HOSTILE,
    background=(KNOWN,),
    still_open=(
        OpenPoint(
            kind=OpenKind.DISPUTED,
            development_id="dev-troops",
            headline=TROOPS.headline,
            metric="troops_deployed",
            figures=(PESKOV_FEB, figure(12_000, "HUR (Ukraine)", date(2026, 2, 25), high=14_000), NIS_FEB),
        ),
        OpenPoint(
            kind=OpenKind.ANNOUNCED,
            development_id="dev-visit",
            headline="Lavrov to visit Wonsan in spring",
            day=date(2026, 4, 2),
        ),
        OpenPoint(
            kind=OpenKind.OVERDUE,
            development_id="dev-flight",
            headline="Second weekly flight to Pyongyang from Thursday",
            day=date(2026, 2, 26),
        ),
    ),
    to_read=(
        ToRead(
            document_id="essay",
            title="What the bridge is for: an explainer",
            publisher="Han River Herald",
            url="https://herald.example.org/explainer",
            language="en",
        ),
        ToRead(
            document_id="podcast",
            title="Подкаст: Туманная между двумя берегами",
            publisher="Вестник Приморья",
            url=None,
            language="ru",
        ),
    ),
    left_out=(
        LeftOut(
            reason="told before, nothing new in it",
            document_id="doc-a",
            title="A tour of the bridge",
            url="https://paper12.example.org/tour",
        ),
        LeftOut(reason="told before, nothing new in it", document_id="doc-b"),
        LeftOut(reason="opinion without a new fact", document_id="doc-c"),
    ),
    coverage=Coverage(
        reached=61,
        of=74,
        troubles=(
            Trouble(source_id="tass", name="TASS", reason="silent for 3 days"),
            Trouble(source_id="kcna", name="KCNA Watch", reason="HTTP 403 (blocked) since 25 Feb"),
        ),
    ),
)


def step(id: str, day: date, text: str, *, days_ago: int | None = None) -> Step:
    """A step of a week; one that was told before was told so many days ago."""
    told = None if days_ago is None else NOON - timedelta(days=days_ago)
    return Step(development_id=id, day=day, text=text, told=told)


WEEK = replace(
    FULL,
    background=(),
    to_read=(),
    week=Week(
        storylines=(
            Storyline(
                storyline_id="troops",
                title=TROOPS.headline,
                is_new=False,
                steps=(
                    step("dev-first", date(2026, 2, 21), "Seoul counts more trains through Khasan", days_ago=5),
                    step("dev-troops", date(2026, 2, 26), TROOPS.headline),
                    step("dev-denial", date(2026, 2, 27), "Peskov calls the count invented", days_ago=0),
                ),
                revisions=(Revision(before=SERIES[1], now=NIS_FEB),),
                still_open=FULL.still_open[:1],
            ),
            Storyline(
                storyline_id="bridge",
                title=BRIDGE.headline,
                is_new=True,
                steps=(step(BRIDGE.development_id, date(2026, 2, 25), BRIDGE.headline),),
            ),
        ),
        quiet=(Quiet(storyline_id="ferry", text="Ferry from Vladivostok to Rason halted", last=date(2026, 1, 30)),),
    ),
)

EMPTY = digest(documents_read=812, documents_relevant=4)


def crowded(n: int) -> Digest:
    """A digest with so many developments, each of realistic length."""
    body = (
        "The ministry said on Thursday that the delegation would stay until the end of the week and sign two papers. "
    )
    return digest(
        *(
            replace(
                item(i),
                headline=f"Development number {i}: " + body[:70],
                sentences=(sentence(body * 2, f"doc{i * 10}"),),
            )
            for i in range(1, n + 1)
        )
    )
