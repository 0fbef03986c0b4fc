//! What failed: named on standard error as it comes, with a progress bar where somebody watches.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

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
}

impl Watcher {
    /// Of inputs with so many bytes; `read` counts the ones read so far.
    pub fn new(size: u64, read: Arc<AtomicU64>, data_on_stdout: bool) -> Self {
        // Data that scroll by on the terminal are progress enough.
        let hidden = !io::stderr().is_terminal() || (data_on_stdout && io::stdout().is_terminal());
        let bar = if hidden { ProgressBar::hidden() } else { ProgressBar::new(size) };
        let template = if size > 0 {
            "{bar:30} {percent:>3} %  {msg}  {elapsed} gone, {eta} left"
        } else {
            "{spinner} {msg}  {elapsed} gone"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, read, failures: 0 }
    }

    /// Clears the bar; true if something failed.
    pub fn finish(self) -> bool {
        self.bar.finish_and_clear();
        if self.failures > NAMED {
            terminal::message(&format!("{} failures more", self.failures - NAMED));
        }
        self.failures > 0
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
        if !self.bar.is_hidden() {
            let rate = counts.documents as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
            self.bar.set_message(format!("{} articles, {rate:.0}/s", counts.documents));
            self.bar.set_position(self.read.load(Ordering::Relaxed));
        }
        ControlFlow::Continue(())
    }
}
