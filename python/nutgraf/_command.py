"""The command `nutgraf`: the same program as the Rust binary."""

import sys

# The same as `signal`, without the enumerations that take as long to import as all the rest.
from _signal import SIG_DFL, SIGINT, signal  # type: ignore[import-not-found]

from nutgraf import _native


def main() -> None:
    """Run it with the arguments of this process."""
    # Ctrl-C must reach the program inside, not Python's handler, which waits for the interpreter.
    signal(SIGINT, SIG_DFL)
    sys.exit(_native.main(sys.argv))
