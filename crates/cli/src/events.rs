//! `nutgraf events`: what happened, a row an event, in our columns or those of a known scheme.

mod columns;

use nutgraf::Offsets;
use nutgraf::record::{EventStatus, EventType};
use serde_json::Value;

use crate::Outcome;
use crate::records::SourceArgs;
use crate::tabular::FormArgs;
use columns::{Schema, header, row};

/// List what happened: type, status, who, to whom, where, when, how many, a row each
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    #[command(flatten)]
    form: FormArgs,

    /// Whose columns; all but our own are nutgraf's guess in that scheme, not its data
    #[arg(long, value_name = "SCHEMA", default_value = "nutgraf")]
    schema: Schema,

    /// Only these types, commas between: ASSAULT,PROTEST
    #[arg(long, value_name = "TYPES", value_delimiter = ',', value_parser = event_type)]
    types: Vec<EventType>,

    /// Only this status
    #[arg(long, value_name = "STATUS", value_parser = status)]
    status: Option<EventStatus>,

    /// Only the main event of each article
    #[arg(long)]
    main: bool,

    /// Only events of at least this confidence, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    min_confidence: f32,
}

fn event_type(name: &str) -> Result<EventType, String> {
    EventType::from_name(&name.to_uppercase()).ok_or_else(|| {
        format!("no such type; there are {}", EventType::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" "))
    })
}

fn status(name: &str) -> Result<EventStatus, String> {
    use EventStatus::{Alleged, Asserted, Generic, Negated, Planned, Possible};
    let all = [Asserted, Planned, Negated, Alleged, Possible, Generic];
    all.into_iter()
        .find(|status| status.name() == name)
        .ok_or_else(|| format!("no such status; there are {}", all.map(EventStatus::name).join(" ")))
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    if args.schema != Schema::Nutgraf {
        eprintln!("note: nutgraf's guess in the columns of {:?}, not data of that project", args.schema);
    }
    let mut rows = args.form.rows(header(args.schema).iter().copied())?;
    let failed = args.source.for_each(|record| {
        // Only our own columns have offsets; sentences are cut out by bytes.
        let record = if args.schema == Schema::Nutgraf { record.with_offsets(Offsets::CodePoint) } else { record };
        for (number, event) in record.events.iter().enumerate() {
            let is_main = record.main_event == Some(number as u32);
            let wanted = (args.types.is_empty() || args.types.contains(&event.kind))
                && args.status.is_none_or(|status| status == event.status)
                && (!args.main || is_main)
                && event.confidence.get() >= args.min_confidence;
            if wanted {
                rows.row(row(args.schema, &record, number, event).into_iter().map(Value::from).collect())?;
            }
        }
        Ok(())
    })?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}
