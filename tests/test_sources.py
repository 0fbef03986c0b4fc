"""What people bring: text, HTML, files, rows, dates, hints; read alike everywhere."""

import bz2
import csv
import gzip
import json
import lzma
import os
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import nutgraf
import pytest
from conftest import ROOT
from test_cli import STORY
from test_cli import nutgraf as command
from test_cli import records as lines

PAGE = (ROOT / "examples" / "page.html").read_text()


def notes(record, kind):
    return [note.message for note in record.notes if note.kind == kind]


# HTML in a str, paths and addresses in a str


def test_a_file_may_come_by_whatever_stands_for_its_path(tmp_path):
    (tmp_path / "story.txt").write_text("Mayor Ana Ruiz resigned.")
    entry = next(os.scandir(tmp_path))
    assert nutgraf.extract(entry) == nutgraf.extract(Path(entry.path))
    assert nutgraf.extract(entry).id == entry.path


def test_html_in_a_str_is_read_as_html(tmp_path):
    from_bytes = nutgraf.extract(PAGE.encode())
    assert from_bytes.title
    assert nutgraf.extract(PAGE) == from_bytes
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": PAGE, "id": "a"}))
    [row] = nutgraf.iter_corpus(tmp_path / "rows.jsonl")
    assert (row.title, row.quotes) == (from_bytes.title, from_bytes.quotes)


@pytest.mark.parametrize("address", ["https://news.example/story", " http://news.example/a?b=c\n", "some/page.html", "story.txt"])
def test_an_address_in_place_of_a_text_raises(address):
    with pytest.raises(ValueError, match=r"is an address|give pathlib.Path"):
        nutgraf.extract(address)
    [record] = nutgraf.Extractor().pipe([address])
    assert record.notes


def test_a_path_that_exists_raises_and_names_path(tmp_path, monkeypatch):
    (tmp_path / "my story.v2").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=r"pathlib.Path\('my story.v2'\)"):
        nutgraf.extract("my story.v2")
    assert nutgraf.extract("Mayor Ana Ruiz resigned.").people


def test_an_address_in_a_row_is_noted(tmp_path):
    (tmp_path / "rows.jsonl").write_text('{"text": "https://news.example/story"}')
    [record] = nutgraf.iter_corpus(tmp_path / "rows.jsonl")
    assert "address" in notes(record, "source")[0]


# Files


def test_a_packed_file_is_unpacked(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    packers = {"gz": gzip.compress, "xz": lzma.compress, "bz2": bz2.compress, "zst": zstandard.compress}
    for ending, pack in packers.items():
        path = tmp_path / f"page.html.{ending}"
        path.write_bytes(pack(PAGE.encode()))
        assert nutgraf.extract(path).title == nutgraf.extract(PAGE).title
        [record] = nutgraf.iter_corpus(path)
        assert record == nutgraf.extract(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "id,text\n1,A\n"),
        ("a.jsonl", '{"text": "A"}\n'),
        ("a.json", '[{"text": "A"}]'),
        ("a.txt", '{\n  "text": "A"\n}'),
    ],
)
def test_a_table_as_a_document_says_what_to_call(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    with pytest.raises(ValueError, match=r"a table \(.*iter_corpus"):
        nutgraf.extract(tmp_path / name)


# JSON


@pytest.mark.parametrize(
    "content",
    [
        '{\n  "text": "One.",\n  "id": "a"\n}\n',
        '[{"text": "One.", "id": "a"}]',
        '\ufeff[\n  {"text": "One.", "id": "a"}\n]',
        '{"status": "ok", "articles": [\n {"text": "One.", "id": "a"}]}',
        '{"text": "One.", "id": "a", "score": NaN}\n',
        '\ufeff{"text": "One.", "id": "a"}\n',
    ],
)
def test_json_of_any_shape_is_read(tmp_path, content):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_text(content)
    for path in (tmp_path / "in", tmp_path / "in" / "a.json"):
        [record] = nutgraf.iter_corpus(path)
        assert (record.id, record.text) == ("a", "One.")


def test_what_was_lost_of_a_line_is_noted(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "caf\xe9 one"}\n{"text": "half \\ud800 pair"}\n{"text": "Whole."}\n')
    one, two, three = nutgraf.iter_corpus(tmp_path / "a.jsonl")
    assert (one.text, two.text) == ("caf\ufffd one", "half \ufffd pair")
    assert "no UTF-8" in notes(one, "source")[0]
    assert "surrogate" in notes(two, "source")[0]
    assert not notes(three, "source")


def test_skipped_files_are_counted(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY)
    (tmp_path / "in" / "b.png").write_bytes(b"\x89PNG")
    (tmp_path / "in" / "c.docx").write_bytes(b"PK")
    result = command("extract", "in", cwd=tmp_path)
    assert b"2 files of other kinds left out" in result.stderr
    assert nutgraf.write_corpus(tmp_path / "in", tmp_path / "out.jsonl").skipped == 2


# Dates

DATES = [
    ("2025-11-03", "2025-11-03"),
    ("2025-11-03T23:30:00-05:00", "2025-11-03"),
    ("2025-11-03 23:30:00-05:00", "2025-11-03"),
    ("Mon, 03 Nov 2025 23:00:00 -0500", "2025-11-03"),
    ("1762164000", "2025-11-03"),
    ("1762164000000", "2025-11-03"),
    ("November 3, 2025", "2025-11-03"),
    ("2025-13-45", None),
    ("11/03/2025", None),
    ("9:27 AM", None),
]


@pytest.mark.parametrize(("given", "day"), DATES)
def test_dates_have_one_policy_everywhere(tmp_path, given, day):
    pa = pytest.importorskip("pyarrow")
    text = "“No,” Mayor Ana Ruiz said on Friday."
    row = {"id": "a", "text": text, "date": given}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row))
    (tmp_path / "rows.csv").write_text(f'id,text,date\na,"{text}","{given}"\n')
    found = [
        nutgraf.extract(text, published=given, id="a"),
        *nutgraf.Extractor().pipe([{"source": text, "published": given, "id": "a"}]),
        *nutgraf.iter_corpus(tmp_path / "rows.jsonl"),
        *nutgraf.iter_corpus(tmp_path / "rows.csv"),
    ]
    assert len(set(found)) == 1
    [record] = set(found)
    assert record.published == (day and date.fromisoformat(day))
    assert record.quotes[0].who == "Ana Ruiz"
    assert bool(notes(record, "source")) == (day is None)
    [table] = nutgraf.extract_table(pa.Table.from_pylist([row])).to_dicts()
    assert table["published_date"] == record.published
    assert bool(table["notes"]) == bool(record.notes)


