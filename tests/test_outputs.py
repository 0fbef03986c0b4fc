"""What people take away: clean texts, tables, frames, documents of spaCy; the command's forms; the snippets of the docs."""

import csv
import doctest
import importlib
import inspect
import io
import json
import os
import re
import subprocess
import time
import warnings
from functools import cached_property
from xml.etree import ElementTree

import nutgraf
import pytest
from conftest import EXAMPLES, ROOT
from test_cli import COMMAND, STORY
from test_cli import nutgraf as command

TEI = "{http://www.tei-c.org/ns/1.0}"


def test_clean_text_out_is_the_body(example):
    record = nutgraf.extract(example)
    tei = ElementTree.fromstring(record.to_tei())
    prose = [" ".join("".join(p.itertext()).split()) for p in tei.iter() if p.tag in (TEI + "p", TEI + "head")]
    assert prose == [" ".join(part.split()) for part in record.body.split("\n\n") if part.strip()]
    plain = re.sub(r"\\(.)", r"\1", record.to_markdown())
    assert all(part in plain for part in prose)


def test_speech_in_tei_names_its_speaker():
    tei = ElementTree.fromstring(nutgraf.extract(STORY, title="A <b> & c").to_tei())
    [said] = tei.iter(TEI + "said")
    assert (said.text, said.get("who")) == ("We will rebuild,", "#P0")
    assert next(tei.iter(TEI + "title")).text == "A <b> & c"


