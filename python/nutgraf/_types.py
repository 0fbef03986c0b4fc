"""The types of a record's facts. Made by python/make_types.py from the JSON Schema of a record: do not edit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from nutgraf._methods import (
    AgeMethods,
    BlockMethods,
    CueMethods,
    ExtentMethods,
    MentionMethods,
    NameMethods,
    OrganizationMethods,
    PersonMethods,
    PlaceMethods,
    QuantityMethods,
    QuoteMethods,
    Stretch,
    TimeMethods,
    TokenMethods,
)
from nutgraf._part import Part

if not TYPE_CHECKING:
    from nutgraf._part import dataclass
else:
    from dataclasses import dataclass

__all__ = [
    "Age",
    "Alternative",
    "Anchor",
    "AnchorKind",
    "Answer",
    "Answers",
    "Author",
    "Block",
    "BlockKind",
    "Byline",
    "Change",
    "Count",
    "CountKind",
    "Cue",
    "Dateline",
    "EntityId",
    "Event",
    "EventMention",
    "EventPlace",
    "EventSource",
    "EventStatus",
    "EventTime",
    "EventType",
    "Extent",
    "Field",
    "Focus",
    "FocusArea",
    "Harm",
    "Image",
    "Mention",
    "MentionKind",
    "Meta",
    "Name",
    "NameLabel",
    "Nearness",
    "Note",
    "NoteKind",
    "Offsets",
    "Organization",
    "Origin",
    "Participant",
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
    "Span",
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

AnchorKind: TypeAlias = Literal["published", "dateline", "previous", "crawled"]
"""What relative expressions are counted from.

- ``published``: The day of publication.
- ``dateline``: The date of the dateline.
- ``previous``: The last date told before.
- ``crawled``: The day on which the page was fetched: the story may be older.
"""

BlockKind: TypeAlias = Literal[
    "title", "heading", "byline", "dateline", "body", "caption", "credit", "related", "promo", "metadata", "furniture"
]
"""The kind of text that a block holds.

- ``title``: The headline of the article.
- ``heading``: A cross-head inside the article.
- ``byline``: The line that names the writers.
- ``dateline``: Where and when the story was filed, as stated before the first sentence.
- ``body``: The article itself, standfirst included.
- ``caption``: The words under a picture.
- ``credit``: Agency, photographer, editors.
- ``related``: Links to other stories.
- ``promo``: Newsletters, subscriptions, apps.
- ``metadata``: Dates, sections, tags, reading time.
- ``furniture``: All else: menus, cookies, comments, footers.
"""

Change: TypeAlias = Literal["up", "down"]
"""The direction in which a quantity changed.

- ``up``: It rose by this quantity.
- ``down``: It fell by this quantity.
"""

CountKind: TypeAlias = Literal["killed", "injured", "arrested", "missing", "displaced", "participants"]
"""What happened to the people counted.

- ``killed``: Dead.
- ``injured``: Hurt.
- ``arrested``: Arrested.
- ``missing``: Not found.
- ``displaced``: Driven from home.
- ``participants``: Taking part: in a protest, a march.
"""

EntityId: TypeAlias = str
"""The id of a person or an organisation in its record: ``P0`` is ``people[0]``, ``O2`` is ``organizations[2]``."""

EventStatus: TypeAlias = Literal["asserted", "planned", "negated", "alleged", "possible", "generic"]
"""Whether the article says that it happened.

- ``asserted``: It happened or is happening.
- ``planned``: It is meant or expected to happen.
- ``negated``: It did not happen.
- ``alleged``: Someone with a part in it says that it happened.
- ``possible``: It may happen or have happened.
- ``generic``: No single happening is meant.
"""

EventType: TypeAlias = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "DISASTER",
    "ACCIDENT",
    "OUTBREAK",
    "CRIME",
    "DEATH",
    "APPOINT",
    "VOTE",
    "RULING",
    "DEAL",
    "LAUNCH",
    "CONTEST",
]
"""What sort of event it is: PLOVER's sixteen types, then eleven that news needs besides.

