"""Opens a report in chromium from the disk and goes through it as a new reader would: open_report.py SITE/index.html."""

import sys
from pathlib import Path

from browser import launch
from playwright.sync_api import sync_playwright


def main() -> None:
    """Open it, follow the most quoted person to a sentence and on to the article."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(Path(sys.argv[1]).resolve().as_uri())
        page.locator(".bars a").first.click()
        page.locator(".passages .origin a").first.click()
        page.locator(".text mark.asked-for").first.wait_for()
        browser.close()
    if faults:
        raise SystemExit("\n".join(faults))


if __name__ == "__main__":
    main()
