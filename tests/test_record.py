import dataclasses
import json
import pickle
import re
from datetime import date
from itertools import pairwise

import jsonschema
import nutgraf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

STORY = """PORT ALWIN, Nov 25 - Prime Minister Tomas Veller said on Nov 25 the Sund canal would reopen.

“We have lost a year to arguments,” Mr Veller said. “The offer is on the table.”

😀 Some 40 per cent of the €310 million will come from Brussels, he added.
"""
LISTS = ("people", "organizations", "names", "places", "times", "quantities", "quotes", "tokens")


def facts(value):
    """Every fact inside: whatever has text, start and end."""
    if isinstance(value, nutgraf.Extent):
        yield value
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name != "record":
                yield from facts(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from facts(item)


def check(record):
    for name in LISTS:
        for fact in facts(getattr(record, name)):
            assert record.text[fact.start : fact.end] == fact.text, (name, fact)
    for a, b in pairwise(record.blocks):
        assert a.end <= b.start


def test_facts_stand_where_they_say(example):
    record = nutgraf.extract(example, options=nutgraf.Options(tokens=True))
    check(record)
    assert record.tokens
    assert record.body


def test_records_fit_their_schema(example):
    jsonschema.Draft202012Validator(nutgraf.schema()).validate(nutgraf.extract(example, published="2025-11-26").to_dict())


def test_schema_refuses_what_is_no_record():
    data = nutgraf.extract(STORY).to_dict()
    data["quotes"] = [{"kind": "sung"}]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(nutgraf.schema()).validate(data)


def test_speakers_are_found_and_known_by_name():
    record = nutgraf.extract(STORY, published="2025-11-26")
    assert [p.name for p in record.people] == ["Tomas Veller"]
    veller = record.people[0]
    said = [q.text for q in veller.quotes]
    assert any("lost a year" in text and "on the table" in text for text in said), said
    assert record.quotes_by("veller") == veller.quotes
    assert record.quotes_by("nobody") == []


def test_text_is_the_source_itself():
    assert nutgraf.extract(STORY).text == STORY


def test_published_may_be_a_date_or_a_string():
    a = nutgraf.extract(STORY, published=date(2025, 11, 26))
    b = nutgraf.extract(STORY, published="2025-11-26")
    assert a == b
    assert a.published == date(2025, 11, 26)
    day = next(t for t in a.times if t.text == "Nov 25" and t.start > 20)
    assert day.interval == (date(2025, 11, 25), date(2025, 11, 26))


def test_html_is_read_from_bytes_and_from_str():
    html = b"<html><body><p>Ana Ruiz spoke for an hour about the bridge.</p><p>Nobody answered her.</p></body></html>"
    assert nutgraf.extract(html).text == nutgraf.extract(html.decode()).text
    assert "<p>" not in nutgraf.extract(html).text


def test_wrong_use_says_what_is_wrong():
    with pytest.raises(TypeError, match=r"str \(text or HTML\), bytes \(a document\) or pathlib.Path \(a file\), not int"):
        nutgraf.extract(5)
    with pytest.raises(ValueError, match="sideways"):
        nutgraf.Extractor(nutgraf.Options(input="sideways"))


BAD = ["", " \n ", b"", b"\x00\x01\x02\xff", b"\x89PNG\r\n\x1a\n\x00\x00", "\ud800 lone", b"caf\xe9 in the rain"]


@pytest.mark.parametrize("content", BAD)
def test_bad_input_gives_a_record(content):
    record = nutgraf.extract(content)
    check(record)
    if not record.blocks:
        assert record.notes


def test_missing_file_and_directory_raise(tmp_path):
    with pytest.raises(FileNotFoundError):
        nutgraf.extract(tmp_path / "none.txt")
    with pytest.raises(IsADirectoryError):
        nutgraf.extract(tmp_path)


def test_pickles(example):
    record = nutgraf.extract(example)
    again = pickle.loads(pickle.dumps(record))
    assert again == record
    assert again.quotes == record.quotes
    assert pickle.loads(pickle.dumps(record.people)) == record.people
    extractor = pickle.loads(pickle.dumps(nutgraf.Extractor(nutgraf.Options(tokens=True))))
    assert extractor.options.tokens


def test_repr_is_one_line(example):
    record = nutgraf.extract(example)
    for value in (record, *record.people, *record.quotes, *record.times, *record.places):
        assert "\n" not in repr(value)
    assert repr(record).startswith("Record(")


def test_plain_data(example):
    record = nutgraf.extract(example)
    assert json.loads(record.to_json()) == record.to_dict()
    assert "\n" not in record.to_json()
    assert record.to_dict()["offsets"] == "codepoint"


def test_places_become_points_on_a_map():
    record = nutgraf.extract("A storm hit Nairobi on Monday. In Nairobi and Mombasa roads were closed, officials said.")
    features = record.to_geojson()["features"]
    assert record.to_geojson()["type"] == "FeatureCollection"
    assert features
    for feature in features:
        east, north = feature["geometry"]["coordinates"]
        assert 36 < east < 41
        assert -5 < north < 0


def test_notebook_view_escapes_and_has_no_script():
    text = (
        "<script>alert(1)</script> “<img src=x onerror=alert(2)>,” said Ana Ruiz & Co of <b>Port Alwin</b>.\n\nShe left on Nov 3."
    )
    page = nutgraf.extract(text)._repr_html_()
    assert set(re.findall(r"<\s*/?\s*([a-z0-9]+)", page)) <= {"style", "div", "p", "h3", "mark"}
    assert not re.search(r"<[^>]+\son\w+=", page)


def test_notebook_view_shows_quotes_and_people(example):
    page = nutgraf.extract(example)._repr_html_()
    for kind in ("quote", "person"):
        # Once in the legend, and in the article.
        assert len(re.findall(rf'<mark class="[^"]*\b{kind}\b', page)) > 1


def test_notebook_view_names_who_speaks_beside_the_paragraph_and_who_wrote():
    head = "Subscribe\n\nBridge opens\n\nBy Ida Sand"
    text = f"{head}\n\nPORT ALWIN, Nov 3 - “It is safe,” Mayor Ana Ruiz said.\n\nNobody else spoke of it that day."
    page = nutgraf.extract(text, title="Bridge opens", authors=["Ida Sand"], published="2025-11-03")._repr_html_()
    told, silent = re.search("<p>.*safe.*</p>", page)[0], re.search("<p>.*Nobody.*</p>", page)[0]
    assert '<mark class="said">Ana Ruiz</mark>' in told
    assert "said" not in silent
    assert "Ida Sand · 2025-11-03" in page
    assert page.index("Bridge opens") < page.index('<mark class="quote">quote</mark>') < page.index("safe")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_keeps_the_law(text):
    check(nutgraf.extract(text))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_keep_the_law(data):
    check(nutgraf.extract(data))
