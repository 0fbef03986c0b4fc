"""Tables on the engines that people have: equal rows with one machine. What is not installed is skipped."""

import json
import os
import re
import sys

import nutgraf
import pytest
from conftest import EXAMPLES, ROOT

pa = pytest.importorskip("pyarrow")

ROWS = [{"key": f"a{i}", "story": path.read_text(), "day": "2025-11-03"} for i, path in enumerate(EXAMPLES * 3)]
COLUMNS = {"text": "story", "id": "key", "published": "day"}


SNIPPETS = dict(re.findall(r"^## (\w+)\n.*?```python\n(.*?)```", (ROOT / "docs/engines.md").read_text(), re.M | re.S))
"""The Python of docs/engines.md by engine, which the heading above names."""


def run_snippet(engine, **given):
    """Run the snippet of an engine as it stands, with what it takes for given; give its names."""
    space = dict(given)
    exec(compile(SNIPPETS[engine], f"docs/engines.md ({engine})", "exec"), space)
    return space


@pytest.fixture(scope="module")
def articles():
    return pa.Table.from_pylist(ROWS)


@pytest.fixture(scope="module")
def expected(articles):
    return pa.table(nutgraf.extract_table(articles, **COLUMNS)).to_pylist()


def by_article(rows):
    return sorted(rows, key=lambda row: row["article"])


def test_a_row_an_article_in_order(expected):
    assert [row["article"] for row in expected] == [row["key"] for row in ROWS]
    records = nutgraf.Extractor().pipe({"source": row["story"], "id": row["key"], "published": row["day"]} for row in ROWS)
    for row, record in zip(expected, records, strict=True):
        assert row["text"] == record.text
        assert [person["name"] for person in row["people"]] == [person.name for person in record.people]
        assert len(row["quotes"]) == len(record.quotes)


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "dictionary"])
def test_every_way_to_store_strings(articles, expected, kind):
    kinds = {
        "large_string": pa.large_string(),
        "string_view": pa.string_view(),
        "dictionary": pa.dictionary(pa.int32(), pa.string()),
    }
    story = articles["story"].cast(kinds.get(kind, pa.string()))
    table = articles.set_column(1, "story", story)
    assert pa.table(nutgraf.extract_table(table, **COLUMNS)).to_pylist() == expected


def test_a_batch_a_reader_and_threads(articles, expected):
    for data in (articles.to_batches(max_chunksize=7)[0], articles.slice(0, 7)):
        assert pa.table(nutgraf.extract_table(data, **COLUMNS)).to_pylist() == expected[:7]
    reader = pa.RecordBatchReader.from_batches(articles.schema, articles.to_batches(max_chunksize=3))
    assert pa.table(nutgraf.extract_table(reader, jobs=3, **COLUMNS)).to_pylist() == expected


def test_nulls_and_wrong_tables():
    table = pa.table({"text": ["One story.", None]})
    assert [row["text"] for row in pa.table(nutgraf.extract_table(table)).to_pylist()] == ["One story.", ""]
    with pytest.raises(ValueError, match="no column"):
        nutgraf.extract_table(pa.table({"a": [1]}))
    with pytest.raises(ValueError, match="there is no column"):
        nutgraf.extract_table(table, text="story")
    with pytest.raises(TypeError, match="Arrow stream"):
        nutgraf.extract_table([1, 2])


def test_flat_tables_of_a_nested_one(articles):
    result = nutgraf.extract_table(articles, **COLUMNS)
    flat = {name: pa.table(table) for name, table in nutgraf.tables(result).items()}
    assert flat["articles"].num_rows == len(result) == len(ROWS)
    nested = pa.table(result)["quotes"].combine_chunks()
    assert flat["quotes"].num_rows == len(nested.flatten())
    assert result.columns == pa.table(result).column_names


def test_polars(expected):
    pl = pytest.importorskip("polars")
    df = pl.DataFrame(ROWS)
    result = pl.DataFrame(nutgraf.extract_table(df, **COLUMNS))
    assert result["article"].to_list() == [row["article"] for row in expected]
    assert result.select("article", "quotes").explode("quotes").height >= len(ROWS)


