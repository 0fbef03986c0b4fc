//! `nutgraf places`: where articles are set, as a table or for a map.

use std::io::{self, Write};

use nutgraf::{Offsets, Record};

use crate::Outcome;
use crate::records::SourceArgs;

/// List the places that articles name, a row of tab-separated values each, or draw them as GeoJSON
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    /// A GeoJSON feature collection for each article, one a line
    #[arg(long)]
    geojson: bool,
}

const HEADER: &str = "id\tstart\tend\ttext\tname\tkind\tuse\tcountry\tadmin1\tlatitude\tlongitude\tgeonames_id\tconfidence";

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    if !args.geojson {
        writeln!(out, "{HEADER}")?;
    }
    let failed = args.source.for_each(|record| {
        let record = record.with_offsets(Offsets::CodePoint);
        if args.geojson {
            writeln!(out, "{}", record.to_geojson())?;
        } else {
            out.write_all(rows(&record).as_bytes())?;
        }
        Ok(())
    })?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

/// A row a place.
fn rows(record: &Record) -> String {
    let mut rows = String::new();
    for place in &record.places {
        let word = |value: serde_json::Result<serde_json::Value>| {
            value.ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
        };
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let cells = [
            record.id.clone().unwrap_or_default(),
            place.extent.span.start.to_string(),
            place.extent.span.end.to_string(),
            place.extent.text.clone(),
            place.name.clone(),
            word(serde_json::to_value(place.kind)),
            word(serde_json::to_value(place.usage)),
            place.country.clone().unwrap_or_default(),
            place.admin1.clone().unwrap_or_default(),
            number(place.latitude),
            number(place.longitude),
            place.geonames_id.map(|id| id.to_string()).unwrap_or_default(),
            place.confidence.get().to_string(),
        ];
        rows.push_str(&cells.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).join("\t"));
        rows.push('\n');
    }
    rows
}
