"""A run that dies at any call to the disk, before or after it, ends in the same bytes when it is resumed."""

import json
import os
import random
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from test_cli import COMMAND

HERE = ROOT / "tests"
POINTS = int(os.environ.get("NUTGRAF_FAULT_POINTS", "6"))
"""Fault points tried for each kind of output, drawn from all; 0 tries every one. A folder of texts has three calls a text, all
alike: of them 0 tries the first, the last and a hundred between."""

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not shutil.which("cc"), reason="LD_PRELOAD and a C compiler"
)

OUTPUTS = [
    ("out.jsonl", []),
    ("out.jsonl.gz", ["--dedupe", "mark"]),
    ("out.jsonl.zst", ["--dedupe", "drop", "--learn-furniture"]),
    ("tables", []),
    ("tables", ["--dedupe", "drop"]),
    ("tables", ["--to", "csv", "--learn-furniture"]),
    ("out.md", ["--dedupe", "drop"]),
    ("texts", ["--to", "tei"]),
]


@pytest.fixture(scope="session")
def shim(tmp_path_factory):
    path = tmp_path_factory.mktemp("shim") / "faults.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", path, HERE / "faults.c", "-ldl"], check=True)
    return path


@pytest.fixture(scope="session")
def corpus(tmp_path_factory):
    path = tmp_path_factory.mktemp("corpus") / "in.jsonl"
    with open(path, "w") as file:
        for i in range(4200):
            words = " ".join(f"w{(i if i % 7 else 3) * 31 + k * k}" for k in range(30))
            said = f"On Monday Mayor Ana Ruiz said in Paris that {words}"
            # A checkpoint comes after two thousand documents: most are short, for the runs are many.
            story = f"More on this site\n{said if i % 40 < 3 else words[:20]}.\nAll rights reserved"
            file.write(json.dumps({"id": f"d{i}", "url": f"https://s{i % 3}.example/{i}", "text": story}) + "\n")
            if i % 1500 == 7:
                file.write("{broken\n")
    return path


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    ("out", "extra"), OUTPUTS, ids=lambda value: value if isinstance(value, str) else "-".join(value) or "plain"
)
def test_a_run_that_dies_anywhere_resumes_to_the_same_bytes(tmp_path, shim, corpus, out, extra):
    def run(target, fault=None, after=False, resume=False):
        env = {**os.environ, "PYTHONPATH": str(ROOT / "python"), "PYTHONDONTWRITEBYTECODE": "1"}
        if fault is not None:
            env |= {"LD_PRELOAD": str(shim), "NUTGRAF_FAULT": str(fault), "NUTGRAF_COUNT": str(tmp_path / "count")}
            if after:
                env["NUTGRAF_AFTER"] = "1"
        command = [*COMMAND, "extract", corpus, "-o", target, "-j2", *extra, *(["--resume"] if resume else [])]
        return subprocess.run(command, env=env, capture_output=True, timeout=300).returncode

    whole = tmp_path / "whole"
    assert run(whole / out, fault=0) == 1  # the broken lines
    calls = int((tmp_path / "count").read_text())
    assert calls > 10
    points = [(n, after) for n in range(1, calls + 1) for after in (False, True)]
    rng = random.Random(f"{out}{extra}")
    if POINTS:
        # The first and the last steps are where most can go wrong.
        points = [points[0], points[-1], points[-4], *rng.sample(points, max(0, POINTS - 3))]
    elif calls > 1000:
        points = [*points[:40], *points[-60:], *rng.sample(points, 100)]
    wanted = files(whole)
    print(len(points), "of", 2 * calls, "fault points")
    for fault, after in points:
        cut = tmp_path / "cut"
        died = run(cut / out, fault, after)
        assert died in (137, 1), (fault, after)
        assert run(cut / out, resume=True) == 1, (fault, after)
        assert files(cut) == wanted, (fault, after)
        shutil.rmtree(cut)
