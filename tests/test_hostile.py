"""What somebody may put into a corpus to stop it, fill a disk or a memory, or get at a terminal."""

import gzip
import json
import os
import re
import subprocess
import sys
import time

import nutgraf
import pytest
from conftest import ROOT
from test_cli import COMMAND, STORY
from test_cli import nutgraf as command

ROW = json.dumps({"id": "g", "text": "The mayor said on Monday it was safe."}) + "\n"


def errors(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def peak(*args, cwd, limit=60):
    """Run the command; give its exit code and the most memory that it took, in MB."""
    code = (
        "import resource, subprocess, sys; p = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)"
    )
    code += "; print(p.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    run = [sys.executable, "-c", code, *COMMAND, *map(str, args)]
    out = subprocess.run(run, cwd=cwd, env=env, capture_output=True, text=True, timeout=limit).stdout
    return tuple(map(int, out.split()))


def test_a_cut_zstd_file_is_one_failure(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    frame = zstandard.ZstdCompressor().compress(ROW.encode() * 10)
    (tmp_path / "cut.jsonl.zst").write_bytes(frame[:-1])
    (tmp_path / "middle.jsonl.zst").write_bytes(b"\x50\x2a\x4d\x18\x02\0\0\0xx" + frame + frame[:40] + frame)
    assert command("extract", "cut.jsonl.zst", "-o", "cut.jsonl", cwd=tmp_path).returncode == 1
    assert len(errors(tmp_path / "cut.jsonl.errors.jsonl")) == 1
    assert command("extract", "middle.jsonl.zst", "-o", "middle.jsonl", cwd=tmp_path).returncode == 1
    assert len(errors(tmp_path / "middle.jsonl")) >= 10


@pytest.mark.parametrize("codec", ["gz", "xz", "bz2"])
def test_a_cut_packed_file_is_one_failure(tmp_path, codec):
    packed = __import__({"gz": "gzip", "xz": "lzma", "bz2": "bz2"}[codec]).compress(ROW.encode() * 5000)
    for name, kept in (("a", len(packed) - 1), ("b", len(packed) // 2)):
        (tmp_path / f"{name}.jsonl.{codec}").write_bytes(packed[:kept])
        assert command("extract", f"{name}.jsonl.{codec}", "-o", f"{name}.jsonl", cwd=tmp_path).returncode == 1
        assert 1 <= len(errors(tmp_path / f"{name}.jsonl.errors.jsonl")) <= 2


def test_a_broken_parquet_page_costs_its_row_group(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rng = __import__("random").Random(3)
    rows = [{"id": str(i), "text": " ".join(rng.choice("abcdefgh") * 3 for _ in range(60))} for i in range(300)]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=100, compression="snappy")
    column = parquet.ParquetFile(tmp_path / "a.parquet").metadata.row_group(1).column(1)
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    middle = column.dictionary_page_offset + column.total_compressed_size // 2
    data[middle : middle + 200] = b"\xff" * 200
    (tmp_path / "a.parquet").write_bytes(data)
    assert command("extract", "a.parquet", "-o", "out.jsonl", cwd=tmp_path).returncode == 1
    ids = [record["id"] for record in errors(tmp_path / "out.jsonl")]
    assert ids[:100] == [str(i) for i in range(100)]
    assert ids[-100:] == [str(i) for i in range(200, 300)]
    assert len(errors(tmp_path / "out.jsonl.errors.jsonl")) == 1


def test_memory_is_bounded(tmp_path):
    with gzip.open(tmp_path / "a.csv.gz", "wb", 1) as file:
        file.write(b'id,text\n1,"')
        for _ in range(150):
            file.write(b"a word of text. " * 65536)
    assert peak("extract", "-j2", "a.csv.gz", cwd=tmp_path)[1] < 400
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    cell = "The mayor said so. " * (1 << 20)
    parquet.write_table(pa.table({"text": pa.array([cell] * 3).dictionary_encode()}), tmp_path / "b.parquet", compression="zstd")
    assert peak("extract", "-j2", "b.parquet", cwd=tmp_path)[1] < 400


def test_pages_of_many_attributes_or_scripts_are_read_in_time():
    attributes = "<html><p " + " ".join(f"a{i}" for i in range(400_000)) + ">The mayor said so."
    scripts = "<html>" + "<script></script>" * 40_000 + '<script type="application/ld+json">' + "<a" * 300_000
    for page in (attributes, scripts + "</script><p>The mayor said so."):
        start = time.process_time()
        record = nutgraf.extract(page.encode())
        assert time.process_time() - start < 5
        assert record.text.strip() == "The mayor said so."


def test_an_output_is_never_an_input_nor_a_file_of_the_user(tmp_path):
    (tmp_path / "a.jsonl").write_text(ROW * 3)
    (tmp_path / "mine.jsonl").write_text("precious")
    for out in ("a.jsonl", "./a.jsonl"):
        result = command("extract", "a.jsonl", "-o", out, "--overwrite", cwd=tmp_path)
        assert result.returncode == 2
        assert b"input" in result.stderr
    assert command("extract", "a.jsonl", "-o", "mine.jsonl", cwd=tmp_path).returncode == 2
    assert (tmp_path / "mine.jsonl").read_text() == "precious"
    assert (tmp_path / "a.jsonl").read_text() == ROW * 3
    assert command("extract", "a.jsonl", "-o", "mine.jsonl", "--overwrite", cwd=tmp_path).returncode == 0

    folder = tmp_path / "tables"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "mine.txt").write_text("mine")
    assert command("extract", "a.jsonl", "-o", "tables", cwd=tmp_path).returncode == 2
    assert command("extract", "a.jsonl", "-o", "tables", "--overwrite", cwd=tmp_path).returncode == 0
    assert (folder / "articles" / "mine.txt").read_text() == "mine"


def test_an_output_in_the_folder_that_is_read_is_not_read(tmp_path):
    (tmp_path / "a.jsonl").write_text(ROW * 5 + "{broken\n")
    for _ in range(2):
        assert command("extract", ".", "-o", "out.jsonl", "--overwrite", cwd=tmp_path).returncode == 1
        assert len(errors(tmp_path / "out.jsonl")) == 5
    assert command("extract", ".", "-o", "out.jsonl", "--resume", cwd=tmp_path).returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="FIFOs")
def test_pipes_are_passed_over_and_locked_folders_named(tmp_path):
    (tmp_path / "in" / "locked").mkdir(parents=True)
    (tmp_path / "in" / "a.jsonl").write_text(ROW)
    os.mkfifo(tmp_path / "in" / "m.txt")
    result = command("extract", "in", cwd=tmp_path)
    assert result.returncode == 1
    assert b"m.txt: a pipe or device" in result.stderr
    assert len(result.stdout.splitlines()) == 1
    (tmp_path / "in" / "m.txt").unlink()
    (tmp_path / "in" / "locked").chmod(0)
    if os.access(tmp_path / "in" / "locked", os.R_OK):
        pytest.skip("root may read everything")
    result = command("extract", "in", cwd=tmp_path)
    (tmp_path / "in" / "locked").chmod(0o755)
    assert result.returncode == 1
    assert b"locked" in result.stderr


def test_a_stray_quote_costs_one_row(tmp_path):
    rows = ['1,"The mayor said so.', *(f"{i},The mayor said so." for i in range(2, 1000))]
    (tmp_path / "q.csv").write_text("id,text\n" + "\n".join(rows) + "\n")
    result = command("extract", "q.csv", "-o", "out.jsonl", cwd=tmp_path)
    assert result.returncode == 1
    assert len(errors(tmp_path / "out.jsonl")) == 998
    assert "quote" in errors(tmp_path / "out.jsonl.errors.jsonl")[0]["message"]


def test_a_broken_member_of_a_csv_costs_only_itself(tmp_path):
    members = [gzip.compress("".join(f"{100 * k + i},Text {i}\n" for i in range(100)).encode()) for k in range(3)]
    broken = bytearray(members[1])
    broken[20:60] = bytes(40)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"id,text\n") + members[0] + bytes(broken) + members[2])
    assert command("extract", "a.csv.gz", "-o", "out.jsonl", cwd=tmp_path).returncode == 1
    ids = {record["id"] for record in errors(tmp_path / "out.jsonl")}
    assert {str(i) for i in [*range(100), *range(200, 300)]} <= ids


