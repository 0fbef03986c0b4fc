"""Knowledge of a language is data: lists of English words in the code of the core may only get fewer.

Counts, in every file of `crates/core/src` outside of tests, the words in `hash("…")` and in arrays of words.
"""

import re
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "crates" / "core" / "src"

ALLOWED = {
    "read/html": "names of HTML elements, attributes and meta tags, which belong to no language",
    "read/html.rs": "the same",
    "record": "names of fields and values of the record",
    "text/tsv.rs": "types of columns",
    "syntax/tag.rs": "names of tags in Universal Dependencies",
    "names/cues.rs": "names of the classes of a list",
    "lexicon/calibration.rs": "names of kinds of facts",
    "layout/pictures.rs": "endings of the names of picture files",
}

YET_TO_MOVE = {
    "facts/event/forms.rs": 2,
    "layout/comments.rs": 1,
    "layout/split.rs": 3,
}
"""Words in each file that belong into `data/lang`. A number may fall, never rise; a file that has none leaves the table."""


def code(path: Path) -> str:
    """Return a file's code without its tests and comments."""
    text = re.split(r"^#\[cfg\(test\)\]", path.read_text(), maxsplit=1, flags=re.M)[0]
    return re.sub(r"^\s*//[^\n]*", "", text, flags=re.M)


def words(path: Path) -> list[str]:
    """Return the words of a language that a file's code holds."""
    text = code(path)
    found = re.findall(r'hash\("([A-Za-z][\w\' .-]*)"\)', text)
    for array in re.findall(r'\[((?:\s*"[^"\n]*",?)+\s*)\]', text):
        found += [word for word in re.findall(r'"([^"]*)"', array) if re.fullmatch(r"[A-Za-z][A-Za-z' .-]+", word)]
    return found


def test_words_of_a_language_move_out_of_the_code() -> None:
    found = {}
    for path in sorted(SOURCE.rglob("*.rs")):
        name = path.relative_to(SOURCE).as_posix()
        if (
            path.name != "tests.rs"
            and not any(name == allowed or name.startswith(allowed + "/") for allowed in ALLOWED)
            and (list_ := words(path))
        ):
            found[name] = list_
    more = {name: list_ for name, list_ in found.items() if len(list_) > YET_TO_MOVE.get(name, 0)}
    assert not more, "\n".join(f"{name}: {len(list_)} words, {' '.join(list_[:8])}" for name, list_ in more.items())
    gone = [name for name, count in YET_TO_MOVE.items() if len(found.get(name, ())) < count]
    assert not gone, f"fewer words than the table says, lower it: {gone}"
