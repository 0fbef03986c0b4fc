"""Tables in Arrow: out of columns of text, and out of records. No library is asked for; every Arrow library takes them."""

import json
from collections.abc import Iterable
from typing import Any

from nutgraf import _native
from nutgraf._extract import Extractor, Options
from nutgraf._native import Table
from nutgraf._record import Record

_extractors: dict[Options, _native.Extractor] = {}


def _native_extractor(options: Options | None) -> _native.Extractor:
    """Give the extractor for these options, built once a process: engines call for every batch."""
    options = options or Options()
    if options not in _extractors:
        _extractors[options] = Extractor(options)._native
    return _extractors[options]


def extract_table(
    data: Any,
    *,
    text: str | None = None,
    html: str | None = None,
    id: str | None = None,
    url: str | None = None,
    published: str | None = None,
    options: Options | None = None,
    jobs: int = 1,
) -> Table:
    """Extract every row of a table; give a table with a row an article and its facts in lists, in the same order.

    ``data`` is anything with an Arrow stream or array: a table of pyarrow, a data frame of polars or pandas, a relation of
    DuckDB. ``text`` and the others name its columns; those not named are found by their usual names. A row's id is in the
    column ``article``: its own, or the number of the row. ``pyarrow.table(result)``, ``polars.DataFrame(result)`` and
    DuckDB's ``FROM result`` take the result without a copy; `tables` gives its flat tables.
    """
    columns = {"text": text, "html": html, "id": id, "url": url, "published": published}
    return _native.extract_table(_native_extractor(options), data, json.dumps(columns), jobs)


def tables(records: Iterable[Record] | Table) -> dict[str, Table]:
    """Give the flat tables of records, or of what `extract_table` gave, by name.

    They are ``articles``, ``blocks``, ``quotes``, ``people``, ``organizations``, ``mentions``, ``places``, ``times``,
    ``quantities`` and ``names``, the same as in files, and join by ``article``.
    """
    if isinstance(records, Table):
        return dict(records.flat())
    return dict(_native.tables([record.to_json() for record in records]))
