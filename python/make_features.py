"""Writes the features of each model into its card: a name for every template, taken from the code that makes it.

The section ``## Features`` of a card lists its templates by group, in the order of their numbers. With ``--check`` it only says
whether the cards are current.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CORE = ROOT / "crates" / "core" / "src"
BEGIN = "<!-- Made by python/make_features.py: do not edit. -->"
END = "<!-- End of what is made. -->"
MODELS = "crates/core/data/lang/en/models/"
CALL = re.compile(r"\b(?:features\.add|add|put|row\.put|row\.flag)\(|(?:\bout|\bfeatures)\.push\(feature\(")

# A card, and the files whose calls make the features of its model, in their order.
CARDS = {
    MODELS + "people.md": ["entities/pronoun/candidates.rs"],
    MODELS + "places.md": ["facts/place/detect.rs", "facts/place/rank.rs"],
    MODELS + "quotes.md": [
        f"facts/quote/questions/{name}.rs" for name in ("cue", "speaker", "sides", "edge", "left", "right", "join")
    ],
    MODELS + "events.md": ["facts/event/trigger.rs"],
    MODELS + "arguments.md": ["facts/event/argument.rs"],
    MODELS + "blocks.md": ["layout/features.rs", *(f"layout/features/{name}.rs" for name in ("headlines", "marks", "rescored"))],
    "crates/data-names/data/names.md": ["names/features.rs"],
    "crates/data-syntax/data/syntax.md": ["syntax/net/look.rs"],
}


def arguments(text: str, start: int) -> tuple[list[str], int]:
    """Give the arguments of the call whose first one begins at ``start``, and where it ends."""
    depth, begin, found = 0, start, []
    for at in range(start, len(text)):
        if text[at] in "([{":
            depth += 1
        elif text[at] in ")]}" and depth == 0:
            found.append(text[begin:at])
            return [one.strip() for one in found if one.strip()], at
        elif text[at] in ")]}":
            depth -= 1
        elif text[at] == "," and depth == 0:
            found.append(text[begin:at])
            begin = at + 1
    raise ValueError("a call without end")


def parts(expression: str) -> list[str]:
    """Give the values that a template joins: those of ``pair(a, pair(b, c))``, or of a row ``&[a, b]``."""
    expression = expression.strip()
    if expression.startswith("&["):
        inside, _ = arguments(expression, 2)
        return [part for one in inside for part in parts(one)]
    if expression.startswith("pair("):
        inside, end = arguments(expression, 5)
        if end == len(expression) - 1:
            return [part for one in inside for part in parts(one)]
    return [expression]


def name(value: str) -> str:
    """Give the name of a value: its expression without the casts that make a number of it."""
    value = re.sub(r"\s+", " ", value)
    value = re.sub(r"\bu64::from\(((?:[^()]|\([^()]*\))*)\)", r"\1", value)
    value = re.sub(r"\bflag\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)", r"\1", value)
    value = re.sub(r" as u(?:64|8)\b", "", value)
    return re.sub(r"\b(?:self|context|state|Kind::\w+ as)\.", "", value).strip()


def listed(before: str) -> list[str]:
    """Give the values of the loop ``for value in [...]`` that a call stands in; none for a parameter of that name."""
    loop = re.search(r"for value in \[(?!.*for value in)", before, flags=re.S)
    if not loop or before.count("{", loop.end()) != before.count("}", loop.end()) + 1:
        return []
    return arguments(before, loop.end())[0]


def table(body: str) -> list[str]:
    """Give the values of ``let values = [...]``, one a template."""
    start = re.search(r"let values = \[", body)
    return arguments(body, start.end())[0] if start else []


def templates(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give for each function its templates: number, if the code numbers them, and the names of their values."""
    text = re.split(r"^#\[cfg\(test\)\]", text, maxsplit=1, flags=re.M)[0]
    text = re.sub(r"//[^\n]*", "", text)
    text = re.sub(r'"[([{)\]}]"', '"bracket"', text)
    functions = list(re.finditer(r"\bfn (\w+)[<(]", text))
    found = []
    for function, after in zip(functions, [*functions[1:], None], strict=True):
        body = text[function.end() : after.start() if after else len(text)]
        rows = []
        for call in CALL.finditer(body):
            values, _ = arguments(body, call.end())
            number, values = (values[0], values[1:]) if len(values) == 2 else ("", values)
            if (
                len(values) != 1
                or number == "template"
                or re.match(r"(?:\w+: |\|)", values[0])
                or (number and not re.fullmatch(r"[\d\w +]+", number))
            ):
                continue
            joined = [parts(value) for value in listed(body[: call.start()])] if values[0] == "value" else [parts(values[0])]
            rows += [(name(number), " × ".join(name(value) for value in one)) for one in joined]
        rows += [("", name(value)) for value in table(body)]
        if rows:
            found.append((function.group(1), rows))
    return found


def section(files: list[str]) -> str:
    """Give the section of a card."""
    lines = [BEGIN, "", "## Features", ""]
    lines += ["Each template joins the values named (`×`); a number in front is that of the template in the code.", ""]
    for file in files:
        for function, rows in templates((CORE / file).read_text()):
            lines += [f"`{file}`, `{function}`:", ""]
            lines += [f"- {number + ': ' if number else ''}`{value}`" for number, value in rows]
            lines.append("")
    return "\n".join([*lines, END])


def card(text: str, files: list[str]) -> str:
    """Give a card with its section as the code has it now."""
    made = section(files)
    if BEGIN not in text:
        return f"{text.rstrip()}\n\n{made}\n"
    before, rest = text.split(BEGIN, 1)
    return f"{before}{made}{rest.split(END, 1)[1]}"


def main() -> int:
    """Write the cards, or check them."""
    stale = []
    for path, files in CARDS.items():
        old = (ROOT / path).read_text()
        new = card(old, files)
        if new != old:
            stale.append(path)
            if "--check" not in sys.argv:
                (ROOT / path).write_text(new)
    if "--check" in sys.argv and stale:
        print(f"not current, run python/make_features.py: {' '.join(stale)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
