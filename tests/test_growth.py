"""Time grows with the length of a text, not with its square: repetitive texts of many kinds, each in two lengths."""

import math
import os
import time

import nutgraf
import pytest
from nutgraf import Extractor, Options

SHORT, LONG = 100_000, 800_000
EXPONENT = float(os.environ.get("NUTGRAF_EXPONENT", "1.15"))
"""Highest growth allowed. A measure above it is taken again, for another process may have had the cache."""
FAST = float(os.environ.get("NUTGRAF_FAST", "1.5"))
"""Most seconds for a megabyte: a build that is not optimised needs more."""

FIRST = ["Ana", "Tomas", "Mary", "John", "Wei", "Fatima", "Olga", "Pedro", "Linda", "Kofi"]
LAST = ["Barove", "Lindor", "Marti", "Skoner", "Hamwil", "Dergre", "Sulan", "Torkemi"]


def name(i):
    return f"{FIRST[i % 10]} {LAST[i // 10 % 8]}{'abcdefgh'[i // 80 % 8]}"


def town(i):
    return f"{('Sky', 'Ar', 'Har', 'Mor', 'Tal')[i % 5]}{LAST[i // 5 % 8].lower()}{'abcdefgh'[i // 40 % 8]}"


TEXTS = {
    "quotations": "“Yes,” he said. ",
    "quotations of many": lambda i: f"“We will go,” {name(i)} said. ",
    "quotation a paragraph": lambda i: f"“We will go on with step {i},” {name(i % 50)} said.\n\n",
    "open marks": "“",
    "closing marks": "”",
    "straight marks": '"a" ',
    "marks left open": '"yes ',
    "paragraphs left open": "“Yes we said this and more.\n\n",
    "quotations in quotations": "“He said ‘no’ to me,” she said. ",
    "indirect": "She said they saw it. ",
    "indirect of many": lambda i: f"{name(i)} said the bridge was safe. ",
    "said of said": "he said that she said that ",
    "silences": "Ana Ruiz declined to comment. ",
    "no answer": "He did not respond to a request for comment. ",
    "turns": "Q: What did you see?\nA: I saw it all.\n",
    "turns by name": "ANA RUIZ: I saw it.\nTOM BELL: So did I.\n",
    "according": "according to the mayor, ",
    "told": lambda i: f"{name(i)} told {name(i + 9)} that it was good. ",
    "names": lambda i: f"{name(i)} ",
    "surnames": lambda i: f"{name(i).split()[1]} went. ",
    "pronouns": "He saw her and they knew it. ",
    "titles": "Mr President Sen. Dr. ",
    "ages": lambda i: f"{name(i)}, {20 + i % 70}, of Paris, ",
    "places": "Paris, Texas, London and Rome, Georgia, ",
    "cities": "He left Skyvale City for Port Alwin City. ",
    "cities of many": lambda i: f"He left {town(i)} City for {town(i + 9)}. ",
    "clubs": "Skyvale City beat Port Alwin Town. ",
    "clubs of many": lambda i: f"{town(i)} City beat {town(i + 9)} Town 2-1. ",
    "towns at play": lambda i: f"{town(i)} drew 1-1 with {town(i + 9)} in the league. ",
    "athletes": lambda i: f"{name(i)} (ESP) won the race. ",
    "beginnings of companies": "Skyvale Foods Inc grew. Skyvale said so. ",
    "beginnings of many companies": lambda i: f"{town(i)} Foods Inc grew. {town(i)} said so. Paris said so. ",
    "companies by their shares": lambda i: f"Shares of {town(i)} rose 5%. {town(i)} makes cars. ",
    "acronyms": lambda i: f"The {town(i)} Rail Union ({town(i)[0]}RU) met. The {town(i)[0]}RU said so. ",
    "joined names": lambda i: f"{town(i)} and {town(i + 1)} of {town(i + 2)} ",
    "events": lambda i: f"{name(i)} was arrested in {town(i)} after a crash killed two. ",
    "dates": "on March 5, 2020 ",
    "ranges": "from May to June, ",
    "relative": "last Monday, two weeks ago, ",
    "sets": "every Monday and ",
    "numbers": "1,000,000 ",
    "number words": "five hundred thousand ",
    "money": "$5bn and €1.5m ",
    "shares": "10 to 15 per cent ",
    "brackets": "(",
    "brackets and words": "(a [b {c ",
    "one long word": "a",
    "hyphens": "a-",
    "dots": "a.",
    "spaces": " ",
    "line breaks": "\n",
    "short lines": "a\n",
    "bylines": lambda i: f"By {name(i)}\n",
    "datelines": "PORT ALWIN (Reuters) - ",
    "addresses": "http://a.example/b?c=d ",
    "accents": "e\u0301",
    "emoji": "👩‍👩‍👧 ",
    "no spaces": "中文",
    "all capitals": "ANA RUIZ SAID ",
    "furniture": "Sign up for our newsletter\n",
    "comments": "Joe 3 hours ago\nNice!\n",
}
PAGES = {
    "paragraphs": lambda i: f"<p>{name(i)} said the bridge was safe on Monday.</p>",
    "open elements": "<div>",
    "open inline elements": "<p><b><i><a href=x>x",
    "closing tags": "</p></div>",
    "tables": "<table><tr><td>x",
    "lists": "<ul><li>x",
    "attributes": lambda i: f"{'' if i else '<p '}a{i} ",
    "tags of attributes": "<p a=1 b=2 c=3 a=4>x",
    "scripts": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>',
    "a script in parts": lambda i: "<a" if i else "<script></script>" * 6000 + '<script type="application/ld+json">',
    "meta": '<meta property="og:title" content="A story">',
    "comments": "<!-- a -->",
    "an open comment": "<!-- - -",
    "entities": "&amp;&notit;&#x110000;",
    "breaks": "a<br>",
    "soft breaks": "a<wbr>",
    "headings": "<h2>The same heading</h2><p>x</p>",
    "images": "<figure><img src=x><figcaption>The man. Photo: Ana Ruiz/AP</figcaption></figure>",
    "links": "<li><a href=/a>World</a></li>",
    "hidden": "<div hidden>x</div>",
}


