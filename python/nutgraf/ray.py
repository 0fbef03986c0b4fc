"""nutgraf on Ray Data: ``pip install nutgraf[ray]``.

>>> import nutgraf.ray                                              # doctest: +SKIP
>>> records = nutgraf.ray.extract(articles, text="story", id="url")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nutgraf._extract import Options
from nutgraf._tables import extract_table

if TYPE_CHECKING:
    import pyarrow as pa
    from ray.data import Dataset


def extract(
    ds: Dataset,
    *,
    text: str | None = None,
    html: str | None = None,
    id: str | None = None,
    url: str | None = None,
    published: str | None = None,
    options: Options | None = None,
) -> Dataset:
    """Extract every row, on one thread a task; a row an article comes back, its facts in lists.

    Name an ``id``: rows have no number of their own on a cluster.
    """

    def work(batch: pa.Table) -> pa.Table:
        import pyarrow as pa

        return pa.table(extract_table(batch, text=text, html=html, id=id, url=url, published=published, options=options))

    return ds.map_batches(work, batch_format="pyarrow")
