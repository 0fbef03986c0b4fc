"""The architecture's law on imports: a file imports only from lower floors or its own folder, and no two files import each other.

Reads the `use` lines and paths of every Rust crate, follows re-exports to the file that defines
a name, and leaves test modules out.
"""

import re
from functools import cache
from pathlib import Path

import pytest

CRATES = Path(__file__).parent.parent / "crates"

# From the ground up. A file of `facts` may also import from a fact named before its own.
FLOORS = (
    "error",
    "text model",
    "source",
    "record",
    "lexicon",
    "options",
    "read",
    "layout",
    "syntax",
    "names",
    "entities",
    "article",
    "facts",
    "language",
    "analysis",
    "pipeline",
    "extractor",
    "lib",
)
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names.split()}

Module = tuple[str, ...]


@cache
def modules(crate: str) -> dict[Module, Path]:
    """Return the crate's files by the path of their module, without files of tests."""
    source = CRATES / crate / "src"
    return {
        () if path.stem in ("lib", "main") else path.relative_to(source).with_suffix("").parts: path
        for path in sorted(source.rglob("*.rs"))
        if path.name != "tests.rs" and not (path.stem == "main" and (source / "lib.rs").exists())
    }


@cache
def code(path: Path) -> str:
    """Return a file's code without its test module, comments and strings."""
    text = re.split(r"^#\[cfg\(test\)\]\n(?:pub(?:\(.*\))? )?mod \w+ \{", path.read_text(), maxsplit=1, flags=re.M)[0]
    text = re.sub(r"//[^\n]*", "", text)
    return re.sub(r'"(?:\\.|[^"\\])*"', '""', text)


def leaves(tree: str) -> list[str]:
    """Return the paths that a `use` tree stands for: `a::{b, c::d}` is `a::b` and `a::c::d`."""
    tree = tree.strip()
    opening = tree.find("{")
    if opening < 0:
        return [tree.split(" as ")[0].strip()] if tree else []
    prefix, inside, depth, part = tree[:opening], tree[opening + 1 : tree.rindex("}")], 0, ""
    found = []
    for letter in [*inside, ","]:
        depth += (letter == "{") - (letter == "}")
        if letter == "," and depth == 0:
            found += [prefix + leaf for leaf in leaves(part)]
            part = ""
        else:
            part += letter
    return found


@cache
def uses(crate: str, module: Module) -> tuple[tuple[str, str, bool], ...]:
    """Return what a file's `use` items bring in: the name it gets there, the path, and whether it is handed on (`pub use`)."""
    found = []
    for public, tree in re.findall(r"\b(pub(?:\([^)]*\))? )?use ([^;]+);", code(modules(crate)[module])):
        for alias_of in re.findall(r"[\w:]+ as \w+", tree):
            path, name = alias_of.split(" as ")
            found.append((name, path, bool(public)))
        for path in leaves(tree):
            path = path.removesuffix("::self")
            found.append((path.split("::")[-1], path, bool(public)))
    return tuple(found)


def absolute(crate: str, module: Module, path: str) -> list[str] | None:
    """Return a path from the crate's root; None for paths into other crates and for local names."""
    parts = path.split("::")
    if parts[0] == "crate":
        return parts[1:]
    if parts[0] in ("super", "self"):
        base = list(module)
        while parts and parts[0] in ("super", "self"):
            if parts[0] == "super":
                if not base:
                    return None
                base.pop()
            parts = parts[1:]
        return base + parts
    if (*module, parts[0]) in modules(crate):
        return [*module, *parts]
    for name, target, _ in uses(crate, module):
        if name == parts[0] and target != path and target.split("::")[0] in ("crate", "super"):
            whole = absolute(crate, module, target)
            return whole and whole + parts[1:]
    return None


def defined_in(crate: str, parts: list[str], depth: int = 0) -> Module:
    """Return the module that defines what a path from the root names, through re-exports."""
    known = modules(crate)
    end = max(n for n in range(len(parts) + 1) if tuple(parts[:n]) in known)
    module, rest = tuple(parts[:end]), parts[end:]
    if rest and depth < 8:
        for name, path, public in uses(crate, module):
            if public and name in (rest[0], "*"):
                further = absolute(crate, module, path)
                if further is not None and name != "*":
                    return defined_in(crate, further + rest[1:], depth + 1)
    return module


@cache
def imports(crate: str) -> dict[Module, frozenset[Module]]:
    """Return for every file the files that it imports from."""
    found = {}
    for module, path in modules(crate).items():
        text = code(path)
        paths = [target for _, target, _ in uses(crate, module)]
        body = re.sub(r"\buse [^;]+;", "", text)
        paths += re.findall(r"\b(?:crate|super|self|[a-z_]\w*)(?:::\w+)+", body)
        whole = [absolute(crate, module, path) for path in paths]
        targets = {defined_in(crate, parts) for parts in whole if parts is not None}
        found[module] = frozenset(targets - {module})
    return found


def circles(edges: dict[Module, frozenset[Module]]) -> list[list[Module]]:
    """Return the strongly connected parts of more than one file (Tarjan's algorithm)."""
    index: dict[Module, int] = {}
    low: dict[Module, int] = {}
    stack: list[Module] = []
    found = []

    def visit(node: Module) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in sorted(edges[node]):
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            part = []
            while not part or part[-1] != node:
                part.append(stack.pop())
            if len(part) > 1:
                found.append(sorted(part))

    for node in edges:
        if node not in index:
            visit(node)
    return found


@pytest.mark.parametrize("crate", ["core", "batch", "validate", "link", "cli", "py", "train"])
def test_no_two_files_import_each_other(crate: str) -> None:
    edges = imports(crate)
    # A crate's root and a folder's face hand names on; what they re-export is followed to its file, and their own code counts.
    ties = [
        f"{'::'.join(a)} -> {'::'.join(b)}" for circle in circles(edges) for a in circle for b in sorted(edges[a]) if b in circle
    ]
    assert not ties, "files that import each other:\n" + "\n".join(ties)


def test_files_import_from_lower_floors_only() -> None:
    upward = []
    for module, targets in imports("core").items():
        here = module[0] if module else "lib"
        for target in targets:
            there = target[0] if target else "lib"
            # The crate's error and result types are its root's own, at hand on every floor.
            if here != there and there != "lib" and FLOOR[there] >= FLOOR[here]:
                upward.append(f"{'::'.join(module)} -> {'::'.join(target)}")
    assert not upward, "\n".join(sorted(upward))