def test_duckdb(articles):
    duckdb = pytest.importorskip("duckdb")
    db = duckdb.connect()
    result = nutgraf.extract_table(db.sql("select key, story from articles"), text="story", id="key")
    assert result.columns[0] == "article"
    people = db.cursor().sql("select count(*) from (select unnest(people) from result)").fetchall()
    assert people == [(sum(len(row["people"]) for row in pa.table(result).to_pylist()),)]


def test_pandas(expected):
    pd = pytest.importorskip("pandas")
    result = nutgraf.extract_table(pd.DataFrame(ROWS), **COLUMNS)
    assert pa.table(result).to_pylist() == expected


@pytest.mark.slow
def test_spark(expected, monkeypatch):
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "python"))
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    spark = builder.getOrCreate()
    try:
        articles = spark.createDataFrame([tuple(row.values()) for row in ROWS], list(ROWS[0])).repartition(4)
        space = run_snippet("Spark", articles=articles)
        result = space["records"]
        rows = [row.asDict(recursive=True) for row in result.collect()]
        assert by_article(rows) == by_article(expected)
        assert space["quotes"].count() == sum(len(row["quotes"]) for row in expected)
        entities, links = nutgraf.spark.link(result)
        made = nutgraf.link(nutgraf.tables(nutgraf.extract_table(pa.Table.from_pylist(ROWS), **COLUMNS)))
        for found, name in ((entities, "entities"), (links, "entity_links")):
            assert sorted(repr(row) for row in found.toArrow().to_pylist()) == sorted(map(repr, made[name].to_dicts())), name
    finally:
        spark.stop()


@pytest.mark.slow
def test_ray(articles, expected, monkeypatch):
    ray = pytest.importorskip("ray")
    from ray.data import from_arrow

    path = os.pathsep.join([str(ROOT / "python"), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        _node_ip_address="127.0.0.1",
        object_store_memory=100 << 20,
        logging_level="ERROR",
        runtime_env={"env_vars": {"PYTHONPATH": path}},
    )
    try:
        dataset = from_arrow(articles).repartition(3)
        rows = run_snippet("Ray", articles=dataset)["records"].take_all()
        assert by_article(rows) == by_article(expected)
    finally:
        ray.shutdown()


CLUSTERS = ("Spark", "Ray")
"""They are started once each, so their snippets run in the tests above."""


@pytest.mark.parametrize("engine", [engine for engine in SNIPPETS if engine not in CLUSTERS])
def test_snippets_of_the_docs_run(engine, tmp_path, monkeypatch, articles):
    pytest.importorskip(engine.lower())
    from pyarrow import parquet

    monkeypatch.chdir(tmp_path)
    parquet.write_table(articles, "articles.parquet")
    run_snippet(engine)


def test_every_engine_has_its_snippet():
    assert set(SNIPPETS) == {"Polars", "DuckDB", "pandas", "Daft", *CLUSTERS}


def test_the_cookbook_has_its_answers(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    rows = tmp_path / "in.jsonl"
    rows.write_text(
        "".join(
            json.dumps({"id": r["key"], "text": f"{r['key']}\n\n{r['story']}", "date": f"2025-{1 + i % 9:02}-03"}) + "\n"
            for i, r in enumerate(ROWS)
        )
    )
    nutgraf.write_corpus(rows, tmp_path / "news", dedupe="mark")
    nutgraf.link(tmp_path / "news")
    text = (ROOT / "docs" / "cookbook.md").read_text()
    questions = re.findall(r"^## (\d+)\. (.+?)\n.*?```sql\n(.*?)```", text, re.M | re.S)
    assert [int(number) for number, _, _ in questions] == list(range(1, 17))
    db = duckdb.connect()
    [setup] = re.findall(r"```sql\n(create.*?)```", text, re.S)
    db.execute(setup.replace("'news/", f"'{tmp_path}/news/"))
    for _, question, query in questions:
        db.execute(query).fetchall()
        assert db.description, question
    assert db.execute(questions[0][2]).fetchall(), "somebody is quoted in the examples"
