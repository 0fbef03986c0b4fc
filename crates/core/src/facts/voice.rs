//! Who speaks besides those who are quoted by name: first persons inside and outside of quotations.

pub mod first_person;
mod lexicon;
pub mod unquoted;

pub use lexicon::Resources;
