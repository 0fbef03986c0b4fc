//! What was read last, and where: many rules ask for the same at the same place, one after the other.

use std::cell::Cell;

/// The last answer to a question that depends on the place alone.
pub struct Memo<T>(Cell<Option<(usize, T)>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Cell::new(None))
    }
}

impl<T: Copy> Memo<T> {
    /// The answer at `i`, read only if it is not the last one.
    pub(super) fn at(&self, i: usize, read: impl FnOnce() -> T) -> T {
        match self.0.get() {
            Some((at, known)) if at == i => known,
            _ => {
                let found = read();
                self.0.set(Some((i, found)));
                found
            }
        }
    }
}
