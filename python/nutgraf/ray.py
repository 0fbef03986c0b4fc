"""nutgraf on Ray Data: ``pip install nutgraf[ray]``.

>>> import nutgraf.ray                                              # doctest: +SKIP
>>> records = nutgraf.ray.extract(articles, text="story", id="url")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nutgraf._options import Options
from nutgraf._tables import Columns, batch_extractor

if TYPE_CHECKING:
    from ray.data import Dataset
    from typing_extensions import Unpack


def extract(ds: Dataset, *, options: Options | None = None, **columns: Unpack[Columns]) -> Dataset:
    """Extract every row, on one thread a task; a row an article comes back, its facts in lists.

    Parameters
    ----------
    ds
        A row an article.
    options
        What the extractor is told.
    **columns
        Which column is what, as for `nutgraf.extract_table`: ``text="story"``, ``keep=["label"]``. Name an ``id``: rows have no
        number of their own on a cluster.

    Returns
    -------
    ray.data.Dataset
        What `nutgraf.extract_table` gives. Lazy, as Ray Data is.

    Examples
    --------
    >>> records = nutgraf.ray.extract(articles, text="story", id="url")  # doctest: +SKIP
    """
    return ds.map_batches(batch_extractor(options, columns), batch_format="pyarrow")
