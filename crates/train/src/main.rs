//! Trains every model of nutgraf from data files, one command a model:
//! `cargo run --release -p nutgraf-train -- MODEL --data ../shared/data`. Seeds are fixed: the same data give the same file.

mod data;
mod gazetteer;
mod perceptron;

use std::path::PathBuf;

use clap::Parser;

/// Trains the models of nutgraf from data files.
#[derive(Parser)]
struct Args {
    /// Which model.
    #[command(subcommand)]
    model: Model,
    /// The folder with the data sets.
    #[arg(long, global = true, default_value = "../shared/data")]
    data: PathBuf,
    /// The folder that the model goes to.
    #[arg(long, global = true, default_value = "crates/core/data/models")]
    out: PathBuf,
}

/// The models, each in a file of that name.
#[derive(clap::Subcommand)]
enum Model {
    /// The packed gazetteer, into `crates/core/data/place`.
    Gazetteer {
        /// The folder with the files of public packages.
        extra: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    match args.model {
        Model::Gazetteer { extra } => {
            gazetteer::pack(&args.data, &extra, std::path::Path::new("crates/core/data/place/gazetteer.bin"))
        }
    }
}
