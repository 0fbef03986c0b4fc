"""What may be handed in, and how it crosses to the native side."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any, TypedDict

from nutgraf import _native

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    Source = str | bytes | Path
    Item = tuple[str | bytes, list[tuple[str, str]]]

_SURROGATE = re.compile("[\ud800-\udfff]")
# Compiled when a text of one word comes.
_ADDRESS = r"\s*(?:https?|ftp|file)://\S+\s*"
_FILE = r"(?i)\S*\.(?:html?|xhtml|txt|text|md|json|jsonl|ndjson|csv|tsv|parquet|warc|wet|gz|zst|xz|bz2)\s*"
_LONGEST_PATH = 1000


class Hints(TypedDict, total=False):
    """What is known about a source; see `nutgraf.extract`."""

    published: str | date | float | None
    url: str | None
    id: str | None
    title: str | None
    authors: str | Iterable[str] | None
    site_name: str | None
    section: str | None
    language: str | None
    crawled: str | date | float | None
    content_type: str | None


_NAMES = frozenset(Hints.__annotations__)
# What columns and keys are often called.
_SYNONYMS = {"author": "authors", "site": "site_name"}


def item(source: Any, hints: dict[str, Any], context: dict[str, Any], limit: Callable[[], int]) -> Item:
    """Return what the native side takes: the content, and the hints by name. `limit` gives the longest page in bytes."""
    pairs = [pair for name, value in hints.items() for pair in _pairs(name, value)]
    if context:
        pairs.append(("context", json.dumps(_plain(context), allow_nan=False)))
    if isinstance(source, str):
        _refuse_address(source)
        # A lone surrogate is no character; one for one, so that offsets stay.
        return _SURROGATE.sub("\ufffd", source), pairs
    if isinstance(source, bytes):
        return source, pairs
    if isinstance(source, os.PathLike):
        name = os.fsdecode(source)
        if not hints.get("id"):
            pairs.append(("id", name))
        with open(source, "rb") as file:
            return _native.document(file.read(), name, limit()), pairs
    if _is_missing(source):
        return "", pairs
    kind = type(source).__name__
    raise TypeError(f"a source is str (text or HTML), bytes (a document) or pathlib.Path (a file), not {kind}")


def split(source: Any) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """Split a source of `pipe` into the source itself, its hints, and what else its dict holds."""
    if not isinstance(source, dict):
        return source, {}, {}
    hints: dict[str, Any] = {}
    context: dict[str, Any] = {}
    for key, value in source.items():
        name = _SYNONYMS.get(key, key)
        if name in _NAMES and hints.get(name) is None:
            hints[name] = value
        elif name != "source":
            context[str(key)] = value
    return source.get("source"), hints, context


def _pairs(name: str, value: Any) -> list[tuple[str, str]]:
    if name == "authors":
        values = [value] if isinstance(value, str) or _is_missing(value) else list(value)
        return [("author", str(author)) for author in values if not _is_missing(author)]
    if _is_missing(value):
        return []
    if hasattr(value, "isoformat"):
        return [(name, value.isoformat())]
    return [(name, _SURROGATE.sub("\ufffd", str(value)))]


def _is_missing(value: Any) -> bool:
    """Say whether it is None, NaN, NaT or NA: the ways in which data frames say that nothing is there."""
    if value is None or type(value).__name__ == "NAType":
        return True
    return not isinstance(value, str | bytes | list | tuple | dict) and bool(value != value)


def _plain(value: Any) -> Any:
    """Give what JSON can hold: what is missing or not finite as None, the scalars of numpy as numbers, all else as text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "item") and not hasattr(value, "__len__"):
        value = value.item()
    if _is_missing(value) or value in (float("inf"), float("-inf")):
        return None
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    return value if isinstance(value, bool | int | float) else str(value)


def _refuse_address(text: str) -> None:
    """Refuse a path or an address in the place of a text."""
    if len(text) > _LONGEST_PATH or "\n" in text.strip():
        return
    word = len(text.split(maxsplit=1)) == 1
    if word and re.fullmatch(_ADDRESS, text):
        raise ValueError(f"{text.strip()!r} is an address, not a text: fetch it first, nothing is downloaded here")
    can_be_path = (os.sep in text or "." in text) and "\0" not in text
    if (word and re.fullmatch(_FILE, text)) or (can_be_path and os.path.isfile(text)):
        raise ValueError(f"a str is a text; for the file {text.strip()!r} give pathlib.Path({text.strip()!r})")
