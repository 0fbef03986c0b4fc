#!/usr/bin/env python3
"""Predictions in the form of the scorers: predict.py TASK [options] < in.jsonl > out.jsonl.

A line of input has `id`, `text` and, where known, `dct` (day of publication) and `url`; for `html`, `path` (a page, possibly
gzipped) in place of `text`. Only names of fields and labels are mapped here; a task without a stage gives empty predictions.
Annotated data sets are article text, so they are read with `input="article"`; `cleaning`, `html` and `records` are pages.
"""

import argparse
import gzip
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nutgraf

Json = dict[str, Any]
ARTICLE = {"body", "heading", "dateline"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}


def span(fact: Json) -> list[int]:
    """Give the place of a fact."""
    return [fact["start"], fact["end"]]


def value(field: Json | None) -> Any:
    """Give the value of a metadata field."""
    return field and field["value"]


def cleaning(record: Json) -> Json:
    """Give the spans of the article's body."""
    return {"body_spans": [span(b) for b in record["blocks"] if b["kind"] in ARTICLE]}


def html(record: Json) -> Json:
    """Give the body's text and the metadata."""
    text, meta = record["text"], record["meta"]
    return {
        "text": "\n".join(text[b["start"] : b["end"]] for b in record["blocks"] if b["kind"] in ARTICLE),
        "title": value(meta.get("title")),
        # Gold has whoever signs; nutgraf tells people from houses.
        "authors": [a["name"] for a in meta["authors"]] + [d for d in [value(meta.get("desk"))] if d],
        "date": value(meta.get("published")),
    }


def syntax(record: Json) -> Json:
    """Give sentences, tokens, tags, lemmas and heads."""
    tokens = record.get("tokens", [])
    return {
        "sentences": [span(s) for s in record.get("sentences", [])],
        "tokens": [span(t) for t in tokens],
        "upos": [t["upos"] for t in tokens],
        "lemma": [t["lemma"] for t in tokens],
        "head": [t.get("head", -1) for t in tokens],
        "deprel": [t["deprel"].split(":")[0] for t in tokens],
    }


def entities(record: Json) -> Json:
    """Give the names, with tokens and sentences."""
    names = [{"start": n["start"], "end": n["end"], "label": LABELS.get(n["label"], "MISC")} for n in record["names"]]
    layers = syntax(record)
    return {"entities": names, **{k: layers[k] for k in ("sentences", "tokens", "upos")}}


def coref(record: Json) -> Json:
    """Give the mentions of each person, of writer and reader, of people without a name, and of each organisation."""
    people = [(p, "person") for p in record["people"] + record["voices"] + record["unnamed"]]
    groups = people + [(o, "organization") for o in record["organizations"]]
    return {"clusters": [[span(m) for m in g["mentions"]] for g, _ in groups], "types": [t for _, t in groups]}


def quotes(record: Json) -> Json:
    """Give the quotations that have content."""
    result = []
    for quote in record["quotes"]:
        if quote["content"]:
            cue, speaker = quote.get("cue"), quote.get("speaker") or {}
            extent = speaker.get("extent")
            result.append(
                {
                    "spans": [span(piece) for piece in quote["content"]],
                    "kind": quote["kind"],
                    "cue": [span(cue)] if cue else None,
                    "speaker": [span(extent)] if extent else None,
                    "speaker_name": speaker.get("name"),
                    "confidence": quote["confidence"],
                }
            )
    return {"quotes": result}


def temporal(record: Json) -> Json:
    """Give the times."""
    return {"timexes": [{k: t[k] for k in ("start", "end", "type", "value", "mod") if k in t} for t in record["times"]]}


def expressions(record: Json) -> Json:
    """Give the spans of the times, a range as one."""
    times = record["times"]
    later = {t["until"] for t in times if "until" in t}
    result = []
    for index, time in enumerate(times):
        if index not in later:
            last = time
            while "until" in last:
                last = times[last["until"]]
            result.append([time["start"], last["end"]])
    return {"spans": result}


def quantities(record: Json) -> Json:
    """Give the quantities, units by name; a bound is its number, and "dozens" goes up to ten times as many."""
    result = []
    for q in record["quantities"]:
        value = q["value"]
        if isinstance(value, list):
            low, high = value
            if q["modifier"] in "<>":
                value = high if q["modifier"] == "<" else low
            elif high is None:
                value = [low, 10 * low]
        unit = (q.get("unit") or {}).get("name", "")
        result.append({**{k: q[k] for k in ("start", "end", "modifier")}, "value": value, "unit": unit})
    return {"quantities": result}


