#!/usr/bin/env python3
"""Score status and merging of events: event_sets.py GOLD.jsonl PRED.jsonl --what status|merging [--json].

GOLD  {"id","events":[{"trigger":[start,end],"instance"(a cluster; absent: its own),"certainty","polarity","time"}]}, as in
      `events/train/meantime.jsonl.gz` and `events/train/ecbplus.jsonl.gz`
PRED  {"id","events":[{"trigger":[start,end],"status","event"(the number of the event that the mention is of),"harm"(what the
      mention says came of it, if that is what its words name)}]}, as `predict.py events` gives

Only marked words on which a telling lies count, in both: what is found at all is measured elsewhere (`wikievents`).

status   Gold of a mention: negated where the polarity is NEG; else planned where the time is FUTURE; else asserted where the
         certainty is CERTAIN; the rest (what is not said of) is left out. A prediction of `alleged` or `generic` counts as
         asserted (these say whose word it is or that it is a habit), `possible` as planned (both say that it has not happened).
         accuracy over all; P, R and F1 of `planned` and `negated`.
merging  B-cubed over the mentions of a document: for each mention, the share of its cluster that is right, precision over the
         predicted cluster, recall over the gold one; F1 of the means. `pairs`: P, R, F1 of the links between two mentions of a
         document. Only mentions in the sentences that ECB+ lists as checked for coreference count (`annotated`), as is usual
         with this set: of the others many have no cluster at all. ECB+ has a killing apart from the shooting that it came of;
         nutgraf has one event, each mention of which says whether it names the harm. So mentions of one event are of one
         cluster if they name the same `harm`, or none. `causes`: the same B-cubed without the gold's words of harm (kill, die).
"""

import argparse
import collections
import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]


COARSE: dict[str, str] = {"alleged": "asserted", "generic": "asserted", "possible": "planned"}
"""What the statuses count as that the annotation does not tell apart."""


def load(path: Path) -> list[Json]:
    """Read a file of JSON lines, packed or not."""
    content = path.read_bytes()
    content = gzip.decompress(content) if path.suffix == ".gz" else content
    return [json.loads(line) for line in content.decode().split("\n") if line.strip()]


def told(gold: list[Json], pred: list[Json]) -> Iterator[list[tuple[Json, Json]]]:
    """Give for each document the marked mentions with the telling that lies on each, one to one."""
    predictions = {document["id"]: document["events"] for document in pred}
    for document in gold:
        left = sorted(predictions.get(document["id"], []), key=lambda e: e["trigger"])
        pairs = []
        for mention in document["events"]:
            if not mention.get("trigger"):
                continue
            start, end = mention["trigger"]
            found = next((e for e in left if e["trigger"][0] < end and start < e["trigger"][1]), None)
            if found:
                left.remove(found)
                pairs.append((mention, found))
        yield pairs


def f1(right: int, gold: int, pred: int) -> dict[str, float]:
    """Precision, recall and F1."""
    p, r = right / max(pred, 1), right / max(gold, 1)
    return {"p": p, "r": r, "f1": 2 * right / max(gold + pred, 1)}


def gold_status(mention: Json) -> str | None:
    """The status that the annotation of factuality says, if it says one."""
    if mention.get("polarity") == "NEG":
        return "negated"
    if mention.get("time") == "FUTURE":
        return "planned"
    return "asserted" if mention.get("certainty") == "CERTAIN" else None


def status(gold: list[Json], pred: list[Json]) -> Json:
    """Accuracy of the status, and F1 of the two that are rare."""
    seen: collections.Counter[tuple[str, str]] = collections.Counter()
    for mention, found in (pair for pairs in told(gold, pred) for pair in pairs):
        if truth := gold_status(mention):
            seen[truth, COARSE.get(str(found["status"]), str(found["status"]))] += 1
    count = sum(seen.values())
    report: Json = {"mentions": count, "accuracy": sum(n for (a, b), n in seen.items() if a == b) / max(count, 1)}
    for kind in ("planned", "negated"):
        golds = sum(n for (a, _), n in seen.items() if a == kind)
        preds = sum(n for (_, b), n in seen.items() if b == kind)
        report[kind] = f1(seen[kind, kind], golds, preds) | {"gold": golds}
    return report


def clusters(keys: Iterable[Any]) -> list[frozenset[int]]:
    """The cluster of each mention, by the keys of the mentions."""
    keys = list(keys)
    members: dict[Any, set[int]] = collections.defaultdict(set)
    for number, key in enumerate(keys):
        members[key].add(number)
    return [frozenset(members[key]) for key in keys]


HARM = re.compile(
    r"kill|die|dying|dead|death|toll|injur|wound|hurt|fatal|casualt|victim|body|bodies|destr|damag|devast|wreck|missing", re.I
)
"""How words of harm begin."""


def merging(gold: list[Json], pred: list[Json]) -> Json:
    """B-cubed and the links between two mentions, of all and without words of harm."""
    checked = [document | {"events": [e for e in document["events"] if is_checked(document, e)]} for document in gold]
    causes = [
        document | {"events": [e for e in document["events"] if not HARM.match(document["text"], e["trigger"][0])]}
        for document in checked
    ]
    return joined(checked, pred) | {"causes": joined(causes, pred)["b3"]}


def is_checked(document: Json, mention: Json) -> bool:
    """Whether a mention has a trigger, in a sentence that was checked for coreference where the set lists those."""
    if not mention.get("trigger"):
        return False
    sentences = document.get("annotated")
    return sentences is None or any(start <= mention["trigger"][0] < end for start, end in sentences)


def b_cubed(truth: Iterable[frozenset[int]], found: Iterable[frozenset[int]]) -> dict[str, float]:
    """B-cubed of two ways to part the same things: the part of each thing in both."""
    shares = [(len(a & b) / len(b), len(a & b) / len(a)) for a, b in zip(truth, found, strict=True)]
    p, r = (sum(column) / max(len(shares), 1) for column in (zip(*shares, strict=True) if shares else ((), ())))
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def joined(gold: list[Json], pred: list[Json]) -> Json:
    """B-cubed and the links between two mentions."""
    both = golds = preds = 0
    truths: list[frozenset[int]] = []
    founds: list[frozenset[int]] = []
    for pairs in told(gold, pred):
        truth = clusters(mention.get("instance") or f"own {number}" for number, (mention, _) in enumerate(pairs))
        found = clusters((telling["event"], telling.get("harm")) for _, telling in pairs)
        truths += truth
        founds += found
        for a, b in zip(truth, found, strict=True):
            both += len(a & b) - 1
            golds += len(a) - 1
            preds += len(b) - 1
    return {"mentions": len(truths), "b3": b_cubed(truths, founds), "pairs": f1(both, golds, preds)}


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pred", type=Path)
    parser.add_argument("--what", choices=["status", "merging"], required=True)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    score = {"status": status, "merging": merging}[args.what]
    report = score(load(args.gold), load(args.pred))
    print(json.dumps(report, indent=None if args.json else 1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
