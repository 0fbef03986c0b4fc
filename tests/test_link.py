"""Across articles: the same links, stories and events for any order of articles and threads, ids kept from run to run."""

import csv
import json
import random
import subprocess

import nutgraf
import pytest
from nutgraf import steps
from test_cli import COMMAND

TEXTS = {
    "a": "Mayor Ana Ruiz opened the bridge. Ruiz said the Port Authority of Ardenvale (PAA) had paid for it.",
    "b": "Ana Ruiz, mayor of Ardenvale, spoke about the bridge. The Port Authority of Ardenvale agreed.",
    "c": "Petro Lisovsky scored twice for the harbour club. Lisovsky left the match early.",
    "d": "Petro Lisovskyy, who plays for the harbour club, missed the match on Sunday.",
    "e": "The mayor of Ardenvale closed the bridge, Ruiz said on Monday.",
    "f": "Tom Harlow sang in the opera house of Brevik.",
    "g": "A bomb killed five people at a market in Nairobi on Monday, police said. Inspector Sam Otieno said 20 were injured.",
    "h": "Police said seven people were killed by a bomb at a market in Nairobi on Monday. Officer Sam Otieno blamed nobody.",
    "i": "Gunmen attacked a village near Lagos, killing two people, Governor Ben Adeyemi said.",
}
DAYS = dict.fromkeys(TEXTS, "2025-03-04") | {"b": "2025-03-06", "f": "2025-05-01"}


def linked(ids, jobs=1, known=None):
    records = [nutgraf.extract(TEXTS[id_], id=id_, published=DAYS[id_]) for id_ in ids]
    return nutgraf.link(nutgraf.tables(records), jobs=jobs, known=known)


def links(made):
    return {(row["article"], row["entity"], row["name"]): row["id"] for row in made.entity_links}


def rows(table):
    """Give the rows of a table in an order of their own."""
    return sorted(map(repr, table.to_dicts()))


def person(made, article, word):
    return {id_ for (where, _, name), id_ in links(made).items() if where == article and word in name}


def test_one_person_has_one_id():
    made = linked(TEXTS)
    assert person(made, "a", "Ruiz") == person(made, "b", "Ruiz") == person(made, "e", "Ruiz")
    assert person(made, "c", "Lisovsky") == person(made, "d", "Lisovsky")
    assert not person(made, "f", "Harlow") & person(made, "a", "Ruiz")
    ana = next(row for row in made.entities if row["name"] == "Ana Ruiz")
    assert ana["articles"] == 3
    assert ana["first_day"].isoformat() == "2025-03-04"


def test_articles_that_tell_the_same_are_one_story():
    made = linked(TEXTS)
    story = {row["article"]: row["id"] for row in made.story_links}
    assert set(story) == set(TEXTS)
    assert story["g"] == story["h"]
    assert len({story[id_] for id_ in "acfgi"}) == 5
    row = next(row for row in made.stories if row["id"] == story["g"])
    assert (row["articles"], row["main_event"], row["countries"]) == (2, "ASSAULT", ["KE"])
    assert row["central"] in ("g", "h")
    assert [row["central"] for row in made.story_links if row["id"] == story["g"]].count(True) == 1
    sure = {row["article"]: row["confidence"] for row in made.story_links}
    assert 0.5 < sure["g"] == sure["h"] == row["confidence"] < 1
    assert sure["i"] is None, "nothing is joined to it"


def test_an_event_of_two_articles_is_one_with_the_range_of_their_counts():
    made = linked(TEXTS)
    [row] = [row for row in made.happenings if row["type"] == "ASSAULT"]
    assert (row["articles"], row["country"], row["killed_least"], row["killed_most"]) == (2, "KE", 5, 7)
    assert row["killed_article"] == "h"
    assert {link["article"] for link in made.happening_links if link["id"] == row["id"]} == {"g", "h"}
    assert row["story"] in made.stories["id"]
    assert 0.5 < row["confidence"] < 1
    assert {link["confidence"] for link in made.happening_links if link["id"] == row["id"]} == {row["confidence"]}


def test_the_users_own_list_wins():
    pa = pytest.importorskip("pyarrow")
    known = pa.table(
        {
            "name": ["Ana Maria Ruiz", "Port of Ardenvale", "Tom Harlow", "Tom Harlow"],
            "id": ["Q1", "Q2", "Q3", "Q4"],
            "aliases": ["Ana Ruiz", "Port Authority of Ardenvale|PAA", "", ""],
            "kind": ["person", "organization", "person", "person"],
            "party": ["Unity", None, "Reform", "Reform"],
            "articles": [7, 8, 9, 9],
        }
    )
    made = linked(TEXTS, known=known)
    rows = {row["id"]: row for row in made.entities}
    assert (rows["Q1"]["name"], rows["Q1"]["party"], rows["Q1"]["articles"]) == ("Ana Maria Ruiz", "Unity", 3)
    assert rows["Q1"]["articles_known"] == "7"
    assert rows["Q2"]["kind"] == "organization"
    assert rows["Q2"]["party"] is None
    assert not {"Q3", "Q4"} & set(rows), "a name of two rows says nothing"
    assert [row["known"] for row in made.entities].count(True) == 2
    reasons = {row["reason"] for row in made.entity_links if row["id"] == "Q1"}
    assert "known" in reasons


