"""The record and its facts, typed."""

import json
from functools import cached_property
from typing import Any


class Record:
    """What one article says."""

    def __init__(self, data: str) -> None:
        self._json = data

    @cached_property
    def _data(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self._json)
        return data

    def to_dict(self) -> dict[str, Any]:
        """Give the record as plain data."""
        return json.loads(self._json)  # type: ignore[no-any-return]

    def to_json(self) -> str:
        """Give the record as one line of JSON."""
        return self._json

    @property
    def text(self) -> str:
        """The text that all offsets point into."""
        text: str = self._data["text"]
        return text
