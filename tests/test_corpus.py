"""Corpora: inputs of every kind, outputs, resume, duplicates, Python."""

import csv
import gzip
import json
import os
import signal
import subprocess
import sys
import time

import nutgraf
import pytest
from conftest import EXAMPLES
from test_cli import COMMAND, ROOT, STORY
from test_cli import nutgraf as command

TABLES = ["articles", "blocks", "quotes", "people", "organizations", "mentions", "places", "times", "quantities", "names"]
TABLES += ["events", "event_participants", "event_mentions", "answers"]


def corpus(path, n=120):
    stories = [example.read_text() for example in EXAMPLES]
    rows = ({"id": f"a{i}", "text": f"Edition {i}.\n\n{stories[i % len(stories)]}", "date": "2025-11-03"} for i in range(n))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def warc(pages):
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Target-URI: https://news.example/{id}\r\n"
    )
    record += "Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    for id, page in enumerate(pages):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
        yield record.format(id=id, length=len(block)).encode() + block + b"\r\n\r\n"


def test_every_kind_of_input_is_told_from_its_content(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = [{"id": "1", "text": STORY}, {"id": "2", "text": "Second story."}]
    jsonl = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (tmp_path / "rows.dat").write_bytes(jsonl)
    (tmp_path / "rows.bin").write_bytes(gzip.compress(jsonl))
    (tmp_path / "rows.zz").write_bytes(zstandard.compress(jsonl))
    with open(tmp_path / "rows.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, ["id", "text"])
        writer.writeheader()
        writer.writerows(rows)
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "rows.pq")
    pages = [f"<html><body><article><p>{row['text']}</p></article></body></html>" for row in rows]
    (tmp_path / "crawl").write_bytes(b"".join(map(gzip.compress, warc(pages))))
    for name in ("rows.dat", "rows.bin", "rows.zz", "rows.csv", "rows.pq"):
        read = list(nutgraf.iter_corpus(tmp_path / name))
        assert [(record.id, record.text) for record in read] == [(row["id"], row["text"]) for row in rows], name
    crawled = list(nutgraf.iter_corpus(tmp_path / "crawl"))
    assert [(record.id, record.url) for record in crawled] == [(f"urn:uuid:{i}", f"https://news.example/{i}") for i in range(2)]
    assert crawled[1].text.strip() == "Second story."


def test_columns_can_be_named(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "not this", "story": STORY, "key": 5}) + "\n")
    [record] = nutgraf.iter_corpus(tmp_path / "a.jsonl", columns={"text": "story", "id": "key"})
    assert (record.id, record.text) == ("5", STORY)


def test_a_broken_member_costs_only_itself(tmp_path):
    members = [gzip.compress(member) for member in warc([f"<p>{STORY}</p>"] * 3)]
    broken = bytearray(members[1])
    broken[60:80] = bytes(20)
    (tmp_path / "a.warc.gz").write_bytes(members[0] + bytes(broken) + members[2])
    result = command("extract", "a.warc.gz", "-o", "out.jsonl", cwd=tmp_path)
    assert result.returncode == 1
    assert [record["id"] for record in lines(tmp_path / "out.jsonl")] == ["urn:uuid:0", "urn:uuid:2"]
    [error] = lines(tmp_path / "out.jsonl.errors.jsonl")
    assert (error["input"], error["reason"]) == ("a.warc.gz", "compression")


def test_without_out_what_fails_is_a_warning(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n{broken\n')
    with pytest.warns(UserWarning, match="line 2"):
        assert len(list(nutgraf.iter_corpus([tmp_path / "a.jsonl"]))) == 1


@pytest.mark.parametrize("out", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "tables", "csv"])
def test_outputs_are_the_same_for_any_number_of_jobs(tmp_path, out):
    path = corpus(tmp_path / "in.jsonl")
    to = ["--to", "csv"] if out == "csv" else []
    for jobs in (1, 4):
        assert command("extract", path, "-o", tmp_path / str(jobs) / out, "--jobs", jobs, *to).returncode == 0
    assert files(tmp_path / "1") == files(tmp_path / "4")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("out", "extra"), [("out.jsonl.gz", ["--dedupe", "mark"]), ("tables", ["--to", "csv"]), ("parquet", [])])
