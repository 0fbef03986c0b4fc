//! Work on a corpus some articles or pieces of blocks at a time: while all threads work on some, the next ones are read and the last ones taken.

use rayon::prelude::*;

use crate::error::Result;

/// Articles that are worked on together.
pub const CHUNK: usize = 256;

/// Reads things a chunk at a time until a chunk is empty, works on them on all threads of the pool, and takes what came of them in
/// their order. Three chunks are held at once.
///
/// # Errors
/// The first that one of the three functions gives.
pub fn in_chunks<A: Send, B: Send>(
    mut read: impl FnMut() -> Result<Vec<A>> + Send,
    work: impl Fn(A) -> Result<B> + Sync,
    mut take: impl FnMut(B) -> Result<()> + Send,
) -> Result<()> {
    let (mut now, mut done) = (read()?, Vec::new());
    while !now.is_empty() || !done.is_empty() {
        let is_last = now.is_empty();
        let (beside, worked) = rayon::join(
            || {
                done.into_iter().try_for_each(&mut take)?;
                if is_last { Ok(Vec::new()) } else { read() }
            },
            || now.into_par_iter().map(&work).collect::<Vec<Result<B>>>(),
        );
        // The first trouble in the order of the things, whichever thread is done first.
        (now, done) = (beside?, worked.into_iter().collect::<Result<Vec<B>>>()?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worked_on_by_many_threads_is_taken_in_order() {
        let mut left = 0_u32..1000;
        let mut taken = Vec::new();
        let read = || Ok(left.by_ref().take(7).collect());
        let take = |number| {
            taken.push(number);
            Ok(())
        };
        in_chunks(read, |number| Ok(number * 2), take).unwrap();
        assert_eq!(taken, (0..1000).map(|number| number * 2).collect::<Vec<_>>());
        let mut left = 0_u32..1000;
        let refuse = |number| if number == 500 { Err(crate::Error::Stopped) } else { Ok(number) };
        assert!(in_chunks(|| Ok(left.by_ref().take(7).collect()), refuse, |_| Ok(())).is_err());
    }
}
