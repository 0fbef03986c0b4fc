from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.suffix in {".txt", ".html"})


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.name)
def example(request):
    return request.param
