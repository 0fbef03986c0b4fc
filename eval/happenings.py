#!/usr/bin/env python3
"""Score happenings: happenings.py GOLD.jsonl PRED.jsonl [--json].

GOLD  `events/train/ecbplus.jsonl.gz`: {"id","topic","events":[{"trigger":[start,end],"instance"}]}; an instance is one event of
      all documents that tell it (ECB+ marks the same event over documents)
PRED  {"id","events":[{"trigger":[start,end],"event"(its number in the article),"happening"(an id, or null)}]}, as
      `predict.py happenings` gives

What is compared is an event of an article, as nutgraf has it, with the instance that most of the marked words have on which its
tellings lie (one to one, as in event_sets.py); events on which no marked word lies don't count, nor does what is found at all.

pairs    P, R and F1 of the links between two events of different articles: gold has one where both are one instance, a prediction
         where both are one happening
b3       B-cubed over the same events, those with no happening each alone
stories  the same pairs, of articles of one of ECB+'s stories alone (its topics hold two stories that are much alike)
"""

import argparse
import collections
import itertools
import json
from pathlib import Path
from typing import Any

from event_sets import b_cubed, clusters, f1, load, told

Json = dict[str, Any]
Told = tuple[str, str, str]
"""An event of an article: the article, its instance, its happening."""


def events(gold: list[Json], pred: list[Json]) -> list[Told]:
    """Give the events of all articles that can be compared."""
    found = []
    for document, pairs in zip(gold, told(gold, pred), strict=True):
        instances: dict[Any, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        happening = {}
        for at, (mention, telling) in enumerate(pairs):
            number = telling["event"]
            instances[number][mention.get("instance") or f"{document['id']} own {at}"] += 1
            happening[number] = telling.get("happening") or f"{document['id']} own {number}"
        found += [(document["id"], counts.most_common(1)[0][0], happening[number]) for number, counts in instances.items()]
    return found


def story(article: str) -> str:
    """The story that an article of ECB+ tells: its topic, and which of the two alike ones."""
    topic, _, rest = article.removeprefix("ecb-").partition("_")
    return topic + rest.lstrip("0123456789")


def pairs(all_events: list[Told], *, within: bool = False) -> dict[str, float]:
    """P, R and F1 of the links between articles."""

    def links(key: int) -> set[tuple[int, int]]:
        groups: dict[str, list[int]] = collections.defaultdict(list)
        for number, event in enumerate(all_events):
            groups[event[key]].append(number)
        both = (pair for group in groups.values() for pair in itertools.combinations(group, 2))
        ids = ((a, b, all_events[a][0], all_events[b][0]) for a, b in both)
        return {(a, b) for a, b, x, y in ids if x != y and (not within or story(x) == story(y))}

    gold, pred = links(1), links(2)
    return f1(len(gold & pred), len(gold), len(pred)) | {"gold": len(gold), "pred": len(pred)}


def score(gold: list[Json], pred: list[Json]) -> Json:
    """Score all that can be compared."""
    all_events = events(gold, pred)
    truth, found = (clusters(event[key] for event in all_events) for key in (1, 2))
    report: Json = {"events": len(all_events), "pairs": pairs(all_events), "stories": pairs(all_events, within=True)}
    return report | {"b3": b_cubed(truth, found)}


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pred", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    report = score(load(args.gold), load(args.pred))
    print(json.dumps(report, indent=None if args.json else 1))


if __name__ == "__main__":
    main()
