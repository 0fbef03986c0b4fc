"""Structure-aware mutation: stories and pages, cut, doubled, mixed, and strewn with what each stage looks for.

`python tests/mutate.py SECONDS [SEED]` runs it by hand, says every 10,000 inputs how far it is, and prints what broke;
`tests/test_mutations.py` runs it in CI.
"""

import json
import random
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import nutgraf
from nutgraf import Extractor, Options

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
LISTS = ROOT / "crates/core/data/lang/en"
ARTICLE = {"title", "heading", "dateline", "body", "caption"}
FACTS = (
    "people",
    "organizations",
    "voices",
    "unnamed",
    "names",
    "places",
    "times",
    "quantities",
    "quotes",
    "events",
    "sentences",
    "tokens",
)
PIECES = (
    "\" “ ” ' ‘ ’ « » „ ( ) [ ] { } < > &amp; &#x &nbsp; \u00ad \u200b \u200d \ufeff \u2028 \u2029 \x0b \x0c \x85 \r \r\n \n \n\n \t \u00a0 \u3000"
    "|said|he said|she said that|told|asked|according to|denied|declined to comment|Mr|Mrs.|Dr.|Sen.|President|Ana Ruiz|Ruiz|John|Paris"
    "|London|Washington, D.C.|U.S.|the|of|and|I|we|they|him|his|who|Jan 5|Jan. 5, 2020|2020-01-05|5/6/2021|31/02/2020|0000-00-00"
    "|9999-12-31|44 BC|yesterday|last Monday|two weeks ago|in 1999|the 1990s|Q3 2021|3 p.m.|25:61|Easter|every day|99999999999999 years"
    "|10000000000 years ago|-5|1,000,000|1.2.3.4|1e309|½|²|٣|三|$5bn|€1,5|5%|five hundred thousand|a million million million|1/2|3-4"
    "|5th|-|--|—|…|.|!|?|,|;|:|·|•|*|http://a.b/c?d=e|a@b.c|By Ana Ruiz|REUTERS|(AP)|LONDON (Reuters) - |PHOTO:|Q:|A:|Sign up|Read more"
    "|\ufffd|\u202e|\u2066|e\u0301|\u0301\u0301\u0301|👩‍👩‍👧|🇬🇧|\U0001f3fd|ﬁ|ß|İ|ǅ|中文|한국어|العربية|ไทย|\x00|\x1b[31m|\x7f|\x9b|\U0010ffff|ﷺ|①"
)
WORDS = [piece for part in PIECES.split("|") for piece in (part.split(" ") if part.startswith('"') else [part])] + [
    "\n",
    "\n\n",
    "\r",
    "\t",
]
TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<br>",
    "<table><tr><td>",
    "</table>",
    "<li>",
    "<ul>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "</a>",
    "<h1>",
    "</h1>",
    "<title>",
    "</title>",
    "<template>",
    "<svg>",
    "<math>",
    "<noscript>",
    "<iframe>",
    "<textarea>",
    "<select><option>",
    "<plaintext>",
    "<article>",
    "<figcaption>",
    "<aside>",
    "<nav>",
    "<pre>",
    "<xmp>",
    "&#0;",
    "&#xD800;",
    "&notit;",
    "</p",
    "<p",
    "<",
    ">",
    '<time/datetime="',
    '<a/href="x">',
    "<p/a/b/c='\">",
    '">',
    "<html/lang=en>",
    '<meta property="og:title" content="',
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"',
    '"}</script>',
]
HINTS = [
    "2025-11-26",
    "2025-11-26T23:59:60+14:00",
    "Wed, 26 Nov 2025 10:00:00 GMT",
    "3/4/2025",
    "0001-01-01",
    "-0044-03-15",
    "9999-12-31",
    "1e18",
    "-99999999999999",
    "1764115200000",
    "https://courier.example/world/2025/11/26/bridge",
    "//[::1",
    "javascript:alert(1)",
    "en",
    "zz-ZZ",
    "text/html; charset=utf-16",
    'text/plain; charset="',
    "",
]


def forms(path):
    """Return what a list of the language holds: the cells of up to 300 of its rows, alternatives and long rows of words apart."""
    rows = [row for row in path.read_text().splitlines() if row and not row.startswith("#")]
    rows = random.Random(path.name).sample(rows, min(300, len(rows)))
    cells = [part for row in rows for cell in row.split("\t") for part in cell.split("|") if part not in ("", "-")]
    return [form for cell in cells for form in (cell.split(" ") if len(cell) > 80 else [cell])]


