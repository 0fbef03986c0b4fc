"""The examples in README.md and in the package's docstrings run as they stand."""

import doctest

import nutgraf
from conftest import ROOT


def test_readme_examples_hold():
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 4
    assert result.failed == 0


def test_docstring_examples_hold():
    result = doctest.testmod(nutgraf)
    assert result.attempted > 1
    assert result.failed == 0
