"""Chromium for the tests that open pages: where it is, and how it starts without a display."""

import shutil

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""Path of the browser; nothing where there is none."""


def launch(playwright):
    """Start it."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
