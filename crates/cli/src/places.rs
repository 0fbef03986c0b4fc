//! `nutgraf places`: where articles are set, as a table or for a map.

use nutgraf::Offsets;
use nutgraf_batch::tables;

use crate::Outcome;
use crate::records::SourceArgs;
use crate::tabular::FormArgs;
use crate::terminal::Output;

/// List the places that articles name, or draw them as GeoJSON
///
/// The columns are those of the table `places` (`nutgraf schema --tables`).
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    #[command(flatten)]
    form: FormArgs,

    /// A GeoJSON feature collection for each article, one a line
    #[arg(long, conflicts_with = "to", help_heading = "Output")]
    geojson: bool,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let failed = if args.geojson {
        let mut out = Output::new();
        args.source.for_each(|record| Ok(out.json(&record.with_offsets(Offsets::CodePoint).to_geojson().to_string())?))?
    } else {
        let Some(table) = tables::table("places") else { anyhow::bail!("there is no table of places") };
        let mut rows = args.form.rows(table.names())?;
        args.source.for_each(|record| {
            let cells = table.json(&record.with_offsets(Offsets::CodePoint));
            Ok(cells.into_iter().try_for_each(|cells| rows.row(cells))?)
        })?
    };
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}
