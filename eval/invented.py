#!/usr/bin/env python3
"""Scores records of the invented articles: invented.py GOLD PRED [--json].

Needs nothing but the repository, so that whoever has no development data can still see what a change moves. A fact is right
where it shares a character with the marked one and says the same: the value of a time or a quantity, the country of a place, the
type of an event. A quote needs half of its words, "speakers" some of the speaker's too; a mention ends where the marked one ends.
Facts in the article's text alone count. Every figure is an F1 over all articles, but not all quantities and events are marked: of
these it is the share that was found.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Pairs = tuple[list[Json], list[Json]]


def overlap(a: Json, b: Json) -> bool:
    """Return true if two facts share a character."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def same(*keys: str) -> Callable[[Json, Json], bool]:
    """Return a test of two facts that overlap and agree in these values."""
    return lambda a, b: overlap(a, b) and all(a.get(key) == b.get(key) for key in keys)


def at(span: list[int], **more: Any) -> Json:
    """Return a span as a fact."""
    return {"start": span[0], "end": span[1], **more}


def letters(spans: list[list[int]] | None) -> set[int]:
    """Return the places of all characters in some spans."""
    return {place for start, end in spans or () for place in range(start, end)}


def quoted(a: Json, b: Json) -> bool:
    """Return true if two quotes have half of their characters in common."""
    one, other = letters(a["spans"]), letters(b["spans"])
    return 2 * len(one & other) > len(one | other)


def spoken(a: Json, b: Json) -> bool:
    """Return true if two quotes are the same words of the same speaker."""
    return quoted(a, b) and bool(letters(a["speaker"]) & letters(b["speaker"]))


FOUND_ALONE = {"quantities", "events"}
KINDS: dict[str, tuple[Callable[[Json], list[Json]], Callable[[Json, Json], bool]]] = {
    "title": (lambda doc: [{"title": doc["meta"]["title"]}], lambda a, b: a == b),
    "names": (lambda doc: [{"name": person["name"]} for person in doc["people"]], lambda a, b: a == b),
    "mentions": (lambda doc: [at(span) for person in doc["people"] for span in person["mentions"]], same("end")),
    "quotes": (lambda doc: doc["quotes"], quoted),
    "speakers": (lambda doc: doc["quotes"], spoken),
    "times": (lambda doc: doc["timexes"], same("value")),
    "quantities": (lambda doc: doc["quantities"], same("value")),
    "places": (lambda doc: doc["places"], same("country")),
    "events": (lambda doc: [at(span, type=e["type"]) for e in doc["events"] for span in e["trigger"]], same("type")),
}
"""For each figure how facts are got out of a document, and when two are the same."""


def right(gold: list[Json], found: list[Json], test: Callable[[Json, Json], bool]) -> int:
    """Return how many facts have their like, each taken once."""
    rest = list(found)
    count = 0
    for fact in gold:
        match = next((other for other in rest if test(fact, other)), None)
        if match is not None:
            rest.remove(match)
            count += 1
    return count


def inside(facts: list[Json], gold: Json) -> list[Json]:
    """Return the facts that are in the article's text, or nowhere."""
    (start, end) = gold["body"][0]
    where = [(fact, fact.get("start", fact["spans"][0][0] if fact.get("spans") else start)) for fact in facts]
    return [fact for fact, place in where if start <= place < end]


def body(documents: Iterator[tuple[Json, Json]]) -> float:
    """Return the F1 of the characters of the article's text."""
    hit = marked = kept = 0
    for gold, found in documents:
        blocks = [[b["start"], b["end"]] for b in found["blocks"] if b["kind"] in ("body", "heading", "dateline")]
        one, other = letters(gold["body"]), letters(blocks)
        hit, marked, kept = hit + len(one & other), marked + len(one), kept + len(other)
    return 2 * hit / max(marked + kept, 1)


def score(golds: list[Json], predictions: dict[str, Json]) -> dict[str, float]:
    """Return the figures."""
    figures = {"body": body((gold, predictions[gold["id"]]) for gold in golds)}
    for name, (facts, test) in KINDS.items():
        hit = marked = given = 0
        for gold in golds:
            wanted, found = facts(gold), inside(facts(predictions[gold["id"]]), gold)
            hit, marked, given = hit + right(wanted, found, test), marked + len(wanted), given + len(found)
        figures[name] = hit / max(marked, 1) if name in FOUND_ALONE else 2 * hit / max(marked + given, 1)
    return figures


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--json", action="store_true", help="as JSON")
    arguments = parser.parse_args()
    golds = [json.loads(line) for line in arguments.gold.read_text().splitlines()]
    predictions = {row["id"]: row for row in map(json.loads, arguments.predictions.read_text().splitlines())}
    figures = score(golds, predictions)
    print(json.dumps(figures) if arguments.json else "\n".join(f"{name:12} {share:.3f}" for name, share in figures.items()))


if __name__ == "__main__":
    main()
