//! The whole of a report, top to bottom.

use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;

use nutgraf_batch::Stored;
use serde::Serialize;

use crate::cast::Cast;
use crate::digest::Digest;
use crate::overview;
use crate::site::Site;
use crate::wanted::{Rows, Tables, wanted};
use nutgraf_batch::Result;

/// Articles that are read ahead.
const AHEAD: usize = 64;

/// How a report is written.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Writes over an earlier report.
    pub overwrite: bool,
}

/// How much of a report was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Number of articles in the report.
    pub articles: u32,
    /// People and organisations with a page.
    pub entities: u32,
    /// Size of all files in bytes.
    pub bytes: u64,
}

/// Writes a report of the output of a finished run into the folder `out`.
///
/// # Errors
/// If `run` is no output of a finished run or lacks a table, or `out` can't be written or is taken.
pub fn report(run: &Path, out: &Path, options: &Options) -> Result<Summary> {
    let stored = Stored::open(run)?;
    let mut site = Site::begin(out, options.overwrite)?;
    let mut digest = Digest::new(stored.offsets(), Cast::open(run)?);
    let wanted = wanted()?;
    thread::scope(|scope| -> Result<()> {
        let (send, articles) = sync_channel::<Vec<Rows>>(AHEAD);
        let reader = scope.spawn(move || {
            stored.articles(&wanted, &mut |rows| {
                // Fails if nothing more can be written: then nobody wants it.
                send.send(rows).map_err(|_| nutgraf_batch::Error::Stopped)
            })
        });
        for rows in articles {
            digest.add(&Tables::new(rows), &mut site)?;
        }
        match reader.join() {
            Ok(read) => Ok(read?),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })?;
    let (articles, entities) = (digest.articles, digest.cast.entities.len() as u32);
    let name = run.file_name().map_or_else(|| "report".into(), |name| name.to_string_lossy().into_owned());
    overview::write(digest, &name, &mut site)?;
    Ok(Summary { articles, entities, bytes: site.finish()? })
}
