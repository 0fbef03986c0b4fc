"""A corpus as pages to read. The same as `nutgraf report`."""

from __future__ import annotations

import os
from pathlib import Path

from nutgraf import _native


def report(run: str | Path, out: str | Path, *, overwrite: bool = False) -> Path:
    """Write a report of a run: pages to read, that open from the disk in any browser and ask nothing of the network.

    Parameters
    ----------
    run
        The output of ``nutgraf extract -o`` or `nutgraf.write_corpus`; after `nutgraf.link` people are those of the corpus, else
        equal names are one.
    out
        The folder to write.
    overwrite
        Write over an earlier report.

    Returns
    -------
    Path
        The first page.

    Raises
    ------
    ValueError
        If ``run`` is no output of a finished run or lacks a table, or ``out`` is taken.

    Examples
    --------
    >>> nutgraf.report("news", "site")  # doctest: +SKIP
    """
    _native.report(os.fspath(run), os.fspath(out), overwrite)
    return Path(out) / "index.html"
