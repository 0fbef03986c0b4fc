"""The types of a record's facts. Made by python/make_types.py from the JSON Schema of a record: do not edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from nutgraf._methods import (
    AgeMethods,
    BlockMethods,
    CueMethods,
    ExtentMethods,
    MentionMethods,
    NameMethods,
    OrganizationMethods,
    Part,
    PersonMethods,
    PlaceMethods,
    QuantityMethods,
    QuoteMethods,
    Stretch,
    TimeMethods,
    TokenMethods,
)

__all__ = [
    "Age",
    "Alternative",
    "Anchor",
    "AnchorKind",
    "Author",
    "Block",
    "BlockKind",
    "Byline",
    "Change",
    "Cue",
    "Dateline",
    "EntityId",
    "Extent",
    "Field",
    "Focus",
    "FocusArea",
    "Image",
    "Mention",
    "MentionKind",
    "Meta",
    "Name",
    "NameLabel",
    "Note",
    "NoteKind",
    "Offsets",
    "Organization",
    "Origin",
    "Person",
    "Place",
    "PlaceKind",
    "PlaceUse",
    "Polarity",
    "Precision",
    "Quantity",
    "QuantityModifier",
    "Quote",
    "QuoteKind",
    "Sentence",
    "Speaker",
    "SpeakerKind",
    "Time",
    "TimeKind",
    "Token",
    "Unit",
    "UnitKind",
    "Unnamed",
    "UnnamedKind",
    "Value",
    "Voice",
    "VoiceKind",
]

AnchorKind: TypeAlias = Literal["published", "dateline", "previous"]
"""What relative expressions are counted from.

- ``published``: The day of publication.
- ``dateline``: The date of the dateline.
- ``previous``: The last date told before.
"""

BlockKind: TypeAlias = Literal[
    "title", "heading", "byline", "dateline", "body", "caption", "credit", "related", "promo", "metadata", "furniture"
]
"""What a block is.

- ``title``: The headline.
- ``heading``: A cross-head inside the article.
- ``byline``: Who wrote it.
- ``dateline``: Where and when it was filed.
- ``body``: The article itself, standfirst included.
- ``caption``: Words under a picture.
- ``credit``: Agency, photographer, editors.
- ``related``: Links to other stories.
- ``promo``: Newsletters, subscriptions, apps.
- ``metadata``: Dates, sections, tags, reading time.
- ``furniture``: All else: menus, cookies, comments, footers.
"""

Change: TypeAlias = Literal["up", "down"]
"""In which way a quantity went.

- ``up``: It rose by this.
- ``down``: It fell by this.
"""

EntityId: TypeAlias = str
"""The id of a person or an organisation in its record: ``P0`` is ``people[0]``, ``O2`` is ``organizations[2]``."""

MentionKind: TypeAlias = Literal["name", "pronoun", "role"]
"""By what a mention refers.

- ``name``: A name or a part of one.
- ``pronoun``: A personal or possessive pronoun.
- ``role``: A role: "the minister".
"""

NameLabel: TypeAlias = Literal["person", "organization", "place", "group", "event", "work", "product", "law", "language", "other"]
"""What a name names.

- ``person``: A human being.
- ``organization``: A company, party, ministry, team, band.
- ``place``: A country, town, river, street, building.
- ``group``: A nationality, people, faith or political group: "Ukrainian", "Democrats".
- ``event``: A named event: "World War II".
- ``work``: A book, film, song or other work.
- ``product``: A product, vehicle or device.
- ``law``: A law, treaty or court case.
- ``language``: A language.
- ``other``: Any other.
"""

NoteKind: TypeAlias = Literal["empty", "binary", "encoding", "too_long", "language", "no_date", "failure"]
"""Kinds of notes.

