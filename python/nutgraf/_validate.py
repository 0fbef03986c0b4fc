"""How right a run is: a sample to mark by hand, and what the marks say. The same as `nutgraf sample` and `nutgraf validate`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nutgraf import _native

By = Literal["kind", "confidence", "site", "month", "nothing"]


@dataclass(frozen=True)
class Validation:
    """What marks say of a run; prints as the report in words."""

    numbers: dict[str, Any]
    """All numbers: each estimate has ``estimate``, ``low`` and ``high``, the ends of its 95 % interval."""
    text: str
    """The report in words."""

    @property
    def methods(self) -> str:
        """A paragraph for the methods section of a paper.

        Examples
        --------
        >>> nutgraf.Validation({"methods": "We marked 200 facts."}, "").methods
        'We marked 200 facts.'
        """
        return str(self.numbers["methods"])

    def __repr__(self) -> str:
        return self.text


def sample(
    run: str | Path,
    out: str | Path,
    *,
    facts: Iterable[str] = ("quotes",),
    n: int = 200,
    by: By | None = None,
    recall: bool = False,
    seed: int = 1,
) -> tuple[Path, Path]:
    """Draw facts of a run at random, to mark them right or wrong.

    Parameters
    ----------
    run
        The output of ``nutgraf extract -o`` or `nutgraf.write_corpus`.
    out
        The name of the files, without ending. Files that are there are not written over.
    facts
        Tables: quotes, events, places, times, quantities, names.
    n
        How many to draw.
    by
        What strata are made by; ``"kind"`` if not given, with ``recall`` ``"nothing"``.
    recall
        Sentences without such facts instead, to see what was missed.
    seed
        Equal seeds draw the same.

    Returns
    -------
    tuple[Path, Path]
        The page, which works by keyboard in any browser, and the CSV file.

    Raises
    ------
    ValueError
        If the run can't be read or there is nothing to draw.
    FileExistsError
        If a file of that name is there.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> folder = mkdtemp()
    >>> summary = nutgraf.write_corpus("examples/*.txt", f"{folder}/news", progress=False)
    >>> page, sheet = nutgraf.sample(f"{folder}/news", f"{folder}/check", facts=["quotes", "events"], n=20)
    >>> page.name, sheet.name
    ('check.html', 'check.csv')
    """
    page, sheet = Path(f"{os.fspath(out)}.html"), Path(f"{os.fspath(out)}.csv")
    for path in (page, sheet):
        if path.exists():
            raise FileExistsError(f"{path} is there already")
    plan = {"facts": list(facts), "n": n, "by": by or ("nothing" if recall else "kind"), "recall": recall, "seed": seed}
    texts = _native.sample(os.fspath(run), json.dumps(plan))
    for path, text in zip((page, sheet), texts, strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    return page, sheet


def validate(
    marks: str | Path | Iterable[str | Path],
    *,
    run: str | Path | None = None,
    share: Iterable[str] = (),
    mean: Iterable[str] = (),
    between: Literal["site", "month"] | None = None,
) -> Validation:
    """Tell how right a run is, from marks of a sample of it.

    Parameters
    ----------
    marks
        Files that the page saved, or the CSV file with marks in it; of several coders, the one that decides first.
    run
        The output that was sampled. The marks are refused if they are of another one.
    share
        Corrected shares of a kind, as ``"quotes=direct"``; needs ``run``.
    mean
        Corrected means of a column, as ``"events.killed_low"``; needs ``run``.
    between
        Figures for each site or month too, and their differences; needs ``run``.

    Returns
    -------
    Validation
        The numbers, the report in words, a paragraph for a methods section.

    Raises
    ------
    ValueError
        If a file holds no marks, or files and run do not belong together.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> folder = mkdtemp()
    >>> summary = nutgraf.write_corpus("examples/*.txt", f"{folder}/news", progress=False)
    >>> page, sheet = nutgraf.sample(f"{folder}/news", f"{folder}/check", n=20)
    >>> nutgraf.validate(sheet)
    Traceback (most recent call last):
    ValueError: of "..." nothing is marked yet ...
    """
    files = [marks] if isinstance(marks, str | Path) else list(marks)
    asked = {"run": os.fspath(run) if run is not None else None, "share": list(share), "mean": list(mean), "between": between}
    numbers, text = _native.validate([os.fspath(file) for file in files], json.dumps(asked))
    return Validation(json.loads(numbers), text)
