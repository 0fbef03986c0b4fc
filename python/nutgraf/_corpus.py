"""Corpora: files of any number and kind, read into records or into files."""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict, get_args

from nutgraf import _native
from nutgraf._extract import check_jobs
from nutgraf._options import Options
from nutgraf._record import Record
from nutgraf._tables import Columns, known_columns

if TYPE_CHECKING:
    from typing_extensions import Unpack

_AHEAD = 32  # documents read ahead for each thread

Inputs = str | Path | Iterable[str | Path]
Kind = Literal["document", "json", "jsonl", "csv", "parquet", "warc"]
Format = Literal["jsonl", "parquet", "csv", "txt", "md", "tei"]
Dedupe = Literal["mark", "drop"]


@dataclass(frozen=True)
class Summary:
    """What a run over a corpus has done.

    Examples
    --------
    >>> nutgraf.Summary(documents=2, quotes=5).quotes
    5
    """

    documents: int = 0
    """Records written."""
    words: int = 0
    """Words of their texts, as white space parts them."""
    # made: facts
    people: int = 0
    organizations: int = 0
    places: int = 0
    times: int = 0
    quantities: int = 0
    quotes: int = 0
    events: int = 0
    # end
    duplicates: int = 0
    """Copies of earlier articles, marked or left out."""
    failures: dict[str, int] = field(default_factory=dict)
    """How many documents failed, by the reason."""
    skipped: int = 0
    """Files of the folders that are of no known kind."""


class Reading(TypedDict, total=False):
    """How a corpus is read; see `nutgraf.iter_corpus`."""

    columns: Columns | None
    kind: Kind | None
    published: str | date | None
    options: Options | None
    jobs: int | None
    learn_furniture: bool


def iter_corpus(inputs: Inputs, *, progress: bool | None = None, **reading: Unpack[Reading]) -> Iterator[Record]:
    """Read files, folders or patterns into records, lazily and in order.

    Parameters
    ----------
    inputs
        A path or several: files of any kind that `nutgraf extract` reads, packed or not; folders; patterns such as
        ``"crawl/**/*.html"``.
    columns
        The names of the columns of tables and keys of JSON: ``{"text": "story", "id": "key", "keep": ["label"]}``; those not
        named are found by their usual names.
    kind
        What the files are, if their content does not tell.
    published
        The day of publication of documents that come without one.
    options
        What the extractor is told.
    jobs
        The number of threads; all cores if not given.
    learn_furniture
        Read everything twice, first to learn which lines recur on the pages of a site.
    progress
        A bar (`tqdm`, where it is installed); by default in notebooks and terminals.

    Yields
    ------
    Record
        One for each document; what can't be read is a `UserWarning`.

    Raises
    ------
    FileNotFoundError
        If a path is not there.

    Examples
    --------
    >>> for record in nutgraf.iter_corpus("examples/c*.txt", progress=False):
    ...     print(record.id, record.title[:10])
    examples/court.txt ‘I thought
    """
    request = _request(inputs, reading)
    missing = [path for path in request["inputs"] if not _is_there(path)]
    if missing:
        raise FileNotFoundError(f"there is no {', '.join(missing)}")
    return _records(request, progress)