def test_two_runs_into_one_output_are_kept_apart(tmp_path):
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": STORY * 20}) + "\n" for _ in range(5000)))
    env = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    first = subprocess.Popen(
        [*COMMAND, "extract", "a.jsonl", "-o", "out.jsonl", "-j1"], cwd=tmp_path, env=env, stderr=subprocess.DEVNULL
    )
    while not (tmp_path / "out.jsonl.partial").exists():
        assert first.poll() is None
        time.sleep(0.01)
    second = command("extract", "a.jsonl", "-o", "out.jsonl", "--overwrite", cwd=tmp_path)
    first.kill()
    first.wait()
    assert second.returncode == 2
    assert b"another run" in second.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["quotes", "--to", "table"],
        ["timeline", "--to", "table"],
        ["places", "--to", "tsv"],
        ["tokens"],
        ["show"],
        ["extract", "--from", "csv"],
    ],
)
def test_nothing_steers_the_terminal(tmp_path, args):
    text = (
        "The mayor Ana Ruiz re\x1bcalled on March 5, 2020 in Fran\x1bce and Pa\x1b[2Jris \x9b \u202eand\u2066 that it was safe.\n"
    )
    (tmp_path / "a\x1b]0;OWNED\x07.txt").write_text(text)
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"id": "a\nFAKE\tROW", "text": "On March 5, 2020 “we went to Paris,” Ana Ruiz said."}) + "\n"
    )
    result = command(*args, "--article", *sorted(tmp_path.iterdir()), cwd=tmp_path)
    steering = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    shown = result.stderr.decode() + (result.stdout.decode() if args[0] != "extract" else "")
    assert shown
    assert not steering.search(shown)
    assert "\nFAKE" not in shown
    assert "FAKE\tROW" not in shown


