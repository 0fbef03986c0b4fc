"""Across articles: which people, organisations, stories and events of a corpus are one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nutgraf import _native
from nutgraf._extract import check_jobs
from nutgraf._tables import Table


class Corpus(Mapping[str, Table]):
    """The tables of a corpus by name: of a folder that `nutgraf.write_corpus` wrote, or as `nutgraf.link` made them.

    Parameters
    ----------
    folder
        The folder. Tables are read from it, whole, when first asked for; those of CSV have text in all columns.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> folder = mkdtemp() + "/news"
    >>> summary = nutgraf.write_corpus("examples/c*.txt", folder, progress=False)
    >>> corpus = nutgraf.link(folder)
    >>> corpus.entities.to_polars().columns[:3]
    ['id', 'kind', 'name']
    >>> len(nutgraf.Corpus(folder).stories)
    1
    """

    def __init__(self, folder: str | Path) -> None:
        """Take a folder; nothing is read yet."""
        self._folder: Path | None = Path(folder)
        self._tables: dict[str, Table] = {}
        if not self._folder.is_dir():
            raise FileNotFoundError(f"there is no folder {folder}")

    @classmethod
    def _of(cls, tables: dict[str, Table]) -> Corpus:
        self = cls.__new__(cls)
        self._folder, self._tables = None, tables
        return self

    def __getitem__(self, name: str) -> Table:
        """Return a table."""
        if name not in self._tables:
            if name not in self._names():
                raise KeyError(f"there is no table {name!r}, only {', '.join(self._names())}")
            table = _native.linked_table(str(self._folder), name)
            if table is None:
                raise KeyError(f"the table {name!r} has no files")
            self._tables[name] = Table(table)
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the tables."""
        return iter(self._names())

    def __len__(self) -> int:
        """Return how many tables there are."""
        return len(self._names())

    def _names(self) -> list[str]:
        if self._folder is None:
            return list(self._tables)
        folders = {path.parent.name for path in self._folder.glob("*/*.parquet")}
        return sorted(folders | {path.stem for path in self._folder.glob("*.csv")})

    def __repr__(self) -> str:
        """Return where it is, and its tables."""
        return f"Corpus({str(self._folder or 'in memory')!r}, {len(self)} tables)"

    def _linked(self, name: str) -> Table:
        if name not in self._names():
            raise ValueError(f"{self._folder}: it is not linked yet; nutgraf.link does that")
        return self[name]

    @property
    def entities(self) -> Table:
        """The people and organisations of the corpus, most articles first.

        Examples
        --------
        >>> corpus = nutgraf.link(nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.")]))
        >>> corpus.entities["name"]
        ['Ana Ruiz']
        """
        return self._linked("entities")

    @property
    def entity_links(self) -> Table:
        """Which of them a person or an organisation of an article is.

        Examples
        --------
        >>> corpus = nutgraf.link(nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.", id="a")]))
        >>> [(row["article"], row["reason"]) for row in corpus.entity_links]
        [('a', 'name')]
        """
        return self._linked("entity_links")

    @property
    def stories(self) -> Table:
        """The stories of the corpus, most articles first.

        Examples
        --------
        >>> corpus = nutgraf.link(nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.")]))
        >>> corpus.stories["articles"]
        [1]
        """
        return self._linked("stories")

    @property
    def story_links(self) -> Table:
        """Which story an article tells.

        Examples
        --------
        >>> corpus = nutgraf.link(nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.", id="a")]))
        >>> corpus.story_links["article"]
        ['a']
        """
        return self._linked("story_links")

    @property
    def happenings(self) -> Table:
        """The events that several articles of a story tell.

        Examples
        --------
        >>> nutgraf.link(nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.")])).happenings.to_dicts()
        []
        """
        return self._linked("happenings")

    @property
    def happening_links(self) -> Table:
        """Which happening an event of an article is.

        Examples
        --------
        >>> nutgraf.link(nutgraf.tables([nutgraf.extract("Ana Ruiz resigned.")])).happening_links.columns
        ['article', 'event', 'id', 'confidence']
        """
        return self._linked("happening_links")


def link(tables: Mapping[str, Any] | str | Path, *, known: Any = None, jobs: int | None = None) -> Corpus:
    """Join the people, organisations, stories and events of all articles of a corpus.

    Parameters
    ----------
    tables
        The tables of a corpus by name, as `nutgraf.tables` gives them (anything with an Arrow stream will do), or the folder that
        `nutgraf.write_corpus` wrote. All must be of one run, in one order.
    known
        Your own list of people and organisations: a file (``.tsv``, else commas) or a table (polars, pyarrow ...) with a column
        ``name`` and, where you have them, ``id``, ``aliases`` (parted by ``|``) and ``kind`` (``person``, ``organization``). It
        wins, and all its other columns become columns of ``entities``.
    jobs
        The number of threads; all cores if not given. The result is the same for any number.

    Returns
    -------
    Corpus
        Its tables ``entities``, ``entity_links``, ``stories``, ``story_links``, ``happenings`` and ``happening_links``.
        Of a folder they are written there, beside the others.

    Raises
    ------
    ValueError
        If the tables or the list can't be used as asked.
    OSError
        If a file can't be read or written.

    Examples
    --------
    >>> texts = ["Ana Ruiz, the mayor, resigned.", "Mayor Ana Ruiz sang.", "Tom Bell left."]
    >>> corpus = nutgraf.link(nutgraf.tables([nutgraf.extract(text) for text in texts]))
    >>> [(row["name"], row["articles"]) for row in corpus.entities]
    [('Ana Ruiz', 2), ('Tom Bell', 1)]
    """
    threads = check_jobs(jobs if jobs is not None else os.cpu_count() or 1)
    if isinstance(tables, (str, Path)):
        _native.link_folder(str(tables), threads, known)
        return Corpus(tables)
    return Corpus._of({name: Table(table) for name, table in _native.link(list(tables.items()), threads, known)})
