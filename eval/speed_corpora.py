#!/usr/bin/env python3
"""Measures corpora: speed_corpora.py [--megabytes 4] [--rounds 3] [--memory 3000].

What reading and writing cost over extraction out of memory, for JSON lines, Parquet and web archives in, JSON lines and Parquet
out; what a second core brings; the Arrow path from Python against the command; how quickly archives are read; and, with
`--memory`, the peak of resident memory on an archive of so many megabytes, and how long that takes.

Costs are processor seconds of all threads, which other work on the machine disturbs least; two cores are measured by the
clock, and only on a quiet machine. Runs take turns, and the best of the rounds counts. Needs a release build (`make release`),
and pyarrow for Parquet. The corpora are made by `make_corpus.py`.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nutgraf

ROOT = Path(__file__).parent.parent
BINARY = ROOT / "target" / "release" / "nutgraf"
READER = ROOT / "target" / "release" / "examples" / "corpus"


@dataclass
class Cost:
    """What a run took."""

    wall: float = float("inf")
    cpu: float = float("inf")
    megabytes: float = 0.0  # resident, at most

    def best(self, other: "Cost") -> "Cost":
        """Give the better of the two in each respect."""
        return Cost(min(self.wall, other.wall), min(self.cpu, other.cpu), max(self.megabytes, other.megabytes))


def command(*arguments: str | Path) -> Cost:
    """Run a command and give what it took."""
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    messages = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{arguments[0]}: {messages.decode()}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def extract(source: Path, out: Path, jobs: int) -> Cost:
    """Run `nutgraf extract`."""
    return command(BINARY, "extract", source, "-o", out, "--overwrite", "--jobs", str(jobs))


def arrow(path: Path) -> Cost:
    """Take the Arrow path from Python, reading the file included."""
    from pyarrow import parquet

    start, cpu = time.perf_counter(), time.process_time()
    nutgraf.extract_table(parquet.read_table(path), jobs=1)
    return Cost(time.perf_counter() - start, time.process_time() - cpu)


def make(folder: Path, kind: str, megabytes: float) -> Path:
    """Make a corpus."""
    path = folder / f"corpus.{kind}"
    maker = ROOT / "eval" / "make_corpus.py"
    subprocess.run([sys.executable, maker, path, "--kind", kind, "--megabytes", str(megabytes), "--copies", "0"], check=True)
    return path


def in_turns(runs: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, Cost]:
    """Give the best of each run."""
    best = dict.fromkeys(runs, Cost())
    for _ in range(rounds):
        for name, run in runs.items():
            best[name] = best[name].best(run())
    return best


def overhead(source: Path, outs: list[Path], rounds: int) -> None:
    """Print what reading and writing cost over extraction."""
    runs = {"read": partial(command, READER, source, "read"), "read and extract": partial(command, READER, source)}
    for out in outs:
        runs[f"to {out.suffix or '.parquet'}"] = partial(extract, source, out, 1)
    best = in_turns(runs, rounds)
    alone = best["read and extract"].cpu - best["read"].cpu
    print(f"{source.suffix[1:]}: extraction out of memory {alone:.2f} s, reading {best['read'].cpu / alone:.1%} of that")
    for name, cost in best.items():
        if name.startswith("to"):
            print(f"  {name:12} {cost.cpu:.2f} s, {cost.cpu / alone - 1:+.1%}, {cost.megabytes:.0f} MB", flush=True)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=4, help="of text in a corpus")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=float, default=0, help="measure memory on an archive of so many megabytes")
    args = parser.parse_args()
    build = ["cargo", "build", "-q", "--release", "-p", "nutgraf-batch", "--example", "corpus"]
    subprocess.run(build, check=True, cwd=ROOT)
    has_arrow = importlib.util.find_spec("pyarrow") is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outs = [folder / "out.jsonl", folder / "out"]
        jsonl = make(folder, "jsonl", args.megabytes)
        print("one core, processor seconds")
        overhead(jsonl, outs, args.rounds)
        if has_arrow:
            table = make(folder, "parquet", args.megabytes)
            overhead(table, outs, args.rounds)
        # A page is fifteen times the article on it.
        overhead(make(folder, "warc.gz", args.megabytes * 15), outs, args.rounds)

        if has_arrow:
            paths = {"Python": partial(arrow, table), "command": partial(extract, table, outs[1], 1)}
            python, cli = (cost.cpu for cost in in_turns(paths, args.rounds).values())
            print(f"\nParquet in: Python to Arrow {python:.2f} s, command to Parquet {cli:.2f} s, {python / cli - 1:+.1%}")

        best = in_turns({"1": partial(extract, jsonl, outs[0], 1), "2": partial(extract, jsonl, outs[0], 2)}, args.rounds)
        one, two = best["1"], best["2"]
        print(
            f"\ntwo cores: {one.wall:.2f} s with one, {two.wall:.2f} s with two: {one.wall / two.wall:.2f} times as fast,",
            end=" ",
        )
        print(f"processor seconds {two.cpu / one.cpu - 1:+.1%} (load of the machine {os.getloadavg()[0]:.1f})")

        print("\nreading archives alone, unpacked bytes")
        for kind in ("warc", "warc.gz"):
            archive = make(folder, kind, 200)
            cost = in_turns({kind: partial(command, READER, archive, "read")}, args.rounds)[kind]
            print(f"  {kind:8} {200 / cost.cpu:,.0f} MB/s, {cost.megabytes:.0f} MB resident", flush=True)
            archive.unlink()

        if args.memory:
            cost = extract(make(folder, "warc", args.memory), folder / "tables", os.cpu_count() or 1)
            print(f"\n{args.memory:,.0f} MB of pages: {cost.megabytes:.0f} MB resident at most, {cost.wall / 60:.1f} minutes")


if __name__ == "__main__":
    main()
