"""Writes THIRD-PARTY.txt: the licence texts of every crate in the wheel; ``--check`` only says whether it is current."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "THIRD-PARTY.txt"
NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE")


def crates() -> list[dict[str, Any]]:
    """Return the packages that the binding is built of, by name; those of the workspace are left out."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--manifest-path", str(ROOT / "crates/py/Cargo.toml")]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    waiting = [package["id"] for package in packages.values() if package["name"] == "nutgraf-py"]
    found = set(waiting)
    while waiting:
        for dependency in nodes[waiting.pop()]["deps"]:
            # Tools of the build and of tests are not in the wheel.
            kinds = {kind["kind"] for kind in dependency["dep_kinds"]}
            if None in kinds and dependency["pkg"] not in found:
                found.add(dependency["pkg"])
                waiting.append(dependency["pkg"])
    return sorted(
        (packages[id] for id in found if packages[id]["source"]), key=lambda package: (package["name"], package["version"])
    )


def text() -> str:
    """Return the whole file: each licence text once, after the crates that it is of."""
    texts: dict[str, list[str]] = defaultdict(list)
    without = []
    for package in crates():
        name = f"{package['name']} {package['version']} ({package['license'] or 'see its text'})"
        files = sorted(path for path in Path(package["manifest_path"]).parent.iterdir() if path.name.upper().startswith(NAMES))
        files = [path for path in files if path.is_file()]
        for path in files:
            texts["\n".join(line.rstrip() for line in path.read_text(errors="replace").strip().splitlines())].append(name)
        if not files:
            without.append(name)
    parts = ["What is compiled into nutgraf besides its own code, and under which licences."]
    for licence, names in sorted(texts.items(), key=lambda item: item[1]):
        parts.append("\n".join(dict.fromkeys(names)) + "\n\n" + licence)
    if without:
        parts.append("Without a licence text of their own:\n" + "\n".join(without))
    return ("\n\n" + "-" * 100 + "\n\n").join(parts) + "\n"


def main() -> None:
    """Write the file, or compare it."""
    made = text()
    if "--check" in sys.argv:
        sys.exit(0 if TARGET.exists() and TARGET.read_text() == made else f"{TARGET.name} is not current: run {sys.argv[0]}")
    TARGET.write_text(made)


if __name__ == "__main__":
    main()
