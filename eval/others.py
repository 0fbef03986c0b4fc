#!/usr/bin/env python3
"""Measures nutgraf beside other readers of pages, by the same scorers on the same pages: others.py [TOOL ...].

TOOL: nutgraf, trafilatura, newspaper4k, readability, resiliparse; without one all of them. A tool that is not installed is named
and left out. Prints the tables of docs/reading.md in Markdown: the body by language, the metadata, pages a second of processor
time (all development pages, decompressed before, metadata included where the tool has any). Needs ../shared. Install the tools
in an environment of their own: `pip install trafilatura newspaper4k readability-lxml resiliparse`.
"""

import argparse
import gzip
import importlib
import importlib.metadata
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parent.parent.parent / "shared"
Json = dict[str, Any]
LANGUAGES = ("zh", "ru", "de", "el", "pl", "ja", "ko", "tr", "fr")


@dataclass(frozen=True)
class Tool:
    """A reader of pages: the module that it needs, its package, and what gives a reader once that is loaded."""

    name: str
    module: str
    package: str
    reader: Callable[[Any], Callable[[bytes, str | None], Json]]


def nutgraf(module: Any) -> Callable[[bytes, str | None], Json]:
    """Read with nutgraf: all facts are found too."""
    predict = importlib.import_module("predict")
    extractor = module.Extractor()
    return lambda page, url: predict.html(extractor.extract(page, url=url).to_dict())


def trafilatura(module: Any) -> Callable[[bytes, str | None], Json]:
    """Read with trafilatura, the mode that balances precision and recall."""

    def read(page: bytes, url: str | None) -> Json:
        found = module.bare_extraction(page, url=url, with_metadata=True, include_comments=False, include_tables=False)
        if found is None:
            return {}
        authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
        return {"text": found.text, "title": found.title, "authors": authors, "date": found.date}

    return read


def newspaper4k(module: Any) -> Callable[[bytes, str | None], Json]:
    """Read with newspaper4k, which wants text and an address, and would fetch the pictures of pages to measure them."""

    def read(page: bytes, url: str | None) -> Json:
        text = page.decode("utf-8", "replace")
        found = module.article(url or "https://page.example/", input_html=text, fetch_images=False)
        date = found.publish_date
        return {"text": found.text or "", "title": found.title, "authors": found.authors, "date": date and f"{date:%Y-%m-%d}"}

    return read


def readability(module: Any) -> Callable[[bytes, str | None], Json]:
    """Read with readability-lxml, which gives the article as HTML, and no authors or dates."""
    parser = importlib.import_module("lxml.html")

    def read(page: bytes, url: str | None) -> Json:
        found = module.Document(page, url=url)
        body = parser.fromstring(found.summary())
        for block in body.iter("p", "div", "li", "h1", "h2", "h3", "br"):
            block.tail = "\n" + (block.tail or "")
        return {"text": body.text_content(), "title": found.short_title()}

    return read


def resiliparse(module: Any) -> Callable[[bytes, str | None], Json]:
    """Read with Resiliparse, which gives text alone."""
    encoding = importlib.import_module("resiliparse.parse.encoding")

    def read(page: bytes, _: str | None) -> Json:
        text = encoding.bytes_to_str(page, encoding.detect_encoding(page))
        return {"text": module.extract_plain_text(text, main_content=True, comments=False)}

    return read


TOOLS = [
    Tool("nutgraf", "nutgraf", "nutgraf", nutgraf),
    Tool("trafilatura", "trafilatura", "trafilatura", trafilatura),
    Tool("newspaper4k", "newspaper", "newspaper4k", newspaper4k),
    Tool("readability", "readability", "readability-lxml", readability),
    Tool("resiliparse", "resiliparse.extract.html2text", "resiliparse", resiliparse),
]
SETS = {
    "english": ("html/gold.jsonl", "html", ["--lang", "en", "--meta"]),
    "world": ("html_world/gold.jsonl", "html", ["--by", "lang", "--meta"]),
    "segments": ("html_world/segments.jsonl", "segments", []),
}


def pages(gold: Path) -> Iterator[tuple[Json, bytes]]:
    """Give each gold row with its page."""
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row, gzip.decompress((gold.parent / "pages" / f"{row['id']}.html.gz").read_bytes())


def measure(read: Callable[[bytes, str | None], Json], name: str, clock: list[float]) -> Json:
    """Score a reader on one set; adds its seconds, pages and failures to `clock`."""
    path, scorer, options = SETS[name]
    gold = SHARED / "data" / path
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for row, page in pages(gold):
            start = time.process_time()
            try:
                found = read(page, row.get("url"))
            except Exception as error:
                # A page on which a tool fails counts as an empty one; how many there were is said.
                logging.getLogger(__name__).debug("%s: %s", row["id"], error)
                found = {}
                clock[2] += 1
            clock[0] += time.process_time() - start
            clock[1] += 1
            file.write(json.dumps({"id": row["id"], **found}, ensure_ascii=False) + "\n")
        file.flush()
        command = [sys.executable, str(SHARED / "score" / f"{scorer}.py"), str(gold), file.name, "--json", *options]
        return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def share(report: Json, *path: str) -> str:
    """Give a figure of a report, a dash where the tool gives none."""
    found: Any = report
    for key in path:
        found = found.get(key, {}) if isinstance(found, dict) else {}
    return f"{found:.3f}".lstrip("0") if isinstance(found, (int, float)) else "-"


def row(name: str, cells: list[str]) -> None:
    """Print a row of a table."""
    print(f"| {name} | " + " | ".join(cells) + " |")


def head(first: str, columns: list[str]) -> None:
    """Print the head of a table."""
    print()
    row(first, columns)
    print("|---" * (len(columns) + 1) + "|")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tools", nargs="*", metavar="TOOL", choices=[[], *(tool.name for tool in TOOLS)])
    wanted = parser.parse_args().tools
    reports: dict[str, dict[str, Json]] = {}
    clocks: dict[str, list[float]] = {}
    for tool in TOOLS:
        if wanted and tool.name not in wanted:
            continue
        try:
            read = tool.reader(importlib.import_module(tool.module))
        except ImportError:
            print(f"{tool.name}: not installed, left out", file=sys.stderr)
            continue
        try:
            version = importlib.metadata.version(tool.package)
        except importlib.metadata.PackageNotFoundError:
            version = getattr(importlib.import_module(tool.module), "__version__", "")
        clock = clocks.setdefault(f"{tool.name} {version}".strip(), [0.0, 0.0, 0.0])
        reports[f"{tool.name} {version}".strip()] = {name: measure(read, name, clock) for name in SETS}
    head("body F1", ["English", "world", *LANGUAGES, "marked stretches"])
    for name, report in reports.items():
        languages = [share(report["world"], "groups", f"lang:{code}", "f1") for code in LANGUAGES]
        english, world = (share(report[k], "groups", "all", "f1") for k in ("english", "world"))
        row(name, [english, world, *languages, share(report["segments"], "groups", "all", "f1")])
    fields = [(k, field) for k in SETS for field in ("title", "date", "authors")]
    head("metadata", [f"{k}: {field}" for k, field in fields])
    for name, report in reports.items():
        cells = []
        for k, field in fields:
            path = ("groups", "all", "meta", field, "share") if k == "segments" else ("meta", field, "accuracy")
            cells.append(share(report[k], *path))
        row(name, cells)
    head("speed", ["pages a second", "pages on which it failed"])
    for name, (seconds, count, failed) in clocks.items():
        row(name, [f"{count / seconds:.0f}", f"{failed:.0f} of {count:.0f}"])


if __name__ == "__main__":
    main()
