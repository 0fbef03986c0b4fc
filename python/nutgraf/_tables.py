"""Tables in Arrow: out of columns of text, and out of records. No library is asked for; every Arrow library takes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypedDict

from nutgraf import _native
from nutgraf._extract import Extractor, Options
from nutgraf._native import Table as Table
from nutgraf._record import Record

if TYPE_CHECKING:
    import pyarrow as pa
    from typing_extensions import Unpack


class Columns(TypedDict, total=False):
    """Which column of a table is what, by name; those not named are found by their usual names."""

    text: str | None
    html: str | None
    id: str | None
    url: str | None
    published: str | None


_extractors: dict[Options, _native.Extractor] = {}


def _native_extractor(options: Options | None) -> _native.Extractor:
    """Give the extractor for these options, built once a process: engines call for every batch."""
    options = options or Options()
    if options not in _extractors:
        _extractors[options] = Extractor(options)._native
    return _extractors[options]


def extract_table(data: Any, *, options: Options | None = None, jobs: int = 1, **columns: Unpack[Columns]) -> Table:
    """Extract every row of a table; give a table with a row an article and its facts in lists, in the same order.

    ``data`` is anything with an Arrow stream or array: a table of pyarrow, a data frame of polars or pandas, a relation of
    DuckDB. ``text``, ``html``, ``id``, ``url`` and ``published`` name its columns; those not named are found by their usual
    names. A row's id is in the column ``article``: its own, or the number of the row. ``pyarrow.table(result)``,
    ``polars.DataFrame(result)`` and DuckDB's ``FROM result`` take the result without a copy; `tables` gives its flat tables.
    """
    return _native.extract_table(_native_extractor(options), data, json.dumps(_known(columns)), jobs)


def _known(columns: Columns) -> Columns:
    """Refuse what is no column."""
    for name in columns.keys() - Columns.__annotations__.keys():
        raise TypeError(f"unexpected keyword {name!r}: columns are {', '.join(Columns.__annotations__)}")
    return columns


def batch_extractor(options: Options | None, columns: Columns) -> Callable[[pa.Table | pa.RecordBatch], pa.Table]:
    """Give the function that an engine calls with each batch, on the one thread of a task."""
    _known(columns)

    def work(batch: pa.Table | pa.RecordBatch) -> pa.Table:
        import pyarrow as pa

        return pa.table(extract_table(batch, options=options, **columns))

    return work


def tables(records: Iterable[Record] | Table) -> dict[str, Table]:
    """Give the flat tables of records, or of what `extract_table` gave, by name.

    They are ``articles``, ``blocks``, ``quotes``, ``people``, ``organizations``, ``mentions``, ``places``, ``times``,
    ``quantities`` and ``names``, the same as in files, and join by ``article``.
    """
    if isinstance(records, Table):
        return dict(records.flat())
    return dict(_native.tables([record.to_json() for record in records]))
