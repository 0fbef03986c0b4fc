"""The command: what goes where, exit codes, bad input."""

import json
import os
import signal
import subprocess
import sys

import pytest
from conftest import EXAMPLES, ROOT

COMMAND = [sys.executable, "-c", "from nutgraf._command import main; main()"]
STORY = "ARDENVALE, Nov 3 - “We will rebuild,” Mayor Ana Ruiz said.\n"


def nutgraf(*args, input=None, cwd=None, env=None):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python"), **(env or {})}
    command = [*COMMAND, *map(str, args)]
    return subprocess.run(command, input=input, cwd=cwd, env=environment, capture_output=True, timeout=300)


def records(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_records_come_a_line_each_in_the_order_of_the_files():
    result = nutgraf("extract", *EXAMPLES)
    assert result.returncode == 0
    assert [record["id"] for record in records(result)] == [str(path) for path in EXAMPLES]
    assert result.stderr == b""


def test_folders_patterns_and_standard_input(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "b.txt").write_text(STORY)
    (tmp_path / "in" / "deep" / "a.html").write_text(f"<p>{STORY}</p>")
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG")
    assert [r["id"] for r in records(nutgraf("extract", "in", cwd=tmp_path))] == ["in/b.txt", "in/deep/a.html"]
    assert [r["id"] for r in records(nutgraf("extract", "in/*.txt", cwd=tmp_path))] == ["in/b.txt"]
    for args in (["extract"], ["extract", "-"]):
        assert records(nutgraf(*args, input=STORY.encode()))[0]["text"] == STORY


def test_what_fails_is_named_and_the_rest_is_done(tmp_path):
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "rows.jsonl").write_text('{"text": "One."}\n{broken\n{"title": "no text"}\n')
    (tmp_path / "empty").mkdir()
    result = nutgraf("extract", "missing.txt", "good.txt", "rows.jsonl", "empty", "*.nothing", cwd=tmp_path)
    assert result.returncode == 1
    assert [record["id"] for record in records(result)] == ["good.txt", "rows.jsonl:1"]
    messages = result.stderr.decode()
    for words in ("missing.txt: No such file", "line 2", "line 3 has no text", "empty: the folder", "*.nothing: no file matches"):
        assert words in messages


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "binary"),
        (b"word " * (5 << 20), "too_long"),
    ],
    ids=["empty", "binary", "one long line"],
)
def test_what_is_no_article_gets_a_note(tmp_path, content, kind):
    (tmp_path / "input.txt").write_bytes(content)
    result = nutgraf("extract", "input.txt", cwd=tmp_path)
    assert kind in [note["kind"] for note in records(result)[0]["notes"]]
    assert result.returncode == (0 if kind == "empty" else 1)
    assert (b"input.txt" in result.stderr) == (kind != "empty")


def test_the_output_is_the_same_for_any_number_of_jobs(tmp_path):
    path = tmp_path / "many.jsonl"
    stories = [example.read_text() for example in EXAMPLES]
    path.write_text("".join(json.dumps({"id": i, "text": stories[i % len(stories)]}) + "\n" for i in range(300)))
    one, many = (nutgraf("extract", path, "--jobs", jobs) for jobs in (1, 5))
    assert one.stdout == many.stdout
    assert len(one.stdout.splitlines()) == 300


@pytest.mark.parametrize(
    ("unit", "encoding", "width"), [("codepoint", "utf-32-le", 4), ("byte", "utf-8", 1), ("utf16", "utf-16-le", 2)]
)
def test_units_of_offsets(unit, encoding, width):
    result = nutgraf("extract", "--article", "--offsets", unit, input="Smile 🙂, señor. President Ana Ruiz resigned.".encode())
    [record] = records(result)
    assert record["offsets"] == unit
    mention = record["people"][0]["mentions"][0]
    text = record["text"].encode(encoding)
    assert text[mention["start"] * width : mention["end"] * width].decode(encoding) == mention["text"]
    assert "Ruiz" in mention["text"]


def test_a_closed_pipe_is_success(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"text": STORY * 20}) + "\n" for _ in range(3000)))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    process = subprocess.Popen([*COMMAND, "extract", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_ends_it_at_once():
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    process = subprocess.Popen([*COMMAND, "extract"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    process.stdin.write(STORY.encode())
    process.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=1)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == -signal.SIGINT


@pytest.mark.parametrize(
    "args",
    [
        ["frobnicate"],
        ["extract", "--jobs", "0"],
        ["extract", "--offsets", "miles"],
        ["extract", "--published", "soon"],
        ["extract", "--to", "parquet"],
    ],
)
def test_wrong_use_is_two(args):
    result = nutgraf(*args, input=b"")
    assert result.returncode == 2
    assert result.stderr
    assert not result.stdout


def test_show_has_colours_only_where_they_are_wanted(tmp_path):
    (tmp_path / "a.txt").write_text(STORY.replace("Mayor", "Mayor\x1b[2J"))
    plain = nutgraf("show", "a.txt", cwd=tmp_path)
    coloured = nutgraf("show", "a.txt", "--color", "always", cwd=tmp_path)
    assert plain.returncode == coloured.returncode == 0
    assert "We will rebuild" in plain.stdout.decode()
    assert b"\x1b" not in plain.stdout
    assert b"\x1b[" in coloured.stdout
    assert b"\x1b[2J" not in coloured.stdout


def test_schema_and_completions():
    schema = json.loads(nutgraf("schema").stdout)
    assert schema["title"] == "Record"
    for shell in ("bash", "zsh", "fish", "powershell", "elvish"):
        assert b"nutgraf" in nutgraf("completions", shell).stdout


def test_the_docs_tell_of_every_column():
    assert nutgraf("schema", "--tables").stdout.decode() in (ROOT / "docs" / "corpora.md").read_text()