def test_the_country_settles_which_number_is_the_month():
    for country, month in (("US", 11), ("GB", 3)):
        record = nutgraf.extract("One.", published="11/03/2025", options=nutgraf.Options(country=country))
        assert record.published.month == month
    [note] = notes(nutgraf.extract("One.", published="11/03/2025"), "source")
    assert "country" in note


def test_dates_come_as_objects_too():
    zone = timezone(timedelta(hours=-5))
    for given in (date(2025, 11, 3), datetime(2025, 11, 3, 23, 30, tzinfo=zone), 1762164000, 1762164000.0):
        assert nutgraf.extract("One.", published=given).published == date(2025, 11, 3)
    assert nutgraf.extract("One.", published=float("nan")).published is None


def test_a_timestamp_of_a_frame_has_its_local_day():
    pa = pytest.importorskip("pyarrow")
    at = datetime(2025, 11, 3, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    for zone in ("-05:00", "America/New_York"):
        table = pa.table({"text": ["One."], "date": pa.array([at], pa.timestamp("us", zone))})
        assert nutgraf.extract_table(table)["published_date"] == [date(2025, 11, 3)]
    table = pa.table({"text": ["One.", "Two."], "date": pa.array([1762164000.0, float("nan")])})
    assert nutgraf.extract_table(table)["published_date"] == [date(2025, 11, 3), None]


def test_undated_news_stays_open():
    text = "It is the first time since 1998, the mayor said on Wednesday. It is November. Last week it rained."
    values = {time.text: time.value for time in nutgraf.extract(text).times}
    assert values["1998"] == "1998"
    for words in ("Wednesday", "November", "Last week"):
        assert values[words].startswith("XXXX"), values


# Hints


def test_hints_become_metadata(tmp_path):
    pa = pytest.importorskip("pyarrow")
    row = {
        "id": "a",
        "text": "The bridge opened, Mayor Ana Ruiz said on Friday.",
        "title": "Bridge opens",
        "author": "jo lind",
        "site": "Courier",
        "section": "Local",
        "crawled": "2025-11-04",
    }
    (tmp_path / "rows.jsonl").write_text(json.dumps(row))
    (tmp_path / "rows.csv").write_text(",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n")
    [piped] = nutgraf.Extractor().pipe([{"source": row["text"], **{key: row[key] for key in row if key != "text"}}])
    [read] = nutgraf.iter_corpus(tmp_path / "rows.jsonl")
    [from_csv] = nutgraf.iter_corpus(tmp_path / "rows.csv")
    assert piped == read == from_csv
    meta = read.meta
    assert (meta.title.value, meta.title.origin) == ("Bridge opens", "hint")
    assert [(author.name, author.origin) for author in meta.authors] == [("jo lind", "hint")]
    assert (meta.site_name.value, meta.section.value, meta.crawled.value) == ("Courier", "Local", "2025-11-04")
    [table] = nutgraf.extract_table(pa.Table.from_pylist([row])).to_dicts()
    assert (table["title"], table["authors"], table["site_name"]) == ("Bridge opens", ["jo lind"], "Courier")


def test_what_the_page_declares_wins_over_hints_and_hints_over_the_rest():
    page = (
        "<html><head>{}<title>Tag title of page | Courier</title></head><body><p>The bridge opened on Friday.</p></body></html>"
    )
    declared = page.format('<meta property="og:title" content="Declared title of the page">')
    assert nutgraf.extract(declared, title="Handed in").title == "Declared title of the page"
    assert nutgraf.extract(page.format(""), title="Handed in").title == "Handed in"


def test_columns_of_hints_can_be_named(tmp_path):
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": "One.", "kop": "Head", "door": ["Ana Ruiz", "Tom Bell"]}))
    result = command("extract", "rows.jsonl", "--title", "kop", "--author", "door", cwd=tmp_path)
    [record] = lines(result)
    assert record["meta"]["title"]["value"] == "Head"
    assert [author["name"] for author in record["meta"]["authors"]] == ["Ana Ruiz", "Tom Bell"]


def test_the_day_of_fetching_is_a_weak_anchor_that_says_so(tmp_path):
    page = "<html><body><article><p>The harbour was shut yesterday, Mayor Ana Ruiz said.</p></article></body></html>"
    block = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-11-04T10:00:00Z\r\n"
    head += f"WARC-Target-URI: https://news.example/a\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    (tmp_path / "a.warc").write_text(head + block + "\r\n\r\n", newline="")
    [record] = nutgraf.iter_corpus(tmp_path / "a.warc")
    [time] = record.times
    assert record.meta.crawled.value == "2025-11-04T10:00:00Z"
    assert record.published is None
    assert (time.value, time.anchor.kind, time.anchor.value) == ("2025-11-03", "crawled", "2025-11-04")
    dated = nutgraf.extract(page, published="2025-11-02", crawled="2025-11-04").times[0]
    assert (dated.value, dated.anchor.kind) == ("2025-11-01", "published")
    assert time.confidence < dated.confidence


def test_the_language_hint_counts_where_the_text_is_too_short():
    assert nutgraf.extract("Oui.", language="fr-FR").language == "fr"
    long = "The mayor said that the bridge would be closed for a month while the work goes on in both directions."
    assert nutgraf.extract(long, language="fr").language == "en"


# Ids and context


def test_ids_are_unique_in_tables():
    a, b = nutgraf.extract("Ana Ruiz resigned."), nutgraf.extract("Tom Bell sang.")
    assert nutgraf.tables([a, b])["people"]["article"] == ["0", "1"]
    twice = [nutgraf.extract("Ana Ruiz resigned.", id="x") for _ in range(2)]
    with pytest.warns(UserWarning, match="1 ids came before"):
        assert nutgraf.tables(twice)["articles"]["article"] == ["x", "x#2"]


def test_ids_that_come_twice_in_an_input_are_told_apart(tmp_path):
    pa = pytest.importorskip("pyarrow")
    rows = [{"id": "x", "text": f"Story {n} of Ana Ruiz."} for n in range(3)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    read = list(nutgraf.iter_corpus(tmp_path / "rows.jsonl"))
    assert [record.id for record in read] == ["x", "x#2", "x#3"]
    assert not notes(read[0], "source")
    assert "came before" in notes(read[1], "source")[0]
    for jobs in (1, 3):
        made = nutgraf.extract_table(pa.Table.from_pylist(rows * 300), jobs=jobs)
        assert made["article"] == ["x", *(f"x#{n}" for n in range(2, 901))]


def test_own_data_travel_with_the_article(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    pairs = [{"source": STORY, "label": 3, "tags": ["a"], "id": "1"}, {"source": None, "label": float("inf"), "id": "2"}]
    first, second = nutgraf.Extractor().pipe(pairs)
    assert first.context == {"label": 3, "tags": ["a"]}
    assert second.context == {"label": None}
    articles = nutgraf.tables([first, second])["articles"]
    assert (articles["label"], articles["tags"]) == ([3, None], ['["a"]', None])
    assert "label" not in nutgraf.tables([nutgraf.extract(STORY)])["articles"].columns
    assert "context" not in nutgraf.extract(STORY).to_dict()
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": STORY, "label": {"a": 1}, "other": 2}))
    (tmp_path / "rows.csv").write_text('text,label\n"One.",x\n')
    for name, kept in (("rows.jsonl", {"a": 1}), ("rows.csv", "x")):
        [record] = lines(command("extract", name, "--keep", "label", cwd=tmp_path))
        assert record["context"] == {"label": kept}
        [record] = nutgraf.iter_corpus(tmp_path / name, columns={"keep": ["label"]})
        assert record.context == {"label": kept}
        for form in ("csv", "parquet"):
            assert (
                command("extract", name, "--keep", "label", "-o", f"{name}.{form}.out/", "--to", form, cwd=tmp_path).returncode
                == 0
            )
        with open(tmp_path / f"{name}.csv.out" / "articles.csv") as file:
            [row] = csv.DictReader(file)
        label = kept if isinstance(kept, str) else json.dumps(kept, separators=(",", ":"))
        assert row["label"] == label
        [part] = (tmp_path / f"{name}.parquet.out" / "articles").iterdir()
        assert parquet.read_table(part)["label"].to_pylist() == [label]
    columns = {
        "text": ["One.", "Two."],
        "label": ["x", None],
        "n": [1, 2],
        "share": [0.5, None],
        "on": [True, False],
        "title": ["T", "U"],
    }
    made = nutgraf.extract_table(pa.table(columns), keep=["label", "n", "share", "on", "title", "n"])
    for column, name in ((name, f"{name}_kept" if name == "title" else name) for name in list(columns)[1:]):
        assert made[name] == columns[column]
    assert nutgraf.tables(made)["articles"]["n"] == [1, 2]
    assert pa.table(made).schema.field("n").type == pa.int64()


def test_what_is_missing_gives_a_record_with_a_note():
    pd = pytest.importorskip("pandas")
    for nothing in (None, float("nan"), pd.NA, pd.NaT):
        assert notes(nutgraf.extract(nothing), "empty")
    column = pd.Series(["Mayor Ana Ruiz resigned.", None, float("nan")])
    assert [len(record.people) for record in column.apply(nutgraf.extract)] == [1, 0, 0]
    good, *bad = nutgraf.Extractor().pipe(["Ana Ruiz resigned.", None, 5, {"source": 7, "id": "b"}, {"label": 1}])
    assert good.people
    assert all(record.notes for record in bad)
    assert bad[2].id == "b"


def test_options_are_checked_when_they_are_made():
    for wrong in (
        {"country": "Great Britain"},
        {"country": "UK"},
        {"country": "ZZ"},
        {"input": "sideways"},
        {"units": "one row"},
        {"holidays": ("Harbour Day",)},
        {"max_bytes": 0},
    ):
        with pytest.raises(ValueError, match=f"reading option {next(iter(wrong))}"):
            nutgraf.Options(**wrong)
    assert nutgraf.extract("It cost 5 dollars.", options=nutgraf.Options(country="gb")).quantities


def test_errors_speak_of_what_was_asked(tmp_path):
    with pytest.raises(ValueError, match="to: 'xlsx' is none of jsonl, parquet, csv"):
        nutgraf.write_corpus(tmp_path, tmp_path / "out", to="xlsx")
    with pytest.raises(ValueError, match="jobs: -1 is not a number of threads"):
        nutgraf.iter_corpus(tmp_path, jobs=-1)
    with pytest.raises(FileNotFoundError, match=r"none\.txt"):
        nutgraf.iter_corpus([tmp_path / "none.txt"])
    with pytest.raises(TypeError, match="unexpected keyword 'titel'"):
        nutgraf.extract("One.", titel="Two")


def test_paths_name_the_record(tmp_path):
    path = Path(tmp_path / "a.txt")
    path.write_text(STORY)
    assert nutgraf.extract(path).id == str(path)
    assert nutgraf.extract(path, id="b").id == "b"


def test_outputs_of_earlier_runs_are_no_inputs(tmp_path):
    """The reader knows manifests by how the writer begins them."""
    (tmp_path / "a.txt").write_text("Mayor Ana Ruiz said no on Monday.")
    for out in ("old.jsonl", "tables"):
        nutgraf.write_corpus(tmp_path / "a.txt", tmp_path / out, progress=False)
    assert len(list(nutgraf.iter_corpus(tmp_path, progress=False))) == 1
