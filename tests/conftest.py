from pathlib import Path

import pytest
from browser import CHROMIUM, launch

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.suffix in {".txt", ".html"})


needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a folder that the tests of a file share."""
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.name)
def example(request):
    return request.param
