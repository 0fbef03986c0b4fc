#!/usr/bin/env python3
"""Score the forms of times: expressions.py GOLD.jsonl PRED.jsonl --json.

GOLD is the table of test cases of other date readers, PRED has for each id the spans of times, a range as one. The readers
differ in what belongs to a span: some take "in", "from", "before" into it, others not, TIMEX3 never does; so words that lead in
are left out on both sides (`form`). `exact` is the bare comparison. A case counts if all its spans are right; of the cases in
which something is to be found, `found` is the share with an overlap of all. `kept` is the share of the cases without a time in
which none is found.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

LEADS = (
    "in on at by from between since before after until till during for within over throughout the to around about of through as"
)
LEAD = re.compile(rf"\s*(?:{LEADS.replace(' ', '|')}|@)\s+", re.IGNORECASE)


def load(path: str) -> dict[str, Any]:
    """Read a file of lines by id."""
    return {row["id"]: row for row in map(json.loads, Path(path).read_text().splitlines())}


def form(text: str, span: list[int]) -> tuple[int, int]:
    """Give a span without the words that lead in."""
    start, end = span
    while lead := LEAD.match(text, start, end):
        start = lead.end()
    return start, end


def main() -> None:
    """Run the command."""
    gold, found = load(sys.argv[1]), load(sys.argv[2])
    count: Counter[tuple[str, str]] = Counter()
    for name, case in gold.items():
        text, spans = case["text"], [tuple(s) for s in found[name]["spans"]]
        wanted = [(r["start"], r["end"]) for r in case["results"]]
        if not wanted:
            count["empty", "n"] += 1
            count["empty", "kept"] += not spans
            continue
        forms = {form(text, list(s)) for s in spans}
        right = {
            "n": True,
            "exact": all(w in spans for w in wanted),
            "form": all(form(text, list(w)) in forms for w in wanted),
            "found": all(any(s < b and a < e for s, e in spans) for a, b in wanted),
        }
        for source in (case["source"], "all"):
            for key, value in right.items():
                count[source, key] += value
    sources = sorted({source for source, _ in count})
    report = {s: {k: count[s, k] / count[s, "n"] for k in ("exact", "form", "found", "kept") if (s, k) in count} for s in sources}
    print(json.dumps(report))


if __name__ == "__main__":
    main()
