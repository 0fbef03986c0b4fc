"""Writes what times and quantities read, by family, into ``docs/times.md`` and ``docs/quantities.md``.

From the tables of rules in ``crates/core/data/lang/en``, whose examples run as tests; with ``--check`` it only says whether the
pages are current.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent
LISTS = ROOT / "crates" / "core" / "data" / "lang" / "en"
BEGIN = "<!-- Made by python/make_rules.py: do not edit. -->"
END = "<!-- End of what is made. -->"
Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    """Give the rows of a list by the names of its columns."""
    lines = [line for line in (LISTS / name).read_text().splitlines() if line and not line.startswith("#")]
    columns = [column.rstrip("?*").split("{")[0].split(":")[0].rstrip("?*") for column in lines[0].split("\t")]
    for line in lines[1:]:
        yield dict(zip(columns, line.split("\t"), strict=True))


def table(heads: list[str], body: Iterable[list[str]]) -> list[str]:
    """Give a table in Markdown."""
    escaped = [[cell.replace("|", "\\|") for cell in row] for row in body]
    return [f"| {' | '.join(row)} |" for row in [heads, ["---"] * len(heads), *escaped]]


def families(name: str, key: str) -> Iterator[tuple[str, list[Row]]]:
    """Give the rules of each name, in the order of the first of them."""
    found: dict[str, list[Row]] = {}
    for row in rows(name):
        found.setdefault(row[key], []).append(row)
    yield from found.items()


def shows(row: Row) -> str:
    """Give what an example shows, or a dash."""
    return "nothing" if row["shows"] == "-" else "; ".join(f"`{shown}`" for shown in row["shows"].split("; "))


def patterns(found: list[tuple[str, list[Row]]]) -> int:
    """Give how many patterns families have."""
    return sum(len(list_) for _, list_ in found)


def times() -> list[str]:
    """Give the families of times, and those that are none."""
    table_ = [(name, list_) for name, list_ in families("time/rules.tsv", "rule")]
    read = [(name, list_) for name, list_ in table_ if list_[0]["says"] != "nothing"]
    none = [(name, list_) for name, list_ in table_ if list_[0]["says"] == "nothing"]
    computed = list(families("time/computed.tsv", "rule"))
    line = lambda name, list_: [name, list_[0]["example"], shows(list_[0])]  # noqa: E731
    return [
        f"Of the table of rules: {patterns(read)} patterns in {len(read)} families. The name is the `rule` of a time.",
        "", *table(["rule", "example, of Thursday, 14 May 2026", "reads"], (line(*family) for family in read)), "",
        f"By functions, where something is computed or a word needs support: {len(computed)} families.",
        "", *table(["rule", "example", "reads"], (line(*family) for family in computed)), "",
        f"What looks like a time and is none: {patterns(none)} patterns in {len(none)} families.",
        "", *table(["family", "example", "reads"], (line(*family) for family in none)),
    ]  # fmt: skip


def quantities() -> list[str]:
    """Give the units by kind, and what is no quantity."""
    units = list(rows("quantity/units.tsv"))
    kinds = [
        [kind, str(len(list_)), ", ".join(f"`{unit['symbol']}`" for unit in list_)]
        for kind, list_ in ((kind, list(group)) for kind, group in groupby(sorted(units, key=kind_of), key=kind_of))
    ]
    refused = list(families("quantity/refused.tsv", "reason"))
    none = ([name, list_[0]["words"], list_[0]["example"]] for name, list_ in refused)
    return [
        f"{len(units)} units, each with its ways of writing and an example that is tested (`data/lang/en/quantity/units.tsv`):",
        "", *table(["kind", "units", "symbols"], kinds), "",
        f"What looks like a quantity and is none, by {len(refused)} reasons (`data/lang/en/quantity/refused.tsv`):",
        "", *table(["reason", "in words", "example"], none),
    ]  # fmt: skip


def kind_of(unit: Row) -> str:
    """Give the kind of a unit."""
    return unit["kind"]


def page(path: Path, made: list[str]) -> str:
    """Give a page with its made part new."""
    text = path.read_text()
    before, rest = text.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    return "\n".join([before + BEGIN, "", *made, "", END]) + after


def main() -> None:
    """Run the command."""
    stale = []
    for name, made in (("times", times()), ("quantities", quantities())):
        path = ROOT / "docs" / f"{name}.md"
        new = page(path, made)
        if new != path.read_text():
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(new)
    if stale and "--check" in sys.argv:
        sys.exit(f"docs of {', '.join(stale)} are not current: run python python/make_rules.py")


if __name__ == "__main__":
    main()