def test_a_killed_run_resumes_to_the_same_bytes(tmp_path, out, extra):
    path = tmp_path / "in.jsonl"
    stories = [example.read_text() for example in EXAMPLES]
    with open(path, "w") as file:
        for i in range(24_000):
            story = stories[i % len(stories)] if i % 50 == 0 else f"Edition {i}. {STORY * 2}"
            file.write(json.dumps({"id": f"a{i}", "text": story}) + "\n" + ("{broken\n" if i % 5000 == 7 else ""))
    whole, cut = tmp_path / "whole" / out, tmp_path / "cut" / out
    assert command("extract", path, "-o", whole, *extra).returncode == 1
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    process = subprocess.Popen(
        [*COMMAND, "extract", str(path), "-o", str(cut), *extra], env=environment, stderr=subprocess.DEVNULL
    )
    manifest = cut / "manifest.json" if cut.is_dir() or "." not in out else cut.with_name(cut.name + ".manifest.json")
    while process.poll() is None:
        if manifest.exists() and json.loads(manifest.read_text())["chunks"] > 0:
            process.kill()
        time.sleep(0.01)
    assert process.returncode == -signal.SIGKILL
    refused = command("extract", path, "-o", cut, *extra)
    assert refused.returncode == 2
    assert b"--resume" in refused.stderr
    other = command("extract", path, "-o", cut, *extra, "--resume", "--offsets", "byte")
    assert other.returncode == 2
    assert b"offsets" in other.stderr
    assert command("extract", path, "-o", cut, *extra, "--resume").returncode == 1
    assert files(tmp_path / "whole") == files(tmp_path / "cut")
    again = command("extract", path, "-o", cut, *extra, "--resume")
    assert again.returncode == 1
    assert files(tmp_path / "whole") == files(tmp_path / "cut")


def test_changed_inputs_refuse_to_resume(tmp_path):
    path = corpus(tmp_path / "in.jsonl", 3)
    assert command("extract", path, "-o", tmp_path / "out.jsonl").returncode == 0
    path.write_text(path.read_text() + json.dumps({"text": "More."}) + "\n")
    result = command("extract", path, "-o", tmp_path / "out.jsonl", "--resume")
    assert result.returncode == 2
    assert b"input files have changed" in result.stderr


def test_a_full_disk_leaves_what_was_written(tmp_path):
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    (tmp_path / "a.txt").write_text(STORY)
    os.symlink("/dev/full", tmp_path / "out.jsonl.partial")
    result = command("extract", "a.txt", "-o", "out.jsonl", cwd=tmp_path)
    assert result.returncode == 2
    assert b"out.jsonl" in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("out", ["out.jsonl", "tables"])