def story(rng, sources):
    """Return a part of a story or page: a few words, some sentences, or all of it."""
    text = rng.choice(sources)
    most = rng.choice((80, 80, 400, 400, 400, None))
    length = rng.randrange(1, most) if most else len(text)
    start = rng.randrange(max(1, len(text) - length + 1))
    return text[start : start + length]


def mutated(rng, text, pieces, sources):
    """Return the text after some changes, each of which may be anything a page does to a story; `pieces` are lists of them."""

    def piece():
        return rng.choice(rng.choice(pieces))

    for _ in range(rng.choice((1, 1, 2, 3, 5, 10, 20))):
        at, to = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        to = min(to, at + rng.choice((1, 3, 10, 100, 500)))
        change = rng.randrange(9)
        if change == 0:
            text = text[:at] + piece() + text[at:]
        elif change == 1:
            text = text[:at] + rng.choice(("", " ")).join([piece()] * rng.choice((2, 3, 5, 10, 50))) + text[at:]
        elif change == 2:
            text = text[:at] + text[to:]
        elif change == 3:
            text = text[:at] + text[at:to] * rng.choice((2, 3, 10)) + text[to:]
        elif change == 4:
            text = text[:at] + story(rng, sources)[:400] + text[at:]
        elif change == 5:
            text = (
                text[:at]
                + "".join(chr(rng.choice((0x20, 0x300, 0x600, 0x2000, 0x4E00, 0x1F300)) + rng.randrange(96)) for _ in range(9))
                + text[at:]
            )
        elif change == 6:
            text = text.replace(rng.choice("“”\"'.,\n -ae<>"), piece(), 3)
        elif change == 7:
            text = text[:at] + rng.choice((str.upper, str.lower, str.title))(text[at:to]) + text[to:]
        else:
            text = "".join(rng.choice("0123456789") if c.isdigit() and rng.random() < 0.3 else c for c in text)
        text = text[:50_000]
    return text


def document(rng, texts, pages, lists):
    """Return a source: text, or the bytes of a page, sometimes broken."""
    if rng.random() < 0.6:
        text = mutated(rng, story(rng, texts), [WORDS] * len(lists) + lists, texts)
        # A str of one word may be an address or the name of a file, which is refused.
        if rng.random() < 0.6 and len(text.split()) > 1:
            return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    else:
        text = mutated(rng, story(rng, pages), [TAGS] * 3 * len(lists) + [WORDS] * len(lists) + lists, pages)
    data = bytearray(text.encode("utf-8", "replace"))
    for _ in range(rng.choice((0, 0, 1, 3, 20))):
        at = rng.randrange(len(data) + 1)
        data[at : at + rng.choice((0, 1, 2))] = bytes(
            rng.choice((0, 0x1B, 0x80, 0xC0, 0xE2, 0xED, 0xFE, 0xFF, 10, 60)) for _ in range(rng.choice((0, 1, 2)))
        )
    return rng.choice((b"", b"", b"", b"\xff\xfe", b"\x00")) + bytes(data)


def hints(rng, lists):
    """Return what somebody may say of a source, true or not."""

    def words():
        return " ".join(rng.choice(rng.choice([WORDS, WORDS, *lists])) for _ in range(rng.choice((1, 1, 3, 8))))

    kinds = ("published", "crawled", "url", "title", "authors", "site_name", "section", "language", "content_type")
    return {
        kind: [words(), words()] if kind == "authors" else rng.choice((words(), rng.choice(HINTS)))
        for kind in rng.sample(kinds, rng.choice((1, 2, 4)))
    }


