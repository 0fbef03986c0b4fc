#!/usr/bin/env python3
"""Tables of an invented corpus of any size, for linking alone: make_mentions.py --articles 100000 OUT.

An article has seven people and three organisations, so 100,000 of them make a million mentions to be linked. Nobody and nothing
in it exists. People come as they do in news: a few in very many articles, most in one; family names by how common they are,
so that the commonest has more bearers' mentions than linking holds at once; other forms of a name (initials, short forms, other
spellings, the family name alone) beside the full one; each in the company of words of their own field. Stories are told by
several articles of some days, each with its event: one type, one day, one actor a story, and a number of dead that grows.
Prints what was made, and how often the commonest family name stands there.
"""

import argparse
import datetime
import itertools
import random
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

Row = dict[str, Any]

GIVEN = (
    "James Mary John Linda Robert Susan Michael Karen William Nancy David Lisa Thomas Sarah Daniel Ruth Peter Helen Paul Anna "
    "Mark Laura Steven Emma Andrew Alice Kenneth Julia George Clara Edward Diana Brian Grace Ronald Marta Anthony Irene"
)
FAMILY = (
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Taylor Moore Jackson Martin Lee Thompson White "
    "Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker Hall Campbell Mitchell Carter"
)
SHORT = {"James": "Jim", "Robert": "Bob", "William": "Bill", "Thomas": "Tom", "Daniel": "Dan", "Edward": "Ted", "Kenneth": "Ken"}
TITLES = ["mayor", "minister", "captain", "director", "coach", "professor", "spokesman", "judge", "economist", "singer"]
BODIES = ["Council", "Bank", "Union", "Institute", "Party", "Agency", "Club", "Museum", "University", "Board"]
TITLED = 0.3
DAY = datetime.date(2024, 1, 1)
SCHEMAS = {
    "articles": [
        *((name, pa.string()) for name in ("article", "published_date", "site_name", "title", "body")),
        ("focus_countries", pa.list_(pa.string())),
    ],
    "people": [
        *((name, pa.string()) for name in ("article", "entity", "name", "given", "family")),
        ("titles", pa.list_(pa.string())),
        ("pronouns", pa.list_(pa.string())),
        ("mentions", pa.int32()),
    ],
    "organizations": [*((name, pa.string()) for name in ("article", "entity", "name", "acronym")), ("mentions", pa.int32())],
    "names": [("article", pa.string()), ("start", pa.int32()), ("text", pa.string()), ("label", pa.string())],
    "mentions": [(name, pa.string()) for name in ("article", "entity", "kind", "text")],
    "quotes": [(name, pa.string()) for name in ("article", "entity", "kind")],
    "events": [
        *((name, pa.string()) for name in ("article", "type", "status", "time_begin", "country", "actor", "actor_entity")),
        *((name, pa.int32()) for name in ("number", "killed_low", "killed_high")),
        ("main", pa.bool_()),
    ],
    "event_mentions": [("article", pa.string()), ("event", pa.int32()), ("text", pa.string())],
}
EVENTS = [("ASSAULT", "attacked"), ("PROTEST", "marched"), ("DISASTER", "flooded"), ("ACCIDENT", "crashed"), ("AGREE", "agreed")]
COUNTRIES = ["AU", "BR", "CA", "DE", "GB", "IN", "KE", "NG", "US", "ZA"]


class Zipf:
    """Draws from things of which the n-th comes 1/n times as often as the first."""

    def __init__(self, things: list[Any], power: float = 1.0) -> None:
        """Keep the things and the sums of their weights."""
        self.things = things
        self.sums = list(itertools.accumulate((n + 1) ** -power for n in range(len(things))))

    def draw(self, rng: random.Random) -> Any:
        """Give one."""
        return self.things[bisect(self.sums, rng.random() * self.sums[-1]) % len(self.things)]


def invented(rng: random.Random, count: int) -> list[str]:
    """Give as many words that sound like names."""
    made: dict[str, None] = {}
    while len(made) < count:
        syllables = (
            rng.choice("bcdfghklmnprstvz") + rng.choice("aeiou") + rng.choice(["", "l", "n", "r", "s"]) for _ in range(3)
        )
        made.setdefault("".join(syllables).capitalize())
    return list(made)


