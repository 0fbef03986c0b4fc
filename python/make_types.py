"""Writes the Python types of a record from its JSON Schema, so that a field is written once: in Rust, with its doc.

Writes ``nutgraf/_types.py``, ``nutgraf/_fields.py``, the names in ``nutgraf/__init__.py``, the counts of a run's ``Summary`` and
the tables in ``docs/corpora.md``; with ``--check`` it only says whether they are current. A class ``<Type>Methods`` in
``nutgraf/_methods.py`` becomes a base of its type.
"""

from __future__ import annotations

import json
import keyword
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import nutgraf._native as native

PACKAGE = Path(__file__).parent / "nutgraf"
WIDTH = 130
MADE = "Made by python/make_types.py from the JSON Schema of a record: do not edit."
METHODS = set(re.findall(r"^class (\w+)Methods", (PACKAGE / "_methods.py").read_text(), re.M))
# What `nutgraf` exports besides the types.
OTHERS = {
    "_record": ["Record"],
    "_extract": ["Extractor", "extract", "schema"],
    "_options": ["Options"],
    "_link": ["Corpus", "link"],
    "_report": ["report"],
    "_tables": ["Table", "extract_table", "tables"],
    "_corpus": ["Summary", "iter_corpus", "write_corpus"],
    "_validate": ["Validation", "sample", "validate"],
}

Schema = dict[str, Any]


def name_of(ref: str) -> str:
    """Give the name that a reference points to."""
    return ref.rsplit("/", 1)[1]