- ``AGREE``: A promise, an agreement.
- ``CONSULT``: A meeting, a visit, a call.
- ``SUPPORT``: Words of support: praise, thanks, recognition.
- ``CONCEDE``: Giving way to a demand.
- ``COOPERATE``: Working together.
- ``AID``: Help in money or deeds.
- ``RETREAT``: Giving up positions, people or arms.
- ``REQUEST``: Asking for something.
- ``ACCUSE``: Blame, criticism, charges, inquiries.
- ``REJECT``: Refusing, breaking off.
- ``THREATEN``: A threat.
- ``PROTEST``: Demonstrations, strikes, riots.
- ``SANCTION``: Penalties without violence.
- ``MOBILIZE``: Armed forces made ready.
- ``COERCE``: Arrests, bans, seizures.
- ``ASSAULT``: People hurt people.
- ``DISASTER``: Nature hurts people.
- ``ACCIDENT``: Harm that nobody meant.
- ``OUTBREAK``: A disease spreads.
- ``CRIME``: A crime without violence.
- ``DEATH``: A person dies, with no other event as the cause.
- ``APPOINT``: Someone takes or leaves an office or a post.
- ``VOTE``: An election, a vote, a law.
- ``RULING``: A court's doing.
- ``DEAL``: Business: sales, mergers, investments, layoffs.
- ``LAUNCH``: Something new starts, opens or is found.
- ``CONTEST``: Sport, and prizes.
"""

Harm: TypeAlias = Literal["killed", "injured", "casualties", "missing", "displaced", "damage"]
"""What came of an event, as a telling of it says: people or things that were harmed.

- ``killed``: People died: "killed", "murder", "the death toll".
- ``injured``: People were hurt: "injured", "wounds".
- ``casualties``: People died or were hurt, it is not said which: "casualties".
- ``missing``: People were not found: "missing", "vanished".
- ``displaced``: People were driven from home: "displaced", "homeless".
- ``damage``: Things were broken: "destroyed", "damage".
"""

MentionKind: TypeAlias = Literal["name", "pronoun", "role"]
"""The form by which a mention refers to its entity.

- ``name``: A name or a part of one.
- ``pronoun``: A personal or possessive pronoun.
- ``role``: A noun for the role of its entity: "the minister".
"""

NameLabel: TypeAlias = Literal["person", "organization", "place", "group", "event", "work", "product", "law", "language", "other"]
"""The kind of thing that a name names.

- ``person``: A human being, real or invented.
- ``organization``: A company, party, ministry, team, band.
- ``place``: A country, town, river, street, building.
- ``group``: A nationality, people, faith or political group: "Ukrainian", "Democrats".
- ``event``: A named event: "World War II".
- ``work``: A book, film, song or other work.
- ``product``: A product, vehicle or device.
- ``law``: A law, treaty or court case.
- ``language``: The name of a language: "Swahili".
- ``other``: A name of any other kind.
"""

Nearness: TypeAlias = Literal["clause", "sentence", "mention", "dateline", "published"]
"""Where a place or time was read, seen from its event.

- ``clause``: In the same clause.
- ``sentence``: In the same sentence.
- ``mention``: At another telling of the event.
- ``dateline``: In the dateline.
- ``published``: It is the day of publication.
"""

NoteKind: TypeAlias = Literal[
    "empty", "binary", "encoding", "too_long", "json_ld", "no_article", "language", "no_date", "source", "failure"
]
"""Kinds of notes about what could not be read.

- ``empty``: There is no text.
- ``binary``: It is no text: a picture, an archive, a program.
- ``encoding``: Bytes that are not valid in the text's encoding; each became U+FFFD.
- ``too_long``: Longer than the limit; the rest was cut off.
- ``json_ld``: JSON-LD of the page was broken: what could not be read is missing.
- ``no_article``: The page shows no article: a section's front, a page that scripts fill, a login.
- ``language``: Not English: no facts were read.
- ``no_date``: No day of publication is known: relative times stay open.
- ``source``: What was handed in can't be used as it is: a date that is none, an address for a text, an id that came before,
  lost characters.
- ``failure``: A step failed inside; what it would have found is missing.
"""

Offsets: TypeAlias = Literal["byte", "codepoint", "utf16"]
"""The unit in which a record counts its offsets.

- ``byte``: UTF-8 bytes, as Rust slices.
- ``codepoint``: Unicode code points, as Python slices.
- ``utf16``: UTF-16 units, as JavaScript and Java slice.
"""

Origin: TypeAlias = Literal[
    "hint",
    "json_ld",
    "open_graph",
    "meta_tag",
    "title_tag",
    "heading",
    "time_tag",
    "byline",
    "dateline",
    "credit",
    "image_tag",
    "url",
    "text",
]
"""The part of the page or the source that a piece of metadata comes from.

