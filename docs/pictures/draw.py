"""Draws the pictures of docs/report.md: screenshots of a report of examples/ in light and dark, and charts of nutgraf.plot.

Run by ``make pictures``; needs chromium.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import nutgraf
import nutgraf.plot
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
# The scheme, the page, and what the pointer is on.
SHOTS = {"report-light": ("light", "", None), "report-dark": ("dark", "article/5", ".text mark.people")}


def screenshots(site: Path) -> None:
    """Draw the first page and the reader."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (scheme, where, pointed) in SHOTS.items():
            page = browser.new_page(color_scheme=scheme, viewport={"width": 1100, "height": 1100})
            page.goto(f"{site.as_uri()}#/{where}")
            page.locator("main:not([aria-busy]) h1").wait_for()
            if pointed:
                page.locator(pointed).nth(3).hover()
            page.screenshot(path=HERE / f"{name}.png")
        browser.close()


def charts(records: list[nutgraf.Record]) -> None:
    """Draw a chart of each function."""
    tables = nutgraf.tables(records)
    for name in nutgraf.plot.__all__:
        getattr(nutgraf.plot, name)(tables).save(HERE / f"plot-{name}.png", scale_factor=1.5)


def main() -> None:
    """Draw all of them."""
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "examples"
        nutgraf.write_corpus(EXAMPLES, run)
        screenshots(nutgraf.report(run, Path(folder) / "site"))
    charts(list(nutgraf.iter_corpus(EXAMPLES)))


if __name__ == "__main__":
    main()
