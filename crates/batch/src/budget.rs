//! Bounds the bytes that a run has read and not yet written: a counting semaphore that ends with the run.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

/// Bytes of sources that may be read and not yet written. This bounds memory, whatever the corpus.
const LIMIT: usize = 8 << 20;

/// The bytes in flight, and whether the run is over.
#[derive(Default)]
pub(crate) struct InFlightBudget {
    bytes: Mutex<usize>,
    released: Condvar,
    over: AtomicBool,
}

impl InFlightBudget {
    /// Waits until there is room for so many bytes more, or nothing else is in flight; none if the run is over.
    pub fn acquire(&self, bytes: usize) -> Option<Permit<'_>> {
        let mut in_flight = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        while !self.is_over() && *in_flight > 0 && *in_flight + bytes > LIMIT {
            in_flight = self.released.wait(in_flight).unwrap_or_else(PoisonError::into_inner);
        }
        if self.is_over() {
            return None;
        }
        *in_flight += bytes;
        Some(Permit { budget: self, bytes })
    }

    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    /// Ends the run when what it returns is dropped, however that comes.
    pub fn end_on_drop(&self) -> EndOnDrop<'_> {
        EndOnDrop(self)
    }
}

/// Bytes in flight; dropped when they are written.
pub(crate) struct Permit<'a> {
    budget: &'a InFlightBudget,
    bytes: usize,
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.budget.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.budget.released.notify_all();
    }
}

/// See [`InFlightBudget::end_on_drop`].
pub(crate) struct EndOnDrop<'a>(&'a InFlightBudget);

impl Drop for EndOnDrop<'_> {
    fn drop(&mut self) {
        // Under the lock, or a reader between its look and its wait would sleep on.
        let _in_flight = self.0.bytes.lock();
        self.0.over.store(true, Ordering::Relaxed);
        self.0.released.notify_all();
    }
}