- ``hint``: A hint given together with the source.
- ``json_ld``: A JSON-LD block of the page.
- ``open_graph``: An OpenGraph or ``article:`` tag.
- ``meta_tag``: Another meta or link tag.
- ``title_tag``: The ``title`` element.
- ``heading``: A heading element or a title line.
- ``time_tag``: A ``time`` element of the page.
- ``byline``: The byline in the visible text.
- ``dateline``: The dateline before the first sentence.
- ``credit``: A credit line: agency, photographer, editor.
- ``image_tag``: An ``img`` element of the page.
- ``url``: The address that the source came from.
- ``text``: Another line of the visible text.
"""

PlaceKind: TypeAlias = Literal["region", "country", "admin1", "area", "city", "nature", "site", "unknown"]
"""The kind of a place.

- ``region``: A continent or a part of the world.
- ``country``: A country or territory.
- ``admin1``: A state or province.
- ``area``: A county, district or other area below it.
- ``city``: A city, town or village.
- ``nature``: A river, mountain, sea, island.
- ``site``: A building, street, park or other site.
- ``unknown``: A place whose kind is not known.
"""

PlaceUse: TypeAlias = Literal["literal", "metonym", "modifier", "embedded"]
"""How the name of a place is used.

- ``literal``: The place itself: "in Kyiv".
- ``metonym``: What has its seat there: "Kyiv said".
- ``modifier``: Before a noun: "a Russian strike", "US officials".
- ``embedded``: Part of another name: "University of Oxford".
"""

Polarity: TypeAlias = Literal["said", "denied", "not_said"]
"""Whether a source affirms, denies or withholds the content.

- ``said``: The source affirms the content.
- ``denied``: The source says that it is not so.
- ``not_said``: The source did not say it.
"""

Precision: TypeAlias = Literal["city", "admin1", "country", "region", "none"]
"""How exact a point is.

- ``city``: The point of the settlement or site itself.
- ``admin1``: The middle of a state or province.
- ``country``: The middle of a country.
- ``region``: The middle of something larger.
- ``none``: No point is known for it.
"""

QuantityModifier: TypeAlias = Literal["=", "~", ">", "<", "range"]
"""How a number is to be taken.

- ``=``: The number as it is written.
- ``~``: Approximately the number: "about 20".
- ``>``: More than or at least the number.
- ``<``: Less than or at most the number.
- ``range``: A number between two bounds.
"""

QuoteKind: TypeAlias = Literal["direct", "indirect", "mixed", "silent"]
"""Whose words a quote consists of.

- ``direct``: The speaker's words: all between quotation marks.
- ``indirect``: The writer's words: none between quotation marks.
- ``mixed``: Partly between quotation marks.
- ``silent``: Nothing was said: "declined to comment".
"""

SpeakerKind: TypeAlias = Literal["person", "group", "organization", "document", "anonymous"]
"""The kind of a source.

- ``person``: One person, named or not.
- ``group``: Several people: "residents".
- ``organization``: A company, ministry, state.
- ``document``: A report, a statement, a law.
- ``anonymous``: Someone whom the article does not want to name: "a source close to the talks".
"""

TimeKind: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
"""The TIMEX3 type of a temporal expression.

- ``DATE``: A day or a longer stretch of the calendar.
- ``TIME``: A time of day or part of one.
- ``DURATION``: A length of time.
- ``SET``: A set of times: how often.
"""

UnitKind: TypeAlias = Literal["currency", "percent", "measure", "duration", "age", "count"]
"""The kind of a unit.

- ``currency``: Money, by ISO 4217 code.
- ``percent``: Percent and percentage points.
- ``measure``: A physical unit of measure: metre, tonne.
- ``duration``: A unit of time: hour, year.
- ``age``: The age of somebody, in years.
- ``count``: Things or people that are counted.
"""

UnnamedKind: TypeAlias = Literal["person", "people"]
"""One person without a name, or several.