class World:
    """Who there is, and what is written about."""

    def __init__(self, rng: random.Random, people: int, fields: int) -> None:
        """Invent people and organisations of so many fields, and the words of each field."""
        self.rng = rng
        given = Zipf(GIVEN.split() + invented(rng, 400), 0.7)
        family = Zipf(FAMILY.split() + invented(rng, 20_000), 0.95)
        words = [word.lower() for word in invented(rng, 30_000)]
        self.general = Zipf(words[:2000])
        self.words = [rng.sample(words[2000:], 80) for _ in range(fields)]
        everybody = [(given.draw(rng), rng.choice("ABCDEHJKLMPRST"), family.draw(rng), rng.choice(TITLES)) for _ in range(people)]
        self.people = [Zipf(everybody[field::fields], 0.9) for field in range(fields)]
        towns = invented(rng, 6_000)
        bodies = [f"{town} {body}" for town, body in zip(towns, itertools.cycle(BODIES), strict=False)]
        self.bodies = [Zipf(bodies[field::fields]) for field in range(fields)]

    def form(self, person: tuple[str, str, str, str]) -> tuple[str, str]:
        """Give a name as an article writes it: given and family part."""
        given, middle, family, _ = person
        kind = self.rng.random()
        if kind < 0.10:
            return "", family
        if kind < 0.15:
            return f"{given} {middle}.", family
        if kind < 0.18:
            return SHORT.get(given, given), family
        if kind < 0.20:
            return f"{given[0]}.", family
        if kind < 0.21 and len(family) > 5:
            return given, family[:3] + family[4:]
        return given, family

    def articles(self, count: int) -> Iterator[dict[str, list[Row]]]:
        """Give the rows of so many articles; some tell what one of the last thirty told."""
        told: list[tuple[int, int, list[str], list[Any]]] = []
        for number in range(count):
            if told and self.rng.random() < 0.4:
                first, field, lead, who = self.rng.choice(told)
            else:
                first, field = number, self.rng.randrange(len(self.words))
                lead = self.rng.sample(self.words[field], 12)
                who = [self.people[field].draw(self.rng) for _ in range(7)]
                told = [*told[-29:], (first, field, lead, who)]
            rows = self.article(number, number * 366 // count, field, lead, who)
            yield rows | event(number, first, first * 366 // count, rows["people"][0])

    def article(self, number: int, day: int, field: int, lead: list[str], who: list[Any]) -> dict[str, list[Row]]:
        """Give the rows of one article."""
        rng, id_ = self.rng, f"m{number}"
        rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
        text = [*rng.sample(lead, 10), *rng.choices(self.words[field], k=30), *(self.general.draw(rng) for _ in range(50))]
        for at, person in enumerate(dict.fromkeys(who)):
            given, family = self.form(person)
            name = f"{given} {family}".strip()
            row = {"article": id_, "entity": f"P{at}", "name": name, "given": given, "family": family, "mentions": 2}
            rows["people"].append(row | {"titles": [person[3]] if rng.random() < TITLED else [], "pronouns": []})
            rows["mentions"].append({"article": id_, "entity": f"P{at}", "kind": "name", "text": name})
            rows["names"].append({"article": id_, "start": 20 * at, "text": name, "label": "person"})
            text.append(f"said {name}.")
            if at == 0:
                rows["quotes"].append({"article": id_, "entity": "P0", "kind": "direct"})
        for at in range(3):
            name = self.bodies[field].draw(rng)
            acronym = "".join(word[0] for word in name.split()) if rng.random() < 0.02 else None
            rows["organizations"].append({"article": id_, "entity": f"O{at}", "name": name, "acronym": acronym, "mentions": 1})
            text.append(f"The {name} agreed.")
        published = (DAY + datetime.timedelta(days=day)).isoformat()
        head = {
            "article": id_,
            "published_date": published,
            "site_name": f"site{number % 40}.example",
            "title": " ".join(lead[:6]),
        }
        rows["articles"].append(head | {"body": " ".join(text), "focus_countries": []})
        return rows


def event(number: int, first: int, day: int, actor: Row) -> dict[str, list[Row]]:
    """Give the event of an article: that of the first article of its story, with more dead from telling to telling."""
    kind, word = EVENTS[first % len(EVENTS)]
    dead = 1 + first % 7 + (number - first) // 10 if kind in ("ASSAULT", "DISASTER", "ACCIDENT") else None
    row = {"article": f"m{number}", "number": 0, "type": kind, "status": "asserted", "main": True}
    row |= {"time_begin": (DAY + datetime.timedelta(days=day)).isoformat(), "country": COUNTRIES[first % len(COUNTRIES)]}
    row |= {"actor": actor["name"], "actor_entity": "P0", "killed_low": dead, "killed_high": dead}
    return {"events": [row], "event_mentions": [{"article": f"m{number}", "event": 0, "text": word}]}


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    world = World(random.Random(args.seed), people=max(args.articles * 2, 1000), fields=max(args.articles // 500, 4))
    schemas = {name: pa.schema(columns) for name, columns in SCHEMAS.items()}
    for name in schemas:
        (args.out / name).mkdir(parents=True, exist_ok=True)
    writers = {name: parquet.ParquetWriter(args.out / name / "part-00000.parquet", schema) for name, schema in schemas.items()}
    families: Counter[str] = Counter()
    made: Counter[str] = Counter()
    articles = world.articles(args.articles)
    while batch := list(itertools.islice(articles, 5000)):
        for name, schema in schemas.items():
            rows = [row for article in batch for row in article[name]]
            made[name] += len(rows)
            writers[name].write_table(pa.Table.from_pylist(rows, schema))
        families.update(row["family"] for article in batch for row in article["people"])
    for writer in writers.values():
        writer.close()
    print(dict(made), families.most_common(3))


if __name__ == "__main__":
    main()
