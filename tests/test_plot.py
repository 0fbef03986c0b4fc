"""Charts: each holds what its tables say, takes tables of other packages, and draws without a network."""

import nutgraf
import nutgraf.plot
import pyarrow as pa
import pytest

alt = pytest.importorskip("altair")

STORIES = [
    ("Ledger", "2025-11-03", "“It is safe,” Mayor Ana Ruiz said in Paris. Two people were killed in Brussels on Nov 1."),
    ("Ledger", "2025-11-09", "“We agree,” Ana Ruiz said. Tom Harlow said nothing would change in Paris."),
    ("Post", "2025-12-01", "“Never,” Tom Harlow said in Nairobi."),
]


@pytest.fixture(scope="module")
def tables():
    records = [nutgraf.extract(text, published=day, site_name=site, id=str(i)) for i, (site, day, text) in enumerate(STORIES)]
    return nutgraf.tables(records)


def values(chart):
    return chart.to_dict()["data"]["values"]


def test_speakers_are_counted_by_month(tables):
    counts = {(row["month"], row["speaker"]): row["quotes"] for row in values(nutgraf.plot.speakers(tables))}
    assert counts["2025-11-01", "Ana Ruiz"] == 2
    assert counts["2025-12-01", "Tom Harlow"] == 1
    assert {speaker for _, speaker in counts} == {"Ana Ruiz", "Tom Harlow"}
    only = {row["speaker"] for row in values(nutgraf.plot.speakers(tables, top=1))}
    assert "others" in only
    assert len(only) == 2


def test_timeline_has_every_event_with_a_day(tables):
    dated = [row for row in tables["events"] if row["time_begin"]]
    assert dated
    assert sorted(row["day"] for row in values(nutgraf.plot.timeline(tables))) == sorted(str(row["time_begin"]) for row in dated)


def test_network_joins_sites_and_speakers(tables):
    lines = nutgraf.plot.quoting(tables).to_dict()["layer"][0]["data"]["values"]
    pairs = {(line["from"], line["to"]): line["quotes"] for line in lines}
    assert pairs["Ledger", "Ana Ruiz"] == 2
    assert pairs["Post", "Tom Harlow"] == 1


def test_map_has_every_place_with_coordinates(tables):
    points = nutgraf.plot.places(tables).to_dict()["layer"][1]["data"]["values"]
    assert {point["name"]: point["mentions"] for point in points}["Paris"] == 2
    record = nutgraf.extract(STORIES[2][2])
    one = nutgraf.plot.places(record.to_geojson()).to_dict()["layer"][1]["data"]["values"]
    assert [point["name"] for point in one] == ["Nairobi"]
    assert -2 < one[0]["lat"] < 0
    assert 36 < one[0]["lon"] < 38


@pytest.mark.parametrize("chart", nutgraf.plot.__all__)
@pytest.mark.parametrize("package", ["pyarrow", "pandas", "polars"])
def test_tables_of_other_packages_give_the_same_chart(tables, chart, package):
    turn = {"pyarrow": pa.table, "pandas": lambda table: table.to_pandas(), "polars": lambda table: table.to_polars()}[package]
    others = {name: turn(table) for name, table in tables.items()}
    draw = getattr(nutgraf.plot, chart)
    assert draw(others).to_dict() == draw(tables).to_dict()


@pytest.mark.parametrize("chart", nutgraf.plot.__all__)
def test_charts_ask_nothing_of_the_network_and_can_be_empty(tables, chart):
    draw = getattr(nutgraf.plot, chart)
    assert "http" not in draw(tables).to_json().replace("https://vega.github.io/schema/", "")
    assert draw(nutgraf.tables([])).to_json()
    vl_convert = pytest.importorskip("vl_convert")
    assert "<svg" in vl_convert.vegalite_to_svg(draw(tables).to_dict())


def test_a_table_that_is_missing_is_named(tables):
    with pytest.raises(ValueError, match="quotes"):
        nutgraf.plot.speakers({"articles": tables["articles"]})