def made(unit, length):
    if isinstance(unit, str):
        return unit * (length // len(unit.encode()))
    parts, size = [], 0
    while size < length:
        parts.append(unit(len(parts)))
        size += len(parts[-1])
    return "".join(parts)


def seconds(extractor, source, times):
    best = math.inf
    for _ in range(times):
        start = time.process_time()
        extractor._native.extract([(source, [])], 1)
        best = min(best, time.process_time() - start)
    return best


CASES = [("text", n, u, m) for n, u in TEXTS.items() for m in ("article", "page")] + [
    ("page", n, u, "page") for n, u in PAGES.items()
]


@pytest.mark.parametrize(
    ("kind", "title", "unit", "mode"), CASES, ids=lambda value: value if isinstance(value, str) and len(value) < 30 else ""
)
def test_time_grows_with_the_length(kind, title, unit, mode):
    extractor = Extractor(Options(input=mode, max_bytes=1 << 21))
    short, long = (made(unit, length) for length in (SHORT, LONG))
    if kind == "page":
        short, long = (f"<!doctype html><html><body>{page}".encode() for page in (short, long))
    for times in (1, 2, 4):
        small, large = seconds(extractor, short, times + 1), seconds(extractor, long, times)
        exponent = math.log(large / max(small, 0.002)) / math.log(LONG / SHORT)
        if exponent <= EXPONENT and large * 1e6 / LONG <= FAST:
            return
    pytest.fail(f"{title} as {mode}: {small:.3f} s, then {large:.3f} s: exponent {exponent:.2f}")


def test_every_text_gives_a_record():
    for unit in TEXTS.values():
        assert nutgraf.extract(made(unit, 2000)).text
