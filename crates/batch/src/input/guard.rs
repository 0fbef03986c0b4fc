//! What holds for every reader: it ends, whatever it meets.

use std::panic::{AssertUnwindSafe, catch_unwind};

use nutgraf::Source;

use super::fault::{Fault, Sources};
use crate::error::Reason;

/// A file with this many failures and no document between them is given up: it is not what it seems to be.
const MAX_FAILURES_IN_A_ROW: u32 = 100_000;

/// The sources of a file up to its end, its first fatal failure, a panic in a decoder, or [`MAX_FAILURES_IN_A_ROW`].
pub(super) struct Guarded {
    sources: Option<Sources>,
    failures: u32,
}

impl Guarded {
    pub fn new(open: impl FnOnce() -> Result<Sources, Fault>) -> Self {
        let sources = catch_unwind(AssertUnwindSafe(open)).unwrap_or_else(|_| Err(panicked()));
        Self { sources: Some(sources.unwrap_or_else(|fault| Box::new(std::iter::once(Err(fault))))), failures: 0 }
    }
}

impl Iterator for Guarded {
    type Item = Result<Source<'static>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let sources = self.sources.as_mut()?;
        // Decoders of others' formats may panic on what nobody thought of: that costs the file, not the corpus.
        let next = catch_unwind(AssertUnwindSafe(|| sources.next())).unwrap_or_else(|_| Some(Err(panicked())));
        match next {
            None => {
                self.sources = None;
                None
            }
            Some(Ok(source)) => {
                self.failures = 0;
                Some(Ok(source))
            }
            Some(Err(mut fault)) => {
                self.failures += 1;
                if self.failures == MAX_FAILURES_IN_A_ROW {
                    fault.message =
                        format!("{}; the rest of the file is not read: {} failures in a row", fault.message, self.failures);
                    fault.fatal = true;
                }
                if fault.fatal {
                    self.sources = None;
                }
                Some(Err(fault))
            }
        }
    }
}

fn panicked() -> Fault {
    Fault::new(Reason::Fault, "the decoder of this file failed: a fault in nutgraf or a library").fatal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_fails_for_ever_ends() {
        let endless = std::iter::repeat_with(|| Err(Fault::new(Reason::Format, "no")));
        let mut results = Guarded::new(|| Ok(Box::new(endless)));
        assert_eq!(results.by_ref().count(), MAX_FAILURES_IN_A_ROW as usize);
        assert!(results.next().is_none());
    }

    #[test]
    fn a_panic_or_a_fatal_failure_is_the_last_word() {
        let panics = std::iter::from_fn(|| panic!("a decoder's own fault"));
        let results: Vec<_> = Guarded::new(|| Ok(Box::new(panics))).collect();
        assert!(matches!(&results[..], [Err(fault)] if fault.reason == Reason::Fault));
        let fatal = std::iter::repeat_with(|| Err(Fault::new(Reason::Unreadable, "gone").fatal()));
        assert_eq!(Guarded::new(|| Ok(Box::new(fatal))).count(), 1);
    }
}
