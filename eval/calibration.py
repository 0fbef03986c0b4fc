#!/usr/bin/env python3
"""Measures what confidence is worth, and calibrates it: calibration.py [--write].

For every kind of fact it collects, over development data that no model was trained on, the confidence of each fact and
whether the fact is right. It prints a reliability table for each kind, from lines fitted without the fold that they are
measured on; a kind whose lines do no better there than its scores keeps its scores.
`--write` fits the lines anew by isotonic regression over all data and puts them together with those in use into
`crates/core/data/lang/en/calibration.tsv`, and the tables into `docs/confidence.md`.
"""

import argparse
import gzip
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import nutgraf
from predict import DAY, LABELS, predict, quantities, quantities_by_symbol

Json = dict[str, Any]
Fact = tuple[int, float, bool]
ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
TABLE = ROOT / "crates/core/data/lang/en/calibration.tsv"
PAGE = ROOT / "docs/confidence.md"
FOLDS = 5
SMALLEST = 25
"""Facts a point of a line rests on at the least."""


def scorer(name: str) -> ModuleType:
    """Load one of the scorers beside the data."""
    sys.path.append(str(SHARED / "score"))
    spec = importlib.util.spec_from_file_location(name, SHARED / "score" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(name: str) -> list[str]:
    """Return the lines of a data set; none if it is not there."""
    path = SHARED / "data" / name
    if not path.exists():
        return []
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        return [line for line in file if line.strip()]


def records(name: str, **options: Any) -> Iterator[tuple[Json, Json]]:
    """Yield each document of a data set with its record."""
    documents = [json.loads(line) for line in lines(name)]

    def sources() -> Iterator[Json]:
        for document in documents:
            published = DAY.match(document.get("dct") or "")
            yield {"source": document["text"], "published": published and published[0]}

    for document, record in zip(documents, nutgraf.Extractor(nutgraf.Options(**options)).pipe(sources()), strict=True):
        yield document, record.to_dict()


def overlap(a: Json, b: Json) -> bool:
    """Return true if two facts share a character."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def names() -> Iterator[tuple[str, Fact]]:
    """Judge names and the name mentions of organisations: extent and label exactly."""
    number = 0
    for name in ("entities/worldwide-dev.jsonl.gz", "entities/uner-ewt-dev.jsonl.gz"):
        for document, record in records(name, input="article"):
            number += 1
            gold = {(e["start"], e["end"], e["label"]) for e in document["entities"]}
            for found in record["names"]:
                if label := LABELS.get(found["label"]):
                    yield "name", (number, found["confidence"], (found["start"], found["end"], label) in gold)
            for organization in record["organizations"]:
                for found in organization["mentions"]:
                    if found["kind"] == "name":
                        right = any(e["label"] == "ORG" and overlap(e, found) for e in document["entities"])
                        yield "organization_name", (number, found["confidence"], right)


def people_and_places() -> Iterator[tuple[str, Fact]]:
    """Judge mentions of people, and places by their country, in whole articles."""
    for number, (document, record) in enumerate(records("records/dev.jsonl")):
        gold = [{tuple(span) for span in person["mentions"]} for person in document["people"]]

        def touches(mention: Json, person: set[tuple[int, int]]) -> bool:
            return any(start < mention["end"] and mention["start"] < end for start, end in person)

        for person in record["people"]:
            shared = [sum(touches(m, other) for m in person["mentions"]) for other in gold]
            best = gold[shared.index(max(shared))] if any(shared) else set()
            for mention in person["mentions"]:
                if mention["kind"] != "role":
                    yield f"person_{mention['kind']}", (number, mention["confidence"], touches(mention, best))
        for place in record["places"]:
            if not place.get("demonym"):
                right = any(
                    overlap(p, place) and (p.get("country") or "") == place.get("country", "") for p in document["places"]
                )
                yield "place", (number, place["confidence"], right)


def times() -> Iterator[tuple[str, Fact]]:
    """Judge times: some of the extent and the value."""
    tool = scorer("temporal")
    for name, options in (
        ("temporal/wikiwars_dev.jsonl", {"narration": "narrative", "input": "article"}),
        ("temporal/hand_news_dev.jsonl", {"input": "article"}),
        ("records/dev.jsonl", {}),
    ):
        for number, (document, record) in enumerate(records(name, **options)):
            gold, found = document["timexes"], record["times"]
            matches = {j: tool.fold(gold[i].get("value")) == tool.fold(found[j]["value"]) for i, j, *_ in tool.align(gold, found)}
            for j, time in enumerate(found):
                yield "time", (number, time["confidence"], matches.get(j, False))


def amounts() -> Iterator[tuple[str, Fact]]:
    """Judge quantities: some of the extent, the value and the unit."""
    tool = scorer("quantities")
    shapes: dict[str, Callable[[Json], Json]] = {
        "quantities/hand_news_dev.jsonl": quantities,
        "records/dev.jsonl": quantities_by_symbol,
    }
    same_value = scorer("records").same_value
    for name, shape in shapes.items():
        for number, (document, record) in enumerate(records(name, input="page" if "records" in name else "article")):
            gold, found = document["quantities"], shape(record)["quantities"]
            pairs = {j: i for i, j, *_ in tool.align(gold, found)}
            for j, (quantity, confidence) in enumerate(zip(found, record["quantities"], strict=True)):
                truth = gold[pairs[j]] if j in pairs else None
                right = (
                    truth is not None
                    and same_value(truth["value"], quantity["value"])
                    and tool.unit(truth.get("unit"), tool.ALIAS) == tool.unit(quantity.get("unit"), tool.ALIAS)
                )
                yield "quantity", (number, confidence["confidence"], right)


def quotes() -> Iterator[tuple[str, Fact]]:
    """Judge quotes: words found and speaker right, beliefs and plans left out."""
    tool = scorer("quotes")
    number = 0
    for name in ("quotes/polnear-dev.jsonl", "quotes/gum-news-dev.jsonl"):
        documents = lines(name)
        for line, predicted in zip(documents, predict("quotes", iter(documents)), strict=True):
            number += 1
            gold, found = json.loads(line), predicted["quotes"]
            document = tool.Doc(gold["text"])
            wanted, given = document.load(gold["quotes"]), document.load(found)
            beliefs = [quote for quote in wanted if quote["speech"] is False]
            pairs = tool.pair([quote for quote in wanted if quote["speech"] is not False], given, 0.5)
            right = {answer["n"]: tool.right(truth, answer) for truth, answer in pairs}
            for quote in given:
                words = quote["c"]
                belief = any(len(words & b["c"]) >= 0.5 * min(len(words), len(b["c"])) for b in beliefs)
                if quote["n"] in right or not belief:
                    yield "quote", (number, found[quote["n"]]["confidence"], right.get(quote["n"], False))


def isotonic(facts: list[Fact]) -> list[tuple[float, float]]:
    """Return the points of the rising line of least squares, each on at least `SMALLEST` facts (pool adjacent violators)."""
    pools: list[list[float]] = []
    for _, confidence, right in sorted(facts, key=lambda fact: fact[1]):
        if pools and (confidence == pools[-1][3] or pools[-1][2] < SMALLEST):
            pools[-1] = [pools[-1][0] + confidence, pools[-1][1] + right, pools[-1][2] + 1, confidence]
        else:
            pools.append([confidence, float(right), 1, confidence])
        while len(pools) > 1 and (
            (pools[-2][1] * pools[-1][2] > pools[-1][1] * pools[-2][2] and pools[-1][2] >= SMALLEST) or pools[-2][2] < SMALLEST
        ):
            last = pools.pop()
            pools[-1] = [pools[-1][0] + last[0], pools[-1][1] + last[1], pools[-1][2] + last[2], last[3]]
    if len(pools) > 1 and pools[-1][2] < SMALLEST:
        last = pools.pop()
        pools[-1] = [pools[-1][0] + last[0], pools[-1][1] + last[1], pools[-1][2] + last[2], last[3]]
    # A share of 0 or 1 out of few facts is not known so well: one fact each way is added.
    points = [(total / count, (right + 1) / (count + 2)) for total, right, count, _ in pools]
    return [(c, max(p for _, p in points[: i + 1])) for i, (c, _) in enumerate(points)]


def height(points: list[tuple[float, float]], score: float) -> float:
    """Return the height of a line at a score."""
    if not points:
        return score
    if score <= points[0][0]:
        return points[0][1]
    for (low, a), (high, b) in pairwise(points):
        if score <= high:
            return a + (b - a) * (score - low) / (high - low)
    return points[-1][1]


def held_out(facts: list[Fact]) -> list[tuple[float, bool]]:
    """Return for each fact the confidence from a line that was fitted without its document, and whether it is right."""
    given = []
    for fold in range(FOLDS):
        line = isotonic([fact for fact in facts if fact[0] % FOLDS != fold])
        given += [(height(line, score), right) for number, score, right in facts if number % FOLDS == fold]
    return given


def brier(given: list[tuple[float, bool]]) -> float:
    """Return the mean squared error of confidences."""
    return sum((confidence - right) ** 2 for confidence, right in given) / len(given)


def calibrated(facts: list[Fact]) -> tuple[list[tuple[float, bool]], bool]:
    """Return the confidences to judge, and whether they come from lines: only where those do better than the scores."""
    lines, scores = held_out(facts), [(score, right) for _, score, right in facts]
    return (lines, True) if brier(lines) < brier(scores) else (scores, False)


def reliability(given: list[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """Return, for each band of confidence, how many facts it has, their mean confidence and the share that is right."""
    bands: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in given:
        bands[min(int(confidence * 10), 9)].append((confidence, right))
    return [
        (
            f"{band / 10:.1f} to {band / 10 + 0.1:.1f}",
            len(found),
            sum(given for given, _ in found) / len(found),
            sum(right for _, right in found) / len(found),
        )
        for band, found in sorted(bands.items())
    ]


def stored() -> dict[str, list[tuple[float, float]]]:
    """Return the lines in use."""
    found = defaultdict(list)
    for row in TABLE.read_text().splitlines():
        if row and not row.startswith(("# ", "fact*")):
            kind, score, right = row.split("\t")
            found[kind].append((float(score), float(right)))
    return found


def write(facts: dict[str, list[Fact]], tables: str) -> None:
    """Put the new lines behind those in use, and the tables into the docs."""
    old = stored()
    rows = []
    for kind, found in facts.items():
        if not calibrated(found)[1]:
            rows += [f"{kind}\t{score:.3f}\t{right:.3f}" for score, right in old[kind]]
            continue
        new = isotonic(found)
        # A score goes through the line in use, then through the new one.
        scores = sorted({score for score, _ in old[kind]} | {0.0, 1.0}) if old[kind] else []
        line = [(score, height(new, height(old[kind], score))) for score in scores] or new
        rows += [f"{kind}\t{score:.3f}\t{right:.3f}" for score, right in line]
    head = [row for row in TABLE.read_text().splitlines() if row.startswith(("# ", "fact*"))]
    TABLE.write_text("\n".join([*head, *rows]) + "\n")
    text = PAGE.read_text()
    start = text.index("<!-- tables -->")
    PAGE.write_text(text[:start] + "<!-- tables -->\n" + tables)


def main() -> None:
    """Print the tables; write the lines if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="fit the lines anew")
    arguments = parser.parse_args()
    facts: dict[str, list[Fact]] = defaultdict(list)
    for judge in (names, people_and_places, times, amounts, quotes):
        for kind, fact in judge():
            facts[kind].append(fact)
    tables = ""
    for kind, found in facts.items():
        given, line = calibrated(found)
        before = brier([(score, right) for _, score, right in found])
        note = "" if line else "The score as it is: on documents that it was not fitted on, a line did no better.\n\n"
        tables += f"\n## {kind.replace('_', ' ')}\n\n{note}| confidence | facts | mean | right |\n|---|---|---|---|\n"
        for band, count, mean, right in reliability(given):
            tables += f"| {band} | {count} | {mean:.2f} | {right:.2f} |\n"
        after = brier(held_out(found))
        print(f"{kind}: {len(found)} facts, Brier score as given {before:.3f}, by a line fitted on others {after:.3f}")
    print(tables)
    if arguments.write:
        write(facts, tables)


if __name__ == "__main__":
    main()
