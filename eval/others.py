#!/usr/bin/env python3
"""Measures trafilatura on the development pages by nutgraf's scorer: others.py [--gold GOLD.jsonl] [OPTIONS OF THE SCORER].

Prints the version, what was called, and the figures; docs/benchmarks.md quotes them. Needs ../shared and trafilatura.
"""

import argparse
import gzip
import json
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import trafilatura

SHARED = Path(__file__).parent.parent.parent / "shared"


def read(gold: Path) -> list[dict[str, object]]:
    """Return what trafilatura makes of each page."""
    found = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        page = gzip.decompress((gold.parent / "pages" / f"{row['id']}.html.gz").read_bytes())
        document = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
        if document is not None and not isinstance(document, dict):
            authors = [name.strip() for name in (document.author or "").split(";") if name.strip()]
            found.append(
                {"id": row["id"], "text": document.text, "title": document.title, "authors": authors, "date": document.date}
            )
    return found


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=SHARED / "data/html/gold.jsonl")
    args, rest = parser.parse_known_args()
    print(f"trafilatura {trafilatura.__version__}, Python {platform.python_version()}, {date.today()}, {args.gold.parent.name}")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in read(args.gold))
        file.flush()
        subprocess.run([sys.executable, SHARED / "score/html.py", args.gold, file.name, "--meta", *rest], check=True)


if __name__ == "__main__":
    main()
