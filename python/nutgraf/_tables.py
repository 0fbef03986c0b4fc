"""Tables in Arrow: out of columns of text, and out of records. No library is asked for; every Arrow library takes them."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypedDict

from nutgraf import _native
from nutgraf._extract import Extractor, check_jobs
from nutgraf._options import Options
from nutgraf._record import Record

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from typing_extensions import Unpack

_SHOWN = 10  # rows that a notebook shows


class Columns(TypedDict, total=False):
    """Which column of a table is what, by name; those not named are found by their usual names."""

    text: str | None
    html: str | None
    id: str | None
    url: str | None
    published: str | None
    title: str | None
    authors: str | None
    site_name: str | None
    section: str | None
    language: str | None
    crawled: str | None
    keep: Iterable[str]


class Table:
    """A table in Arrow; pyarrow, polars, pandas, DuckDB and others take it as it is, without a copy.

    Examples
    --------
    >>> quotes = nutgraf.tables([nutgraf.extract("“No,” said Ana Ruiz.", id="a")])["quotes"]
    >>> len(quotes), quotes["speaker"], quotes["text"]
    (1, ['Ana Ruiz'], ['No,'])
    >>> quotes.to_dicts()[0]["cue_lemma"]
    'say'
    """

    def __init__(self, table: _native.Table) -> None:
        """Take the native table; `tables` and `extract_table` make such."""
        self._table = table

    def __arrow_c_stream__(self, requested_schema: Any = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._table.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._table)

    def __getitem__(self, column: str) -> list[Any]:
        """Return the values of a column."""
        if column not in self.columns:
            raise KeyError(f"there is no column {column!r}, only {', '.join(self.columns)}")
        return [row[column] for row in self]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Iterate over the rows, each a dict."""
        step = 1000
        for start in range(0, len(self), step):
            yield from self._table.rows(start, step)

    @property
    def columns(self) -> list[str]:
        """The names of the columns, ``article`` first.

        Examples
        --------
        >>> nutgraf.tables([])["blocks"].columns
        ['article', 'number', 'kind', 'start', 'end', 'confidence']
        """
        return self._table.columns

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows, each a dict.

        Examples
        --------
        >>> nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.")])["people"].to_dicts()[0]["family"]
        'Ruiz'
        """
        return list(self)

    def to_pandas(self) -> pd.DataFrame:
        """Return a data frame of pandas, 2 or 3; by pyarrow where that is installed.

        Examples
        --------
        >>> nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.")])["people"].to_pandas()["name"].tolist()
        ['Ana Ruiz']
        """
        import pandas as pd

        try:
            import pyarrow as pa
        except ImportError:
            return pd.DataFrame(self.to_dicts(), columns=self.columns)
        frame: pd.DataFrame = pa.table(self).to_pandas()
        return frame

    def to_polars(self) -> pl.DataFrame:
        """Return a data frame of polars.

        Examples
        --------
        >>> nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.")])["people"].to_polars()["name"].to_list()
        ['Ana Ruiz']
        """
        import polars as pl

        return pl.DataFrame(self)

    def __repr__(self) -> str:
        n = len(self)
        return f"Table({n} {'row' if n == 1 else 'rows'}: {', '.join(self.columns)})"

    def _repr_html_(self) -> str:
        from nutgraf import _html

        return _html.table(self.columns, self._table.rows(0, _SHOWN), len(self))


_extractors: dict[Options, _native.Extractor] = {}


def _native_extractor(options: Options | None) -> _native.Extractor:
    """Give the extractor for these options, built once a process: engines call for every batch."""
    options = options or Options()
    if options not in _extractors:
        _extractors[options] = Extractor(options)._native
    return _extractors[options]


def extract_table(data: Any, *, options: Options | None = None, jobs: int = 1, **columns: Unpack[Columns]) -> Table:
    """Extract every row of a table; return a table with a row an article and its facts in lists, in the same order.

    Parameters
    ----------
    data
        Anything with an Arrow stream or array: a table of pyarrow, a data frame of polars or pandas, a relation of DuckDB.
    options
        What the extractor is told.
    jobs
        The number of threads; one if not given, as engines spread the work themselves.
    text, html, id, url, published, title, authors, site_name, section, language, crawled
        The names of its columns; those not named are found by their usual names. A row's id is in the column ``article`` of the
        result: its own, or the number of the row from 0.
    keep
        Names of columns that are kept: they stand behind those of the article, with their types. A name that the result has
        itself gets ``_kept`` behind it.

    Returns
    -------
    Table
        ``pyarrow.table(result)``, ``polars.DataFrame(result)`` and DuckDB's ``FROM result`` take it; `tables` flattens it.

    Raises
    ------
    ValueError
        If no column holds text, or one that was named is not there.
    TypeError
        If the data have no Arrow stream.

    Examples
    --------
    >>> import polars as pl
    >>> articles = pl.DataFrame({"story": ["Mayor Ana Ruiz resigned.", "“No,” said Tom Bell."], "label": [3, 5]})
    >>> result = nutgraf.extract_table(articles, text="story", keep=["label"])
    >>> [(row["article"], row["label"], len(row["quotes"])) for row in result]
    [('0', 3, 0), ('1', 5, 1)]
    """
    table = getattr(data, "to_frame", None) if type(data).__module__.startswith(("polars", "pandas")) else None
    if table is not None and type(data).__name__ == "Series":
        data = data.to_frame("text")
    elif hasattr(data, "collect") and type(data).__name__ == "LazyFrame":
        data = data.collect()
    asked = json.dumps(known_columns(columns))
    return Table(_native.extract_table(_native_extractor(options), data, asked, check_jobs(jobs)))


def known_columns(columns: Columns) -> dict[str, Any]:
    """Refuse what is no column."""
    for name in columns.keys() - Columns.__annotations__.keys():
        raise TypeError(f"unexpected keyword {name!r}: columns are {', '.join(Columns.__annotations__)}")
    keep = columns.get("keep", ())
    return {**columns, "keep": [keep] if isinstance(keep, str) else list(keep)}


def batch_extractor(options: Options | None, columns: Columns) -> Callable[[pa.Table | pa.RecordBatch], pa.Table]:
    """Give the function that an engine calls with each batch, on the one thread of a task."""
    known_columns(columns)

    def work(batch: pa.Table | pa.RecordBatch) -> pa.Table:
        import pyarrow as pa

        return pa.table(extract_table(batch, options=options, **columns))

    return work


def tables(records: Iterable[Record] | Table) -> dict[str, Table]:
    """Return the flat tables of records, or of what `extract_table` gave, by name.

    Parameters
    ----------
    records
        Records, or a table of `extract_table`.

    Returns
    -------
    dict of str to Table
        ``articles``, ``blocks``, ``quotes``, ``people``, ``organizations``, ``mentions``, ``places``, ``times``, ``quantities``,
        ``names``, ``events`` and more, the same as in files. They join by ``article``: the record's id, or its number from 0. An
        id that came before gets a number behind it, with a warning. What is in ``record.context`` are columns of ``articles``.

    Examples
    --------
    >>> list(nutgraf.tables([]))[:3]
    ['articles', 'blocks', 'quotes']
    >>> made = nutgraf.tables([nutgraf.extract("Ana Ruiz resigned."), nutgraf.extract("Tom Bell sang.")])
    >>> [(row["article"], row["name"]) for row in made["people"]]
    [('0', 'Ana Ruiz'), ('1', 'Tom Bell')]
    """
    if isinstance(records, Table):
        return {name: Table(table) for name, table in records._table.flat()}
    made, repeated = _native.tables([record.to_json() for record in records])
    if repeated:
        warnings.warn(f"{repeated} ids came before: they have a number behind them now", stacklevel=2)
    return {name: Table(table) for name, table in made}
