"""nutgraf reads news as a crawler leaves it and returns a record of what it says.

>>> import nutgraf
>>> record = nutgraf.extract("ARDENVALE, Nov 3 - “We will rebuild,” Mayor Ana Ruiz said.", published="2025-11-03")
>>> record.text[:9]
'ARDENVALE'

Offsets are code points, end exclusive: ``record.text[fact.start:fact.end] == fact.text`` for every fact of one piece,
and for each piece of a quote.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    # made: imports
    from nutgraf._corpus import Summary, iter_corpus, write_corpus
    from nutgraf._extract import Extractor, extract, schema
    from nutgraf._link import Corpus, link
    from nutgraf._options import Options
    from nutgraf._record import Record
    from nutgraf._report import report
    from nutgraf._tables import Table, extract_table, tables
    from nutgraf._types import (
        Age,
        Alternative,
        Anchor,
        AnchorKind,
        Answer,
        Answers,
        Author,
        Block,
        BlockKind,
        Byline,
        Change,
        Count,
        CountKind,
        Cue,
        Dateline,
        EntityId,
        Event,
        EventMention,
        EventPlace,
        EventSource,
        EventStatus,
        EventTime,
        EventType,
        Extent,
        Field,
        Focus,
        FocusArea,
        Harm,
        Image,
        Mention,
        MentionKind,
        Meta,
        Name,
        NameLabel,
        Nearness,
        Note,
        NoteKind,
        Offsets,
        Organization,
        Origin,
        Participant,
        Person,
        Place,
        PlaceKind,
        PlaceUse,
        Polarity,
        Precision,
        Quantity,
        QuantityModifier,
        Quote,
        QuoteKind,
        Sentence,
        Span,
        Speaker,
        SpeakerKind,
        Time,
        TimeKind,
        Token,
        Unit,
        UnitKind,
        Unnamed,
        UnnamedKind,
        Value,
        Voice,
        VoiceKind,
    )
    from nutgraf._validate import Validation, sample, validate

    # end
    __version__: str
else:
    # On first use: the command `nutgraf` needs none of it, and would start twice as slowly with it.
    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module 'nutgraf' has no attribute {name!r}")
        from importlib import import_module

        if name == "__version__":
            value = import_module("nutgraf._native").version()
        else:
            value = getattr(import_module(f"nutgraf.{_HOMES.get(name, '_types')}"), name)
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *__all__})

    # Where a name is that is no type of a record.
    # made: homes
    _HOMES = {
        "Summary": "_corpus",
        "iter_corpus": "_corpus",
        "write_corpus": "_corpus",
        "Extractor": "_extract",
        "extract": "_extract",
        "schema": "_extract",
        "Corpus": "_link",
        "link": "_link",
        "Options": "_options",
        "Record": "_record",
        "report": "_report",
        "Table": "_tables",
        "extract_table": "_tables",
        "tables": "_tables",
        "Validation": "_validate",
        "sample": "_validate",
        "validate": "_validate",
    }
    # end


# made: names
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
    "Corpus",
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
    "Extractor",
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
    "Options",
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
    "Record",
    "Sentence",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Summary",
    "Table",
    "Time",
    "TimeKind",
    "Token",
    "Unit",
    "UnitKind",
    "Unnamed",
    "UnnamedKind",
    "Validation",
    "Value",
    "Voice",
    "VoiceKind",
    "__version__",
    "extract",
    "extract_table",
    "iter_corpus",
    "link",
    "report",
    "sample",
    "schema",
    "tables",
    "validate",
    "write_corpus",
]
# end