- ``person``: One person: "the driver ... he".
- ``people``: Several people: "the protesters ... they".
"""

Value: TypeAlias = float | tuple[float | None, float | None]
"""A number, or the two bounds of one."""

VoiceKind: TypeAlias = Literal["writer", "group", "reader"]
"""Whose pronouns these are: the writer's, the writer's side's or the reader's.

- ``writer``: The writer, by "I", "me", "my".
- ``group``: The writer's side, by "we", "us", "our".
- ``reader``: The reader, by "you" and "your".
"""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Extent(ExtentMethods):
    """A stretch of the record's text: its offsets and its characters.

    ``record.text[extent.start..extent.end] == extent.text``, in the record's unit of offsets.
    """

    start: int
    """First position, counted from 0 in the record's unit of offsets."""

    end: int
    """First position after it, in the record's unit of offsets."""

    text: str
    """The characters from ``start`` to ``end``. Stages leave it empty; it is filled in when the record is put together."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Age(AgeMethods, Extent):
    """A person's age in years, as stated."""

    years: int
    """Age in full years, as the text states it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative(Part):
    """Another place of the same name."""

    name: str
    """The name of the place or area."""

    geonames_id: int
    """The identifier of the place in GeoNames."""

    country: str
    """The country, ISO 3166-1 two letters."""

    confidence: float
    """Probability that this place is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor(Part):
    """What a relative expression was counted from, and why."""

    kind: AnchorKind
    """What the expression was counted from."""

    value: str
    """The TIMEX3 value of the anchor."""

    why: str
    """Why this one and this direction: "bare weekday, past tense: the last one up to the day of publication"."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Answer(Extent):
    """An answer to one of the questions."""

    name: str | None = None
    """The full name, where the words are a short one."""

    rule: str
    """The rule that found it."""

    confidence: float
    """How sure it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Part):
    """What the article answers to the five Ws and How, each best first; empty where the text does not say."""

    who: tuple[Answer, ...]
    """Who did it."""

    what: tuple[Answer, ...]
    """What they did."""

    when: tuple[Answer, ...]
    """When."""

    where: tuple[Answer, ...]
    """Where."""

    why: tuple[Answer, ...]
    """Why."""

    how: tuple[Answer, ...]
    """How."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author(Part):
    """A person who wrote the article."""

    name: str
    """The name as the page writes it."""

    origin: Origin
    """The part of the page or the source that states it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Block(BlockMethods, Stretch):
    """A stretch of text of one kind: a paragraph, or a part of a line."""

    start: int
    """First position, counted from 0 in the record's unit of offsets."""

    end: int
    """First position after it, in the record's unit of offsets."""

    kind: BlockKind
    """The kind of text in the block."""

    confidence: float
    """Probability that body and other text are told apart rightly here."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Byline(Extent):
    """The line that names the writers of the article."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Count(Extent):
    """How many people something happened to."""

    kind: CountKind
    """What happened to them."""

    low: int
    """The least number."""

    high: int | None = None
    """The greatest number; none where it is open ("dozens", "at least nine"). The same as ``low`` for an exact number."""

    modifier: QuantityModifier
    """How the number is to be taken, as in the quantity that it was read from; ``=`` for one person."""

    total: bool = False
    """True if the text gives it as a total: "the toll rose to 40"."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Cue(CueMethods, Extent):
    """The words that mark speech."""

    lemma: str
    """The dictionary form of the verb or noun: "say"."""

    polarity: Polarity
    """Whether the source affirms, denies or withholds the content."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Dateline(Extent):
    """The words before the first sentence that state where and when the story was filed."""

    places: tuple[str, ...]
    """The places, as in running text: ``["Washington", "Kyiv"]``."""

    date: Extent | None = None
    """The date as written, if there is one: ``Nov 22``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Part):
    """Something that the article says happened, will happen or did not. One happening is one event, however often it is told."""

    type: EventType
    """What sort of event it is."""

    mode: str | None = None
    """How it was done, a short word: ``firearms``, ``strike``, ``earthquake``, ``merger``."""

    plover: EventType | None = None
    """Its type in PLOVER, if PLOVER has one for it: a court's ruling is a SANCTION there."""

    status: EventStatus
    """Whether the article says that it happened."""

    source: EventSource | None = None
    """Who says so, where it is not the article itself."""

    actors: tuple[Participant, ...]
    """Who did it; both sides of a meeting, an agreement or a clash."""

    recipients: tuple[Participant, ...]
    """To whom it was done."""

    instrument: Extent | None = None
    """With what: the words for a weapon or tool."""

    place: EventPlace | None = None
    """Where."""

    time: EventTime | None = None
    """When."""

    counts: tuple[Count, ...]
    """How many people were killed, injured, arrested and so on; at most one of each kind."""

    mentions: tuple[EventMention, ...]
    """Every place of the text that tells of it, in the order of the text."""

    best_mention: int
    """Index in ``mentions`` of the telling that says most."""

    rank: int
    """Its place among the events of the article by weight, from 1, the main event."""

    rule: str
    """What found it."""

    confidence: float
    """How sure type and status are together."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EventMention(Extent):
    """A place of the text that tells of an event."""

    status: EventStatus
    """Whether this telling says that it happened."""

    harm: Harm | None = None
    """What it tells came of the event, where its words name that ("killed", "damage") and not what was done ("strike",
    "crash").
    """

    sentence: Span
    """The sentence."""

    quote: int | None = None
    """Index in ``Record.quotes`` of the quote that it stands in."""

    title: bool = False
    """True in the headline."""

    confidence: float
    """How sure the type of this mention is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace(Part):
    """Where an event was."""

    place: int
    """Index in ``Record.places``."""

    geo_precision: int
    """How exact it is, as ACLED counts: 1 a settlement or site, 2 an area, 3 a state, province or country."""

    nearness: Nearness
    """Where in the text it was read, seen from the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSource(Part):
    """Who says that an event happened."""

    extent: Extent | None = None
    """The words for them."""

    entity: EntityId | None = None
    """The person or organisation meant, if known."""

    name: str | None = None
    """The full name of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime(Part):
    """When an event was."""

    time: int | None = None
    """Index in ``Record.times``; none for the day of publication."""

    begin_date: date
    """The first day."""

    end_date: date
    """The day after the last one."""

    time_precision: int
    """How exact it is, as ACLED counts: 1 a day, 2 up to a week, 3 a month or longer."""

    nearness: Nearness
    """Where in the text it was read, seen from the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Part):
    """A value of metadata with its origin."""

    value: str
    """The value, without markup and surrounding space."""

    origin: Origin
    """The part of the page or the source that states it."""

    extent: Extent | None = None
    """Its characters in the text, where the visible text has the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus(Part):
    """What area an article is about, weights adding up to at most 1 in each list, largest first."""

    countries: tuple[FocusArea, ...]
    """Countries by ISO 3166-1 code, most important first."""

    admin1: tuple[FocusArea, ...]
    """States and provinces, by GeoNames code."""

    cities: tuple[FocusArea, ...]
    """Cities by ``GeoNames`` number, most important first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusArea(Part):
    """An area and its share of an article's places."""

    code: str
    """The code: ISO country, GeoNames state or GeoNames number."""

    name: str
    """The name of the place or area."""

    weight: float
    """The share of the article's places that lie in it, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Part):
    """A picture of the page."""

    url: str
    """The address of the picture file, absolute where that of the page is known."""

    origin: Origin
    """The part of the page that states it."""

    caption: Extent | None = None
    """The caption, where the text has it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mention(MentionMethods, Extent):
    """A place in the text that refers to an entity."""

    kind: MentionKind
    """Whether it is a name, a pronoun or a role noun."""

    confidence: float
    """Probability that the mention refers to this entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta(Part):
    """What is known about the article itself."""

    title: Field | None = None
    """The headline of the article."""

    authors: tuple[Author, ...]
    """Who wrote it: people, no roles, no agencies."""

    desk: Field | None = None
    """The house that signs, in the page's words (``Courier Staff``, ``The Ardenvale News``): where no person does, or declared
    beside people.
    """

    byline: Byline | None = None
    """The byline as the page shows it."""

    dateline: Dateline | None = None
    """Where and when the story was filed, as stated before the first sentence."""

    agency: Field | None = None
    """The news agency that it comes from, by its usual name."""

    site_name: Field | None = None
    """The name of the site that published the article."""

    published: Field | None = None
    """When it was published: ``YYYY-MM-DD``, or RFC 3339 where time and zone are known."""

    crawled: Field | None = None
    """When it was fetched, as ``published``: from the web archive or handed in."""

    modified: Field | None = None
    """When it was last changed, as ``published``."""

    section: Field | None = None
    """The section of the paper or site: "World"."""

    canonical_url: Field | None = None
    """The address under which the publisher wants it known."""

    image: Image | None = None
    """The picture that leads the article."""

    images: tuple[Image, ...] = ()
    """The pictures of the article in their order, the leading one first if the page declares one."""

    description: Field | None = None
    """What the article says, in a sentence or two of the publisher's."""

    tags: tuple[Field, ...] = ()
    """What the article is about, in the publisher's words: keywords and topics, each once."""

    categories: tuple[Field, ...] = ()
    """Where the publisher files the article: sections and categories, each once."""

    license: Field | None = None
    """The licence that the page declares: its address, or its name."""

    hostname: Field | None = None
    """The host of the article's address, in small letters, without ``www.``."""

    page_type: Field | None = None
    """What kind of page it declares to be: a type of schema.org (``NewsArticle``) or of OpenGraph (``article``)."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Name(NameMethods, Extent):
    """A name in the text, without titles, a leading "the" or a possessive "'s"."""

    label: NameLabel
    """The kind of thing that is named."""

    confidence: float
    """Probability that extent and label are right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Part):
    """Something that went wrong or was left out."""

    kind: NoteKind
    """What it is about, to filter by."""

    message: str
    """What happened and why, in words."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Organization(OrganizationMethods):
    """An organisation that the article names."""

    id: EntityId
    """``O`` and the index in the list."""

    name: str
    """The fullest name in the article."""

    acronym: str | None = None
    """Its short form, if the article introduces one: "WHO"."""

    mentions: tuple[Mention, ...]
    """Every mention, in the order of the text."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Participant(Extent):
    """Who takes part in an event."""

    entity: EntityId | None = None
    """The person or organisation meant, if known."""

    name: str | None = None
    """The full name of that, or of the place or people named."""

    country: str | None = None
    """Their country, ISO 3166 two letters."""

    sector: str | None = None
    """Their sector, a code of CAMEO: GOV, MIL, COP, REB, OPP, CVL ..."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Person(PersonMethods):
    """A person as the article tells of them. Nothing here is guessed: what the text does not say is missing."""

    id: EntityId
    """``P`` and the index in the list."""

    name: str
    """The fullest name in the article, without titles."""

    given: str | None = None
    """The given-name part of ``name``."""

    family: str | None = None
    """The family-name part of ``name``."""

    honorific: str | None = None
    """The form of address used most: Mr, Ms, Dr, Datuk, Sir."""

    titles: tuple[Extent, ...]
    """Titles and roles as stated: "US Army Secretary"."""

    age: Age | None = None
    """Age in years, where the article states it."""

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
    """The kind of the place."""

    geonames_id: int | None = None
    """The identifier of the place in GeoNames."""

    country: str | None = None
    """Its country, ISO 3166 two letters."""

    admin1: str | None = None
    """Its state or province, the code of GeoNames: ``US.CA``."""

    latitude: float | None = None
    """Latitude in degrees, north positive."""

    longitude: float | None = None
    """Longitude in degrees, east positive."""

    use: PlaceUse
    """How the text uses the name."""

    demonym: bool = False
    """True if it names a people and through that its place: "Russian", "Mexicans"."""

    precision: Precision
    """What the point is the middle of."""

    confidence: float
    """Probability that mention and place are right."""

    alternatives: tuple[Alternative, ...] = ()
    """Other places of the same name, most likely first."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Quantity(QuantityMethods, Extent):
    """A number that counts or measures something."""

    value: Value
    """The number, or the bounds of it."""

    unit: Unit | None = None
    """The unit, where the text names one."""

    modifier: QuantityModifier
    """Whether the number is exact, approximate or a bound."""

    counted: Extent | None = None
    """What is counted, head and modifiers: "hundreds of *drones*"."""

    change: Change | None = None
    """The direction of a change, where the text states one."""

    confidence: float
    """Probability that value and unit are both right."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Quote(QuoteMethods):
    """Words that the text attributes to a source."""

    content: tuple[Extent, ...]
    """What was said, in one or more pieces; without the outer quote marks, without "that". Empty for a cue without content
    ("declined to comment").
    """

    kind: QuoteKind
    """Whose words they are: the speaker's or the writer's."""

    cue: Cue | None = None
    """The words that mark it as said; none for a quote that stands alone."""

    speaker: Speaker | None = None
    """The source that the words are attributed to."""

    addressee: Extent | None = None
    """The addressee, as stated: "reporters"."""

    channel: Extent | None = None
    """The channel, as stated: "on X", "in a statement"."""

    within: int | None = None
    """Index in ``Record.quotes`` of the quote that this one lies in."""

    rule: str
    """The rule or model that found it."""

    confidence: float
    """Probability that content and speaker are both right."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sentence(Stretch):
    """A sentence of the article."""

    start: int
    """First position, counted from 0 in the record's unit of offsets."""

    end: int
    """First position after it, in the record's unit of offsets."""

    first_token: int
    """Index of its first token in ``Record.tokens``."""

    end_token: int
    """Index after its last token."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Span(Stretch):
    """A stretch of a text: two offsets, of which the second is exclusive.

    Within this crate offsets are UTF-8 bytes; ``Record.with_offsets`` changes the unit of a whole record. ``0..5`` covers
        the first five bytes, not the sixth.

    # Examples

    ```` use nutgraf.Span;

    let span = Span.new(7, 12); assert_eq!(span.of("Mayor: Marta spoke."), "Marta"); assert_eq!(span.len(), 5); ````
    """

    start: int
    """First position, counted from 0 in the record's unit of offsets."""

    end: int
    """First position after it, in the record's unit of offsets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Part):
    """The source that the words are attributed to."""

    extent: Extent | None = None
    """The words that name the speaker, title and apposition included; none where the speaker follows from the context."""

    entity: EntityId | None = None
    """The person or organisation meant, if known."""

    name: str | None = None
    """The full name of ``entity``."""

    kind: SpeakerKind
    """The kind of the source."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Time(TimeMethods, Extent):
    """A temporal expression, as in TIMEX3 (ISO-TimeML)."""

    type: TimeKind
    """The TIMEX3 type of the expression."""

    value: str
    """The TIMEX3 value: ``2025-11-26``, ``2025-W47``, ``P3D``, ``PAST_REF``; ``X`` for what is not known."""

    mod: str | None = None
    """The TIMEX3 modifier: ``START``, ``MID``, ``END``, ``APPROX``, ``MORE_THAN`` ..."""

    quant: str | None = None
    """For a set, how many at once: ``EVERY``."""

    freq: str | None = None
    """For a set, how often: ``2X``."""

    begin_date: date | None = None
    """The first day that it covers; none if that is before the year 1, which ``value`` still says."""

    end_date: date | None = None
    """The day after the last one that it covers; none where ``begin_date`` is."""

    until: int | None = None
    """Index in ``Record.times`` of the other end of a range that starts here ("between 1932 and 1933"), or of the length that
    goes with a start ("from Friday for three days").
    """

    anchor: Anchor | None = None
    """What a relative expression was counted from."""

    rule: str
    """The name of the rule that read it."""

    confidence: float
    """Probability that extent and value are both right."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Token(TokenMethods, Extent):
    """A token: a word or a mark, as in Universal Dependencies 2."""

    lemma: str
    """The dictionary form of the token."""

    upos: str
    """The part of speech, a UPOS tag."""

    head: int | None = None
    """Index in ``Record.tokens`` of the token that it depends on; none for the root of a sentence."""

    deprel: str
    """The dependency relation to its head, without subtype."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Part):
    """The unit of a quantity."""

    kind: UnitKind
    """The kind of the unit."""

    symbol: str
    """Its symbol: an ISO 4217 code, ``percent``, an SI symbol, ``year``; for a count the head noun as written, lower-case."""

    name: str
    """Its name in the singular: "dollar", "kilometre", "fishing boat"."""

    extent: Extent | None = None
    """The words of the text for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed(Part):
    """Somebody whom the text does not name but mentions more than once."""

    kind: UnnamedKind
    """Whether it is one person or several people."""

    mentions: tuple[Mention, ...]
    """Nouns and pronouns, in the order of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice(Part):
    """One of those whom a text does not name: the writer's "I" and "we", the reader's "you", outside of quotations."""

    kind: VoiceKind
    """Whose pronouns these are: the writer's, the writer's side's or the reader's."""

    mentions: tuple[Mention, ...]
    """The pronouns, in the order of the text."""
