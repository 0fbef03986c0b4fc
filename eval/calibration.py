#!/usr/bin/env python3
"""Shows what the confidence of quotes is worth: calibration.py.

Of the quotes found in the development sets under ../shared with each confidence, it prints how many there are and the share
that is right: words found and speaker right, as the scorer's `e2e` counts. Beliefs and plans are left out, as with `--speech`.
"""

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from predict import predict

SHARED = Path(__file__).parent.parent.parent / "shared"
SETS = ("polnear-dev.jsonl", "gum-news-dev.jsonl")


def scorer() -> ModuleType:
    """Load the scorer of quotations."""
    spec = importlib.util.spec_from_file_location("scorer", SHARED / "score" / "quotes.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(scorer: ModuleType, gold: dict[str, Any], found: list[dict[str, Any]]) -> Iterator[tuple[float, bool]]:
    """Give the confidence of each quote that counts, and if it is right."""
    document = scorer.Doc(gold["text"])
    wanted, given = document.load(gold["quotes"]), document.load(found)
    beliefs = [quote for quote in wanted if quote["speech"] is False]
    pairs = scorer.pair([quote for quote in wanted if quote["speech"] is not False], given, 0.5)
    right = {found["n"]: scorer.right(wanted, found) for wanted, found in pairs}
    for quote in given:
        words = quote["c"]
        belief = any(len(words & b["c"]) >= 0.5 * min(len(words), len(b["c"])) for b in beliefs)
        if quote["n"] in right or not belief:
            yield found[quote["n"]]["confidence"], right.get(quote["n"], False)


def main() -> None:
    """Run the command."""
    tool = scorer()
    count: Counter[tuple[int, bool]] = Counter()
    for name in SETS:
        lines = (SHARED / "data" / "quotes" / name).read_text().splitlines()
        for line, found in zip(lines, predict("quotes", iter(lines)), strict=True):
            count.update((int(given * 20 + 1e-6), right) for given, right in judged(tool, json.loads(line), found["quotes"]))
    print("confidence  quotes  right")
    for step in sorted({step for step, _ in count}):
        right, wrong = count[step, True], count[step, False]
        print(f"{step / 20:.2f} to {min(step / 20 + 0.05, 1):.2f}  {right + wrong:6}  {right / (right + wrong):.3f}")


if __name__ == "__main__":
    main()
