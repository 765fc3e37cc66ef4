"""Days of work in minutes: processes that share an archive are killed as they work, and in the end every promise is checked.

`python -m tests.support.soaking ROLE FOLDER` is one of these processes: the `runner` makes batches of what is due, and
judges, tells and sends when they are done; a `worker` does batches. Their clock stands in a file that the driver moves on.
"""

from __future__ import annotations

import contextlib
import email
import email.policy
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.installation import SOURCE, configuration
from tests.support.sender import channels
from tests.support.slack import HOOK
from tests.support.smtp import RawServer, raw_server
from tests.support.web import Answer, Ask, Hang, Reply, Site, fetcher, site
from tests.support.webhook import Reply as HookReply
from tests.support.webhook import Sink, sink
from tumen import pipeline
from tumen.cli.work import run_once
from tumen.model import DeliveryState, Document, HealthState
from tumen.settings import Settings
from tumen.storage import Archive
from tumen.wiring import open_runtime

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2026, 3, 2, 0, 10, tzinfo=UTC)
ROUND = timedelta(minutes=66)  # every source is due again, by its own jitter too
TURNED = timedelta(minutes=4)  # leases of what was killed have run out
STORIES = 6  # new ones in a round
LOST = 50  # every fiftieth reply of a mail server or of Slack is lost: 2 %
PEOPLE = (
    "Sergei Shoigu",
    "Choe Son-hui",
    "Sergei Lavrov",
    "Kim Yong-bok",
    "Alexander Kozlov",
    "Kim Jong Un",
    "Vladimir Putin",
)
PLACES = ("Pyongyang", "Moscow", "Vladivostok", "Rason", "Khabarovsk", "Wonsan")
TOPICS = ("coal", "a bridge", "medicine", "fishing", "tourism", "grain", "builders", "air links", "a ferry")
HOSTILE = " =?utf-8?q?=0D=0ABcc=3A_x=40evil.example?= <script>alert(1)</script> <!channel>"


def readers(people: int) -> str:
    """A desk that is told by mail, and a chat in Slack, both every hour."""
    mails = "".join(
        f'[[reader.channel]]\nid = "m{n}"\nform = "email"\naddress = "env:SOAK_MAIL"\nrecipient = "r{n}@example.org"\n'
        for n in range(people)
    )
    hook = '[[reader.channel]]\nid = "chat"\nform = "slack"\naddress = "env:SOAK_SLACK"\n'
    return (
        f'[[reader]]\nid = "desk"\nname = "Desk"\nschedule = "hourly"\n{mails}'
        f'[[reader]]\nid = "chat"\nname = "Chat"\nschedule = "hourly"\n{hook}'
    )


@dataclass
class Plan:
    """How long, how much, and with which luck."""

    rounds: int = 22
    feeds: int = 200
    people: int = 10
    hanging: int = 2
    workers: int = 2
    url: str = ""  # an empty one is SQLite
    seed: int = 1
    patience: float = 400.0  # real seconds for a round before it counts as stuck


@dataclass
class Report:
    """What came of it."""

    kills: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    developments: int = 0
    digests: int = 0
    deliveries: dict[str, int] = field(default_factory=dict)
    accepted: int = 0
    lost_replies: int = 0
    batches_lost: int = 0
    memory: list[str] = field(default_factory=list)
    slope: float = 0.0  # MB an hour of the process that lived longest, after its first round
    files: int = 0  # by how many open files it grew
    connections: int = 0
    broken: list[str] = field(default_factory=list)


