//! The pipeline, top to bottom: each stage a pure function of the ones before it.

use crate::analysis::{Analysis, Scratches};
use crate::facts;
use crate::facts::Lists;
use crate::language::Languages;
use crate::layout::Furniture;
use crate::record::{Block, BlockKind, Extent, Name, Note, NoteKind, Record, Spans};
use crate::{Input, Options, Source, names, read};

/// What all sources are read with.
#[derive(Debug, Default)]
pub(crate) struct Setup {
    /// What the user asks for.
    pub options: Options,
    /// The languages whose facts are read.
    pub languages: Languages,
    /// What recurs on the pages of each site.
    pub furniture: Furniture,
    /// The lists that a user can add to.
    pub lists: Lists,
}

/// Reads one source into its record, offsets in bytes.
pub(crate) fn run(source: &Source<'_>, setup: &Setup, scratches: &mut Scratches) -> Record {
    let Setup { options, languages, furniture, lists } = setup;
    let document = read::read(source, options);
    let language = languages.of(document.language.as_deref());
    let analysis = Analysis::new(document, options, furniture, languages, scratches.of(language.code));
    let article = analysis.article();
    let document = &analysis.document;

    let lexemes = facts::Lexemes::new(&document.text, &analysis.syntax);
    let lemmas = &language.syntax.lemmas;
    let (places, focus) = facts::place::find(&article, &language.places, options);
    let times = facts::time::find(&article, &lexemes, &language.times, lemmas, &lists.holidays, &places, options);
    let quantities = facts::quantity::find(&article, &lexemes, &language.quantities, lemmas, &times, &lists.units, options);
    let quotes = facts::quote::find(&article, &language.quote);
    let told = facts::event::Facts { times: &times, quantities: &quantities, places: &places, quotes: &quotes };
    let happened = facts::event::find(&article, &language.events, told);
    let spoken = facts::voice::first_person::find(&article, &quotes, &language.voice);
    let voices = facts::voice::unquoted::find(&article, &quotes, &language.voice);

    let undated = facts::time::undated(&article, &times);

    let (sentences, tokens) =
        if options.tokens { analysis.syntax.to_record(document, &language.syntax.lemmas) } else { Default::default() };
    let Analysis { document, layout, names, entities, .. } = analysis;
    let without_article = without_article(&layout.blocks, &document.text, options);
    let mut record = Record {
        language: document.language.clone(),
        names: names_to_record(&names),
        meta: layout.meta,
        blocks: layout.blocks,
        people: facts::voice::first_person::add(entities.people, spoken),
        organizations: entities.organizations,
        voices,
        unnamed: entities.unnamed,
        places,
        focus,
        times,
        quantities,
        quotes,
        events: happened.events,
        main_event: happened.main,
        answers: happened.answers,
        sentences,
        tokens,
        notes: document.notes.iter().cloned().chain(without_article).chain(undated).collect(),
        ..Record::empty(source)
    };
    language.calibration.apply(&mut record);
    record.spans(&mut |span, text| {
        *span = document.to_original(*span);
        if let Some(text) = text {
            span.of(document.original()).clone_into(text);
        }
    });
    record.text = document.into_original();
    record
}

/// What to say of a page that shows no article.
fn without_article(blocks: &[Block], text: &str, options: &Options) -> Option<Note> {
    let is_empty = text.trim().is_empty() || blocks.iter().any(|block| block.kind == BlockKind::Body);
    let message = || "the page shows no article".to_owned();
    (options.input == Input::Page && !is_empty).then(|| Note { kind: NoteKind::NoArticle, message: message() })
}

/// The names as the record shows them.
fn names_to_record(names: &[names::NameMention]) -> Vec<Name> {
    names.iter().map(|n| Name { extent: Extent::from(n.span), label: n.label, confidence: n.confidence }).collect()
}