def hint(schema: Schema, many: str) -> str:
    """Give the annotation of a field; lists are `many`: "tuple" or "list"."""
    if "$ref" in schema:
        return name_of(schema["$ref"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(hint(option, many) for option in schema["anyOf"]))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " | ".join(simple(kind, schema, many) for kind in kinds)


def simple(kind: str, schema: Schema, many: str) -> str:
    """Give the annotation for one JSON type."""
    if kind == "array":
        item = hint(schema["items"], "tuple")
        if schema.get("maxItems", 9) == schema.get("minItems"):
            return f"tuple[{', '.join([item] * schema['maxItems'])}]"
        return f"list[{item}]" if many == "list" else f"tuple[{item}, ...]"
    if kind == "string":
        return "date" if schema.get("format") == "date" else "str"
    return {"integer": "int", "number": "float", "boolean": "bool", "null": "None", "object": "dict[str, Any]"}[kind]


def doc(text: str, indent: int) -> str:
    """Give a doc comment of Rust as a docstring."""
    text = re.sub(r"\[(`[^`\]]+`)\](\([^)]*\))?", r"\1", text).replace("::", ".")
    text = re.sub(r"`([^`]+)`", r"``\1``", text).replace("\\", "\\\\")
    if text.endswith('"'):
        text += "."
    pad = " " * indent
    paragraphs = []
    for paragraph in text.split("\n\n"):
        lines = paragraph.split("\n") if paragraph.startswith("- ") else [paragraph.replace("\n", " ")]
        paragraphs.append("\n".join(wrapped(line, pad) for line in lines))
    body = "\n\n".join(paragraphs)
    end = f"\n{pad}" if "\n" in body else ""
    return f'{pad}"""{body}{end}"""'


def wrapped(text: str, pad: str) -> str:
    """Break a line to the width of the file."""
    inner = pad + "  " if text.startswith("- ") else pad
    return textwrap.fill(text, WIDTH - 6, initial_indent=pad, subsequent_indent=inner, break_on_hyphens=False).strip()


def alias(name: str, schema: Schema) -> str:
    """Give a type that is no object: some words, or one of several types."""
    about = schema.get("description", "")
    if "oneOf" in schema:
        words = ", ".join(f'"{option["const"]}"' for option in schema["oneOf"])
        listed = "\n".join(f"- `{option['const']}`: {option.get('description', '')}".rstrip(": ") for option in schema["oneOf"])
        about = f"{about}\n\n{listed}"
        line = f"{name}: TypeAlias = Literal[{words}]"
    else:
        line = f"{name}: TypeAlias = {hint(schema, 'tuple')}"
    return f"{line}\n{doc(about, 0)}"


def dataclass(name: str, schema: Schema) -> str:
    """Give an object as a dataclass; what has text, start and end is an `Extent`, what has only start and end a `Stretch`."""
    fields = dict(schema["properties"])
    bases = [f"{name}Methods"] if name in METHODS else []
    if name != "Extent" and fields.keys() >= {"text", "start", "end"}:
        bases.append("Extent")
        fields = {key: field for key, field in fields.items() if key not in ("text", "start", "end")}
    elif name != "Extent" and fields.keys() >= {"start", "end"}:
        bases.append("Stretch")
    lines = [
        f"@dataclass(frozen=True, slots=True, kw_only=True{', repr=False' if bases else ''})",
        f"class {name}({', '.join(bases or ['Part'])}):",
        doc(schema["description"], 4),
    ]
    for key, field in fields.items():
        if keyword.iskeyword(key):
            raise SystemExit(f"{name}.{key}: no name for a field in Python")
        lines += [f"\n    {key}: {annotation(key, field, schema)}", doc(field["description"], 4)] if fields else []
    return "\n".join(lines)


def annotation(key: str, field: Schema, schema: Schema) -> str:
    """Give the annotation and the default of a field: what may be absent is empty, false or None."""
    made = hint(field, "tuple")
    if key in schema.get("required", ()):
        return made
    if made.startswith("tuple") or made == "bool":
        return f"{made} = {'False' if made == 'bool' else '()'}"
    return f"{made} = None" if "None" in made else f"{made} | None = None"


def types(schema: Schema) -> str:
    """Give the module of the types."""
    defs = schema["$defs"]
    aliases = {name: d for name, d in defs.items() if d.get("type") != "object"}
    order = sorted(defs.keys() - aliases.keys(), key=lambda name: (name != "Extent", name))
    used = sorted({*(f"{name}Methods" for name in order if name in METHODS), "Stretch"})
    head = [
        f'"""The types of a record\'s facts. {MADE}"""',
        "",
        "from __future__ import annotations",
        "",
        "from datetime import date",
        "from typing import TYPE_CHECKING, Literal, TypeAlias",
        "",
        f"from nutgraf._methods import {', '.join(used)}",
        "from nutgraf._part import Part",
        "",
        "if not TYPE_CHECKING:",
        "    from nutgraf._part import dataclass",
        "else:",
        "    from dataclasses import dataclass",
        "",
        f"__all__ = {sorted(defs)}",
        "",
    ]
    body = [alias(name, aliases[name]) for name in sorted(aliases)]
    return "\n".join(head) + "\n" + "\n\n".join(body) + "\n\n\n" + "\n\n\n".join(dataclass(n, defs[n]) for n in order) + "\n"


def fields(schema: Schema) -> str:
    """Give the module with the fields of a record."""
    defs, parts = schema["$defs"], []
    for key, field in schema["properties"].items():
        made = hint(field, "list")
        item = made.removeprefix("list[").removesuffix("]")
        if made.startswith("list["):
            kind, value = "cached_property", f'self._many("{item}", "{key}")'
        elif defs.get(made, {}).get("type") == "object":
            kind, value = "cached_property", f'self._one("{made}", "{key}")'
        elif key in schema["required"]:
            kind, value = "property", f'self._data["{key}"]'
        else:
            kind, value = "property", f'self._data.get("{key}"{", {}" if made.startswith("dict") else ""})'
        about = doc(field["description"], 8)
        parts.append(f"    @{kind}\n    def {key}(self) -> {made}:\n{about}\n        return {value}\n")
    used = sorted({word for part in parts for word in re.findall(r"\w+", part.split("->")[1].split(":")[0]) if word in defs})
    head = [
        f'"""The fields of a record. {MADE}"""',
        "",
        "from __future__ import annotations",
        "",
        "import json",
        "from functools import cached_property",
        "from typing import TYPE_CHECKING, Any",
        "",
        "if TYPE_CHECKING:",
        f"    from nutgraf._types import {', '.join(used)}",
        "",
        "",
        "class Fields:",
        '    """What `Record` reads out of its JSON."""',
        "",
        "    _json: str",
        "",
        "    @cached_property",
        "    def _data(self) -> dict[str, Any]:",
        "        return json.loads(self._json)",
        "",
        "    def _many(self, kind: str, key: str) -> list[Any]:",
        "        from nutgraf._build import build",
        "",
        "        return [build(kind, item, self) for item in self._data.get(key, ())]",
        "",
        "    def _one(self, kind: str, key: str) -> Any:",
        "        from nutgraf._build import build",
        "",
        "        return build(kind, self._data[key], self)",
        "",
    ]
    return "\n".join(head) + "\n" + "\n".join(parts)


def package(text: str, schema: Schema) -> str:
    """Give ``__init__.py`` with the names that are there now."""
    homes = {**OTHERS, "_types": sorted(schema["$defs"])}
    imports = [f"    from nutgraf.{home} import {', '.join(sorted(homes[home]))}" for home in sorted(homes)]
    names = sorted(name for home in homes.values() for name in home)
    places = ", ".join(f'"{name}": "{home}"' for home in sorted(OTHERS) for name in sorted(homes[home]))
    made = {
        "imports": "\n".join(imports),
        "homes": f"    _HOMES = {{{places}}}",
        "names": f"__all__ = {sorted([*names, '__version__'])}",
    }
    for part, lines in made.items():
        text = between(text, part, f"{lines}\n")
    return text


def summary(text: str, schema: Schema) -> str:
    """Give ``_corpus.py`` with a count for each kind of fact."""
    counts = "".join(f"    {name}: int = 0\n" for name in schema["x-facts"])
    return between(text, "facts", counts)


def between(text: str, part: str, lines: str) -> str:
    """Give a module with other lines between two marks."""
    text, n = re.subn(rf"( *# made: {part}\n).*?( *# end)", lambda m: f"{m[1]}{lines}{m[2]}", text, flags=re.S)
    assert n == 1, part
    return text


def formatted(text: str) -> str:
    """Give a module as the formatter writes it, imports in order."""
    for command in (["check", "--select", "I", "--fix", "--quiet"], ["format", "--quiet"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--stdin-filename", "python/nutgraf/made.py", "-"]
        text = subprocess.run(ruff, input=text, capture_output=True, check=True, text=True, cwd=PACKAGE.parent.parent).stdout
    return text


def tables() -> str:
    """Give the tables, column by column, in Markdown."""
    command = "import nutgraf._native as native; native.main(['nutgraf', 'schema', '--tables'])"
    return subprocess.run([sys.executable, "-c", command], capture_output=True, check=True, text=True).stdout


def main() -> None:
    """Write the files, or say which are not current."""
    schema: Schema = json.loads(native.schema())
    init, corpus = PACKAGE / "__init__.py", PACKAGE / "_corpus.py"
    made = {
        PACKAGE / "_types.py": types(schema),
        PACKAGE / "_fields.py": fields(schema),
        init: package(init.read_text(), schema),
        corpus: summary(corpus.read_text(), schema),
    }
    made = {path: formatted(text) for path, text in made.items()}
    page = PACKAGE.parent.parent / "docs" / "corpora.md"
    made[page] = page.read_text().split("### articles\n")[0] + tables()
    old = [path for path, text in made.items() if not path.exists() or path.read_text() != text]
    if "--check" in sys.argv[1:]:
        if old:
            sys.exit(f"not current: {', '.join(path.name for path in old)}; run `make types`")
        return
    for path in old:
        path.write_text(made[path])
        print(f"{path.name} written")


if __name__ == "__main__":
    main()
