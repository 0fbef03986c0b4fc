"""The record and its facts, typed: the Rust types field by field. `nutgraf.schema()` gives the same as JSON Schema."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, Literal, TypeVar, cast, get_args, get_origin

from nutgraf import _html, _native

T = TypeVar("T")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A stretch of the record's text: ``record.text[start:end] == text``."""

    text: str
    start: int
    end: int

    def __repr__(self) -> str:
        return f"{type(self).__name__}({_short(self.text)!r}, {self.start}:{self.end})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A piece of metadata and where it came from."""

    value: str
    origin: str
    extent: Extent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person who wrote the article."""

    name: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Byline(Extent):
    """The line that names the writers."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Dateline(Extent):
    """Where and when the story was filed."""

    places: tuple[str, ...]
    date: Extent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The picture that leads the article."""

    url: str
    caption: Extent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What is known about the article itself."""

    title: Field | None = None
    authors: tuple[Author, ...] = ()
    desk: Field | None = None
    byline: Byline | None = None
    dateline: Dateline | None = None
    agency: Field | None = None
    site_name: Field | None = None
    published: Field | None = None
    modified: Field | None = None
    section: Field | None = None
    canonical_url: Field | None = None
    image: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of text of one kind."""

    start: int
    end: int
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mention(Extent):
    """A place in the text that refers to a person or an organisation."""

    kind: Literal["name", "pronoun", "role"]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Age(Extent):
    """An age in full years."""

    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as the article tells of them."""

    id: str
    name: str
    given: str | None = None
    family: str | None = None
    honorific: str | None = None
    titles: tuple[Extent, ...] = ()
    age: Age | None = None
    occupation: Extent | None = None
    affiliation: Extent | None = None
    pronouns: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    best_mention: int = 0
    record: Record = field(repr=False, compare=False)

    @property
    def quotes(self) -> list[Quote]:
        """What they said."""
        return [q for q in self.record.quotes if q.speaker and q.speaker.entity == self.id]

    def __repr__(self) -> str:
        return f"Person({self.name!r}, mentions={len(self.mentions)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An organisation."""

    id: str
    name: str
    acronym: str | None = None
    mentions: tuple[Mention, ...] = ()
    record: Record = field(repr=False, compare=False)

    @property
    def quotes(self) -> list[Quote]:
        """What was said in its name."""
        return [q for q in self.record.quotes if q.speaker and q.speaker.entity == self.id]

    def __repr__(self) -> str:
        return f"Organization({self.name!r}, mentions={len(self.mentions)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The writer's "I" or "we", or the reader's "you", outside of quotations."""

    kind: Literal["writer", "group", "reader"]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """Somebody whom the text does not name but tells of more than once: "the driver ... he", "the protesters ... they"."""

    kind: Literal["person", "people"]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Name(Extent):
    """A name as it stands in the text."""

    label: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another place of the same name."""

    name: str
    geonames_id: int
    country: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Place(Extent):
    """A mention of a place."""

    name: str
    kind: str
    geonames_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    use: str
    demonym: bool = False
    precision: str
    confidence: float
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusArea:
    """An area and its share of the article's places."""

    code: str
    name: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What area the article is about."""

    countries: tuple[FocusArea, ...] = ()
    admin1: tuple[FocusArea, ...] = ()
    cities: tuple[FocusArea, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a relative time was counted from, and why."""

    kind: str
    value: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Time(Extent):
    """A temporal expression, as in TIMEX3."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    begin_date: date | None = None
    end_date: date | None = None
    until: int | None = None
    anchor: Anchor | None = None
    rule: str
    confidence: float

    @property
    def interval(self) -> tuple[date, date] | None:
        """The days that it covers: the first one and the one after the last."""
        return (self.begin_date, self.end_date) if self.begin_date and self.end_date else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is counted or measured in."""

    kind: str
    symbol: str
    name: str
    extent: Extent | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Quantity(Extent):
    """A number that counts or measures something."""

    value: float | tuple[float | None, ...]
    unit: Unit | None = None
    modifier: str
    counted: Extent | None = None
    change: str | None = None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Cue(Extent):
    """The words that mark speech."""

    lemma: str
    polarity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it."""

    extent: Extent | None = None
    entity: str | None = None
    name: str | None = None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words attributed to a source."""

    content: tuple[Extent, ...]
    kind: Literal["direct", "indirect", "mixed", "silent"]
    cue: Cue | None = None
    speaker: Speaker | None = None
    addressee: Extent | None = None
    channel: Extent | None = None
    within: int | None = None
    rule: str
    confidence: float

    @property
    def text(self) -> str:
        """What was said, the pieces of a split quote joined by a space."""
        return " ".join(piece.text for piece in self.content)

    @property
    def start(self) -> int:
        """Where the first piece starts (for a cue without content, the cue)."""
        return self._ends[0]

    @property
    def end(self) -> int:
        """Where the last piece ends (for a cue without content, the cue)."""
        return self._ends[1]

    @property
    def _ends(self) -> tuple[int, int]:
        pieces: tuple[Extent, ...] = self.content or ((self.cue,) if self.cue else ())
        return (pieces[0].start, pieces[-1].end) if pieces else (0, 0)

    def __repr__(self) -> str:
        speaker = self.speaker and (self.speaker.name or (self.speaker.extent and self.speaker.extent.text))
        return f"Quote({_short(self.text)!r}, speaker={speaker!r}, {self.start}:{self.end})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence."""

    start: int
    end: int
    first_token: int
    end_token: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Token(Extent):
    """A word or a mark, as in Universal Dependencies."""

    lemma: str
    upos: str
    head: int | None = None
    deprel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that went wrong or was left out."""

    kind: str
    message: str


class Record:
    """What one article says, each fact with its place in ``record.text`` (code points, end exclusive).

    Made by `nutgraf.extract`; two records are equal if their JSON is. Lists are read from the JSON when first asked for.
    """

    def __init__(self, data: str) -> None:
        """Take a record's JSON with offsets in code points."""
        self._json = data

    # Plain data

    def to_json(self) -> str:
        """Give the record as one line of JSON."""
        return self._json

    def to_dict(self) -> Json:
        """Give the record as plain data, a fresh copy."""
        data: Json = json.loads(self._json)
        return data

    def to_geojson(self) -> Json:
        """Give the places that have a point as a GeoJSON ``FeatureCollection``."""
        data: Json = json.loads(_native.geojson(self._json))
        return data

    @cached_property
    def _data(self) -> Json:
        return self.to_dict()

    # Fields

    @property
    def version(self) -> int:
        """The version of the record's form."""
        return int(self._data["version"])

    @property
    def id(self) -> str | None:
        """The name that the source was given."""
        return self._data.get("id")

    @property
    def url(self) -> str | None:
        """Where the source came from."""
        return self._data.get("url")

    @property
    def text(self) -> str:
        """The text that all offsets point into: for plain text the source itself, for HTML its visible text."""
        return str(self._data["text"])

    @property
    def language(self) -> str | None:
        """The language, ISO 639-1."""
        return self._data.get("language")

    @cached_property
    def meta(self) -> Meta:
        """Title, authors, dates, publisher."""
        return _build(Meta, self._data["meta"], self)

    @cached_property
    def blocks(self) -> list[Block]:
        """The text cut by kind."""
        return self._list(Block, "blocks")

    @cached_property
    def people(self) -> list[Person]:
        """The people named, in the order of first mention."""
        return self._list(Person, "people")

    @cached_property
    def organizations(self) -> list[Organization]:
        """The organisations named."""
        return self._list(Organization, "organizations")

    @cached_property
    def voices(self) -> list[Voice]:
        """The writer and the reader, where the text says "I", "we" or "you" outside of quotations."""
        return self._list(Voice, "voices")

    @cached_property
    def unnamed(self) -> list[Unnamed]:
        """People whom the text does not name but tells of more than once."""
        return self._list(Unnamed, "unnamed")

    @cached_property
    def names(self) -> list[Name]:
        """Every name in the text, whatever it names."""
        return self._list(Name, "names")

    @cached_property
    def places(self) -> list[Place]:
        """Every mention of a place."""
        return self._list(Place, "places")

    @cached_property
    def focus(self) -> Focus:
        """What area the article is about."""
        return _build(Focus, self._data["focus"], self)

    @cached_property
    def times(self) -> list[Time]:
        """Dates, times of day, durations, sets of times."""
        return self._list(Time, "times")

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Numbers that count or measure something."""
        return self._list(Quantity, "quantities")

    @cached_property
    def quotes(self) -> list[Quote]:
        """Who said what."""
        return self._list(Quote, "quotes")

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences; only with ``Options(tokens=True)``."""
        return self._list(Sentence, "sentences")

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens; only with ``Options(tokens=True)``."""
        return self._list(Token, "tokens")

    @cached_property
    def notes(self) -> list[Note]:
        """What went wrong or was left out."""
        return self._list(Note, "notes")

    @property
    def duplicate_of(self) -> str | None:
        """The id of an earlier article of the corpus that this one is a copy of; only in runs that look for duplicates."""
        return self._data.get("duplicate_of")

    # Questions

    @property
    def title(self) -> str | None:
        """The headline."""
        return self.meta.title.value if self.meta.title else None

    @property
    def published(self) -> date | None:
        """The day of publication."""
        field = self.meta.published
        return datetime.fromisoformat(field.value[:10]).date() if field else None

    @property
    def body(self) -> str:
        """The article: its headings and body, a blank line between two blocks."""
        return "\n\n".join(self.text[b.start : b.end] for b in self.blocks if b.kind in ("heading", "body"))

    def quotes_by(self, name: str) -> list[Quote]:
        """Give the quotes of a speaker whose name holds these words, in any case: ``quotes_by("Zelensky")``."""
        wanted = set(name.casefold().split())
        return [q for q in self.quotes if q.speaker and wanted <= set((q.speaker.name or "").casefold().split())]

    # Python

    def _list(self, kind: Callable[..., T], key: str) -> list[T]:
        return [_build(kind, item, self) for item in self._data.get(key, ())]

    def __repr__(self) -> str:
        title = self.title or self.body or self.text
        facts = ("people", "places", "times", "quantities", "quotes")
        return f"Record({_short(title)!r}, {', '.join(f'{len(self._data[f])} {f}' for f in facts)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._json == other._json

    def __hash__(self) -> int:
        return hash(self._json)

    def __reduce__(self) -> tuple[Any, ...]:
        return Record, (self._json,)

    def _repr_html_(self) -> str:
        return _html.article(self)


def _short(text: str, width: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def _build(kind: Callable[..., T], data: Json, record: Record) -> T:
    """Make a typed value of plain data, by the annotations of its type."""
    values = {name: make(data[name], record) for name, make in _makers(kind) if name in data}
    if "record" in getattr(kind, "__dataclass_fields__", ()):
        values["record"] = record
    return kind(**values)


@cache
def _makers(kind: Callable[..., Any]) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((f.name, _maker(hints[f.name])) for f in fields(cast(Any, kind)) if f.name != "record")


def _maker(hint: Any) -> Any:
    """Give a function from plain data and a record to a value of that type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, typing.Union):
        inner = [_maker(a) for a in args if a is not type(None) and a is not float]
        return (lambda v, r: v if v is None or isinstance(v, int | float) else inner[0](v, r)) if inner else _plain
    if origin is tuple:
        item = _maker(args[0])
        return lambda values, r: tuple(item(v, r) for v in values)
    if hint is date:
        return lambda v, r: date.fromisoformat(v)
    if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        return lambda v, r: _build(hint, v, r)
    return _plain


def _plain(value: Any, _: Record) -> Any:
    return value
