//! The stages before facts in one go: for the pipeline, for trainers and for tests.

use crate::article::Article;
use crate::entities::{self, Entities};
use crate::language::Languages;
use crate::layout::{self, Furniture, Layout};
use crate::names::{self, NameMention};
use crate::read::{self, Document};
use crate::syntax::{self, Syntax};
use crate::{Input, Options, Source};

/// Memory of one thread that the stages use again for every document of a language.
#[derive(Debug, Default)]
pub struct Scratch {
    /// That of the reader of sentences.
    pub syntax: syntax::Scratch,
    /// That of the finder of names.
    pub names: names::Scratch,
}

/// The memory of one thread for all languages: what it keeps of words belongs to one language each.
#[derive(Debug, Default)]
pub struct Scratches(Vec<(&'static str, Scratch)>);

impl Scratches {
    /// Returns the memory for a language by its code; new if the language is met for the first time.
    pub fn of(&mut self, code: &'static str) -> &mut Scratch {
        let at = self.0.iter().position(|(known, _)| *known == code).unwrap_or_else(|| {
            self.0.push((code, Scratch::default()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }
}

/// What the stages before facts make of a document; [`Analysis::article`] is the view that facts read.
#[derive(Debug)]
pub struct Analysis {
    /// The decoded text with its pieces.
    pub document: Document,
    /// The blocks of the text and its metadata.
    pub layout: Layout,
    /// The sentences and tokens of the article.
    pub syntax: Syntax,
    /// The names of the article, in the order of the text.
    pub names: Vec<NameMention>,
    /// The people and organisations that the article names.
    pub entities: Entities,
}

impl Analysis {
    /// Runs the stages from layout to entities; of a text in a language that facts are not read from only its layout.
    pub fn new(
        document: Document,
        options: &Options,
        furniture: &Furniture,
        languages: &Languages,
        scratch: &mut Scratch,
    ) -> Self {
        let code = document.language.as_deref();
        let language = languages.of(code);
        let layout = layout::classify(&document, options, furniture, languages.layout(code));
        let syntax =
            if language.is_known() { syntax::analyse(&document, &layout, &language.syntax, &mut scratch.syntax) } else { Syntax::default() };
        let names = names::find(&document, &layout, &syntax, &language.names, &mut scratch.names);
        let entities = entities::resolve(&document, &layout, &syntax, &names, &language.entities);
        Self { document, layout, syntax, names, entities }
    }

    /// Reads the clean text of an English article, with the scratch memory of one document: for training and tests.
    pub fn of_text(text: &str) -> Self {
        let options = Options { input: Input::Article, ..Options::default() };
        let document = read::read(&Source::text(text), &options);
        Self::new(document, &options, &Furniture::default(), &Languages::default(), &mut Scratch::default())
    }

    /// Returns the view that facts read.
    pub fn article(&self) -> Article<'_> {
        let Self { document, layout, syntax, names, entities } = self;
        Article { document, layout, syntax, names, entities }
    }
}