def quantities_by_symbol(record: Json) -> Json:
    """Give the quantities, bounds open: money and per cent by symbol, measures by the word that the text has for them."""
    result = []
    for q in record["quantities"]:
        told = q.get("unit") or {}
        symbol = told.get("symbol", "")
        unit = told.get("extent", {}).get("text", symbol) if told.get("kind") in {"measure", "duration"} else symbol
        result.append({**{k: q[k] for k in ("start", "end", "value", "modifier")}, "unit": unit})
    return {"quantities": result}


def place(fact: Json) -> Json:
    """Give one place."""
    return {
        "start": fact["start"],
        "end": fact["end"],
        "lat": fact.get("latitude"),
        "lon": fact.get("longitude"),
        "country": fact.get("country"),
    }


def geo(record: Json) -> Json:
    """Give the places, adjectives of peoples among them ("Russian"), peoples ("Mexicans") not."""
    return {"places": [place(p) for p in record["places"] if not p.get("demonym") or p["use"] == "modifier"]}


def geo_without_demonyms(record: Json) -> Json:
    """Give the places that are named by their own name."""
    return {"places": [place(p) for p in record["places"] if not p.get("demonym")]}


def geo_on_its_own(record: Json) -> Json:
    """Give the places that are named by their own name and not inside the name of something else."""
    return {"places": [place(p) for p in record["places"] if not p.get("demonym") and p["use"] != "embedded"]}


YIELD = {"CONCEDE", "RETREAT"}


def counted(event: Json, kind: str) -> int | None:
    """Return the number of one kind of people; "at least 9" is 9, "up to 9" is 9, "dozens" is none."""
    count = next((c for c in event["counts"] if c["kind"] == kind and c["modifier"] != "range"), None)
    return count and (count["low"] or count.get("high"))


def event(event: Json) -> Json:
    """Give one event without its trigger."""
    return {
        "type": event["type"],
        "plover": event.get("plover"),
        "status": event["status"],
        "actor": [span(p) for p in event["actors"]],
        "recipient": [span(p) for p in event["recipients"]],
        "killed": counted(event, "killed"),
        "injured": counted(event, "injured"),
        "rank": event["rank"],
    }


def events(record: Json) -> Json:
    """Give every mention of every event, its counts with the first one."""
    result = []
    for number, found in enumerate(record["events"]):
        for i, mention in enumerate(found["mentions"]):
            told = {"trigger": span(mention), "status": mention["status"], "event": number, "harm": mention.get("harm")}
            row = {**event(found), **told}
            result.append(row if i == 0 else {**row, "killed": None, "injured": None})
    return {"events": result}


def events_by_pair(record: Json) -> Json:
    """Give the events without triggers, for sets that mark a pair of parties alone; of two sides the first acts."""
    folded = [{**event(e), "type": "YIELD" if e["type"] in YIELD else e.get("plover") or e["type"]} for e in record["events"]]
    for row in folded:
        if not row["recipient"]:
            row["actor"], row["recipient"] = row["actor"][:1], row["actor"][1:]
    return {"events": folded}


def main_events(record: Json) -> Json:
    """Give the events of rank 1 to 5 with all their mentions."""
    first = sorted(record["events"], key=lambda e: e["rank"])[:5]
    rows = [{**event(e), "main": e["rank"] == 1, "trigger": [span(m) for m in e["mentions"]]} for e in first]
    return {"events": rows}


def fivew(record: Json) -> Json:
    """Give the answers to the five Ws and How, by full name where one is known."""
    return {q: [a.get("name") or a["text"] for a in answers] for q, answers in record["answers"].items()}


def records(record: Json) -> Json:
    """Give the whole record."""
    meta = record["meta"]
    people = [
        {
            "name": p["name"],
            "titles": [t["text"] for t in p["titles"]],
            "age": (p.get("age") or {}).get("years"),
            "occupation": (p.get("occupation") or {}).get("text"),
            "mentions": [span(m) for m in p["mentions"] if m["kind"] != "role"],
        }
        for p in record["people"]
    ]
    return {
        "meta": {
            "published": value(meta.get("published")),
            "agency": value(meta.get("agency")),
            "title": value(meta.get("title")),
            "byline": (meta.get("byline") or {}).get("text"),
            "dateline_places": (meta.get("dateline") or {}).get("places"),
        },
        "blocks": [{**{k: b[k] for k in ("start", "end", "kind")}} for b in record["blocks"]],
        "people": people,
        **quotes(record),
        **temporal(record),
        **quantities_by_symbol(record),
        **geo_on_its_own(record),
        **main_events(record),
    }