def test_a_date_on_a_line_without_stops_is_printed_with_some_words(tmp_path):
    (tmp_path / "a.txt").write_text("on March 5, 2020 the man went and " * 4000)
    assert len(command("timeline", "--article", "a.txt", cwd=tmp_path).stdout) < 4_000_000


def test_cells_that_look_like_formulas_are_text(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "=1+1", "url": "@x", "text": "Plain."}) + "\n")
    for extra, start in (([], "'=1+1,'@x"), (["--raw"], "=1+1,@x")):
        assert command("extract", "a.jsonl", "-o", "t", "--to", "csv", "--overwrite", *extra, cwd=tmp_path).returncode == 0
        assert (tmp_path / "t" / "articles.csv").read_text().splitlines()[1].startswith(start)


def test_dates_before_our_era_break_nothing():
    for text in ("Julius Caesar was murdered in Rome in 44 BC.", "The temple was built in 1 BC, a historian said."):
        record = nutgraf.extract(text, published="2025-11-26")
        assert [(time.begin_date, time.end_date) for time in record.times] == [(None, None)]
        assert record._repr_html_()
        assert record.to_geojson()
        assert nutgraf.tables([record])


def test_a_record_is_shown_in_linear_time():
    def cost(n):
        record = nutgraf.Extractor(nutgraf.Options(input="article")).extract(
            "On March 5, 2020 the man in Paris met John Smith, then, " * n
        )
        record._repr_html_()
        start = time.process_time()
        record._repr_html_()
        return time.process_time() - start

    small, large = min(cost(250) for _ in range(3)), cost(2000)
    assert large < 16 * max(small, 0.01)


@pytest.mark.parametrize(
    "bad",
    [
        {"source": "x", "url": "http://x/\ud800"},
        {"source": "x", "id": "\udcff"},
        {"source": "x", "published": "\udcff"},
        None,
        bytearray(b"x"),
        {"source": "x", "url": 5},
        {"id": "no source"},
        7,
    ],
    ids=repr,
)
def test_one_bad_source_stops_nothing(bad):
    assert len(list(nutgraf.Extractor().pipe([bad, "good"]))) == 2
