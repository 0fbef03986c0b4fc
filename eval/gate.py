#!/usr/bin/env python3
"""Guards accuracy: gate.py [--only WORD] [--update].

Runs the invented articles of the repository and every development set found under ../shared, prints their figures beside those of
baseline.json and fails (exit 1) when one falls by more than 0.005. `--update` writes what was measured into the baseline, so that
a change of accuracy shows in the diff.
"""

import argparse
import functools
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from predict import CORPORA, predict

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FIXTURE = HERE.parent / "crates/train/fixture"
BASELINE = HERE / "baseline.json"
TOLERANCE = 0.005
ABSENT = (
    "The development data hold texts of publishers and can't be passed on, so the invented articles alone were measured: twenty "
    "short ones, enough to see what a change breaks, too few to tell what it gains. `cargo test -p nutgraf --test stories` "
    "compares whole records, `nutgraf sample` and `nutgraf validate` measure on news of your own (docs/validation.md)."
)


@dataclass(frozen=True)
class Set:
    """A development set: gold file, task, figures (paths into the scorer's JSON), options and, if another, name of the scorer.

    Where the gold says something of a corpus, `articles` is the file of its texts.
    """

    name: str
    gold: str
    task: str
    figures: dict[str, str]
    options: tuple[str, ...] = ()
    predict: dict[str, Any] = field(default_factory=dict)
    scorer: str = ""
    articles: str = ""


QUOTES = {"e2e": "all.e2e.f1", "found": "all.found.f1", "exact": "all.exact.f1", "cue": "cue.f1"} | {
    f"{kind} e2e": f"{kind}.e2e.f1" for kind in ("direct", "mixed", "indirect")
}
CLEANING = {
    f"{v} {k}": f"groups.variant:{v}.{p}" for v in ("lines", "window") for k, p in {"token": "token.f1", "exact": "exact"}.items()
}
HTML = {"f1": "groups.all.f1", "exact": "groups.all.exact"} | {
    short: f"groups.source:{long}.f1"
    for short, long in {"AEB": "article-extraction-benchmark", "FE": "fundus-evaluation", "FU": "fundus"}.items()
}
META = {k: f"meta.{k}.accuracy" for k in ("title", "date", "authors")}
WORLD = {"f1": "groups.all.f1"} | {lang: f"groups.lang:{lang}.f1" for lang in ("zh", "ja", "de", "ru", "pl", "el", "en")} | META
SEGMENTS = {"f1": "groups.all.f1", "de": "groups.lang:de.f1"} | {
    k: f"groups.all.meta.{k}.share" for k in ("title", "date", "authors")
}
SYNTAX = {k: f"{k}.f1" for k in ("tokens", "sentences", "upos", "lemma", "uas", "las")}
NAMES = {"micro": "all.micro.f1", "PER": "all.PER.f1", "ORG": "all.ORG.f1", "LOC": "all.LOC.f1"}
TIMES = {"relaxed": "relaxed.F1", "strict": "strict.F1", "value": "value_F1"}
EXPRESSIONS = {
    f"{short} {k}": f"{source}.{k}"
    for short, source in {"all": "all", "RT": "recognizers-text", "DK": "duckling", "CH": "chrono"}.items()
    for k in ("form", "found")
} | {"kept": "empty.kept"}
QUANTITIES = {"overlap": "overlap.F1", "bag value": "bag_value.F1", "bag value+unit": "bag_value_unit.F1"}
GEO = {"detection": "detect_overlap.f1", "all acc161": "all.acc161", "found country": "found.country"}
RECORDS = {
    f"{part}.{figure}": f"{part}.{figure}"
    for part, figures in {
        "blocks": ("kind", "body"),
        "meta": ("title", "byline", "agency", "dateline_places"),
        "quotes": ("found", "e2e", "named"),
        "people": ("name", "mention", "pronoun", "titles"),
        "timexes": ("value",),
        "quantities": ("value", "unit"),
        "places": ("country",),
        "events": ("typed", "main"),
    }.items()
    for figure in figures
} | {"overall": "overall"}
TRIGGERS = {"trigger": "trigger.f1"}
PLOVER = {"typed": "typed.f1", "typed p": "typed.p", "typed r": "typed.r"}
PAIRS = {"typed r": "typed.r", "typed p": "typed.p", "dyad": "dyad.acc"} | {
    f"{role} given pair": f"{role}.arg_given_pair" for role in ("actor", "recipient")
}
CASUALTIES = {f"{kind} {k}": f"{kind}.{k}" for kind in ("killed", "injured") for k in ("doc", "p_doc")}
STATUS = {"accuracy": "accuracy", "planned": "planned.f1", "negated": "negated.f1"}
MERGING = {"b3": "b3.f1", "causes b3": "causes.f1", "pairs p": "pairs.p", "pairs r": "pairs.r"}
FIVEW = {q: f"{q}.f1@1" for q in ("who", "what", "when", "where", "why", "how", "mean4")}
CLUSTERS = {"b3": "b3_f", "b3 p": "b3_p", "b3 r": "b3_r"}
NO_MISC = ("--types", "PER,ORG,LOC")