class Feeds:
    """The feeds: every tenth is faulty; the others bring the stories of each round, each in a tenth of them."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.round, self.served = plan, 0, dict[int, int]()

    def faulty(self, feed: int) -> bool:
        return feed % 10 == 9

    def answer(self, ask: Ask) -> Answer:
        if ask.target == "/robots.txt":
            return Reply(status=404)
        feed = int(ask.target.removeprefix("/"))
        if not self.faulty(feed):
            self.served[feed] = self.round
            return Reply(body=self.page(feed), headers={"ETag": f'"{self.round}"'})
        if feed // 10 < self.plan.hanging:
            return Hang(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss>")
        return (
            Reply(status=500),
            Reply(body=b"\x00\xff<rss"),
            b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<rss>",
        )[feed // 10 % 3]

    def page(self, feed: int) -> bytes:
        items = "".join(self.item(feed, round_) for round_ in range(self.round + 1))
        return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Feed {feed}</title>{items}</channel></rss>".encode()

    def item(self, feed: int, round_: int) -> str:
        title, text = (
            told(round_ * STORIES + feed % STORIES) if feed // 10 % 3 else (f"Weather {round_}", "It rains in Oslo.")
        )
        hostile = HOSTILE.replace("<", "&lt;").replace(">", "&gt;") if feed % 7 == 1 else ""
        at = START + round_ * ROUND
        return (
            f"<item><title>{title}{hostile}</title><description>{text} Feed {feed} has it.</description>"
            f"<guid isPermaLink='false'>{feed}-{round_}</guid><link>http://f{feed}.example/{round_}</link>"
            f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        )


# Each a happening of another kind: {who} and {other}, {where}, {what}, {many}.
STORIES_OF = (
    ("{who} arrives in {where} for talks on {what}", "{who} came to {where} with {many} officials of Russia and North Korea."),
    ("North Korea and Russia sign agreement on {what} in {where}", "{who} signed the document on {what} in {where} for {many} years."),
    ("{who} sends letter to {other}", "In the letter to {other}, {who} praised the friendship of Russia and North Korea {many} times."),
    ("Washington sanctions {many} firms over {what} from North Korea", "The Treasury named firms in {where} that trade {what} with Russia."),
    ("{many} North Korean workers leave for {where}", "They are to build for Russia; {who} saw them off with words on {what}."),
    ("Exhibition on {what} opens in {where}", "{who} opened the North Korean exhibition in Russia before {many} guests."),
)  # fmt: skip


def told(story: int) -> tuple[str, str]:
    """A story: who does what where; hardly two are alike."""
    chance = random.Random(story)
    who, other = chance.sample(PEOPLE, 2)
    facts = {
        "who": who,
        "other": other,
        "where": chance.choice(PLACES),
        "what": chance.choice(TOPICS),
        "many": 10 + story,
    }
    title, text = STORIES_OF[story % len(STORIES_OF)]
    return title.format(**facts), text.format(**facts)


@dataclass
class Crew:
    """The processes, by role; one that is killed is started again."""

    folder: Path
    environ: dict[str, str]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, role: str) -> None:
        with (self.folder / f"{role}.log").open("ab") as log:
            command = [sys.executable, "-m", "tests.support.soaking", role, str(self.folder)]
            self.running[role] = subprocess.Popen(
                command, cwd=ROOT, env=self.environ, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, role: str) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.running[role].pid, signal.SIGKILL)
        self.running[role].wait()
        self.start(role)

    def alive(self, report: Report) -> None:
        """Whoever ended by itself has failed."""
        for role, process in self.running.items():
            if process.poll() is not None:
                tail = (self.folder / f"{role}.log").read_text(errors="replace")[-600:]
                report.broken.append(f"I6: the {role} ended by itself with {process.returncode}: {tail}")
                self.start(role)

    def stop(self) -> None:
        for process in self.running.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def soak(folder: Path, plan: Plan, say=lambda line: None) -> Report:
    """Work through the rounds; the report names in `broken` every promise that was not kept."""
    report, feeds, chance = Report(), Feeds(plan), random.Random(plan.seed)
    with site(feeds.answer) as web, raw_server(lose_every=LOST) as mail, sink() as slack:
        slack.decide = lambda count: HookReply(close=count % LOST == LOST - 1)
        url = plan.url or f"sqlite:///{folder / 'archive.db'}"
        prepare(folder, plan, web, url)
        environ = {
            **os.environ, "SOAK_URL": url, "SOAK_SLACK": HOOK, "SLACK_URL": slack.url, "SOAK_PORT": str(web.port),
            "SOAK_MAIL": f"tumenmail://127.0.0.1:{mail.port}/?from=tumen@example.org&mode=insecure",
        }  # fmt: skip
        crew = Crew(folder, environ)
        roles = ["runner", *(f"worker{n}" for n in range(plan.workers))]
        try:
            for role in roles:
                crew.start(role)
            for number in range(plan.rounds + 1):
                # The last round brings nothing new and nobody is killed in it: what is left over is settled.
                last = number == plan.rounds
                feeds.round = min(number, plan.rounds - 1)
                one_round(crew, report, number, plan, None if last else chance)
                say(
                    f"round {number}: {dict(report.kills)} kills, {len(mail.accepted)} mails, {len(slack.requests)} posts"
                )
            report.connections = connections(url)
        finally:
            crew.stop()
        check(folder, plan, report, feeds, mail, slack, url)
    return report


def prepare(folder: Path, plan: Plan, web: Site, url: str) -> None:
    rows = "".join(
        SOURCE.format(id=f"f{n}", name=f"Feed {n}", url=f"http://f{n}.example:{web.port}/{n}")
        for n in range(plan.feeds)
    )
    configuration(folder, rows, readers(plan.people))
    (folder / "home").mkdir()
    move(folder, START)
    Archive.open(url).close()


def move(folder: Path, now: datetime) -> None:
    """Set the clock of all of them at once."""
    (folder / "clock.new").write_text(now.isoformat())
    (folder / "clock.new").rename(folder / "clock")


def one_round(crew: Crew, report: Report, number: int, plan: Plan, chance: random.Random | None) -> None:
    now = START + number * ROUND
    move(crew.folder, now)
    (crew.folder / "round.new").write_text(str(number))
    (crew.folder / "round.new").rename(crew.folder / "round")
    done, until = crew.folder / f"done{number}", time.monotonic() + plan.patience
    if chance is not None:
        victim = chance.choice(list(crew.running))
        time.sleep(chance.uniform(0.2, 5.0))
        crew.kill(victim)
        report.kills[victim] += 1
        now += TURNED
        move(crew.folder, now)
    while not done.exists():
        crew.alive(report)
        if time.monotonic() > until:
            report.broken.append(f"I6: round {number} did not end")
            return
        time.sleep(0.1)


def connections(url: str) -> int:
    """How many connections the database has; 0 for a file."""
    if url.startswith("sqlite"):
        return 0
    import psycopg

    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        ).fetchone()
    return int(found[0]) - 1 if found else 0


def check(folder: Path, plan: Plan, report: Report, feeds: Feeds, mail: RawServer, slack: Sink, url: str) -> None:
    with Archive.open(url) as archive:
        counts = archive.upkeep.count()
        report.documents, report.developments, report.digests = counts.documents, counts.developments, counts.digests
        report.deliveries = {str(state): count for state, count in counts.deliveries.items()}
        report.accepted = len(mail.accepted) + len(slack.requests)
        report.lost_replies = len(mail.accepted) // LOST + len(slack.requests) // LOST
        says = report.broken.append
        for problem in archive.upkeep.check():
            says(f"I4: {problem}")
        documents = [document for document, _ in archive.developments.judged_between(0, 10**9)]
        _received(plan, feeds, documents, says)
        _told(archive, counts.unjudged, says)
        _sent(archive, mail, slack, report, says)
        _sources(archive, plan, feeds, says)
        if left := archive.batches.counts(START + (plan.rounds + 2) * ROUND):
            says(f"I4: batches were left: {left}")
    _harmless(mail, slack, report.broken.append)
    _flat(folder, report)


def _received(plan: Plan, feeds: Feeds, documents: list[Document], says) -> None:
    """I1: every item of a feed that answered is a document, once."""
    keys = Counter((document.draft.source_id, document.draft.key) for document in documents)
    wanted = {
        (f"f{feed}", f"{feed}-{round_}")
        for feed in range(plan.feeds) if not feeds.faulty(feed)
        for round_ in range(feeds.served.get(feed, -1) + 1)
    }  # fmt: skip
    have = {(source, re.sub(r"^.*?(\d+-\d+)$", r"\1", key)) for source, key in keys}
    if missing := wanted - have:
        says(f"I1: {len(missing)} of {len(wanted)} items are no document: {sorted(missing)[:3]}")
    if any(count > 1 for count in keys.values()):
        says("I1: a document is there twice")
    if len(wanted) != (plan.feeds - plan.feeds // 10) * plan.rounds:
        says(f"I1: only {len(wanted)} items were ever asked for")


def _told(archive: Archive, unjudged: int, says) -> None:
    """I2, I6: all is judged, every reader's mark is at the end, and no development was new to a reader twice."""
    if unjudged:
        says(f"I2: {unjudged} documents are not judged")
    for reader in ("desk", "chat"):
        if archive.digests.mark(reader) != archive.documents.latest_seq():
            says(f"I2: the digests of {reader} end at {archive.digests.mark(reader)}")
        new = Counter(
            item.development_id
            for digest in archive.digests.latest(reader, 10_000)
            for item in digest.items
            if item.kind == "new"
        )
        if twice := [id_ for id_, count in new.items() if count > 1]:
            says(f"I10: {len(twice)} developments were new to {reader} twice")
        if not new:
            says(f"I2: {reader} was told nothing")