def broken_laws(line, source):
    """Return what is wrong with a record, given as JSON; `source` is the text that it must hold, if there is one."""
    record = json.loads(line)
    text, broken = record["text"], []
    broken += [f"a stage failed: {note['message']}" for note in record["notes"] if note["kind"] == "failure"]
    if isinstance(source, str) and text != source:
        broken.append("the text is not the source")
    blocks, last = [], 0
    for block in record["blocks"]:
        if not last <= block["start"] < block["end"] <= len(text):
            broken.append(f"a block out of its place: {block}")
        last = block["end"]
        if (within := text[block["start"] : last]) != within.strip(" \t\r\n"):
            broken.append(f"a block with white edges: {block}")
        if block["kind"] in ARTICLE:
            blocks.append((block["start"], block["end"]))

    def walk(value, fact):
        if isinstance(value, list):
            for item in value:
                walk(item, fact)
        elif isinstance(value, dict):
            if "start" in value and "end" in value:
                start, end = value["start"], value["end"]
                if not 0 <= start <= end <= len(text) or value.get("text", text[start:end]) != text[start:end]:
                    broken.append(f"law 1: {fact} {value}")
                if fact in FACTS and not any(a <= start and end <= b for a, b in blocks):
                    broken.append(f"law 4: {fact} {value}")
            if not 0 <= value.get("confidence", 0) <= 1:
                broken.append(f"confidence: {value}")
            for key, item in value.items():
                walk(item, fact or key)

    for key, value in record.items():
        walk(value, key)
    entities = {entity["id"] for kind in ("people", "organizations") for entity in record[kind]}
    for number, quote in enumerate(record["quotes"]):
        entity = (quote.get("speaker") or {}).get("entity")
        if entity and entity not in entities:
            broken.append(f"a speaker that is no entity: {quote}")
        seen, within = {number}, quote.get("within")
        while within is not None and within not in seen and within < len(record["quotes"]):
            seen.add(within)
            within = record["quotes"][within].get("within")
        if within is not None:
            broken.append(f"quotes within each other: {number}")
    for time_ in record["times"]:
        if time_.get("begin_date") and time_.get("end_date") and not time_["begin_date"] < time_["end_date"]:
            broken.append(f"a time that ends before it begins: {time_}")
    return broken


def broken_views(record):
    """Return what is wrong with the other forms of a record."""
    try:
        record._repr_html_()
        record.to_geojson()
        record.to_markdown()
        ElementTree.fromstring(record.to_tei())
        nutgraf.tables([record])
    except Exception as error:
        return [f"a view: {error!r}"]
    return []


def batches(seed):
    """Mutate for ever, 64 inputs at a time; yield the seed of each batch and what broke in it."""
    texts = [path.read_text() for path in sorted(EXAMPLES.glob("*.txt"))]
    pages = [path.read_text() for path in sorted(EXAMPLES.glob("*.html"))]
    lists = [forms(path) for path in sorted(LISTS.rglob("*.tsv"))]
    options = [
        Options(),
        Options(input="article", tokens=True),
        Options(narration="narrative", country="GB"),
        Options(max_bytes=300),
    ]
    extractors = [Extractor(option) for option in options]
    while True:
        rng = random.Random(seed)
        chosen = rng.randrange(len(extractors))
        batch = [document(rng, texts, pages, lists) for _ in range(64)]
        hinted = [{"source": source, **hints(rng, lists)} if rng.random() < 0.3 else source for source in batch]
        records = list(extractors[chosen].pipe(hinted, jobs=1))
        lines = [record.to_json() for record in records]
        broken = []
        if seed % 8 == 0 and lines != [record.to_json() for record in extractors[chosen].pipe(hinted, jobs=2)]:
            broken.append("law 2: threads change the answer")
        if seed % 8 == 1:
            broken += [law for record in records for law in broken_views(record)]
        whole = options[chosen].max_bytes > 300
        for source, given, line in zip(batch, hinted, lines, strict=True):
            # What is said to be HTML is read as such.
            is_text = isinstance(source, str) and "<" not in source and not (isinstance(given, dict) and "content_type" in given)
            broken += broken_laws(line, source if is_text and whole else None)
        yield seed, len(batch), broken
        seed += 1


def run(seconds, seed, tell=None):
    """Mutate for so many seconds; return the number of inputs and what broke, with the seed of its batch."""
    inputs, broken, start = 0, [], time.monotonic()
    for batch, made, laws in batches(seed):
        broken += [(batch, law) for law in laws]
        if tell and (laws or (inputs + made) // 10_000 > inputs // 10_000):
            tell(f"seed {batch}: {inputs + made} inputs in {time.monotonic() - start:.0f} s; {laws}")
        inputs += made
        if time.monotonic() > start + seconds or len(broken) >= 20:
            return inputs, broken


if __name__ == "__main__":
    print(run(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0, lambda line: print(line, flush=True)))