- ``empty``: There is no text.
- ``binary``: It is no text: a picture, an archive, a program.
- ``encoding``: Bytes that are not valid in the text's encoding; each became U+FFFD.
- ``too_long``: Longer than the limit; the rest was cut off.
- ``language``: Not English: no facts were read.
- ``no_date``: No day of publication is known: relative times stay open.
- ``failure``: A step failed inside; what it would have found is missing.
"""

Offsets: TypeAlias = Literal["byte", "codepoint", "utf16"]
"""The unit in which a record counts its offsets.

- ``byte``: UTF-8 bytes, as Rust slices.
- ``codepoint``: Unicode code points, as Python slices.
- ``utf16``: UTF-16 units, as JavaScript and Java slice.
"""

Origin: TypeAlias = Literal[
    "hint", "json_ld", "open_graph", "meta_tag", "title_tag", "heading", "time_tag", "byline", "dateline", "credit", "url", "text"
]
"""Where a piece of metadata came from.

- ``hint``: Handed in with the source.
- ``json_ld``: A JSON-LD block.
- ``open_graph``: An OpenGraph or ``article:`` tag.
- ``meta_tag``: Another meta or link tag.
- ``title_tag``: The ``title`` element.
- ``heading``: A heading element or a title line.
- ``time_tag``: A ``time`` element.
- ``byline``: The byline.
- ``dateline``: The dateline.
- ``credit``: A credit.
- ``url``: The address.
- ``text``: A line of the visible text.
"""

PlaceKind: TypeAlias = Literal["region", "country", "admin1", "area", "city", "nature", "site", "unknown"]
"""Kinds of places.

- ``region``: A continent or a part of the world.
- ``country``: A country or territory.
- ``admin1``: A state or province.
- ``area``: A county, district or other area below it.
- ``city``: A city, town or village.
- ``nature``: A river, mountain, sea, island.
- ``site``: A building, street, park or other site.
- ``unknown``: Not known.
"""

PlaceUse: TypeAlias = Literal["literal", "metonym", "modifier", "embedded"]
"""How the name of a place is used.

- ``literal``: The place itself: "in Kyiv".
- ``metonym``: What has its seat there: "Kyiv said".
- ``modifier``: Before a noun: "a Russian strike", "US officials".
- ``embedded``: Part of another name: "University of Oxford".
"""

Polarity: TypeAlias = Literal["said", "denied", "not_said"]
"""Whether the words were said.

- ``said``: The source stands for the content.
- ``denied``: The source says that it is not so.
- ``not_said``: The source did not say it.
"""

Precision: TypeAlias = Literal["city", "admin1", "country", "region", "none"]
"""How exact a point is.

- ``city``: The settlement or site.
- ``admin1``: The middle of a state or province.
- ``country``: The middle of a country.
- ``region``: The middle of something larger.
- ``none``: No point.
"""

QuantityModifier: TypeAlias = Literal["=", "~", ">", "<", "range"]
"""How a number is to be taken.

- ``=``: Just so.
- ``~``: About.
- ``>``: More than, at least.
- ``<``: Less than, up to.
- ``range``: Between two bounds.
"""

QuoteKind: TypeAlias = Literal["direct", "indirect", "mixed", "silent"]
"""In whose words something is told.

- ``direct``: All between quote marks: the speaker's.
- ``indirect``: None between quote marks: the writer's.
- ``mixed``: Some of both.
- ``silent``: Nothing was said: "declined to comment".
"""

SpeakerKind: TypeAlias = Literal["person", "group", "organization", "document", "anonymous"]
"""Sorts of sources.

- ``person``: One person, named or not.
- ``group``: Several people: "residents".
- ``organization``: A company, ministry, state.
- ``document``: A report, a statement, a law.
- ``anonymous``: Someone whom the article does not want to name: "a source close to the talks".
"""

TimeKind: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
"""What sort of temporal expression it is.