def _sent(archive: Archive, mail: RawServer, slack: Sink, report: Report, says) -> None:
    """I3: nothing accepted twice; what counts as sent was accepted, what is unknown was lost or killed."""
    mails = Counter(str(message(one)["Message-ID"]) for one in mail.accepted)
    posts = Counter(body for _, _, body in slack.requests)
    for name, accepted in (("mail", mails), ("post", posts)):
        if twice := sum(count > 1 for count in accepted.values()):
            says(f"I3: {twice} {name}s were accepted twice")
    of = Counter(one.state for one in archive.outbox.deliveries(limit=10**6))
    if strange := set(of) - {DeliveryState.SENT, DeliveryState.UNKNOWN, DeliveryState.EXPIRED}:
        says(f"I3: deliveries ended as {strange}")
    if of[DeliveryState.SENT] > len(mails) + len(posts):
        says(f"I3: {of[DeliveryState.SENT]} count as sent, {len(mails) + len(posts)} were accepted")
    most = report.lost_replies + sum(report.kills.values())
    if of[DeliveryState.UNKNOWN] > most or of[DeliveryState.EXPIRED]:
        says(f"I3: {dict(of)} with {most} lost replies and kills")


def _sources(archive: Archive, plan: Plan, feeds: Feeds, says) -> None:
    """I4, I5: a faulty feed is in a state of its own with a reason, and costs no other feed its answer."""
    for feed in range(plan.feeds):
        health = archive.sources.health(f"f{feed}")
        if feeds.faulty(feed) and (not health.failures or not health.reason):
            says(f"I4: faulty feed {feed} is {health.state} without a reason")
        if not feeds.faulty(feed) and health.state not in (HealthState.OK, HealthState.UNCHANGED):
            says(f"I5: feed {feed} is {health.state}: {health.reason}")


