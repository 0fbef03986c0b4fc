"""Scores sentences with the times or quantities expected in them, by kind.

families.py FILE [-v]: a sentence is right when its spans and values are those expected and no other is found. FILE is JSON lines
(`kind`, `family`, `text`, `published`, `narrative`, `expected`), or a list with tabs (`sample`, `kind`, `class`, `text`,
`expected`, `state`), where a quantity's unit has to be right too.
"""

import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, Literal

import nutgraf

Case = dict[str, Any]
PUBLISHED = "2026-05-14"
"""The day, a Thursday, that the sentences of a list are of."""


def times(record: nutgraf.Record) -> list[tuple[Any, ...]]:
    """Return the spans and values of the times."""
    return [(t.start, t.end, t.value) for t in record.times]


def amount(quantity: Any) -> Any:
    """Return the number of a quantity, or its bounds."""
    value = quantity.value
    return [round(v, 3) if v is not None else None for v in value] if isinstance(value, (list, tuple)) else round(value, 3)


def unit(quantity: Any) -> str | None:
    """Return the unit of a quantity, else the noun that is counted."""
    if quantity.unit:
        return str(quantity.unit.symbol)
    return str(quantity.counted.text).split()[-1] if quantity.counted else None


def listed(line: str) -> Case:
    """Return the case of a row of a list: `words = value` of each expected time, `words = value unit` of each quantity."""
    sample, kind, name, text, shows, state = line.split("\t")
    expected: list[dict[str, Any]] = []
    end = 0
    for shown in [] if shows == "-" else shows.split("; "):
        words, told = shown.rsplit(" = ", 1)
        start = text.index(words, end)
        end = start + len(words)
        case: dict[str, Any] = {"start": start, "end": end, "text": words, "value": told}
        if kind == "quantity":
            number, _, unit_ = told.partition(" ")
            case |= {"value": json.loads(number), "unit": unit_}
        expected.append(case)
    kinds = {"narrative": "time"}
    return {
        "sample": sample, "kind": kinds.get(kind, kind), "family": name, "text": text, "published": PUBLISHED,
        "narrative": kind == "narrative", "expected": expected, "state": state, "units": True,
    }  # fmt: skip


def cases(path: Path) -> list[Case]:
    """Return the cases of a file."""
    lines = path.read_text().splitlines()
    if path.suffix != ".tsv":
        return [json.loads(line) for line in lines]
    return [listed(line) for line in lines if not line.startswith(("#", "sample*"))]


def fails(case: Case, record: nutgraf.Record) -> tuple[list[str], list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return the expected expressions that are not there, those that are too many, and all that were found."""
    expected = case["expected"]
    if case["kind"] == "time":
        found: list[tuple[Any, ...]] = times(record)
        bad = [
            e["text"] for e in expected if not any((e["start"], e["end"], v) in found for v in [e["value"], *e.get("also", [])])
        ]
        spans = {(e["start"], e["end"]) for e in expected}
        extra = [f for f in found if f[:2] not in spans]
    else:
        found = [(q.start, q.end, amount(q), unit(q)) for q in record.quantities]
        spans = {(e["start"], e["end"]) for e in expected}
        bad = [
            e["text"]
            for e in expected
            if not any(
                f[:2] == (e["start"], e["end"])
                and same(f[2], e["value"])
                and (not case.get("units") or (f[3] or "") == e["unit"])
                for f in found
            )
        ]
        extra = [f for f in found if f[:2] not in spans]
    return bad, extra, found


def same(found: Any, expected: Any) -> bool:
    """Return true if two numbers or pairs of bounds are the same."""
    if isinstance(expected, list):
        return isinstance(found, (list, tuple)) and all(
            a == b or (None not in (a, b) and close(a, b)) for a, b in zip(found, expected, strict=False)
        )
    return not isinstance(found, (list, tuple)) and close(found, expected)


def close(a: float, b: float) -> bool:
    """Return true if two numbers differ by a thousandth at most."""
    return abs(a - b) <= 1e-3 * max(1, abs(b))


@cache
def extractor(narration: Literal["news", "narrative"]) -> nutgraf.Extractor:
    """Return the extractor of a kind of text."""
    return nutgraf.Extractor(nutgraf.Options(input="article", narration=narration))


def read(case: Case) -> nutgraf.Record:
    """Return the record of a case's text."""
    return extractor("narrative" if case.get("narrative") else "news").extract(case["text"], published=case.get("published"))


def main() -> None:
    """Run the command."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for case in cases(Path(sys.argv[1])):
        record = read(case)
        bad, extra, found = fails(case, record)
        total[case["kind"]] += 1
        right[case["kind"]] += not bad and not extra
        if (bad or extra) and "-v" in sys.argv:
            wanted = [(e["text"], e["value"], e.get("unit")) for e in case["expected"]]
            shown = [(case["text"][f[0] : f[1]], *f[2:]) for f in found]
            print(f"{case['family']}\n  {case['text']}\n  want {wanted}\n  now  {shown}")
    for kind in total:
        print(f"{kind}\t{right[kind]}/{total[kind]}\t{right[kind] / total[kind]:.3f}")


if __name__ == "__main__":
    main()
