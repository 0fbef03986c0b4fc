"""Starting is cheap: what a first record imports, and dataclasses that are made on first use but behave as any other."""

from __future__ import annotations

import dataclasses
import inspect
import os
import subprocess
import sys

import pytest
from conftest import ROOT
from nutgraf import _part

# What takes long to import and a first record has no use for. Without `dataclasses` none was made, each by compiling source.
HEAVY = {"ast", "asyncio", "dataclasses", "inspect", "logging", "pathlib", "subprocess", "tempfile", "urllib.parse"}
LIBRARIES = {"numpy", "pandas", "polars", "pyarrow", "pyspark", "ray", "spacy", "tqdm"}
FIRST = """
import nutgraf
record = nutgraf.extract("“We will rebuild,” Mayor Ana Ruiz said in Nairobi on Monday.", published="2025-11-03")
assert [quote.who for quote in record.quotes] == ["Ana Ruiz"], record.quotes
for name in nutgraf.schema()["properties"]:
    getattr(record, name, None)
repr([record.people, record.places, record.times, record.published, record.body])
"""


def imported(code):
    """Give the modules that the code imports in a new interpreter."""
    code = f"import sys; before = set(sys.modules)\n{code}\nprint(*(sys.modules.keys() - before))"
    command = [sys.executable, "-W", "ignore", "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    result = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert result.returncode == 0, result.stderr
    return set(result.stdout.split())


def test_a_first_record_imports_nothing_that_it_can_do_without():
    modules = imported(FIRST)
    assert "nutgraf._types" in modules
    assert not modules & (HEAVY | LIBRARIES)


def test_the_command_imports_nothing_besides_itself():
    assert imported("import nutgraf._command") <= {"nutgraf", "nutgraf._command", "nutgraf._native"}


def declared(dataclass):
    """Give a class that this decorator made, with another one as its base."""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Base(_part.Part):
        start: int
        note: str | None = None

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Made(Base):
        """A made one."""

        words: tuple[str, ...] = ()
        rule: str

    return Made


def refusal(call):
    with pytest.raises((TypeError, dataclasses.FrozenInstanceError)) as error:
        call()
    return type(error.value), str(error.value)


def example(kind, **changes):
    return kind(**{"start": 1, "rule": "R", "words": ("a", "b"), **changes})


def matched(part, kind):
    match part:
        case kind(start=start, rule="R"):
            return start


USES = {
    "fields": lambda kind: [(f.name, f.type, f.default is None, f.kw_only, f.repr) for f in dataclasses.fields(kind)],
    "is one": dataclasses.is_dataclass,
    "parameters": lambda kind: str(kind.__dataclass_params__),
    "signature": lambda kind: str(inspect.signature(kind)),
    "documentation": lambda kind: (kind.__doc__, kind.__module__, kind.__slots__, kind.__match_args__),
    "values": lambda kind: [getattr(example(kind), name) for name in ("start", "note", "words", "rule")],
    "repr": lambda kind: repr(example(kind)).split(".")[-1],
    "equal": lambda kind: [example(kind) == example(kind, start=start) for start in (1, 2)],
    "other": lambda kind: example(kind) == 1,
    "hash": lambda kind: hash(example(kind)),
    "plain": lambda kind: dataclasses.asdict(example(kind)),
    "replaced": lambda kind: dataclasses.astuple(dataclasses.replace(example(kind), note="n")),
    "matched": lambda kind: matched(example(kind), kind),
    "missing": lambda kind: refusal(lambda: kind(start=1))[0],
    "unknown": lambda kind: refusal(lambda: example(kind, stop=1))[0],
    "positional": lambda kind: refusal(lambda: kind(1))[0],
    "assigned": lambda kind: refusal(lambda: setattr(example(kind), "start", 2)),
    "deleted": lambda kind: refusal(lambda: delattr(example(kind), "start")),
    "no dict": lambda kind: hasattr(example(kind), "__dict__"),
    "extended": lambda kind: [f.name for f in dataclasses.fields(extended(kind))],
    "below": lambda kind: example(type("Below", (kind,), {})).words,
}


def extended(kind):
    return dataclasses.make_dataclass("More", [("more", "int", 3)], bases=(kind,), frozen=True, kw_only=True)


@pytest.mark.parametrize("use", USES)
def test_a_dataclass_made_on_first_use_is_one(use):
    made = USES[use](declared(_part.dataclass))
    assert made == USES[use](declared(dataclasses.dataclass))


def test_what_only_prepares_dataclasses_is_none():
    assert not dataclasses.is_dataclass(_part.Part)
