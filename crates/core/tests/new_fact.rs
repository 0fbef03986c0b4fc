//! A stage to copy: a new fact from its list to its place in the text. CONTRIBUTING.md says where each part goes.
//!
//! The fact is a warning: a verb or noun that warns, and the sentence it is in.

use nutgraf::Span;
use nutgraf::analysis::Analysis;
use nutgraf::article::Article;
use nutgraf::language::Language;
use nutgraf::lexicon::folder::{Folder, ListError};
use nutgraf::syntax::{Lemmas, Upos};

// 1. The type, in `record/warning.rs`. In the record it derives `Serialize`, `Deserialize` and `JsonSchema`, holds an `Extent`, and is
// named in `record/span_visit.rs`, the one walk that maps offsets to the source and fills in the texts.

/// A warning.
#[derive(Debug, PartialEq)]
struct Warning {
    /// Its word.
    cue: Span,
    /// The sentence that it is in.
    sentence: Span,
}

// 2. The list, `data/lang/en/warning/words.tsv`. The first row names the columns and says what they hold: `*` is the key (no two rows
// alike), `{a,b}` a closed set; `build.rs` checks every row. Here it is a string, so that the test needs no file.

const WORDS: &str = "lemma*\tupos{NOUN,VERB}\nwarn\tVERB\nwarning\tNOUN\n";

// 3. What the stage knows of a language, opened once and handed down: never a `static`.

/// The lemmas that warn, each with its part of speech.
#[derive(Debug, Default)]
struct Resources {
    words: Vec<(&'static str, Upos)>,
}

impl Resources {
    /// Opens what a language's folder has for this stage; a list that the folder lacks has no rows.
    fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut words = Vec::new();
        folder.read("warning/words", |[lemma, upos]| {
            words.push((lemma, if upos == "NOUN" { Upos::Noun } else { Upos::Verb }));
            Ok(())
        })?;
        Ok(Self { words })
    }
}

// 4. The stage: a pure function of what the stages before it found, in one pass, without allocation a token.

/// Returns the warnings of an article, in the order of the text.
fn find(article: &Article<'_>, resources: &Resources, lemmas: &Lemmas) -> Vec<Warning> {
    let (text, syntax) = (&article.document.text, article.syntax);
    let mut warnings = Vec::new();
    for sentence in &syntax.sentences {
        for token in syntax.tokens_of(sentence) {
            let lemma = lemmas.find(token.span.of(text), token.upos);
            if resources.words.iter().any(|&(listed, upos)| upos == token.upos && listed == lemma) {
                warnings.push(Warning { cue: token.span, sentence: sentence.span });
            }
        }
    }
    warnings
}

#[test]
fn a_stage_finds_its_facts_with_their_places() {
    let folder = Folder { code: "en", lists: &[("warning/words", WORDS)], models: &[] };
    let resources = Resources::open(&folder).expect("good rows");
    let analysis = Analysis::of_text("The dam held. Engineers warned on Monday that it leaks.");
    let warnings = find(&analysis.article(), &resources, &Language::english().syntax.lemmas);
    let text = &analysis.document.text;
    let found: Vec<_> = warnings.iter().map(|warning| (warning.cue.of(text), warning.sentence.of(text))).collect();
    assert_eq!(found, [("warned", "Engineers warned on Monday that it leaks.")]);
}
