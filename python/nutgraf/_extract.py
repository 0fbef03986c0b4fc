"""Extraction: sources in, records out."""

from __future__ import annotations

import json
import os
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from nutgraf import _native, _source
from nutgraf._record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typing_extensions import Unpack

    from nutgraf._options import Options
    from nutgraf._source import Hints, Source

_AHEAD = 32  # sources read ahead for each thread


class Extractor:
    """Built once, used for many sources and from many threads; pickles by its options.

    Parameters
    ----------
    options
        What it is told once; the defaults suit crawled news.

    Examples
    --------
    >>> extractor = nutgraf.Extractor(nutgraf.Options(country="GB"))
    >>> stories = ["Mayor Ana Ruiz resigned.", "“No,” said Tom Bell."]
    >>> [record.people[0].name for record in extractor.pipe(stories)]
    ['Ana Ruiz', 'Tom Bell']
    """

    def __init__(self, options: Options | None = None) -> None:
        self._options = options
        self._native = _native.Extractor(options._json() if options else "{}")

    @cached_property
    def options(self) -> Options:
        """What it was told.

        Examples
        --------
        >>> nutgraf.Extractor().options.max_bytes
        1048576
        """
        from nutgraf._options import Options  # not at start: few give any

        return self._options or Options()

    def _limit(self) -> int:
        return self.options.max_bytes * 16

    def __repr__(self) -> str:
        return f"Extractor({self.options!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Extractor, (self._options,)

    def extract(self, source: Source | None, **hints: Unpack[Hints]) -> Record:
        """Read one source.

        Parameters
        ----------
        source
            As for `nutgraf.extract`.
        **hints
            The keywords of `nutgraf.extract` but ``options``.

        Examples
        --------
        >>> nutgraf.Extractor().extract("Mayor Ana Ruiz resigned.", id="a").people
        [Person('Ana Ruiz', mentions=1)]
        """
        for name in hints.keys() - _source.Hints.__annotations__.keys():
            raise TypeError(f"unexpected keyword {name!r}: hints are {', '.join(_source.Hints.__annotations__)}")
        return Record(self._native.extract([_source.item(source, dict(hints), {}, self._limit)], 1)[0])

    def pipe(self, sources: Iterable[Source | dict[str, Any] | None], *, jobs: int | None = None) -> Iterator[Record]:
        """Read many: lazily, in order, on several threads without the interpreter's lock.

        Parameters
        ----------
        sources
            Each what `nutgraf.extract` takes, or a ``dict`` with the key ``source`` and any of its hints; what else such a dict
            holds travels to ``record.context``.
        jobs
            The number of threads; all cores if not given. Up to 32 sources a thread are read ahead.

        Yields
        ------
        Record
            One for each source. A file that can't be read, or what is no source, gives a record with a note: one bad document
            never stops the others. Ctrl-C is seen at once, whatever the threads work on.

        Examples
        --------
        >>> rows = [{"source": "Mayor Ana Ruiz resigned.", "published": "2025-11-03", "label": 7}]
        >>> [(record.published, record.context) for record in nutgraf.Extractor().pipe(rows)]
        [(datetime.date(2025, 11, 3), {'label': 7})]
        """
        jobs = check_jobs(jobs)
        return self._pipe(map(self._try_item, sources), jobs)

    def _pipe(self, items: Iterator[_source.Item | Record], jobs: int) -> Iterator[Record]:
        while batch := list(islice(items, jobs * _AHEAD)):
            read = iter(self._native.extract([item for item in batch if not isinstance(item, Record)], jobs))
            for item in batch:
                yield item if isinstance(item, Record) else Record(next(read))

    def _try_item(self, whole: Any) -> _source.Item | Record:
        """Give what the native side takes, or the record that says why there is nothing to take."""
        source, hints, context = _source.split(whole)
        try:
            return _source.item(source, hints, context, self._limit)
        except (OSError, ValueError, TypeError) as error:
            name = hints.get("id") or (str(source) if isinstance(source, os.PathLike) else None)
            _, pairs = _source.item("", {**hints, "id": name}, context, self._limit)
            return Record(_native.failed(pairs, str(error)))


def check_jobs(jobs: int | None) -> int:
    """Give the number of threads, all cores for None."""
    if jobs is not None and jobs < 1:
        raise ValueError(f"jobs: {jobs} is not a number of threads")
    return jobs or os.cpu_count() or 1


_default: Extractor | None = None


def extract(source: Source | None, *, options: Options | None = None, **hints: Unpack[Hints]) -> Record:
    """Read one source into its record.

    Parameters
    ----------
    source
        A ``str`` is text, plain or HTML; ``bytes`` a document in any encoding; a `pathlib.Path` a file, packed or not. None and
        NaN are a source without text.
    options
        What the extractor is told; for many sources build an `Extractor` once.
    published
        The day of publication, the anchor of "yesterday": a date or datetime, ISO 8601, RFC 2822, seconds or milliseconds since
        1970, ``3/11/2025`` with ``Options(country=...)``. What can't be read is a note of the record.
    url
        Where it came from.
    id
        The name under which its record goes; a file has its path.
    title, authors, site_name, section
        Metadata that is known. What the page declares in JSON-LD or OpenGraph wins over it; it wins over the rest.
    language
        ISO 639-1; counts where the text is too short to tell.
    crawled
        When it was fetched, as ``published``: a weak anchor of times where no day of publication is known.
    content_type
        The ``Content-Type`` header it came with.

    Returns
    -------
    Record
        Whatever the content. Trouble with it is in ``record.notes``.

    Raises
    ------
    TypeError
        If the source is of another type.
    ValueError
        If a ``str`` is a path or an address, or a file holds a table.
    OSError
        If a file can't be read.

    Examples
    --------
    >>> record = nutgraf.extract("“We will rebuild,” Mayor Ana Ruiz said on Monday.", published="2025-11-05")
    >>> record.quotes
    [Quote('We will rebuild,', who='Ana Ruiz', 1:17)]
    >>> record.times
    [Time('Monday', value='2025-11-03', 42:48)]
    >>> page = "<html><title>Bridge opens</title><p>" + "The bridge over the Arden opened again on Monday. " * 4 + "</p></html>"
    >>> nutgraf.extract(page, url="https://courier.example/bridge").body[:49]
    'The bridge over the Arden opened again on Monday.'
    """
    global _default
    if options is None:
        extractor = _default = _default or Extractor()
    else:
        extractor = Extractor(options)
    return extractor.extract(source, **hints)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a record.

    Examples
    --------
    >>> nutgraf.schema()["title"]
    'Record'
    """
    result: dict[str, Any] = json.loads(_native.schema())
    return result
