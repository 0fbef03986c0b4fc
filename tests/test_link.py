"""People and organisations across articles: the same links for any order of articles and threads, ids kept from run to run."""

import random

import nutgraf
import pytest

TEXTS = {
    "a": "Mayor Ana Ruiz opened the bridge. Ruiz said the Port Authority of Ardenvale (PAA) had paid for it.",
    "b": "Ana Ruiz, mayor of Ardenvale, spoke about the bridge. The Port Authority of Ardenvale agreed.",
    "c": "Petro Lisovsky scored twice for the harbour club. Lisovsky left the match early.",
    "d": "Petro Lisovskyy, who plays for the harbour club, missed the match on Sunday.",
    "e": "The mayor of Ardenvale closed the bridge, Ruiz said on Monday.",
    "f": "Tom Harlow sang in the opera house of Brevik.",
}


def linked(ids, jobs=1):
    records = [nutgraf.extract(TEXTS[id_], id=id_) for id_ in ids]
    return nutgraf.link(nutgraf.tables(records), jobs=jobs)


def links(made):
    return {(row["article"], row["entity"], row["name"]): row["id"] for row in made["entity_links"]}


def person(made, article, word):
    return {id_ for (where, _, name), id_ in links(made).items() if where == article and word in name}


def test_one_person_has_one_id():
    made = linked(TEXTS)
    assert person(made, "a", "Ruiz") == person(made, "b", "Ruiz") == person(made, "e", "Ruiz")
    assert person(made, "c", "Lisovsky") == person(made, "d", "Lisovsky")
    assert not person(made, "f", "Harlow") & person(made, "a", "Ruiz")
    ana = next(row for row in made["entities"] if row["name"] == "Ana Ruiz")
    assert ana["articles"] == 3


@pytest.mark.parametrize("seed", range(3))
def test_order_and_threads_change_nothing(seed):
    order = list(TEXTS)
    random.Random(seed).shuffle(order)
    assert links(linked(order, jobs=2)) == links(linked(TEXTS))


def test_new_articles_keep_old_ids(tmp_path):
    def write(ids):
        source = tmp_path / "in"
        source.mkdir(exist_ok=True)
        for id_ in ids:
            (source / f"{id_}.txt").write_text(TEXTS[id_])
        out = tmp_path / "out"
        nutgraf.write_corpus(source, out, overwrite=True)
        nutgraf.link(out)
        import pyarrow.parquet as pq

        rows = pq.read_table(out / "entity_links").to_pylist()
        return {(row["article"], row["entity"], row["name"]): row["id"] for row in rows}

    before = write("bcf")
    after = write("abcdef")
    assert before
    assert {key: after.get(key) for key in before} == before
