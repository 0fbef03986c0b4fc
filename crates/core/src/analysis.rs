//! The stages before facts in one go: for the pipeline, for trainers and for tests.

use crate::article::Article;
use crate::entities::{self, Entities};
use crate::language::Languages;
use crate::layout::{self, Furniture, Layout};
use crate::names::{self, NameMention};
use crate::read::{self, Document};
use crate::syntax::{self, Syntax};
use crate::{Input, Options, Source};

/// Memory of one thread that the stages use again for every document.
#[derive(Debug, Default)]
pub struct Scratch {
    /// That of the reader of sentences.
    pub syntax: syntax::Scratch,
    /// That of the finder of names.
    pub names: names::Scratch,
}

/// What the stages before facts make of a document; [`Analysis::article`] is the view that facts read.
#[derive(Debug)]
pub struct Analysis {
    /// The text.
    pub document: Document,
    /// Its blocks and metadata.
    pub layout: Layout,
    /// Its sentences and tokens.
    pub syntax: Syntax,
    /// Its names.
    pub names: Vec<NameMention>,
    /// Its people and organisations.
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
        let names = names::find(&document, &syntax, &language.names, &mut scratch.names);
        let entities = entities::resolve(&document, &layout, &syntax, &names);
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
