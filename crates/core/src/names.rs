//! Stage 4: mentions of people, organisations, places and other names.
//!
//! A linear tagger reads the document twice: the first pass goes by the word, its neighbours and the lists; the second one also by
//! what the first pass made of the same name elsewhere. See `docs/names.md`.

mod cues;
mod evidence;
mod features;
mod frames;
mod label;
mod mention;
mod settle;
mod tagger;
mod tags;
#[doc(hidden)]
pub mod training;
mod words;

use std::ops::Range;

use crate::layout::Layout;
use crate::lexicon::folder::{Folder, ListError};
use crate::read::Document;
use crate::record::NameLabel;
use crate::syntax::Syntax;

pub use crate::lexicon::names::Lexicon;
pub use mention::NameMention;
pub use tagger::Tagger;
pub use words::Scratch;

/// What this stage knows of a language.
#[derive(Debug, Default)]
pub struct Resources {
    /// The long lists of names and the clusters of words.
    pub lexicon: Lexicon,
    /// The tagger; without one no names are found.
    pub tagger: Option<Tagger>,
    /// Words that say what stands beside them.
    pub cues: cues::CueWords,
    /// What the words around a name tell of it.
    frames: frames::Frames,
}

impl Resources {
    /// Opens what a language's folder has for this stage.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder, lexicon: &Lexicon) -> Result<Self, ListError> {
        Ok(Self {
            lexicon: *lexicon,
            tagger: folder.model("models/names").map(Tagger::open),
            cues: cues::CueWords::open(folder)?,
            frames: frames::Frames::open(folder),
        })
    }
}

/// Finds the names of a document, in the order of the text; they do not overlap.
pub fn find(
    document: &Document,
    layout: &Layout,
    syntax: &Syntax,
    resources: &Resources,
    scratch: &mut Scratch,
) -> Vec<NameMention> {
    let Some(tagger) = &resources.tagger else { return Vec::new() };
    let words = words::Words::new(&document.text, syntax, &resources.lexicon, &resources.cues, scratch);
    let names = tag(&words, &resources.cues, tagger, syntax);
    let mut names = settle::settle(&document.text, &words, syntax, &resources.frames, names);
    filed(&document.text, layout, &mut names);
    names
}

/// What is called an organisation is no town of a dateline if it has fewer letters.
const SHORTEST_TOWN: usize = 5;

/// Takes what a dateline names as where it was filed for a place: "STOCKHAVEN, Nov 20 (Newswire) -".
fn filed(text: &str, layout: &Layout, names: &mut [NameMention]) {
    let Some(dateline) = &layout.meta.dateline else { return };
    let from = names.partition_point(|name| name.span.start < dateline.extent.span.start);
    for name in names[from..].iter_mut().take_while(|name| name.span.end <= dateline.extent.span.end) {
        let written = name.span.of(text).to_lowercase();
        // "ITV" is no town.
        if written.chars().count() < SHORTEST_TOWN && name.label == NameLabel::Organization {
            continue;
        }
        if dateline.places.iter().any(|place| place.to_lowercase() == written) {
            name.label = NameLabel::Place;
        }
    }
}

/// The names as a tagger and lists find them by themselves: [`find`] before the document settles what it can.
pub fn find_with(
    lexicon: &Lexicon,
    cues: &cues::CueWords,
    tagger: &Tagger,
    document: &Document,
    syntax: &Syntax,
) -> Vec<NameMention> {
    tag(&words::Words::new(&document.text, syntax, lexicon, cues, &mut Scratch::default()), cues, tagger, syntax)
}

/// Tags the words twice and reads the names off the tags.
fn tag(words: &words::Words, cues: &cues::CueWords, tagger: &Tagger, syntax: &Syntax) -> Vec<NameMention> {
    let mut evidence = evidence::Evidence::collect(words, cues.the);
    let first = tagger.first_pass(words, &evidence);
    evidence.add_votes(words, &first.tags);
    let tagging = tagger.second_pass(words, &evidence, first);
    let mentions = words.runs.iter().flat_map(|run| tags::mentions(&tagging.tags, run.words.clone()));
    let mention = |(range, kind): (Range<usize>, usize)| {
        let confidence = label::confidence(tagger.margin(&tagging, range.clone()));
        label::mention(words, syntax, range, kind, confidence)
    };
    mentions.filter_map(mention).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::NameMention;
    use crate::analysis::Analysis;
    use crate::record::NameLabel::{self, Group, Organization, Person, Place};

    fn find(text: &str) -> (String, Vec<NameMention>) {
        let Analysis { document, names, .. } = Analysis::of_text(text);
        (document.text, names)
    }

    #[test]
    fn names_of_many_forms_are_found_without_titles_and_possessives() {
        let cases: &[(&str, &[(&str, NameLabel)])] = &[
            (
                "The mayor of Oslo, Mr Henrik Solvang, said on Monday he would resign.",
                &[("Oslo", Place), ("Henrik Solvang", Person)],
            ),
            ("Datuk Seri Hakim Rahman told reporters in Kuala Lumpur.", &[("Hakim Rahman", Person), ("Kuala Lumpur", Place)]),
            ("Police arrested Luis Ángel de la Vega in Mexico.", &[("Luis Ángel de la Vega", Person), ("Mexico", Place)]),
            ("Norwegian officials met Maria Kessler's lawyer.", &[("Norwegian", Group), ("Maria Kessler", Person)]),
            (
                "He works for Brightwater Holdings Ltd in London.",
                &[("Brightwater Holdings Ltd", Organization), ("London", Place)],
            ),
            ("Nothing was said in May or March.", &[]),
        ];
        for (text, expected) in cases {
            let (text, names) = find(text);
            let found: Vec<_> = names.iter().map(|name| (name.span.of(&text), name.label)).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn a_surname_alone_is_what_the_full_name_was() {
        let (text, names) =
            find("Mr Rustem Velhari, 39, spoke first. “We will go on,” said Velhari. Velhari declined to say more.");
        let velhari = names.iter().filter(|name| name.span.of(&text).ends_with("Velhari"));
        assert!(velhari.clone().count() == 3 && velhari.into_iter().all(|name| name.label == Person));
    }

    proptest! {
        #[test]
        fn names_stand_in_order_and_are_whole_tokens(text in "([A-Z]?[a-zé’.,-]{0,6}[ \n0-9]?){0,60}") {
            let (text, names) = find(&text);
            prop_assert!(names.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            for name in names {
                prop_assert!(!name.tokens.is_empty() && text.get(name.span.start as usize..name.span.end as usize).is_some());
            }
        }
    }
}
