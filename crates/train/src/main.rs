//! Trains every model of nutgraf from data files, one command a model: `cargo run --release -p nutgraf-train -- MODEL`.
//! `models.toml` lists them in their order, with what each is made of; `make models` makes all. Seeds are fixed: the same data
//! give the same file.
// A training program talks on stdout.
#![allow(clippy::print_stdout)]

mod adagrad;
mod blocks;
mod conllu;
mod data;
mod events;
mod gazetteer;
mod names;
mod packages;
mod people;
mod perceptron;
mod places;
mod quotes;
mod random;
mod syntax;

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Parser;
use packages::Packages;

/// Trains the models of nutgraf from data files.
#[derive(Parser)]
struct Args {
    /// Which model.
    #[command(subcommand)]
    model: Model,
    /// The folder with the data sets.
    #[arg(long, global = true, default_value = "../shared/data")]
    data: PathBuf,
    /// The folder below which public packages are unpacked.
    #[arg(long, global = true, default_value = "target/packages")]
    packages: PathBuf,
    /// The folder of crates that the model goes to.
    #[arg(long, global = true, default_value = "crates")]
    out: PathBuf,
}

/// The models, each in a file of that name.
#[derive(clap::Subcommand)]
enum Model {
    /// Which names are places and which places they are: `places.bin`.
    Places {
        /// Print every error of the cross-validation.
        #[arg(long)]
        verbose: bool,
    },
    /// Which blocks are the article's text.
    Blocks {
        /// A folder: train without each fifth of the sites, then of the pages, print how well the rest is told and write the
        /// predictions there, in the form of the scorers; no model.
        #[arg(long)]
        check: Option<PathBuf>,
    },
    /// The packed gazetteer, into `crates/data-gazetteer`.
    Gazetteer,
    /// The ranker of pronouns.
    People,
    /// Lemma rules, which go beside the word lists.
    Lemmas,
    /// Quotations: what marks speech, who speaks, where the words begin and end.
    Quotes {
        /// A folder for predictions of the development sets.
        #[arg(long)]
        predictions: Option<PathBuf>,
    },
    /// Events: what a word tells of, and who takes part.
    Events {
        /// Writes predictions for the set of pairs by five folds to this file, and no models.
        #[arg(long)]
        folds: Option<PathBuf>,
    },
    /// The network of the syntax stage: tags, heads, relations.
    Syntax,
    /// The tagger of names.
    Names(names::Settings),
    /// The clusters of words that the tagger of names looks at.
    NamesClusters,
    /// The clusters of words by public word vectors that the tagger of names looks at.
    NamesVectors,
    /// The long lists of names, packed.
    NamesLists,
}

fn main() -> anyhow::Result<()> {
    let Args { model, data, packages, out } = Args::parse();
    let english = out.join("core/data/lang/en");
    let small = |name: &str| english.join("models").join(name);
    let names = out.join("data-names/data");
    let packages = || Packages::open(&packages);
    match model {
        Model::Places { verbose } => save(&small("places.bin"), &places::train(&data, verbose)?),
        Model::Blocks { check } => {
            let sets = blocks::Sets::read(&data, &packages()?)?;
            if let Some(folder) = check { sets.check(&folder) } else { save(&small("blocks.bin"), &sets.train()) }
        }
        Model::Gazetteer => save(&out.join("data-gazetteer/data/gazetteer.bin"), &gazetteer::pack(&data, &packages()?)?),
        Model::Syntax => save(&out.join("data-syntax/data/syntax.bin"), &syntax::reader::train(&data)?),
        Model::Lemmas => save(&english.join("syntax/lemmas.tsv"), syntax::lemmas::train(&syntax::treebanks(&data)?).as_bytes()),
        Model::Quotes { predictions } => save(&small("quotes.bin"), &quotes::train(&data, predictions.as_deref())?),
        Model::Events { folds: Some(file) } => events::folds(&data, &file),
        Model::Events { folds: None } => {
            let models = events::train(&data)?;
            save(&small("events.bin"), &models.triggers)?;
            save(&small("arguments.bin"), &models.arguments)
        }
        Model::People => save(&small("people.bin"), &people::train(&data)?),
        Model::Names(settings) => names::train(&settings, &data, &names),
        Model::NamesLists => save(&names.join("lexicon.bin"), &names::lists::pack(&packages()?, &data)?),
        Model::NamesVectors => save(&names.join("vectors.bin"), &names::vectors::train(&packages()?)?),
        Model::NamesClusters => save(&names.join("clusters.bin"), &names::clusters::train(&data)?),
    }
}

/// Writes a file and, where they lack, the folders above it.
fn save(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))
}
