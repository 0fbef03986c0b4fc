"""The laws of a record hold for stories and pages that were mutated for two minutes (`NUTGRAF_MUTATE_SECONDS`)."""

import os

import mutate


def test_mutated_documents_break_no_law():
    inputs, broken = mutate.run(float(os.environ.get("NUTGRAF_MUTATE_SECONDS", "120")), seed=1)
    assert inputs > 100
    assert broken == []
