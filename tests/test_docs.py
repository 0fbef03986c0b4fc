"""Every snippet of README, site and crates runs as it stands; what does not is listed here with the reason."""

import contextlib
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import EXAMPLES, ROOT

PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "crates/cli/README.md"]
# Pages whose snippets have tests of their own.
ELSEWHERE = {"engines.md": "test_engines.py", "python.md": "test_outputs.py", "cli.md": "test_outputs.py"}
# Lines that a reader runs and a test does not.
NOT_HERE = re.compile(r"pip install|cargo install|duckdb$|nutgraf validate|wget|make ")
# Pages whose lines are alternatives to each other, not steps.
ALTERNATIVES = {"corpora.md", "README.md"}
RUN = {"python", "sh", "console", "sql", "r"}
SHOWN = {"", "text", "toml", "{.r .not-run}"}


def fences(path):
    """Give language and content of each code block."""
    return re.findall(r"^```([^\n]*)\n(.*?)^```$", path.read_text(), re.M | re.S)


def name(path):
    return path.name if path.is_relative_to(ROOT / "crates") else str(path.relative_to(ROOT / "docs"))


def with_code(*languages):
    return [
        pytest.param(path, id=name(path))
        for path in PAGES
        if name(path) not in ELSEWHERE and any(language in languages for language, _ in fences(path))
    ]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """What the pages take for given: pages of a crawl, rows, an archive, the command."""
    for place in ("crawl", "corpus", "examples"):
        shutil.copytree(ROOT / "examples", tmp_path / place)
    shutil.copy(ROOT / "examples/court.txt", tmp_path / "article.txt")
    shutil.copy(ROOT / "examples/page.html", tmp_path / "page.html")
    rows = [{"key": path.stem, "story": path.read_text(), "day": "2025-11-03", "label": 7} for path in EXAMPLES]
    page = (ROOT / "examples/page.html").read_bytes()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-11-04T10:00:00Z\r\n"
    head += "WARC-Target-URI: https://courier.example/story\r\nContent-Type: application/http; msgtype=response\r\n"
    record = f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"
    for archive in ("CC-NEWS-1.warc.gz", "crawl/1.warc.gz"):
        (tmp_path / archive).write_bytes(gzip.compress(record))
    lines = "".join(json.dumps({"id": row["key"], "text": row["story"]}) + "\n" for row in rows)
    (tmp_path / "dump-1.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    parquet = pytest.importorskip("pyarrow.parquet")
    import pyarrow as pa

    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "news.parquet")
    command = tmp_path / "bin/nutgraf"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from nutgraf._command import main; main()" "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "python"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(line):
    result = subprocess.run(["bash", "-ec", line], capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, (line, result.stderr)


def lines(language, code):
    """Give the commands of a block; in a console they stand behind a prompt."""
    said = re.findall(r"^\$ (.*)", code, re.M) if language == "console" else code.splitlines()
    return [line for line in said if line.strip() and not NOT_HERE.match(line)]


def test_every_block_is_run_or_known_to_be_none():
    for path in PAGES:
        for language, _ in fences(path):
            assert language in RUN | SHOWN, f"{path}: {language} is neither run nor listed"
    assert len(with_code(*RUN)) > 10


@pytest.mark.parametrize("path", with_code("python", "sh", "console", "r"))
def test_snippets_run_in_the_order_of_the_page(path, folder):
    """One name space and one folder a page, as for a reader who follows it."""
    for library in ("pandas", "polars", "duckdb"):
        pytest.importorskip(library)
    space = {}
    for language, code in fences(path):
        if language == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(code, str(path), "exec"), space)
        elif language == "r" and shutil.which("Rscript"):
            (folder / "snippet.R").write_text(code)
            shell("Rscript snippet.R")
        elif language in ("sh", "console"):
            for line in lines(language, code):
                shell(line)
                if name(path) in ALTERNATIVES:
                    shutil.rmtree(folder / "news", ignore_errors=True)


@pytest.mark.parametrize("path", with_code("sql"))
def test_queries_run_on_a_run_of_the_examples(path, folder):
    duckdb = pytest.importorskip("duckdb")
    shell("nutgraf extract crawl -o news --dedupe mark --link --quiet")
    with duckdb.connect() as db:
        for language, code in fences(path):
            if language == "sql":
                db.execute(code)
                assert db.description


def test_the_gate_tells_outsiders_what_they_can_do_without_the_data(tmp_path):
    for part in ("eval", "crates/train/fixture"):
        shutil.copytree(ROOT / part, tmp_path / "nutgraf" / part)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    command = [sys.executable, tmp_path / "nutgraf/eval/gate.py"]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    assert result.returncode == 0, result.stdout
    assert "nutgraf validate" in result.stderr
    assert "invented" in result.stdout


def test_rows_of_all_forms_count_from_one(folder):
    """Their id is the file and the row where they have none of their own."""
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"text": ["One.", "Two."]}), "rows.parquet")
    (folder / "rows.csv").write_text("text\nOne.\nTwo.\n")
    (folder / "rows.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    for form in ("parquet", "csv", "jsonl"):
        result = subprocess.run(["nutgraf", "extract", f"rows.{form}"], capture_output=True, check=True, timeout=60)
        ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
        assert ids == [f"rows.{form}:1", f"rows.{form}:2"]


def test_the_readme_says_what_is_read():
    readme = (ROOT / "README.md").read_text()
    assert "facts from English alone" in readme
    assert (ROOT / "docs/pictures/article.png").exists()
    for _, target in re.findall(r"\[([^\]]*)\]\((?!http|#)([^)]+)\)", readme):
        assert (ROOT / target).exists(), target
