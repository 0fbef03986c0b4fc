"""Pages of the site that are made from what the repository holds, by a hook of MkDocs: lists, model cards, accuracy.

They are never out of date: a list that is added is on the page with the next build.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
BASELINE = ROOT / "eval/baseline.json"
LISTS = ROOT / "crates/core/data/lang"
SHOWN = 3  # rows of a list


def cell(text: str) -> str:
    """Return text that a table of Markdown takes as it stands."""
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "'")


def one_list(path: Path) -> str:
    """Return what a list says of itself, its columns and first rows."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line[2:] for line in lines if line.startswith("# ")]
    rows = [line.split("\t") for line in lines if line and not line.startswith("# ")]
    head, rows = rows[0], rows[1:]
    name = path.relative_to(LISTS / "en").with_suffix("")
    table = [f"| {' | '.join(f'`{cell(column)}`' for column in head)} |", "|" + "---|" * len(head)]
    for row in rows[:SHOWN]:
        cells = [*row, *[""] * (len(head) - len(row))][: len(head)]
        table.append(f"| {' | '.join(cell(text)[:120] for text in cells)} |")
    about = " ".join(cell(line) for line in comments)
    return "\n".join([f"### {name}", "", f"{len(rows):,} rows. {about}", "", *table, ""])


def lists() -> str:
    """Return the page of all lists of English, and a table of the other languages."""
    stages: dict[str, list[Path]] = {}
    for path in sorted((LISTS / "en").rglob("*.tsv")):
        stages.setdefault(path.parent.name if path.parent != LISTS / "en" else "several stages", []).append(path)
    parts = [
        "# Lists and rules",
        "",
        "All words and rules are rows of lists, one list a file, checked when the library is built. A column's name ends with "
        "`*` where it is part of the key, with `?` where it may be empty; `{a,b}` are the only words that it takes. The first "
        "rows of each list are shown; the whole list lies in `crates/core/data/lang/en`. Made from the lists themselves.",
        "",
    ]
    for stage, paths in stages.items():
        parts += [f"## {stage.capitalize()}", "", *map(one_list, paths)]
    parts += ["## Other languages", "", "| language | lists |", "|---|---|"]
    for folder in sorted(path for path in LISTS.iterdir() if path.is_dir() and path.name != "en"):
        names = ", ".join(str(path.relative_to(folder).with_suffix("")) for path in sorted(folder.rglob("*.tsv")))
        parts.append(f"| `{folder.name}` | {names} |")
    return "\n".join(parts) + "\n"


def models() -> str:
    """Return the page of all model cards, each under its own headline one step lower."""
    cards = [*sorted((LISTS / "en/models").glob("*.md")), *sorted(ROOT.glob("crates/data-*/data/*.md"))]
    parts = ["# Model cards", "", "What each model learned from, under which licences, how it is made, and what it reached.", ""]
    for path in cards:
        parts += ["#" + line if line.startswith("#") else line for line in path.read_text(encoding="utf-8").splitlines()]
        parts.append("")
    for crate in sorted(ROOT.glob("crates/data-*/README.md")):
        parts += ["#" + line if line.startswith("#") else line for line in crate.read_text(encoding="utf-8").splitlines()]
        parts.append("")
    return "\n".join(parts)


def accuracy() -> str:
    """Return a table of the figures that are guarded, a row a set."""
    rows = ["| set | figures |", "|---|---|"]
    for name, figures in json.loads(BASELINE.read_text(encoding="utf-8")).items():
        rows.append(f"| {name} | {', '.join(f'{key} {value:.3f}' for key, value in figures.items())} |".replace(" 0.", " ."))
    return "\n".join(rows)


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Put the figures into their page; MkDocs calls this for every page."""
    return markdown.replace("<!-- accuracy -->", accuracy()) if page.file.src_uri == "benchmarks.md" else markdown


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages; MkDocs calls this when it has found the others."""
    from mkdocs.structure.files import File

    for name, content in (("reference/lists.md", lists()), ("reference/models.md", models())):
        files.append(File.generated(config, name, content=content))
    return files
