"""The types of a record: made from the schema, law of places, plain data, pickles."""

import copy
import dataclasses
import json
import pickle
import subprocess
import sys

import nutgraf
import pytest
from conftest import ROOT
from test_cli import nutgraf as command

STORY = "PORT ALWIN, Nov 3 - The canal cost $3 million, Mayor Ana Ruiz, 51, said on Monday.\n\n“We will,” she said, “rebuild it.”"


@pytest.fixture(scope="module")
def record():
    return nutgraf.extract(STORY, published="2025-11-03", options=nutgraf.Options(tokens=True))


def parts(value):
    """Every part inside."""
    if dataclasses.is_dataclass(value):
        yield value
        for field in dataclasses.fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from parts(item)


def test_types_are_the_ones_of_the_schema():
    result = subprocess.run([sys.executable, ROOT / "python" / "make_types.py", "--check"], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_every_field_of_the_schema_is_an_attribute(record):
    schema = nutgraf.schema()
    for name in schema["properties"]:
        getattr(record, name)
    for name, definition in schema["$defs"].items():
        if definition.get("type") == "object":
            fields = {field.name for field in dataclasses.fields(getattr(nutgraf, name))}
            assert fields == set(definition["properties"]), name


def test_whatever_has_a_place_has_the_words_of_it(record):
    kinds = set()
    for name in nutgraf.schema()["properties"]:
        for part in parts(getattr(record, name)):
            if hasattr(part, "start") and not isinstance(part, nutgraf.Quote):
                assert record.text[part.start : part.end] == part.text, part
                kinds.add(type(part).__name__)
    assert {"Block", "Sentence", "Token", "Extent", "Place", "Time", "Cue", "Mention"} <= kinds


def test_reprs_show_values(record):
    lists = ("times", "quantities", "places", "names", "tokens", "blocks")
    shown = " ".join(repr(part) for name in lists for part in getattr(record, name))
    for words in ("value='2025-11-03'", "value=3000000.0, symbol='USD'", "label='person'", "upos='NOUN'", "kind='body'"):
        assert words in shown, shown


def test_plain_data_holds_no_record(record):
    person = dataclasses.asdict(record.people[0])
    assert person["mentions"][0]["text"] == record.people[0].mentions[0].text
    assert json.dumps(person)
    assert "record" not in person


def test_parts_keep_their_record_in_copies_and_pickles(record):
    person = record.people[0]
    for again in (copy.copy(person), pickle.loads(pickle.dumps(person))):
        assert again == person
        assert again.quotes == person.quotes


def test_records_of_other_units_are_converted(record):
    text = "“¿Señor?” Ana Ruiz asked in Port Alwin. "
    for unit in ("byte", "codepoint", "utf16"):
        line = command("extract", "--offsets", unit, input=text.encode()).stdout.decode()
        assert nutgraf.Record(line).quotes == nutgraf.extract(text).quotes
    with pytest.raises(ValueError, match="this is no record"):
        nutgraf.Record("{}")


def test_the_version_is_the_command_s():
    assert command("--version").stdout.decode().split() == ["nutgraf", nutgraf.__version__]