TASKS: dict[str, Callable[[Json], Json]] = {
    f.__name__: f
    for f in (cleaning, html, syntax, entities, coref, quotes, temporal, expressions, quantities, geo, events, fivew, records)
}
PAGES = {"cleaning", "html", "records", "fivew"}
TOKENS = {"syntax", "entities"}


def sources(lines: Iterator[str], ids: list[str], base: Path, *, headed: bool) -> Iterator[Json]:
    """Turn input lines into sources, noting their ids."""
    for line in filter(str.strip, lines):
        doc = json.loads(line)
        ids.append(doc["id"])
        # Answers are words, not offsets: where a set keeps headline and standfirst apart, they go before the text.
        parts = ("title", "description", "text") if headed else ("text",)
        source: str | bytes = "\n\n".join(doc[part] for part in parts if doc.get(part))
        if "path" in doc:
            page = (base / doc["path"]).read_bytes()
            source = gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page
        # Some sets give a time of day or words for the day of publication: no day, no hint.
        published = DAY.match(doc.get("dct") or doc.get("ref") or "")
        yield {"source": source, "published": published and published[0], "url": doc.get("url"), "id": doc["id"]}


def predict(
    task: str, lines: Iterator[str], *, narrative: bool = False, demonyms: bool = True, pairs: bool = False, base: Path = Path()
) -> Iterator[Json]:
    """Give a prediction for each line of input, in order."""
    options = nutgraf.Options(
        input="page" if task in PAGES else "article",
        narration="narrative" if narrative else "news",
        tokens=task in TOKENS,
    )
    shape = TASKS[task] if demonyms or task != "geo" else geo_without_demonyms
    shape = events_by_pair if pairs and task == "events" else shape
    ids: list[str] = []
    for i, record in enumerate(nutgraf.Extractor(options).pipe(sources(lines, ids, base, headed=task == "fivew"))):
        yield {"id": ids[i], **shape(record.to_dict())}


def extracted(lines: Iterator[str]) -> list[nutgraf.Record]:
    """Read all lines as articles."""
    return list(nutgraf.Extractor(nutgraf.Options(input="article")).pipe(sources(lines, [], Path(), headed=False)))


def linked(lines: Iterator[str]) -> nutgraf.Corpus:
    """Link all lines as one corpus."""
    return nutgraf.link(nutgraf.tables(extracted(lines)))


def identity(lines: Iterator[str]) -> Iterator[Json]:
    """Give the people and organisations of a corpus, each with its cluster."""
    for row in linked(lines)["entity_links"]:
        yield {"article": row["article"], "name": row["name"], "kind": row["kind"], "cluster": row["id"]}


def stories(lines: Iterator[str]) -> Iterator[Json]:
    """Give the articles of a corpus, each with its story."""
    for row in linked(lines)["story_links"]:
        yield {"article": row["article"], "cluster": row["id"]}


def happenings(lines: Iterator[str]) -> Iterator[Json]:
    """Give the events of each article of a corpus, each mention with the happening of its event."""
    records = extracted(lines)
    links = nutgraf.link(nutgraf.tables(records))["happening_links"]
    of = {(row["article"], row["event"]): row["id"] for row in links}
    for record in map(nutgraf.Record.to_dict, records):
        rows = events(record)["events"]
        told = [{"trigger": row["trigger"], "event": row["event"]} for row in rows]
        yield {"id": record["id"], "events": [row | {"happening": of.get((record["id"], row["event"]))} for row in told]}


CORPORA: dict[str, Callable[[Iterator[str]], Iterator[Json]]] = {f.__name__: f for f in (identity, stories, happenings)}
"""Tasks that take all lines as one corpus."""


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=[*TASKS, *CORPORA])
    parser.add_argument("--narrative", action="store_true", help="text that is not news (temporal)")
    parser.add_argument("--no-demonyms", action="store_true", help='leave out "Russian" (geo)')
    parser.add_argument("--pairs", action="store_true", help="events without triggers, folded types (plover_pairs)")
    parser.add_argument("--base", type=Path, default=Path(), help="folder that `path` is relative to (html)")
    args = parser.parse_args()
    options = {"narrative": args.narrative, "demonyms": not args.no_demonyms, "pairs": args.pairs, "base": args.base}
    rows = CORPORA[args.task](sys.stdin) if args.task in CORPORA else predict(args.task, sys.stdin, **options)
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
