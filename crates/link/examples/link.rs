//! Links the tables in a folder: `cargo run -p nutgraf-link --example link -- FOLDER [JOBS]`.

use std::path::PathBuf;

use nutgraf_link::{Options, Source, Target, link};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = PathBuf::from(args.next().ok_or("which folder?")?);
    let jobs = args.next().map_or(Ok(0), |jobs| jobs.parse())?;
    let source = Source::Folder(path.clone());
    let target = Target::Folder { path, csv: source.is_csv() };
    let (summary, _) = link(&source, &Options { jobs, ..Options::default() }, &target)?;
    eprintln!("{summary:?}");
    Ok(())
}