def test_a_run_goes_on_when_there_is_room_again(tmp_path, out):
    resource = pytest.importorskip("resource")
    path = tmp_path / "in.jsonl"
    rows = ({"id": f"a{i}", "text": f"Edition {i}. {STORY}"} for i in range(3000))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert command("extract", path, "-o", tmp_path / "whole" / out).returncode == 0
    # Writing more than this fails as it does on a full disk; JSON lines have had their first checkpoint by then.
    room = max(map(len, files(tmp_path / "whole").values())) * 17 // 20
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    cut = tmp_path / "cut" / out
    full = subprocess.run(
        [*COMMAND, "extract", path, "-o", cut],
        env=environment,
        capture_output=True,
        restore_signals=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert full.returncode == 2
    assert b"writing" in full.stderr
    assert not cut.is_file()
    assert command("extract", path, "-o", cut, "--resume").returncode == 0
    assert files(tmp_path / "whole") == files(tmp_path / "cut")


def test_copies_are_marked_or_dropped(tmp_path):
    story = (ROOT / "examples" / "politics.txt").read_text()
    others = [(ROOT / "examples" / name).read_text() for name in ("court.txt", "sport.txt", "science.txt")]
    texts = [story, others[0], "An editor's note.\n\n" + story, others[1], story.rstrip() + "\n\nMore follows.\n", others[2]]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": f"a{i}", "text": text}) + "\n" for i, text in enumerate(texts)))
    for mode, expected in (("mark", [None, None, "a0", None, "a0", None]), ("drop", [None] * 4)):
        summary = nutgraf.write_corpus(path, tmp_path / f"{mode}.jsonl", dedupe=mode)
        assert summary.duplicates == 2
        assert [record.get("duplicate_of") for record in lines(tmp_path / f"{mode}.jsonl")] == expected
    assert not list(tmp_path.glob("*.sketches"))


def rows_of(record, table):
    """Count the rows that a record has in a table."""
    events = record["events"]
    return {
        "event_participants": sum(len(event["actors"]) + len(event["recipients"]) for event in events),
        "event_mentions": sum(len(event["mentions"]) for event in events),
        "answers": sum(len(found) for found in record["answers"].values()),
    }.get(table, len(record.get(table, [])))


def test_tables_join_and_hold_what_the_records_hold(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    path = corpus(tmp_path / "in.jsonl", 30)
    nutgraf.write_corpus(path, tmp_path / "tables")
    records = list(nutgraf.iter_corpus(path))
    assert sorted(p.name for p in (tmp_path / "tables").iterdir() if p.is_dir()) == sorted(TABLES)
    db = duckdb.connect()
    for table in TABLES:
        db.execute(f"create view {table} as from '{tmp_path}/tables/{table}/*.parquet'")
    for table in TABLES[1:]:
        if table != "mentions":
            expected = sum(rows_of(record.to_dict(), table) for record in records)
            assert db.execute(f"select count(*) from {table}").fetchone() == (expected,), table
        assert db.execute(f"select count(*) from {table} anti join articles using (article)").fetchone() == (0,)
    wrong = """select count(*) from mentions join articles using (article)
               where substring(articles.text, start + 1, "end" - start) <> mentions.text"""
    assert db.execute(wrong).fetchone() == (0,)


def test_tables_of_records_are_the_ones_of_files(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = corpus(tmp_path / "in.jsonl", 20)
    nutgraf.write_corpus(path, tmp_path / "tables")
    tables = nutgraf.tables(nutgraf.iter_corpus(path))
    assert list(tables) == TABLES
    for name, table in tables.items():
        written = parquet.read_table(tmp_path / "tables" / name)
        assert written.to_pylist() == pa.table(table).to_pylist(), name
        assert written.schema.metadata[b"nutgraf.offsets"] == b"codepoint"


def test_ctrl_c_leaves_a_state_to_resume_from(tmp_path):
    path = corpus(tmp_path / "in.jsonl", 3000)
    # A shell starts what it runs in the background with Ctrl-C ignored: the handler is set as on a terminal.
    code = """
import signal, sys, nutgraf
signal.signal(signal.SIGINT, signal.default_int_handler)
nutgraf.write_corpus(sys.argv[1], sys.argv[2], jobs=2)
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path), str(tmp_path / "out.jsonl")], env=environment, stderr=subprocess.PIPE
    )
    while not (tmp_path / "out.jsonl.partial").exists():
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    _, errors = process.communicate(timeout=30)
    assert time.monotonic() - begun < 3
    assert b"KeyboardInterrupt" in errors
    assert nutgraf.write_corpus(path, tmp_path / "out.jsonl", resume=True).documents == 3000


def test_wrong_requests_are_refused(tmp_path):
    with pytest.raises(ValueError, match="standard input"):
        nutgraf.write_corpus("-", tmp_path / "out.jsonl", resume=True)
