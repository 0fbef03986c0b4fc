"""What tests of `nutgraf sample` and `nutgraf validate` share: a corpus, a run of it, and a coder that fills in a sheet."""

import json
import random
import re

import nutgraf

SITES = ["ardenvale.example", "brevik.example", "corrow.example", "dunmere.example"]
PEOPLE = ["Ana Ruiz", "Petro Lisovsky", "Tom Harlow", "Grace Okoro", "Mina Sato", "Jonas Brandt"]
ROLES = ["Mayor", "Judge", "Prime Minister", "Senator"]
SAID = [
    "“We will open the {thing} again before the winter,” {role} {name} said.",
    "{role} {name} said that the {thing} would cost {n} million dollars.",
    "“Nobody asked us about the {thing},” {name} told reporters. “We heard of it on the radio.”",
    "The {thing} is “a gift to the city”, {name} said on Monday.",
    "According to {role} {name}, the {thing} was built by {n} workers.",
]
PLAIN = [
    "The {thing} stands in the old harbour and has {n} rooms.",
    "Rain fell on the {thing} for most of the week.",
    "A crowd of {n} people waited before the {thing}.",
]
THINGS = ["bridge", "school", "museum", "power plant", "station", "market hall", "library"]


def story(rng):
    """Give an invented article of a few paragraphs."""

    def sentence(forms):
        return rng.choice(forms).format(
            name=rng.choice(PEOPLE), role=rng.choice(ROLES), thing=rng.choice(THINGS), n=rng.randint(11, 900)
        )

    return "\n\n".join(f"{sentence(SAID)} {sentence(PLAIN)}" for _ in range(6))


def corpus(path, articles=60, seed=1):
    """Write invented articles of four sites and three months as JSON lines."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for i in range(articles):
            site = rng.choices(SITES, [50, 30, 17, 3])[0]
            row = {"id": f"a{i}", "title": f"Edition {i}", "url": f"https://{site}/{i}", "date": f"2025-{9 + i % 3:02}-03"}
            file.write(json.dumps({**row, "text": story(rng)}) + "\n")
    return path


def run(folder, name="news", **sizes):
    """Read such a corpus into Parquet tables, CSV files or a file of records, as the name's ending says."""
    source = corpus(folder / f"{name}.corpus.jsonl", **sizes)
    out = folder / name
    nutgraf.write_corpus(source, out, to="csv" if name.endswith("-csv") else None, progress=False)
    return out


def sheet_of(page):
    """Give the sheet that is in a page."""
    text = page.read_text(encoding="utf-8")
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S).group(1))


def marked(sheet, coder, decide, path):
    """Save a sheet as the page does after `decide` has told what to add to each item."""
    rng = random.Random(coder)
    items = [{**item, **decide(item, rng)} for item in sheet["items"]]
    path.write_text(json.dumps({**sheet, "coder": coder, "items": items}), encoding="utf-8")
    return path


def coder(right=0.8, partly=0.1):
    """Decide about facts at random, with these rates."""
    return lambda item, rng: {"mark": rng.choices(["right", "partly", "wrong"], [right, partly, 1 - right - partly])[0]}
