"""Packs every crate as for its registry and checks what it would be refused or missed for: ``check_packages.py``.

The registry takes ten megabytes a crate; each crate has its README, licences and NOTICE, a description and keywords. No
dependency needs a newer Rust than is promised.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LIMIT = 10_000_000
FILES = {"README.md", "LICENSE-MIT", "LICENSE-APACHE", "NOTICE", "Cargo.toml"}


def cargo(*args: str) -> str:
    """Run cargo and return what it prints."""
    return subprocess.run(["cargo", *args], check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout


def faults(package: dict[str, Any], archive: Path) -> list[str]:
    """Return what the registry or its readers would miss."""
    found = [f"no {field}" for field in ("description", "license", "repository", "readme", "rust_version") if not package[field]]
    if not 1 <= len(package["keywords"]) <= 5:
        found.append(f"{len(package['keywords'])} keywords, 1 to 5 are taken")
    if archive.stat().st_size > LIMIT:
        found.append(f"{archive.stat().st_size:,} bytes packed, {LIMIT:,} are taken")
    with tarfile.open(archive) as tar:
        names = {name.split("/", 1)[1] for name in tar.getnames()}
    return found + [f"{name} is not in it" for name in sorted(FILES - names)]


def too_new() -> list[str]:
    """Return the dependencies that ask for a newer Rust than the workspace promises."""
    metadata = json.loads(cargo("metadata", "--format-version", "1", "--locked"))
    ours = set(metadata["workspace_members"])
    number = {package["id"]: tuple(map(int, (package["rust_version"] or "0").split("."))) for package in metadata["packages"]}
    promised = min(number[id] for id in ours)
    return [f"{id} needs Rust {'.'.join(map(str, rust))}" for id, rust in number.items() if rust[:2] > promised[:2]]


def main() -> None:
    """Pack, try to publish, check; the exit code says whether all is well."""
    metadata = json.loads(cargo("metadata", "--format-version", "1", "--no-deps"))
    packages = [package for package in metadata["packages"] if package["publish"] != []]
    # What is not published is not on the registry for the others to find, so they go as one.
    crates = [argument for package in packages for argument in ("-p", package["name"])]
    cargo("package", "--quiet", "--no-verify", "--allow-dirty", *crates)
    cargo("publish", "--quiet", "--dry-run", "--no-verify", "--allow-dirty", *crates)
    wrong = len(newer := too_new())
    print(*newer, sep="\n", end="\n" if newer else "")
    for package in packages:
        archive = Path(metadata["target_directory"]) / "package" / f"{package['name']}-{package['version']}.crate"
        found = faults(package, archive)
        wrong += bool(found)
        print(f"{package['name']:24} {archive.stat().st_size / 1e6:6.2f} MB  {'; '.join(found) or 'ok'}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