def test_a_list_from_a_file(tmp_path):
    file = tmp_path / "people.tsv"
    file.write_text("name\tid\tparty\nPetro Lisovsky\tQ7\tnone\n")
    made = linked(TEXTS, known=file)
    assert person(made, "c", "Lisovsky") == {"Q7"}
    assert person(made, "d", "Lisovsky") == {"Q7"}, "other spellings join who is known"
    file.write_text("who\tid\n")
    with pytest.raises(ValueError, match=r"people\.tsv: the list has no column `name`"):
        linked(TEXTS, known=file)
    with pytest.raises(OSError, match=r"none\.tsv"):
        linked(TEXTS, known=tmp_path / "none.tsv")


@pytest.mark.parametrize("seed", range(3))
def test_order_and_threads_change_nothing(seed):
    order = list(TEXTS)
    random.Random(seed).shuffle(order)
    made, again = linked(TEXTS), linked(order, jobs=2)
    assert list(again) == list(made)
    for table in made:
        # Rows of links follow the articles; all else is the same to the letter.
        assert rows(again[table]) == rows(made[table]), table


LINKS = {"entity_links": ("article", "entity", "name"), "story_links": ("article",), "happening_links": ("article", "event")}


def write(folder, ids, **how):
    """Write articles into a corpus and link it; give the ids of all that was linked."""
    source = folder / "in.jsonl"
    if not how.get("resume"):
        lines = (json.dumps({"id": id_, "text": TEXTS[id_], "date": DAYS[id_]}) + "\n" for id_ in ids)
        source.write_text("".join(lines))
    nutgraf.write_corpus(source, folder / "out", progress=False, **how)
    made = nutgraf.link(folder / "out")
    return {(table, *(row[c] for c in columns)): row["id"] for table, columns in LINKS.items() for row in made[table]}


@pytest.mark.parametrize("to", ["parquet", "csv"])
def test_new_articles_keep_old_ids(tmp_path, to):
    before = write(tmp_path, "bcfgh", to=to)
    after = write(tmp_path, "iabhcdefg", to=to, overwrite=True)
    assert {key[0] for key in before} == set(LINKS)
    assert {key: after.get(key) for key in before} == before
    assert len(after) > len(before)


def test_a_resumed_run_linked_again_keeps_its_ids(tmp_path):
    before = write(tmp_path, "abcgh")
    assert write(tmp_path, "abcgh", resume=True) == before


def part(tables, where):
    """Give some articles of flat tables, with all of their rows."""
    import pyarrow as pa
    import pyarrow.compute as pc

    tables = {name: pa.table(table) for name, table in tables.items()}
    return {name: table.filter(pc.is_in(table["article"], pa.array(where))) for name, table in tables.items()}


def test_steps_with_sql_between_them_give_the_rows_of_one_machine():
    duckdb = pytest.importorskip("duckdb")
    pa = pytest.importorskip("pyarrow")
    records = [nutgraf.extract(TEXTS[id_], id=id_, published=DAYS[id_]) for id_ in TEXTS]
    tables = nutgraf.tables(records)
    known = pa.table({"name": ["Ana Ruiz"], "id": ["Q1"], "party": ["Unity"]})
    made = nutgraf.link(tables, known=known)
    parts = [part(tables, list(ids)) for ids in ("abc", "defg", "hi")]
    counted = pa.concat_tables([pa.table(steps.count(part)) for part in parts])  # noqa: F841
    counts = duckdb.sql("select what, key, sum(n)::bigint as n from counted group by what, key").to_arrow_table()
    units = pa.concat_tables([pa.table(steps.units(part, counts, known=known)) for part in parts])  # noqa: F841
    found = {"entities": [], "entity_links": []}
    for [block] in duckdb.sql("select distinct block from units").fetchall():
        joined = steps.join(
            duckdb.sql("select * from units where block = $block", params={"block": block}).to_arrow_table(), known=known
        )
        for name, table in joined.items():
            found[name] += table.to_dicts()
    for name, found_rows in found.items():
        assert sorted(map(repr, found_rows)) == rows(made[name]), name


def test_a_part_may_be_nested():
    pa = pytest.importorskip("pyarrow")
    articles = pa.table({"id": list(TEXTS), "text": list(TEXTS.values())})
    nested = nutgraf.extract_table(articles)
    assert rows(steps.count(nested)) == rows(steps.count(nutgraf.tables(nested)))


def test_a_corpus_is_read_by_the_names_of_its_tables(tmp_path):
    write(tmp_path, "abg")
    corpus = nutgraf.Corpus(tmp_path / "out")
    assert {"articles", "entities", "stories", "happenings"} <= set(corpus)
    assert corpus["articles"]["article"] == list("abg")
    assert "Ana Ruiz" in corpus.entities["name"]
    with pytest.raises(KeyError, match="no table 'ships'"):
        corpus["ships"]
    with pytest.raises(FileNotFoundError):
        nutgraf.Corpus(tmp_path / "nowhere")


def test_commands_list_what_was_linked(tmp_path):
    write(tmp_path, "abghi")
    known = tmp_path / "people.tsv"
    known.write_text("name\tid\tparty\nAna Ruiz\tQ1\tUnity\n")

    def run(*args):
        return subprocess.run([*COMMAND, *args], check=True, capture_output=True, text=True)

    run("link", str(tmp_path / "out"), "--known", str(known))
    listed = list(csv.DictReader(run("stories", str(tmp_path / "out"), "--to", "csv").stdout.splitlines()))
    assert [row["articles"] for row in listed][:2] == ["2", "2"]
    people = list(csv.DictReader(run("entities", str(tmp_path / "out"), "--kind", "person").stdout.splitlines()))
    assert people[0]["id"] == "Q1"
    [ana] = [row for row in nutgraf.Corpus(tmp_path / "out").entities if row["id"] == "Q1"]
    assert ana["party"] == "Unity"
