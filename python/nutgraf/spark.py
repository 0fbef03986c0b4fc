"""nutgraf on Apache Spark: ``pip install nutgraf[spark]``.

>>> import nutgraf.spark                                              # doctest: +SKIP
>>> records = nutgraf.spark.extract(articles, text="story", id="url")  # doctest: +SKIP
>>> quotes = records.selectExpr("article", "inline(quotes)")           # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from nutgraf import _native
from nutgraf._options import Options
from nutgraf._tables import Columns, batch_extractor, known_columns

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from typing_extensions import Unpack


def schema() -> str:
    """Give the schema of the result in Spark's data definition language.

    Returns
    -------
    str
        The columns of ``articles``, then a list of structs for every other table.

    Examples
    --------
    >>> nutgraf.spark.schema()[:38]
    '`article` string, `url` string, `langu'
    """
    return _native.spark_schema([])


def extract(df: DataFrame, *, options: Options | None = None, **columns: Unpack[Columns]) -> DataFrame:
    """Extract every row, on one thread a task; a row an article comes back, its facts in arrays (``inline`` makes rows of them).

    Parameters
    ----------
    df
        A row an article.
    options
        What the extractor is told.
    **columns
        Which column is what, as for `nutgraf.extract_table`: ``text="story"``, ``keep=["label"]``. Name an ``id``: rows have no
        number of their own on a cluster.

    Returns
    -------
    pyspark.sql.DataFrame
        The columns of `schema`, those kept behind those of the article. Lazy, as Spark is.

    Examples
    --------
    >>> records = nutgraf.spark.extract(articles, text="story", id="url")  # doctest: +SKIP
    """
    extracted = batch_extractor(options, columns)

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from extracted(batch).to_batches()

    kinds = dict(df.dtypes)
    kept = known_columns(columns)["keep"]
    return df.mapInArrow(work, _native.spark_schema([(name, kinds.get(name, "string")) for name in kept]))


def link(records: DataFrame, *, known: Any = None) -> tuple[DataFrame, DataFrame]:
    """Join the people and organisations of a corpus on the cluster: the steps of `nutgraf.steps` with Spark between them.

    Parameters
    ----------
    records
        What `extract` gave, or the same written and read again. It is read twice: cache it, or read it from where it lies.
    known
        A list of your own, as for `nutgraf.link`; a file must lie where all tasks find it.

    Returns
    -------
    tuple of pyspark.sql.DataFrame
        ``entities`` and ``entity_links``: the rows of `nutgraf.link`, in no order.

    Examples
    --------
    >>> entities, links = nutgraf.spark.link(records)  # doctest: +SKIP
    """
    import pyarrow as pa

    from nutgraf import steps

    def step(work: Callable[[pa.Table], Any]) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
        return lambda batches: (done for batch in batches for done in pa.table(work(pa.Table.from_batches([batch]))).to_batches())

    counted = records.mapInArrow(step(steps.count), "what string, key string, n bigint")
    counts = counted.groupBy("what", "key").agg({"n": "sum"}).withColumnRenamed("sum(n)", "n").toArrow()
    units = records.mapInArrow(step(lambda part: steps.units(part, counts, known=known)), "block string, unit binary")
    blocks = units.groupBy("block")

    def table(name: str) -> DataFrame:
        return blocks.applyInArrow(lambda part: pa.table(steps.join(part, known=known)[name]), _native.linked_schema(name, known))

    return table("entities"), table("entity_links")