HAPPENINGS = {"pairs f1": "pairs.f1", "pairs p": "pairs.p", "pairs r": "pairs.r", "b3": "b3.f1"}
INVENTED = {
    name: name for name in ("body", "title", "names", "mentions", "quotes", "speakers", "times", "quantities", "places", "events")
}
OWN = {"expressions", "event_sets", "happenings", "invented"}
"""Scorers that are scripts of our own."""

SETS = [
    Set("invented", "records.jsonl", "records", INVENTED, scorer="invented"),
    Set("cleaning", "cleaning/dev.jsonl", "cleaning", CLEANING),
    Set("html", "html/gold.jsonl", "html", HTML | META, ("--lang", "en", "--meta")),
    Set("world", "html_world/gold.jsonl", "html", WORLD, ("--by", "lang", "--meta")),
    Set("segments", "html_world/segments.jsonl", "html", SEGMENTS, ("--by", "lang"), scorer="segments"),
    Set("syntax gum", "syntax/gum-dev.jsonl.gz", "syntax", SYNTAX),
    Set("syntax ewt", "syntax/ewt-dev.jsonl.gz", "syntax", SYNTAX),
    Set("names worldwide", "entities/worldwide-dev.jsonl.gz", "entities", NAMES, NO_MISC),
    Set("names gum", "entities/gum-dev.jsonl.gz", "entities", NAMES, NO_MISC),
    Set("names ewt", "entities/uner-ewt-dev.jsonl.gz", "entities", NAMES, NO_MISC),
    Set("names crossner", "entities/crossner-dev.jsonl.gz", "entities", NAMES, NO_MISC),
    Set("gap", "coref/gap-dev.jsonl.gz", "coref", {"f1": "all.f1", "bias": "bias"}, ("--gap",)),
    Set("ontogum people", "coref/ontogum-dev.jsonl.gz", "coref", {"conll": "conll.f1"}, ("--people", "--loose")),
    Set("quotes polnear", "quotes/polnear-dev.jsonl", "quotes", QUOTES, ("--speech",)),
    Set("quotes gum", "quotes/gum-news-dev.jsonl", "quotes", {**QUOTES, "name": "accuracy.name.acc"}, ("--speech",)),
    Set("times hand", "temporal/hand_news_dev.jsonl", "temporal", TIMES),
    Set("times wikiwars", "temporal/wikiwars_dev.jsonl", "temporal", TIMES, predict={"narrative": True}),
    Set("times expressions", "temporal/expressions_dev.jsonl", "expressions", EXPRESSIONS),
    Set("quantities hand", "quantities/hand_news_dev.jsonl", "quantities", QUANTITIES),
    Set("quantities quantulum3", "quantities/quantulum3_tests_dev.jsonl", "quantities", QUANTITIES),
    Set("quantities recognizers", "quantities/recognizers_units_dev.jsonl", "quantities", QUANTITIES),
    Set("geo geowebnews", "geo/geowebnews.jsonl", "geo", GEO),
    Set("geo lgl", "geo/lgl.jsonl", "geo", GEO),
    Set("geo trnews", "geo/trnews.jsonl", "geo", GEO),
    Set("geo geovirus", "geo/geovirus.jsonl", "geo", GEO, predict={"demonyms": False}),
    Set("events wikievents", "events/wikievents.jsonl", "events", TRIGGERS),
    Set("events plover", "events/wikievents.jsonl", "events", PLOVER, ("--field", "plover")),
    Set("events pairs", "events/plover_pairs.jsonl", "events", PAIRS, predict={"pairs": True}),
    Set("events casualties", "events/casualties_hand.jsonl", "events", CASUALTIES),
    Set("events muc4", "events/muc4.jsonl", "events", CASUALTIES),
    Set("events status", "events/train/meantime.jsonl.gz", "events", STATUS, ("--what", "status"), scorer="event_sets"),
    Set("events merging", "events/train/ecbplus.jsonl.gz", "events", MERGING, ("--what", "merging"), scorer="event_sets"),
    Set("fivew", "fivew/giveme5w1h.jsonl", "fivew", FIVEW),
    Set("link people", "identity/people.jsonl", "identity", CLUSTERS, articles="articles.jsonl.gz"),
    Set("link people hard", "identity/people.jsonl", "identity", CLUSTERS, ("--hard",), articles="articles.jsonl.gz"),
    Set("link organizations", "identity/organizations.jsonl", "identity", CLUSTERS, articles="articles.jsonl.gz"),
    Set(
        "link organizations hard", "identity/organizations.jsonl", "identity", CLUSTERS, ("--hard",), articles="articles.jsonl.gz"
    ),
    Set(
        "link stories", "identity/stories.jsonl", "stories", CLUSTERS | {"pairs": "pair_f"}, articles="stories_articles.jsonl.gz"
    ),
    Set("link happenings", "events/train/ecbplus.jsonl.gz", "happenings", HAPPENINGS, articles="ecbplus.jsonl.gz"),
    Set("records dev", "records/dev.jsonl", "records", RECORDS),
    Set("records seed", "records/seed.jsonl", "records", RECORDS),
]


