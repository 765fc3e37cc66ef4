"""Replay: all files of the contract, the same bytes every time, nothing from the future."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.documents import shipped_watch
from tumen import catalogue, content
from tumen.analysis.matching.watch import Watch
from tumen.replay import Plan, replay
from tumen.replay.run import ALONE, NAMED

DEMO = content.corpus_folder() / "demo" / "late-2024.jsonl"


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def plan(out, path=DEMO, **more):
    return Plan(path=path, out=out, watch=shipped_watch(), processes=1, **more)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    out = tmp_path_factory.mktemp("demo")
    replay(plan(out, chronicle=catalogue.load_chronicle(content.corpus_folder())))
    return out


@pytest.fixture(scope="module")
def without_chronicle(tmp_path_factory):
    out = tmp_path_factory.mktemp("without")
    replay(plan(out))
    return out


@pytest.fixture(scope="module")
def first_half(tmp_path_factory):
    """The first fifty reports of the stream, and their replay."""
    folder = tmp_path_factory.mktemp("half")
    lines = DEMO.read_text(encoding="utf-8").splitlines(keepends=True)
    stream = folder / "half.jsonl"
    stream.write_text("".join(sorted(lines, key=lambda line: json.loads(line)["published"])[:50]))
    replay(plan(folder / "out", stream))
    return stream, folder / "out"


def test_every_input_is_answered_once(demo):
    asked = {row["id"] for row in rows(DEMO)}

    answered = [row["id"] for row in rows(demo / "documents.jsonl")]

    assert sorted(answered) == sorted(asked)


def test_every_document_has_a_role_and_a_reason(demo):
    for row in rows(demo / "documents.jsonl"):
        assert row["role"] in {"first", "update", "repeat", "analysis", "background", "none"}
        assert row["reasons"]


def test_developments_hold_just_the_documents_that_name_them(demo):
    named = {}
    for row in rows(demo / "documents.jsonl"):
        if row["development"]:
            named.setdefault(row["development"], set()).add(row["id"])

    held = {row["id"]: set(row["documents"]) for row in rows(demo / "developments.jsonl")}

    assert held == named


def test_every_sentence_of_every_digest_stands_where_it_is_cited(demo):
    texts = {row["id"]: f"{row['title']}\n\n{row['text'] or ''}" for row in rows(DEMO)}
    sentences = 0
    for path in (demo / "digests").glob("*.json"):
        if path.name.endswith(".slack.json"):
            continue
        for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
            for sentence in item["sentences"]:
                sentences += 1
                cited = [texts[c["document"]][c["start"] : c["end"]] for c in sentence["citations"]]

                assert cited == [sentence["text"]]
    assert sentences > 30


def test_no_development_is_told_as_new_twice(demo):
    told = []
    for path in sorted((demo / "digests").glob("*.json")):
        if not path.name.endswith(".slack.json"):
            items = json.loads(path.read_text(encoding="utf-8"))["items"]
            told += [item["development"] for item in items if item["kind"] == "new"]

    assert len(told) == len(set(told))


def test_claims_quote_their_document(demo):
    texts = {row["id"]: f"{row['title']}\n\n{row['text'] or ''}" for row in rows(DEMO)}
    claims = rows(demo / "claims.jsonl")

    assert claims
    assert all(texts[c["document"]][c["start"] : c["end"]] == c["quote"] for c in claims)


def test_each_digest_has_all_its_forms(demo):
    keys = {path.name.removesuffix(".html") for path in (demo / "digests").glob("*.html")}

    assert keys
    for key in keys:
        assert all((demo / "digests" / f"{key}.{ending}").exists() for ending in ("json", "txt", "slack.json"))


def test_a_replayed_digest_claims_nothing_about_sources_it_did_not_ask(demo):
    pages = list((demo / "digests").glob("*.txt"))

    assert pages
    for page in pages:
        text = " ".join(page.read_text(encoding="utf-8").split())
        assert "sources answered" not in text
        assert "No source failed" not in text
        assert "no sources were checked" in text.lower()


def test_a_process_with_another_hash_seed_writes_the_same_bytes(first_half, tmp_path):
    code = (
        "import sys; from pathlib import Path; from tests.test_replay import plan; from tumen.replay import replay; "
        "replay(plan(Path(sys.argv[2]), Path(sys.argv[1]))); print(hash('seed'))"
    )
    (stream, here), there = first_half, tmp_path / "there"
    env = {**os.environ, "PYTHONHASHSEED": "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(stream), str(there)],
        check=True,
        env=env,
        cwd=Path.cwd(),
        stdout=subprocess.PIPE,
    )

    assert int(done.stdout) != hash("seed")
    names = sorted(p.relative_to(here) for p in here.rglob("*") if p.is_file())
    assert len(names) > 20
    assert names == sorted(p.relative_to(there) for p in there.rglob("*") if p.is_file())
    for name in names:
        if name.name != "run.json":  # seconds and memory differ
            assert (here / name).read_bytes() == (there / name).read_bytes(), name


def test_later_documents_change_no_earlier_decision(without_chronicle, first_half):
    half = {row["id"]: row for row in rows(first_half[1] / "documents.jsonl")}
    whole = {row["id"]: row for row in rows(without_chronicle / "documents.jsonl")}
    assert all(whole[id] == row for id, row in half.items())


def test_the_chronicle_of_a_replay_ends_the_day_before_its_first_document(tmp_path):
    line = {
        "id": "1",
        "title": "Putin gives more than 70 animals to the zoo in Pyongyang",
        "text": "Russia flew a lion, two bears and dozens of birds to North Korea as a gift.",
        "url": None,
        "published": "2024-11-20T09:00:00+00:00",
        "source": "wire",
        "language": "en",
    }
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")

    replay(plan(tmp_path / "out", path, chronicle=catalogue.load_chronicle(content.corpus_folder())))

    (row,) = rows(tmp_path / "out" / "documents.jsonl")
    assert row["role"] == "first"


def test_without_a_watch_everything_counts(tmp_path):
    path = tmp_path / "news.jsonl"
    titles = ["Harbour bridge closed after storm", "Storm closes the harbour bridge", "Orchestra names new conductor"]
    path.write_text(
        "".join(
            json.dumps({"id": str(n), "title": t, "text": t, "url": None, "published": f"2025-01-01T0{n}:00:00Z"})
            + "\n"
            for n, t in enumerate(titles)
        )
    )

    replay(
        Plan(
            path=path,
            out=tmp_path / "out",
            watch=Watch.empty(shipped_watch().vocabulary),
            processes=1,
            every=timedelta(hours=24),
        )
    )

    found = rows(tmp_path / "out" / "documents.jsonl")
    assert all(row["relevant"] for row in found)
    assert found[0]["development"] == found[1]["development"] != found[2]["development"]


def test_spread_over_processes_it_decides_the_same(tmp_path):
    told = rows(DEMO)
    fair = {"title": "The harvest fair opens in Aomori", "text": "Apples and pears are shown.", "url": None}
    # Eight other reports between any two: enough for both processes to have several batches.
    others = [{**row, **fair, "id": f"{row['id']}-{n}"} for n in range(8) for row in told]
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps(row) + "\n" for row in (*told, *others)), encoding="utf-8")
    assert len(told + others) >= ALONE

    replay(plan(tmp_path / "one", many))
    replay(Plan(path=many, out=tmp_path / "two", watch=shipped_watch(), processes=2))

    one, two = (tmp_path / name / "documents.jsonl" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert {row["development"] for row in rows(one)} > {None}


def test_a_second_replay_into_the_same_folder_leaves_no_digest_of_the_first(tmp_path):
    lines = DEMO.read_text(encoding="utf-8").splitlines()
    early, late = tmp_path / "early.jsonl", tmp_path / "late.jsonl"
    early.write_text("\n".join(lines[:20]), encoding="utf-8")
    late.write_text("\n".join(lines[-20:]), encoding="utf-8")
    out = tmp_path / "out"
    replay(plan(out, early))
    (out / "digests" / "notes.txt").write_text("mine", encoding="utf-8")

    replay(plan(out, late))

    days = {name.name[:10] for name in (out / "digests").iterdir()} - {"notes.txt"}
    assert days
    assert min(days) >= json.loads(lines[-20])["published"][:10]
    assert (out / "digests" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_each_document_of_a_digest_is_told_or_left_out_by_name_or_by_number(tmp_path):
    path, others = tmp_path / "stream.jsonl", NAMED + 5
    given = [
        {"id": f"o{n}", "title": f"Apples of orchard {n} are shown", "text": "", "published": "2025-01-01T08:00:00Z"}
        for n in range(others)
    ]
    given.append({"id": "n", "title": "Lavrov meets Kim Jong Un in Pyongyang", "published": "2025-01-01T09:00:00Z"})
    path.write_text("".join(json.dumps({"url": None, "source": None, **row}) + "\n" for row in given))

    replay(plan(tmp_path / "out", path))

    (digest,) = [json.loads(one.read_text()) for one in (tmp_path / "out/digests").glob("2025-01-01.json")]
    left = digest["left_out"]
    assert len(left) == NAMED
    assert (sum(entry["times"] for entry in left), left[0]["title"]) == (others, "Apples of orchard 0 are shown")
    assert [document for item in digest["items"] for document in item["documents"]] == ["n"]
