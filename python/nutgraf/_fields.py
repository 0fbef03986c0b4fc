"""The fields of a record. Made by python/make_types.py from the JSON Schema of a record: do not edit."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nutgraf._types import (
        Answers,
        Block,
        Event,
        Focus,
        Meta,
        Name,
        Note,
        Offsets,
        Organization,
        Person,
        Place,
        Quantity,
        Quote,
        Sentence,
        Time,
        Token,
        Unnamed,
        Voice,
    )


class Fields:
    """What `Record` reads out of its JSON."""

    _json: str

    @cached_property
    def _data(self) -> dict[str, Any]:
        return json.loads(self._json)

    def _many(self, kind: str, key: str) -> list[Any]:
        from nutgraf._build import build

        return [build(kind, item, self) for item in self._data.get(key, ())]

    def _one(self, kind: str, key: str) -> Any:
        from nutgraf._build import build

        return build(kind, self._data[key], self)

    @property
    def version(self) -> int:
        """The version of this form, ``VERSION``."""
        return self._data["version"]

    @property
    def id(self) -> str | None:
        """The name that the source was given."""
        return self._data.get("id")

    @property
    def url(self) -> str | None:
        """Where the source came from."""
        return self._data.get("url")

    @property
    def offsets(self) -> Offsets:
        """The unit of all offsets."""
        return self._data["offsets"]

    @property
    def text(self) -> str:
        """The text that all offsets point into: for plain text the source itself, letter by letter; for HTML its visible text."""
        return self._data["text"]

    @property
    def language(self) -> str | None:
        """The language, ISO 639-1. Facts are read from English (``en``) alone."""
        return self._data.get("language")

    @cached_property
    def meta(self) -> Meta:
        """Title, authors, dates, publisher and other metadata."""
        return self._one("Meta", "meta")

    @cached_property
    def blocks(self) -> list[Block]:
        """The text cut by kind; what lies between blocks is blank."""
        return self._many("Block", "blocks")

    @cached_property
    def people(self) -> list[Person]:
        """The people named in the article, in the order of first mention."""
        return self._many("Person", "people")

    @cached_property
    def organizations(self) -> list[Organization]:
        """The organisations named, in the order of first mention."""
        return self._many("Organization", "organizations")

    @cached_property
    def voices(self) -> list[Voice]:
        """The writer and the reader, where the text says "I", "we" or "you" outside of quotations."""
        return self._many("Voice", "voices")

    @cached_property
    def unnamed(self) -> list[Unnamed]:
        """People whom the text does not name but tells of more than once: "the driver ... he", "the protesters ... they"."""
        return self._many("Unnamed", "unnamed")

    @cached_property
    def names(self) -> list[Name]:
        """Every name in the text, whatever it names."""
        return self._many("Name", "names")

    @cached_property
    def places(self) -> list[Place]:
        """Every mention of a place."""
        return self._many("Place", "places")

    @cached_property
    def focus(self) -> Focus:
        """What area the article is about."""
        return self._one("Focus", "focus")

    @cached_property
    def times(self) -> list[Time]:
        """Dates, times of day, durations and sets of times."""
        return self._many("Time", "times")

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Numbers that count or measure something."""
        return self._many("Quantity", "quantities")

    @cached_property
    def quotes(self) -> list[Quote]:
        """Who said what: quotations, in the order of the text."""
        return self._many("Quote", "quotes")

    @cached_property
    def events(self) -> list[Event]:
        """What happened, will happen or did not, in the order of first mention."""
        return self._many("Event", "events")

    @property
    def main_event(self) -> int | None:
        """Index in ``events`` of what the article is about."""
        return self._data.get("main_event")

    @cached_property
    def answers(self) -> Answers:
        """What it answers to the five Ws and How."""
        return self._one("Answers", "answers")

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the article; only with ``Options.tokens``."""
        return self._many("Sentence", "sentences")

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the article; only with ``Options.tokens``."""
        return self._many("Token", "tokens")

    @cached_property
    def notes(self) -> list[Note]:
        """What went wrong or was left out, and where."""
        return self._many("Note", "notes")

    @property
    def duplicate_of(self) -> str | None:
        """The id of an earlier article of the corpus that this one is a copy of; only in runs that look for duplicates."""
        return self._data.get("duplicate_of")

    @property
    def context(self) -> dict[str, Any]:
        """What was handed in beside the source and is no hint: the user's own columns and keys, as they were."""
        return self._data.get("context", {})