def path(data: Set) -> Path:
    """Return the gold file of a set: the invented articles are part of the repository."""
    return (FIXTURE if data.scorer == "invented" else SHARED) / "data" / data.gold


def lines(gold: Path) -> list[str]:
    """Give the lines of a gold file without the answers."""
    content = gold.read_bytes()
    content = gzip.decompress(content) if gold.suffix == ".gz" else content
    rows = []
    for doc in map(json.loads, filter(str.strip, content.decode().split("\n"))):
        row = {k: doc[k] for k in ("id", "title", "description", "text", "dct", "ref", "url") if k in doc}
        page = gold.parent / "pages" / f"{doc['id']}.html.gz"
        if page.exists():
            row["path"] = str(page)
        rows.append(json.dumps(row))
    return rows


@functools.cache
def linked(task: str, articles: Path) -> list[dict[str, Any]]:
    """Predict a set that is one corpus: its people and its organisations are asked for apart."""
    return list(CORPORA[task](iter(lines(articles))))


def answers(data: Set, gold: Path) -> Iterable[dict[str, Any]]:
    """Predict one set."""
    if not data.articles:
        return predict(data.task, iter(lines(gold)), **data.predict)
    kind = {"people": "person", "organizations": "organization"}.get(gold.stem)
    return [row for row in linked(data.task, gold.parent / data.articles) if row.get("kind") == kind]


def measure(data: Set, gold: Path, folder: Path) -> dict[str, float]:
    """Predict and score one set."""
    predictions = folder / "predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as file:
        for row in answers(data, gold):
            file.write(json.dumps(row) + "\n")
    name = data.scorer or data.task
    scorer = (HERE if name in OWN else SHARED / "score") / f"{name}.py"
    # The scorer of coreference prints JSON behind a word and knows no --json.
    json_option = [] if data.task == "coref" else ["--json"]
    command = [sys.executable, str(scorer), str(gold), str(predictions), *json_option, *data.options]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    report = json.loads(output[output.index("{") :])
    return {name: round(dig(report, path), 4) for name, path in data.figures.items()}


def dig(report: Any, path: str) -> float:
    """Follow a dotted path; keys may hold dots themselves. What a scorer leaves out (nothing found) is 0."""
    if path in report:
        report, path = report[path], ""
    while path and isinstance(report, dict):
        key, _, path = path.partition(".")
        report = report.get(key)
    share = float(report or 0.0)
    return share / 100 if share > 1.5 else share


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only the sets with this word in their name")
    parser.add_argument("--update", action="store_true", help="write the figures into the baseline")
    args = parser.parse_args()
    baseline: dict[str, dict[str, float]] = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    fallen: list[str] = []
    absent = not (SHARED / "data").exists()
    with tempfile.TemporaryDirectory() as folder:
        for data in (s for s in SETS if args.only in s.name):
            gold = path(data)
            if not gold.exists():
                if not absent:
                    print(f"{data.name}: absent")
                continue
            found, before = measure(data, gold, Path(folder)), baseline.get(data.name, {})
            for name, share in found.items():
                change = share - before.get(name, share)
                fell = change < -TOLERANCE
                fallen += [f"{data.name}, {name}"] if fell else []
                print(f"{data.name:24} {name:22} {share:7.4f} {change:+7.4f}{'  FELL' if fell else ''}", flush=True)
            baseline[data.name] = found
    if absent:
        print(f"{SHARED / 'data'} is not there. {ABSENT}", file=sys.stderr)
    if args.update:
        BASELINE.write_text(json.dumps(baseline, indent=1) + "\n")
    elif fallen:
        print(f"{len(fallen)} figures fell by more than {TOLERANCE}: {'; '.join(fallen)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
