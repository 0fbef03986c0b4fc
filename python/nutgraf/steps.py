"""Linking step by step, for corpora past one machine: SQL of your engine between three functions.

1. `count` each part of the corpus; add up ``n`` by ``what`` and ``key``.
2. `units` of each part, given those counts; bring together what has a ``block`` in common.
3. `join` the blocks, each whole: rows of ``entities`` and ``entity_links``, equal to those of `nutgraf.link`.

`nutgraf.spark.link` does it on Spark; docs/linking.md on DuckDB. A part is some articles with all of their tables.
Stories and happenings are no part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nutgraf import _native
from nutgraf._tables import Table

Part = Mapping[str, Any] | Any


def count(part: Part) -> Table:
    """Count what a part of a corpus holds.

    Parameters
    ----------
    part
        Its tables by name, or one nested table as `nutgraf.extract_table` gives it.

    Returns
    -------
    Table
        ``what``, ``key`` and ``n``.

    Examples
    --------
    >>> counts = nutgraf.steps.count(nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.")]))
    >>> counts.columns, counts.to_dicts()[0]
    (['what', 'key', 'n'], {'what': 'articles', 'key': '', 'n': 1})
    """
    return Table(_native.link_count(_items(part)))


def units(part: Part, counts: Any, *, known: Any = None) -> Table:
    """Give the people and organisations of a part of a corpus, each with the block of those that may be it.

    Parameters
    ----------
    part
        Its tables by name, or one nested table.
    counts
        The counts of all parts, added up: any table in Arrow.
    known
        A list of your own, as for `nutgraf.link`.

    Returns
    -------
    Table
        ``block`` and ``unit``, which only `join` reads.

    Examples
    --------
    >>> part = nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.")])
    >>> nutgraf.steps.units(part, nutgraf.steps.count(part)).columns
    ['block', 'unit']
    """
    return Table(_native.link_units(_items(part), counts, known))


def join(units: Any, *, known: Any = None) -> dict[str, Table]:
    """Join the people and organisations of blocks.

    Parameters
    ----------
    units
        What `units` gave for all parts; of each block all rows.
    known
        The list that `units` was given.

    Returns
    -------
    dict of Table
        ``entities`` and ``entity_links``.

    Examples
    --------
    >>> part = nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.")])
    >>> made = nutgraf.steps.join(nutgraf.steps.units(part, nutgraf.steps.count(part)))
    >>> made["entities"]["name"]
    ['Ana Ruiz']
    """
    return {name: Table(table) for name, table in _native.link_join(units, known)}


def _items(part: Part) -> list[tuple[str, Any]]:
    return list(part.items()) if isinstance(part, Mapping) else [("", part)]
