"""The command `nutgraf`: the same program as the Rust binary."""

import signal
import sys

from nutgraf import _native


def main() -> None:
    """Run it with the arguments of this process."""
    # Ctrl-C must reach the program inside, not Python's handler, which waits for the interpreter.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_native.main(sys.argv))
