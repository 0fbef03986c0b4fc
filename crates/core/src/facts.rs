//! Stage 6: typed facts, a file each.

mod lexeme;
mod number;
pub mod place;
pub mod quantity;
pub mod quote;
pub mod time;

pub use lexeme::Lexemes;

use crate::entities::Entities;
use crate::layout::Layout;
use crate::names::NameMention;
use crate::read::Document;
use crate::syntax::Syntax;
use crate::{Error, Options, Result};

/// What the stages before found out: what facts are read from.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The text.
    pub document: &'a Document,
    /// Its blocks and metadata.
    pub layout: &'a Layout,
    /// Its sentences and tokens.
    pub syntax: &'a Syntax,
    /// Its names.
    pub names: &'a [NameMention],
    /// Its people and organisations.
    pub entities: &'a Entities,
}

/// The lists that a user can add to, read once.
#[derive(Debug)]
pub struct Lists {
    /// Units of quantities.
    pub units: quantity::Units,
    /// Days with a name.
    pub holidays: time::Holidays,
}

impl Lists {
    /// The lists that everyone gets and the rows of the options.
    ///
    /// # Errors
    /// If a row of the options can't be read.
    pub fn new(options: &Options) -> Result<Self> {
        let refused = |name| move |reason| Error::Option { name, reason };
        Ok(Self {
            units: quantity::Units::new(&options.units).map_err(refused("units"))?,
            holidays: time::Holidays::new(&options.holidays).map_err(refused("holidays"))?,
        })
    }
}

impl Default for Lists {
    fn default() -> Self {
        Self::new(&Options::default()).expect("the lists that everyone gets are tested")
    }
}

/// The rows of a list: three fields with tabs between, no comments.
fn rows(list: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?, fields.next()?))
    })
}
