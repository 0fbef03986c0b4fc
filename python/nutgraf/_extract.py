"""Extraction: sources in, records out."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from nutgraf import _native
from nutgraf._record import Record

Source = str | bytes | Path
_Item = tuple[str | bytes, str | None, str | None, str | None]
_SURROGATE = re.compile("[\ud800-\udfff]")
_AHEAD = 32  # sources read ahead for each thread


@dataclass(frozen=True, kw_only=True)
class Options:
    """What an extractor is told once; see the Rust type of the same name."""

    input: Literal["page", "article"] = "page"
    """``page``: told from its furniture; ``article``: clean already, nothing is dropped."""
    narration: Literal["news", "narrative"] = "news"
    """What relative times are anchored on: the day of publication, or the last date told."""
    tokens: bool = False
    """Put sentences and tokens into the record."""
    country: str | None = None
    """The publisher's country, two letters: settles 3/4/2025 and leans towards places there."""
    gazetteer: str | None = None
    """The content of a TSV file of places (``name``, ``lat``, ``lon`` and more), which win over those built in."""
    units: tuple[str, ...] = ()
    """More units of quantities, rows of symbol, kind, name and forms, apart by tabs: ``"fth\\tmeasure\\tfathom\\tfathom"``."""
    holidays: tuple[str, ...] = ()
    """More days with a name, rows of name and day (``07-12``, ``07-6/2``, ``EASTER+1``), apart by a tab."""
    max_bytes: int = 1 << 20
    """Longest text read, in bytes; the rest of a longer one is cut off, with a note. A page may have 16 times as many."""


def _item(source: Source, published: str | date | None = None, url: str | None = None, id: str | None = None) -> _Item:
    """Give what the native side takes."""
    if isinstance(source, Path):
        id = id or str(source)
        source = source.read_bytes()
    elif isinstance(source, str):
        # A lone surrogate is no character; one for one, so that offsets stay.
        source = _SURROGATE.sub("\ufffd", source)
    elif not isinstance(source, bytes):
        raise TypeError(f"a source is str (text), bytes (a document) or pathlib.Path (a file), not {type(source).__name__}")
    if published is not None:
        try:
            published = date.fromisoformat(str(published)[:10]).isoformat()
        except ValueError:
            raise ValueError(f'reading published: "{published}" is not a day like 2025-11-26') from None
    return source, id, url, published


def _try_item(source: Source | dict[str, Any]) -> _Item | Record:
    """Give what the native side takes, or the record that says why there is nothing to take."""
    hints: dict[str, Any] = source if isinstance(source, dict) else {"source": source}
    try:
        return _item(**hints)
    except (OSError, ValueError) as error:
        name = hints.get("id") or (str(hints["source"]) if isinstance(hints["source"], Path) else None)
        return Record(_native.failed(name, str(error)))


class Extractor:
    """Built once, used for many sources and from many threads; pickles by its options."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self._native = _native.Extractor(json.dumps(asdict(self.options)))

    def __repr__(self) -> str:
        return f"Extractor({self.options!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Extractor, (self.options,)

    def extract(
        self, source: Source, *, published: str | date | None = None, url: str | None = None, id: str | None = None
    ) -> Record:
        """Read one source: a ``str`` is text, ``bytes`` a document (HTML or text), a ``Path`` a file."""
        return Record(self._native.extract([_item(source, published, url, id)], 1)[0])

    def pipe(self, sources: Iterable[Source | dict[str, Any]], *, jobs: int | None = None) -> Iterator[Record]:
        """Read many: lazily, in order, on ``jobs`` threads (default: all cores) without the interpreter's lock.

        A source may be a ``dict`` with the keys ``source`` and, optional, ``published``, ``url`` and ``id``. A file that
        can't be read or a day that is none gives a record with a note: one bad document never stops the others.
        """
        jobs = jobs or os.cpu_count() or 1
        items = map(_try_item, sources)
        while batch := list(islice(items, jobs * _AHEAD)):
            read = iter(self._native.extract([item for item in batch if not isinstance(item, Record)], jobs))
            for item in batch:
                yield item if isinstance(item, Record) else Record(next(read))


_default: Extractor | None = None


def extract(
    source: Source,
    *,
    published: str | date | None = None,
    url: str | None = None,
    options: Options | None = None,
) -> Record:
    """Read one source into its record: a ``str`` is text, ``bytes`` a document, a ``pathlib.Path`` a file.

    ``published`` is the day of publication (a date or ``YYYY-MM-DD``), ``url`` where the source came from. Any text
    gives a record; trouble with it is in ``record.notes``. A file that can't be read raises ``OSError``.
    """
    global _default
    if options is None:
        extractor = _default = _default or Extractor()
    else:
        extractor = Extractor(options)
    return extractor.extract(source, published=published, url=url)


def schema() -> dict[str, Any]:
    """Give the JSON Schema of a record."""
    result: dict[str, Any] = json.loads(_native.schema())
    return result