def write_corpus(
    inputs: Inputs,
    out: str | Path,
    *,
    to: Format | None = None,
    resume: bool = False,
    overwrite: bool = False,
    dedupe: Dedupe | None = None,
    progress: bool | None = None,
    **reading: Unpack[Reading],
) -> Summary:
    """Read files, folders or patterns into a file or tables; the same as the command ``nutgraf extract -o``.

    Such a run can be stopped at any time, by Ctrl-C too, and gone on with by ``resume=True``. What fails is listed in
    ``errors.jsonl`` beside the output.

    Parameters
    ----------
    inputs
        As for `nutgraf.iter_corpus`, which tells of the other keywords too.
    out
        A file for JSON lines (``.jsonl``) or clean texts one after the other (``.txt``, ``.md``, ``.xml`` for TEI), packed with
        ``.gz`` or ``.zst`` behind that; a folder for tables, or for texts a file each.
    to
        The form, one of ``jsonl parquet csv txt md tei``; told from the ending of ``out`` if not given, Parquet for a folder.
    resume
        Go on with an interrupted run; the result is the same as without the interruption.
    overwrite
        Write over what is there.
    dedupe
        Find articles that are copies of earlier ones: ``"mark"`` them (``duplicate_of``) or ``"drop"`` them.
    progress
        A bar, as for `nutgraf.iter_corpus`.
    **reading
        ``columns kind published options jobs learn_furniture``, as for `nutgraf.iter_corpus`.

    Returns
    -------
    Summary
        What was done.

    Raises
    ------
    ValueError
        If the output can't be used as asked: tables go to a folder, and what is there is left alone.
    OSError
        If it can't be written.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> folder = mkdtemp()
    >>> nutgraf.write_corpus("examples/c*.txt", f"{folder}/news", dedupe="mark", progress=False).documents
    1
    >>> nutgraf.write_corpus("examples/c*.txt", f"{folder}/news.csv")
    Traceback (most recent call last):
    ValueError: ...news.csv: tables go to a folder, a file each: out=...news, to=csv
    """
    for name, value, known in (("to", to, get_args(Format)), ("dedupe", dedupe, get_args(Dedupe))):
        _one_of(name, value, known)
    request = {
        **_request(inputs, reading),
        "out": os.fspath(out),
        "to": to,
        "resume": resume,
        "overwrite": overwrite,
        "dedupe": dedupe,
    }
    with _Bar(progress) as bar:
        return Summary(**json.loads(_native.run_corpus(json.dumps(request), bar)))


def _request(inputs: Inputs, reading: Reading) -> dict[str, Any]:
    for name in reading.keys() - Reading.__annotations__.keys():
        raise TypeError(f"unexpected keyword {name!r}")
    paths = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    published = reading.get("published")
    _one_of("kind", reading.get("kind"), get_args(Kind))
    return {
        "inputs": [os.fspath(path) for path in paths],
        "options": asdict(reading.get("options") or Options()),
        "from": reading.get("kind"),
        "columns": known_columns(reading.get("columns") or {}),
        "published": str(published) if published is not None else None,
        "jobs": check_jobs(reading.get("jobs")),
        "out": None,
        "to": None,
        "resume": False,
        "overwrite": False,
        "dedupe": None,
        "learn_furniture": reading.get("learn_furniture", False),
    }


def _one_of(name: str, value: str | None, known: tuple[str, ...]) -> None:
    if value is not None and value not in known:
        raise ValueError(f"{name}: {value!r} is none of {', '.join(known)}")


def _is_there(path: str) -> bool:
    return path == "-" or any(mark in path for mark in "*?[") or os.path.exists(path)


def _records(request: dict[str, Any], progress: bool | None) -> Iterator[Record]:
    corpus = _native.Corpus(json.dumps(request))
    done = 0
    with _Bar(progress) as update:
        while True:
            records, failures, read, total = corpus.read(request["jobs"] * _AHEAD)
            done += len(records)
            update(done, read, total)
            if not records and not failures:
                return
            for failure in map(json.loads, failures):
                warnings.warn(f"{failure['input']}: {failure['message']}", stacklevel=2)
            yield from map(Record, records)


class _Bar:
    """A progress bar of tqdm, or nothing."""

    def __init__(self, wanted: bool | None) -> None:
        self.bar: Any = None
        if wanted or (wanted is None and ("ipykernel" in sys.modules or sys.stderr.isatty())):
            try:
                from tqdm.auto import tqdm
            except ImportError:
                return
            self.bar = tqdm(unit="B", unit_scale=True)

    def __enter__(self) -> Callable[[int, int, int], None]:
        return self.update

    def update(self, documents: int, done: int, total: int) -> None:
        """Show how far it is: articles, bytes, bytes in all."""
        if self.bar is not None:
            self.bar.total = total
            self.bar.set_postfix(articles=documents, refresh=False)
            self.bar.update(done - self.bar.n)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.close()
