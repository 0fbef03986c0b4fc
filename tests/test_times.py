"""Times and quantities in sentences that were written before the code saw them."""

import subprocess
import sys
from collections import Counter

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "eval"))
import families

CASES = families.cases(ROOT / "tests" / "cases" / "times.tsv")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['sample']}-{case['family']}-{case['text'][:40]}")
def test_sentences_have_the_times_and_quantities_they_tell(case):
    bad, extra, found = families.fails(case, families.read(case))
    shown = [(case["text"][f[0] : f[1]], *f[2:]) for f in found]
    if case["state"] == "open":
        assert bad or extra, f"right now, so no longer open: {case['text']}"
    else:
        assert (bad, extra) == ([], []), f"{case['text']}\n  {shown}"


def test_few_sentences_are_open():
    open_ = Counter(case["kind"] for case in CASES if case["state"] == "open")
    total = Counter(case["kind"] for case in CASES)
    for kind in total:
        assert open_[kind] / total[kind] <= 0.10, (kind, open_[kind], total[kind])


def test_pages_name_the_rules_there_are():
    result = subprocess.run([sys.executable, ROOT / "python" / "make_rules.py", "--check"], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
