"""nutgraf reads news as a crawler leaves it and returns a record of what it says.

>>> import nutgraf
>>> record = nutgraf.extract("ARDENVALE, Nov 3 - “We will rebuild,” Mayor Ana Ruiz said.", published="2025-11-03")
>>> record.text[:9]
'ARDENVALE'

Offsets are code points, end exclusive: ``record.text[fact.start:fact.end] == fact.text`` for every fact.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nutgraf._corpus import Summary, read_corpus
    from nutgraf._extract import Extractor, Options, extract, schema
    from nutgraf._native import Table
    from nutgraf._record import (
        Age,
        Alternative,
        Anchor,
        Author,
        Block,
        Byline,
        Cue,
        Dateline,
        Extent,
        Field,
        Focus,
        FocusArea,
        Image,
        Mention,
        Meta,
        Name,
        Note,
        Organization,
        Person,
        Place,
        Quantity,
        Quote,
        Record,
        Sentence,
        Speaker,
        Time,
        Token,
        Unit,
        Unnamed,
        Voice,
    )
    from nutgraf._tables import extract_table, tables
else:
    # On first use: the command `nutgraf` needs none of it, and would start twice as slowly with it.
    def __getattr__(name):
        from importlib import import_module

        if name in __all__:
            for home in ("_record", "_extract", "_tables", "_corpus"):
                value = getattr(import_module(f"nutgraf.{home}"), name, None)
                if value is not None:
                    globals()[name] = value
                    return value
        raise AttributeError(f"module 'nutgraf' has no attribute {name!r}")

    def __dir__():
        return sorted({*globals(), *__all__})


__all__ = [
    "Age",
    "Alternative",
    "Anchor",
    "Author",
    "Block",
    "Byline",
    "Cue",
    "Dateline",
    "Extent",
    "Extractor",
    "Field",
    "Focus",
    "FocusArea",
    "Image",
    "Mention",
    "Meta",
    "Name",
    "Note",
    "Options",
    "Organization",
    "Person",
    "Place",
    "Quantity",
    "Quote",
    "Record",
    "Sentence",
    "Speaker",
    "Summary",
    "Table",
    "Time",
    "Token",
    "Unit",
    "Unnamed",
    "Voice",
    "extract",
    "extract_table",
    "read_corpus",
    "schema",
    "tables",
]
