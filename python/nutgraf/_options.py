"""What an extractor is told once."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Literal

from nutgraf import _native


@dataclass(frozen=True, kw_only=True)
class Options:
    """What an extractor is told once; see the Rust type of the same name.

    Raises
    ------
    ValueError
        If a field has a value that can't be used; the message names the field.

    Examples
    --------
    >>> nutgraf.Options(country="GB").country
    'GB'
    >>> nutgraf.Options(country="UK")
    Traceback (most recent call last):
    ValueError: reading option country: "UK" is not the two letters of a country in ISO 3166: the United Kingdom is "GB"
    """

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
    triggers: tuple[str, ...] = ()
    """More words that tell of events, rows of lemma, word class (V N A D), type, apart by tabs: ``"sheepjack\\tV\\tCRIME"``."""
    max_bytes: int = 1 << 20
    """Longest text read, in bytes; the rest of a longer one is cut off, with a note. A page may have 16 times as many."""

    def __post_init__(self) -> None:
        words = {"input": ("page", "article"), "narration": ("news", "narrative")}
        for name, known in words.items():
            if getattr(self, name) not in known:
                raise ValueError(f"reading option {name}: {getattr(self, name)!r} is none of {', '.join(known)}")
        for name in ("units", "holidays", "triggers"):
            if isinstance(getattr(self, name), str):
                raise ValueError(f"reading option {name}: a tuple of rows, not one str")
            object.__setattr__(self, name, tuple(getattr(self, name)))
        if not isinstance(self.max_bytes, int) or self.max_bytes < 1:
            raise ValueError(f"reading option max_bytes: {self.max_bytes!r} is not a number of bytes")
        # The defaults need no look, which would cost each start some time.
        if any(getattr(self, field.name) != field.default for field in fields(self)):
            _native.check_options(self._json())

    def _json(self) -> str:
        return json.dumps(asdict(self))
