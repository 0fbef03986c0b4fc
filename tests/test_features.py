"""The cards of the models name every feature of the code."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_cards_list_the_features_as_the_code_has_them() -> None:
    result = subprocess.run([sys.executable, ROOT / "python" / "make_features.py", "--check"], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
