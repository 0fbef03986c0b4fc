#!/usr/bin/env python3
"""Tells whether a change of the code changes any output: same.py FILE [--write].

Reads every development text and page under ../shared with all facts, sentences and tokens, and keeps one SHA-256 of the
records' JSON for each data set in FILE (`--write`), or compares with it and names the sets that differ (exit 1).
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nutgraf

DATA = Path(__file__).parent.parent.parent / "shared" / "data"


def sources(path: Path) -> Iterator[dict[str, Any]]:
    """Yields what a data set holds: a page of HTML, or the texts of JSON lines."""
    if path.name.endswith(".html.gz"):
        yield {"source": gzip.decompress(path.read_bytes())}
        return
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        for line in lines:
            row = json.loads(line)
            if isinstance(row.get("text"), str):
                # As bytes: a text that is an address alone is read, too.
                yield {"source": row["text"].encode(), "published": row.get("dct")}


def digest(extractor: nutgraf.Extractor, path: Path) -> str:
    """Returns the SHA-256 of all records of a data set."""
    total = hashlib.sha256()
    for source in sources(path):
        published = source.get("published")
        try:
            record = extractor.extract(source["source"], published=published)
        except ValueError:
            record = extractor.extract(source["source"])
        total.update(record.to_json().encode())
    return total.hexdigest()


def main() -> int:
    """Compares or writes the hashes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    extractor = nutgraf.Extractor(nutgraf.Options(tokens=True))
    paths = sorted([*DATA.glob("*/*.jsonl*"), *DATA.glob("html*/pages/*.html.gz")])
    found = {str(path.relative_to(DATA)): digest(extractor, path) for path in paths}
    if arguments.write:
        arguments.file.write_text(json.dumps(found, indent=1))
        return 0
    kept = json.loads(arguments.file.read_text())
    different = [name for name in found if found[name] != kept.get(name)]
    print(f"{len(found)} sets, {len(different)} different", *different[:20], sep="\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
