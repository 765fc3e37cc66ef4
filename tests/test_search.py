"""What is known is found again, in SQLite and PostgreSQL alike, and the index never says anything else."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.support.outsider import run
from tests.support.values import HOUR, NOON, development, digest, document, judgement
from tests.test_archive_schema import NOT_SEARCHED
from tumen.analysis.text.search_tokens import MOST_TOKENS, Term, exactly, fact, indexed, parts, sought
from tumen.model import Claim, DigestKind, Frame, Kind, Mention, Metric, Polarity, Role
from tumen.storage import Archive, Sought, newest, schema, search, search_query

pytest_plugins = ["tests.support.postgres"]

VISIT = {
    "en": "Minister Shoigu arrived in Pyongyang with a delegation of forty-two officers",
    "ru": "Министр Шойгу прибыл в Пхеньян во главе делегации",
    "ko": "쇼이구 장관이 평양에 도착했다. 북한 파병 문제를 논의한다",
    "zh": "俄国防部长绍伊古抵达平壤，普京的信已转交",
}


def at(day: int, id_: str, text: str, **facts):
    given = document(id_, title=f"Report {id_}", text=text, **facts)
    return replace(given, draft=replace(given.draft, published=NOON.replace(day=day)))


@pytest.fixture
def visited(archive: Archive) -> Archive:
    archive.add([at(n, code, text, language=code) for n, (code, text) in enumerate(VISIT.items(), 1)], now=NOON)
    return archive


def found(archive: Archive, *words: str, **more) -> list[str]:
    groups = tuple((term,) for word in words if (term := sought(word)))
    return [d.id for d, _ in archive.search.documents(Sought(words=groups, **more)).items]


@pytest.mark.parametrize(
    ("word", "where"),
    [
        ("shoigu", ["en"]), ("ШОЙГУ", ["ru"]), ("쇼이구", ["ko"]), ("绍伊古", ["zh"]),
        ("북한", ["ko"]), ("파병", ["ko"]), ("普京", ["zh"]), ("信", ["zh"]),
        ("delegations", ["en"]), ("делегация", ["ru"]), ("officer", ["en"]), ("forty-two", ["en"]),
        ("pyong", ["en"]), ("arm", []), ("yongyang", []), ("도착", ["ko"]),
    ],
)  # fmt: skip
def test_a_word_is_found_in_every_script_by_its_beginning_and_not_by_its_middle(visited, word, where):
    assert found(visited, word) == where


def test_all_words_must_occur_and_a_phrase_side_by_side(visited):
    assert found(visited, "minister", "delegation") == ["en"]
    assert found(visited, "minister", "делегация") == []
    for phrase, where in (("arrived in Pyongyang", ["en"]), ("Pyongyang arrived", []), ("북한 파병", ["ko"])):
        term = exactly(phrase)
        assert term is not None
        assert [d.id for d, _ in visited.search.documents(Sought(words=((term,),))).items] == where


def test_one_term_of_a_group_is_enough(visited):
    group = tuple(term for word in ("Shoigu", "Шойгу", "쇼이구", "绍伊古") if (term := sought(word)))

    assert [d.id for d, _ in visited.search.documents(Sought(words=(group,))).items] == ["zh", "ko", "ru", "en"]


def test_facts_are_no_words_and_words_are_no_facts(archive):
    frame = Frame(kind=Kind.VISIT, agents=("shoigu",), place="pyongyang")
    plain = at(1, "b", "concept shoigu theme military @concept:shoigu @actor:shoigu")
    archive.add(
        [at(1, "a", "He came", mentions=(Mention(concept="shoigu", start=0, end=2),), themes=("military",),
            origins=("nis",), frames=(frame,)), plain], now=NOON,
    )  # fmt: skip
    pairs = [("concept", "shoigu"), ("actor", "shoigu"), ("place", "pyongyang"), ("theme", "military"),
             ("origin", "nis")]  # fmt: skip

    for kind, value in pairs:
        wanted = Sought(words=((Term((fact(kind, value),)),),))
        assert [d.id for d, _ in archive.search.documents(wanted).items] == ["a"], kind
    assert found(archive, "shoigu") == ["b"]
    assert archive.search.documents(Sought(words=((Term((fact("source", "kcna"),)),),))).total == 2


def test_an_edited_document_is_found_by_its_new_words_only(archive):
    archive.add([at(1, "a", "eight thousand soldiers")], now=NOON)
    archive.developments.record([judgement("a", "D1")], [development("D1", "a")])
    archive.add([at(1, "a", "eleven thousand sailors")], now=NOON + HOUR)

    assert (found(archive, "eight"), found(archive, "eleven")) == ([], ["a"])


def test_what_is_rolled_back_is_not_in_the_index(archive_url):
    def refuse(name: str) -> None:
        if name == "add" and refusing:
            raise RuntimeError("no")

    refusing = True
    with Archive.open(archive_url, on_commit=refuse) as archive:
        with pytest.raises(RuntimeError):
            archive.add([document("a", text="lost words")], now=NOON)
        refusing = False
        archive.add([document("b", text="kept words")], now=NOON)

        assert (found(archive, "lost"), found(archive, "words")) == ([], ["b"])


def test_what_has_no_day_is_the_last_report_of_a_development(archive):
    undated = replace(at(1, "undated", "x"), draft=document("undated").draft)
    archive.add([undated, at(5, "later", "x"), at(2, "sooner", "x")], now=NOON)
    ids = ("undated", "later", "sooner")
    archive.developments.record([judgement(one, "D1") for one in ids], [development("D1", *ids)])

    assert archive.search.matching(Sought(), ["D1"]) == {"D1": ["sooner", "later", "undated"]}


def test_days_are_those_of_the_publication_and_never_of_the_import(archive):
    undated = replace(at(1, "undated", "x"), draft=document("undated").draft)
    told = replace(undated, id="told", event_date=date(2024, 6, 19))
    archive.add([at(5, "later", "x"), at(2, "sooner", "x"), undated, told], now=NOON + timedelta(days=300))

    assert found(archive) == ["later", "sooner", "told", "undated"]
    assert found(archive, since=date(2026, 3, 2), until=date(2026, 3, 4)) == ["sooner"]
    assert found(archive, until=date(2026, 3, 2)) == ["sooner", "told"]
    assert found(archive, since=date(2026, 12, 1)) == []


def test_the_day_of_a_development_is_of_the_happening_else_of_its_first_report(archive):
    archive.add([at(5, "a", "x"), at(3, "b", "x"), document("c"), at(9, "d", "x")], now=NOON)
    archive.developments.record(
        [judgement("a", "D1"), judgement("b", "D1"), judgement("c", "D2"), judgement("d", "D3")],
        [development("D1", "a"), development("D2", "c"), development("D3", "d", event_date=date(2026, 3, 8))],
    )
    archive.developments.record([], [development("D1", "a", "b")])

    assert archive.search.days(["D1", "D2", "D3"]) == {"D1": "2026-03-03", "D2": "", "D3": "2026-03-08"}
    assert [d.id for d in archive.search.developments(Sought()).items] == ["D3", "D1", "D2"]
    assert [d.id for d in archive.search.developments(Sought(until=date(2026, 3, 4))).items] == ["D1"]


def test_developments_are_also_in_order_of_their_last_report(archive):
    days = {"D1": 1, "D2": 3, "D3": 2}  # of the happening
    made = [document(id_.lower()) for id_ in days]
    archive.add(
        [
            replace(one, draft=replace(one.draft, published=NOON.replace(day=day)))
            for one, day in zip(made, days.values(), strict=True)
        ],
        now=NOON,
    )
    archive.developments.record(
        [judgement(id_.lower(), id_) for id_ in days],
        [
            development(id_, id_.lower(), last_seen=NOON + hours * HOUR)
            for id_, hours in zip(days, (3, 1, 2), strict=True)
        ],
    )

    assert [d.id for d in archive.search.developments(Sought()).items] == ["D2", "D3", "D1"]
    assert [d.id for d in archive.search.developments(Sought(), reported=True).items] == ["D1", "D3", "D2"]
    assert [d.id for d in archive.search.developments(Sought(), reported=True, limit=1).items] == ["D1"]


def test_developments_are_found_by_what_their_reports_say(visited):
    visited.developments.record(
        [judgement("en", "D1"), judgement("ru", "D1"), judgement("ko", "D2"), judgement("zh")],
        [development("D1", "en", "ru", storyline_id="S"), development("D2", "ko", storyline_id="S")],
    )
    words = ((sought("Шойгу"), sought("쇼이구"), sought("Shoigu"), sought("绍伊古")),)
    page = visited.search.developments(Sought(words=words))

    assert ([d.id for d in page.items], page.total) == (["D2", "D1"], 2)
    assert visited.search.matching(Sought(words=words), ["D1", "D2"]) == {"D1": ["en", "ru"], "D2": ["ko"]}
    assert [(s.id, s.developments) for s in visited.search.storylines(Sought(words=words)).items] == [("S", 2)]
    assert visited.search.developments(Sought(words=words, storyline="other")).total == 0
    assert visited.search.documents(Sought(development="D1")).total == 2
    assert visited.search.developments(Sought(roles=(Role.UPDATE,))).total == 0


def test_what_was_merged_into_another_is_not_found(archive):
    archive.add([at(1, "a", "x"), at(1, "b", "x")], now=NOON)
    archive.developments.record(
        [judgement("a", "D1"), judgement("b", "D2")], [development("D1", "a"), development("D2", "b")]
    )
    archive.developments.regroup([], [development("D2", merged_into="D1")], [], {})

    assert [d.id for d in archive.search.developments(Sought()).items] == ["D1"]


def test_pages_follow_each_other_without_gap_or_repeat(archive):
    archive.add([at(1 + n % 5, f"d{n}", "soldiers") for n in range(23)], now=NOON)
    words = ((sought("soldier"),),)

    pages = [archive.search.documents(Sought(words=words), limit=10, offset=10 * n) for n in range(4)]

    assert [page.total for page in pages] == [23] * 4
    assert [len(page.items) for page in pages] == [10, 10, 3, 0]
    assert len({d.id for page in pages for d, _ in page.items}) == 23


def test_an_index_that_grew_reply_by_reply_is_put_together_and_finds_the_same(archive):
    for n in range(30):
        archive.add([at(1 + n % 5, f"d{n}", f"soldiers of unit {n}")], now=NOON)
    before = [found(archive, "soldiers"), found(archive, "unit 7"), found(archive, '"of unit 12"')]

    assert archive.search.merge() >= 1
    assert [found(archive, "soldiers"), found(archive, "unit 7"), found(archive, '"of unit 12"')] == before
    assert archive.search.merge() == 0
    archive.add([at(6, "last", "soldiers")], now=NOON)
    assert found(archive, "soldiers")[0] == "last"


def test_only_what_is_about_the_subject_is_found_unless_everything_is_asked_for(archive):
    archive.add([at(1, "a", "soldiers"), at(1, "off", "soldiers", relevant=False)], now=NOON)

    assert found(archive, "soldiers") == ["a"]
    assert found(archive, "soldiers", everything=True) == ["off", "a"]


def test_claims_come_with_document_day_and_development(archive):
    claim = Claim(
        metric=Metric.SHELLS,
        low=8,
        high=8,
        unit="shell",
        claimant="NIS",
        polarity=Polarity.ASSERTS,
        quote="8",
        start=0,
        end=1,
    )
    archive.add([at(2, "a", "8 shells", claims=(claim,)), at(4, "b", "9", claims=(replace(claim, low=9),))], now=NOON)
    archive.developments.record([judgement("a", "D1")], [development("D1", "a")])

    page = archive.search.claims(Sought(), metric="shells")

    assert [(s.document.id, s.day, s.development_id) for s in page.items] == [
        ("b", "2026-03-04", None), ("a", "2026-03-02", "D1")]  # fmt: skip
    assert archive.search.claims(Sought(), metric="troops").total == 0
    assert [s.claim for s in archive.search.claims(Sought(until=date(2026, 3, 3))).items] == [claim]


def test_digests_are_found_by_reader_time_and_what_they_told(archive):
    archive.add([at(1, "a", "soldiers")], now=NOON)
    archive.developments.record([judgement("a", "D1")], [development("D1", "a")])
    archive.digests.seal(digest("G1", told=("D1",)), [])
    archive.digests.seal(digest("G2", until=NOON + HOUR, reader_id="other", kind=DigestKind.ALERT), [])
    ids = {
        "all": archive.search.digests(),
        "desk": archive.search.digests(reader_id="desk"),
        "later": archive.search.digests(since=NOON + HOUR),
        "sooner": archive.search.digests(until=NOON),
        "soldiers": archive.search.digests(Sought(words=((sought("soldiers"),),))),
        "sailors": archive.search.digests(Sought(words=((sought("sailors"),),))),
    }

    assert {name: [d.id for d in page.items] for name, page in ids.items()} == {
        "all": ["G2", "G1"], "desk": ["G1"], "later": ["G2"], "sooner": ["G1"], "soldiers": ["G1"], "sailors": [],
    }  # fmt: skip


def test_an_archive_of_the_release_before_can_be_searched_after_the_upgrade(archive_url):
    with Archive.open(archive_url) as archive:
        archive.add([at(2, "a", "soldiers")], now=NOON)
        archive.developments.record([judgement("a", "D1")], [development("D1", "a")])
    run(archive_url, *NOT_SEARCHED, "UPDATE alembic_version SET version_num = '0007'")

    with Archive.open(archive_url) as archive:
        assert found(archive, "soldier", since=date(2026, 3, 2)) == ["a"]
        assert archive.search.days(["D1"]) == {"D1": "2026-03-02"}


def test_a_new_index_is_as_the_one_before(visited):
    assert visited.search.reindex() == 4
    assert visited.search.reindex() == 4
    assert (found(visited, "Shoigu"), found(visited, "북한")) == (["en"], ["ko"])


def test_a_very_long_text_is_searched_as_far_as_both_databases_can(archive):
    archive.add([at(1, "a", "word " * (MOST_TOKENS + 50) + "beyond"), at(1, "b", "x" * 10_000)], now=NOON)

    assert (found(archive, "word"), found(archive, "beyond")) == (["a"], [])
    assert found(archive, "x" * 10_000) == ["b"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.from_regex(r"[\"'*()&|!:<>@\-^+ \\a-zа-я가-힣]{1,30}"))
def test_nothing_that_somebody_types_is_a_command_to_the_database(visited, typed):
    groups = tuple((term,) for word, quoted in parts(typed) if (term := exactly(word) if quoted else sought(word)))

    page = visited.search.documents(Sought(words=groups))

    assert 0 <= page.total <= 4


@given(st.text(max_size=200))
def test_a_text_is_found_by_each_of_its_words(text):
    tokens = indexed(text)

    for word in text.split():
        term = exactly(word)
        if term is not None and len(tokens) < MOST_TOKENS:
            assert any(tuple(tokens[n : n + len(term.tokens)]) == term.tokens for n in range(len(tokens)))


def _told_early_late_and_undated(archive: Archive) -> None:
    """Sixty reports of twenty-four developments: of a happening, before it, after it, without a day, off the subject."""
    chance = random.Random(7)
    reports = []
    for n in range(60):
        one = at(1 + chance.randrange(28), f"d{n:02}", f"soldiers of {chance.choice(('north', 'south'))}")
        one = replace(one, draft=replace(one.draft, published=None)) if n % 11 == 5 else one
        reports.append(replace(one, relevant=n % 13 != 4, seen=NOON + HOUR * (n * 7 % 5)))
    archive.add(reports, now=NOON)
    roles = {one.id: (Role.FIRST, Role.REPEAT, Role.UPDATE)[n % 3] for n, one in enumerate(reports)}
    homes: dict[str, list[str]] = {}
    for one in reports:
        homes.setdefault(f"D{chance.randrange(24):02}", []).append(one.id)
    ahead = {id_: date(2026, 3, 1) + timedelta(days=chance.randrange(-20, 60)) for id_ in sorted(homes)[::4]}
    archive.developments.record(
        [judgement(one, id_, role=roles[one]) for id_, mine in homes.items() for one in mine],
        [
            replace(development(id_, *mine), event_date=ahead.get(id_), last_seen=NOON + HOUR * chance.randrange(9))
            for id_, mine in homes.items()
        ],
    )
    merged = sorted(homes)[3]
    archive.developments.regroup([], [development(merged, merged_into=sorted(homes)[5])], [], {})


def test_a_development_has_the_days_of_its_reports_as_they_are_after_each_edit(archive):
    archive.add([at(5, "a", "soldiers"), at(9, "b", "soldiers")], now=NOON)
    archive.developments.record([judgement("a", "D1"), judgement("b", "D1")], [development("D1", "a", "b")])
    # Judged anew; edited again before it is; and only capitals, which nobody judges.
    edits = ("soldiers left", 20, "2026-03-09"), ("soldiers came", 2, "2026-03-02"), ("Soldiers came", 7, "2026-03-07")
    for text, day, first in edits:
        if text == "Soldiers came":
            archive.developments.record([judgement("a", "D1")], [development("D1", "a", "b")])
        archive.add([at(day, "a", text)], now=NOON + HOUR)

        assert archive.search.days({"D1"}) == {"D1": first}, text


BESIDE = (
    {},
    {"roles": (Role.REPEAT,)},
    {"seen_since": NOON + 2 * HOUR},
    {"seen_since": NOON + HOUR, "seen_until": NOON + 3 * HOUR, "roles": (Role.FIRST, Role.UPDATE)},
    {"seen_since": NOON + 20 * HOUR},
)


@pytest.mark.parametrize("days", [{}, {"since": date(2026, 3, 12)}, {"until": date(2026, 3, 12)},
                                  {"since": date(2026, 2, 12), "until": date(2026, 4, 2)}])  # fmt: skip
@pytest.mark.parametrize("word", ["soldiers", "north"])
@pytest.mark.parametrize("beside", BESIDE)
def test_a_page_that_looks_at_the_newest_reports_is_the_page_of_all_of_them(archive, monkeypatch, word, days, beside):
    _told_early_late_and_undated(archive)
    monkeypatch.setattr(newest, "_FIRST", 3)
    monkeypatch.setattr(newest, "COUNTED", 100)
    asked = {"words": ((sought(word),),), **beside}
    # Without words all are looked through, the newest first; and only then it is asked which have the words.
    listed = [one.id for one in archive.search.developments(Sought(**days), limit=100).items]
    having = archive.search.matching(Sought(**asked), listed)
    whole = [id_ for id_ in listed if id_ in having]
    everything = not beside
    papers = archive.search.documents(Sought(everything=everything, **days, **beside), limit=100)

    pages = [archive.search.developments(Sought(**asked, **days), limit=4, offset=n) for n in range(0, 28, 4)]
    of_papers = [
        archive.search.documents(Sought(everything=everything, **asked, **days), limit=7, offset=n)
        for n in range(0, 63, 7)
    ]

    assert len(whole) > 4 or beside
    assert [one.id for page in pages for one in page.items] == whole
    assert [d.id for page in of_papers for d, _ in page.items] == [
        d.id for d, _ in papers.items if word in d.draft.text
    ]
    assert days or beside or any(page.more for page in pages)
    assert not pages[-1].goes_on
    assert not of_papers[-1].goes_on


def test_what_arrived_on_a_day_or_has_a_role_is_found_without_looking_at_all_that_is_about_the_subject(tmp_path):
    with Archive.open(f"sqlite:///{tmp_path / 'archive.db'}") as archive:
        archive.add([at(1, "a", "soldiers")], now=NOON)
        asked = archive.search._of_documents(Sought(seen_since=NOON))
        statement = select(schema.documents.c.seq).where(*asked).compile(compile_kwargs={"literal_binds": False})

    plan = run(f"sqlite:///{tmp_path / 'archive.db'}", f"EXPLAIN QUERY PLAN {statement}".replace(":seen_1", "'2026'")
               .replace(":coalesce_1", "0").replace(":param_1", "0"))  # fmt: skip

    assert "ix_documents_seen" in str(plan)


def test_more_than_a_thousand_are_not_counted(archive, monkeypatch):
    monkeypatch.setattr(newest, "COUNTED", 3)
    archive.add([at(1 + n, f"d{n}", "soldiers") for n in range(6)], now=NOON)
    words = ((sought("soldiers"),),)

    few = archive.search.documents(Sought(words=words, until=date(2026, 3, 3)), limit=2)
    many = archive.search.documents(Sought(words=words), limit=2)
    last = archive.search.documents(Sought(words=words), limit=2, offset=4)

    assert (few.total, few.more, few.goes_on) == (3, False, True)
    assert (many.total, many.more, many.goes_on) == (3, True, True)
    assert (last.total, len(last.items)) == (6, 2)
    assert not archive.search.documents(Sought(words=words), limit=2, offset=6).goes_on


def test_the_newest_are_found_without_sorting_what_else_is_found(tmp_path):
    with Archive.open(f"sqlite:///{tmp_path / 'archive.db'}") as archive:
        archive.add([at(1, "a", "soldiers")], now=NOON)
    asked = str(search_query.NEWEST[True]).replace(":wanted", "'soldiers'").replace(":low", "0")
    asked = asked.replace(":high", "9").replace(":most", "5").replace(":offset", "0")

    plan = run(f"sqlite:///{tmp_path / 'archive.db'}", f"EXPLAIN QUERY PLAN {asked}")

    assert len(plan) == 1
    assert "VIRTUAL TABLE INDEX" in str(plan[0])


@pytest.mark.postgres
def test_counting_on_postgresql_begins_with_the_newest_and_not_with_the_oldest_row(postgres):
    asked = str(search_query.COUNT[False]).replace(":wanted", "'soldiers'").replace(":low", "100000")
    asked = asked.replace(":high", "200000").replace(":most", "1001")
    keys = "SELECT CASE n % 2 WHEN 0 THEN 100000 + n ELSE n END AS key FROM generate_series(1, 20000) AS n"
    filled = f"INSERT INTO search_text SELECT key, 'soldiers' FROM ({keys}) AS keys"

    with postgres.archive() as url:
        plan = str(run(url, filled, "ANALYZE search_text", f"EXPLAIN {asked}"))

    assert "Backward" in plan
    assert "Seq Scan" not in plan


def test_what_a_person_found_off_the_subject_is_in_the_index_as_such(archive):
    archive.add([at(1, "a", "soldiers"), at(2, "b", "soldiers")], now=NOON)
    archive.developments.record([judgement("a", "D1"), judgement("b", "D1")], [development("D1", "a", "b")])
    (off, _), *_ = archive.search.documents(Sought(words=((sought("soldiers"),),))).items
    archive.developments.regroup([], [], [], {}, restated=[replace(off, relevant=False)])

    assert (found(archive, "soldiers"), found(archive, "soldiers", everything=True)) == (["a"], ["b", "a"])


def test_claims_are_read_off_the_index_in_the_order_of_all_of_them(archive):
    def states(metric: Metric, low: int) -> Claim:
        return Claim(metric=metric, low=low, high=low, unit="x", claimant=None, polarity=Polarity.ASSERTS,
                     quote="8", start=0, end=1)  # fmt: skip

    kinds = (Metric.SHELLS, Metric.WORKERS)
    given = [
        at(1 + n * 7 % 9, f"d{n:02}", "figures", claims=tuple(states(kinds[(n + i) % 2], i) for i in range(n % 4)))
        for n in range(20)
    ]
    given[3] = replace(given[3], relevant=False)
    archive.add(given, now=NOON)
    archive.developments.record([judgement(one.id, "D1") for one in given], [development("D1", *(d.id for d in given))])
    every = {"roles": tuple(Role)}

    for more, metric in (
        ({}, None),
        ({}, "workers"),
        ({"since": date(2026, 3, 4)}, None),
        ({"everything": True}, None),
    ):
        whole = archive.search.claims(Sought(**every, **more), metric=metric, limit=100)
        pages = [archive.search.claims(Sought(**more), metric=metric, limit=4, offset=n) for n in range(0, 40, 4)]

        assert [(s.document.id, s.claim) for page in pages for s in page.items] == [
            (s.document.id, s.claim) for s in whole.items
        ]
        assert [page.goes_on for page in pages] == [n + 4 < len(whole.items) for n in range(0, 40, 4)]


def test_numbers_of_reports_are_of_those_about_the_subject_and_counted_to_a_thousand(archive, monkeypatch):
    monkeypatch.setattr(search, "COUNTED", 3)
    archive.add([at(1, f"d{n}", "x", themes=("a", "b")[: 1 + n // 4]) for n in range(6)], now=NOON)
    archive.add([at(1, "off", "x", themes=("c",), relevant=False)], now=NOON)

    tokens = [fact("theme", theme) for theme in "abcd"]

    assert archive.search.naming(tokens) == {tokens[0]: 3, tokens[1]: 2}
