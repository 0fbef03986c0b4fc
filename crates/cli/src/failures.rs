//! What failed: named on standard error as it comes, with a progress bar where somebody watches.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use nutgraf_batch::{Counts, Failure, Watch};

use crate::terminal;

/// Failures named one by one; the rest is only counted.
const NAMED: u64 = 100;

/// Watches a run for the user.
pub struct Watcher {
    bar: ProgressBar,
    read: Arc<AtomicU64>,
    failures: u64,
    /// Data go to standard output: no summary.
    data_only: bool,
    /// Nothing but failures is told.
    quiet: bool,
    begun: Instant,
    /// What was done when this run began: it may go on with another one.
    before: Option<Counts>,
}

impl Watcher {
    /// Failures of inputs with `size` bytes in all; `read` counts the ones read so far.
    pub fn new(size: u64, read: Arc<AtomicU64>, data_on_stdout: bool, quiet: bool) -> Self {
        // Data that scroll by on the terminal are progress enough.
        let hidden = quiet || !io::stderr().is_terminal() || (data_on_stdout && io::stdout().is_terminal());
        let bar = if hidden { ProgressBar::hidden() } else { ProgressBar::new(size) };
        let template = if size > 0 {
            "{bar:30} {percent:>3} %  {msg}  {elapsed} gone, {eta} left"
        } else {
            "{spinner} {msg}  {elapsed} gone"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, read, failures: 0, data_only: data_on_stdout, quiet, begun: Instant::now(), before: None }
    }

    /// Clears the bar of progress from the terminal.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
        if self.failures > NAMED {
            terminal::message(&format!("and {} failures more", self.failures - NAMED));
        }
    }

    /// Says what was done, if that went into files.
    pub fn summary(&self, counts: &Counts) {
        if self.quiet {
            return;
        }
        if counts.skipped > 0 {
            terminal::message(&format!("{} files of other kinds left out", counts.skipped));
        }
        if self.data_only {
            return;
        }
        let seconds = self.begun.elapsed().as_secs_f64().max(0.001);
        let done = counts.words - self.before.as_ref().map_or(counts.words, |before| before.words);
        // A run that was finished before has no speed.
        let speed = if done > 0 { format!(" in {seconds:.1} s ({:.0} words/s)", done as f64 / seconds) } else { String::new() };
        terminal::message(&format!("{} articles, {} words, {} facts{speed}", counts.documents, counts.words, counts.facts()));
        if counts.duplicates > 0 {
            terminal::message(&format!("{} copies of earlier articles", counts.duplicates));
        }
        for (reason, n) in &counts.failures {
            let reason = serde_json::to_value(reason).ok();
            terminal::message(&format!(
                "{n} failed: {}",
                reason.as_ref().and_then(|r| r.as_str()).unwrap_or_default().replace('_', " ")
            ));
        }
    }
}

impl Watch for Watcher {
    fn failure(&mut self, failure: &Failure) {
        self.failures += 1;
        if self.failures <= NAMED {
            self.bar.suspend(|| terminal::message(&failure.to_string()));
        }
    }

    fn progress(&mut self, counts: &Counts) -> ControlFlow<()> {
        self.before.get_or_insert_with(|| counts.clone());
        if !self.bar.is_hidden() {
            let rate = counts.documents as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
            self.bar.set_message(format!("{} articles, {rate:.0}/s", counts.documents));
            self.bar.set_position(self.read.load(Ordering::Relaxed));
        }
        ControlFlow::Continue(())
    }
}
