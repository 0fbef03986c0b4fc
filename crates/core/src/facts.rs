//! Stage 6: typed facts, a file each.

pub mod event;
mod lexeme;
mod number;
pub mod place;
pub mod quantity;
pub mod quote;
pub mod time;
pub mod voice;

pub use lexeme::Lexemes;

use crate::{Error, Options, Result};

/// The lists that a user can add to, read once.
#[derive(Debug)]
pub struct Lists {
    /// Units of quantities, the user's among them.
    pub units: quantity::Units,
    /// Days with a name, the user's among them.
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
