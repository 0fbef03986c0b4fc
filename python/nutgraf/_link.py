"""Across articles: which people and organisations of a corpus are one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nutgraf import _native
from nutgraf._extract import check_jobs
from nutgraf._tables import Table


def link(tables: Mapping[str, Any] | str | Path, *, jobs: int | None = None) -> dict[str, Table]:
    """Join the people and organisations of all articles of a corpus.

    Parameters
    ----------
    tables
        The tables of a corpus by name, as `nutgraf.tables` gives them (anything with an Arrow stream will do), or the folder that
        `nutgraf.write_corpus` wrote. All must be of one run, in one order.
    jobs
        The number of threads; all cores if not given. The result is the same for any number.

    Returns
    -------
    dict of Table
        ``entities``, a row a person or organisation of the corpus, and ``entity_links``, which of them each person and
        organisation of an article is. Of a folder they are written there, and nothing is returned but an empty dict.

    Examples
    --------
    >>> texts = ["Ana Ruiz, the mayor, resigned.", "Mayor Ana Ruiz sang.", "Tom Bell left."]
    >>> made = nutgraf.link(nutgraf.tables([nutgraf.extract(text) for text in texts]))
    >>> [(row["name"], row["articles"]) for row in made["entities"]]
    [('Ana Ruiz', 2), ('Tom Bell', 1)]
    """
    threads = check_jobs(jobs if jobs is not None else os.cpu_count() or 1)
    if isinstance(tables, (str, Path)):
        _native.link_folder(str(tables), threads)
        return {}
    return {name: Table(table) for name, table in _native.link(list(tables.items()), threads)}