- ``DATE``: A day or anything longer.
- ``TIME``: A time of day or part of one.
- ``DURATION``: How long.
- ``SET``: How often.
"""

UnitKind: TypeAlias = Literal["currency", "percent", "measure", "duration", "age", "count"]
"""Sorts of units.

- ``currency``: Money, by ISO 4217 code.
- ``percent``: Percent and percentage points.
- ``measure``: A unit of measure.
- ``duration``: A length of time.
- ``age``: Years of age.
- ``count``: Things or people.
"""

UnnamedKind: TypeAlias = Literal["person", "people"]
"""One person without a name, or several.

- ``person``: "the driver ... he"
- ``people``: "the protesters ... they".
"""

Value: TypeAlias = float | tuple[float | None, float | None]
"""A number or two bounds."""

VoiceKind: TypeAlias = Literal["writer", "group", "reader"]
"""Who speaks or is spoken to.

- ``writer``: "I"
- ``group``: "we"
- ``reader``: "you".
"""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Extent(ExtentMethods):
    """A stretch of the record's text: where it stands and what stands there.

    ``record.text[extent.start..extent.end] == extent.text``, in the record's unit of offsets.
    """

    start: int
    """Where it begins, counted from 0 in the unit of the offsets (in Rust, bytes)."""

    end: int
    """Where it ends: the first position after it."""

    text: str
    """The characters from ``start`` to ``end``. Stages leave it empty; it is filled in when the record is put together."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Age(AgeMethods, Extent):
    """An age in years."""

    years: int
    """Full years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative(Part):
    """Another place of the same name."""

    name: str
    """Its name."""

    geonames_id: int
    """Its number in GeoNames."""

    country: str
    """Its country."""

    confidence: float
    """How likely it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor(Part):
    """What a relative expression was counted from, and why."""

    kind: AnchorKind
    """What it is."""

    value: str
    """Its TIMEX3 value."""

    why: str
    """Why this one and this direction: "bare weekday, past tense: the last one up to the day of publication"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author(Part):
    """A person who wrote the article."""

    name: str
    """The name."""

    origin: Origin
    """Where it came from."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Block(BlockMethods, Stretch):
    """A stretch of text of one kind: a paragraph, or a part of a line."""

    start: int
    """Where it begins, counted from 0 in the unit of the offsets (in Rust, bytes)."""

    end: int
    """Where it ends: the first position after it."""

    kind: BlockKind
    """What it is."""

    confidence: float
    """How sure that is."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Byline(Extent):
    """The line that names the writers."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Cue(CueMethods, Extent):
    """The words that mark speech."""

    lemma: str
    """The dictionary form of the verb or noun: "say"."""

    polarity: Polarity
    """Said, denied, or not said."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Dateline(Extent):
    """The words before the first sentence that tell where and when the story was filed."""

    places: tuple[str, ...]
    """The places, as in running text: ``["Washington", "Kyiv"]``."""

    date: Extent | None = None
    """The date as written, if there is one: ``Nov 22``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Part):
    """A value and where it came from."""

    value: str
    """The value."""

    origin: Origin
    """Where it came from."""

    extent: Extent | None = None
    """Where it stands in the text, if it stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus(Part):
    """What area an article is about, weights adding up to at most 1 in each list, largest first."""

    countries: tuple[FocusArea, ...]
    """Countries, by ISO code."""

    admin1: tuple[FocusArea, ...]
    """States and provinces, by GeoNames code."""

    cities: tuple[FocusArea, ...]
    """Cities, by GeoNames number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusArea(Part):
    """One area and its weight."""

    code: str
    """Its code."""

    name: str
    """Its name."""

    weight: float
    """Its share of the article's places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Part):
    """A picture."""

    url: str
    """Its address."""

    caption: Extent | None = None
    """Its caption, if that stands in the text."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mention(MentionMethods, Extent):
    """A place in the text that refers to an entity."""

    kind: MentionKind
    """By what it refers."""

    confidence: float
    """How sure the reference is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta(Part):
    """What is known about the article itself."""

    title: Field | None = None
    """The headline."""

    authors: tuple[Author, ...]
    """Who wrote it: people, no roles, no agencies."""

    desk: Field | None = None
    """Who signs where no person does: a desk, a paper or an agency, in the page's words (``Courier Staff``, ``The Ardenvale
    News``).
    """

    byline: Byline | None = None
    """The byline as it stands."""

    dateline: Dateline | None = None
    """Where and when it was filed."""

    agency: Field | None = None
    """The news agency that it comes from, by its usual name."""

    site_name: Field | None = None
    """The name of the site."""

    published: Field | None = None
    """When it was published: ``YYYY-MM-DD``, or RFC 3339 where time and zone are known."""

    modified: Field | None = None
    """When it was last changed, as ``published``."""

    section: Field | None = None
    """The section of the paper."""

    canonical_url: Field | None = None
    """The address under which the publisher wants it known."""

    image: Image | None = None
    """The picture that leads it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Name(NameMethods, Extent):
    """A name as it stands in the text, without titles, a leading "the" or a possessive "'s"."""

    label: NameLabel
    """What it names."""

    confidence: float
    """How sure that is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Part):
    """Something that went wrong or was left out."""

    kind: NoteKind
    """What it is about, to filter by."""

    message: str
    """What happened and why, in words."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Organization(OrganizationMethods):
    """An organisation."""

    id: EntityId
    """``O`` and the index in the list."""

    name: str
    """The fullest name in the article."""

    acronym: str | None = None
    """Its short form, if the article introduces one: "WHO"."""

    mentions: tuple[Mention, ...]
    """Every mention, in the order of the text."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Person(PersonMethods):
    """A person as the article tells of them. Nothing here is guessed: what the text does not say is missing."""

    id: EntityId
    """``P`` and the index in the list."""

    name: str
    """The fullest name in the article, without titles."""

    given: str | None = None
    """The given part of it."""

    family: str | None = None
    """The family part of it."""

    honorific: str | None = None
    """Mr, Ms, Dr, Datuk, Sir ..., the one most used."""

    titles: tuple[Extent, ...]
    """Titles and roles as stated: "US Army Secretary"."""

    age: Age | None = None
    """Their age as stated."""

    occupation: Extent | None = None
    """What they do for a living, as stated: "accountant"."""

    affiliation: Extent | None = None
    """The organisation or state that a title ties them to."""

    pronouns: tuple[str, ...]
    """The pronouns that the article uses for them, most used first, in the subject form."""

    mentions: tuple[Mention, ...]
    """Every mention, in the order of the text."""

    best_mention: int
    """Index in ``mentions`` of the fullest one."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Place(PlaceMethods, Extent):
    """A mention of a place, resolved where that can be done."""

    name: str
    """The place's own name: "United States" for "US"."""

    kind: PlaceKind
    """What it is."""

    geonames_id: int | None = None
    """Its number in GeoNames."""

    country: str | None = None
    """Its country, ISO 3166 two letters."""

    admin1: str | None = None
    """Its state or province, the code of GeoNames: ``US.CA``."""

    latitude: float | None = None
    """Degrees north."""

    longitude: float | None = None
    """Degrees east."""

    use: PlaceUse
    """How the name is used."""

    demonym: bool = False
    """True if it names a people and through that its place: "Russian", "Mexicans"."""

    precision: Precision
    """How exact the point is."""

    confidence: float
    """How sure the choice is."""

    alternatives: tuple[Alternative, ...] = ()
    """What else it could be, best first."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Quantity(QuantityMethods, Extent):
    """A number that counts or measures something."""

    value: Value
    """How many."""

    unit: Unit | None = None
    """Of what."""

    modifier: QuantityModifier
    """How the number is to be taken."""

    counted: Extent | None = None
    """What is counted, head and modifiers: "hundreds of *drones*"."""

    change: Change | None = None
    """In which way it went."""

    confidence: float
    """How sure value and unit are together."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Quote(QuoteMethods):
    """Words attributed to a source."""

    content: tuple[Extent, ...]
    """What was said, in one or more pieces; without the outer quote marks, without "that". Empty for a cue without content
    ("declined to comment").
    """

    kind: QuoteKind
    """In whose words."""

    cue: Cue | None = None
    """The words that mark it as said; none for a quote that stands alone."""

    speaker: Speaker | None = None
    """Who said it."""

    addressee: Extent | None = None
    """To whom, as stated: "reporters"."""

    channel: Extent | None = None
    """By what way, as stated: "on X", "in a statement"."""

    within: int | None = None
    """Index in ``Record.quotes`` of the quote that this one lies in."""

    rule: str
    """The rule or model that found it."""

    confidence: float
    """How sure content and speaker are together."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sentence(Stretch):
    """A sentence."""

    start: int
    """Where it begins, counted from 0 in the unit of the offsets (in Rust, bytes)."""

    end: int
    """Where it ends: the first position after it."""

    first_token: int
    """Index of its first token in ``Record.tokens``."""

    end_token: int
    """Index after its last token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Part):
    """Who said it."""

    extent: Extent | None = None
    """The words that name the speaker, title and apposition included; none where the speaker follows from the context."""

    entity: EntityId | None = None
    """The person or organisation meant, if known."""

    name: str | None = None
    """The full name of that."""

    kind: SpeakerKind
    """What sort of source it is."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Time(TimeMethods, Extent):
    """A temporal expression, as in TIMEX3 (ISO-TimeML)."""

    type: TimeKind
    """What sort it is."""

    value: str
    """The TIMEX3 value: ``2025-11-26``, ``2025-W47``, ``P3D``, ``PAST_REF``; ``X`` for what is not known."""

    mod: str | None = None
    """The TIMEX3 modifier: ``START``, ``MID``, ``END``, ``APPROX``, ``MORE_THAN`` ..."""

    quant: str | None = None
    """For a set, how many at once: ``EVERY``."""

    freq: str | None = None
    """For a set, how often: ``2X``."""

    begin_date: date | None = None
    """The first day that it covers."""

    end_date: date | None = None
    """The day after the last one that it covers."""

    until: int | None = None
    """Index in ``Record.times`` of the other end of a range that starts here ("between 1932 and 1933"), or of the length that
    goes with a start ("from Friday for three days").
    """

    anchor: Anchor | None = None
    """What a relative expression was counted from."""

    rule: str
    """The rule that read it."""

    confidence: float
    """How sure extent and value are together."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Token(TokenMethods, Extent):
    """A token: a word or a mark, as in Universal Dependencies 2."""

    lemma: str
    """Its dictionary form."""

    upos: str
    """Its part of speech, UPOS."""

    head: int | None = None
    """Index in ``Record.tokens`` of the token that it depends on; none for the root of a sentence."""

    deprel: str
    """The relation to its head, without subtype."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Part):
    """What is counted or measured in."""

    kind: UnitKind
    """What sort it is."""

    symbol: str
    """Its symbol: an ISO 4217 code, ``percent``, an SI symbol, ``year``; for a count the head noun as written, lower-case."""

    name: str
    """Its name in the singular: "dollar", "kilometre", "fishing boat"."""

    extent: Extent | None = None
    """The words of the text for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed(Part):
    """Somebody whom the text does not name but tells of more than once."""

    kind: UnnamedKind
    """One or several."""

    mentions: tuple[Mention, ...]
    """Nouns and pronouns, in the order of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice(Part):
    """One of those whom a text does not name: the writer's "I" and "we", the reader's "you", outside of quotations."""

    kind: VoiceKind
    """Who speaks or is spoken to."""

    mentions: tuple[Mention, ...]
    """The pronouns, in the order of the text."""
