//! Corpora for nutgraf: inputs, ordered parallel runs, outputs.
