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
from typing import TYPE_CHECKING, Any, Literal, TypedDict, overload

from nutgraf import _native
from nutgraf._extract import Options
from nutgraf._record import Record

_AHEAD = 32  # documents read ahead for each thread

Inputs = str | Path | Iterable[str | Path]
Kind = Literal["document", "jsonl", "csv", "parquet", "warc"]
Format = Literal["jsonl", "parquet", "csv"]
Dedupe = Literal["mark", "drop"]

if TYPE_CHECKING:
    from typing_extensions import Unpack

    class _Reading(TypedDict, total=False):
        columns: dict[str, str] | None
        kind: Kind | None
        published: str | date | None
        options: Options | None
        jobs: int | None
        learn_furniture: bool

    class _Writing(_Reading, total=False):
        to: Format | None
        resume: bool
        overwrite: bool
        dedupe: Dedupe | None
        progress: bool | None


@dataclass(frozen=True)
class Summary:
    """What a run over a corpus has done."""

    documents: int = 0
    words: int = 0
    people: int = 0
    organizations: int = 0
    places: int = 0
    times: int = 0
    quantities: int = 0
    quotes: int = 0
    duplicates: int = 0
    failures: dict[str, int] = field(default_factory=dict)


@overload
def read_corpus(inputs: Inputs, out: None = None, **how: Unpack[_Reading]) -> Iterator[Record]: ...


@overload
def read_corpus(inputs: Inputs, out: str | Path, **how: Unpack[_Writing]) -> Summary: ...


def read_corpus(
    inputs: Inputs,
    out: str | Path | None = None,
    *,
    to: Format | None = None,
    resume: bool = False,
    overwrite: bool = False,
    dedupe: Dedupe | None = None,
    progress: bool | None = None,
    columns: dict[str, str] | None = None,
    kind: Kind | None = None,
    published: str | date | None = None,
    options: Options | None = None,
    jobs: int | None = None,
    learn_furniture: bool = False,
) -> Iterator[Record] | Summary:
    """Read files, folders or patterns; the same as the command ``nutgraf extract``.

    Without ``out``, an iterator of records, lazily and in order; what can't be read is a `UserWarning`. With ``out``, records
    go to that file (JSON lines) or folder (tables), what fails to ``errors.jsonl`` beside them, and a summary comes back.
    Such a run can be stopped at any time, by Ctrl-C too, and gone on with by ``resume=True``.

    ``columns`` names the columns of tables and keys of JSON lines: ``{"text": "story", "id": "key"}``, also ``html``, ``url``
    and ``published``. ``progress`` is a bar (`tqdm`, where it is installed); by default in notebooks and terminals.
    """
    paths = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    request = {
        "inputs": [os.fspath(path) for path in paths],
        "options": asdict(options or Options()),
        "from": kind,
        "columns": columns or {},
        "published": str(published) if published is not None else None,
        "jobs": jobs or os.cpu_count() or 1,
        "out": os.fspath(out) if out is not None else None,
        "to": to,
        "resume": resume,
        "overwrite": overwrite,
        "dedupe": dedupe,
        "learn_furniture": learn_furniture,
    }
    if out is None:
        if to or resume or overwrite or dedupe:
            raise ValueError("to, resume, overwrite and dedupe need an out")
        return _records(request)
    with _Bar(progress) as bar:
        return Summary(**json.loads(_native.run_corpus(json.dumps(request), bar)))


def _records(request: dict[str, Any]) -> Iterator[Record]:
    corpus = _native.Corpus(json.dumps(request))
    while True:
        records, failures = corpus.read(request["jobs"] * _AHEAD)
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