def message(data: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def _harmless(mail: RawServer, slack: Sink, says) -> None:
    """I8: nothing of a feed acts in a mail or in Slack."""
    if any(message(data)["Bcc"] or b"<script" in data.lower() for data in mail.accepted):
        says("I8: a feed's header or mark-up is in a mail")
    if any(b"<!channel>" in body for _, _, body in slack.requests):
        says("I8: a feed's mention is in Slack")


def _flat(folder: Path, report: Report) -> None:
    """I7: memory and open files of the process that lived longest."""
    lives: dict[str, list[tuple[int, int, int]]] = {}
    for line in (folder / "lives").read_text().splitlines():
        pid, number, rss, files = line.split()
        lives.setdefault(pid, []).append((int(number), int(rss), int(files)))
    report.memory = [f"{rows[0][1]}→{rows[-1][1]} MB in {len(rows)} rounds" for rows in lives.values() if len(rows) > 2]
    longest = max(lives.values(), key=len)[1:]
    if len(longest) > 1:
        hours = (longest[-1][0] - longest[0][0]) * ROUND / timedelta(hours=1)
        report.slope = round((longest[-1][1] - longest[0][1]) / hours, 2)
        report.files = longest[-1][2] - longest[0][2]


def main(role: str, folder: Path) -> None:
    """One of the processes."""

    def clock() -> datetime:
        return datetime.fromisoformat((folder / "clock").read_text())

    settings = Settings(
        home=folder / "home", database_url=os.environ["SOAK_URL"], config=folder / "config", instance="soak"
    )
    with open_runtime(chronicle=False, settings=settings, now=clock) as opened:
        asking = fetcher(store=opened.archive.raws)
        runtime = replace(opened, fetcher=asking, channels=channels(os.environ))
        (run_rounds if role == "runner" else do_batches)(runtime, folder)


def run_rounds(runtime, folder: Path) -> None:
    while True:
        number = rounds(folder)
        if number is None or (folder / f"done{number}").exists():
            time.sleep(0.1)
            continue
        pipeline.queue_sources(runtime.archive, runtime.content, runtime.now())
        while pipeline.under_way(runtime.archive, runtime.now()):
            time.sleep(0.2)  # the workers have them
        run_once(runtime, due=True)
        note(folder, number)
        (folder / f"done{number}").touch()


def do_batches(runtime, folder: Path) -> None:
    last = None
    while True:
        pipeline.work(runtime.archive, runtime.content.watch, runtime.collect, runtime.now)
        number = rounds(folder)
        if number is not None and number != last and (folder / f"done{number}").exists():
            note(folder, number)
            last = number
        time.sleep(0.2)


def rounds(folder: Path) -> int | None:
    """The round that is on; None before the first."""
    return int((folder / "round").read_text()) if (folder / "round").exists() else None


def note(folder: Path, number: int) -> None:
    """Note the memory in MB and the open files of this process after a round."""
    status = Path("/proc/self/status").read_text()
    rss = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024
    with (folder / "lives").open("a") as file:
        file.write(f"{os.getpid()} {number} {rss} {len(list(Path('/proc/self/fd').iterdir()))}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