def test_the_command_writes_texts(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.txt").write_text(STORY)
    markdown = command("extract", "in", "--to", "md", cwd=tmp_path).stdout.decode()
    assert markdown.count("We will rebuild") == 2
    corpus = command("extract", "in", "--to", "tei", cwd=tmp_path).stdout
    assert len(list(ElementTree.fromstring(corpus).iter(TEI + "TEI"))) == 2
    assert command("extract", "in", "-o", "out.md", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out.md").read_text() == markdown
    assert b"--overwrite" in command("extract", "in", "-o", "out.md", cwd=tmp_path).stderr
    assert command("extract", "in", "-o", "texts", "--to", "txt", cwd=tmp_path).returncode == 0
    texts = {path.name for path in (tmp_path / "texts").iterdir()}
    assert texts == {"a.txt", "b.txt", "files.jsonl", "manifest.json"}
    listed = [json.loads(line) for line in (tmp_path / "texts" / "files.jsonl").read_text().splitlines()]
    assert listed == [{"article": f"in/{name}.txt", "file": f"{name}.txt"} for name in ("a", "b")]


@pytest.mark.parametrize("out", ["out.md", "out.xml.gz", "out.txt.zst", "texts"])
def test_texts_are_the_same_for_any_number_of_jobs_and_after_a_resume(tmp_path, out):
    rows = [json.dumps({"id": f"s/{i % 700}.html", "text": f"Mayor Ana Ruiz said {i} things. " * 40}) for i in range(2500)]
    (tmp_path / "in.jsonl").write_text("\n".join(rows))
    form = [] if "." in out else ["--to", "md"]

    def files(folder):
        found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        return {name: data for name, data in found.items() if "manifest" not in name}

    made = []
    for jobs in (1, 3):
        folder = tmp_path / str(jobs)
        assert command("extract", "in.jsonl", "-o", f"{jobs}/{out}", *form, "-j", jobs, cwd=tmp_path).returncode == 0
        made.append(files(folder))
    assert made[0] == made[1]
    assert sum(map(len, made[0].values())) > 10_000
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    for delay in (0.5, 1.0):
        run = subprocess.Popen(
            [*COMMAND, "extract", "in.jsonl", "-o", f"cut/{out}", *form, "--resume"], cwd=tmp_path, env=environment
        )
        time.sleep(delay)
        run.kill()
        run.wait()
    assert command("extract", "in.jsonl", "-o", f"cut/{out}", *form, "--resume", cwd=tmp_path).returncode == 0
    assert files(tmp_path / "cut") == made[0]


def test_write_corpus_obeys_the_ending_or_says_the_way(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    for name in ("x.csv", "x.parquet", "x.tsv"):
        with pytest.raises(ValueError, match=r"tables go to a folder, a file each: out=.*x, to="):
            nutgraf.write_corpus(tmp_path / "a.txt", tmp_path / name)
        assert not (tmp_path / name).exists()
    nutgraf.write_corpus(tmp_path / "a.txt", tmp_path / "x.md")
    assert (tmp_path / "x.md").read_text() == nutgraf.extract(tmp_path / "a.txt").to_markdown() + "\n"
    with pytest.raises(ValueError, match="overwrite=True replaces"):
        nutgraf.write_corpus(tmp_path / "a.txt", tmp_path / "x.md")
    nutgraf.write_corpus(tmp_path / "a.txt", tmp_path / "x", to="csv")
    assert (tmp_path / "x" / "quotes.csv").exists()


def test_sentences_that_were_not_asked_for_are_a_warning():
    with pytest.warns(UserWarning, match=r"no sentences: they come with Options\(tokens=True\)"):
        assert nutgraf.extract(STORY).sentences == []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert nutgraf.extract(STORY, options=nutgraf.Options(tokens=True)).sentences
        assert nutgraf.extract("").tokens == []


@pytest.mark.parametrize("name", ["x.csv", "x.parquet", "x.tsv"])
def test_an_ending_that_is_no_form_is_refused_with_the_way(tmp_path, name):
    (tmp_path / "a.txt").write_text(STORY)
    result = command("extract", "a.txt", "-o", name, cwd=tmp_path)
    assert result.returncode == 2
    assert b"-o x --to" in result.stderr
    assert not (tmp_path / name).exists()


def test_commands_print_tables_by_one_rule():
    for name, table in (("quotes", "quotes"), ("places", "places"), ("timeline", None)):
        forms = {form: command(name, *EXAMPLES, "--to", form).stdout.decode() for form in ("csv", "tsv", "jsonl")}
        rows = list(csv.DictReader(io.StringIO(forms["csv"])))
        assert len(rows) == len(forms["jsonl"].splitlines()) == len(forms["tsv"].splitlines()) - 1
        header = forms["tsv"].splitlines()[0].split("\t")
        assert header == list(rows[0])
        assert header[0] == "article"
        assert "\r" not in forms["csv"]
        if table:
            assert header == nutgraf.tables([])[table].columns
        assert {key for line in forms["jsonl"].splitlines() for key in json.loads(line)} <= set(header)
        assert command(name, *EXAMPLES).stdout.decode() == forms["csv"]


def test_quiet_help_and_man_page(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    assert command("extract", ".", "-o", "out.jsonl", "--quiet", cwd=tmp_path).stderr == b""
    text = command("extract", "--help").stdout.decode()
    sections = re.split(r"^(\w[^\n]*):$", text, flags=re.M)
    found = dict(zip(sections[1::2], sections[2::2], strict=True))
    assert all(option in found["Output"] for option in ("--output", "--to", "--resume", "--jobs", "--quiet"))
    assert "--published" in found["Reading"]
    columns = next(body for name, body in found.items() if name.startswith("Columns"))
    assert "--title" in columns
    assert "--jobs" not in columns
    page = command("man").stdout.decode()
    assert page.startswith(".ie") or ".TH" in page
    assert "NUTGRAF QUOTES" in page


def test_files_from_standard_input(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    result = command("extract", "--files-from", "-", input=b"a.txt\n", cwd=tmp_path)
    assert json.loads(result.stdout)["id"] == "a.txt"


def test_show_has_a_legend_and_marks_without_colour(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    page = command("show", "a.txt", cwd=tmp_path).stdout.decode()
    assert "Ana Ruiz[P]" in page
    assert "person[P]" in page


def test_tables_are_ones_that_people_can_use():
    record = nutgraf.extract(STORY, id="a", published="2025-11-03")
    tables = nutgraf.tables([record])
    quotes = tables["quotes"]
    assert repr(quotes).startswith("Table(1 row: article, number, kind")
    assert quotes["speaker"] == ["Ana Ruiz"]
    assert quotes.to_dicts()[0]["starts"] == [record.quotes[0].start]
    assert "<td>Ana Ruiz</td>" in quotes._repr_html_()
    with pytest.raises(KeyError, match="there is no column 'who'"):
        quotes["who"]
    articles = tables["articles"].to_dicts()[0]
    assert articles["body"] == record.body
    assert articles["words"] == len(record.body.split())


def test_frames_of_pandas_and_polars(monkeypatch):
    pd = pytest.importorskip("pandas")
    record = nutgraf.extract(STORY, published="2025-11-03")
    by_arrow = record.to_frame("quotes")
    assert isinstance(by_arrow, pd.DataFrame)
    assert by_arrow["speaker"].tolist() == ["Ana Ruiz"]
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert record.to_frame("quotes")["speaker"].tolist() == ["Ana Ruiz"]
    with pytest.raises(ValueError, match="there is no table 'quote'"):
        record.to_frame("quote")
    pl = pytest.importorskip("polars")
    assert nutgraf.tables([record])["people"].to_polars()["name"].to_list() == ["Ana Ruiz"]
    assert len(nutgraf.extract_table(pl.Series("s", [STORY, STORY]))) == 2
    assert len(nutgraf.extract_table(pl.LazyFrame({"text": [STORY]}))) == 1


def test_a_document_of_spacy(example):
    pytest.importorskip("spacy")
    record = nutgraf.extract(example)
    doc = record.to_spacy()
    assert doc.text == record.text
    assert len(doc.spans["times"]) == len(record.times)
    assert {ent.text for ent in doc.ents} <= {doc.char_span(n.start, n.end, alignment_mode="expand").text for n in record.names}


def test_the_loop_of_the_readme_needs_no_speaker_and_no_cue(example):
    for quote in nutgraf.extract(example).quotes:
        assert quote.who is None or isinstance(quote.who, str)
        assert quote.said is None or isinstance(quote.said, str)
        f"{quote.who} {quote.said} {quote.text}"


def test_the_loop_of_the_readme_runs_on_every_page_there_is():
    pages = sorted((ROOT.parent / "shared" / "data").rglob("*.html.gz"))
    if not pages:
        pytest.skip("no development data beside the repository")
    for record in nutgraf.Extractor().pipe(pages):
        for quote in record.quotes:
            f"{quote.who} {quote.said} {quote.text}"


FACTS = ("_record", "_part", "_methods")
MODULES = ("_extract", "_options", *FACTS, "_tables", "_corpus", "_link", "_validate", "plot", "steps", "spark", "ray")


@pytest.mark.parametrize("name", MODULES)
def test_docstrings_hold(name, monkeypatch):
    for library in ("pandas", "polars"):
        pytest.importorskip(library)
    monkeypatch.chdir(ROOT)
    module = importlib.import_module(f"nutgraf.{name}")
    result = doctest.testmod(module, extraglobs={"nutgraf": nutgraf}, optionflags=doctest.ELLIPSIS)
    assert result.failed == 0
    assert result.attempted or name == "ray"


def public():
    """Give everything that people call, by its full name."""
    for name in MODULES:
        module = importlib.import_module(f"nutgraf.{name}")
        for key, value in vars(module).items():
            if key.startswith("_") or getattr(value, "__module__", None) != module.__name__:
                continue
            if inspect.isfunction(value) and key not in INNER:
                yield f"{name}.{key}", value
            elif inspect.isclass(value):
                for method, part in vars(value).items():
                    if not method.startswith("_") and (callable(part) or isinstance(part, property | cached_property)):
                        yield f"{name}.{key}.{method}", getattr(part, "fget", None) or getattr(part, "func", part)


INNER = {"attached", "dataclass", "short", "check_jobs", "known_columns", "batch_extractor"}
"""Functions that modules of the package share."""


def test_everything_public_has_an_example_and_tells_what_it_takes():
    found = dict(public())
    assert len(found) > 35
    for name, function in found.items():
        doc = inspect.getdoc(function) or ""
        assert "Examples\n--------\n>>> " in doc, name
        given = [p for p in inspect.signature(function).parameters.values() if p.name != "self"]
        if len(given) > 1:
            assert "Parameters\n----------\n" in doc, name
            # What comes as ``**hints`` is told one by one.
            for parameter in (p for p in given if p.kind is not p.VAR_KEYWORD):
                shown = re.search(rf"^(\w+, )*{parameter.name}\b", doc, re.M)
                assert shown, f"{name} does not tell of {parameter.name}"


@pytest.mark.parametrize("page", ["python.md"])
def test_snippets_of_python_pages_run(page, monkeypatch, capsys):
    pytest.importorskip("polars")
    pytest.importorskip("pandas")
    monkeypatch.chdir(ROOT)
    code = "\n".join(re.findall(r"```python\n(.*?)```", (ROOT / "docs" / page).read_text(), re.S))
    exec(compile(code, page, "exec"), {})


def test_snippets_of_the_command_run(tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    text = (ROOT / "docs" / "cli.md").read_text()
    [block] = re.findall(r"```sh\n(.*?)```", text, re.S)
    for line in block.splitlines():
        words = line.split("#")[0].split()[1:]
        source = b""
        if "<" in words:
            source = (tmp_path / words.pop()).read_bytes()
            words.pop()
        result = command(*(word.strip("'") for word in words), input=source, cwd=tmp_path)
        assert result.returncode == 0, (line, result.stderr)
    listed = set(re.findall(r"^\| `nutgraf (\w+)", text, re.M))
    assert listed == set(re.findall(r"^  (\w+) ", command("--help").stdout.decode(), re.M)) - {"help"}
