"""nutgraf on Apache Spark: ``pip install nutgraf[spark]``.

>>> import nutgraf.spark                                              # doctest: +SKIP
>>> records = nutgraf.spark.extract(articles, text="story", id="url")  # doctest: +SKIP
>>> quotes = records.selectExpr("article", "inline(quotes)")           # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from nutgraf import _native
from nutgraf._extract import Options
from nutgraf._tables import extract_table

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame


def schema() -> str:
    """Give the schema of the result in Spark's data definition language."""
    return _native.spark_schema()


def extract(
    df: DataFrame,
    *,
    text: str | None = None,
    html: str | None = None,
    id: str | None = None,
    url: str | None = None,
    published: str | None = None,
    options: Options | None = None,
) -> DataFrame:
    """Extract every row, on one thread a task; a row an article comes back, its facts in arrays (``inline`` makes rows of them).

    Name an ``id``: rows have no number of their own on a cluster.
    """

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            result = extract_table(batch, text=text, html=html, id=id, url=url, published=published, options=options)
            yield from pa.table(result).to_batches()

    return df.mapInArrow(work, schema())
