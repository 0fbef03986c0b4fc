"""Makes the picture of README and site: an example as a notebook shows it, drawn by headless Chromium; ``make picture``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nutgraf

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs/pictures/article.png"
EXAMPLE = "examples/politics.txt"
WIDTH, HEIGHT = 960, 590
PAGE = """<!doctype html><meta charset="utf-8"><style>
body{{margin:0;padding:20px 28px;background:#fff;color:#1f2328;font:16px/1.5 "DejaVu Sans",Helvetica,Arial,sans-serif}}
.ng p{{margin:.3em 0}}
</style>{body}"""


def main() -> None:
    """Draw the picture."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        sys.exit("Chromium is missing: apt-get install chromium")
    record = nutgraf.extract(ROOT / EXAMPLE, published="2025-11-26")
    TARGET.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "article.html"
        page.write_text(PAGE.format(body=record._repr_html_()), encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder}/profile"]
        shot = [f"--screenshot={TARGET}", f"--window-size={WIDTH},{HEIGHT}", page.as_uri()]
        subprocess.run([browser, *flags, *shot], check=True, capture_output=True, timeout=120)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
